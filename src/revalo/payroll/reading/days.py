"""Columns of days: ISO dates all at once, those in other forms one by one."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from revalo.payroll.reading.dates import Forms, read_day, settle
from revalo.payroll.reading.numerals import Read
from revalo.people.arrays import UNIX_EPOCH
from revalo.people.columns import FIRST_YEAR, LAST_YEAR, MISSING

_ISO = r"^\d{4}-\d\d-\d\d$"


def read_days(texts: pa.StringArray, forms: Forms) -> Read:
    """Each text as the ordinal of a day (`date.toordinal`), or as a reject code; see `dates.read_day`."""
    plain = _iso(texts)
    values = np.full(len(texts), MISSING, np.int64)
    try:
        values[plain] = _ordinals(texts.filter(pa.array(plain)))
    except pa.ArrowInvalid:  # one of them is no day of any calendar
        plain[:] = False
    read = Read(values, {})
    for place in np.flatnonzero(~plain).tolist():
        values[place] = read.put(place, read_day(texts[place].as_py(), forms))
    return read


def settled_by(texts: pa.StringArray) -> frozenset[str]:
    """The forms that the dates of a column settle, as in `dates.settle`; ISO dates settle none."""
    return settle(texts.filter(pa.array(~_iso(texts))).to_pylist())


def _iso(texts: pa.StringArray) -> Any:
    """Where the text is an ISO date of the years that are taken: a numpy array of booleans."""
    years = pc.utf8_slice_codeunits(texts, 0, 4)
    near = pc.and_(pc.greater_equal(years, str(FIRST_YEAR)), pc.less_equal(years, str(LAST_YEAR)))
    return pc.and_(pc.match_substring_regex(texts, _ISO), near).to_numpy(zero_copy_only=False)


def _ordinals(texts: pa.StringArray) -> Any:
    return texts.cast(pa.date32()).cast(pa.int32()).to_numpy().astype(np.int64) + UNIX_EPOCH
