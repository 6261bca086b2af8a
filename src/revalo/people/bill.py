"""The pay bill month by month: people, gross and employer cost, and what moved them from each month to the next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from revalo.errors import Unbalanced
from revalo.money import half_up, percent
from revalo.people.sums import Headcount, whole_or_part

HIRE, LEAVE, SENIORITY, ECHELON = "hire", "leave", "seniority", "echelon"
MINIMUM_WAGE, TEXT, CONTRIBUTIONS, SCENARIO = "minimum-wage", "text", "contributions", "scenario"
NORIA, HEADCOUNT, MONTHS = "noria", "headcount", "months"
OTHER = "other"  # causes put together, so that nobody can be told
# In the order in which they are shown: what time brings, what is decided, who comes and goes, how many months.
KINDS = (SENIORITY, ECHELON, MINIMUM_WAGE, TEXT, SCENARIO, CONTRIBUTIONS, NORIA, HEADCOUNT, MONTHS, HIRE, LEAVE, OTHER)
GVT = (SENIORITY, ECHELON)  # glissement vieillesse-technicité; with the noria, its balance
MONTHS_A_YEAR = 12


class Sums(NamedTuple):
    """People, gross and employer cost in cents, hours paid in hundredths.

    People count once a month each; those with several rows in each of their groups, by share of working time.
    """

    people: Headcount = 0
    gross: int = 0
    cost: int = 0
    hours: int = 0

    def plus(self, other: "Sums", times: int = 1) -> "Sums":
        """The sums of both, the other taken so many times."""
        people, gross, cost, hours = other
        return Sums(
            whole_or_part(self.people + times * people),
            int(self.gross + times * gross),
            int(self.cost + times * cost),
            int(self.hours + times * hours),
        )


NOTHING = Sums()


class Mover(NamedTuple):
    """What moves the bill: its kind, and the text where there is one."""

    kind: str
    text: str = ""


Moves = Mapping[Mover, Sums]


@dataclass(slots=True)
class Bill:
    """The bill of some people. By group: `months`, what each costs; `moves`, what changed since the month before.

    Months are year × 12 + month - 1. `months` of a group without anybody are absent.
    """

    months: dict[str, dict[int, Sums]] = field(default_factory=dict)
    moves: dict[str, dict[int, dict[Mover, Sums]]] = field(default_factory=dict)

    def add(self, group: str, month: int, sums: Sums) -> None:
        """Add what some people cost in a month."""
        months = self.months.setdefault(group, {})
        months[month] = months.get(month, NOTHING).plus(sums)

    def move(self, group: str, month: int, mover: Mover, sums: Sums) -> None:
        """Add what moved since the month before."""
        moves = self.moves.setdefault(group, {}).setdefault(month, {})
        moves[mover] = moves.get(mover, NOTHING).plus(sums)

    def merge(self, other: "Bill") -> None:
        """Add the bill of other people."""
        for group, months in other.months.items():
            for month, sums in months.items():
                self.add(group, month, sums)
        for group, moved in other.moves.items():
            for month, moves in moved.items():
                for mover, sums in moves.items():
                    self.move(group, month, mover, sums)

    @property
    def leaving(self) -> "Bill":
        """The same people leaving instead of coming: all of it taken away."""
        months = {
            group: {month: NOTHING.plus(sums, -1) for month, sums in own.items()} for group, own in self.months.items()
        }
        bill = Bill(months)
        for group, moved in self.moves.items():
            for month, moves in moved.items():
                for mover, sums in moves.items():
                    kind = LEAVE if mover.kind == HIRE else mover.kind
                    bill.move(group, month, mover._replace(kind=kind), NOTHING.plus(sums, -1))
        return bill

    def below_zero(self) -> Iterator[tuple[str, int]]:
        """The groups and months with fewer people than nobody."""
        return ((group, month) for group, own in self.months.items() for month, sums in own.items() if sums.people < 0)

    @property
    def groups(self) -> list[str]:
        """The groups that have anybody in some month, by name."""
        return sorted({*self.months, *self.moves})


class Year(NamedTuple):
    """A year of a bill. `reference`: the year before, or for the first one its first month times its months.

    `causes`: what the sums are above the reference, cause by cause; they add up. `months`: how many it has.
    `is_explained`: whether what it is compared with, and why it differs, may be said; `last`: of several years as one.
    """

    year: int
    months: int
    sums: Sums
    reference: Sums
    causes: Moves
    is_first: bool
    is_explained: bool = True
    last: int = 0

    @property
    def name(self) -> str:
        """The year, or the first and the last of several."""
        return f"{self.year}-{self.last}" if self.last > self.year else str(self.year)

    @property
    def unexplained(self) -> "Year":
        """The sums of the year alone."""
        return self._replace(reference=NOTHING, causes={}, is_explained=False)

    @property
    def change(self) -> Sums:
        """What the year is above its reference."""
        return self.sums.plus(self.reference, -1)

    def cause(self, *kinds: str) -> Sums:
        """What the causes of some kinds come to."""
        total = NOTHING
        for mover, sums in self.causes.items():
            total = total.plus(sums) if mover.kind in kinds else total
        return total

    @property
    def comparable(self) -> Sums:
        """The reference, for as many months as the year has."""
        return self.reference.plus(self.cause(MONTHS))

    def rate(self, *kinds: str) -> int | None:
        """What the causes of some kinds add to the gross, in hundredths of a per cent of what it is compared with.

        None where one of them may be among causes put together.
        """
        if Mover(OTHER) in self.causes and not set(kinds) <= {mover.kind for mover in self.causes}:
            return None
        return percent(self.cause(*kinds).gross, self.comparable.gross)

    @property
    def rise(self) -> int | None:
        """What the year costs more than its reference over as many months, in hundredths of a per cent."""
        return percent(self.change.cost - self.cause(MONTHS).cost, self.comparable.cost)


def years(bill: Bill, group: str, months: Sequence[int]) -> tuple[Year, ...]:
    """The years of the bill of a group, in order; raises `Unbalanced` where causes do not add up to the change."""
    sums, cumulated = bill.months.get(group, {}), dict(_cumulated(bill.moves.get(group, {}), months))
    first = sums.get(months[0], NOTHING)
    done: list[Year] = []
    reference = NOTHING
    past: list[int] = []
    before: Moves = {}
    for year in dict.fromkeys(month // MONTHS_A_YEAR for month in months):
        own = [month for month in months if month // MONTHS_A_YEAR == year]
        reference = reference if past else NOTHING.plus(first, len(own))
        causes = summed(cumulated[month] for month in own)
        moved = summed([causes, _less(before), _of_months(first, len(own) - len(past) if past else 0)])
        paid = total(sums.get(month, NOTHING) for month in own)
        done.append(_balanced(Year(year, len(own), paid, reference, moved, not past)))
        reference, past, before = done[-1].sums, own, causes
    return tuple(done)


def together(groups: Iterable[Sequence[Year]]) -> tuple[Year, ...]:
    """The years of several groups as one."""
    return tuple(
        Year(
            each[0].year,
            each[0].months,
            total(one.sums for one in each),
            total(one.reference for one in each),
            summed(one.causes for one in each),
            each[0].is_first,
        )
        for each in zip(*groups, strict=True)
    )


def as_one(years: Sequence[Year]) -> Year:
    """All years as one, without what makes them differ."""
    months, sums = sum(each.months for each in years), total(each.sums for each in years)
    return years[0].unexplained._replace(months=months, sums=sums, last=years[-1].year)


def total(sums: Iterable[Sums]) -> Sums:
    """The sum of sums."""
    whole = NOTHING
    for sum_ in sums:
        whole = whole.plus(sum_)
    return whole


def summed(every: Iterable[Moves]) -> dict[Mover, Sums]:
    """The sums of each cause, in the order in which they are shown; those of nothing are left out."""
    by_mover: dict[Mover, Sums] = {}
    for moves in every:
        for mover, sums in moves.items():
            by_mover[mover] = by_mover.get(mover, NOTHING).plus(sums)
    return {mover: by_mover[mover] for mover in sorted(by_mover, key=_order) if any(by_mover[mover])}


def _less(moves: Moves) -> Moves:
    return {mover: NOTHING.plus(sums, -1) for mover, sums in moves.items()}


def _of_months(first: Sums, more: int) -> Moves:
    """What more or fewer months than the year before come to, at the cost of the first month."""
    return {Mover(MONTHS): NOTHING.plus(first, more)}


def _balanced(year: Year) -> Year:
    if total(year.causes.values()) != year.change:
        raise Unbalanced
    return year


def _order(mover: Mover) -> tuple[int, str]:
    return KINDS.index(mover.kind), mover.text


def _cumulated(moves: Mapping[int, Moves], months: Sequence[int]) -> Iterator[tuple[int, Moves]]:
    """For each month, what moved since the first one, cause by cause; hires and leavers as noria and headcount."""
    sums: dict[Mover, Sums] = {}
    for month in months:
        for mover, moved in moves.get(month, {}).items():
            sums[mover] = sums.get(mover, NOTHING).plus(moved)
        ours = {mover: moved for mover, moved in sums.items() if mover.kind not in (HIRE, LEAVE)}
        hired, left = sums.get(Mover(HIRE), NOTHING), sums.get(Mover(LEAVE), NOTHING)
        noria = _noria(hired, left)
        yield month, {**ours, Mover(NORIA): noria, Mover(HEADCOUNT): hired.plus(left).plus(noria, -1)}


def _noria(hired: Sums, left: Sums) -> Sums:
    """What the people hired in the place of those who left cost above them, on average: as many as there are of both.

    `left`: what left, below 0. Rounded once, to the cent.
    """
    replaced = min(hired.people, -left.people)
    if replaced <= 0:
        return NOTHING
    dividend = Fraction(hired.people * -left.people)
    means = (
        replaced * (one * -left.people + other * hired.people) / dividend
        for one, other in ((hired.gross, left.gross), (hired.cost, left.cost))
    )
    gross, cost = (int(half_up(each.numerator, each.denominator)) for each in means)
    return Sums(0, gross, cost)
