"""The gross of rows under one law after another: only what a text moves is computed again."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import numpy as np

from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.people.lines import numbers_of
from revalo.people.remembered import RememberedRows
from revalo.people.rows import Rows
from revalo.rules.graph import Formula, Result, needed_for
from revalo.rules.nothing import evaluated
from revalo.rules.payslip import prepared


class GrossUnderLaws:
    """The gross of some rows under one law after another: only the formulas are run whose inputs have moved."""

    def __init__(self, rows: Rows) -> None:
        self._begin(rows, 0)

    def _begin(self, rows: Rows, first: int) -> None:
        """Begin anew with some rows, the first of which is at a place among all."""
        self.rows, self._first = RememberedRows.of(rows), first
        self._inputs: dict[str, tuple[Any, Any]] = {}
        self._results: dict[str, tuple[Formula, Result]] = {}
        self._gross: Any = None

    def at(self, law: Binding, first: int = 0) -> tuple[Any, Any]:
        """The gross of the rows under a law, from a place on, and those (booleans) that have none there.

        The rows before that place are not asked for later; the gross of those that have none means nothing.
        """
        if first > self._first:
            self._begin(self.rows.at(slice(first - self._first, None)), first)
        return self._under(law)

    def results(self, law: Binding, names: Collection[str]) -> tuple[Mapping[str, Any], Any]:
        """Some inputs and results of all rows under a law, and the rows (booleans) that have none there."""
        self.rows.put_under(law)
        try:
            ready = prepared(self.rows)
        except NotComputable:
            return {}, np.ones(self.rows.size, dtype=bool)
        formulas = needed_for(names, ready.formulas)
        needed = {*names, *(need for formula in formulas for need in formula.needs)}
        values, moved = self._given({name: given for name, given in ready.inputs.items() if name in needed})
        self._run(formulas, values, moved)
        return values, self.rows.lost

    def _under(self, law: Binding) -> tuple[Any, Any]:
        """The gross of all rows; where there is none, it means nothing."""
        rows = self.rows
        rows.put_under(law)
        try:
            ready = prepared(rows)
        except NotComputable:
            return np.zeros(rows.size, dtype=np.int64), np.ones(rows.size, dtype=bool)
        values, moved = self._given(ready.inputs)
        lines = [formula.id for formula in ready.formulas if formula.kind == "line"]
        if self._run(ready.formulas, values, moved) or self._gross is None:
            amounts = (values[line] for line in lines)
            some = (each for each in amounts if np.ndim(each) or each)
            self._gross = sum(some, start=np.zeros(rows.size, dtype=np.int64))
        return self._gross, rows.lost

    def _given(self, inputs: Mapping[str, Any]) -> tuple[dict[str, Any], set[str]]:
        """The numbers of the inputs, and the names of those that are not as under the law before."""
        now: dict[str, tuple[Any, Any]] = {}
        moved = set()
        for name, given in inputs.items():
            before = self._inputs.get(name)
            if before is None or before[0] is not given:
                numbers = numbers_of(self.rows, given)
                if before is not None and _are_equal(before[1], numbers):
                    numbers = before[1]
                else:
                    moved.add(name)
                before = given, numbers
            now[name] = before
        self._inputs = now
        return {name: numbers for name, (_given, numbers) in now.items()}, moved

    def _run(self, formulas: Iterable[Formula], values: dict[str, Any], moved: set[str]) -> bool:
        """Evaluate the formulas that need something that has moved; whether any result, or the lines, have moved."""
        now: dict[str, tuple[Formula, Result]] = {}
        some = False
        for formula in formulas:
            before = self._results.get(formula.id)
            if before is None or not moved.isdisjoint(formula.needs) or before[0] != formula:
                result = evaluated(formula, values)
                if before is None or not _are_equal(before[1].value, result.value):
                    moved.add(formula.id)
                    some = True
                else:
                    result = before[1]
                before = formula, result
            now[formula.id] = before
            values[formula.id] = before[1].value
        some |= now.keys() != self._results.keys()
        self._results = now
        return some


def _are_equal(one: Any, two: Any) -> bool:
    """Whether two numbers, or arrays of them, are the same."""
    return one is two or (np.ndim(one) == np.ndim(two) and bool(np.array_equal(one, two)))
