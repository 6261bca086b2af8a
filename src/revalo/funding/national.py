"""What was announced for the whole branch, beside what the workforce gives: from nobody to everybody in échelon 3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from operator import attrgetter, mul
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from revalo import language
from revalo.analysis.comparison import Request
from revalo.analysis.published import CLOSE, readings_of
from revalo.errors import LawError, LawFileError
from revalo.grids.cases import BranchCase, Reading, Stated
from revalo.grids.law import Law
from revalo.grids.workforce import Base, Workforce
from revalo.language import N_, _
from revalo.money import half_up, parse_fixed
from revalo.payroll.reading.cells import typed
from revalo.payroll.reading.source import RawRows
from revalo.people.columns import ParsedRows
from revalo.people.employer import Cost, EmployerCosts
from revalo.people.table import People
from revalo.people.workforce import Kind, kinds
from revalo.rules.employer.employer import WHOLE, Employer
from revalo.rules.units import MONTHS

INSIDE, NEAR, OUTSIDE = N_("inside"), N_("near"), N_("outside")
BILLED = "billed."  # brought to the published wage bill
MILLION = 100_000_000  # cents in a million euros
QUARTER = 4
OF_BILL = "eve"  # the base whose pay is set against the published wage bill


class Range(NamedTuple):
    """A figure with nobody, and with everybody who may be, in échelon 3."""

    nobody: Fraction
    everybody: Fraction

    def times(self, factor: Fraction | int) -> "Range":
        """Both ends times a factor."""
        return Range(self.nobody * factor, self.everybody * factor)


class National(NamedTuple):
    """An announced figure on a base. `stated`, `low` and `high`: hundredths of a million euros, or of a per cent.

    `share`: the part of those who may be in échelon 3 that the announced figure implies, in hundredths of a per cent;
    None where no part does. `readings`: the days and the law compared.
    """

    case: str
    title: str
    what: str
    unit: str
    source: str
    base: str
    base_label: str
    readings: str
    stated: int
    places: int
    low: int
    high: int
    share: int | None
    verdict: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What a base comes to, in cents a month: pay before, and what the after side adds; pay never falls.

    `loaded`: with the employer's contributions less exemptions; `taxed`: with the payroll tax too. `kept`: the people
    whose pay would fall, and is kept.
    """

    before: Range
    gross: Range
    loaded: Range
    taxed: Range
    kept: Range


def replay(law: Law) -> Iterator[National]:
    """Every announced figure, in the order of the law files, on each of its bases."""
    branch = Branch(law)
    for name, case in _cases(law):
        for stated in case.stated:
            yield from (branch.judged(name, case, stated, base) for base in case.bases)


def check(law: Law) -> None:
    """Refuse cases that cannot be replayed, naming file, line and field."""
    problems = [
        f"{case.file}:{case.lines[f'stated.{i + 1}']}: cases.{name}.stated.{i + 1}: "
        + _("unknown figure {name}: one of {names}").format(name=stated.what, names=", ".join(FIGURES))
        for name, case in _cases(law)
        for i, stated in enumerate(case.stated)
        if stated.what.removeprefix(BILLED) not in FIGURES
    ]
    if problems:
        raise LawFileError(("law-file", problem) for problem in problems)


def _cases(law: Law) -> list[tuple[str, BranchCase]]:
    return [(name, case) for name, case in law.cases.items() if isinstance(case, BranchCase)]


class Branch:
    """The branch under a law: its kinds of employees, computed once for each base.

    `weights`: how many people each kind is, with nobody and with everybody in échelon 3, as integers over `scale`.
    """

    def __init__(self, law: Law) -> None:
        if law.workforce is None:
            raise LawError("no-workforce")
        self.law, self.held = law, law.workforce
        self.kinds = kinds(self.held)
        self.rows = _typed(law, self.kinds)
        if self.rows.rejects.rows.size:
            raise LawError("workforce-not-computable")
        self.scale = lcm(*(kind.number.denominator for kind in self.kinds))
        self.weights = [[int(kind.people(Fraction(share)) * self.scale) for kind in self.kinds] for share in (0, 1)]
        self._totals: dict[str, Totals] = {}

    def totals(self, base: str) -> Totals:
        """The totals of a base."""
        if base not in self._totals:
            self._totals[base] = self._summed(self.held.bases[base])
        return self._totals[base]

    def bill_factor(self) -> Fraction:
        """The published wage bill over the pay computed on the eve: what Sundays, nights and allowances add."""
        return Fraction(self.held.wage_bill * 100) / (self.totals(OF_BILL).before.nobody * MONTHS)

    def judged(self, name: str, case: BranchCase, stated: Stated, base: str) -> National:
        """An announced figure beside the range computed on a base."""
        amount, unit = parse_fixed(stated.amount, 2), "%" if stated.what == "rise" else "MEUR"
        bounds = self.figure(stated.what, base)
        low, high = (half_up(each.numerator, each.denominator) for each in bounds)
        base_ = self.held.bases[base]
        return National(
            name,
            language.label(case.title),
            stated.what,
            unit,
            self.law.sources[case.source].title,
            base,
            language.label(base_.label),
            readings_of(base_),
            amount,
            len(stated.amount.partition(".")[2]),
            low,
            high,
            None if stated.what in OF_HOURS else _implied(bounds, amount),
            _verdict(low, high, amount),
            language.label(case.note) if case.note else None,
        )

    def figure(self, what: str, base: str) -> Range:
        """A figure by its name, in hundredths of a million euros a year, or of a per cent."""
        name = what.removeprefix(BILLED)
        bounds = FIGURES[name](self.totals(base), self.held)
        return bounds.times(self.bill_factor()) if what.startswith(BILLED) else bounds

    def _summed(self, base: Base) -> Totals:
        sides = [self._side(base.before), self._side(base.after)]
        gross = [side.gross for side in sides]
        kept = gross[1] >= gross[0]  # pay that would fall is kept, at the same cost
        gained = [np.where(kept, of(sides[1]) - of(sides[0]), 0) for of in map(attrgetter, COSTS)]
        return Totals(*map(self._sum, (gross[0], *gained, ~kept)))

    def _side(self, reading: Reading) -> Cost:
        """What every kind of employee costs under a reading of the law, each with its own share of exempt hours."""
        request = Request(after=reading.on, without=reading.without, with_=reading.with_)
        side = "before" if reading.without else "after"
        outcome = People(self.law, request).outcome(self.rows)
        shares = np.array([int(self.held.groups[kind.group].home * WHOLE) for kind in self.kinds], dtype=np.int64)
        chosen: Cost | None = None
        for share in np.unique(shares).tolist():
            costs = EmployerCosts(self.law, Employer(exempt_share=share), request).cost(self.rows, outcome, side)
            chosen = costs if chosen is None else Cost(*map(np.where, [shares == share] * 4, costs, chosen))
        if chosen is None or outcome.failures.mask.any():
            raise LawError("workforce-not-computable")
        return chosen

    def _sum(self, values: Iterable[int]) -> Range:
        """The sum over everybody, with nobody and with everybody in échelon 3."""
        listed = [int(value) for value in values]
        return Range(*(Fraction(sum(map(mul, weights, listed)), self.scale) for weights in self.weights))


def _typed(law: Law, every: list[Kind]) -> ParsedRows:
    """The kinds of employees as typed rows; each old row is one more than the completed years."""
    names = ("job", "category", "hours", "seniority", "echelon", "diploma")
    columns = {name: pa.array([kind.inputs.get(name) for kind in every], pa.string()) for name in names}
    return typed(RawRows("workforce.yaml", np.arange(1, len(every) + 1), columns), law, ".")


def _a_year(bounds: Range) -> Range:
    return bounds.times(Fraction(MONTHS * 100, MILLION))


def _rise(totals: Totals, _held: Workforce) -> Range:
    return Range(*(gain / before * 10_000 for gain, before in zip(totals.gross, totals.before, strict=True)))


def _bill(totals: Totals, _held: Workforce) -> Range:
    return _a_year(totals.before)


def _apa_pch(totals: Totals, workforce: Workforce) -> Range:
    bounds = _a_year(totals.taxed)
    return Range(bounds.nobody * workforce.apa_pch[0], bounds.everybody * workforce.apa_pch[1])


def _quarter(totals: Totals, workforce: Workforce) -> Range:
    """What the départements bear in three months: the hours that they pay, less what users pay of them."""
    return _apa_pch(totals, workforce).times((1 - workforce.users) / QUARTER)


FIGURES = {
    "rise": _rise,
    "wage_bill": _bill,
    "gross": lambda totals, _held: _a_year(totals.gross),
    "loaded": lambda totals, _held: _a_year(totals.loaded),
    "loaded_taxed": lambda totals, _held: _a_year(totals.taxed),
    "apa_pch": _apa_pch,
    "quarter": _quarter,
}
COSTS = ("gross", "loaded", "total")  # of a person, as `Totals` sums them
OF_HOURS = ("apa_pch", "quarter")  # between two shares of hours as well: no échelon alone gives the figure


def _implied(bounds: Range, stated: int) -> int | None:
    """The share of those who may be in échelon 3 that gives the figure, in hundredths of a per cent; None outside."""
    if bounds.nobody == bounds.everybody or not bounds.nobody <= stated <= bounds.everybody:
        return None
    share = (stated - bounds.nobody) / (bounds.everybody - bounds.nobody) * 10_000
    return int(half_up(share.numerator, share.denominator))


def _verdict(low: int, high: int, stated: int) -> str:
    """Inside the range, within 3 % of it, or outside."""
    if low <= stated <= high:
        return INSIDE
    nearest = low if stated < low else high
    return NEAR if abs(stated - nearest) <= CLOSE * abs(stated) else OUTSIDE
