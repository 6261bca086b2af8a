"""Texts as numbers: the same for the same text wherever it stands in whatever array, different for different ones.

Guards: people/fingerprints.py.
"""

import re

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revalo.payroll.reading import no_person, unknown_cells
from revalo.people.fingerprints import are_plain, fingerprints

TEXTS = st.lists(st.one_of(st.text(max_size=12), st.text("a\0é", max_size=40), st.just("x" * 65)), max_size=20)


@given(TEXTS, st.integers(0, 2**64 - 1))
def test_as_many_numbers_as_texts(texts: list[str], key: int) -> None:
    found = fingerprints(pa.array(texts, pa.string()), key).tolist()
    assert len(set(zip(texts, found, strict=True))) == len(set(texts)) == len(set(found))


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_a_slice_has_the_numbers_of_its_texts(texts: list[str], start: int, length: int) -> None:
    every = pa.array(texts, pa.string())
    whole, part = fingerprints(every), fingerprints(every.slice(start, length))
    np.testing.assert_array_equal(whole[start : start + length], part)


@pytest.mark.parametrize("length", [0, 1, 7, 8, 9, 16, 63, 64, 65, 200])
def test_another_last_letter_or_length_is_another_number(length: int) -> None:
    texts = ["a" * length, "a" * length + "b", "a" * length + "\0", "b" + "a" * length]
    assert len(set(fingerprints(pa.array(texts)).tolist())) == len(set(texts))


def test_another_key_gives_other_numbers() -> None:
    texts = pa.array(["one", "another one that is longer", None, "x" * 80])
    assert not (fingerprints(texts, 1) == fingerprints(texts, 2)).any()


@given(
    st.lists(
        st.one_of(
            st.none(),
            st.text("0129/:aZ[@`{é-.,\0", max_size=10),
            st.from_regex(r"[A-Za-z]?[0-9.,-]{0,12}", fullmatch=True),
        ),
        max_size=30,
    )
)
def test_plain_numbers_and_days_are_digits_and_marks_after_one_letter_at_most(texts: list[str | None]) -> None:
    plain = re.compile(r"([A-Za-z0-9][0-9.,-]*)?")
    assert are_plain(pa.array(texts, pa.string())).tolist() == [bool(plain.fullmatch(text or "")) for text in texts]


@given(st.from_regex(r"([A-Za-z0-9][0-9.,-]*)?", fullmatch=True))
@example("1-2")
@example("T1")
@example("--".join("12"))
def test_no_pattern_that_is_looked_for_in_other_texts_matches_a_plain_one(text: str) -> None:
    assert are_plain(pa.array([text])).all()
    for pattern in (no_person.BEGINNING, unknown_cells.SUSPECT, unknown_cells.ROUNDED):
        assert not pc.any(pc.match_substring_regex(pa.array([text]), pattern)).as_py()


@pytest.mark.parametrize("day", ["23/04/1995", "02/2024", "1/3", "01.02.2024", "2024-02-01"])
def test_lines_are_not_looked_at_one_by_one_for_their_days(day: str) -> None:
    assert not pc.any(pc.match_substring_regex(pa.array([day]), no_person.BEGINNING)).as_py()
    assert no_person.apart([day], ["Mois"], None) is None
