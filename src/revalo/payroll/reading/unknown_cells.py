"""Cells whose value cannot be known: what stands for them between a reader and the parsing of columns, and why.

A formula that no program has computed, a spreadsheet's error value, a staff number that a spreadsheet has rounded: each
is a reject where its column counts, never an empty cell.
"""

import re
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.payroll.spreadsheet_escape import unescape
from revalo.people.column_operations import booleans, bytes_of, matches, take
from revalo.people.columns import WORDS
from revalo.people.fingerprints import are_plain

_MARK = "\0"  # no text file holds one: they are refused
FORMULA, ERROR = _MARK + "formula-without-value", _MARK + "error-value"  # the reject code follows the mark
_ERRORS = (
    *("#N/A", "#NA", "#REF!", "#VALUE!", "#VALEUR!", "#DIV/0!", "#NAME?", "#NOM?", "#NUM!", "#NOMBRE!", "#NULL!"),
    *("#NUL!", "#GETTING_DATA", "#SPILL!", "#CALC!", "#####"),
)
_SIGNS = b"\0#='\""
SUSPECT = f"^[{_SIGNS.decode()}]"
_HASHES = re.compile(r"#{3,}")
_MANY = 1_000  # texts
ROUNDED = r"^[+-]?\d+([.,]\d+)?[eE]\+\d+$"


def unknown(text: str, column: str) -> str | None:
    """The reject code of a cell whose value cannot be known, else None; free names may begin like a formula.

    >>> unknown("#REF!", "hours"), unknown("=A1*2", "hours"), unknown("=A1*2", "service_id")
    ('error-value', 'formula-without-value', None)
    """
    if text.startswith(_MARK):
        return text.removeprefix(_MARK)
    if text.upper() in _ERRORS or _HASHES.fullmatch(text):
        return "error-value"
    is_formula = text.startswith("=") and unescape(text) == text and column not in WORDS
    return "formula-without-value" if is_formula else None


def are_rounded(identifiers: pa.StringArray) -> Any:
    """Which staff numbers a spreadsheet has destroyed (`1,23457E+12`): a numpy array of booleans."""
    return matching(identifiers, ROUNDED) if _has(identifiers, b"+") else np.zeros(len(identifiers), bool)


def any_suspect(texts: pa.StringArray) -> bool:
    """Whether some of the texts of a column may have no value that can be known, or be protected."""
    return _has(texts, _SIGNS) and bool(matching(texts, SUSPECT).any())


def _has(texts: Any, signs: bytes) -> bool:
    """Whether one of some signs stands somewhere in texts: a quick look, where hardly any column has one."""
    content = bytes_of(texts)[1].tobytes()
    return any(sign in content for sign in signs)


def matching(texts: Any, pattern: str) -> Any:
    """Which texts match a pattern that is none of a plain number or day: a numpy array of booleans, False for null.

    Staff numbers, days and hours are nearly all plain, and many: only the others are looked at closely.
    """
    if len(texts) < _MANY:
        return _matching(texts, pattern)
    found = np.zeros(len(texts), bool)
    places = np.flatnonzero(~are_plain(texts))
    if len(places):
        found[places] = _matching(take(texts, places), pattern)
    return found


def _matching(texts: Any, pattern: str) -> Any:
    return booleans(matches(texts, pattern))
