"""Rows told apart by what they hold: those of one situation are computed once, whatever their number."""

from typing import Any, NamedTuple

import numpy as np

from revalo.people.alike import alike, in_order_met
from revalo.people.columns import AGAIN, PERSON, SAME_PAYSLIP, ParsedRows
from revalo.people.sums import sums_of, weights

OF_ONE_ROW = frozenset(("headcount", "paid_gross", AGAIN, PERSON, SAME_PAYSLIP))  # what due pay does not depend on


class Situations(NamedTuple):
    """The distinct rows of a chunk, in its order, as rows of a chunk of their own.

    `typed`: the first row of each; `kinds`: which of them each row of the chunk is; `rows` and `people`: how many rows
    and people of the chunk each stands for.
    """

    typed: ParsedRows
    kinds: Any
    rows: Any
    people: Any


def situations(typed: ParsedRows, *others: Any) -> Situations:
    """The rows of a chunk that hold the same of all that pay depends on; `others`: columns to tell apart as well."""
    columns = [*others, *(values for name, values in typed.numbers.items() if name not in OF_ONE_ROW)]
    columns += [indices for indices, _names in typed.codes.values()]
    columns += [typed.words[name][0] for name in ("department",) if name in typed.words]
    same = alike([*columns, np.zeros(len(typed.rows), dtype=np.int64)])
    first, kinds = in_order_met(same)  # rows of one group stay next to one another
    rows = np.bincount(kinds, minlength=len(first))
    return Situations(typed.at(first), kinds, rows, sums_of(weights(typed), kinds, len(first)))


def each_by_itself(typed: ParsedRows) -> Situations:
    """The rows of a chunk as so many situations."""
    every = np.arange(len(typed.rows))
    return Situations(typed, every, np.ones(len(every), dtype=np.int64), weights(typed))
