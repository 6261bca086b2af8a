"""Whom rules are applied to: one person here; in `people.rows`, the rows of a file that one reading of the law covers.

A rule is a small function of the law on a day (its binding) and of a few arguments. It returns a value, or a `Ruled`:
the value with what had to be assumed or warned of; it raises `UsageError` or `NotComputable` where there is no value.
For one person a rule is called. For rows it is called once for each distinct combination of its own arguments, and
what it gives is spread over the rows. So the code that calls rules is written once for both. Its values are `Given`:
the value of one person, or those of the rows. Numbers that formulas take as they are need no rule: an integer, or an
array.
"""

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeAlias

from revalo.errors import RevaloError
from revalo.grids.binding import Binding
from revalo.money import Number
from revalo.rules.caveats import Caveat, Ruled, each_once
from revalo.rules.fields import Employee
from revalo.rules.seniority import Seniority, years_since

Rule: TypeAlias = Callable[..., Any]
Given: TypeAlias = Any  # what a rule takes or gives: that of one person, or those of rows


class Payee(Protocol):
    """One person, or rows of people, under one reading of the law. `column`: what is at fault where a rule refuses."""

    @property
    def binding(self) -> Binding:
        """The law on the day."""

    @property
    def pay(self) -> str:
        """The way of being paid (see `Law.pay`), the same for all the rows."""

    def value(self, name: str) -> Given:
        """An input by its name, to give to rules; None where it was not given."""

    def number(self, name: str) -> Number:
        """A number by its name, for arithmetic; 0 where it was not given."""

    def time_since(self) -> Given:
        """The years (`Seniority`) from the date of entry to the day, below 0 before it; None where it was not given."""

    def look_up(self, rule: Rule, *arguments: Given, column: str = "month") -> Given:
        """What a rule gives."""

    def apply(self, rule: Rule, *arguments: Given, column: str = "month") -> Given:
        """The value that a rule gives in a `Ruled`; its caveats are noted."""

    def part(self, work: Callable[..., Any], *arguments: Given) -> Given:
        """What some of the work on the payee gives, `work` taking it and the arguments, and nothing else that moves."""

    def pick(self, condition: Number, one: Given, other: Given) -> Given:
        """One of two things by a condition, as a rule would give it."""

    def distinct(self, given: Given) -> Iterable[Given]:
        """The different things that a rule gave."""

    def numbers(self, given: Given, number: Callable[[Any], int]) -> Number:
        """A number of what a rule gave, for arithmetic."""

    def some(self, condition: Number) -> bool:
        """Whether a condition holds, for the person or for some row."""

    def remark(self, work: Callable[..., None], *arguments: Given) -> None:
        """Do some work on the payee that does nothing but note caveats."""

    def note(self, caveat: Caveat, where: Number = True) -> None:  # noqa: FBT002 - a condition, or that of each row
        """Note a caveat for those for whom a condition holds."""

    def refuse(self, error: RevaloError, where: Number, column: str) -> None:
        """Refuse those for whom a condition holds."""


class OnePerson:
    """One person under one reading of the law; gathers the caveats of the rules applied."""

    def __init__(self, employee: Employee, binding: Binding) -> None:
        self.employee, self.binding = employee, binding
        self._caveats: list[Caveat] = []

    @property
    def pay(self) -> str:
        """The way of being paid."""
        return self.binding.law.pay(self.employee.sector)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What was noted so far, each once."""
        return each_once(self._caveats)

    def value(self, name: str) -> Given:
        """An input by its name; None where it was not given."""
        return getattr(self.employee, name)

    def number(self, name: str) -> int:
        """A number by its name; 0 where it was not given."""
        return getattr(self.employee, name) or 0

    def time_since(self) -> Seniority | None:
        """The years from the date of entry to the day."""
        return years_since(self.employee.since, self.binding.choices.day)

    def look_up(self, rule: Rule, *arguments: Given, column: str = "month") -> Given:  # noqa: ARG002 - the rule says it all
        """What a rule gives: asked once under a binding, which people may share."""
        asked, cache = (rule, *arguments), self.binding.cache
        given = cache.get(asked, cache)  # the cache itself stands for nothing
        if given is cache:
            given = cache[asked] = rule(self.binding, *arguments)
        return given

    def apply(self, rule: Rule, *arguments: Given, column: str = "month") -> Given:
        """The value that a rule gives."""
        ruled: Ruled = self.look_up(rule, *arguments, column=column)
        self._caveats += ruled.caveats
        return ruled.value

    def part(self, work: Callable[..., Any], *arguments: Given) -> Given:
        """What some of the work gives."""
        return work(self, *arguments)

    def pick(self, condition: Number, one: Given, other: Given) -> Given:
        """One of two things."""
        return one if condition else other

    def distinct(self, given: Given) -> Iterable[Given]:
        """What a rule gave."""
        return (given,)

    def numbers(self, given: Given, number: Callable[[Any], int]) -> int:
        """A number of what a rule gave."""
        return number(given)

    def some(self, condition: Number) -> bool:
        """Whether a condition holds."""
        return bool(condition)

    def remark(self, work: Callable[..., None], *arguments: Given) -> None:
        """Do some work that does nothing but note caveats."""
        work(self, *arguments)

    def note(self, caveat: Caveat, where: Number = True) -> None:  # noqa: FBT002
        """Note a caveat where a condition holds."""
        if where:
            self._caveats.append(caveat)

    def refuse(self, error: RevaloError, where: Number, column: str) -> None:  # noqa: ARG002
        """Raise an error where a condition holds."""
        if where:
            raise error
