"""What is wrong in a small file that people write by hand: all of it at once, and nothing is read in part."""

from collections.abc import Sequence
from typing import NamedTuple

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.register import BY_MESSAGE, reason, words

_SHOWN = 50  # errors told at once


class Fault(NamedTuple):
    """Something wrong in a file: its row, the column, and the code of the reason; never what the cell holds.

    `why`: the law's own words, where it lacks a value.
    """

    file: str
    row: int
    column: str
    code: str
    why: str = ""

    def __str__(self) -> str:
        why = self.why or (words(self.code) if self.code in BY_MESSAGE else reason(self.code))
        where = _("{file}: row {row}, {column}: {why}") if self.column else _("{file}: row {row}: {why}")
        return where.format(file=self.file, row=self.row, column=self.column, why=why)


def refuse(faults: Sequence[Fault], name: str) -> None:
    """Raise `UnreadableInput` (the message of a name) with every fault, or the first ones of many, a line each."""
    if faults:
        lines = [str(each) for each in faults[:_SHOWN]]
        if len(faults) > _SHOWN:
            lines.append(_("{number} more").format(number=len(faults) - _SHOWN))
        raise UnreadableInput(name, problem="\n".join(lines))
