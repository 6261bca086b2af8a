"""What the pay of a chunk of people costs their employers, on each side."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from revalo.analysis.comparison import Request, before_and_after
from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.language import _
from revalo.people.alike import alike, in_a_row
from revalo.people.caveat_counts import CaveatCounts, CountedCaveat
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.people.grouping import HOME_CARE, every_row
from revalo.people.rows import NOT_COMPUTABLE, Noted, Rows
from revalo.people.table import Outcome, People, Side
from revalo.rules.caveats import Assumption, Caveat, PayWarning
from revalo.rules.employer.contributions import MOST_GROSS, WHOLE, single_coefficient
from revalo.rules.employer.employer import Employer
from revalo.rules.employer.exempt import exempt_share
from revalo.rules.employer.inputs import EmployerFigures
from revalo.rules.employer.limits import ALSACE_MOSELLE, OVERSEAS
from revalo.rules.figure_caveats import assumed_in, stale_warnings
from revalo.rules.inputs import OWN_MINIMUM_WAGE
from revalo.rules.nothing import run_on_rows
from revalo.rules.payslip import time_of

LINES = ("gross", "contributions", "exemption", "payroll_tax")
# The départements that have contributions or a payroll tax of their own.
DEPARTMENTS = (*ALSACE_MOSELLE, *OVERSEAS, *OWN_MINIMUM_WAGE)


class Cost(NamedTuple):
    """Cents per month, one int64 figure for each row of the chunk (without meaning where the row has failed).

    total = gross + contributions - exemption + payroll_tax.
    """

    gross: Any
    contributions: Any
    exemption: Any
    payroll_tax: Any

    @property
    def loaded(self) -> Any:
        """What the pay costs without the payroll tax."""
        return self.gross + self.contributions - self.exemption

    @property
    def total(self) -> Any:
        """What the pay costs in all."""
        return self.loaded + self.payroll_tax


class Costed(NamedTuple):
    """Rows of one sector, day and département: their lines, what is to be said of all of them, and of each."""

    lines: dict[str, Any]
    caveats: tuple[Caveat, ...]
    exempt: Sequence[Noted] = ()


class EmployerCosts:
    """Costs of chunks under one law and one employer. `assumptions` and `warnings` gather over the chunks, each once.

    `request`: the readings of the law that the outcomes were computed under (what was set, left out, let in).
    `people`: whose readings of the law are taken, so that the figures of costs are among those that it used.
    A row whose cost cannot be computed is added to `outcome.failures`.
    """

    def __init__(
        self, law: Law, employer: Employer, request: Request | None = None, people: People | None = None
    ) -> None:
        self.law, self.employer, self.request, self.people = law, employer, request or Request(), people
        self.assumptions: list[Assumption] = []
        self.warnings: list[PayWarning] = []
        self._noted: list[tuple[Any, Costed]] = []

    def cost(self, typed: ParsedRows, outcome: Outcome, side: str) -> Cost:
        """The cost of every row of a chunk on the side "before" or "after"."""
        of_side: Side = getattr(outcome, side)
        cost = _nothing(of_side.gross)
        _refuse_high(of_side.gross, outcome.failures)
        for group in _groups(typed, of_side.days, np.flatnonzero(~outcome.failures.mask)):
            reading = self._reading(side, group.sector, group.day)
            if costed := self._put(cost, typed, group, reading, outcome.failures):
                self._noted.append((group.positions, costed))
        return cost

    def under(self, typed: ParsedRows, binding: Binding, gross: Any, failures: Failures) -> Cost:
        """The cost of every row of a chunk under one reading of the law; rows without one are added to `failures`."""
        cost = _nothing(gross)
        _refuse_high(gross, failures)
        days = np.full(len(gross), binding.choices.day.toordinal(), dtype=np.int64)
        for group in _groups(typed, days, np.flatnonzero(~failures.mask)):
            self._put(cost, typed, group, binding, failures)
        return cost

    def _put(
        self, cost: Cost, typed: ParsedRows, group: "_Alike", binding: Binding, failures: Failures
    ) -> Costed | None:
        """Write the lines of some rows into a cost; None where they have none."""
        places = in_a_row(group.positions)
        rows = every_row(typed.at(places), binding, group.sector)  # failures go with the pay
        try:
            costed = cost_of(rows, self.employer, cost.gross[places], group.department)
        except NotComputable as error:
            failures.add(group.positions, "month", NOT_COMPUTABLE, error.reason)
            return None
        self._keep(each for noted in costed.exempt for each in noted.caveats if each is not None)
        self._keep(costed.caveats)
        for name, values in costed.lines.items():
            getattr(cost, name)[places] = values
        return costed

    def caveats(self, typed: ParsedRows, kept: Any) -> CaveatCounts:
        """What was assumed or is to be warned of for the rows (booleans) of the one chunk that was costed."""
        masks: dict[str, tuple[Any, Caveat]] = {}
        for positions, costed in self._noted:
            for caveat in costed.caveats:
                masks.setdefault(caveat.code, (np.zeros(len(kept), dtype=bool), caveat))[0][positions] = True
            for noted in costed.exempt:
                mask = np.broadcast_to(noted.mask, len(positions))
                example = next((each for each in noted.caveats if each is not None), None)
                if example is not None:
                    masks.setdefault(example.code, (np.zeros(len(kept), dtype=bool), example))[0][positions[mask]] = (
                        True
                    )
        return CaveatCounts(
            CountedCaveat(caveat, int((mask & kept).sum()), Path(typed.file).name, int(typed.rows[mask & kept].min()))
            for mask, caveat in masks.values()
            if (mask & kept).any()
        )

    def _reading(self, side: str, sector: str, day: date) -> Binding:
        if self.people is not None:
            return self.people.reading(side, sector, day)
        before, after = before_and_after(self.law, sector, self.request)
        return Binding(self.law, (before if side == "before" else after)._replace(day=day))

    def merge(self, other: "EmployerCosts") -> None:
        """Add what was noted over other chunks of the same run, later in the files."""
        self._keep(other.assumptions)
        self._keep(other.warnings)
        self.assumptions.sort(key=lambda each: each.field != "exempt_share")  # first, whichever chunk it comes from

    def _keep(self, caveats: Iterable[Caveat]) -> None:
        """Keep what is not held yet."""
        for caveat in dict.fromkeys(caveats):
            if isinstance(caveat, Assumption):
                self.assumptions += [] if caveat in self.assumptions else [caveat]
            else:
                self.warnings += [] if caveat in self.warnings else [caveat]


def cost_of(rows: Rows, employer: Employer, gross: Any, department: str | None) -> Costed:
    """The lines of rows of one sector and département, by the formulas of one person; raises without a rate."""
    figures = _figures(rows.binding, rows.value("sector"), employer, department)
    exempt, noted = _exempt(rows, employer)
    inputs = figures.values | figures.exempt(exempt, some=bool(exempt.any()), others=bool((exempt < WHOLE).any()))
    values = {name: each.value for name, each in inputs.items()}
    values |= {"gross": gross, **{name: each.value for name, each in time_of(rows).items()}}
    if figures.is_single:
        values["single"] = _single(values)
    results = run_on_rows(figures.formulas, values)
    of_law = [each.figure for each in inputs.values() if each.figure]
    said: tuple[Caveat, ...] = (
        *figures.assumptions,
        *assumed_in(of_law),
        *figures.warnings,
        *stale_warnings(rows.binding.choices.day, of_law),
    )
    return Costed({name: results[name] for name in LINES[1:]}, said, noted)


def _figures(binding: Binding, *situation: Any) -> EmployerFigures:
    """The figures of a sector, an employer and a département under a binding, worked out once."""
    work = partial(EmployerFigures, binding, *situation)
    known: EmployerFigures = binding.once((EmployerFigures, *situation), work)
    return known.for_others()


def _exempt(rows: Rows, employer: Employer) -> tuple[Any, Sequence[Noted]]:
    """The share of exempt hours of each row: given, or the usual one of its structure, filière and job."""
    if employer.exempt_share is not None:
        return np.full(rows.size, employer.exempt_share, dtype=np.int64), ()
    share = rows.apply(exempt_share, *map(rows.value, ("sector", "structure", "domain", "job")))
    return np.broadcast_to(rows.numbers(share, int), rows.size), rows.noted.get("exempt_share", ())


class _Alike(NamedTuple):
    """Rows of one sector, day and département (None where it changes nothing)."""

    sector: str
    positions: Any
    day: date
    department: str | None


def _nothing(gross: Any) -> Cost:
    """What pay costs before anything is added to it."""
    return Cost(gross, *(np.zeros(len(gross), dtype=np.int64) for _line in LINES[1:]))


def _refuse_high(gross: Any, failures: Failures) -> None:
    """Take out the rows whose gross is beyond what the formulas are proved for."""
    high = np.flatnonzero(gross > MOST_GROSS)
    failures.add(high, "gross", NOT_COMPUTABLE, _("a gross above 100,000 euros per month"))


def _groups(typed: ParsedRows, days: Any, kept: Any) -> Iterator[_Alike]:
    """Some rows (`kept`, in ascending order) by sector, day (`days`: ordinals) and département."""
    indices, names = typed.codes.get("sector", (np.full(len(days), -1), []))
    codes, days, places = indices[kept], days[kept], department_places(typed)[kept]
    first, kinds = alike([codes, days, places])
    order = np.argsort(kinds.astype(np.min_scalar_type(len(first))), kind="stable")
    groups = np.split(kept[order], np.cumsum(np.bincount(kinds, minlength=len(first)))[:-1])
    for i, (code, day, place) in enumerate(zip(codes[first], days[first].tolist(), places[first], strict=True)):
        sector, department = names[code] if code >= 0 else HOME_CARE, DEPARTMENTS[place] if place >= 0 else None
        yield _Alike(sector, groups[i], date.fromordinal(day), department)


def department_places(typed: ParsedRows) -> Any:
    """The place of each row's département in `DEPARTMENTS`; -1 for those that have the law of the others."""
    if "department" not in typed.words:
        return np.full(len(typed.rows), -1, dtype=np.int64)
    indices, names = typed.words["department"]
    places = [DEPARTMENTS.index(name) if name in DEPARTMENTS else -1 for name in names.to_pylist()]
    return np.array([*places, -1], dtype=np.int64)[indices]


def _single(values: dict[str, Any]) -> Any:
    """The coefficients of the single reduction, computed exactly, once for each distinct pay and time."""
    amounts = values["gross"] * values["full_time"], values["minimum_wage"] * values["worked"]
    pay, wage = np.broadcast_arrays(*amounts)  # without any working time, one wage for all
    first, kinds = alike([pay, wage])
    floor, slope = values["single_floor"], values["single_slope"]
    pairs = zip(pay[first].tolist(), wage[first].tolist(), strict=True)
    return np.array([single_coefficient(floor, slope, *pair) for pair in pairs], dtype=np.int64)[kinds]
