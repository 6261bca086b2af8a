"""What the texts of the measures leave open, and how it is read here: an assumption for those whom it concerns."""

from collections.abc import Iterable, Iterator

from revalo import language
from revalo.calendar import written
from revalo.grids.binding import Binding
from revalo.grids.sections import OpenPoint
from revalo.grids.tables import LATEST
from revalo.language import _
from revalo.rules.caveats import Assumption
from revalo.rules.measures import Eligibility, Situation, Verdict, conditions_of

BY_SIGNATURE = "known-by-signature"  # its code


def open_points(eligibility: Eligibility) -> Iterator[Assumption]:
    """What is taken for a person on the day, where a text leaves it open."""
    for name in eligibility.conditions.points:
        point = eligibility.law.open_points[name]
        if _is_open(eligibility.binding, point) and _concerns(eligibility, point):
            yield _assumption(name, point)


def points_of_bonus(binding: Binding, measure: str, sector: str) -> Iterator[Assumption]:
    """What is taken for a bonus paid once, for those of a sector, where a text leaves it open."""
    for name in conditions_of(binding.law, Situation(sector)).points:
        point = binding.law.open_points[name]
        if point.measure == measure and binding.counts(point.text):
            yield _assumption(name, point)


def _assumption(name: str, point: OpenPoint) -> Assumption:
    return Assumption(name, language.label(point.taken), language.label(point.reason))


def _concerns(eligibility: Eligibility, point: OpenPoint) -> bool:
    """Whether the measure of a question, if there is one, concerns the person; one paid once is said with its bonus."""
    if point.measure is None:
        return True
    return not eligibility.law.measures[point.measure].once and eligibility.concerns(point.measure)


def _is_open(binding: Binding, point: OpenPoint) -> bool:
    """Whether the question comes up on the day, for this employer, under the texts that count."""
    is_time = point.start <= binding.choices.day <= point.until
    return is_time and point.members in (None, binding.choices.member) and binding.counts(point.text)


def known_by_signature(binding: Binding, verdicts: Iterable[Verdict]) -> Iterator[Assumption]:
    """The measures of an accord that is not extended yet on the day the law is read as known: it binds its signatories.

    No approval is needed in the for-profit sector, and the texts do not say from when their own members are bound.
    """
    known_on = binding.choices.known_on
    for verdict in verdicts:
        version = binding.standing(verdict.path) if verdict.path else None
        if version is None or version.known_on is None or known_on is None:
            continue
        text = binding.law.text(version.text)
        if text.kind == "agreement" and version.known_on == text.signed and known_on < (text.known or LATEST):
            reason = _("{text}: not extended yet on {day}; taken as binding the members from its signature")
            day, signed = (written(verdict, language.current()) for verdict in (known_on, text.signed))
            yield Assumption(BY_SIGNATURE, signed, reason.format(text=text.id, day=day))
