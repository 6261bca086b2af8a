"""Totals of a run: rows in, out, rejected by reason; before, after and gain, by group."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from revalo.grids.between import Cause
from revalo.grids.binding import Fall
from revalo.grids.law import Scenario
from revalo.money import half_up
from revalo.people.columns import MISSING, Typed
from revalo.people.table import Outcome

BY = ("service", "department", "category", "sector")
_COLUMNS = {"service": "service_id", "department": "department", "category": "category", "sector": "sector"}


@dataclass(slots=True)
class Totals:
    """Sums over a group, weighted by headcount. Amounts in cents."""

    people: int = 0
    before: int = 0
    after: int = 0

    def add(self, people: int, before: int, after: int) -> None:
        """Add the sums of a chunk."""
        self.people += people
        self.before += before
        self.after += after

    @property
    def gain(self) -> int:
        """After less before."""
        return self.after - self.before

    @property
    def percent(self) -> int | None:
        """The gain in hundredths of a per cent of before."""
        return int(half_up(10_000 * self.gain, self.before)) if self.before else None


@dataclass(slots=True)
class Summary:
    """What a run did. `groups`: totals by value of the grouping column ("" where absent).

    `causes`: the gain by cause, if asked; `falls`: what falls with the texts left out.
    """

    by: str = "service"
    rows_in: int = 0
    rows_out: int = 0
    without_measures: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    assumed: Counter[str] = field(default_factory=Counter)
    total: Totals = field(default_factory=Totals)
    scenarios: tuple[Scenario, ...] = ()
    falls: list[Fall] = field(default_factory=list)
    groups: dict[str, Totals] = field(default_factory=dict)
    causes: list[tuple[Cause, int]] = field(default_factory=list)

    def add(self, typed: Typed, outcome: Outcome, kept: Any) -> None:
        """Count a chunk: `kept` are the positions of the rows that were computed."""
        self.without_measures += int(outcome.unjudged[kept].sum())
        self.rows_out += len(kept)
        weight = weights(typed)[kept]
        before, after = outcome.before.gross[kept] * weight, outcome.after.gross[kept] * weight
        self.total.add(int(weight.sum()), int(before.sum()), int(after.sum()))
        indices, names = _groups(typed, self.by, kept)
        met = np.unique(indices)
        sums = (_sums(each, indices, len(names))[met].tolist() for each in (weight, before, after))
        for code, *each in zip(met.tolist(), *sums, strict=True):
            self.groups.setdefault(names[code], Totals()).add(*each)

    @property
    def rows_rejected(self) -> int:
        """How many rows were rejected."""
        return sum(self.rejected.values())


def weights(typed: Typed) -> Any:
    """The headcount of each row, 1 where none is given."""
    given = typed.numbers.get("headcount")
    return np.ones(len(typed.rows), dtype=np.int64) if given is None else np.where(given == MISSING, 1, given)


def _sums(values: Any, indices: Any, size: int) -> Any:
    """The sum of the values of each index; -1 is the last one."""
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, indices, values)
    return sums


def _groups(typed: Typed, by: str, kept: Any) -> tuple[Any, list[str]]:
    """The group of each row as an index into names; the file's name stands for the service where no column does."""
    column = _COLUMNS[by]
    held = typed.words.get(column) or typed.codes.get(column)
    if held is None:
        name = typed.file if by == "service" else "bad" if by == "sector" else ""
        return np.zeros(len(kept), dtype=np.int64), [name]
    indices, names = held
    return indices[kept].astype(np.int64), [*names, ""]
