"""`revalo fund -o`: a CSV with one row per service, département and total; a workbook is in `fund_workbook`."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from revalo import language
from revalo.errors import UsageError
from revalo.funding.article47 import cost_per_hour, shown_share
from revalo.funding.settlement import Amounts, ServiceShare, Year, ranks
from revalo.funding.study import Study
from revalo.money import half_up, plain
from revalo.payroll.spreadsheet_escape import escape
from revalo.payroll.writing.dialect import dialect_of, write_text
from revalo.payroll.writing.provenance import Origin, origin
from revalo.people.sums import Headcount
from revalo.reports.fund_phrases import FOUR

if TYPE_CHECKING:
    import pyarrow as pa

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
COLUMNS = (
    *("year", "level", "department", "service_id", "people", "gross_gain", "cost", "others", "users", "borne"),
    *("hours", "funded_hours", "share", "participation", "cap_share", "cap_hours", "aid", "advance", "balance"),
    *("remainder", "binding", "cost_per_hour", "rank"),
)
OF_SCENARIOS = ("scenario", *(f"difference_{name}" for name in FOUR))  # with scenarios beside the law
_SETTLED = ("cap_share", "cap_hours", "aid", "advance", "balance", "remainder")


def check_name(path: Path) -> None:
    """Refuse a file name whose ending tells no form, before anything is computed."""
    if path.suffix.lower() not in (".csv", ".xlsx", ""):
        raise UsageError("name-csv-xlsx")


def write(path: Path, study: Study) -> None:
    """Write the study; the form follows the file name's ending, CSV for standard output."""
    if path.suffix.lower() == ".xlsx":
        from revalo.reports.tables.fund_workbook import write_xlsx  # noqa: PLC0415 - Excel only when asked

        write_xlsx(path, study, origin_of(study))
    else:
        _write_csv(path, study)


def records(study: Study) -> Iterator[Record]:
    """The services, the départements and the total of each year."""
    for year in study.years:
        yield from services(year)
        yield from departments(year)
        yield {**_place(year, "total"), **_of_amounts(year.total)}


def every_record(whole: Study) -> Iterator[Record]:
    """The records of the law as it stands, then those under each scenario with their differences."""
    stands: dict[tuple[Cell, ...], Record] = {}
    for record in records(whole):
        stands[_key(record)] = record
        yield record
    for study in whole.compared:
        for record in records(study):
            own = stands[_key(record)]
            more = {f"difference_{name}": _less(record.get(name), own.get(name)) for name in FOUR}
            yield {**record, "scenario": study.law.scenarios[-1].name, **more}


def _key(record: Record) -> tuple[Cell, ...]:
    return tuple(record[name] for name in ("year", "level", "department", "service_id"))


def _less(one: Cell, other: Cell) -> Cell:
    return Fixed(one.value - other.value) if isinstance(one, Fixed) and isinstance(other, Fixed) else None


def services(year: Year) -> Iterator[Record]:
    """One record for each service."""
    rank = ranks(year)
    for share in year.services:
        yield {
            **_place(year, "service", share.service.department, share.service.name),
            **_of_service(share),
            "rank": rank[share.service.name],
        }


def departments(year: Year) -> Iterator[Record]:
    """One record for each département."""
    for share in year.departments:
        yield {**_place(year, "department", share.code), **_of_amounts(share.amounts), "binding": share.binding}


def _place(year: Year, level: str, department: str = "", service: str = "") -> Record:
    return {"year": year.law.year, "level": level, "department": department, "service_id": service}


def _people(people: Headcount) -> Cell:
    """A headcount: whole, or with two decimals where people count in several services."""
    return int(people) if people.denominator == 1 else Fixed(half_up(100 * people.numerator, people.denominator))


def _of_service(share: ServiceShare) -> Record:
    service, by_hour = share.service, cost_per_hour(share.cost, share.service.hours)
    amounts = {name: getattr(share, name) for name in ("cost", "others", "users", "borne")}
    return {
        "people": _people(share.people),
        "gross_gain": Fixed(share.gain),
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
        "people": _people(sums.people),
        "gross_gain": Fixed(sums.gain),
        "funded_hours": Fixed(sums.hours),
        **{name: None if cents is None else Fixed(cents) for name, cents in amounts.items()},
    }


def _write_csv(path: Path, study: Study) -> None:
    dialect = dialect_of(language.current())
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=dialect.separator, lineterminator="\n")
    columns = (*COLUMNS, *OF_SCENARIOS) if study.compared else COLUMNS
    rows.writerow(columns)
    for record in every_record(study):
        rows.writerow([_written(record.get(name), dialect.decimal) for name in columns])
    write_text(path, dialect, text.getvalue(), origin_of(study))


def origin_of(study: Study) -> Origin:
    """Where the amounts come from."""
    remarks = [{"code": each.code, "text": each.text} for each in study.remarks]
    years = [year.law.year for year in study.years]
    return {**origin(study.law, study.question.request), "years": years, "remarks": remarks}


def _written(cell: Cell, decimal: str) -> str:
    if isinstance(cell, Fixed):
        return str(cell).replace(".", decimal)
    return "" if cell is None else escape(cell) if isinstance(cell, str) else str(cell)


def as_table(study: Study) -> "pa.Table":
    """The same records as a `pyarrow.Table`: amounts and hours are decimals with two places.

    So are people where some of them have rows in several services; otherwise whole numbers.
    """
    import pyarrow as pa  # noqa: PLC0415 - only for callers in Python

    every = list(records(study))
    words = dict.fromkeys(("level", "department", "service_id", "binding"), pa.string())
    numbers = dict.fromkeys(("year", "people", "rank"), pa.int64())
    shares = {"share": pa.decimal128(19, SHARE), "participation": pa.decimal128(19, PARTICIPATION)}
    types = {name: {**words, **numbers, **shares}.get(name, pa.decimal128(19, PLACES)) for name in COLUMNS}
    cells = {name: [_exact(record.get(name)) for record in every] for name in COLUMNS}
    if any(isinstance(each, Decimal) for each in cells["people"]):
        types["people"] = pa.decimal128(19, PLACES)
    return pa.table({name: pa.array(cells[name], kind) for name, kind in types.items()})


def _exact(cell: Cell) -> Decimal | str | int | None:
    return Decimal(str(cell)) if isinstance(cell, Fixed) else cell
