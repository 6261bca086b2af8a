"""Texts as numbers of 64 bits, all at once: the same text has the same number, two texts do not share one.

Texts of the same length up to eight bytes never do; longer ones do once in 2^64. Whoever keeps numbers takes a `key` of
his own at random, so that no file can be made to have two texts with one number.
"""

import sys
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from revalo.people.column_operations import bytes_of, filled

_WORD = 8  # bytes taken together
_LONG = 64  # bytes: longer texts are rare, and taken one by one
_ODD = np.uint64(0x9E3779B97F4A7C15)  # the constants of the generator SplitMix64
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_IS_BYTE = np.arange(1 << 8)
_BEGINS = np.isin(
    _IS_BYTE, list(b"0123456789" + bytes(range(ord("a"), ord("z") + 1)) + bytes(range(ord("A"), ord("Z") + 1)))
)
_LEAST, _SLASH, _SPAN = np.uint8(ord(",")), np.uint8(ord("/")), np.uint8(ord("9") - ord(","))  # of the signs of numbers
_MASKS = np.array([(1 << 8 * kept) - 1 for kept in range(_WORD + 1)], np.uint64)  # the first bytes of a word


class Bytes(NamedTuple):
    """The bytes of texts, with a word of zeros at the end; where each text starts, and how many bytes it has."""

    content: Any
    starts: Any
    lengths: Any

    @classmethod
    def of(cls, texts: Any) -> "Bytes":
        """Those of a pyarrow string array; of null, none."""
        starts, content = bytes_of(filled(texts, "") if texts.null_count else texts)
        first, last = int(starts[0]), int(starts[-1])
        padded = np.zeros(last - first + _WORD, np.uint8)
        padded[: last - first] = content[first:last]
        return cls(padded, starts[:-1] - first, np.diff(starts))

    def words(self, places: Any) -> Any:
        """The eight bytes from each of some places on, as one number, its lowest byte first."""
        from_each = np.ndarray((len(self.content) - _WORD + 1,), np.dtype("<u8"), self.content, strides=(1,))
        return from_each[places]


def fingerprints(texts: Any, key: int = 0) -> Any:
    """A number for each text of a pyarrow string array, uint64; blank ones have that of the empty text."""
    return _mixed(Bytes.of(texts), np.uint64(key))


def are_plain(texts: Any) -> Any:
    """Which texts are a digit or a letter, then digits, points, commas and dashes: a numpy array of booleans."""
    content, starts, lengths = Bytes.of(texts)
    begins = _BEGINS[content[starts]]
    odd = (content[:-_WORD] - _LEAST > _SPAN) | (content[:-_WORD] == _SLASH)
    odd[starts[begins & (lengths > 0)]] = False
    plain = begins | (lengths == 0)
    if odd.any():
        before = np.append(0, np.cumsum(odd))
        plain &= before[starts + lengths] == before[starts]
    return plain


def _mixed(texts: Bytes, key: Any) -> Any:
    content, starts, lengths = texts
    numbers = mixed(lengths.astype(np.uint64) * _ODD ^ key)
    done = 0
    longest = int(lengths.max(initial=0))
    while done < min(longest, _LONG):
        some = np.flatnonzero(lengths > done) if done else slice(None)
        word = texts.words(starts[some] + done) & _MASKS[np.minimum(lengths[some] - done, _WORD)]
        numbers[some] = mixed(numbers[some] ^ word)
        done += _WORD
    for place in np.flatnonzero(lengths > _LONG).tolist() if longest > _LONG else ():
        whole = content[starts[place] : starts[place] + lengths[place]].tobytes()
        digest = blake2b(whole, digest_size=_WORD, key=int(key).to_bytes(_WORD, sys.byteorder)).digest()
        numbers[place] = int.from_bytes(digest, sys.byteorder)
    return numbers


def mixed(numbers: Any) -> Any:
    """Numbers so mixed that each bit depends on every other: different ones stay different."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FIRST
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _SECOND
    return numbers ^ (numbers >> np.uint64(31))
