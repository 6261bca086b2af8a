"""`revalo project -o FILE.xlsx`: years and groups as sums of the sheets of months and causes below them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name

from revalo import language
from revalo.grids.texts import Text
from revalo.language import _
from revalo.payroll.projection import Projection
from revalo.payroll.writing import headings
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.payroll.writing.notes import described
from revalo.payroll.writing.provenance import Origin, properties
from revalo.payroll.writing.workbook import Book, Cell, Formula, Sheet, decimal, write_notes
from revalo.people.bill import NOTHING, Year, together, total
from revalo.reports import project_phrases as words
from revalo.reports.tables.project_groups import shown_groups

YEARS = ("year", "count", "count", "money", "money", "money", "signed", "signed", "percent", "signed")
GROUPS = ("name", "year", "count", "money", "money")
CAUSES = ("name", "year", "name", "words", "signed", "signed")
MONTHS = ("name", "text", "year", "count", "money", "money")
Groups = dict[str, tuple[Year, ...]]


def write_xlsx(path: Path, projection: Projection, origin: Origin) -> None:
    """Write the bill as a workbook; `origin`: where its amounts come from."""
    names = shown_groups(projection)
    groups = {name: together(projection.groups[each] for each in own) for name, own in names.items()}
    with atomic_output(path) as file:
        book = Book(file)
        book.tell(properties(origin))
        years = book.sheet(_("Years"), YEARS, _years_headings())
        by_group = book.sheet(_("Groups"), GROUPS, _group_headings(projection))
        causes = book.sheet(_("Causes"), CAUSES, _cause_headings(projection))
        months = book.sheet(_("Months"), MONTHS, _month_headings(projection))
        sizes = _sizes(groups, projection)
        for year in projection.years:
            years.add(_year(projection, year, causes, months, sizes, years.rows + 1))
        for name, own in groups.items():
            for year in own:
                by_group.add(_group(name, year, months, sizes, by_group.rows + 1))
                for cells in _causes(projection, name, year):
                    causes.add(cells)
        for name, own_names in names.items():
            for cells in _months(projection, name, own_names):
                months.add(cells)
        for sheet in (years, by_group, causes, months):
            sheet.filter()
        if projection.compared:
            _compared(book, projection)
        write_notes(book, _rest(projection), map(described, _texts(projection)))
        book.close()


def _compared(book: Book, projection: Projection) -> None:
    """The years under each scenario, with its difference to the law as it stands."""
    headings = (_("Scenario"), _("Year"), _("Gross"), _("Employer cost"), _("the law as it stands"), _("Difference"))
    sheet = book.sheet(_("Scenarios"), ("name", "year", "money", "money", "money", "signed"), headings)
    for other in projection.compared:
        for year, plain in zip(other.years, projection.years, strict=True):
            row, change = sheet.rows + 1, year.sums.plus(plain.sums, -1)
            cells: list[Cell] = [other.law.scenarios[-1].name, year.year]
            cells += [decimal(cents) for cents in (year.sums.gross, year.sums.cost, plain.sums.cost)]
            sheet.add([*cells, Formula(f"=ROUND(D{row}-E{row},2)", decimal(change.cost))])
    sheet.filter()


def _years_headings() -> Sequence[str]:
    return (
        *(_("Year"), _("Months"), _("People × months"), _("Gross"), _("Employer cost"), _("Compared with")),
        *(_("Change"), _("Sum of the causes"), _("GVT, % of the gross"), _("Check (0)")),
    )


def _group_headings(projection: Projection) -> Sequence[str]:
    return (_by(projection), _("Year"), _("People × months"), _("Gross"), _("Employer cost"))


def _cause_headings(projection: Projection) -> Sequence[str]:
    return (_by(projection), _("Year"), _("Cause"), _("Text"), _("Gross"), _("Employer cost"))


def _month_headings(projection: Projection) -> Sequence[str]:
    return (_by(projection), _("Month"), _("Year"), _("People"), _("Gross"), _("Employer cost"))


def _by(projection: Projection) -> str:
    return _(headings.GROUPS[projection.asked.by])


def _sizes(groups: Groups, projection: Projection) -> tuple[int, int]:
    """How many rows the sheets of causes and of months will have."""
    return sum(len(year.causes) for own in groups.values() for year in own), len(groups) * len(projection.months)


def _year(
    projection: Projection, year: Year, causes: Sheet, months: Sheet, sizes: tuple[int, int], row: int
) -> list[Cell]:
    """A year: sums of its months, what it is compared with, and the causes that must come to the change."""
    sums = {name: _sum_if(months, 2, column, sizes[1], f"A{row}") for name, column in (("p", 3), ("g", 4), ("c", 5))}
    if year.is_first:
        first = _sum_if(months, 1, 5, sizes[1], f'"{words.month_name(projection.months[0])}"')
        reference = f"=ROUND(B{row}*{first},2)"
    else:
        reference = f"=E{row - 1}"
    of_causes = _sum_if(causes, 1, 5, sizes[0], f"A{row}")
    rate = year.rate("seniority", "echelon")
    return [
        year.year,
        year.months,
        Formula(f"={sums['p']}", year.sums.people),
        Formula(f"=ROUND({sums['g']},2)", decimal(year.sums.gross)),
        Formula(f"=ROUND({sums['c']},2)", decimal(year.sums.cost)),
        Formula(reference, decimal(year.reference.cost)),
        Formula(f"=ROUND(E{row}-F{row},2)", decimal(year.change.cost)),
        Formula(f"=ROUND({of_causes},2)", decimal(total(year.causes.values()).cost)),
        None if rate is None else decimal(rate),
        Formula(f"=ROUND(G{row}-H{row},2)", Decimal(0)),
    ]


def _group(name: str, year: Year, months: Sheet, sizes: tuple[int, int], row: int) -> list[Cell]:
    """A group in a year: sums of its months."""
    sums = [_product(months, sizes[1], column, row) for column in (3, 4, 5)]
    return [
        name or _("(none)"),
        year.year,
        Formula(f"={sums[0]}", year.sums.people),
        Formula(f"=ROUND({sums[1]},2)", decimal(year.sums.gross)),
        Formula(f"=ROUND({sums[2]},2)", decimal(year.sums.cost)),
    ]


def _causes(projection: Projection, name: str, year: Year) -> Iterator[list[Cell]]:
    for mover, sums in year.causes.items():
        title = language.label(projection.law.text(mover.text).title) if mover.text else ""
        text = f"{mover.text}{_(': ')}{title}" if mover.text else ""
        kind = words.kind_label(mover.kind)
        yield [name or _("(none)"), year.year, kind, text, decimal(sums.gross), decimal(sums.cost)]


def _months(projection: Projection, name: str, own: list[str]) -> Iterator[list[Cell]]:
    for month in projection.months:
        sums = total(projection.bill.months[each].get(month, NOTHING) for each in own)
        shown = words.month_name(month)
        yield [name or _("(none)"), shown, month // 12, sums.people, decimal(sums.gross), decimal(sums.cost)]


def _cells(sheet: Sheet, column: int, size: int) -> str:
    letter = xl_col_to_name(column)
    return f"{sheet.name}!${letter}$2:${letter}${max(size, 1) + 1}"


def _sum_if(sheet: Sheet, key: int, column: int, size: int, wanted: str) -> str:
    return f"SUMIF({_cells(sheet, key, size)},{wanted},{_cells(sheet, column, size)})"


def _product(months: Sheet, size: int, column: int, row: int) -> str:
    """The sum of the months of the group and the year of a row."""
    keys = f"EXACT({_cells(months, 0, size)},A{row})*({_cells(months, 2, size)}=B{row})"
    return f"SUMPRODUCT({keys}*{_cells(months, column, size)})"


def _texts(projection: Projection) -> Iterator[Text]:
    """The texts that move the bill, in the order of the law."""
    moved = {mover.text for year in projection.years for mover in year.causes}
    return (text for text in projection.law.texts if text.id in moved)


def _rest(projection: Projection) -> Iterator[Sequence[str]]:
    """What a reader should know: what was assumed, what to beware of, the scenarios, the law."""
    for assumption in projection.assumptions:
        value = "" if assumption.value == "" else f" = {assumption.value}"
        yield _("Assumed"), f"{assumption.field}{value}", assumption.reason
    yield _("Assumed"), _("Causes"), words.order()
    for warning in projection.warnings:
        yield _("Warning"), "", warning
    for scenario in (*projection.law.scenarios, *(each.law.scenarios[-1] for each in projection.compared)):
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title), scenario.fingerprint
    yield _("Program"), "revalo", projection.law.provenance["revalo"]
    yield _("Law"), projection.law.fingerprint
