"""Lines of an export that are no person: totals, page footers, the header again. They are set apart, and counted."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from revalo.payroll.reading import rows
from revalo.payroll.reading.cells import distinct, texts_of
from revalo.payroll.reading.unknown_cells import matching
from revalo.people.column_operations import are_blank, booleans, operation
from revalo.people.failures import FOOT, HEADER_AGAIN, OTHER_HEADER, TOTAL
from revalo.rules.person import slug

# Patterns are compiled where they are first needed: most files have no such line.
_TOTAL = r"(?:(?:sous|s|grand|sub)-)?(?:total|totaux|subtotal|soustotal|cumul)(?:-|$)|moyenne(?:-generale)?$"
_FOOT = (
    r"(?:page|feuillet|folio)-?\d|\d+-(?:sur|of)-\d+$|"
    r"(?:edite|editee|edition|imprime|imprimee|extrait|genere|exporte|tire|printed|exported)-(?:le|du|par|on|by|at)(?:-|$)"
)
_RULE = r"[-=_*.\s]{2,}"
_FEW = 3  # filled cells, at most, of a foot of page
_HEADERS = 3  # at least, in the header of another table
# How the first cell of such a line may begin: looked for in columns of names before the whole line is read.
BEGINNING = (
    r"(?i)^\W*(sous|s/|grand|sub|tota|cumul|moyenne|page|feuillet|folio|[eé]dit|imprim|extrait|g[eé]n[eé]r|export|tir[eé]|print"
    r"|\d+ ?(sur|of) ?\d|[-=_*]{2})"
)


def apart(cells: Sequence[str], names: Sequence[str], identified: int | None) -> str | None:
    """Why a line is no person, None where it may be one. `identified`: where the staff number is, if anywhere.

    >>> apart(["TOTAL", "", "385,67"], ["Matricule", "Emploi", "Heures"], 0)
    'total-line'
    >>> apart(["0012", "Total", "104"], ["Matricule", "Nom", "Heures"], 0) is None
    True
    >>> apart(["Total", "6", "", "", "", "9 840,10"], ["Service", "Matricule", "Emploi", "Nom", "Heures", "Brut"], 1)
    'total-line'
    """
    filled = {place: cell.strip() for place, cell in enumerate(cells) if cell.strip()}
    if not filled:
        return None
    if (again := _again(filled, names)) is not None:
        return again
    first = next(iter(filled))
    begins = slug(filled[first])
    if all(re.fullmatch(_RULE, cell) for cell in filled.values()) or (len(filled) <= _FEW and re.match(_FOOT, begins)):
        return FOOT
    counts_people = len(filled) <= _FEW and len(filled) * 2 <= len(names)  # under the staff numbers, how many there are
    if identified is not None and identified in filled and identified != first and not counts_people:
        return None
    looked = [begins] if identified is None or identified in filled else [slug(cell) for cell in filled.values()]
    return TOTAL if any(re.match(_TOTAL, cell) for cell in looked) else None


def _again(filled: Mapping[int, str], names: Sequence[str]) -> str | None:
    """Whether a line is the header again, or that of another table: with its columns elsewhere."""
    own = [slug(name) for name in names]
    texts = {place: slug(cell) for place, cell in filled.items()}
    named = sum(bool(text) and text in own for text in texts.values())
    in_place = sum(place < len(own) and text == own[place] for place, text in texts.items())
    if in_place * 2 > len(filled):
        return HEADER_AGAIN if named <= in_place else OTHER_HEADER
    return OTHER_HEADER if named >= _HEADERS and named * 2 > len(filled) else None


def set_apart(
    batch: pa.RecordBatch, names: Mapping[str, str], cells: Callable[[int], Sequence[str] | None], header: Sequence[str]
) -> pa.RecordBatch:
    """A batch whose lines that are no person have the fault that says why.

    `names`: the header of each column of the batch; `cells`: all the cells of the row at a place, or None where only
    those of the batch are known; `header`: the names of all its columns.
    """
    places = np.flatnonzero(_suspect(batch, names))
    if not len(places):
        return batch
    used = list(names)
    identified = names.get("employee_id")
    codes: dict[int, str] = {}
    for place in places.tolist():
        whole = cells(place)
        line, heads = (
            (whole, header)
            if whole is not None
            else ([str(batch[n][place].as_py() or "") for n in used], [names[n] for n in used])
        )
        code = apart(line, heads, None if identified is None else list(heads).index(identified))
        if code is not None:
            codes[place] = code
    return rows.with_faults(batch, codes) if codes else batch


def _suspect(batch: pa.RecordBatch, names: Mapping[str, str]) -> Any:
    """The rows that may be no person: without a staff number, or with the words of a total or of a foot somewhere."""
    suspect = are_blank(batch["employee_id"]) if "employee_id" in names else _mostly_blank(batch, names)
    for name, header in names.items():
        texts = texts_of(batch[name])
        alike = matching(texts, BEGINNING)
        alike |= booleans(operation("equal", texts, pa.scalar(header, pa.string())))
        if alike.any():
            suspect |= distinct(batch[name]).spread(alike, blank=False)
    return suspect


def _mostly_blank(batch: pa.RecordBatch, names: Collection[str]) -> Any:
    """The rows that have more blank cells than others."""
    blanks = np.zeros(batch.num_rows, np.int64)
    for name in names:
        blanks += are_blank(batch[name])
    return blanks * 2 > len(names)
