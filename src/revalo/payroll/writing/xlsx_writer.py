"""Results as a workbook: summary, people, groups, assumptions, texts; what adds up or divides is a formula."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO, NamedTuple

import pyarrow as pa
from xlsxwriter.utility import xl_col_to_name

from revalo.language import N_, _
from revalo.payroll.writing.balance import cents
from revalo.payroll.writing.cost_words import COST_LINES
from revalo.payroll.writing.headings import heading
from revalo.payroll.writing.kinds import kind_of
from revalo.payroll.writing.notes import CAVEAT_KINDS, CAVEATS, Notes
from revalo.payroll.writing.provenance import Origin, properties
from revalo.payroll.writing.sheet_columns import ROW, Formulas
from revalo.payroll.writing.workbook import Book, Cell, Formula, Sheet, decimal, write_notes, write_provenance
from revalo.people.cost_sums import CostSums
from revalo.people.line_columns import in_columns
from revalo.people.merging import split
from revalo.people.results import CENTS, INPUTS
from revalo.people.side_by_side import ScenarioSums, whole
from revalo.people.summary import Summary
from revalo.people.sums import Totals
from revalo.people.suppression import hidden_in_run
from revalo.register import reasons

MOST_ROWS = 1_000_000  # people in a sheet: Excel takes 1,048,576 rows
MOST_COMPARED = 10_000_000  # rows that the formulas of all groups may read; beyond, their values stand alone
YEAR = 12  # months
AMOUNTS = ("before_gross", "after_gross", "gain")
KINDS = {
    "service_id": "name",
    "job": "name",
    "noted": "name",
    "gain": "signed",
    "cost_gain": "signed",
    "gain_percent": "percent",
    "headcount": "count",
}
COLUMNS = {"service": "service_id", "department": "department"}  # the groups that rows tell
GROUPS = {
    "service": (N_("Services"), N_("Service")),
    "department": (N_("Départements"), N_("Département")),
    "category": (N_("Categories"), N_("Category")),
    "sector": (N_("Sectors"), N_("Sector")),
    "structure": (N_("Structures"), N_("Structure")),
    "profession": (N_("Professions"), N_("Profession")),
}


class People(NamedTuple):
    """A sheet of people, and the sums of its rows, each for its headcount."""

    sheet: Sheet
    sums: dict[str, Decimal]


class XlsxWriter:
    """An .xlsx file; the people stand in one sheet, or in several where they are too many for one."""

    digest = ""

    def __init__(self, file: BinaryIO, labels: Mapping[str, str]) -> None:
        self.book, self.labels = Book(file), labels
        self.summary = self.book.sheet(_("Summary"), ("words", "money", "money", "signed"))
        self.people: list[People] = []
        self.letters: dict[str, str] = {}  # of the columns of people
        self.places: dict[str, int] = {}
        self.weighted = False  # whether some row stands for several people

    def ready(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with a column for each line."""
        return in_columns(batch)

    def write(self, ready: pa.RecordBatch) -> None:
        """Write the rows of a batch below the others."""
        self.places = {name: place for place, name in enumerate(ready.schema.names)}
        self.letters = {name: xl_col_to_name(place) for name, place in self.places.items()}
        while ready.num_rows:
            if not self.people or self.people[-1].sheet.rows > MOST_ROWS:
                self._new_sheet(ready.schema)
            people = self.people[-1]
            room = MOST_ROWS + 1 - people.sheet.rows
            self._rows(people, ready[:room])
            ready = ready[room:]

    def _new_sheet(self, schema: pa.Schema) -> None:
        title = f"{_('People')} {len(self.people) + 1}" if self.people else _("People")
        kinds, amounts = (
            [kind_of(each, KINDS) for each in schema],
            (each for each in schema if pa.types.is_decimal(each.type)),
        )
        sums = {each.name: Decimal(0) for each in amounts if each.name not in INPUTS} | {"headcount": Decimal(0)}
        del sums["gain_percent"]
        self.people.append(
            People(self.book.sheet(title, kinds, [heading(name, self.labels) for name in schema.names]), sums)
        )

    def _rows(self, people: People, rows: pa.RecordBatch) -> None:
        """Rows of people: the gain and its share are formulas of the two amounts."""
        headcount = rows["headcount"].to_numpy()
        self.weighted |= bool((headcount != 1).any())
        for name in people.sums:
            value = headcount if name == "headcount" else headcount * cents(rows[name])
            people.sums[name] += decimal(int(value.sum()), 0 if name == "headcount" else CENTS.scale) or 0
        before, after, gain = (f"{self.letters[name]}{ROW}" for name in AMOUNTS)
        columns = dict(zip(rows.schema.names, rows.columns, strict=True))
        columns["gain"] = Formulas(f"=ROUND({after}-{before},2)", columns["gain"])
        columns["gain_percent"] = Formulas(_share(gain, before), columns["gain_percent"])
        people.sheet.add_columns(list(columns.values()))

    def close(self, sums: Summary, notes: Notes, origin: Origin) -> None:
        """Write the totals, the summary, the groups, the notes and the properties."""
        self.book.tell(properties(origin))
        for people in self.people:
            people.sheet.filter()
            self._totals(people)
        self._summary(sums, notes)
        self._groups(sums)
        if sums.cost is not None:
            self._costs_of_groups(sums.cost, hidden_in_run(sums).get(sums.by, set()))
        if sums.compared:
            self._scenarios(sums.compared, sums.by, hidden_in_run(sums).get(sums.by, set()))
        write_notes(self.book, notes.assumptions, notes.texts, list(map(_, CAVEATS)), CAVEAT_KINDS)
        self.book.close()

    def release(self) -> None:
        """Nothing is written where the run stopped on the way."""
        self.book.abandon()

    def _totals(self, people: People) -> None:
        """The sums of a sheet of people, below them."""
        cells: list[Cell] = [None] * len(self.places)
        cells[0] = _("Total")
        for name, value in people.sums.items():
            cells[self.places[name]] = Formula(f"={self._sum(people, name, own=True)}", value)
        people.sheet.add(cells, bold=True)

    def _sum(self, people: People, name: str, group: tuple[str, str] | None = None, *, own: bool = False) -> str:
        """The sum of a column of people, each row for its headcount; `group`: a column, and what its cells must be."""

        def cells(column: str) -> str:
            return people.sheet.column(self.places[column], own=own)

        if group is None and (not self.weighted or name == "headcount"):
            return f"ROUND(SUM({cells(name)}),2)"
        factors = [] if group is None else [f"EXACT({cells(group[0])},{group[1]})"]
        factors += [cells(name)] if name == "headcount" else [cells(name), cells("headcount")]
        return f"ROUND(SUMPRODUCT({'*'.join(factors)}),2)"

    def _summary(self, summary: Summary, notes: Notes) -> None:
        """Rows, then everyone together by formula, then what each text brought."""
        sheet, total = self.summary, summary.total
        for remark in notes.remarks:
            sheet.add((remark,), bold=True)
        sheet.add((_("Rows"),), bold=True)
        for words, number in _rows(summary):
            sheet.add((words, number), ("words", "count"))
        sheet.add(())
        several = len(summary.crossing.periods) > 1
        title = _("Everyone and every month together") if several else _("All staff, per month")
        sheet.add((title,), bold=True)
        place = {}
        for name, words, kind, value in (
            ("headcount", _people(summary), "count", total.people),
            ("before_gross", _("Before"), "money", decimal(total.before)),
            ("after_gross", _("After"), "money", decimal(total.after)),
        ):
            sums = "+".join(f"{each.sheet.name}!{self.letters[name]}{each.sheet.rows}" for each in self.people)
            own = name == "headcount" and summary.by_contract  # a person of several rows counts once
            place[name] = sheet.add((words, value if own else Formula(f"={sums or 0}", value)), ("words", kind))
        before, after, people = (f"B{place[name]}" for name in ("before_gross", "after_gross", "headcount"))
        gain = f"B{sheet.rows + 1}"
        sheet.add((_("Gain"), Formula(f"=ROUND({after}-{before},2)", decimal(total.gain))), ("words", "signed"))
        sheet.add((_("Gain %"), Formula(_share(gain, before), _percent(total))), ("words", "percent"))
        mean = decimal(total.mean) if total.people else ""
        words = f'=IF({people}=0,"",ROUND({gain}/{people},2))'
        sheet.add((_("Gain per person"), Formula(words, mean)), ("words", "signed"))
        if not several:
            yearly = Formula(f"={YEAR}*{gain}", decimal(YEAR * total.gain))
            sheet.add((_("Gain per year: over twelve months"), yearly), ("words", "signed"))
        self._causes((_("What each text brought"), _("Gain"), _("Since")), notes.causes, total.gain)
        if summary.cost is not None:
            self._cost(summary.cost, notes)
        if summary.compared:
            self._compared(summary.compared)
        write_provenance(self.summary, notes.provenance)

    def _compared(self, compared: Sequence[ScenarioSums]) -> None:
        """The law as it stands and each scenario, with its difference."""
        sheet = self.summary
        for title, sums_of in (
            (_("Scenarios, gross per month"), [(each.scenario.name, each.gross) for each in compared]),
            (_("Scenarios, employer cost per month"), [(e.scenario.name, e.cost) for e in compared if e.cost]),
        ):
            if not sums_of:
                continue
            sheet.add(())
            sheet.add((title, _("Amount"), "", _("Difference")), ("heading", *["heading-number"] * 3))
            first = sheet.add((_("the law as it stands"), decimal(whole(sums_of[0][1]).before)))
            for name, sums in sums_of:
                totals, row = whole(sums), sheet.rows + 1
                difference = Formula(f"=ROUND(B{row}-B{first},2)", decimal(totals.gain))
                sheet.add((name, decimal(totals.after), None, difference), ("words", "money", "money", "signed"))

    def _scenarios(self, compared: Sequence[ScenarioSums], by: str, hidden: set[str]) -> None:
        """The difference of each scenario by group."""
        headings = (_(GROUPS[by][1]), _("People"), *(each.scenario.name for each in compared))
        sheet = self.book.sheet(_("Scenarios"), ("name", "count", *["signed"] * len(compared)), headings)
        parts = [split(dict(sorted(each.gross.totals().items())), hidden) for each in compared]
        for row in zip(*((*each.shown, *each.rest()) for each in parts), strict=True):
            name, first = row[0]
            cells = (name or _("(none)"), first.people, *(decimal(each.gain) for _name, each in row))
            sheet.add(cells)
        sheet.filter()
        every = [whole(each.gross) for each in compared]
        values = (every[0].people, *(decimal(each.gain) for each in every))
        sums = (Formula(f"=ROUND(SUM({sheet.column(i, own=True)}),2)", v) for i, v in enumerate(values, start=1))
        sheet.add((_("Total"), *sums), bold=True)

    def _cost(self, cost: CostSums, notes: Notes) -> None:
        """What the pay costs by line, before and after; why it changes; the payroll tax of a year."""
        sheet = self.summary
        sheet.add(())
        headings = (_("Employer cost, per month"), _("Before"), _("After"), _("Difference"))
        sheet.add(headings, ("heading", *["heading-number"] * 3))
        first = sheet.rows + 1
        for name, words in COST_LINES.items():
            sign = -1 if name == "exemption" else 1
            row = sheet.rows + 1
            cells: list[Cell] = [decimal(sign * sums[name]) for sums in cost.sides.values()]
            if name == "total":
                cells = [
                    Formula(f"=ROUND(SUM({column}{first}:{column}{row - 1}),2)", value)
                    for column, value in zip("BC", cells, strict=True)
                ]
            change = sign * (cost.sides["after"][name] - cost.sides["before"][name])
            cells.append(Formula(f"=ROUND(C{row}-B{row},2)", decimal(change)))
            sheet.add((_(words), *cells), ("words", "money", "money", "signed"), bold=name == "total")
        self._causes((_("Why the cost changes"), _("Cost"), _("Since")), notes.cost_causes, cost.total.gain)
        for words in notes.year_taxes:
            sheet.add((words,))

    def _causes(self, headings: tuple[str, ...], causes: tuple[tuple[str, str, int], ...], total: int) -> None:
        """What each cause brought, and the sum of it."""
        if not causes:
            return
        sheet = self.summary
        sheet.add(())
        first = sheet.add(headings, ["heading"] * 3) + 1
        for since, why, amount in causes:
            sheet.add((why, decimal(amount), since), ("words", "signed", "text"))
        sums = Formula(f"=ROUND(SUM(B{first}:B{sheet.rows}),2)", decimal(total))
        sheet.add((_("Total"), sums), ("words", "signed"), bold=True)

    def _groups(self, summary: Summary) -> None:
        """One row for each group: the sums of its people, by formula where the rows name their group."""
        title, heading = (_(words) for words in GROUPS[summary.by])
        headings = (heading, _people(summary), _("Before"), _("After"), _("Gain"), _("Gain %"))
        sheet = self.book.sheet(title, ("name", "count", "money", "money", "signed", "percent"), headings)
        rows = sum(people.sheet.rows for people in self.people)
        by_formula = summary.by in COLUMNS and rows * len(summary.groups) <= MOST_COMPARED
        parts = split(dict(sorted(summary.groups.items())), hidden_in_run(summary).get(summary.by, set()))
        for name, totals in parts.shown:
            row = sheet.rows + 1
            group = (COLUMNS[summary.by], f"$A{row}" if name else '""') if by_formula else None
            cells = self._of_group(totals, group, by_contract=summary.by_contract)
            sheet.add((name or _("(none)"), *cells, *_derived(totals, row)))
        for name, totals in parts.rest():
            sheet.add((name, *_values(totals), *_derived(totals, sheet.rows + 1)))
        sheet.filter()
        sums = (
            Formula(f"=ROUND(SUM({sheet.column(place, own=True)}),2)", value) for place, value in _sums(summary.total)
        )
        row = sheet.rows + 1
        sheet.add((_("Total"), *sums, *_derived(summary.total, row)), bold=True)

    def _costs_of_groups(self, cost: CostSums, hidden: set[str]) -> None:
        """The cost of each group, before and after; some put together."""
        heading = _(GROUPS[cost.by][1])
        headings = (heading, _("People"), _("Cost before"), _("Cost after"), _("Difference"), "%")
        kinds = ("name", "count", "money", "money", "signed", "percent")
        sheet = self.book.sheet(_("Employer cost"), kinds, headings)
        parts = split(dict(sorted(cost.groups.items())), hidden)
        for name, totals in (*parts.shown, *parts.rest()):
            cells = (name or _("(none)"), *_values(totals), *_derived(totals, sheet.rows + 1))
            sheet.add(cells)
        sheet.filter()
        sums = [Formula(f"=ROUND(SUM({sheet.column(i, own=True)}),2)", value) for i, value in _sums(cost.total)]
        sheet.add((_("Total"), *sums, *_derived(cost.total, sheet.rows + 1)), bold=True)

    def _of_group(self, totals: Totals, group: tuple[str, str] | None, *, by_contract: bool) -> Iterator[Cell]:
        """People, before and after of a group: sums of the rows that bear its name, or their values.

        Rows are not people where some people have several (`by_contract`).
        """
        for name, value in zip(("headcount", "before_gross", "after_gross"), _values(totals), strict=True):
            if group is None or (by_contract and name == "headcount"):
                yield value
            else:
                yield Formula("=" + "+".join(self._sum(people, name, group) for people in self.people), value)


def _people(summary: Summary) -> str:
    """What counts of people are: people, or their months where the payroll has several."""
    return _("Months of pay") if len(summary.crossing.periods) > 1 else _("People")


def _rows(summary: Summary) -> Iterator[tuple[str, int]]:
    """Rows in, out, rejected by reason, and set apart."""
    yield _("read"), summary.rows_in
    yield _("computed"), summary.rows_out
    yield _("rejected"), summary.rows_rejected
    for why, number in reasons(summary.rejected):
        yield f"  {why}", number
    if summary.skipped:
        yield _("set apart (no person)"), len(summary.skipped)


def _share(gain: str, before: str) -> str:
    """The gain in per cent of before."""
    return f'=IF({before}=0,"",ROUND(100*{gain}/{before},2))'


def _derived(totals: Totals, row: int) -> Iterator[Formula]:
    """The gain of a group and its share, from its amounts."""
    yield Formula(f"=ROUND(D{row}-C{row},2)", decimal(totals.gain))
    yield Formula(_share(f"E{row}", f"C{row}"), _percent(totals))


def _percent(totals: Totals) -> Any:
    return "" if totals.percent is None else decimal(totals.percent)


def _values(totals: Totals) -> tuple[Any, ...]:
    return totals.people, decimal(totals.before), decimal(totals.after)


def _sums(totals: Totals) -> Iterator[tuple[int, Any]]:
    return enumerate(_values(totals), start=1)
