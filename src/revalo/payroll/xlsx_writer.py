"""Results as an Excel workbook: real numbers, frozen header, totals by formula, a summary, assumptions and texts."""

from typing import Any, BinaryIO

import pyarrow as pa
import xlsxwriter

from revalo.errors import UsageError
from revalo.language import _
from revalo.payroll.files import private_folder
from revalo.payroll.formulas import neutral
from revalo.people.discreet import discreet
from revalo.people.summary import Summary, Totals

MOST_ROWS = 1_048_000
WIDTH = 16


class XlsxWriter:
    """An .xlsx file: a sheet of rows, one of totals, one of assumptions and texts."""

    def __init__(self, file: BinaryIO) -> None:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(file, {**options, "tmpdir": private_folder(self, file)})
        self.money = self.book.add_format({"num_format": "#,##0.00"})
        self.head = self.book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.sheet = self.book.add_worksheet(_("Results"))
        self.row = 0
        self.kinds: list[bool] = []
        self.percent = -1  # the column of percentages, which do not add up

    def ready(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch as it is."""
        return batch

    def write(self, ready: pa.RecordBatch) -> None:
        """Write the rows of a batch below the others."""
        if self.row == 0:
            self._header(ready.schema)
        if self.row + ready.num_rows > MOST_ROWS:
            raise UsageError(_("-o: too many rows for a sheet of a workbook: write .csv or .parquet"))
        for values in zip(*(column.to_pylist() for column in ready.columns), strict=True):
            for column, value in enumerate(values):
                self._cell(column, value)
            self.row += 1

    def _header(self, schema: pa.Schema) -> None:
        self.kinds = [pa.types.is_decimal(field.type) for field in schema]
        self.percent = schema.names.index("gain_percent")
        self.sheet.set_column(0, len(self.kinds) - 1, WIDTH)
        self.sheet.freeze_panes(1, 1)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        for column, name in enumerate(schema.names):
            self.sheet.write_string(0, column, name, self.head)
        self.row = 1

    def _cell(self, column: int, value: Any) -> None:
        if value is None:
            return
        if self.kinds[column]:
            self.sheet.write_number(self.row, column, value, self.money)
        else:
            self.sheet.write_string(self.row, column, neutral(value))

    def close(self, summary: Summary, notes: list[tuple[str, ...]]) -> None:
        """Write the totals, the summary and the notes."""
        self._totals()
        self._summary(summary)
        self._notes(notes)
        self.book.close()

    def _totals(self) -> None:
        if self.row < 2:  # noqa: PLR2004 - a header alone has no total
            return
        self.sheet.write_string(self.row, 0, _("Total"), self.head)
        for column, is_amount in enumerate(self.kinds):
            if is_amount and column != self.percent:
                letter = xlsxwriter.utility.xl_col_to_name(column)
                self.sheet.write_formula(self.row, column, f"=SUM({letter}2:{letter}{self.row})", self.money)

    def _summary(self, summary: Summary) -> None:
        sheet = self.book.add_worksheet(_("Summary"))
        sheet.set_column(0, 5, WIDTH)
        heads = (_("Group"), _("People"), _("Before"), _("After"), _("Gain"), _("Gain %"))
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, self.head)
        found = discreet(dict(sorted(summary.groups.items())), len(summary.groups), summary.least)
        rows = [*found.shown, *found.together(), (_("Total"), summary.total)]
        for row, (name, totals) in enumerate(rows, start=1):
            self._group(sheet, row, name, totals)

    def _group(self, sheet: Any, row: int, name: str, totals: Totals) -> None:
        sheet.write_string(row, 0, neutral(name))
        sheet.write_number(row, 1, totals.people)
        for column, cents in enumerate((totals.before, totals.after, totals.gain), start=2):
            sheet.write_number(row, column, cents / 100, self.money)
        if totals.percent is not None:
            sheet.write_number(row, 5, totals.percent / 100, self.money)

    def _notes(self, notes: list[tuple[str, ...]]) -> None:
        sheet = self.book.add_worksheet(_("Assumptions and texts"))
        sheet.set_column(0, 2, 40)
        for row, note in enumerate(notes):
            for column, words in enumerate(note):
                sheet.write_string(row, column, neutral(words))
