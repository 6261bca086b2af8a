"""A few people are found exactly where a reader can tell them: the same as by trying every set of people, exactly.

Guards: people/reader.py.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from exact_rank import rank
from revalo.people.crossed import SMALL
from revalo.people.reader import Name, Sums, Told, revealing_factors

PRIME = (1 << 31) - 1
PEOPLE, ROWS = 9, 5


class Column(NamedTuple):
    """The rows that a column is in, and whose it is; None: of SMALL people or more."""

    rows: tuple[int, ...]
    owners: frozenset[Name] | None


def found_in(columns: Sequence[Column], size: int, headcounts: dict[Name, int]) -> Told | None:
    """What a reader finds in some columns."""
    rows = np.full((len(columns), max(len(each.rows) for each in columns)), -1)
    for number, each in enumerate(columns):
        rows[number, : len(each.rows)] = each.rows
    pairs = [(number, name) for number, each in enumerate(columns) for name in sorted(each.owners or ())]
    of, people = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    heads = np.array([headcounts.get(name, 1) for name in range(max(headcounts) + 1)])
    large = np.array([each.owners is None for each in columns])
    return revealing_factors(Sums(rows, large, of, people), size, heads)


def is_told(columns: Sequence[Column], size: int, headcounts: dict[Name, int]) -> bool:
    """Whether, without the columns of some set of fewer than SMALL people, the rows span less."""
    matrix = [[int(row in each.rows) for each in columns] for row in range(size)]
    whole = rank(matrix)
    for number in range(1, SMALL):
        for people in combinations(sorted(headcounts, key=str), number):
            if sum(headcounts[name] for name in people) < SMALL:
                kept = [at for at, each in enumerate(columns) if each.owners is None or not each.owners <= {*people}]
                if rank([[row[at] for at in kept] for row in matrix]) < whole:
                    return True
    return False


ROWS_OF = st.sets(st.integers(0, ROWS - 1), min_size=1, max_size=3).map(lambda rows: tuple(sorted(rows)))
OWNERS = st.one_of(st.none(), st.frozensets(st.integers(0, PEOPLE - 1), min_size=1, max_size=2))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(ROWS_OF, OWNERS), min_size=5, max_size=20),
    st.lists(st.sampled_from([1, 1, 1, 2]), min_size=PEOPLE, max_size=PEOPLE),
)
def test_few_people_are_found_where_they_can_be_told(
    given_columns: list[tuple[tuple[int, ...], frozenset[Name] | None]], heads: list[int]
) -> None:
    columns = [Column(rows, owners) for rows, owners in given_columns]
    headcounts: dict[Name, int] = dict(enumerate(heads))
    told = found_in(columns, ROWS, headcounts)
    assert (told is not None) == is_told(columns, ROWS, headcounts)
    if told is not None:
        assert told.is_proved
        sums = [sum(int(told.factors[row]) for row in each.rows) % PRIME for each in columns]
        about = [each.owners for each, total in zip(columns, sums, strict=True) if total]
        assert about
        assert all(owners is not None for owners in about)
        people = frozenset[Name]().union(*(owners for owners in about if owners))
        assert sum(headcounts[name] for name in people) < SMALL


@settings(max_examples=20, deadline=None)
@given(st.lists(ROWS_OF, min_size=8, max_size=14))
def test_the_same_of_people_with_a_column_or_two(rows: list[tuple[int, ...]]) -> None:
    """Here sets of people who have nobody in common often prove that nobody can be told."""
    columns = [Column(each, frozenset([number if number % 3 else number + 1])) for number, each in enumerate(rows)]
    headcounts: dict[Name, int] = {name: 1 for each in columns for name in each.owners or ()}
    assert (found_in(columns, ROWS, headcounts) is not None) == is_told(columns, ROWS, headcounts)


def test_four_people_who_stand_in_four_sets_are_found() -> None:
    """What tells of one person's two columns and of three others shows only where all four are left out."""
    both = [Column((0, 1), frozenset([name])) for name in range(10, 20)]
    columns = [
        Column((0,), frozenset([1])),
        Column((1,), frozenset([1])),
        *(Column((0,), frozenset([n])) for n in (2, 3, 4)),
    ]
    told = found_in([*columns, *both], 2, dict.fromkeys([1, 2, 3, 4, *range(10, 20)], 1))
    assert told is not None
    assert (int(told.factors[0]) + int(told.factors[1])) % PRIME == 0
