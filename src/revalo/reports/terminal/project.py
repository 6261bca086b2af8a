"""The months to come on the terminal: the years, why each differs from the one before, the groups."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo.funding.hours import HourCosts, Hours, HoursOfYear
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.payroll.projection import Projection
from revalo.payroll.writing.headings import GROUPS
from revalo.people.bill import Year
from revalo.reports import project_phrases as words
from revalo.reports.phrases import provenance, scenario_line
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.bars import bar
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

BAR = 16  # cells
MOST = 40  # groups shown on screen
YEARS = 5  # of groups
NAMES = 12  # cells kept for the names of groups, beside the amounts


def show(console: "Console", projection: Projection, hours: Hours | None = None) -> None:
    """Print the years, the causes of each, the groups, the cost of an hour if asked, and what all of it rests on."""
    notes.show_remarks(console, projection.remarks)
    if projection.counted:
        _show_years(console, projection)
        if projection.compared:
            _show_compared(console, projection)
        for year in projection.years:
            _show_causes(console, projection, year)
        if len(projection.groups) > 1:
            _show_groups(console, projection)
        for of_year in hours.years if hours else ():
            _show_hours(console, of_year)
    _show_rows(console, projection)
    _show_remarks(console, projection, hours)
    console.print("\n" + notice(), style=palette.QUIET)
    console.print(provenance(projection.law), style=palette.QUIET)


def _table() -> Table:
    return Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))


def _show_years(console: "Console", projection: Projection) -> None:
    table = _table()
    table.add_column(_("Year"), no_wrap=True)
    for heading in (_("Months"), _("People"), _("Gross"), _("Employer cost"), "%"):
        table.add_column(heading, justify="right", no_wrap=True)
    for year in projection.years:
        change = "" if year.is_first else words.rate(year.rise)
        amounts = (words.amount(year.sums.gross), words.amount(year.sums.cost))
        table.add_row(str(year.year), str(year.months), words.mean_people(year), *amounts, change)
    console.print(table)


def _show_compared(console: "Console", projection: Projection) -> None:
    """Print the employer cost of each year under each scenario, with the difference to the law as it stands."""
    console.print(_("Scenarios side by side, employer cost"), style=palette.TITLE)
    table = _table()
    table.add_column(_("Year"), no_wrap=True)
    for heading in words.compared_headings(projection.compared):
        table.add_column(heading, justify="right")
    for row in words.compared_rows(projection, projection.compared):
        table.add_row(*row)
    console.print(table)


def _show_causes(console: "Console", projection: Projection, year: Year) -> None:
    """Print why a year costs more or less than its reference, with a bar for each cause."""
    title = _("{year}: {change} (compared with: {reference})")
    change = words.amount(year.change.cost, signed=True)
    console.print(title.format(year=year.year, reference=words.reference(year), change=change), style=palette.TITLE)
    causes = words.grouped(year.causes)
    if not causes:
        return
    table = _table()
    table.add_column(_("Why"))
    for heading in (_("Gross"), _("Employer cost")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=BAR, style=palette.BAR)
    most = max(abs(sums.cost) for sums in causes.values())
    for mover, sums in causes.items():
        amounts = (words.amount(each, signed=True) for each in (sums.gross, sums.cost))
        table.add_row(words.cause(projection.law, mover), *amounts, bar(abs(sums.cost), most, BAR))
    totals = (words.amount(each, signed=True) for each in (year.change.gross, year.change.cost))
    table.add_row(_("Total"), *totals, "", style=palette.TOTAL)
    console.print(table)
    if ageing := words.gvt(year):
        console.print(f"- {ageing}\n")


def _show_groups(console: "Console", projection: Projection) -> None:
    """Print the employer cost of each group, as many years side by side as the screen has room for."""
    first = max(len(projection.years) - YEARS, 0)
    widest = max(len(words.amount(year.sums.cost)) for year in projection.years)
    fitting = max((console.width - NAMES) // (widest + 2), 1)
    for start in range(first, len(projection.years), fitting):
        console.print(_groups(projection, slice(start, start + fitting)))
    if len(projection.groups) > MOST:
        message = _("- groups not shown: {number} (all in -o FILE.xlsx)")
        console.print(message.format(number=whole_number(len(projection.groups) - MOST)))


def _groups(projection: Projection, shown: slice) -> Table:
    table = _table()
    table.add_column(_(GROUPS[projection.asked.by]), overflow="fold", min_width=8)
    for year in projection.years[shown]:
        table.add_column(str(year.year), justify="right", no_wrap=True)
    for name, years in list(projection.groups.items())[:MOST]:
        table.add_row(name or _("(none)"), *(words.amount(year.sums.cost) for year in years[shown]))
    table.add_row(_("Total"), *(words.amount(year.sums.cost) for year in projection.years[shown]), style=palette.TOTAL)
    return table


def _show_hours(console: "Console", year: HoursOfYear) -> None:
    """Print what an hour costs in a year, beside the floor tariff."""
    console.print(_("The cost of an hour in {year}").format(year=year.year), style=palette.TITLE)
    table = _table()
    table.add_column(_("Service"), overflow="fold", min_width=8)
    headings = (
        _("Hours paid"),
        _("Hours of the département"),
        _("Cost/h paid"),
        _("Cost/h worked"),
        _("Cost/h financed"),
    )
    for heading in headings:
        table.add_column(heading, justify="right")
    for name, costs in list(year.services.items())[:MOST]:
        table.add_row(name or _("(none)"), *_hours(costs))
    if len(year.services) > 1:
        table.add_row(_("Total"), *_hours(year.total), style=palette.TOTAL)
    console.print(table)
    for dated in year.floor:
        if dated.value is not None:
            console.print(words.floor(dated), style=palette.QUIET)
    console.print()


def _hours(costs: HourCosts) -> tuple[str, ...]:
    per_hour = (costs.per_paid_hour, costs.per_worked_hour, costs.per_financed_hour)
    return (
        *("" if each is None else words.hours(each) for each in (costs.paid, costs.financed)),
        *("" if each is None else words.amount(each) for each in per_hour),
    )


def _show_rows(console: "Console", projection: Projection) -> None:
    carried = numbered("{number} carried", "{number} carried", projection.counted)
    earlier = numbered("{number} of an earlier month", "{number} of earlier months", projection.outside)
    notes.show_rows(console, projection.rows_in, projection.rejected, carried, earlier)
    if projection.skipped:
        console.print(
            _("Lines that are no person, set apart: {number}").format(number=whole_number(projection.skipped))
        )


def _show_remarks(console: "Console", projection: Projection, hours: Hours | None) -> None:
    console.print("\n" + _("Assumptions"), style=palette.TITLE)
    notes.show_assumed(console, projection.law, (*projection.assumptions, *(hours.assumptions if hours else ())))
    console.print("- " + words.order())
    for scenario in (*projection.law.scenarios, *(each.law.scenarios[-1] for each in projection.compared)):
        console.print("- " + scenario_line(scenario))
    warnings = [*projection.warnings[len(projection.remarks) :], *(hours.warnings if hours else ())]
    if warnings:
        console.print("\n" + _("To be aware of"), style=palette.TITLE)
    for warning in warnings:
        console.print(f"- {warning}")
