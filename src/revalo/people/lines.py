"""The lines of rows under one binding: their inputs by the rules of one person, then the formulas."""

from typing import Any, NamedTuple

import numpy as np

from revalo.errors import NotComputable
from revalo.people.figures import Computed
from revalo.people.rows import Rows
from revalo.rules.formulas import place
from revalo.rules.inputs import Input
from revalo.rules.nothing import run_on_rows
from revalo.rules.payslip import Prepared, prepared


class Lines(NamedTuple):
    """Cents by line id. `judged`: the rows whose Ségur measures can be told; `computed`: all behind the lines.

    `verdicts`: on the measures that are due, as a rule gave them. Both are None where no row can be computed.
    """

    amounts: dict[str, Any]
    judged: Any
    computed: Computed | None = None
    verdicts: Any = None

    @property
    def gross(self) -> Any:
        """The sum of the lines."""
        return sum(self.amounts.values(), start=np.zeros(len(self.judged), dtype=np.int64))


def lines_of(rows: Rows) -> Lines:
    """The lines of rows. Those that cannot be computed fail; their amounts have no meaning."""
    everyone = np.ones(rows.size, dtype=bool)
    try:
        ready = prepared(rows)
    except NotComputable as error:
        rows.refuse(error, everyone, "month")
        return Lines({}, everyone)
    computed = _computed(rows, ready)
    judged = rows.numbers(ready.verdicts, lambda verdicts: int(verdicts is not None))
    return Lines(_amounts(computed), everyone & (judged != 0), computed, ready.verdicts)


def _computed(rows: Rows, ready: Prepared) -> Computed:
    values = {name: numbers_of(rows, each) for name, each in ready.inputs.items()}
    return Computed(ready.inputs, ready.formulas, run_on_rows(ready.formulas, values))


def numbers_of(rows: Rows, given: Any) -> Any:
    """The numbers of an input: an integer for all rows, or an array."""
    return given.value if isinstance(given, Input) else rows.numbers(given, _number)


def _number(given: Input | None) -> int:
    """The number of an input; 0 where it is a word, that no formula takes, or there is none."""
    return given.value if given is not None and isinstance(given.value, int) else 0


def _amounts(computed: Computed) -> dict[str, Any]:
    """Cents by line id, in the order of a payslip; a measure whose amounts come in several units is one line."""
    amounts: dict[str, Any] = {}
    for name in sorted(computed.lines, key=place):
        line = name.partition(":")[0]
        amounts[line] = amounts.get(line, 0) + computed.values[name]
    return amounts
