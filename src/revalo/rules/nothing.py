"""Which formulas are sure to give 0, told from the inputs that are 0 for all rows: no array need be computed then."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from revalo.rules.graph import Formula, Result

NOTHING = Result(0, 0, 1)


class _Some:
    """A number of which nothing is known: whatever is made of it is no better known, unless it is multiplied by 0."""

    def __mul__(self, other: object) -> "_Some | int":
        return 0 if isinstance(other, int) and other == 0 else self

    def __add__(self, _other: object) -> "_Some":
        return self

    __rmul__ = __mul__
    __radd__ = __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = __add__
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __add__


_SOME = _Some()


def evaluated(formula: Formula, values: Mapping[str, Any]) -> Result:
    """What a formula gives from the values of its inputs; 0 itself, not an array of it, where it is sure to be 0."""
    return NOTHING if is_nothing(formula, values) else formula.evaluate(values)


def run_on_rows(formulas: Iterable[Formula], inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs, and what each formula gives from them; formulas must be in order."""
    values = dict(inputs)
    for formula in formulas:
        values[formula.id] = evaluated(formula, values).value
    return values


def is_nothing(formula: Formula, values: Mapping[str, Any]) -> bool:
    """Whether a formula is sure to give 0 from the values of its inputs: integers, or arrays."""
    zeros = tuple([isinstance(value := values[need], int) and value == 0 for need in formula.needs])
    return True in zeros and _is_nothing(formula.function, zeros)


@lru_cache(maxsize=1 << 10)
def _is_nothing(function: Callable[..., Any], zeros: tuple[bool, ...]) -> bool:
    """The same, where some of the inputs are 0; the same few functions come again and again."""
    outcome = function(*[0 if is_zero else _SOME for is_zero in zeros])
    numerator = outcome[0] if isinstance(outcome, tuple) else outcome
    return isinstance(numerator, int) and numerator == 0
