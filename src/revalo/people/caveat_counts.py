"""What was assumed or is to be warned of over rows: by code, for how many of them, and an example."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from revalo.people.column_operations import of_numpy
from revalo.people.rows import Noted
from revalo.rules.caveats import Assumption, Caveat, PayWarning


class NotedRows(NamedTuple):
    """Rows next to one another, and their caveats by code on one side."""

    side: str
    span: slice
    caveats: Mapping[str, Sequence[Noted]]


class CountedCaveat(NamedTuple):
    """A caveat, the number of rows that have one of its code, and the first of these: its file (bare name) and row."""

    caveat: Caveat
    rows: int
    file: str
    row: int

    @property
    def code(self) -> str:
        """The code, the same for all the rows."""
        return self.caveat.code

    @property
    def words(self) -> str:
        """What there is to say: the reason of an assumption, the words of a warning."""
        return self.caveat.reason if isinstance(self.caveat, Assumption) else self.caveat.text


class CaveatCounts:
    """The caveats of rows by code. The example of a code is that of the first row, whatever the order they come in."""

    def __init__(self, counted: Iterable[CountedCaveat] = ()) -> None:
        self._by_code: dict[str, CountedCaveat] = {}
        for caveat in counted:
            self._add(caveat)

    def merge(self, other: "CaveatCounts") -> None:
        """Add those of other rows."""
        for caveat in (*other.assumptions, *other.warnings):
            self._add(caveat)

    def _add(self, one: CountedCaveat) -> None:
        other = self._by_code.get(one.code)
        if other is not None:
            first = min(one, other, key=lambda each: (each.file, each.row))
            one = first._replace(rows=one.rows + other.rows)
        self._by_code[one.code] = one

    @property
    def assumptions(self) -> list[CountedCaveat]:
        """What was assumed, for most rows first."""
        return self._of(Assumption)

    @property
    def warnings(self) -> list[CountedCaveat]:
        """What is to be warned of, for most rows first."""
        return self._of(PayWarning)

    def _of(self, kind: type[Assumption | PayWarning]) -> list[CountedCaveat]:
        mine = (each for each in self._by_code.values() if isinstance(each.caveat, kind))
        return sorted(mine, key=lambda each: (-each.rows, each.code))


def counted(noted: Iterable[NotedRows], kept: Any, rows: Any, file: str, times: Any = None) -> CaveatCounts:
    """The caveats of the rows of a chunk that were computed (`kept`: booleans), each row once for each code.

    `rows`: the number of each row in the file; `times`: how many rows each one stands for, one where it is None.
    """
    by_code: dict[str, list[tuple[slice, Noted]]] = {}
    for of_rows in noted:
        for code, every in of_rows.caveats.items():
            by_code.setdefault(code, []).extend((of_rows.span, one) for one in every)
    caveats = (_counted(entries, kept, rows, file, times) for entries in by_code.values())
    return CaveatCounts(each for each in caveats if each is not None)


def _counted(
    entries: Sequence[tuple[slice, Noted]], kept: Any, rows: Any, file: str, times: Any
) -> CountedCaveat | None:
    mask = np.zeros(len(rows), dtype=bool)
    for span, noted in entries:
        mask[span] |= noted.mask
    places = np.flatnonzero(mask & kept)
    if not len(places):
        return None
    first = int(places[rows[places].argmin()])
    example = next(
        caveat
        for span, noted in entries
        if span.start <= first < span.stop and (caveat := noted.of(first - span.start)) is not None
    )
    number = len(places) if times is None else int(times[places].sum())
    return CountedCaveat(example, number, Path(file).name, int(rows[first]))


def codes_of_rows(noted: Iterable[NotedRows], kept: Any, size: int) -> pa.DictionaryArray:
    """The codes of what was assumed or is to be warned of for each row at the positions `kept`, in words.

    Each distinct set of codes is written once. `size`: the rows of the chunk.
    """
    masks: dict[str, Any] = {}
    for of_rows in noted:
        for code, every in of_rows.caveats.items():
            mask = masks.setdefault(code, np.zeros(size, dtype=bool))
            for one in every:
                mask[of_rows.span] |= one.mask
    names = sorted(masks)
    bits = np.zeros((len(kept), -(-len(names) // 8)), dtype=np.uint8)
    if names:
        bits = np.packbits(np.stack([masks[name][kept] for name in names], axis=1), axis=1)
    distinct, codes = np.unique(bits, axis=0, return_inverse=True)
    flags = np.unpackbits(distinct, axis=1).astype(bool).tolist()
    words = [" ".join(name for name, said in zip(names, row, strict=False) if said) for row in flags]
    return pa.DictionaryArray.from_arrays(
        of_numpy(codes.ravel().astype(np.int32)), pa.array(words or [""], pa.string())
    )
