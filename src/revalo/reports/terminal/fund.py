"""Who pays, on the terminal: a waterfall for each département, its services, the years side by side."""

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.funding.article47 import cost_per_hour
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.grids.units import numbered, whole_number
from revalo.language import _, ngettext
from revalo.money import half_up, localised
from revalo.people.sums import plain_headcount
from revalo.reports import fund_phrases as words
from revalo.reports.phrases import scenario_line
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.reports.terminal.fitting import on_two_lines
from revalo.reports.terminal.side_by_side import show_bars
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

MOST = 40  # services shown on screen
DETAILED = 8  # départements shown one by one; of more, the table alone
MANY = 50  # départements: a run of so many is compared with the national envelope


def show(console: "Console", study: Study, *, national: bool = False) -> None:
    """Print each year, then the years side by side, then what was assumed and what to beware of."""
    notes.show_remarks(console, study.remarks)
    _show_rows(console, study)
    if len(study.years) > 1:
        _show_evolution(console, study.years)
    for year in study.years:
        _show_year(console, year, national=national or len(year.departments) >= MANY)
    if study.compared:
        _show_scenarios(console, study)
    _show_remarks(console, study)
    console.print("\n" + notice(), style=palette.QUIET)


def _show_year(console: "Console", year: Year, *, national: bool) -> None:
    for department in year.departments if len(year.departments) <= DETAILED else ():
        console.print("\n" + _titled(year, department), style=palette.TITLE)
        console.print(_to_vote(year, department))
        _show_waterfall(console, department.amounts, words.share_of_cnsa(year, department))
        for line in (*words.cap(year, department), words.by_hour(department.amounts)):
            console.print(line)
        _show_services(console, department, ranks(year))
    if len(year.departments) > 1:
        _show_departments(console, year)
    if national:
        _show_envelope(console, year)
    for line in words.not_counted(year):
        console.print(line, style="dim")


def _titled(year: Year, department: DepartmentShare) -> str:
    """What an answer is of: the département, the year, how many services and people."""
    services = numbered("{number} service", "{number} services", len(department.services))
    most = sum(max((month.people for month in service.months.values()), default=0) for service in department.services)
    people = ngettext("{number} person", "{number} people", 1 if most == 1 else 2)
    headcount = localised(plain_headcount(most), language.current())
    title = _("Département {code}, year {year}").format(code=department.code, year=year.law.year)
    return f"{title}{_(': ')}{services}, {people.format(number=headcount)}"


def _to_vote(year: Year, department: DepartmentShare) -> Table:
    """What is left to the département, then the aid and its payments: what a vote is about, before any detail."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    sums = department.amounts
    grid.add_row(_("Net cost to the département"), words.amount(sums.remainder), _("(to vote)"), style=palette.TOTAL)
    grid.add_row(_("CNSA aid"), words.amount(sums.aid))
    for label, cents, when in words.payments(year, sums):
        grid.add_row(f"  {label}", words.amount(cents), when)
    return grid


def _show_waterfall(console: "Console", sums: Amounts, rate: str) -> None:
    """Print how the cost comes down to what is left to the département."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Where it comes from"), min_width=24)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    for step in words.steps(sums, rate):
        row = (step.label, words.amount(step.cents), words.percent(step.cents, sums.cost))
        table.add_row(*row, style=palette.TOTAL if step.is_sum else None)
    console.print(table)


def _show_services(console: "Console", department: DepartmentShare, rank: dict[str, int]) -> None:
    """Print what each service's raises cost, the dearest hour first."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Service"), overflow="fold", min_width=8)
    headings = (
        _("Cost"),
        _("Total hours"),
        _("Cost per hour"),
        _("Hours of the département"),
        _("Share"),
        _("Share before aid"),
    )
    for heading in map(on_two_lines, headings):
        table.add_column(heading, justify="right", no_wrap=True)
    ordered = sorted(department.services, key=lambda service: (rank[service.service.name], service.service.name))
    for service in ordered[:MOST]:
        table.add_row(*_service(service))
    console.print("\n" + _("Services, dearest hour first"))
    console.print(table)
    if len(ordered) > MOST:
        message = _("- services not shown: {number} (all in -o FILE.xlsx)")
        console.print(message.format(number=len(ordered) - MOST))


def _service(share: ServiceShare) -> tuple[str, ...]:
    service = share.service
    by_hour = words.amount(cost_per_hour(share.cost, service.hours))
    hours = (_whole(service.hours), by_hour, _whole(service.funded), words.share_of_hours(share))
    return (service.name, words.amount(share.cost), *hours, words.amount(share.borne))


def _show_departments(console: "Console", year: Year) -> None:
    """Print the départements of a year and their sums."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(f"{year.law.year} (€)", no_wrap=True)
    for heading in _four_headings():
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Limit"))
    for department in year.departments:
        table.add_row(department.code, *_four(department.amounts), words.limit(department))
    table.add_row(_("Total"), *_four(year.total), "", style=palette.TOTAL)
    console.print(table)
    if len(year.departments) > DETAILED:
        console.print(_("- each département and its services: --json, or -o FILE.xlsx"))


def _show_evolution(console: "Console", years: list[Year]) -> None:
    """Print the totals of the years side by side."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Year") + " (€)", no_wrap=True)
    for heading in (*_four_headings(), on_two_lines(_("Share per hour"))):
        table.add_column(heading, justify="right", no_wrap=True)
    for year in years:
        by_hour = cost_per_hour(year.total.borne, year.total.hours)
        table.add_row(str(year.law.year), *_four(year.total), "" if by_hour is None else words.number(by_hour))
    console.print(table)
    for one, two in pairwise(years):
        console.print("- " + words.change(one, two))
    console.print()


def _show_scenarios(console: "Console", whole: Study) -> None:
    """Print each year under the law as it stands and under each scenario, with the differences, then a picture."""
    for year in whole.years:
        table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
        table.add_column(_("Scenarios, {year} (€)").format(year=year.law.year), overflow="fold")
        for heading in _four_headings():
            table.add_column(heading, justify="right", no_wrap=True)
        table.add_row(_("the law as it stands"), *_four(year.total))
        added = []
        for study, other in words.compared(whole, year.law.year):
            name = study.law.scenarios[-1].name
            more = words.differences(other.total, year.total)
            table.add_row(name, *_four(other.total))
            table.add_row("  " + _("difference"), *(_added(cents) for cents in more.values()), style=palette.QUIET)
            added.append((f"{name}, {year.law.year}", more["cost"]))
        console.print(table)
        show_bars(console, added)


def _added(cents: int) -> str:
    return ("+" if cents > 0 else "") + words.number(cents)


def _four_headings() -> list[str]:
    """The headings of the amounts of `_four`."""
    return [*map(on_two_lines, (_("Cost"), _("Share before aid"), _("CNSA aid"), _("Net cost")))]


def _four(sums: Amounts) -> tuple[str, ...]:
    """The four amounts of a wide table, in euros without their sign."""
    return tuple(words.number(cents) for cents in (sums.cost, sums.borne, sums.aid, sums.remainder))


def _show_envelope(console: "Console", year: Year) -> None:
    """Print the aid of all beside the national envelope."""
    if year.law.envelope is None:
        return
    message = _("National envelope of {year}: {envelope}; aid of these départements: {aid} ({percent}%)")
    amounts = {"envelope": words.amount(year.law.envelope), "aid": words.amount(year.total.aid)}
    percent = words.percent(year.total.aid, year.law.envelope)
    console.print(message.format(year=year.law.year, percent=percent, **amounts))
    if year.total.aid > year.law.envelope:
        console.print(_("  above the envelope: no rule of reduction was found, none is applied"))


def _show_rows(console: "Console", study: Study) -> None:
    counted = numbered("{number} counted", "{number} counted", study.costs.counted)
    outside = numbered("{number} outside the years", "{number} outside the years", study.costs.outside)
    notes.show_rows(console, study.costs.rows_in, study.costs.rejected, counted, outside)


def _show_remarks(console: "Console", whole: Study) -> None:
    """Print each assumption and warning once, whatever the year."""
    assumed = dict.fromkeys(each for year in whole.years for each in whole.assumptions[year.law.year])
    beware = dict.fromkeys(each for year in whole.years for each in whole.warnings[year.law.year])
    for title, every in words.grouped(whole, assumed).items():
        console.print("\n" + title, style=palette.TITLE)
        notes.show_assumed(console, whole.law, every)
    for scenario in (*whole.law.scenarios, *(study.law.scenarios[-1] for study in whole.compared)):
        console.print("- " + scenario_line(scenario))
    if beware:
        console.print("\n" + _("To be aware of"), style=palette.TITLE)
    for warned in beware:
        console.print(f"- {warned.words}")


def _whole(hundredths: int) -> str:
    """Hours without decimals, for narrow columns."""
    return whole_number(half_up(hundredths, 100))
