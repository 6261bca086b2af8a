"""`revalo project -o FILE.xlsx`: years and groups as sums of the sheets of months and causes below them."""

from collections.abc import Iterator, Mapping, Sequence
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
from revalo.people.bill import Year, total
from revalo.reports import project_phrases as words
from revalo.reports.tables.project_groups import travelling

YEARS = ("year", "count", "count", "money", "money", "money", "signed", "signed", "percent", "signed")
GROUPS = ("name", "year", "count", "money", "money")
CAUSES = ("name", "year", "name", "words", "signed", "signed")
MONTHS = ("text", "year", "count", "money", "money")
Groups = Mapping[str, Sequence[Year]]


def write_xlsx(path: Path, projection: Projection, origin: Origin) -> None:
    """Write the bill as a workbook; `origin`: where its amounts come from."""
    shown = travelling(projection)
    with atomic_output(path) as file:
        book = Book(file)
        book.tell(properties(origin))
        years = book.sheet(_("Years"), YEARS, _years_headings())
        by_group = book.sheet(_("Groups"), GROUPS, _group_headings(projection))
        causes = book.sheet(_("Causes"), CAUSES, _cause_headings(projection))
        sizes = _sizes(shown.groups)
        for year in shown.years:
            years.add(_year(year, causes, by_group, sizes, years.rows + 1))
        for name, own in shown.groups.items():
            for year in own:
                by_group.add(_group(name, year))
                for cells in _causes(projection, name, year):
                    causes.add(cells)
        for sheet in (years, by_group, causes):
            sheet.filter()
        if shown.months:
            _months(book.sheet(_("Months"), MONTHS, _month_headings()), projection)
        if shown.scenarios:
            _compared(book, projection, shown.scenarios)
        write_notes(book, _rest(projection), map(described, _texts(projection)))
        book.close()


def _compared(book: Book, projection: Projection, scenarios: Sequence[Projection]) -> None:
    """The years under each scenario, with its difference to the law as it stands."""
    headings = (_("Scenario"), _("Year"), _("Gross"), _("Employer cost"), _("the law as it stands"), _("Difference"))
    sheet = book.sheet(_("Scenarios"), ("name", "year", "money", "money", "money", "signed"), headings)
    for other in scenarios:
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


def _month_headings() -> Sequence[str]:
    return (_("Month"), _("Year"), _("People"), _("Gross"), _("Employer cost"))


def _by(projection: Projection) -> str:
    return _(headings.GROUPS[projection.asked.by])


def _sizes(groups: Groups) -> tuple[int, int]:
    """How many rows the sheets of causes and of groups will have."""
    every = [year for own in groups.values() for year in own]
    return sum(len(year.causes) for year in every), len(every)


def _year(year: Year, causes: Sheet, groups: Sheet, sizes: tuple[int, int], row: int) -> list[Cell]:
    """A year: sums of its groups, what it is compared with, and the causes that must come to the change."""
    people, gross, cost = (_sum_if(groups, 1, column, sizes[1], f"A{row}") for column in (2, 3, 4))
    reference = decimal(year.reference.cost)
    if not year.is_explained:
        values = (year.sums.people, decimal(year.sums.gross), decimal(year.sums.cost))
        sums = (Formula(f"=ROUND({each},2)", value) for each, value in zip((people, gross, cost), values, strict=True))
        return [_name(year), year.months, *sums]
    of_causes = _sum_if(causes, 1, 5, sizes[0], f"A{row}")
    rate = year.rate("seniority", "echelon")
    return [
        year.year,
        year.months,
        Formula(f"={people}", year.sums.people),
        Formula(f"=ROUND({gross},2)", decimal(year.sums.gross)),
        Formula(f"=ROUND({cost},2)", decimal(year.sums.cost)),
        reference if year.is_first else Formula(f"=E{row - 1}", reference),
        Formula(f"=ROUND(E{row}-F{row},2)", decimal(year.change.cost)),
        Formula(f"=ROUND({of_causes},2)", decimal(total(year.causes.values()).cost)),
        None if rate is None else decimal(rate),
        Formula(f"=ROUND(G{row}-H{row},2)", Decimal(0)),
    ]


def _group(name: str, year: Year) -> list[Cell]:
    """A group in a year."""
    amounts = (decimal(year.sums.gross), decimal(year.sums.cost))
    return [name or _("(none)"), _name(year), year.sums.people, *amounts]


def _name(year: Year) -> Cell:
    """A year as a number, several as one in words."""
    return year.name if year.last else year.year


def _causes(projection: Projection, name: str, year: Year) -> Iterator[list[Cell]]:
    for mover, sums in year.causes.items():
        title = language.label(projection.law.text(mover.text).title) if mover.text else ""
        text = f"{mover.text}{_(': ')}{title}" if mover.text else ""
        kind = words.kind_label(mover.kind)
        yield [name or _("(none)"), year.year, kind, text, decimal(sums.gross), decimal(sums.cost)]


def _months(sheet: Sheet, projection: Projection) -> None:
    """What everybody costs month by month."""
    for month in projection.months:
        sums = projection.month(month)
        amounts = (decimal(sums.gross), decimal(sums.cost))
        sheet.add([words.month_name(month), month // 12, sums.people, *amounts])
    sheet.filter()


def _cells(sheet: Sheet, column: int, size: int) -> str:
    letter = xl_col_to_name(column)
    return f"{sheet.name}!${letter}$2:${letter}${max(size, 1) + 1}"


def _sum_if(sheet: Sheet, key: int, column: int, size: int, wanted: str) -> str:
    return f"SUMIF({_cells(sheet, key, size)},{wanted},{_cells(sheet, column, size)})"


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
