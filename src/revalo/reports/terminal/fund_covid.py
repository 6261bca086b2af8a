"""The Covid bonus of home care, on the terminal: by département and service, and what the CNSA pays at most."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.funding.covid import Bonus, Bonuses
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.people.sums import written_headcount
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console


def show(console: "Console", bonuses: Bonuses) -> None:
    """Print the services, the départements and the total."""
    notes.show_remarks(console, bonuses.remarks)
    message = _("Covid bonus of home care, 2020: {amount} for a full-time person, pro rata of the time worked")
    console.print(message.format(amount=_euros(bonuses.amount)), style=palette.TOTAL)
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Département, service"), overflow="fold")
    for heading in (_("People"), _("Bonus"), _("CNSA at most"), _("Left")):
        table.add_column(heading, justify="right", no_wrap=True)
    for code, (total, services) in bonuses.departments.items():
        table.add_row(code or _("(none)"), *_figures(total), style=palette.TOTAL)
        for name, bonus in sorted(services.items()):
            table.add_row(f"  {name}", written_headcount(bonus.people), _euros(bonus.amount), "", "")
    table.add_row(_("Total"), *_figures(bonuses.total), style=palette.TOTAL)
    console.print(table)
    share = localised(plain(bonuses.share, 4, 0), language.current())
    console.print(_("- the CNSA pays up to {share}%; the département sets the criteria").format(share=share))
    if bonuses.aside:
        console.print(_("- rows of other structures, left aside: {rows}").format(rows=whole_number(bonuses.aside)))
    if rejected := sum(bonuses.rejected.values()):
        console.print(_("- rows rejected, not counted: {rows}").format(rows=whole_number(rejected)))
    console.print(notice(), style=palette.QUIET)


def _figures(bonus: Bonus) -> tuple[str, ...]:
    return (written_headcount(bonus.people), *map(_euros, (bonus.amount, bonus.aid, bonus.amount - bonus.aid)))


def _euros(cents: int) -> str:
    return euros(cents, language.current())
