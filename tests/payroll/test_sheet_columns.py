"""Rows of a sheet written by column: the same file as the same cells one by one.

Guards: payroll/writing/sheet_columns.py, payroll/writing/workbook.py.
"""

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.errors import UsageError
from revalo.payroll.writing import sheet_columns
from revalo.payroll.writing.sheet_columns import ROW, Formulas
from revalo.payroll.writing.workbook import Book, Cell, Formula

KINDS = ("text", "name", "money", "hours", "year", "signed", "percent")
WORDS = (
    *("Nord", "été", "=1+1", "-12", "a & b", "a < b > c", '"quoted"', " before", "after ", "\u00a0hard", "", "_x0041_"),
    *("line\nbreak", "\ttab", "bell\x07", "\x1f", "\ufffe", "x" * 200, "\U0001f600"),
)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - as XlsxWriter takes it: two books are otherwise made in two seconds
Row = tuple[str | None, str | None, Decimal | None, Decimal | None, int | None, Decimal, Decimal | None]


def _decimals(places: int) -> st.SearchStrategy[Decimal]:
    return st.integers(-(10**12), 10**12).map(lambda whole: Decimal(whole).scaleb(-places))


FULL: Row = ("a", "b", Decimal("1.50"), Decimal("0.500000"), 7, Decimal("1.00"), Decimal("66.67"))  # every format
ROWS = st.lists(
    st.tuples(
        st.none() | st.sampled_from(WORDS),
        st.none() | st.sampled_from(WORDS) | st.text(max_size=5).filter(lambda text: text.isprintable()),
        st.none() | _decimals(2),
        st.none() | _decimals(6),
        st.none() | st.integers(-(10**9), 10**9),
        _decimals(2),
        st.none() | _decimals(2),
    ),
    max_size=12,
)


def _book(folder: Path, rows: list[Row], *, by_column: bool) -> bytes:
    with (folder / f"{by_column}.xlsx").open("w+b") as file:
        book = Book(file)
        try:
            _fill(book, rows, by_column=by_column)
        finally:
            book.abandon()
        file.seek(0)
        return file.read()


def _fill(book: Book, rows: list[Row], *, by_column: bool) -> None:
    sheet = book.sheet("People", KINDS, KINDS)
    book.tell({"created": MADE})
    if by_column:
        middle = len(rows) // 2  # in two parts
        for part in filter(None, (rows[:middle], rows[middle:])):
            sheet.add_columns(_columns(part))
    else:
        for number, row in enumerate(rows, start=2):
            sheet.add(_cells(row, number))
    sheet.filter()
    sheet.add(("Total",), bold=True)
    book.close()


def _cells(row: Row, number: int) -> list[Cell]:
    *plain, gain, share = row
    shown = Formula(f'=IF(C{number}<>0,"",D{number}/C{number})', "" if share is None else share)
    return [*plain, Formula(f"=ROUND(C{number}-D{number},2)", gain), shown]


def _columns(rows: list[Row]) -> list[pa.Array | Formulas]:
    texts, names, money, hours, years, gains, shares = map(list, zip(*rows, strict=True))
    cents, millionths = pa.decimal128(19, 2), pa.decimal128(19, 6)
    return [
        pa.array(texts, pa.string()),
        pa.array(names, pa.string()).dictionary_encode(),
        pa.array(money, cents),
        pa.array(hours, millionths),
        pa.array(years, pa.int64()),
        Formulas(f"=ROUND(C{ROW}-D{ROW},2)", pa.array(gains, cents)),
        Formulas(f'=IF(C{ROW}<>0,"",D{ROW}/C{ROW})', pa.array(shares, cents)),
    ]


@given(rows=ROWS)
@settings(max_examples=25, deadline=None)
def test_columns_give_the_file_that_rows_give(tmp_path_factory: pytest.TempPathFactory, rows: list[Row]) -> None:
    folder = tmp_path_factory.mktemp("books")
    one_by_one, together = (_book(folder, [FULL, *rows], by_column=each) for each in (False, True))
    texts = [ZipFile(BytesIO(each)).read("xl/worksheets/sheet1.xml").decode() for each in (one_by_one, together)]
    assert texts[1] == texts[0]


def test_more_rows_than_are_held_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_columns, "AT_ONCE", 3)
    rows: list[Row] = [(f"a{n}", "b", Decimal(n).scaleb(-2), None, n, Decimal(-n).scaleb(-2), None) for n in range(20)]
    rows.insert(0, FULL)
    assert _book(tmp_path, rows, by_column=True) == _book(tmp_path, rows, by_column=False)


@pytest.mark.parametrize("text", ["x" * 32_768, "\U0001f600" * 16_384])
def test_a_text_longer_than_a_cell_holds_is_refused(tmp_path: Path, text: str) -> None:
    row: Row = (text, None, None, None, None, Decimal(0), None)
    for by_column in (True, False):
        with pytest.raises(UsageError, match="32"):
            _book(tmp_path, [row], by_column=by_column)


def test_a_text_that_looks_like_rich_text_stays_a_text(tmp_path: Path) -> None:
    row: Row = ("<r><t>x</t></r>", None, None, None, None, Decimal(0), None)
    written = ZipFile(BytesIO(_book(tmp_path, [row], by_column=True))).read("xl/worksheets/sheet1.xml")
    assert b"<t>&lt;r&gt;&lt;t&gt;x&lt;/t&gt;&lt;/r&gt;</t>" in written
