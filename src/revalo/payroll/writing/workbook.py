"""Workbooks that a reviewer can follow: real numbers, formulas with their values, sheets ready to filter and print."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from revalo import language
from revalo.language import _
from revalo.money import plain
from revalo.payroll.spreadsheet_escape import escape
from revalo.payroll.writing.atomic_files import private_folder
from revalo.payroll.writing.sheet_columns import Formulas, append, check_length
from revalo.version import notice

MONEY = {"fr": '#,##0.00\\ "€"', "en": '"€"#,##0.00;-"€"#,##0.00'}
SIGNED = {"fr": '+#,##0.00\\ "€";-#,##0.00\\ "€";0.00\\ "€"', "en": '+"€"#,##0.00;-"€"#,##0.00;"€"0.00'}
NUMBERED = ("money", "signed", "count", "hours", "percent", "share", "hourly")
NUMBERS = {
    "count": "#,##0",
    "part": "#,##0.00",
    "year": "0",
    "hours": "#,##0.00",
    "percent": "0.00",
    "share": "0.000000",
    "hourly": "0.0000",
}
WIDTHS = {
    "text": 14,
    "name": 34,
    "words": 60,
    "money": 15,
    "signed": 15,
    "hours": 13,
    "year": 7,
    "count": 11,
    "percent": 14,
}
USUAL = 10
WRAPPED = ("words", "heading", "heading-number")
LINE = 15  # points: the height of a row of one line
PAGE = 190  # characters that a page can be reduced to
A4 = 9


class Formula(NamedTuple):
    """A formula, and its value for programs that do not compute it ("" where it gives nothing)."""

    words: str
    value: Any


Cell = str | int | float | Decimal | Fraction | Formula | None


def _is_part(cell: Cell) -> bool:
    """Whether a cell is a count of people that is not whole: two decimals of it show."""
    value = cell.value if isinstance(cell, Formula) else cell
    return isinstance(value, Fraction) and value.denominator != 1


def _number(value: Any) -> Any:
    """A value as a number of a sheet."""
    return float(value) if isinstance(value, Fraction) else value


def decimal(value: int | None, places: int = 2) -> Decimal | None:
    """An integer of so many decimals as a number, exactly."""
    return None if value is None else Decimal(plain(value, places))


class Book:
    """A workbook, written sheet by sheet and row by row: memory does not grow with the rows."""

    def __init__(self, file: BinaryIO) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(file, {**options, "tmpdir": private_folder(self, file)})
        self._formats: dict[tuple[str, bool], Any] = {}

    def sheet(self, title: str, kinds: Sequence[str], headings: Sequence[str] = ()) -> "Sheet":
        """A sheet with the kinds of its columns, and a row of headings that stays in sight and on every page."""
        return Sheet(self, self._book.add_worksheet(title), kinds, headings)

    def tell(self, properties: Mapping[str, Any]) -> None:
        """Where the figures come from, in the properties of the file."""
        self._book.set_properties({"title": "revalo", **properties})

    def close(self) -> None:
        """Write the file."""
        try:
            self._book.close()
        except FileCreateError as error:  # what the system said
            raise error.args[0] from None

    def abandon(self) -> None:
        """Write nothing more: the run has stopped on the way, and its temporary rows go with their folder."""
        if not self._book.fileclosed:
            self._book.fileclosed = True
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()

    def format(self, kind: str, *, bold: bool) -> Any:
        """How a kind of cell looks; a bold one is a total."""
        if (kind, bold) not in self._formats:
            lang = language.current()
            formats = {"money": MONEY[lang], "signed": SIGNED[lang]} | NUMBERS
            look: dict[str, Any] = {"valign": "top"} | ({"num_format": formats[kind]} if kind in formats else {})
            if kind in WRAPPED:
                look["text_wrap"] = True
            if kind == "text":
                look["indent"] = 1
            if kind.startswith("heading"):
                look |= {"bold": True, "bottom": 1, "bg_color": "#F3F5F8"}
            if kind in ("year", "heading-number"):
                look |= {"align": "left" if kind == "year" else "right"}
            self._formats[kind, bold] = self._book.add_format(look | ({"bold": True, "top": 1} if bold else {}))
        return self._formats[kind, bold]


class Sheet:
    """A sheet of a workbook. `rows`: how many are written, headings among them."""

    def __init__(self, book: Book, sheet: Any, kinds: Sequence[str], headings: Sequence[str]) -> None:
        self._book, self._sheet, self.kinds, self.rows, self._last = book, sheet, kinds, 0, 1
        self._widths = [WIDTHS.get(kind, USUAL) for kind in kinds]
        for column, width in enumerate(self._widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(-(-sum(self._widths) // PAGE), 0)
        sheet.set_footer(f"&L&A&C{notice()}&R{_('page')} &P / &N")
        if headings:
            sheet.freeze_panes(1, 1)
            sheet.repeat_rows(0)
            sheet.repeat_columns(0)
            self.add(headings, ["heading-number" if kind in NUMBERED else "heading" for kind in kinds])

    @property
    def name(self) -> str:
        """Its name, as a formula of another sheet needs it."""
        return str(quote_sheetname(self._sheet.get_name()))

    def add(self, cells: Iterable[Cell], kinds: Sequence[str] | None = None, *, bold: bool = False) -> int:
        """Write a row below the others, and give its number as formulas count. `kinds`: those of its own cells."""
        lines = 1
        for column, (cell, kind) in enumerate(zip(cells, kinds or self.kinds, strict=False)):
            if cell is not None:
                self._write(column, cell, self._book.format("part" if _is_part(cell) else kind, bold=bold))
            if isinstance(cell, str) and kind in WRAPPED:
                lines = max(lines, -(-len(cell) // (self._widths[column] - 1)))
        if lines > 1:
            self._sheet.set_row(self.rows, lines * LINE)
        self.rows += 1
        return self.rows

    def _write(self, column: int, cell: Cell, look: Any) -> None:
        if isinstance(cell, Formula):
            self._sheet.write_formula(self.rows, column, cell.words, look, _number(cell.value))
        elif isinstance(cell, str):
            check_length(escape(cell))
            self._sheet.write_string(self.rows, column, escape(cell), look)
        else:
            self._sheet.write_number(self.rows, column, _number(cell), look)

    def add_columns(self, columns: Sequence[pa.Array | Formulas]) -> None:
        """Write as many rows below the others as the columns are long: words of a line, numbers and formulas."""
        looks = [self._book.format(kind, bold=False) for kind in self.kinds]
        self.rows += append(self._sheet, self.rows, columns, looks)

    def filter(self) -> None:
        """Let the columns be filtered, over the rows written so far: those of formulas, not a total below."""
        self._last = self.rows
        self._sheet.autofilter(0, 0, max(self.rows - 1, 0), len(self.kinds) - 1)

    def column(self, place: int, *, own: bool = False) -> str:
        """The cells of a column, as a formula names them; `own`: one of this very sheet."""
        letter = xl_col_to_name(place)
        cells = f"${letter}$2:${letter}${self._last}"
        return cells if own else f"{self.name}!{cells}"


def write_provenance(sheet: Sheet, parts: Iterable[Sequence[str]]) -> None:
    """What a workbook was made by and under, below what a sheet has."""
    sheet.add(())
    for kind, what, details in parts:
        sheet.add((f"{kind}{_(': ')}{what} {details}".rstrip(),), ("words",))


def write_notes(
    book: Book,
    assumptions: Iterable[Sequence[Cell]],
    texts: Iterable[Sequence[str]],
    headings: Sequence[str] | None = None,
    kinds: Sequence[str] = ("text", "name", "words", "words"),
) -> None:
    """The last two sheets: what the figures rest on, and the texts behind them.

    `headings`, `kinds`: of the columns of the first, where they are not kind, what, details and reason.
    """
    sheet = book.sheet(_("Assumptions"), kinds, headings or (_("Kind"), _("What"), _("Details"), _("Reason")))
    for row in assumptions:
        sheet.add(row, ["words" if isinstance(cell, str) else kind for cell, kind in zip(row, kinds, strict=False)])
    sheet.filter()
    columns = (_("Text"), _("Title"), _("Effective date"), _("Reference"), _("Official copy"))
    listed = book.sheet(_("Texts"), ("name", "words", "text", "words", "words"), columns)
    for row in texts:
        listed.add(row, ["words"] * len(row))
    listed.filter()
