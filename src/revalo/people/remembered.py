"""Rows under one law after another: what reads nothing that a text moves is not computed again.

A text moves few figures. What each part of the rules read is noted (`grids.reads`); under the next law, a part that
read nothing that has moved since gives what it gave: the same object, so that what rests on it is known to stand too.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import is_not
from typing import Any, NamedTuple

import numpy as np

from revalo.errors import RevaloError
from revalo.grids.binding import Binding
from revalo.grids.reads import note, note_all, reads_of
from revalo.people.arrays import entries
from revalo.people.failures import Failures
from revalo.people.rows import Coded, Refusal, Rows, merged, worked_out, years_on
from revalo.rules.caveats import Caveat
from revalo.rules.payee import Rule

YEARS = "years"  # noted beside what is read of the law: the years of the rows on the day


class Basis(NamedTuple):
    """What something rests on: the law, the years of the rows, what it read of both; and the rows it refused."""

    law: Binding
    years: Coded | None
    reads: frozenset[str]
    refused: Sequence[Any]


class Part(NamedTuple):
    """What some work gave for its arguments."""

    arguments: tuple[Any, ...]
    given: Any
    basis: Basis


class Answered(NamedTuple):
    """What a rule gave. `combined`: the distinct arguments; `given`: what the rows have of the `answers`."""

    arguments: Sequence[Coded]
    combined: Sequence[tuple[Any, ...]]
    answers: Sequence[Any]
    given: Coded
    basis: Basis


class Merged(NamedTuple):
    """The values of what a rule gave in `Ruled`, equal ones put together."""

    given: Coded
    values: Sequence[Any]
    merged: Coded


@dataclass(slots=True)
class RememberedRows(Rows):
    """Rows under one law after another (`under`), of which nothing is noted. `lost`: those that have no pay there."""

    lost: Any = None
    _years: Coded | None = None
    _day: date | None = None
    _refused: list[Any] = field(default_factory=list)
    _parts: dict[Hashable, Part] = field(default_factory=dict)
    _answered: dict[Hashable, Answered] = field(default_factory=dict)
    _merged: dict[Hashable, Merged] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Rows) -> "RememberedRows":
        """The same rows, to be put under one law after another."""
        places = np.arange(rows.size)
        return cls(rows.pay, places, rows.columns, rows.names, rows.binding, Failures(0), entered=rows.entered)

    def put_under(self, law: Binding) -> None:
        """Go on to another law."""
        self.binding, self.lost, self._refused = law, np.zeros(self.size, dtype=bool), []
        if "since" in self.columns and law.choices.day != self._day:
            since = self.columns["since"]
            self.entered = self.entered or entries(since)
            years = years_on(law.choices.day, since, self.entered)
            if self._years is None or not np.array_equal(years.codes, self._years.codes):
                self._years = years
        self._day = law.choices.day

    def time_since(self) -> Coded | None:
        """The years from the date of entry to the day."""
        note(YEARS)
        return self._years

    def part(self, work: Any, *arguments: Any) -> Any:
        """What some work on the rows gives: what it gave under a law before, where that still stands."""
        before = self._parts.get(work)
        if before and all(map(_is_same, before.arguments, arguments)) and self._stands(before.basis):
            return before.given
        outer, self._refused = self._refused, []
        try:
            given, read = reads_of(partial(work, self, *arguments))
        finally:
            refused, self._refused = self._refused, [*outer, *self._refused]
        self._parts[work] = Part(arguments, given, Basis(self.binding, self._years, read, refused))
        return given

    def look_up(self, rule: Rule, *arguments: Any, column: str = "month") -> Any:
        """What a rule gives."""
        varying = [each for each in arguments if isinstance(each, Coded)]
        if not varying:
            return self._known(rule, arguments, column)
        key = rule, *(None if isinstance(each, Coded) else each for each in arguments)
        before = self._answered.get(key)
        if before and (len(varying) != len(before.arguments) or any(map(is_not, varying, before.arguments))):
            before = None
        if before and self._stands(before.basis):
            return before.given
        combined, codes = (before.combined, before.given.codes) if before else self.filled_combinations(arguments)
        answers, read = reads_of(lambda: [self._answer(rule, each) for each in combined])
        given = before.given if before and answers == before.answers else Coded(answers, codes)
        refused = [codes == i for i, answer in enumerate(answers) if isinstance(answer, Refusal)]
        for mask in refused:
            self._lose(mask)
        basis = Basis(self.binding, self._years, read, refused)
        self._answered[key] = Answered(varying, combined, answers, given, basis)
        return given

    def apply(self, rule: Rule, *arguments: Any, column: str = "month") -> Any:
        """The value that a rule gives in a `Ruled`, equal ones put together."""
        given = self.look_up(rule, *arguments, column=column)
        if not isinstance(given, Coded):
            return given.value
        key = rule, *(None if isinstance(each, Coded) else each for each in arguments)
        before = self._merged.get(key)
        if before and before.given is given:
            return before.merged
        values = [each.value for each in given.values]
        stands = before and before.given.codes is given.codes and before.values == values
        together = before.merged if before and stands else merged(values, given.codes)
        self._merged[key] = Merged(given, values, together)
        return together

    def remark(self, work: Callable[..., None], *arguments: Any) -> None:
        """Nothing: what must be said is said of both sides, not of the way between them."""

    def note(self, caveat: Caveat, where: Any = True) -> None:  # noqa: FBT002 - as of all rows
        """Nothing either."""

    def refuse(self, error: RevaloError, where: Any, column: str) -> None:  # noqa: ARG002 - nothing is said of it
        """Take out the rows for which a condition holds."""
        if np.any(where):
            self._lose(where)

    def _lose(self, where: Any) -> None:
        self.lost |= where
        self._refused.append(where)

    def _stands(self, basis: Basis) -> bool:
        """Whether nothing has moved of what something rests on; the rows that it refused are refused again."""
        if YEARS in basis.reads and basis.years is not self._years:
            return False
        if basis.law is not self.binding:
            if not basis.reads.isdisjoint(self.binding.moved_since(basis.law)):
                return False
            self.binding.read_too(basis.reads)
        note_all(basis.reads)
        for where in basis.refused:
            self._lose(where)
        return True

    def _known(self, rule: Rule, arguments: tuple[Any, ...], column: str) -> Any:
        """What a rule gives for all rows."""
        answer = self._answer(rule, arguments)
        if isinstance(answer, Refusal):
            self.refuse(answer.error, np.ones(self.size, dtype=bool), column)
        return answer

    def _answer(self, rule: Rule, arguments: tuple[Any, ...]) -> Any:
        """What a rule gives, worked out once under a law."""
        return self.binding.once((RememberedRows, rule, arguments), partial(worked_out, self.binding, rule, arguments))


def _is_same(one: Any, two: Any) -> bool:
    """Whether two arguments are sure to be the same."""
    if one is two:
        return True
    if isinstance(one, Coded) or isinstance(two, Coded):
        return False
    if isinstance(one, tuple) and isinstance(two, tuple):
        return len(one) == len(two) and all(map(_is_same, one, two))
    return isinstance(one, (str, int)) and one == two
