"""Who pays, on the terminal: a waterfall for each département, its services, the years side by side."""

from datetime import date
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table

from revalo import language
from revalo.calendar import written
from revalo.funding.article47 import HOURS, cost_per_hour, shown_share
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.funding.terms import Dated
from revalo.language import _
from revalo.money import euros, half_up, localised, plain
from revalo.payroll.messages import reasons
from revalo.reports.words import notice, scenario_line

if TYPE_CHECKING:
    from rich.console import Console

BAR = 20  # cells
MOST = 40  # services shown on screen
DETAILED = 8  # départements shown one by one; of more, the table alone
MANY = 50  # départements: a run of so many is compared with the national envelope


def show(console: "Console", found: Study, *, national: bool = False) -> None:
    """Print each year, then the years side by side, then what was assumed and what to beware of."""
    for year in found.years:
        _show_year(console, year, national=national or len(year.departments) >= MANY)
    if len(found.years) > 1:
        _show_evolution(console, found.years)
    _show_rejects(console, found)
    _show_remarks(console, found)
    console.print("\n" + notice(), style="dim")


def _show_year(console: "Console", year: Year, *, national: bool) -> None:
    for each in year.departments if len(year.departments) <= DETAILED else ():
        title = _("Département {code}, {year}").format(code=each.code, year=year.law.year)
        _show_waterfall(console, title, each.amounts)
        _show_aid(console, year, each)
        _show_services(console, each, ranks(year))
    if len(year.departments) > 1:
        _show_departments(console, year)
    if national:
        _show_envelope(console, year)
    _show_beside(console, year)


def _show_waterfall(console: "Console", title: str, sums: Amounts) -> None:
    """Print how the cost comes down to what is left to the département."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), title=title, title_justify="left")
    table.title_style = "bold"
    table.add_column(_("Who pays"), min_width=24)
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("%", justify="right", no_wrap=True)
    table.add_column("", no_wrap=True, min_width=BAR)
    steps = (
        (_("Cost of the raises, loaded"), sums.cost, 0, True),
        (_("- paid by others"), sums.others, sums.cost - sums.others, False),
        (_("- paid by users"), sums.users, sums.borne, False),
        (_("= borne by the département"), sums.borne, 0, True),
        (_("- CNSA aid"), sums.aid, sums.remainder, False),
        (_("= left to the département"), sums.remainder, 0, True),
    )
    for label, cents, start, is_sum in steps:
        row = (label, _euros(cents), _percent(cents, sums.cost), _bar(console, start, cents, sums.cost))
        table.add_row(*row, style="bold" if is_sum else None)
    console.print(table)


def _bar(console: "Console", start: int, cents: int, whole: int) -> str:
    """A bar from a start, on the scale of the whole cost."""
    if whole <= 0 or cents <= 0:
        return ""
    mark = "█" if console.encoding.lower().startswith("utf") else "#"
    first, last = (int(half_up(BAR * each, whole)) for each in (max(start, 0), max(start, 0) + cents))
    return " " * first + mark * max(last - first, 1)


def _show_aid(console: "Console", year: Year, each: DepartmentShare) -> None:
    """Print how the aid comes about, its calendar, and the amounts by the hour."""
    sums, terms = each.amounts, year.law.terms
    rate = localised(plain(terms.rate, 4, 0), language.current())
    message = _("Aid: {rate} % of {borne} = {cap}")
    console.print(message.format(rate=rate, borne=_euros(sums.borne), cap=_euros(sums.cap_share)))
    if sums.cap_hours is not None and terms.hourly is not None:
        message = _("at most {hours} h at {hourly} = {cap}; the limit is {binding}")
        words = {
            "hours": _number(sums.hours),
            "hourly": _hourly(terms.hourly),
            "cap": _euros(sums.cap_hours),
            "binding": _("the hours") if each.binding == HOURS else _("the share"),
        }
        console.print("  " + message.format(**words))
    if sums.advance is not None and year.law.advance_by and year.law.balance_by:
        message = _("Advance {advance} by {day}, balance {balance} by {later}")
        days = {"day": _day(year.law.advance_by), "later": _day(year.law.balance_by)}
        console.print(message.format(advance=_euros(sums.advance), balance=_euros(sums.balance), **days))
    message = _("By funded hour: borne {borne}, aid {aid}, left {left}")
    by_hour = [_euros(cost_per_hour(cents, sums.hours)) for cents in (sums.borne, sums.aid, sums.remainder)]
    console.print(message.format(borne=by_hour[0], aid=by_hour[1], left=by_hour[2]))


def _show_services(console: "Console", each: DepartmentShare, rank: dict[str, int]) -> None:
    """Print what each service's raises cost, the dearest hour first."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Service"), overflow="fold", min_width=8)
    for heading in (_("Cost"), _("Share"), _("Funded\nhours"), _("Borne"), _("Cost/h"), _("Rank")):
        table.add_column(heading, justify="right", no_wrap=True)
    ordered = sorted(each.services, key=lambda service: (rank[service.service.name], service.service.name))
    for service in ordered[:MOST]:
        table.add_row(*_service(service, rank))
    console.print(table)
    if len(ordered) > MOST:
        message = _("- services not shown: {number} (all in -o FILE.xlsx)")
        console.print(message.format(number=len(ordered) - MOST))


def _service(each: ServiceShare, rank: dict[str, int]) -> tuple[str, ...]:
    service = each.service
    share = localised(plain(shown_share(service.funded, service.hours)), language.current()) + "\N{NO-BREAK SPACE}%"
    amounts = (_euros(each.cost), share, _whole(service.funded), _euros(each.borne))
    by_hour = _euros(cost_per_hour(each.cost, service.hours))
    return (service.name, *amounts, by_hour, str(rank[service.name]))


def _show_departments(console: "Console", year: Year) -> None:
    """Print the départements of a year and their sums."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(f"{year.law.year} (€)", no_wrap=True)
    for heading in (_("Cost"), _("Borne"), _("Aid"), _("Left")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Limit"))
    for each in year.departments:
        limit = _("hours") if each.binding == HOURS else _("share")
        table.add_row(each.code, *_four(each.amounts), limit)
    table.add_row(_("Total"), *_four(year.total), "", style="bold")
    console.print(table)
    if len(year.departments) > DETAILED:
        console.print(_("- each département and its services: --json, or -o FILE.xlsx"))


def _show_evolution(console: "Console", years: list[Year]) -> None:
    """Print the totals of the years side by side."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Year") + " (€)", no_wrap=True)
    for heading in (_("Cost"), _("Borne"), _("Aid"), _("Left"), _("Borne/h")):
        table.add_column(heading, justify="right", no_wrap=True)
    for year in years:
        by_hour = cost_per_hour(year.total.borne, year.total.hours)
        table.add_row(str(year.law.year), *_four(year.total), "" if by_hour is None else _number(by_hour))
    console.print(table)


def _four(sums: Amounts) -> tuple[str, ...]:
    """The four amounts of a wide table, in euros without their sign."""
    return tuple(_number(cents) for cents in (sums.cost, sums.borne, sums.aid, sums.remainder))


def _show_envelope(console: "Console", year: Year) -> None:
    """Print the aid of all beside the national envelope."""
    if year.law.envelope is None:
        return
    message = _("National envelope of {year}: {envelope}; aid of these départements: {aid} ({percent} %)")
    words = {"envelope": _euros(year.law.envelope), "aid": _euros(year.total.aid)}
    percent = _percent(year.total.aid, year.law.envelope)
    console.print(message.format(year=year.law.year, percent=percent, **words))
    if year.total.aid > year.law.envelope:
        console.print(_("  above the envelope: no rule of reduction was found, none is applied"))


def _show_beside(console: "Console", year: Year) -> None:
    """Print the dated amounts that stand beside the aid."""
    for label, values in (
        (_("Beside, not counted: floor tariff"), year.law.floor_tariff),
        (_("Beside, not counted: dotation complémentaire"), year.law.complement),
    ):
        if values:
            console.print(f"{label}{_(': ')}{', '.join(map(_dated, values))}", style="dim")


def _dated(each: Dated) -> str:
    if each.value is None:
        return _("not found from {day}").format(day=_day(each.start))
    return _("{amount} an hour from {day}").format(amount=_hourly(each.value), day=_day(each.start))


def _show_rejects(console: "Console", found: Study) -> None:
    costs = found.costs
    message = _("Rows of PAYROLL: {rows}, counted {counted}, rejected {rejected}, outside the years {outside}")
    numbers = {"rows": costs.rows_in, "counted": costs.counted, "outside": costs.outside}
    rejected = sum(costs.rejected.values())
    shown = {name: localised(str(number), language.current()) for name, number in numbers.items()}
    console.print("\n" + message.format(rejected=localised(str(rejected), language.current()), **shown))
    for why, number in reasons(costs.rejected):
        console.print(f"  {why}{_(': ')}{number}", style="dim")


def _show_remarks(console: "Console", found: Study) -> None:
    """Print each assumption and warning once, whatever the year."""
    assumed = dict.fromkeys(each for year in found.years for each in found.assumptions[year.law.year])
    beware = dict.fromkeys(each for year in found.years for each in found.warnings[year.law.year])
    if assumed:
        console.print("\n" + _("Assumptions"), style="bold")
    for each in assumed:
        value = "" if each.value == "" else f" = {each.value}"
        console.print(f"- {each.field}{value}{_(': ')}{each.reason}")
    for scenario in found.law.scenarios:
        console.print("- " + scenario_line(scenario))
    if beware:
        console.print("\n" + _("To be aware of"), style="bold")
    for words in beware:
        console.print(f"- {words}")


def _euros(cents: int | None) -> str:
    return "" if cents is None else euros(cents, language.current())


def _hourly(value: int) -> str:
    """An hourly amount (1/10000 €)."""
    number = localised(plain(value, 4), language.current())
    return f"{number}\N{NO-BREAK SPACE}€" if language.current() == "fr" else f"€{number}"


def _number(hundredths: int) -> str:
    return localised(plain(hundredths), language.current())


def _whole(hundredths: int) -> str:
    """Hours without decimals, for narrow columns."""
    return localised(str(half_up(hundredths, 100)), language.current())


def _percent(cents: int, whole: int) -> str:
    return localised(plain(half_up(10_000 * cents, whole)), language.current()) if whole > 0 else ""


def _day(day: date) -> str:
    return written(day, language.current())
