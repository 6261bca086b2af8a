"""What follows a table: the assumptions, the warnings and the notice."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from revalo.grids.law import Law
from revalo.grids.tables import Scenario
from revalo.language import _
from revalo.reports.pages.situation import LABELS, field_name, value_of
from revalo.reports.phrases import name_in_law, scenario_line
from revalo.reports.terminal import palette
from revalo.reports.terminal.fitting import fitted
from revalo.rules.caveats import Assumption, PayWarning
from revalo.rules.person import option
from revalo.version import notice

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
        console.print("\n" + _("Assumptions"), style=palette.TITLE)
        listed(console, [_assumed(law, each) for each in assumptions])
    for warning in warnings:
        console.print()
        listed(console, [(_("Warning"), warning.text)])
    console.print()
    for scenario in scenarios:
        console.print(scenario_line(scenario))
    console.print(notice(), style=palette.QUIET)


def show_remarks(console: "Console", remarks: Iterable[PayWarning]) -> None:
    """Print what a reader must know of the files before any figure."""
    for each in remarks:
        listed(console, [(_("Warning"), each.text)])


def show_counted(console: "Console", law: Law, caveats: "CaveatCounts") -> None:
    """Print the warnings and the assumptions of rows, those of most rows first."""
    from revalo.payroll.writing.notes import example_of  # noqa: PLC0415 - one person needs no table engine

    if warnings := caveats.warnings:
        console.print("\n" + _("Warnings"), style=palette.TITLE)
        listed(console, [(each.words, example_of(each)) for each in warnings])
    if assumptions := caveats.assumptions:
        console.print("\n" + _("Assumptions"), style=palette.TITLE)
        listed(console, [(_column(law, each.code), f"{each.words} ({example_of(each)})") for each in assumptions])
    if warnings or assumptions:
        console.print()


def _assumed(law: Law, each: Assumption) -> tuple[str, str]:
    """What was assumed: its label, then its value, why, and the option that changes it, if it is not of the law."""
    if name := name_in_law(law, each.field):
        return name, _("{value} ({reason})").format(value=each.value, reason=each.reason)
    message = _("{value} ({reason}). To change: {option}")
    shown = value_of(law, each.field, each.value) if each.field in LABELS else str(each.value)
    return field_name(each.field), message.format(value=shown, reason=each.reason, option=option(each.field))


def _column(law: Law, name: str) -> str:
    """The column of a file to fill instead of an assumption, or the name of the parameter of the law."""
    return name_in_law(law, name) or name


def listed(console: "Console", entries: Iterable[tuple[str, str]]) -> None:
    """Print a list of words in bold, each followed by what there is to say."""
    for head, words in entries:
        grid = Table.grid(padding=(0, 1))
        grid.add_row("-", Text.assemble((fitted(head), palette.TERM), _(": "), fitted(words)))
        console.print(grid)
