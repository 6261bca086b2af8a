"""What is owed to the rows of a payroll for texts known late: month by month, text by text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.analysis.arrears import Known, payday_assumption
from revalo.analysis.comparison import Request, check_request, law_on, prove_settings
from revalo.analysis.months import Span, checked_months, usual_first
from revalo.calendar import today as current_day
from revalo.errors import Unbalanced
from revalo.grids.binding import Binding
from revalo.grids.decomposition import TEXT, Cause, Decomposition
from revalo.grids.law import Law
from revalo.grids.texts import Text
from revalo.people.arrears_sums import ArrearsSums, PayMonth
from revalo.people.causes import Walk, walked
from revalo.people.caveat_counts import NotedRows, counted
from revalo.people.claims import month_of
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.figures import note_figures
from revalo.people.gross_under_laws import GrossUnderLaws
from revalo.people.grouping import Group, Grouping
from revalo.people.lines import lines_of
from revalo.people.results import OWED, WORDS, decimals, inputs_of, words_of
from revalo.people.sums import weights
from revalo.people.table import AFTER

FIXED = (*WORDS, "month", "known_on", "paid", "due", "owed", "within_36_months", "headcount", "texts")


def column_of(text: str) -> str:
    """The column of what is owed for a late text."""
    return OWED + text.replace("-", "_")


class ArrearsRequest(NamedTuple):
    """What is asked of arrears: the law, what was known when, the months of rows without one, the day of the claim.

    `inputs`: what was understood of each person beside the amounts.
    """

    request: Request
    known: Known
    span: Span
    today: date
    inputs: bool = False


class Owed(NamedTuple):
    """What a chunk is owed. `table`: a row for each person and month with something owed, by text too."""

    table: pa.RecordBatch
    sums: ArrearsSums


@dataclass(slots=True)
class _Chunk:
    """A chunk on the way: its months so far, its failures, what was assumed or is to be warned of."""

    grouping: Grouping
    failures: Failures
    months: list[PayMonth] = field(default_factory=list)
    noted: list[NotedRows] = field(default_factory=list)
    outside: list[Any] = field(default_factory=list)


class ArrearsCounting:
    """Counts chunks of rows, several at once if need be; the readings of the law are kept from one to the next."""

    def __init__(self, law: Law, asked: ArrearsRequest) -> None:
        check_request(law, asked.request)
        prove_settings(law, asked.request.settings)
        asked.known.check()
        self.law, self.asked = law, asked
        self._walks: dict[tuple[date, date | None], Walk] = {}

    def owed(self, typed: ParsedRows) -> tuple[Owed, Failures]:
        """What is owed to the rows of a chunk, and the rows that cannot be computed."""
        chunk = _Chunk(Grouping(typed, self.law), Failures(len(typed.rows)))
        chunk.grouping.refuse_foreign()
        chunk.failures = chunk.grouping.failures
        for group in chunk.grouping.groups():
            days = self._days(group)
            for day in days:
                self._month(chunk, group, day)
            chunk.outside += [] if days else [group.positions]
        return self._gathered(typed, chunk), chunk.failures

    def texts(self) -> list[Text]:
        """The late texts of the months so far, in the order of the law."""
        names = {cause.name for walk in self._walks.values() for cause, _law in walk.steps}
        return [text for text in self.law.texts if text.id in names]

    def known(self) -> dict[str, date]:
        """The first day on which each late text was known to the employer."""
        known_days: dict[str, date] = {}
        for walk in self._walks.values():
            for cause, _law in walk.steps:
                days = [
                    walk.decomposition.after.known(each) or each.start for each in walk.decomposition.versions(cause)
                ]
                known_days[cause.name] = min([*days, *([known_days[cause.name]] if cause.name in known_days else [])])
        return known_days

    def _days(self, group: Group) -> list[date]:
        """The first days of the months of a group: its own, if it is asked for, else those of the span."""
        span, known = self.asked.span, self.asked.known
        if group.month == MISSING:
            first = span.first or usual_first(self.law, group.sector)
            return checked_months(first, span.last or known.first or known.later or current_day())
        day = first_day(group.month)
        return [day] if (span.first or day) <= day <= (span.last or day) else []

    def _walk(self, day: date, held_on: date | None = None) -> Walk:
        """From the law as known when the month was paid to the law as known later."""
        key = day, held_on
        if key not in self._walks:
            choices, known = law_on(self.law, self.asked.request, day)._replace(held_on=held_on), self.asked.known
            days = known.when_paid(day), known.later
            before, after = (Binding(self.law, choices._replace(known_on=each)) for each in days)
            self._walks.setdefault(key, Walk.of(Decomposition(before, after)))
        return self._walks[key]

    def _month(self, chunk: _Chunk, group: Group, day: date) -> None:
        """A month of the rows of a group that had entered by then."""
        held_on = self._days(group)[0] if group.month == MISSING else day  # of the échelon of a civil servant
        walk, apart = self._walk(day, held_on), Failures(chunk.grouping.size)
        rows = chunk.grouping.rows(group, walk.decomposition.after, apart)
        lines = lines_of(rows)
        if lines.computed is not None:
            note_figures(rows, lines.computed, asks_member=self.asked.request.member is None)
        if self.asked.known.first is None:
            rows.note(payday_assumption())
        due = paid = lines.gross
        by_text: dict[str, Any] = {}
        if walk.steps:
            paid = lines_of(chunk.grouping.rows(group, walk.decomposition.before, apart)).gross
            changes = walked(walk, (paid, due), GrossUnderLaws(rows).at)
            by_text = _by_text(changes, ~apart.mask[group.span])
        here = self._entered(chunk, group, day)
        for reason, places in apart.by_reason():
            chunk.failures.add(places[here[places - group.span.start]], *reason)
        chunk.noted.append(NotedRows(AFTER, group.span, rows.noted))
        split = {name: values[here] for name, values in by_text.items()}
        known_on = self.asked.known.when_paid(day)
        chunk.months.append(PayMonth(month_of(day), known_on, group.positions[here], paid[here], due[here], split))

    @staticmethod
    def _entered(chunk: _Chunk, group: Group, day: date) -> Any:
        """The rows that had entered the branch: a row with a month of its own is taken to have entered."""
        since = chunk.grouping.typed.numbers.get("since")
        if since is None or group.month != MISSING:
            return np.ones(group.span.stop - group.span.start, dtype=bool)
        return since[group.span] <= day.toordinal()

    def _gathered(self, typed: ParsedRows, chunk: _Chunk) -> Owed:
        """The months of the rows that did not fail, as a table and as sums."""
        sums, kept = ArrearsSums(self.asked.today), ~chunk.failures.mask
        weight = weights(typed)
        months = [_of_kept(each, kept) for each in chunk.months]
        for month in months:
            if (month.due - month.paid != sum(month.by_text.values(), start=np.zeros_like(month.paid))).any():
                raise Unbalanced
            sums.add(month, weight[month.positions])
        sums.outside = sum(int(kept[positions].sum()) for positions in chunk.outside)
        sums.rows_out = int(kept.sum()) - sums.outside
        sums.caveats = counted(chunk.noted, kept, typed.rows, typed.file)
        return Owed(_table(typed, [_of_owed(each) for each in months], sums, inputs=self.asked.inputs), sums)


class OwedPayroll(NamedTuple):
    """What a run came to: the sums, and the counting with the law behind them."""

    sums: ArrearsSums
    counting: ArrearsCounting


def _by_text(changes: Iterator[tuple[Cause, Any]], kept: Any) -> dict[str, Any]:
    """What is owed by text, where something is. `kept`: the rows that can be computed."""
    amounts: dict[str, Any] = {}
    for cause, every in changes:
        change = np.where(kept, every, 0)
        if change.any():
            if cause.kind != TEXT:
                raise Unbalanced
            amounts[cause.name] = amounts.get(cause.name, 0) + change
    return amounts


def _of_kept(month: PayMonth, kept: Any) -> PayMonth:
    return _at(month, kept[month.positions])


def _of_owed(month: PayMonth) -> PayMonth:
    """The rows that a late text has an effect for."""
    felt = month.due != month.paid
    for values in month.by_text.values():
        felt |= values != 0
    return _at(month, felt)


def _at(month: PayMonth, mask: Any) -> PayMonth:
    split = {name: values[mask] for name, values in month.by_text.items()}
    return month._replace(positions=month.positions[mask], paid=month.paid[mask], due=month.due[mask], by_text=split)


def _table(typed: ParsedRows, months: list[PayMonth], sums: ArrearsSums, *, inputs: bool) -> pa.RecordBatch:
    """A row for each person and month with something owed, in the order of the file and of the months."""
    places = np.concatenate([np.zeros(0, np.int64), *(each.positions for each in months)])
    which = np.repeat(np.arange(len(months)), [len(each.positions) for each in months])
    numbers = np.array([each.month for each in months], np.int64)[which]
    order = np.lexsort((numbers, typed.rows[places]))
    paid, due = (_joined([getattr(each, name) for each in months])[order] for name in ("paid", "due"))
    split = {name: _joined([_or_zeros(each, name) for each in months])[order] for name in _names(months)}
    at, which = places[order], which[order]
    columns: dict[str, Any] = {name: words_of(typed, name, at) for name in WORDS}
    columns["month"] = _coded([first_day(each.month).strftime("%Y-%m") for each in months], which)
    columns |= inputs_of(typed, at) if inputs else {}
    columns["known_on"] = _coded([each.known_on.isoformat() for each in months], which)
    columns |= {"paid": decimals(paid), "due": decimals(due), "owed": decimals(due - paid)}
    within = np.array([sums.is_claimable(each.month) for each in months], np.int64)
    columns["within_36_months"] = pa.array(within[which])
    columns["headcount"] = pa.array(weights(typed)[at])
    columns["texts"] = _texts(split, len(at))
    columns |= {column_of(name): decimals(values) for name, values in split.items()}
    return pa.RecordBatch.from_pydict(columns)


def _names(months: list[PayMonth]) -> list[str]:
    return list(dict.fromkeys(name for each in months for name in each.by_text))


def _joined(parts: list[Any]) -> Any:
    return np.concatenate([np.zeros(0, np.int64), *parts])


def _or_zeros(month: PayMonth, name: str) -> Any:
    return month.by_text.get(name, np.zeros(len(month.positions), np.int64))


def _coded(names: list[str], which: Any) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(which.astype(np.int32)), pa.array(names, pa.string()))


def _texts(split: dict[str, Any], size: int) -> pa.DictionaryArray:
    """The late texts of each row, in words: each distinct set of texts is written once."""
    packed = sum(
        ((values != 0).astype(np.int64) << i for i, values in enumerate(split.values())), np.zeros(size, np.int64)
    )
    distinct, codes = np.unique(packed, return_inverse=True)
    words = [" ".join(name for i, name in enumerate(split) if bits >> i & 1) for bits in distinct.tolist()]
    return _coded(words, codes.ravel())


def with_texts(batch: pa.RecordBatch, names: list[str]) -> pa.RecordBatch:
    """The table with a column for each late text of the whole run; 0.00 where its rows have none."""
    zeros = decimals(np.zeros(batch.num_rows, dtype=np.int64))
    names_held = batch.schema.names
    columns = {name: batch[name] for name in names_held if not name.startswith(OWED)}
    columns |= {name: batch[name] if name in names_held else zeros for name in map(column_of, names)}
    return pa.RecordBatch.from_pydict(columns)
