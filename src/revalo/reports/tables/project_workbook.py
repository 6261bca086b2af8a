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


def write_xlsx(path: Path, found: Projection, told: Origin) -> None:
    """Write the bill as a workbook; `told`: where its amounts come from."""
    names = shown_groups(found)
    groups = {name: together(found.groups[each] for each in own) for name, own in names.items()}
    with atomic_output(path) as file:
        book = Book(file)
        book.tell(properties(told))
        years = book.sheet(_("Years"), YEARS, _years_headings())
        by_group = book.sheet(_("Groups"), GROUPS, _group_headings(found))
        causes = book.sheet(_("Causes"), CAUSES, _cause_headings(found))
        months = book.sheet(_("Months"), MONTHS, _month_headings(found))
        sizes = _sizes(groups, found)
        for year in found.years:
            years.add(_year(found, year, causes, months, sizes, years.rows + 1))
        for name, own in groups.items():
            for year in own:
                by_group.add(_group(name, year, months, sizes, by_group.rows + 1))
                for cells in _causes(found, name, year):
                    causes.add(cells)
        for name, own_names in names.items():
            for cells in _months(found, name, own_names):
                months.add(cells)
        for sheet in (years, by_group, causes, months):
            sheet.filter()
        if found.compared:
            _compared(book, found)
        write_notes(book, _rest(found), map(described, _texts(found)))
        book.close()


def _compared(book: Book, found: Projection) -> None:
    """The years under each scenario, with its difference to the law as it stands."""
    headings = (_("Scenario"), _("Year"), _("Gross"), _("Employer cost"), _("the law as it stands"), _("Difference"))
    sheet = book.sheet(_("Scenarios"), ("name", "year", "money", "money", "money", "signed"), headings)
    for each in found.compared:
        for year, plain in zip(each.years, found.years, strict=True):
            row, change = sheet.rows + 1, year.sums.plus(plain.sums, -1)
            cells: list[Cell] = [each.law.scenarios[-1].name, year.year]
            cells += [decimal(cents) for cents in (year.sums.gross, year.sums.cost, plain.sums.cost)]
            sheet.add([*cells, Formula(f"=ROUND(D{row}-E{row},2)", decimal(change.cost))])
    sheet.filter()


def _years_headings() -> Sequence[str]:
    return (
        *(_("Year"), _("Months"), _("People × months"), _("Gross"), _("Employer cost"), _("Compared with")),
        *(_("Change"), _("Sum of the causes"), _("GVT, % of the gross"), _("Check (0)")),
    )


def _group_headings(found: Projection) -> Sequence[str]:
    return (_by(found), _("Year"), _("People × months"), _("Gross"), _("Employer cost"))


def _cause_headings(found: Projection) -> Sequence[str]:
    return (_by(found), _("Year"), _("Cause"), _("Text"), _("Gross"), _("Employer cost"))


def _month_headings(found: Projection) -> Sequence[str]:
    return (_by(found), _("Month"), _("Year"), _("People"), _("Gross"), _("Employer cost"))


def _by(found: Projection) -> str:
    return _(headings.GROUPS[found.asked.by])


def _sizes(groups: Groups, found: Projection) -> tuple[int, int]:
    """How many rows the sheets of causes and of months will have."""
    return sum(len(year.causes) for own in groups.values() for year in own), len(groups) * len(found.months)


def _year(found: Projection, year: Year, causes: Sheet, months: Sheet, sizes: tuple[int, int], row: int) -> list[Cell]:
    """A year: sums of its months, what it is compared with, and the causes that must come to the change."""
    held = {name: _sum_if(months, 2, column, sizes[1], f"A{row}") for name, column in (("p", 3), ("g", 4), ("c", 5))}
    if year.is_first:
        first = _sum_if(months, 1, 5, sizes[1], f'"{words.month_name(found.months[0])}"')
        reference = f"=ROUND(B{row}*{first},2)"
    else:
        reference = f"=E{row - 1}"
    of_causes = _sum_if(causes, 1, 5, sizes[0], f"A{row}")
    rate = year.rate("seniority", "echelon")
    return [
        year.year,
        year.months,
        Formula(f"={held['p']}", year.sums.people),
        Formula(f"=ROUND({held['g']},2)", decimal(year.sums.gross)),
        Formula(f"=ROUND({held['c']},2)", decimal(year.sums.cost)),
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


def _causes(found: Projection, name: str, year: Year) -> Iterator[list[Cell]]:
    for mover, sums in year.causes.items():
        title = language.label(found.law.text(mover.text).title) if mover.text else ""
        text = f"{mover.text}{_(': ')}{title}" if mover.text else ""
        kind = words.kind_label(mover.kind)
        yield [name or _("(none)"), year.year, kind, text, decimal(sums.gross), decimal(sums.cost)]


def _months(found: Projection, name: str, own: list[str]) -> Iterator[list[Cell]]:
    for month in found.months:
        sums = total(found.bill.months[each].get(month, NOTHING) for each in own)
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


def _texts(found: Projection) -> Iterator[Text]:
    """The texts that move the bill, in the order of the law."""
    moved = {mover.text for year in found.years for mover in year.causes}
    return (text for text in found.law.texts if text.id in moved)


def _rest(found: Projection) -> Iterator[Sequence[str]]:
    """What a reader should know: what was assumed, what to beware of, the scenarios, the law."""
    for each in found.assumptions:
        value = "" if each.value == "" else f" = {each.value}"
        yield _("Assumed"), f"{each.field}{value}", each.reason
    yield _("Assumed"), _("Causes"), words.order()
    for warning in found.warnings:
        yield _("Warning"), "", warning
    for scenario in (*found.law.scenarios, *(each.law.scenarios[-1] for each in found.compared)):
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title), scenario.fingerprint
    yield _("Program"), "revalo", found.law.provenance["revalo"]
    yield _("Law"), found.law.fingerprint
