"""Columns of days: ISO dates all at once, those in other forms one by one."""

from typing import Any

import numpy as np
import pyarrow as pa

from revalo.payroll.reading.dates import Forms, read_day, settle
from revalo.payroll.reading.numerals import Read
from revalo.people.arrays import UNIX_EPOCH
from revalo.people.column_operations import beginnings, booleans, cast, chosen, matches, operation
from revalo.people.columns import FIRST_YEAR, LAST_YEAR, MISSING

_FIRST, _LAST = (pa.scalar(str(year), pa.string()) for year in (FIRST_YEAR, LAST_YEAR))
_ISO = r"^\d{4}-\d\d-\d\d$"


def read_days(texts: pa.StringArray, forms: Forms) -> Read:
    """Each text as the ordinal of a day (`date.toordinal`), or as a reject code; see `dates.read_day`."""
    plain = _iso(texts)
    values = np.full(len(texts), MISSING, np.int64)
    try:
        values[plain] = _ordinals(chosen(texts, plain))
    except pa.ArrowInvalid:  # one of them is no day of any calendar
        plain[:] = False
    read = Read(values, {})
    for place in np.flatnonzero(~plain).tolist():
        values[place] = read.put(place, read_day(texts[place].as_py(), forms))
    return read


def settled_by(texts: pa.StringArray) -> frozenset[str]:
    """The forms that the dates of a column settle, as in `dates.settle`; ISO dates settle none."""
    return settle(chosen(texts, ~_iso(texts)).to_pylist())


def _iso(texts: pa.StringArray) -> Any:
    """Where the text is an ISO date of the years that are taken: a numpy array of booleans."""
    years = beginnings(texts, 4)
    near = operation("and", operation("greater_equal", years, _FIRST), operation("less_equal", years, _LAST))
    return booleans(operation("and", matches(texts, _ISO), near))


def _ordinals(texts: pa.StringArray) -> Any:
    return cast(cast(texts, pa.date32()), pa.int32()).to_numpy().astype(np.int64) + UNIX_EPOCH
