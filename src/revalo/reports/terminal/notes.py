"""What follows a table: the assumptions, the warnings and the notice."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from revalo.grids.law import Law, Scenario
from revalo.language import _
from revalo.reports.phrases import scenario_line, table_name
from revalo.reports.terminal import palette
from revalo.reports.terminal.fitting import fitted
from revalo.rules.person import option
from revalo.rules.placement import Assumption
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console


def show(
    console: "Console",
    law: Law,
    assumptions: Sequence[Assumption],
    warnings: Sequence[str],
    scenarios: Sequence[Scenario] = (),
) -> None:
    """Print the assumptions, each under the option to give instead, the warnings, the scenarios and the notice."""
    if assumptions:
        console.print("\n" + _("Assumptions"), style=palette.TITLE)
        listed(console, [(f"{_field(law, each.field)} = {each.value}", each.reason) for each in assumptions])
    for warning in warnings:
        console.print()
        listed(console, [(_("Warning"), warning)])
    console.print()
    for scenario in scenarios:
        console.print(scenario_line(scenario))
    console.print(notice(), style=palette.QUIET)


def _field(law: Law, name: str) -> str:
    """The option to give instead of an assumption, or the name of the parameter of the law."""
    above = [path for path in law.paths if f"{name}.".startswith(f"{path}.")]
    if not above:
        return option(name)
    table = law.table(max(above, key=len))
    return table_name(table) + name.removeprefix(table.path)


def listed(console: "Console", entries: Iterable[tuple[str, str]]) -> None:
    """Print a list of words in bold, each followed by what there is to say."""
    for head, words in entries:
        grid = Table.grid(padding=(0, 1))
        grid.add_row("-", Text.assemble((fitted(head), palette.TERM), _(": "), fitted(words)))
        console.print(grid)
