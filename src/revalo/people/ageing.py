"""Rows of people in the months to come: their years in the branch, and the échelon that these lead to.

A date of entry counts by itself. Completed years, or the row of the old grid, describe a person in the month of the
file: they grow by one every twelve months after it. An échelon given holds until the years pass, after the month of
the file, those of the next one; échelon 3, which needs an assessment, only where a number of years is assumed for it.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.grids.units import numbered
from revalo.language import _
from revalo.people.alike import distinct_numbers
from revalo.people.arrays import completed, entries
from revalo.people.caveat_counts import NotedRows
from revalo.people.columns import MISSING, ParsedRows, first_day
from revalo.people.failures import Failures
from revalo.people.grouping import Grouping
from revalo.people.rows import Coded, Noted, Refusal, Rows
from revalo.rules.caveats import Assumption, Caveat, PayWarning
from revalo.rules.coefficient import check_held, new_place
from revalo.rules.placement import BRANCH, LAST_YEAR, MONTHS_A_YEAR, year_of

PRACTICE = f"{BRANCH}.progression.echelon_2_practice"
ECHELON_2, ECHELON_3 = 2, 3
OLDEST = 70  # completed years that a person may have
AGED = ("seniority", "year")  # numbers that grow with the years
PLACE = ("status", "degree", "echelon")


class Ageing:
    """The rows of a chunk as they stand month after month.

    `reference`: the month that the file describes each row in (year × 12 + month - 1): its own, else the one given.
    `echelon_3_after`: the years at échelon 2 after which échelon 3 is assumed; None for never.
    """

    def __init__(self, typed: ParsedRows, law: Law, reference: int, echelon_3_after: int | None = None) -> None:
        own = typed.numbers.get("month", np.full(len(typed.rows), MISSING, dtype=np.int64))
        self.reference = np.where(own == MISSING, reference, own)
        self.in_branch = _in_branch(typed, law)
        self.typed = typed
        self._echelon_3_after = echelon_3_after
        self._given = self._number("echelon")

    def at(self, month: int, binding: Binding) -> ParsedRows:
        """The rows in a month, each with its years; the échelon of home care is the one reached by then."""
        numbers = {**self.typed.numbers, "month": np.full(len(self.typed.rows), month, dtype=np.int64)}
        for name in AGED:
            if name in numbers:
                numbers[name] = self._aged(name, month)
        numbers["echelon"] = self.echelon(month, binding)
        return self.typed._replace(numbers=numbers)

    def moved(self, month: int, binding: Binding) -> ParsedRows:
        """The rows in a month, each with its years, and the échelon of those for whom one was given."""
        aged = self.at(month, binding)
        echelon = np.where(self._given == MISSING, MISSING, aged.numbers["echelon"])
        return aged._replace(numbers={**aged.numbers, "echelon": echelon})

    def as_given(self, month: int) -> ParsedRows:
        """The rows in a month, with nothing but what was given: what is assumed of their échelon is said of them."""
        numbers = {**self.typed.numbers, "month": np.full(len(self.typed.rows), month, dtype=np.int64)}
        return self.typed._replace(numbers=numbers)

    def there(self, month: int) -> Any:
        """The rows (booleans) that have entered the branch by a month."""
        return self._number("since") <= first_day(month).toordinal()

    def years(self, month: int) -> tuple[Any, Any]:
        """Years completed by the first day of a month, and years exceeded: two arrays, 0 where nothing tells them."""
        since = self._number("since")
        by_date = completed(entries(since), first_day(month))
        by_number = np.maximum(np.maximum(self._aged("seniority", month), self._aged("year", month) - 1), 0)
        return tuple(np.where(since == MISSING, by_number, each) for each in by_date)

    def echelon(self, month: int, binding: Binding) -> Any:
        """The échelon of each row of home care in a month; for the others, and before there were any, as given."""
        if not binding.exists(PRACTICE):
            return self._given
        needed = int(binding.scalar(PRACTICE).value) // MONTHS_A_YEAR
        now, then = self.years(month)[0], self._years_then
        second = np.where(self._given == MISSING, now >= needed, (self._given == 1) & (then < needed) & (now >= needed))
        reached = np.where(second, ECHELON_2, np.maximum(self._given, 1))
        if self._echelon_3_after is not None:
            start = np.where((self._given == ECHELON_2) & (then < needed), then, needed) + self._echelon_3_after
            reached = np.where((reached == ECHELON_2) & (then < start) & (now >= start), ECHELON_3, reached)
        return np.where(self.in_branch, reached, self._given)

    def noted(self, last: int, binding: Binding) -> NotedRows:
        """What the months to come rest on, for the rows concerned."""
        noted = {
            caveat.code: [Noted((None, caveat), where.astype(np.int8))]
            for caveat, where in self._caveats(last, binding)
        }
        return NotedRows("after", slice(0, len(self.typed.rows)), noted)

    def _caveats(self, last: int, binding: Binding) -> Iterator[tuple[Caveat, Any]]:
        by_years, undated = self.by_years, self._number("since") == MISSING
        reason = _("given in years: one more every twelve months, from the month of the file on")
        yield Assumption("ageing", _("in years"), reason), by_years
        frozen = undated & ~by_years
        words = _("neither date of entry nor seniority: pay does not move with the years")
        yield PayWarning("no-ageing", words), frozen & self.in_branch
        words = _(
            "outside home care, the index or the gross stays the same every month: advancement"
            " there is not in revalo's legal data"
        )
        yield PayWarning("no-advancement", words), ~(self.in_branch | self.stepping)
        if self._echelon_3_after is not None:
            reason = numbered(
                "échelon 3 needs an assessment: assumed after {number} year at échelon 2, for those who pass it",
                "échelon 3 needs an assessment: assumed after {number} years at échelon 2, for those who pass them",
                self._echelon_3_after,
            )
            moved = (self.echelon(last, binding) == ECHELON_3) & (self._given != ECHELON_3)
            yield Assumption("echelon_3", self._echelon_3_after, reason), moved

    @property
    def stepping(self) -> Any:
        """The rows (booleans) of the civil service whose échelon moves with time: by their grade, from a day on."""
        return self._number("step_since") != MISSING

    @property
    def by_years(self) -> Any:
        """The rows (booleans) whose time in the branch is given in years, not by a date."""
        given = (self._number("seniority") != MISSING) | (self._number("year") != MISSING)
        return (self._number("since") == MISSING) & given

    @property
    def _years_then(self) -> Any:
        """Years completed in the month that the file describes each row in."""
        years = np.zeros(len(self.typed.rows), dtype=np.int64)
        for month in distinct_numbers(self.reference).tolist():
            rows = self.reference == month
            years[rows] = self.years(month)[0][rows]
        return years

    def _aged(self, name: str, month: int) -> Any:
        """A number of years in a month, MISSING where it was not given."""
        given = self._number(name)
        years = np.maximum(month - self.reference, 0) // MONTHS_A_YEAR
        more = np.where(self._number("since") == MISSING, years, 0)
        most = OLDEST if name == "seniority" else LAST_YEAR
        return np.where(given == MISSING, MISSING, np.minimum(given + more, most))

    def _number(self, name: str) -> Any:
        return self.typed.numbers.get(name, np.full(len(self.typed.rows), MISSING, dtype=np.int64))


def _in_branch(typed: ParsedRows, law: Law) -> Any:
    """The rows of home care."""
    in_branch = np.zeros(len(typed.rows), dtype=bool)
    for group in Grouping(typed, law).groups():
        in_branch[group.span] = law.pay(group.sector) == "branch"
    return in_branch


def placed(typed: ParsedRows, binding: Binding, failures: Failures) -> ParsedRows:
    """The rows with the places that their coefficients name instead of the coefficients, which texts change.

    Those whose coefficient names none are added to `failures`.
    """
    numbers = {name: values.copy() for name, values in typed.numbers.items() if name != "before_month"}
    codes = dict(typed.codes)
    named = [
        name for name in ("coefficient", "old_coefficient") if name in numbers and (numbers[name] != MISSING).any()
    ]
    if named:
        size = len(typed.rows)
        status = np.full(size, MISSING, dtype=np.int32)
        names: list[str] = []
        for name in ("year", "degree", "echelon"):
            numbers.setdefault(name, np.full(size, MISSING, dtype=np.int64))
        grouping = Grouping(typed, binding.law)
        for group in grouping.groups():
            if binding.law.pay(group.sector) == "branch":
                rows = grouping.rows(group, binding, failures)
                rows.look_up(check_held, rows.value("coefficient"), column="coefficient")
                for name in ("degree", "echelon"):
                    numbers[name][group.span] = _numbers(rows, new_place(rows, name))
                numbers["year"][group.span] = _numbers(rows, year_of(rows))
                status[group.span] = _indices(rows.coded(new_place(rows, "status")), names)
        codes["status"] = (status, names)
    return typed._replace(
        numbers={k: v for k, v in numbers.items() if k not in ("coefficient", "old_coefficient")}, codes=codes
    )


def _numbers(rows: Rows, given: Any) -> Any:
    """The numbers that a rule gave, MISSING where there is none."""
    return rows.numbers(given, lambda each: MISSING if each is None else int(each))


def _indices(places_of: Coded, names: list[str]) -> Any:
    """The place in a list of names of each value of a rule; names that the list lacks are added to it."""
    places = []
    for place in places_of.values:
        if place is None or isinstance(place, Refusal):
            places.append(MISSING)
            continue
        if place not in names:
            names.append(place)
        places.append(names.index(place))
    return np.array(places, dtype=np.int32)[places_of.codes]
