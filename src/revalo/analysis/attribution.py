"""Why a pay changed: the difference split among the texts, the time that passed and the values set, to the cent."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from revalo.analysis.comparison import Comparison
from revalo.errors import RevaloError, Unbalanced
from revalo.grids.binding import Binding
from revalo.grids.decomposition import SET, TEXT, TIME, Cause, Decomposition, MixedLaw
from revalo.rules.fields import Employee
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.unchanged import is_that_of, same_years

ORDER = (TEXT, TIME, SET)


class Effect(NamedTuple):
    """What one cause changed in the gross, in cents, and line by line (lines left alone are left out)."""

    cause: Cause
    amount: int
    lines: dict[str, int]


Between = Callable[[Binding, Binding], Decomposition]
Months = Mapping[date, Payslip]  # by the first day of each


def effects(
    comparison: Comparison, between: Between = Decomposition, known: Months = MappingProxyType({})
) -> tuple[Effect, ...]:
    """The difference of a comparison, cause by cause; the effects add up to the whole, line by line.

    The way from before to after is walked in the order of the dates: each text on the day it starts, the time that
    passes in between, then the values set. A text that acts several times has one effect, at its first date. Where pay
    cannot be computed with a text alone, what changes once it can be is that text's. Backwards in time, the way is the
    same. `between`: gives the way from a reading of the law to another; people may share it (`kept_decompositions`).
    `known`: payslips of the person, which serve where they are sure to be those of a step.
    """
    one, two = comparison.before, comparison.after
    backwards = two.binding.choices.day < one.binding.choices.day
    first, last = (two, one) if backwards else (one, two)
    merged = _merged(_changes(first, last, between(first.binding, last.binding), known))
    sign = -1 if backwards else 1
    signed = {cause: {name: sign * amount for name, amount in lines.items()} for cause, lines in merged.items()}
    split = tuple(Effect(cause, sum(lines.values()), lines) for cause, lines in signed.items())
    if sum(effect.amount for effect in split) != comparison.difference:
        raise Unbalanced
    return split


def _changes(
    slip: Payslip, last: Payslip, decomposition: Decomposition, known: Months
) -> Iterator[tuple[Cause, Counter[str]]]:
    """What each step changed, line by line."""
    tried, waiting = slip.binding, None
    then: Payslip | None = slip
    for cause, step in decomposition.walk:
        if not (slip.employee.since is not None if cause.kind == TIME else decomposition.touches(cause, tried)):
            continue  # time matters where seniority is counted from a date, a text where a table of its was looked at
        law = MixedLaw(decomposition, step)
        if not _is_alike(slip.employee, decomposition, cause, tried, law):
            then = _known(known, law) or _payslip(slip, law)
            tried = then.read if then else law
        if then is None:
            waiting = waiting or cause
            continue
        yield waiting or cause, _change(slip, then)
        slip, waiting = then, None
    yield waiting or Cause(TIME), _change(slip, last)


def _is_alike(employee: Employee, decomposition: Decomposition, cause: Cause, tried: Binding, law: MixedLaw) -> bool:
    """Whether a payslip under the law after a cause is sure to be the one under the law tried last."""
    if employee.grade is not None:
        return False  # échelons of civil servants move with time in ways of their own
    if cause.kind == TIME:
        return same_years(employee, tried.choices.day, law.choices.day)
    return decomposition.is_alike(cause, tried, law)


def _known(known: Months, law: MixedLaw) -> Payslip | None:
    """The payslip of the month, where it is sure to be the one under a law on the way."""
    month = known.get(law.choices.day.replace(day=1))
    return month if month and is_that_of(month, law) else None


def _payslip(slip: Payslip, law: MixedLaw) -> Payslip | None:
    try:
        return payslip(slip.employee, law, slip)
    except RevaloError:
        return None


def _change(one: Payslip, two: Payslip) -> Counter[str]:
    change = Counter(two.lines)
    change.subtract(one.lines)
    return change


def _merged(changes: Iterable[tuple[Cause, Counter[str]]]) -> dict[Cause, dict[str, int]]:
    """The changes of each cause together: texts, then time, then values set; what changed nothing is left out."""
    merged: dict[tuple[str, str], tuple[Cause, Counter[str]]] = {}
    for cause, change in changes:
        _first, lines = merged.setdefault((cause.kind, cause.name), (cause, Counter()))
        lines.update(change)
    ordered = sorted(merged.values(), key=lambda each: ORDER.index(each[0].kind))
    whole = {cause: {name: amount for name, amount in lines.items() if amount} for cause, lines in ordered}
    return {cause: lines for cause, lines in whole.items() if lines}
