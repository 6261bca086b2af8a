"""Rows told apart by what they hold: those of one situation are computed once, whatever their number."""

from typing import Any, NamedTuple

import numpy as np

from revalo.people.alike import alike, in_order_met
from revalo.people.columns import AGAIN, PERSON, SAME_PAYSLIP, ParsedRows
from revalo.people.sums import sums_of, weights

SHARE = 16  # one of so many situations is looked at, to tell whether rows share them
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
    same = alike([*others, *_columns(typed)])
    first, kinds = in_order_met(same)  # rows of one group stay next to one another
    rows = np.bincount(kinds, minlength=len(first))
    return Situations(typed.at(first), kinds, rows, sums_of(weights(typed), kinds, len(first)))


def shared_situations(typed: ParsedRows) -> Situations:
    """The situations of the rows of a chunk where rows share them; where hardly two do, each row by itself."""
    columns = _columns(typed)
    mark = sum(columns) % SHARE  # the same for the rows of a situation
    some = np.flatnonzero(mark == mark[:1])
    are_shared = 2 * len(alike([column[some] for column in columns]).first) <= len(some)
    return situations(typed) if are_shared else each_by_itself(typed)


def each_by_itself(typed: ParsedRows) -> Situations:
    """The rows of a chunk as so many situations."""
    every = np.arange(len(typed.rows))
    return Situations(typed, every, np.ones(len(every), dtype=np.int64), weights(typed))


def _columns(typed: ParsedRows) -> list[Any]:
    """All that the pay of each row depends on, as integers; there is one column at least."""
    columns = [values for name, values in typed.numbers.items() if name not in OF_ONE_ROW]
    columns += [indices for indices, _names in typed.codes.values()]
    columns += [typed.words[name][0] for name in ("department",) if name in typed.words]
    return [*columns, np.zeros(len(typed.rows), dtype=np.int64)]
