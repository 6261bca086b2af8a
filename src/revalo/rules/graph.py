"""Formulas as nodes: a function's argument names are its inputs; the order follows from them.

A formula is written with plain operators and the helpers of `money`, so the same function runs on Python integers
(one person) and on numpy int64 arrays (a table of people). What it returns depends on its kind:

- `line` and `amount`: a fraction (numerator, denominator) in cents, rounded once, here; amounts are not on the payslip;
- `coefficient`: a fraction in ten-thousandths, rounded there as the law says, and its highest value: kept from 0 to it;
- `basis`: an exact integer, never rounded, for other formulas; `rate`: the same, a rate shown as a figure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from graphlib import TopologicalSorter
from typing import Any, Literal, NamedTuple, Protocol

from revalo.money import half_up, larger, smaller

Kind = Literal["line", "amount", "coefficient", "basis", "rate"]
Template = Callable[[Mapping[str, Any]], str]


class Result(NamedTuple):
    """A computed node: its value, and the exact fraction behind it (denominator 1 for a basis)."""

    value: Any
    numerator: Any
    denominator: Any


class Formula(NamedTuple):
    """A node of the graph. `needs`: the names of its inputs, in the order of the function's arguments.

    `template` writes the formula from its inputs, in another way where some of `looks_at` are 0; `plain` says a line in
    plain words; `rests_on` names rules of the law that shaped it without a figure.
    """

    id: str
    kind: Kind
    function: Callable[..., Any]
    arguments: tuple[str, ...]
    needs: tuple[str, ...]
    template: Template
    label: str = ""
    rests_on: tuple[str, ...] = ()
    plain: str = ""
    looks_at: tuple[str, ...] = ()

    def renamed(self, name: str, **needs: str) -> "Formula":
        """The same formula for one member of a family, some of its inputs under other names."""
        mine, looks_at = (tuple(needs.get(need, need) for need in names) for names in (self.needs, self.looks_at))
        return self._replace(id=name, needs=mine, looks_at=looks_at)

    def over(self, names: tuple[str, ...]) -> "Formula":
        """The same formula over a list of inputs, for a function of any number of arguments."""
        return self._replace(arguments=names, needs=names, looks_at=names if self.looks_at else ())

    def evaluate(self, values: Mapping[str, Any]) -> Result:
        """Compute the node from the values of its inputs, rounding once where the kind asks for it."""
        outcome = self.function(*[values[need] for need in self.needs])
        if self.kind in ("basis", "rate"):
            return Result(outcome, outcome, 1)
        if self.kind == "coefficient":
            numerator, denominator, highest = outcome
            return Result(larger(smaller(half_up(numerator, denominator), highest), 0), numerator, denominator)
        numerator, denominator = outcome
        return Result(half_up(numerator, denominator), numerator, denominator)


class Ran(Protocol):
    """Formulas that ran."""

    @property
    def formulas(self) -> Mapping[str, Formula]:
        """The formulas by name."""

    @property
    def values(self) -> Mapping[str, Any]:
        """The values of the inputs, and of what each formula gave."""

    @property
    def results(self) -> Mapping[str, Result]:
        """What each formula gave."""


class Formulas:
    """The formulas of one way of being paid: `nodes` by name, `families` of lines that a person may have several of.

    `lines`: the lines that they make, in the order they are declared, which is that of a payslip; those of a family by
    what their names begin with.
    """

    def __init__(self) -> None:
        self.nodes: dict[str, Formula] = {}
        self.families: dict[str, Formula] = {}
        self.lines: list[str] = []

    def formula(
        self,
        kind: Kind,
        template: str | Template,
        *,
        label: str = "",
        plain: str = "",
        rests_on: tuple[str, ...] = (),
        looks_at: tuple[str, ...] | None = None,
        family: bool | str = False,
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Declare a function as a formula, under its own name; of a family of lines, what their names begin with.

        `looks_at`: the inputs that a template which is a function looks at, if not all of them.
        """

        def declare(function: Callable[..., Any]) -> Callable[..., Any]:
            code = function.__code__
            names = code.co_varnames[: code.co_argcount]
            write: Template = (lambda _values: template) if isinstance(template, str) else template
            target = self.families if family else self.nodes
            name, seen = function.__name__, () if isinstance(template, str) else looks_at or names
            target[name] = Formula(name, kind, function, names, names, write, label, rests_on, plain, seen)
            if kind == "line":
                self.lines.append(str(family or name))
            return function

        return declare


def ordered(formulas: Iterable[Formula]) -> list[Formula]:
    """The formulas in an order in which each comes after those it needs."""
    known = {formula.id: formula for formula in formulas}
    return [known[name] for name in _order(tuple((name, formula.needs) for name, formula in known.items()))]


@lru_cache(maxsize=1 << 10)
def _order(needs: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    """Names in an order in which each comes after those it needs; the same few come again and again."""
    names = {name for name, _needed in needs}
    graph = {name: [need for need in needed if need in names] for name, needed in needs}
    return tuple(TopologicalSorter(graph).static_order())


def needed_for(names: Iterable[str], formulas: Sequence[Formula]) -> list[Formula]:
    """Of formulas in order, those that some results need, in order."""
    wanted, kept = set(names), list[Formula]()
    for formula in reversed(formulas):
        if formula.id in wanted:
            wanted.update(formula.needs)
            kept.append(formula)
    return kept[::-1]


def run_again(
    formulas: Iterable[Formula], values: Mapping[str, Any], others: Mapping[str, Any]
) -> Iterator[tuple[str, Result]]:
    """What formulas give with other values of some inputs: those alone that something they need has changed for.

    `values`: those of the inputs and of the results.
    """
    now, moved = {**values, **others}, set(others)
    for formula in formulas:
        if not moved.isdisjoint(formula.needs):
            result = formula.evaluate(now)
            if result.value != now[formula.id]:
                now[formula.id] = result.value
                moved.add(formula.id)
            yield formula.id, result


def run(formulas: Iterable[Formula], inputs: Mapping[str, Any]) -> dict[str, Result]:
    """Compute every formula from the inputs; formulas must be in order."""
    values = dict(inputs)
    results: dict[str, Result] = {}
    for formula in formulas:
        results[formula.id] = formula.evaluate(values)
        values[formula.id] = results[formula.id].value
    return results


def run_after(formulas: Iterable[Formula], inputs: Mapping[str, Any], before: Ran) -> dict[str, Result]:
    """The same as `run`, where most have run before: those alone run that are new, or need what has another value."""
    values, known = dict(inputs), before.values
    moved = {name for name, value in inputs.items() if name not in known or known[name] != value}
    results: dict[str, Result] = {}
    for formula in formulas:
        name = formula.id
        if before.formulas.get(name) is formula and moved.isdisjoint(formula.needs):
            result = before.results[name]
        else:
            result = formula.evaluate(values)
            if name not in known or known[name] != result.value:
                moved.add(name)
        results[name], values[name] = result, result.value
    return results
