"""`revalo fund -o FILE.xlsx`: one sheet per level, from months to years; each step of the sharing is a formula."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from revalo import language
from revalo.funding.article47 import AID, cost_per_hour, shown_share
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.language import N_, _
from revalo.money import localised, plain
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.payroll.writing.notes import described
from revalo.payroll.writing.provenance import Origin, properties
from revalo.payroll.writing.workbook import Book, Cell, Formula, Sheet, decimal, write_notes
from revalo.people.columns import first_day
from revalo.people.sums import Headcount
from revalo.reports import fund_phrases as words

MOST_COMPARED = 10_000_000  # cells that the sums of services may read; beyond, their values stand alone


class Column(NamedTuple):
    """A column: its heading and the kind of its cells."""

    heading: str
    kind: str


YEAR, DEPARTMENT, SERVICE = N_("Year"), N_("Département"), N_("Service")
MONTHS = {
    "year": Column(YEAR, "year"),
    "department": Column(DEPARTMENT, "text"),
    "service": Column(SERVICE, "name"),
    "month": Column(N_("Month"), "text"),
    "people": Column(N_("People × months"), "count"),
    "gain": Column(N_("Gain in gross pay"), "money"),
    "cost": Column(N_("Cost"), "money"),
}
SERVICES = {name: MONTHS[name] for name in ("year", "department", "service", "people", "gain", "cost")} | {
    "others": Column(N_("Other payers"), "money"),
    "users": Column(N_("User contributions"), "money"),
    "borne": Column(N_("Share before aid"), "money"),
    "hours": Column(N_("Hours"), "hours"),
    "funded": Column(N_("Hours of the département"), "hours"),
    "share": Column(N_("Département's share of hours"), "hourly"),
    "participation": Column(N_("Participation"), "share"),
    "by_hour": Column(N_("Cost per hour (all hours)"), "money"),
    "rank": Column(N_("Rank (dearest hour first)"), "count"),
}
DEPARTMENTS = {
    name: SERVICES[name]
    for name in ("year", "department", "people", "gain", "cost", "others", "users", "borne", "funded")
} | {
    "rate": Column(N_("Share of the cost"), "share"),
    "hourly": Column(N_("Hourly amount of the CNSA"), "hourly"),
    "cap_share": Column(N_("Limit: rate × share before aid"), "money"),
    "cap_hours": Column(N_("Limit: hours × amount"), "money"),
    "aid": Column(N_("CNSA aid"), "money"),
    "advance_share": Column(N_("Advance payment (share)"), "share"),
    "advance": Column(N_("Advance"), "money"),
    "balance": Column(N_("Balance"), "money"),
    "remainder": Column(N_("Net cost"), "money"),
    "limit": Column(N_("Limit"), "text"),
}
SUMMED = ("people", "gain", "cost", "others", "users", "borne", "funded", "aid", "advance", "balance", "remainder")
SUMMARY = {name: DEPARTMENTS[name] for name in ("year", *SUMMED)} | {"by_hour": Column(N_("Share per hour"), "money")}
Levels = dict[str, "Level"]


class Level:
    """A sheet of records that formulas of other sheets add up. `size`: how many records it will have."""

    def __init__(self, book: Book, title: str, columns: dict[str, Column], size: int) -> None:
        self.columns, self.size = list(columns), size
        kinds = [each.kind for each in columns.values()]
        self.sheet: Sheet = book.sheet(title, kinds, [_(each.heading) for each in columns.values()])

    def cell(self, name: str, row: int) -> str:
        """A cell of this sheet."""
        return f"{self._letter(name)}{row}"

    def cells(self, name: str, *, own: bool = False) -> str:
        """All the records of a column; `own`: for a formula of this very sheet."""
        letter = self._letter(name)
        span = f"${letter}$2:${letter}${self.size + 1}"
        return span if own else f"{self.sheet.name}!{span}"

    def add(self, record: dict[str, Cell], *, bold: bool = False) -> None:
        """Write a record."""
        self.sheet.add([record.get(name) for name in self.columns], bold=bold)

    def _letter(self, name: str) -> str:
        return str(xl_col_to_name(self.columns.index(name)))


def write_xlsx(path: Path, study: Study, origin: Origin) -> None:
    """Write the study as a workbook; `origin`: where its amounts come from."""
    services = [(year, each) for year in study.years for each in year.services]
    with atomic_output(path) as file:
        book = Book(file)
        book.tell(properties(origin))
        levels = {
            "summary": Level(book, _("Summary"), SUMMARY, len(study.years)),
            "departments": Level(book, _("Départements"), DEPARTMENTS, sum(len(y.departments) for y in study.years)),
            "services": Level(book, _("Services"), SERVICES, len(services)),
            "months": Level(book, _("Months"), MONTHS, sum(len(each.months) for _year, each in services)),
        }
        for year in study.years:
            _summary(levels, year)
            rank = ranks(year)
            for department in year.departments:
                levels["departments"].add(_department(levels, year, department))
            for share in year.services:
                levels["services"].add(_service(levels, year, share, rank[share.service.name]))
                for month, sums in share.months.items():
                    name = first_day(month).strftime("%Y-%m")
                    figures = {"people": sums.people, "gain": decimal(sums.gain), "cost": decimal(sums.cost)}
                    levels["months"].add({**_place(year, share), "month": name, **figures})
        for level in levels.values():
            level.sheet.filter()
        for year in study.years:
            _totals(levels["departments"], year)
        for remark in study.remarks:
            levels["summary"].sheet.add((remark.text,), ("text",), bold=True)
        if study.compared:
            _scenarios(book, study)
        write_notes(book, _assumptions(study), map(described, study.texts))
        book.close()


def _scenarios(book: Book, whole: Study) -> None:
    """A row for each year, département and scenario: its amounts, and the differences to the law as it stands."""
    names = [_(DEPARTMENTS[name].heading) for name in words.FOUR]
    headings = [_(YEAR), _(DEPARTMENT), _("Scenario"), *names, *(f"{_('Difference')}{_(': ')}{name}" for name in names)]
    sheet = book.sheet(_("Scenarios"), ("year", "text", "name", *["money"] * 4, *["signed"] * 4), headings)
    for year in whole.years:
        for study, other in words.compared(whole, year.law.year):
            for share, stands in zip(other.departments, year.departments, strict=True):
                amounts = (decimal(getattr(share.amounts, name)) for name in words.FOUR)
                more = map(decimal, words.differences(share.amounts, stands.amounts).values())
                sheet.add((year.law.year, share.code, study.law.scenarios[-1].name, *amounts, *more))
    sheet.filter()


def _place(year: Year, service: ServiceShare) -> dict[str, Cell]:
    return {"year": year.law.year, "department": service.service.department, "service": service.service.name}


def _service(levels: Levels, year: Year, share: ServiceShare, rank: int) -> dict[str, Cell]:
    """A service: sums of its months, then who pays."""
    here, row, service = levels["services"], levels["services"].sheet.rows + 1, share.service
    at = {name: here.cell(name, row) for name in here.columns}
    of_department = f"{at['cost']}*{at['funded']}/{at['hours']}"
    higher = f"({here.cells('year', own=True)}={at['year']})*({here.cells('by_hour', own=True)}>{at['by_hour']})"
    sums = {"people": share.people, "gain": decimal(share.gain), "cost": decimal(share.cost)}
    rest = f"{at['cost']}-{at['others']}-{at['borne']}"
    return {
        **_place(year, share),
        **{name: _sum(levels["months"], here, name, row, value) for name, value in sums.items()},
        "others": Formula(f"=ROUND({at['cost']}-ROUND({of_department},2),2)", decimal(share.others)),
        "users": Formula(f"=ROUND({rest},2)", decimal(share.users)),
        "borne": Formula(f"=ROUND({of_department}*(1-{at['participation']}),2)", decimal(share.borne)),
        "hours": decimal(service.hours),
        "funded": decimal(service.funded),
        "share": Formula(
            f"=ROUND({at['funded']}/{at['hours']},4)", decimal(shown_share(service.funded, service.hours), 4)
        ),
        "participation": decimal(service.participation, 6),
        "by_hour": Formula(f"=ROUND({at['cost']}/{at['hours']},2)", decimal(cost_per_hour(share.cost, service.hours))),
        "rank": Formula(f"=SUMPRODUCT({higher})+1", rank),
    }


def _department(levels: Levels, year: Year, department: DepartmentShare) -> dict[str, Cell]:
    """A département: sums of its services, then its aid."""
    here, row, sums, terms = (
        levels["departments"],
        levels["departments"].sheet.rows + 1,
        department.amounts,
        year.law.terms,
    )
    at = {name: here.cell(name, row) for name in here.columns}
    sums_of = {
        "people": sums.people,
        **{name: decimal(getattr(sums, name)) for name in ("gain", "cost", "others", "users", "borne")},
        "funded": decimal(sums.hours),
    }
    cap = f"{at['funded']}*{at['hourly']}" + ("" if terms.reading == AID else f"*{at['rate']}")
    aid = f"=MIN({at['cap_share']},{at['cap_hours']})" if sums.cap_hours is not None else f"={at['cap_share']}"
    limit = f'=IF({at["aid"]}={at["cap_share"]},"{_("share")}","{_("hours")}")'
    return {
        "year": year.law.year,
        "department": department.code,
        **{name: _sum(levels["services"], here, name, row, value) for name, value in sums_of.items()},
        "rate": decimal(terms.rate, 6),
        "hourly": decimal(terms.hourly, 4),
        "cap_share": Formula(f"=MAX(ROUND({at['borne']}*{at['rate']},2),0)", decimal(sums.cap_share)),
        "cap_hours": None if sums.cap_hours is None else Formula(f"=ROUND({cap},2)", decimal(sums.cap_hours)),
        "aid": Formula(aid, decimal(sums.aid)),
        **_calendar(at, sums, terms.advance),
        "remainder": Formula(f"=ROUND({at['borne']}-{at['aid']},2)", decimal(sums.remainder)),
        "limit": Formula(limit, words.limit(department)),
    }


def _calendar(at: dict[str, str], sums: Amounts, advance: int | None) -> dict[str, Cell]:
    """The advance and the balance, where there are any."""
    if advance is None:
        return {}
    return {
        "advance_share": decimal(advance, 6),
        "advance": Formula(f"=ROUND({at['aid']}*{at['advance_share']},2)", decimal(sums.advance)),
        "balance": Formula(f"=ROUND({at['aid']}-{at['advance']},2)", decimal(sums.balance)),
    }


def _sum(below: Level, here: Level, name: str, row: int, value: Headcount | Decimal | None) -> Cell:
    """The sum of the records of the level below that bear the year and the names of a row."""
    if below.size * here.size > MOST_COMPARED:
        return value
    keys = [key for key in ("department", "service") if key in here.columns]
    factors = [f"({below.cells('year')}={here.cell('year', row)})"]
    factors += [f"EXACT({below.cells(key)},{here.cell(key, row)})" for key in keys]
    return Formula(f"=ROUND(SUMPRODUCT({'*'.join(factors)}*{below.cells(name)}),2)", value)


def _totals(level: Level, year: Year) -> None:
    """The sums of the départements of a year."""
    record: dict[str, Cell] = {"year": year.law.year, "department": _("Total")}
    record |= {name: Formula(_of_year(level, name, year, own=True), value) for name, value in _known(year.total)}
    level.add(record, bold=True)


def _summary(levels: Levels, year: Year) -> None:
    """A year: the sums of its départements, and what they bear an hour."""
    here, row = levels["summary"], levels["summary"].sheet.rows + 1
    sums = {name: Formula(_of_year(levels["departments"], name, year), value) for name, value in _known(year.total)}
    by_hour = cost_per_hour(year.total.borne, year.total.hours)
    divided = f"{here.cell('borne', row)}/{here.cell('funded', row)}"
    record: dict[str, Cell] = {"year": year.law.year, **sums}
    if by_hour is not None:
        record["by_hour"] = Formula(f"=ROUND({divided},2)", decimal(by_hour))
    here.add(record)


def _of_year(level: Level, name: str, year: Year, *, own: bool = False) -> str:
    return f"=ROUND(SUMIF({level.cells('year', own=own)},{year.law.year},{level.cells(name, own=own)}),2)"


def _known(total: Amounts) -> Iterator[tuple[str, Any]]:
    """The sums of a year that are known."""
    yield "people", total.people
    for name in SUMMED[1:]:
        cents = total.hours if name == "funded" else getattr(total, name)
        if cents is not None:
            yield name, decimal(cents)


def _assumptions(study: Study) -> Iterator[Sequence[str]]:
    """What a reader should know: what was assumed, what to beware of, the dates, the hash of the law."""
    for remark in study.remarks:
        yield _("Warning"), remark.code, remark.text
    for year in study.years:
        name = str(year.law.year)
        for label, day in ((_("Advance"), year.law.advance_by), (_("Balance"), year.law.balance_by)):
            if day:
                yield _("Calendar"), name, label, words.day(day)
        for label, values in (
            (_("Floor tariff"), year.law.floor_tariff),
            (_("Dotation complémentaire"), year.law.complement),
        ):
            for dated in values:
                amount = _("not found") if dated.value is None else localised(plain(dated.value, 4), language.current())
                yield label, name, words.day(dated.start), amount
        for assumption in study.assumptions[year.law.year]:
            yield (
                _(words.kind_of(study, assumption)),
                name,
                f"{assumption.field} = {assumption.value}",
                assumption.reason,
            )
        for warned in study.warnings[year.law.year]:
            yield _("Warning"), name, warned.words
    for scenario in study.law.scenarios:
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title), scenario.fingerprint
    yield _("Program"), "revalo", study.law.provenance["revalo"]
    yield _("Law"), study.law.fingerprint
