"""`revalo fund -o`: a CSV with a row a service, département and total, or a workbook with a sheet a level."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter

from revalo import language
from revalo.errors import UsageError
from revalo.funding.article47 import cost_per_hour, shown_share
from revalo.funding.settlement import Amounts, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.language import N_, _
from revalo.money import localised, plain
from revalo.payroll.dialect import BOM, dialect_of
from revalo.payroll.files import written_whole
from revalo.payroll.formulas import neutral
from revalo.people.columns import first_day
from revalo.reports.words import notice

WIDTH = 16
PLACES = 2  # decimals of amounts, hours
SHARE = 4  # decimals of the share of hours
PARTICIPATION = 6


class Fixed(NamedTuple):
    """A number held as an integer of so many decimals."""

    value: int
    places: int = PLACES

    def __str__(self) -> str:
        return plain(self.value, self.places)


Cell = str | int | Fixed | None
Record = dict[str, Cell]
HEADS = {
    "year": N_("Year"),
    "level": N_("Level"),
    "department": N_("Département"),
    "service_id": N_("Service"),
    "month": N_("Month"),
    "people": N_("People × months"),
    "gross_gain": N_("Rise of gross"),
    "cost": N_("Cost"),
    "others": N_("Paid by others"),
    "users": N_("Paid by users"),
    "borne": N_("Borne"),
    "hours": N_("Hours"),
    "funded_hours": N_("Funded hours"),
    "share": N_("Share"),
    "participation": N_("Participation"),
    "cap_share": N_("Share of the cost"),
    "cap_hours": N_("Hours × amount"),
    "aid": N_("Aid"),
    "advance": N_("Advance"),
    "balance": N_("Balance"),
    "remainder": N_("Left"),
    "binding": N_("Limit"),
    "cost_per_hour": N_("Cost/h"),
    "rank": N_("Rank"),
}
_SUMMED = ("people", "gross_gain", "cost", "others", "users", "borne", "hours", "funded_hours")
_SETTLED = ("cap_share", "cap_hours", "aid", "advance", "balance", "remainder")
COLUMNS = tuple(name for name in HEADS if name != "month")


def check_name(path: Path) -> None:
    """Refuse a file name whose ending tells no form, before anything is computed."""
    if path.suffix.lower() not in (".csv", ".xlsx", ""):
        raise UsageError(_("-o: the file's name must end in .csv or .xlsx"))


def write(path: Path, found: Study) -> None:
    """Write the study; the form follows the file name's ending, CSV for standard output."""
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, found)
    else:
        _write_csv(path, found)


def services(year: Year) -> Iterator[Record]:
    """A record a service."""
    rank = ranks(year)
    for each in year.services:
        yield {
            **_place(year, "service", each.service.department, each.service.name),
            **_of_service(each),
            "rank": rank[each.service.name],
        }


def departments(year: Year) -> Iterator[Record]:
    """A record a département."""
    for each in year.departments:
        yield {**_place(year, "department", each.code), **_of_amounts(each.amounts), "binding": each.binding}


def months(year: Year) -> Iterator[Record]:
    """A record a service and month."""
    for each in year.services:
        for month, held in each.months.items():
            name = first_day(month).strftime("%Y-%m")
            yield {
                **_place(year, "month", each.service.department, each.service.name),
                "month": name,
                "people": held.people,
                "gross_gain": Fixed(held.gain),
                "cost": Fixed(held.cost),
            }


def _place(year: Year, level: str, department: str = "", service: str = "") -> Record:
    return {"year": year.law.year, "level": level, "department": department, "service_id": service}


def _of_service(each: ServiceShare) -> Record:
    service, by_hour = each.service, cost_per_hour(each.cost, each.service.hours)
    amounts = {name: getattr(each, name) for name in ("cost", "others", "users", "borne")}
    return {
        "people": each.people,
        "gross_gain": Fixed(each.gain),
        **{name: Fixed(cents) for name, cents in amounts.items()},
        "hours": Fixed(service.hours),
        "funded_hours": Fixed(service.funded),
        "share": Fixed(shown_share(service.funded, service.hours), SHARE),
        "participation": Fixed(service.participation, PARTICIPATION),
        "cost_per_hour": None if by_hour is None else Fixed(by_hour),
    }


def _of_amounts(sums: Amounts) -> Record:
    amounts = {name: getattr(sums, name) for name in ("cost", "others", "users", "borne", *_SETTLED)}
    return {
        "people": sums.people,
        "gross_gain": Fixed(sums.gain),
        "funded_hours": Fixed(sums.hours),
        **{name: None if cents is None else Fixed(cents) for name, cents in amounts.items()},
    }


def _write_csv(path: Path, found: Study) -> None:
    dialect = dialect_of(language.current())
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=dialect.separator, lineterminator="\n")
    rows.writerow(COLUMNS)
    for year in found.years:
        total = {**_place(year, "total"), **_of_amounts(year.total)}
        for record in (*services(year), *departments(year), total):
            rows.writerow([_written(record.get(name), dialect.decimal) for name in COLUMNS])
    with written_whole(path) as file:
        file.write((BOM if dialect.bom else b"") + text.getvalue().encode("utf-8"))


def _written(cell: Cell, decimal: str) -> str:
    if isinstance(cell, Fixed):
        return str(cell).replace(".", decimal)
    return "" if cell is None else neutral(cell) if isinstance(cell, str) else str(cell)


def _write_xlsx(path: Path, found: Study) -> None:
    with written_whole(path) as file:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        book = _Book(xlsxwriter.Workbook(file, options))
        years = [year.law.year for year in found.years]
        for title, records in (
            (_("Départements"), [each for year in found.years for each in departments(year)]),
            (_("Services"), [each for year in found.years for each in services(year)]),
            (_("Months"), [each for year in found.years for each in months(year)]),
        ):
            book.sheet(title, records, years)
        book.notes(list(_notes(found)))
        book.book.close()


class _Book:
    """The workbook: real numbers, a frozen header, a total a year by formula."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.formats = {
            PLACES: book.add_format({"num_format": "#,##0.00"}),
            SHARE: book.add_format({"num_format": "0.0000"}),
            PARTICIPATION: book.add_format({"num_format": "0.0000"}),
        }
        self.bold = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})

    def sheet(self, title: str, records: list[Record], years: list[int]) -> None:
        """A sheet of records, and their totals."""
        names = [name for name in HEADS if name != "level" and any(name in each for each in records)]
        sheet = self.book.add_worksheet(title)
        sheet.set_column(0, max(len(names) - 1, 0), WIDTH)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, name in enumerate(names):
            sheet.write_string(0, column, _(HEADS[name]), self.head)
            for row, record in enumerate(records, start=1):
                self._cell(sheet, row, column, record.get(name))
        for row, year in enumerate(years, start=len(records) + 1):
            self._totals(sheet, row, names, records, year)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Fixed):
            sheet.write_number(row, column, Decimal(str(cell)), self.formats[cell.places])
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell)
        elif cell:
            sheet.write_string(row, column, neutral(cell))

    def _totals(self, sheet: Any, row: int, names: list[str], records: list[Record], year: int) -> None:
        """The sums of a year: those of its rows, by formula."""
        sheet.write_string(row, 0, _("Total {year}").format(year=year), self.bold)
        for column, name in enumerate(names):
            cells = [record.get(name) for record in records if record["year"] == year]
            if name not in (*_SUMMED, *_SETTLED) or None in cells or not cells:
                continue
            letter = xlsxwriter.utility.xl_col_to_name(column)
            last = len(records) + 1
            formula = f"=SUMIF($A$2:$A${last},{year},{letter}$2:{letter}${last})"
            sheet.write_formula(row, column, formula, self.bold, sum(Decimal(str(cell)) for cell in cells))

    def notes(self, notes: list[tuple[str, ...]]) -> None:
        """The sheet of assumptions, warnings and texts."""
        sheet = self.book.add_worksheet(_("Assumptions and texts"))
        sheet.set_column(0, 3, 40)
        for row, note in enumerate(notes):
            for column, words in enumerate(note):
                sheet.write_string(row, column, neutral(words))


def _notes(found: Study) -> Iterator[tuple[str, ...]]:
    """What a reader should know: what was assumed, what to beware of, the dates, the texts, the hash of the law."""
    for year in found.years:
        name = str(year.law.year)
        if year.law.advance_by and year.law.balance_by:
            yield _("Calendar"), name, year.law.advance_by.isoformat(), year.law.balance_by.isoformat()
        for label, values in ((_("Floor tariff"), year.law.floor_tariff), (_("Complement"), year.law.complement)):
            for each in values:
                amount = _("not found") if each.value is None else localised(plain(each.value, 4), language.current())
                yield label, name, each.start.isoformat(), amount
        for assumption in found.assumptions[year.law.year]:
            yield _("Assumed"), name, f"{assumption.field} = {assumption.value}", assumption.reason
        for words in found.warnings[year.law.year]:
            yield _("Warning"), name, words
    for scenario in found.law.scenarios:
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title), scenario.fingerprint
    for text in found.texts:
        yield _("Text"), text.id, language.label(text.title)
    yield _("Law"), found.law.fingerprint
    yield (notice(),)
