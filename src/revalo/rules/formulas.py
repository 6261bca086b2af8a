"""The formulas of each way of being paid, and the order of the lines of a payslip."""

from functools import cache

from revalo.rules.branch import BRANCH
from revalo.rules.civil_service import CIVIL_SERVICE
from revalo.rules.given_gross import GIVEN_GROSS
from revalo.rules.graph import Formula, Formulas
from revalo.rules.minimum_wage import MINIMUM_WAGE
from revalo.rules.segur import SEGUR

SYSTEMS: dict[str, tuple[Formulas, ...]] = {
    "branch": (MINIMUM_WAGE, BRANCH),
    "index": (MINIMUM_WAGE, CIVIL_SERVICE),
    "gross": (GIVEN_GROSS,),
}
_PARTS = (BRANCH, CIVIL_SERVICE, GIVEN_GROSS, SEGUR)
# The base of each way of being paid, then the lines in the order that they are declared.
ORDER = tuple(
    dict.fromkeys([*(part.lines[0] for part in _PARTS[:-1]), *(line for part in _PARTS for line in part.lines)])
)


def nodes(pay: str) -> list[Formula]:
    """The formulas of a way of being paid, families left out."""
    return [formula for part in SYSTEMS[pay] for formula in part.nodes.values()]


def family(name: str) -> Formula:
    """A family of lines by its name."""
    return (BRANCH.families | SEGUR.families)[name]


@cache
def place(line: str) -> int:
    """Where a line stands on a payslip."""
    return next(i for i, name in enumerate(ORDER) if _stands_for(name, line))


def is_line(line: str) -> bool:
    """Whether a payslip can have this line."""
    return any(_stands_for(name, line) for name in ORDER)


def _stands_for(name: str, line: str) -> bool:
    return line == name or (name.endswith(".") and line.startswith(name))
