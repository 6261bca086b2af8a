"""Columns of amounts as text: those of many rows at once, eight signs each, where Arrow writes them one by one."""

import sys
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.people.column_operations import cast, replaced

_MANY = 1 << 14  # rows: for fewer, the tables are not worth making
_WIDTH = 8  # signs of an amount: 12345.67, or -1234.56
_MOST, _LEAST = 100_000_00, -10_000_00  # cents from which an amount has more
_CENTS = 100
_ZERO, _MINUS = ord("0"), ord("-")


def written(amounts: Any, mark: str) -> Any:
    """Decimals with two places as texts, with a decimal mark; null for null."""
    cents = np.frombuffer(amounts.buffers()[1], np.int64)[::2][amounts.offset : amounts.offset + len(amounts)]
    is_usual = amounts.type.scale == len("00") and not amounts.null_count and sys.byteorder == "little"
    if is_usual and len(cents) >= _MANY and cents.min() > _LEAST and cents.max() < _MOST:
        return _at_once(cents, mark)
    texts = cast(amounts, pa.string())
    return replaced(texts, ".", mark) if mark != "." else texts


def _at_once(cents: Any, mark: str) -> Any:
    """Each amount in eight signs, zeros at the left, of which those that it has are kept."""
    whole_texts, cent_texts, kept = _tables(mark)
    size = np.abs(cents)
    whole = size // _CENTS
    signs = (whole_texts[whole] | cent_texts[size - whole * _CENTS]).view(np.uint8)
    lengths = sum((whole >= 10**digits for digits in range(1, 5)), start=np.full(len(cents), len("0.00")))
    below = np.flatnonzero(cents < 0)
    signs[below * _WIDTH + _WIDTH - 1 - lengths[below]] = _MINUS
    lengths[below] += 1
    ends = np.zeros(len(cents) + 1, np.int32)
    np.cumsum(lengths, out=ends[1:])
    content = signs[kept[lengths].view(bool)]
    return pa.Array.from_buffers(pa.string(), len(cents), [None, pa.py_buffer(ends), pa.py_buffer(content)])


@cache
def _tables(mark: str) -> tuple[Any, Any, Any]:
    """Whole euros with the mark, cents, and which of the signs a text of each length has: eight bytes each."""
    whole, cents = np.zeros((_MOST // _CENTS, _WIDTH), np.uint8), np.zeros((_CENTS, _WIDTH), np.uint8)
    for place in range(5):
        whole[:, place] = np.arange(len(whole)) // 10 ** (4 - place) % 10 + _ZERO
    whole[:, 5] = ord(mark)
    cents[:, 6], cents[:, 7] = (each + _ZERO for each in np.divmod(np.arange(_CENTS), 10))
    kept = np.arange(_WIDTH) >= _WIDTH - np.arange(_WIDTH + 1)[:, None]
    return whole.view(np.int64).ravel(), cents.view(np.int64).ravel(), kept.view(np.int64).ravel()
