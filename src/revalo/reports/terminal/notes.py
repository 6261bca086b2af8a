"""What follows a table: the assumptions, the warnings and the notice."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from revalo.grids.law import Law
from revalo.grids.tables import Scenario
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.register import reasons
from revalo.reports.inputs import LABELS, field_name, field_of, study_field, study_value, value_of
from revalo.reports.phrases import name_in_law, provenance, scenario_line
from revalo.reports.terminal import palette
from revalo.reports.terminal.fitting import fitted
from revalo.reports.terminal.folding import Bullet
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.person import option
from revalo.version import notice

FIRST = (
    *("hours", "weekly_hours", "fte", "part_time", "gross", "index"),
    *("category", "status", "degree", "year", "seniority", "since", "echelon"),
    *("exempt_share", "accident_rate", "provident_rate"),
)  # what moves an amount most

if TYPE_CHECKING:
    from rich.console import Console

    from revalo.people.caveat_counts import CaveatCounts


def show(
    console: "Console",
    law: Law,
    assumptions: Sequence[Assumption],
    warnings: Sequence[PayWarning],
    scenarios: Sequence[Scenario] = (),
) -> None:
    """Print the assumptions, each under the option to give instead, the warnings, the scenarios and the notice."""
    if assumptions:
        console.print("\n" + _("Default values, to check"), style=palette.TITLE)
        listed(console, [_assumed(law, each) for each in sorted(assumptions, key=lambda one: _rank(one.field))])
    if warnings:
        console.print("\n" + _("Warnings"), style=palette.TITLE)
    for text in dict.fromkeys(warning.text for warning in warnings):
        console.print(Bullet(console.render_str(text)))
    console.print()
    for scenario in scenarios:
        console.print(scenario_line(scenario))
    console.print(notice(), style=palette.QUIET)
    console.print(provenance(law), style=palette.QUIET)


def show_remarks(console: "Console", remarks: Iterable[PayWarning]) -> None:
    """Print what a reader must know of the files before any figure."""
    for remark in remarks:
        listed(console, [(_("Warning"), remark.text)])


def show_rows(console: "Console", rows: int, rejected: Counter[str], kept: str, aside: str) -> None:
    """Print what became of the rows of a payroll, then why some were rejected; the others in words, as they are."""
    read = numbered("Payroll file: {number} row", "Payroll file: {number} rows", rows)
    refused = numbered("{number} rejected", "{number} rejected", rejected.total())
    console.print(f"{read}, {kept}, {refused}, {aside}")
    for why, number in reasons(rejected):
        console.print(f"  {why}{_(': ')}{whole_number(number)}", style=palette.QUIET)


def show_counted(console: "Console", law: Law, caveats: "CaveatCounts") -> None:
    """Print the warnings and the assumptions of rows, those of most rows first."""
    from revalo.payroll.writing.notes import example_of  # noqa: PLC0415 - one person needs no table engine

    if warnings := caveats.warnings:
        console.print("\n" + _("Warnings"), style=palette.TITLE)
        listed(console, [(each.words, example_of(each)) for each in warnings])
    if assumptions := caveats.assumptions:
        console.print("\n" + _("To check"), style=palette.TITLE)
        for caveat in sorted(assumptions, key=lambda one: _rank(one.code)):
            taken = _value(law, caveat.caveat) if isinstance(caveat.caveat, Assumption) else ""
            listed(console, [(field_of(law, caveat.code), f"{caveat.words} ({example_of(caveat, taken)})")])
    if warnings or assumptions:
        console.print()


def show_assumed(console: "Console", law: Law, assumptions: Iterable[Assumption]) -> None:
    """Print the assumptions of a study of many people: what each is about, its value if it has one, and why."""
    listed(console, [(study_field(law, each.field), _explained(_taken(law, each), _why(each))) for each in assumptions])


def _why(assumption: Assumption) -> str:
    """Why something was taken, and the option of the employer that changes it, where the words do not say it."""
    from revalo.rules.employer.employer import EMPLOYER_FIELDS  # noqa: PLC0415 - only for studies

    if assumption.field not in EMPLOYER_FIELDS or "--" in assumption.reason:
        return assumption.reason
    return _("{reason}; to change: {option}").format(reason=assumption.reason, option=option(assumption.field))


def _taken(law: Law, assumption: Assumption) -> str:
    return "" if assumption.value == "" else study_value(law, assumption)


def _rank(code: str) -> int:
    """The place of an assumption in a list: what moves the amount most comes first, the rest as it came."""
    return FIRST.index(code) if code in FIRST else len(FIRST)


def _explained(value: object, reason: str) -> str:
    return reason if value == "" else _("{value} ({reason})").format(value=value, reason=reason)


def _assumed(law: Law, assumption: Assumption) -> tuple[str, str]:
    """What was assumed: its label, then its value, why, and the option that changes it, if it is not of the law."""
    if name := name_in_law(law, assumption.field):
        return name, _explained(assumption.value, assumption.reason)
    if "--" in assumption.reason:
        return field_name(assumption.field), _explained(_value(law, assumption), assumption.reason)
    message = _("{value} ({reason}). To change: {option}")
    shown = message.format(value=_value(law, assumption), reason=assumption.reason, option=option(assumption.field))
    return field_name(assumption.field), shown


def _value(law: Law, assumption: Assumption) -> str:
    return value_of(law, assumption.field, assumption.value) if assumption.field in LABELS else str(assumption.value)


def listed(console: "Console", entries: Iterable[tuple[str, str]]) -> None:
    """Print a list of words in bold, each followed by what there is to say."""
    for head, words in entries:
        console.print(Bullet(Text.assemble((fitted(head), palette.TERM), _(": "), fitted(words))))
