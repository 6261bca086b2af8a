"""`revalo project -o`: a CSV with one row per year, month and cause, of everybody and of each group not small."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revalo import language
from revalo.errors import UsageError
from revalo.funding.hours import Hours
from revalo.money import plain
from revalo.payroll.projection import Projection
from revalo.payroll.writing.dialect import dialect_of, write_rows
from revalo.payroll.writing.provenance import Origin, origin
from revalo.people.bill import Sums, Year
from revalo.people.columns import first_day
from revalo.people.sums import plain_headcount
from revalo.reports.pages import writing
from revalo.reports.tables.project_groups import Travelling, travelling

if TYPE_CHECKING:
    import pyarrow as pa

PAGES = (*writing.HTML, *writing.PDF)
PEOPLE = "people_months"
COLUMNS = ("level", "group", "year", "month", "cause", "text", PEOPLE, "gross", "cost")
Row = list[Any]


def check_name(path: Path) -> None:
    """Refuse a file name whose ending tells no form, and PDF where it cannot be made, before anything is computed."""
    if path.suffix.lower() in PAGES:
        writing.check(path)
    elif path.suffix.lower() not in (".csv", ".xlsx", ""):
        raise UsageError("project-name")


def write(path: Path, projection: Projection, hours: Hours | None = None, title: str = "") -> None:
    """Write the bill; the form follows the file name's ending, CSV for standard output. `title`: that of a page."""
    if path.suffix.lower() in PAGES:
        from revalo.reports.pages import project as pages  # noqa: PLC0415 - pages only when asked

        writing.write(path, pages.document(projection, title, hours))
    elif path.suffix.lower() == ".xlsx":
        from revalo.reports.tables.project_workbook import write_xlsx  # noqa: PLC0415 - Excel only when asked

        write_xlsx(path, projection, origin_of(projection))
    else:
        write_rows(path, COLUMNS, map(_written, _rows(projection, travelling(projection))), origin_of(projection))


def origin_of(projection: Projection) -> Origin:
    """Where the amounts come from."""
    asked = projection.asked
    return {
        **origin(projection.law, asked.request),
        "from": _iso(projection.months[0]),
        "to": _iso(projection.months[-1]),
        "echelon_3_after": asked.echelon_3_after,
        "by": asked.by,
        "assumptions": [each._asdict() for each in projection.assumptions],
        "warnings": projection.warnings,
    }


def _rows(projection: Projection, shown: Travelling) -> Iterator[Row]:
    for year in shown.years:
        yield from _of_year("year", "", year)
    for month in shown.months:
        yield _row("month", "", str(month // 12), _iso(month), "", "", projection.month(month))
    for other in shown.scenarios:
        for year in other.years:
            yield _row("scenario", other.law.scenarios[-1].name, year.name, "", "", "", year.sums)
    for name, own in shown.groups.items():
        for year in own:
            yield from _of_year("group", name, year)


def _of_year(level: str, group: str, year: Year) -> Iterator[Row]:
    """A year, then its causes."""
    yield _row(level, group, year.name, "", "", "", year.sums)
    for mover, sums in year.causes.items():
        yield _row(f"{level}-cause", group, year.name, "", mover.kind, mover.text, sums)


def _row(level: str, group: str, year: str, month: str, cause: str, text: str, sums: Sums) -> Row:
    return [level, group, year, month, cause, text, sums.people, sums.gross, sums.cost]


def _written(row: Row) -> Iterator[int | str | None]:
    """A row as a CSV has it: people are whole, or have two decimals where they count in several groups."""
    for name, cell in zip(COLUMNS, row, strict=True):
        if name == PEOPLE:
            yield plain_headcount(cell or 0).replace(".", dialect_of(language.current()).decimal)
        else:
            yield cell


def as_table(projection: Projection) -> "pa.Table":
    """The same rows as a `pyarrow.Table`: amounts are decimals with two places.

    So are people where some of them have rows in several groups; otherwise whole numbers.
    """
    import pyarrow as pa  # noqa: PLC0415 - only for callers in Python

    everything = Travelling(projection.years, projection.groups, projection.months, projection.compared, set())
    rows = list(_rows(projection, everything))
    numbers, amounts = ("year", PEOPLE), ("gross", "cost")
    columns: dict[str, list[Any]] = {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}
    columns |= {name: [Decimal(plain(int(cents or 0))) for cents in columns[name]] for name in amounts}
    columns["year"] = [int(year) for year in columns["year"]]
    types = {**dict.fromkeys(numbers, pa.int64()), **dict.fromkeys(amounts, pa.decimal128(19, 2))}
    if any(people.denominator != 1 for people in columns[PEOPLE]):
        columns[PEOPLE] = [Decimal(plain_headcount(people)) for people in columns[PEOPLE]]
        types[PEOPLE] = pa.decimal128(19, 2)
    return pa.table({name: pa.array(columns[name], types.get(name, pa.string())) for name in COLUMNS})


def _iso(month: int) -> str:
    return first_day(month).strftime("%Y-%m")
