"""The engine of `revalo`, for `benchmarks/arrays.py`: typed columns to lines, nothing read or written."""

from typing import Any

import numpy as np
from arrays import Lines, Payroll

from revalo import load_law
from revalo.analysis.comparison import Request
from revalo.people.columns import MISSING, ParsedRows
from revalo.people.failures import Failures
from revalo.people.grouping import grouped
from revalo.people.table import People

LINES = ("base", "smic_topup", "seniority", "diploma", "sunday")
UNIX_EPOCH = np.datetime64("1970-01-01")
ORDINAL = 719_163  # of that day, in the calendar of Python


def compute(payroll: Payroll, _figures: Any) -> Lines:
    """Cents of each line, before and after, in the order of the payroll."""
    law = load_law()
    outcome = People(law, Request()).outcome(grouped(_typed(payroll), law))
    kept = outcome.kept
    if len(kept) != len(payroll.since):
        raise SystemExit("a row was not computed")
    return {name: (outcome.before.line(name)[kept], outcome.after.line(name)[kept]) for name in LINES}


def _typed(payroll: Payroll) -> ParsedRows:
    """The arrays under the names and in the units of the program."""
    months, names = payroll.codes["month"]
    numbers = [12 * int(name[:4]) + int(name[5:]) - 1 for name in names]
    columns = {"month": np.array(numbers)[months], "since": (payroll.since - UNIX_EPOCH).astype(np.int64) + ORDINAL}
    columns |= {name: np.where(values == 0, MISSING, values) for name, values in payroll.counts.items()}
    columns |= payroll.hundredths
    codes = {name: (places.astype(np.int32), held) for name, (places, held) in payroll.codes.items() if name != "month"}
    rows = np.arange(len(months))
    return ParsedRows("payroll", rows, columns, codes, {}, Failures(len(rows)).rejects("payroll", rows))
