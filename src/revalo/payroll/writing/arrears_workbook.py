"""What is owed to a payroll as a workbook: sums by text and by month, people, assumptions, texts."""

from decimal import Decimal
from typing import Any, BinaryIO

import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name

from revalo import language
from revalo.calendar import written, written_month
from revalo.language import _
from revalo.payroll.writing.headings import heading
from revalo.payroll.writing.kinds import kind_of
from revalo.payroll.writing.notes import CAVEAT_KINDS, CAVEATS, Notes
from revalo.payroll.writing.provenance import Origin, properties
from revalo.payroll.writing.workbook import Book, Cell, Formula, Sheet, decimal, write_notes, write_provenance
from revalo.people.arrears import OwedPayroll
from revalo.people.columns import first_day
from revalo.people.results import OWED

MOST_ROWS = 1_000_000  # rows in a sheet: Excel takes 1,048,576
AT_ONCE = 5_000  # rows held as objects
KINDS = {"service_id": "name", "owed": "signed", "within_36_months": "count", "headcount": "count", "texts": "name"}
SUMS = ("paid", "due", "owed")


class ArrearsWorkbook:
    """An .xlsx file; the people stand in one sheet, or in several where they are too many for one."""

    digest = ""

    def __init__(self, file: BinaryIO) -> None:
        self.book = Book(file)
        self.summary = self.book.sheet(_("Summary"), ("words", "money", "money", "text", "text"))
        self.people: list[Sheet] = []
        self.sums: list[dict[str, Decimal]] = []
        self.places: dict[str, int] = {}

    def ready(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch as it is."""
        return batch

    def write(self, ready: pa.RecordBatch) -> None:
        """Write the rows of a batch below the others."""
        for start in range(0, ready.num_rows, AT_ONCE):
            columns = [column.to_pylist() for column in ready.slice(start, AT_ONCE).columns]
            for values in zip(*columns, strict=True):
                if not self.people or self.people[-1].rows > MOST_ROWS:
                    self._new_sheet(ready.schema)
                self._row(list(values))

    def _new_sheet(self, schema: pa.Schema) -> None:
        title = f"{_('People')} {len(self.people) + 1}" if self.people else _("People")
        self.places = {name: place for place, name in enumerate(schema.names)}
        kinds = ["signed" if each.name.startswith(OWED) else kind_of(each, KINDS) for each in schema]
        self.people.append(self.book.sheet(title, kinds, list(map(heading, schema.names))))
        self.sums.append({name: Decimal(0) for name in schema.names if name in SUMS or name.startswith(OWED)})

    def _row(self, cells: list[Any]) -> None:
        """A person and month: what is owed is a formula of the two amounts."""
        sheet, sums = self.people[-1], self.sums[-1]
        for name in sums:
            sums[name] += cells[self.places[name]] * cells[self.places["headcount"]]
        paid, due = (f"{xl_col_to_name(self.places[name])}{sheet.rows + 1}" for name in ("paid", "due"))
        cells[self.places["owed"]] = Formula(f"=ROUND({due}-{paid},2)", cells[self.places["owed"]])
        sheet.add(cells)

    def close(self, sums: OwedPayroll, notes: Notes, origin: Origin) -> None:
        """Write the totals, the summary, the notes and the properties."""
        self.book.tell(properties(origin))
        for sheet, totals in zip(self.people, self.sums, strict=True):
            sheet.filter()
            self._totals(sheet, totals)
        self._summary(sums, notes)
        write_notes(self.book, notes.assumptions, notes.texts, list(map(_, CAVEATS)), CAVEAT_KINDS)
        self.book.close()

    def release(self) -> None:
        """Nothing is written where the run stopped on the way."""
        self.book.abandon()

    def _totals(self, sheet: Sheet, totals: dict[str, Decimal]) -> None:
        """The sums of a sheet of people, below them, each row for its headcount."""
        cells: list[Cell] = [None] * len(self.places)
        cells[0] = _("Total")
        heads = sheet.column(self.places["headcount"], own=True)
        for name, value in totals.items():
            column = sheet.column(self.places[name], own=True)
            cells[self.places[name]] = Formula(f"=ROUND(SUMPRODUCT({column}*{heads}),2)", value)
        sheet.add(cells, bold=True)

    def _summary(self, owed: OwedPayroll, notes: Notes) -> None:
        """What to know first, rows, what is owed in all, by text, and month by month."""
        sheet, sums = self.summary, owed.sums
        for remark in sums.remarks:
            sheet.add((remark.text,), bold=True)
        sheet.add((_("Rows"),), bold=True)
        for words, number in (
            (_("read"), sums.rows_in),
            (_("computed"), sums.rows_out),
            (_("outside --from and --to"), sums.outside),
            (_("rejected"), sums.rows_rejected),
            (_("set apart (no person)"), len(sums.skipped)),
        ):
            sheet.add((words, number), ("words", "count"))
        sheet.add(())
        day = written(sums.today, language.current())
        sheet.add((_("Back pay due over the last 36 months, on {day}").format(day=day), decimal(sums.within)))
        sheet.add((_("Back pay due, older: time-barred, to be judged case by case"), decimal(sums.owed - sums.within)))
        sheet.add((_("Months of pay concerned"), sums.pays_owed), ("words", "count"))
        self._by_text(owed)
        self._by_month(owed)
        write_provenance(sheet, notes.provenance)

    def _by_text(self, payroll: OwedPayroll) -> None:
        sheet, sums, known = self.summary, payroll.sums, payroll.counting.known()
        sheet.add(())
        head = (_("Text"), _("Back pay due"), _("Within 36 months"), _("Published on"), _("Months"))
        first = sheet.add(head, ["heading"] * 5) + 1
        for text in payroll.counting.texts():
            if (owed := sums.texts.get(text.id)) is not None:
                title = f"{text.id}{_(': ')}{language.label(text.title)}"
                day = written(known[text.id], language.current())
                months = " - ".join(written_month(first_day(month), language.current()) for month in owed[:2])
                sheet.add((title, decimal(owed.owed), decimal(owed.within), day, months))
        self._total(first, (sums.owed, sums.within))

    def _by_month(self, payroll: OwedPayroll) -> None:
        sheet, sums = self.summary, payroll.sums
        sheet.add(())
        head = (_("Month"), _("Back pay due"), _("Within 36 months"), _("People"))
        first = sheet.add(head, ["heading"] * 4) + 1
        for month, owed in sorted(sums.months.items()):
            within = owed.owed if sums.is_claimable(month) else 0
            name = written_month(first_day(month), language.current())
            sheet.add((name, decimal(owed.owed), decimal(within), owed.people), ("words", "money", "money", "count"))
        self._total(first, (sums.owed, sums.within))

    def _total(self, first: int, values: tuple[int, int]) -> None:
        """The sums of the rows from the first on."""
        last = self.summary.rows
        cells = (Formula(f"=ROUND(SUM({c}{first}:{c}{last}),2)", decimal(v)) for c, v in zip("BC", values, strict=True))
        empty = last < first
        self.summary.add((_("Total"), *(map(decimal, values) if empty else cells)), bold=True)
