"""A number as payroll products write it, read exactly or not at all."""

import re

from revalo.money import half_up, may_be_thousands
from revalo.people.columns import CALENDAR_YEARS, LIMITS
from revalo.rules.field import SHARE

WHOLE = 10**SHARE  # one, in a share
_SPACES = re.compile(r"\s+")  # no-break and narrow no-break spaces too
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:([.,])(\d+))?", re.ASCII)
_GROUPED = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)  # with the other decimal mark: thousands, perhaps
_BELOW_ZERO = re.compile(r"(\d[\d ]*(?:[.,]\d+)?(?: ?€)?) ?-|\( ?(\d[\d ]*(?:[.,]\d+)?(?: ?€)?) ?\)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,4}) ?(?::|[hH]) ?(\d{2}) ?(?:(?::|[mM]) ?(\d{2})|mn|min|m)?", re.ASCII)
_MARKED_TWICE = re.compile(r"[+-]?\d{1,3}(?:[ .,'\u2019]\d{3})*[.,]\d+(?:[.,]\d+)?", re.ASCII)
TWO_MARKS = "two-marks"  # of decimals and of thousands, perhaps
_SIXTY = 60
_ROMAN = ("I", "II", "III")
_YEAR = 12  # months
_LONGEST = 15  # digits before the decimal mark
_UNITS = {"EUR": re.compile(r"(.*\d) ?(?:€|EUR)|€ ?(.*)"), "h": re.compile(r"(.*\d) ?[hH]")}
_SHIFTS = {"share": 2, "%": 0}  # how many places a percent sign moves the decimal mark of a number of this unit
_SENIORITY = re.compile(
    r"(?:(\d{1,2}) ?(?:ans?|ann[ée]es?|an\(s\)|years?|year\(s\)))?"
    r"(?: ?(?:et |and |, )?(\d{1,4}) ?(?:mois|months?|month\(s\)))?",
    re.IGNORECASE | re.ASCII,
)


def read_number(text: str, name: str, decimal: str) -> int | str:
    """A number in units of the column's decimals, or its reject code.

    >>> read_number("1 796,40 €", "gross", ","), read_number("80 %", "fte", ","), read_number("1.796,40", "gross", ",")
    (179640, 800000, 'two-marks')
    """
    places, low, high = LIMITS[name].limits
    bare, shift = _without_unit(_signed_first(_SPACES.sub(" ", text).strip()), name)
    match = _NUMBER.fullmatch(bare)
    if match is None:
        return _in_words(bare, name)
    sign, whole, mark, decimals = match[1], match[2].replace(" ", "").lstrip("0"), match[3], (match[4] or "")
    if mark not in (None, decimal) and _GROUPED.fullmatch(bare):
        return TWO_MARKS
    if may_be_thousands(bare, places, high):
        return TWO_MARKS
    decimals = decimals.rstrip("0")
    if len(decimals) + shift > places and (shift == 0 or (whole + decimals).strip("0")):
        whole, decimals, shift = _shifted(whole, decimals, shift)
        if len(decimals) > places:
            return "too-many-decimals"
    if len(whole) > _LONGEST:
        return "out-of-range"
    value = int((whole + decimals.ljust(places - shift, "0")) or "0")
    return _within(-value if sign == "-" else value, name, low, high)


def _signed_first(text: str) -> str:
    """A number below zero as accounting writes it, `12,50-` or `(12,50)`, with its sign first."""
    match = _BELOW_ZERO.fullmatch(text)
    return f"-{match[1] or match[2]}" if match else text


def _in_words(text: str, name: str) -> int | str:
    """Years in words, or hours and minutes."""
    if _MARKED_TWICE.fullmatch(text):
        return TWO_MARKS
    if name == "seniority":
        return _seniority(text)
    return _hours_and_minutes(text, name) if LIMITS[name].unit == "h" else "not-a-number"


def _hours_and_minutes(text: str, name: str) -> int | str:
    """Hundredths of an hour of `151:40`, `104h30` or `69 h 20`, rounded once."""
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2]) >= _SIXTY or int(match[3] or 0) >= _SIXTY:
        return "not-a-number"
    seconds = (int(match[1]) * _SIXTY + int(match[2])) * _SIXTY + int(match[3] or 0)
    return _within(int(half_up(seconds * 100, _SIXTY * _SIXTY)), name, *LIMITS[name].limits[1:])


def _shifted(whole: str, decimals: str, shift: int) -> tuple[str, str, int]:
    """A percentage as a share: the mark moves two places to the left."""
    padded = whole.rjust(shift + 1, "0") if shift else whole
    cut = len(padded) - shift
    return padded[:cut], (padded[cut:] + decimals).rstrip("0"), 0


def _without_unit(text: str, name: str) -> tuple[str, int]:
    """The number without its unit, and how many places a percent sign moves the decimal mark."""
    values = LIMITS[name]
    if values.unit in _SHIFTS and text.endswith("%"):
        return text[:-1].rstrip(), _SHIFTS[values.unit]
    pattern = re.compile(values.spelled) if values.spelled else _UNITS.get(values.unit)
    match = pattern.fullmatch(text) if pattern else None
    bare = next((part for part in match.groups() if part is not None), text) if match else text
    return (str(len(bare)) if match and bare in _ROMAN else bare), 0


def _seniority(text: str) -> int | str:
    """Completed years of `21 an(s) et 0 mois`, `21 ans` or `252 mois`."""
    match = _SENIORITY.fullmatch(text)
    if match is None or (match[1] is None and match[2] is None):
        return "not-a-number"
    months = int(match[2] or 0)
    if match[1] is not None and months >= _YEAR:
        return "not-a-number"
    return _within(int(match[1] or 0) + months // _YEAR, "seniority", *LIMITS["seniority"].limits[1:])


def _within(value: int, name: str, low: int, high: int) -> int | str:
    if name == "year" and value in CALENDAR_YEARS:
        return value
    if LIMITS[name].unit == "share" and 2 * WHOLE < value <= 100 * WHOLE:
        return "percent-or-share"
    return value if low <= value <= high else "out-of-range"
