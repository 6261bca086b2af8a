"""Integer money: one division, exact reading, amounts as each language writes them; the same on numpy arrays.

Guards: money.py.
"""

import re
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from revalo.money import NBSP, choose, euros, half_up, larger, localised, parse_fixed, plain, smaller
from revalo.rules.formulas import family, nodes
from revalo.rules.graph import Formula, ordered, run
from seeds import tried

WHOLE = st.integers(-(10**15), 10**15)
POSITIVE = st.integers(1, 10**9)
PLACES = st.integers(0, 6)
FRENCH = re.compile(r"-?\d{1,3}(\u00a0\d{3})*,\d{2}\u00a0€")
ENGLISH = re.compile(r"-?€\d{1,3}(,\d{3})*\.\d{2}")


def away(value: Fraction) -> int:
    """The nearest integer, halves away from zero."""
    nearest = floor(abs(value) + Fraction(1, 2))
    return -nearest if value < 0 else nearest


def refused(text: str, places: int) -> bool:
    try:
        parse_fixed(text, places)
    except ValueError:
        return True
    return False


@given(WHOLE, POSITIVE)
@example(5, 2)
@example(-5, 2)
@example(-1, 2)
@example(0, 7)
def test_half_up_is_the_exact_quotient_rounded(numerator: int, denominator: int) -> None:
    assert half_up(numerator, denominator) == away(Fraction(numerator, denominator))


@given(WHOLE, POSITIVE)
def test_halves_go_away_from_zero(whole: int, denominator: int) -> None:
    exact_half = (2 * abs(whole) + 1) * denominator
    assert half_up(exact_half, 2 * denominator) == abs(whole) + 1
    assert half_up(-exact_half, 2 * denominator) == -(abs(whole) + 1)


@given(WHOLE, POSITIVE)
def test_half_up_is_odd(numerator: int, denominator: int) -> None:
    assert half_up(-numerator, denominator) == -half_up(numerator, denominator)


@given(WHOLE, WHOLE)
def test_larger_is_max(a: int, b: int) -> None:
    assert larger(a, b) == max(a, b)


@given(st.sampled_from([0, 1]), WHOLE, WHOLE)
def test_choose_is_if(condition: int, a: int, b: int) -> None:
    assert choose(condition, a, b) == (a if condition else b)


@given(WHOLE, PLACES, st.integers(0, 6))
def test_what_is_written_reads_back(value: int, places: int, least: int) -> None:
    text = plain(value, places, least)
    assert parse_fixed(text, places) == value
    assert parse_fixed(text.replace(".", ","), places) == value
    assert parse_fixed(f"  {text}\n", places) == value
    assert Fraction(text) == Fraction(value, 10**places)


@given(WHOLE, st.integers(1, 6))
def test_trailing_zeros_are_exact(value: int, places: int) -> None:
    assert parse_fixed(plain(value, places, places) + "000", places) == value


@given(WHOLE, st.integers(0, 5), st.integers(1, 9))
def test_a_digit_too_many_is_refused(value: int, places: int, digit: int) -> None:
    sign, exact = ("-" if value < 0 else ""), plain(abs(value), places, places)
    assert parse_fixed(sign + exact, places) == value
    assert refused(f"{sign}{exact}{'' if places else '.'}{digit}", places)


@pytest.mark.parametrize(
    "text",
    [
        *("1.2.3", "1,2,3", "1,2.3", "1.234,5", "1,234.5", "5.", "5,", ".5", ",5", ".", ",", "+", "-", "--5", "+-5"),
        *("1.005", "0,001", "1e3", "1E3", "1.5e1", "nan", "NaN", "inf", "-inf", "Infinity", "0x1F", "1_000", "1'000"),
        *("", " ", "\t\n", NBSP, "\u202f", "١٢", "１２", "1٫5", "²", "½", "Ⅷ", "५", "5 €", "5€", "1 796,40"),
        *(f"1{NBSP}796,40", "5 %", "1\n2", "12\x00", "−5", "cinq"),
    ],
)
def test_what_is_not_a_plain_number_is_refused(text: str) -> None:
    assert refused(text, 2)


@given(st.text("0123456789.,+-eE_ \u00a0٣１nia", max_size=12), PLACES)
@example("007", 0)
@example("-0,00", 2)
def test_a_text_is_read_exactly_or_refused(text: str, places: int) -> None:
    try:
        value = parse_fixed(text, places)
    except ValueError:
        return
    plainly = text.strip().replace(",", ".")
    assert re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", plainly)
    assert Fraction(value, 10**places) == Fraction(plainly)


@given(st.integers(-(10**12), 10**12), st.booleans())
def test_amounts_are_written_as_each_language_does(cents: int, signed: bool) -> None:
    french, english = euros(cents, "fr", signed=signed), euros(cents, "en", signed=signed)
    plus = "+" if signed and cents > 0 else ""
    assert french.startswith(plus)
    assert FRENCH.fullmatch(french.removeprefix(plus))
    assert ENGLISH.fullmatch(english.removeprefix(plus))
    assert french.encode("cp1252").decode("cp1252") == french
    assert {character for character in french if character.isspace()} == {NBSP}
    for text in (french.replace(NBSP, "").replace(",", "."), english.replace(",", "")):
        assert parse_fixed(text.replace("€", ""), 2) == cents


@pytest.mark.parametrize(
    ("cents", "french", "english"),
    [
        (179640, "1\u00a0796,40\u00a0€", "€1,796.40"),
        (-5, "-0,05\u00a0€", "-€0.05"),
        (0, "0,00\u00a0€", "€0.00"),
        (100_000_000, "1\u00a0000\u00a0000,00\u00a0€", "€1,000,000.00"),
    ],
)
def test_known_amounts(cents: int, french: str, english: str) -> None:
    assert (euros(cents, "fr"), euros(cents, "en")) == (french, english)
    assert euros(abs(cents) or 1, "fr", signed=True).startswith("+")
    assert euros(0, "fr", signed=True) == "0,00\u00a0€"


def test_a_number_without_decimals_gets_no_mark() -> None:
    assert (localised("1192", "fr"), localised("1192", "en")) == ("1\u00a0192", "1,192")
    assert (localised("-5.302", "fr"), localised("-5.302", "en")) == ("-5,302", "-5.302")


# The largest figures of the law, roomy: coefficients, 1/10000 €, cents, hundredths, 1/10000.
MOST = {
    "coefficient": 2_000,
    "point_value": 100_000,
    "minimum_wage": 300_000,
    "worked": 15_167,
    "seniority_rate": 3_000,
    "diploma_points": 20,
    "tutor_points": 9,
    "apprentice_points": 13,
    "sunday_rate": 10_000,
    "night_rate": 10_000,
    "sunday_hours": 74_400,
    "night_hours": 74_400,
    "overtime_25": 74_400,
    "overtime_25_rate": 5_000,
    "overtime_50": 74_400,
    "overtime_50_rate": 5_000,
    "extra_10": 74_400,
    "extra_10_rate": 5_000,
    "extra_25": 74_400,
    "extra_25_rate": 5_000,
    "ordinary_points": 12,
    "special_points": 12,
    "split_special_points": 12,
    "ordinary_days": 3_100,
    "special_days": 3_100,
    "split_special_days": 3_100,
    "counted_points": 150,
    "basis_is_topped": 1,
    "differential_amount": 500_000,
    "in_base": 1,
    "points": 400,
    "amount": 100_000,
}
ROWS = st.fixed_dictionaries({name: st.integers(0, most) for name, most in MOST.items()})


def whole_graph() -> list[Formula]:
    """Every formula, with one allowance in points, one in euros and their sum."""
    allowances = [family("allowance"), family("allowance_in_euros")]
    counted = family("counted_allowances").over(tuple(each.id for each in allowances))
    return ordered([*nodes("branch"), *allowances, counted])


def test_the_inputs_above_are_those_of_the_formulas() -> None:
    formulas = whole_graph()
    needed = {need for formula in formulas for need in formula.needs} - {formula.id for formula in formulas}
    assert needed == MOST.keys() | {"full_time", "hours_of_month"}


@given(st.lists(ROWS, min_size=1, max_size=12))
@settings(max_examples=tried(200))
def test_formulas_are_the_same_on_numpy_arrays(rows: list[dict[str, int]]) -> None:
    np: Any = pytest.importorskip("numpy")
    time = {"full_time": 15_167, "hours_of_month": 15_167}
    formulas = whole_graph()
    alone = [run(formulas, row | time) for row in rows]
    columns = {name: np.array([row[name] for row in rows], dtype=np.int64) for name in MOST}
    times = {name: np.full(len(rows), value, dtype=np.int64) for name, value in time.items()}
    together = run(formulas, columns | times)
    for formula in formulas:
        found = together[formula.id].value
        assert found.dtype == np.int64, formula.id
        assert found.tolist() == [each[formula.id].value for each in alone], formula.id


@given(st.lists(st.tuples(st.integers(-(2**40), 2**40), st.integers(1, 2**20)), min_size=1))
def test_helpers_are_the_same_on_numpy_arrays(pairs: list[tuple[int, int]]) -> None:
    np: Any = pytest.importorskip("numpy")
    a, b = (np.array(column, dtype=np.int64) for column in zip(*pairs, strict=True))
    assert half_up(a, b).tolist() == [half_up(*pair) for pair in pairs]
    assert half_up(a, 1).tolist() == a.tolist()
    assert np.asarray(larger(a, b)).tolist() == [max(pair) for pair in pairs]
    assert np.asarray(smaller(a, b)).tolist() == [min(pair) for pair in pairs]
    assert np.asarray(larger(a, 0)).tolist() == [max(number, 0) for number, _other in pairs]
    assert np.asarray(choose((a > b).astype(np.int64), a, b)).tolist() == [max(pair) for pair in pairs]
