"""A payslip: the lines of one person on one day, with all that stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from revalo.grids.binding import Binding, LawFigure
from revalo.rules import trace
from revalo.rules.allowances import allowance_inputs, allowance_lines
from revalo.rules.branch_inputs import branch_inputs, branch_time
from revalo.rules.caveats import Assumption, Caveat, PayWarning
from revalo.rules.civil_service_inputs import civil_service_inputs, full_time, given_gross_inputs, share_paid
from revalo.rules.fields import Employee
from revalo.rules.formulas import nodes, place
from revalo.rules.graph import Formula, Result, ordered, run, run_after
from revalo.rules.inputs import Input
from revalo.rules.measure_inputs import measure_inputs, measures_of, profession_known, usual_structure
from revalo.rules.measures import Eligibility, Situation, Verdict
from revalo.rules.payee import OnePerson, Payee
from revalo.rules.placement import known_of, placed, year_of
from revalo.rules.working_time import time_inputs

_WORKED_OUT = ("order", "lines", "figures", "shown", "gross")  # of a payslip, whatever the day


@dataclass(frozen=True)
class Payslip:
    """One side of a comparison. Amounts in cents; lines of 0.00 are left out, except `base`.

    `read`: the reading of the law that it was computed under, which knows all that it rests on; `binding` is that of
    its day (see `under`). `is_judged`: whether the Ségur measures due can be told; `caveats`: what was assumed or is to
    be warned of, the choices of the law behind the lines apart; `uses`: see `trace`.
    """

    employee: Employee
    binding: Binding
    read: Binding = field(compare=False, repr=False)
    inputs: Mapping[str, Input]
    formulas: Mapping[str, Formula]
    results: Mapping[str, Result]
    is_judged: bool
    caveats: tuple[Caveat, ...]
    uses: dict[str, list[str]] = field(default_factory=dict, compare=False, repr=False)

    def under(self, binding: Binding) -> "Payslip":
        """The same under another reading of the law, in which all that it rests on stands alike."""
        if binding is self.binding:
            return self
        for name in _WORKED_OUT:
            getattr(self, name)  # worked out once, for every twin
        twin = object.__new__(Payslip)
        kept = {name: value for name, value in vars(self).items() if name != "verdicts"}
        vars(twin).update(kept, binding=binding)
        return twin

    def is_like(self, other: "Payslip") -> bool:
        """Whether both were computed once, for the same person (see `under`)."""
        return self.results is other.results

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """A verdict on each measure, with the reason where one does not apply; none where they cannot be told."""
        return _verdicts(self.employee, self.binding) if self.is_judged else ()

    @cached_property
    def order(self) -> list[str]:
        """Every line there could be, in the order of a payslip."""
        return list(_in_order(tuple(name for name, each in self.formulas.items() if each.kind == "line")))

    @cached_property
    def lines(self) -> dict[str, int]:
        """The lines and their amounts."""
        amounts = {name: self.results[name].value for name in self.order}
        return {name: amount for name, amount in amounts.items() if amount or name == "base"}

    @cached_property
    def values(self) -> dict[str, Any]:
        """The values of the inputs, and of what each formula gave."""
        results = {name: each.value for name, each in self.results.items()}
        return {name: each.value for name, each in self.inputs.items()} | results

    @cached_property
    def figures(self) -> list[LawFigure]:
        """The figures of the law behind the lines."""
        return trace.shown_figures(self)

    @cached_property
    def shown(self) -> list[str]:
        """The inputs behind the lines."""
        return trace.shown_inputs(self)

    @cached_property
    def gross(self) -> int:
        """The sum of the rounded lines."""
        return sum(self.lines.values())

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What had to be taken for the person."""
        return tuple(each for each in self.caveats if isinstance(each, Assumption))

    @property
    def warnings(self) -> tuple[PayWarning, ...]:
        """What the person should know."""
        return tuple(each for each in self.caveats if isinstance(each, PayWarning))


class Prepared(NamedTuple):
    """All that the lines of a payee are computed from. `verdicts`: on the Ségur measures that are due."""

    inputs: dict[str, Any]
    formulas: list[Formula]
    verdicts: Any


@lru_cache(maxsize=256)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Lines in the order of a payslip: those of many payslips, put in order once."""
    return tuple(sorted(names, key=place))


def payslip(employee: Employee, binding: Binding, before: Payslip | None = None) -> Payslip:
    """The payslip of a person under a binding; raises `UsageError` or `NotComputable` with the reason.

    `before`: one of the person under another binding; what rests on the same values is not computed again.
    """
    person = OnePerson(employee, binding)
    inputs, formulas, verdicts = prepared(person)
    values = {name: each.value for name, each in inputs.items()}
    results = run_after(formulas, values, before) if before else run(formulas, values)
    by_name = {each.id: each for each in formulas}
    return Payslip(employee, binding, binding, inputs, by_name, results, verdicts is not None, person.caveats)


def _verdicts(employee: Employee, binding: Binding) -> tuple[Verdict, ...]:
    """A verdict on each measure, with the reason where one does not apply."""
    structure = employee.structure or usual_structure(binding.law, employee.sector)
    known = profession_known(binding, employee.sector, employee.structure, employee.profession, employee.grade)
    person = replace(employee, profession=known.value)
    return tuple(Eligibility(Situation.of(person, structure), binding).verdicts())


def prepared(payee: Payee) -> Prepared:
    """The inputs and the formulas of a payee, in order; raises, or refuses some of its rows, where there are none."""
    inputs, families, known = _own_inputs(payee)
    verdicts = payee.part(measures_of)
    amounts, lines = payee.part(measure_inputs, verdicts, known, payee.part(year_of))
    return Prepared(inputs | amounts, ordered([*nodes(payee.pay), *families, *lines]), verdicts)


def _own_inputs(payee: Payee) -> tuple[dict[str, Any], list[Formula], Any]:
    """The inputs of a way of being paid, the lines of which a person may have several, and the seniority if known."""
    if payee.pay == "branch":
        at = payee.part(placed)
        inputs = branch_inputs(payee, at)
        allowances = payee.part(allowance_inputs, at, inputs["minimum_wage_floor"])
        return inputs | allowances, allowance_lines(allowances), at.seniority
    known = payee.part(known_of)
    return payee.part(civil_service_inputs if payee.pay == "index" else given_gross_inputs), [], known


def time_of(payee: Payee) -> dict[str, Any]:
    """The time worked alone, as the inputs `worked` and `full_time`."""
    if payee.pay == "branch":
        return branch_time(payee)
    return share_paid(payee) if payee.pay == "index" else time_inputs(payee, full_time())
