"""What must be said of figures of the law: choices that no source settles, values past their check, membership."""

from collections.abc import Iterable
from datetime import date

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding, LawFigure
from revalo.grids.tables import Version
from revalo.language import _
from revalo.rules.caveats import Assumption, Caveat, PayWarning

MEMBER, CARRIED_FORWARD = "member", "carried-forward"  # their codes


def caveats_of(binding: Binding, figure: LawFigure) -> tuple[Caveat, ...]:
    """What must be said of a figure that a line rests on, the same for every person."""
    return (*assumed_in([figure]), *stale_warnings(binding.choices.day, [figure]))


def assumed_in(figures: Iterable[LawFigure]) -> list[Assumption]:
    """The choices of the law files, among some figures, that no source settles."""
    return [
        Assumption(each.path, each.table.display(each.value), _reason(each.version))
        for each in figures
        if each.version and each.version.confidence == "assumed" and each.version.note
    ]


def _reason(version: Version) -> str:
    """Why an assumed version stands: what its note says; for that of a scenario, which one it is."""
    note = language.label(version.note) if version.note else ""
    return _("scenario {name}: {title}").format(name=version.text, title=note) if version.follows else note


def stale_warnings(day: date, figures: Iterable[LawFigure]) -> list[PayWarning]:
    """A warning for each law file whose values, used on a day, are carried past the day it was verified."""
    message = _("{day}: the values of {file} were last checked on {verified}; a newer text may be missing")
    shown = written(day, language.current())
    return [
        PayWarning(
            CARRIED_FORWARD,
            message.format(day=shown, file=file, verified=written(verified, language.current())),
        )
        for file, verified in stale_files(day, figures)
    ]


def stale_files(day: date, figures: Iterable[LawFigure]) -> list[tuple[str, date]]:
    """The law files whose values, used on a day, are carried past the day they were verified, with that day."""
    return sorted((file, verified) for file, verified in files_of(figures) if day > verified)


def files_of(figures: Iterable[LawFigure]) -> set[tuple[str, date]]:
    """The law files of some figures, each with the day it was verified."""
    return {(each.version.rooted.file, each.table.verified) for each in figures if each.version}


def depends_on_membership(binding: Binding, figures: Iterable[LawFigure]) -> bool:
    """Whether an employer outside the signing federations would have another value for some figure."""
    others = _of_others(binding)
    return any(each.version != others.standing(each.table.path) for each in figures if each.version)


def member_assumed() -> Assumption:
    """What is taken where a figure depends on membership and it was not given."""
    reason = _("by default; if not: --no-member")
    return Assumption(MEMBER, _("yes"), reason)


def _of_others(binding: Binding) -> Binding:
    """The same law for an employer outside the signing federations."""
    if MEMBER not in binding.cache:
        binding.cache[MEMBER] = Binding(binding.law, binding.choices._replace(member=False))
    return binding.cache[MEMBER]  # type: ignore[no-any-return]
