"""Money as integers: the only division, strict parsing, and how amounts are written."""

import re
from math import gcd
from typing import TYPE_CHECKING, Any, TypeAlias, overload

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Number: TypeAlias = int | NDArray[Any]  # an int, or an int64 array: every formula takes either
    Ratio: TypeAlias = tuple[Number, Number]  # numerator and denominator, divided and rounded by whoever runs a formula
    Bounded: TypeAlias = tuple[Number, Number, Number]  # the same, with the highest that it may come to
else:
    Number = Ratio = Bounded = None  # names for annotations: the pay of one person needs no array

NBSP = "\N{NO-BREAK SPACE}"
_NUMBER = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{2}0", re.ASCII)  # read as two, `2.000` loses its zeros unseen


@overload
def half_up(numerator: int, denominator: int) -> int: ...
@overload
def half_up(numerator: Number, denominator: Number) -> Number: ...
def half_up(numerator: Number, denominator: Number) -> Number:
    """Divide and round to the nearest integer, half away from zero.

    Plain operators only, so it serves Python integers and numpy int64 arrays alike. `denominator` is positive.

    >>> half_up(5, 2), half_up(-5, 2), half_up(2296152, 10000)
    (3, -3, 230)
    """
    if isinstance(denominator, int) and denominator == 1:
        return numerator
    half = denominator >> 1
    below = numerator < 0
    if below if isinstance(below, bool) else below.any():
        half = half - (below & (denominator + 1))  # a half below zero, which there is by even numbers only
    quotient = numerator + half
    quotient //= denominator  # in place where it is an array
    return quotient


def percent(change: int, of: int) -> int | None:
    """A change in hundredths of a per cent, half away from zero; None where it starts from 0.

    >>> percent(32450, 162800), percent(-5, 0)
    (1993, None)
    """
    return int(half_up(10_000 * change, of)) if of else None


def larger(a: Number, b: Number) -> Number:
    """The larger of two integers, or of two arrays, element by element."""
    if _has_array(a, b):
        from numpy import maximum  # noqa: PLC0415 - one person needs no arrays

        return maximum(a, b)
    return b + (a - b) * (a > b)


def smaller(a: Number, b: Number) -> Number:
    """The smaller of two integers, or of two arrays, element by element."""
    if _has_array(a, b):
        from numpy import minimum  # noqa: PLC0415 - as above

        return minimum(a, b)
    return b + (a - b) * (a < b)


def _has_array(*numbers: Number) -> bool:
    """Whether some number is an array: the same operators take others too, such as what stands for any number."""
    return any(hasattr(each, "dtype") for each in numbers)


def both(one: Number, other: Number) -> Number:
    """Where two conditions hold: False, not an array of it, where one of them is False for all."""
    return False if one is False or other is False else one & other


def choose(condition: Number, a: Number, b: Number) -> Number:
    """`a` where `condition` is 1, `b` where it is 0: itself, not an array of it, where it is so for all."""
    if condition is True or condition is False:
        return a if condition else b
    return b + (a - b) * condition


def lowest_terms(numerator: "Number", denominator: "Number") -> "Ratio":
    """A fraction in its lowest terms: integers, or arrays, element by element.

    >>> lowest_terms(72, 90)
    (4, 5)
    """
    if isinstance(numerator, int) and isinstance(denominator, int):
        common: Number = gcd(numerator, denominator)
    else:
        from numpy import gcd as gcd_of_arrays  # noqa: PLC0415 - one person needs no arrays

        common = gcd_of_arrays(numerator, denominator)
    return numerator // common, denominator // common


def parse_fixed(text: str, places: int) -> int:
    """Read a decimal number exactly, in units of 10**-places; refuse what would have to be rounded.

    >>> parse_fixed("5,77", 4), parse_fixed("151.67", 2)
    (57700, 15167)
    """
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    sign, whole, decimals = match[1], match[2], (match[3] or "").rstrip("0")
    if len(decimals) > places:
        raise ValueError(text)
    value = int(whole + decimals.ljust(places, "0"))
    return -value if sign == "-" else value


def may_be_thousands(text: str, places: int, most: int) -> bool:
    """Whether a text like `2,000` may be two thousand or two, in a count, or in a number that may have thousands.

    >>> may_be_thousands("2.000", 2, 30_000_00), may_be_thousands("2000.00", 2, 30_000_00)
    (True, False)
    >>> may_be_thousands("1,000", 0, 99), may_be_thousands("104.000", 2, 744_00), may_be_thousands("0.800", 6, 1)
    (True, False, False)
    """
    return (places == 0 or most >= 1000 * 10**places) and _GROUPED.fullmatch(text.strip()) is not None


def plain(value: int, places: int = 2, least: int = 2) -> str:
    """Write a fixed-point integer with a point, no grouping and at least `least` decimals.

    >>> plain(179640), plain(53020, 4), plain(57700, 4), plain(-5)
    ('1796.40', '5.302', '5.77', '-0.05')
    """
    whole, rest = divmod(abs(value), 10**places)
    decimals = f"{rest:0{places}d}".rstrip("0").ljust(least, "0") if places else ""
    return ("-" if value < 0 else "") + str(whole) + ("." + decimals if decimals else "")


def localised(number: str, language: str) -> str:
    """Put the thousands separator and decimal mark of a language into a plain number.

    French groups with a no-break space that a Windows console (cp1252) prints.
    """
    sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
    whole, mark, decimals = digits.partition(".")
    grouped = f"{int(whole):,}"
    if language == "fr":
        return sign + grouped.replace(",", NBSP) + (mark and "," + decimals)
    return sign + grouped + mark + decimals


def euros(cents: int, language: str, *, signed: bool = False) -> str:
    """An amount as the language writes it: `1 796,40 €` in French, `€1,796.40` in English."""
    number = localised(plain(abs(cents)), language)
    sign = "-" if cents < 0 else "+" if signed and cents > 0 else ""
    return f"{sign}{number}{NBSP}€" if language == "fr" else f"{sign}€{number}"


def percentage(number: str, language: str) -> str:
    """A plain number of per cent as the language writes it: `19,93 %` in French, `19.93%` in English."""
    return localised(number, language) + (f"{NBSP}%" if language == "fr" else "%")
