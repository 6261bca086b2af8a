"""The branch as people: every kind of employee with its exact number, and the same as a payroll of whole numbers."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from revalo.grids.workforce import FULL_TIME, StaffGroup, Workforce

SECOND_FROM = 4  # completed years from which the échelon is the second (article 12 of Titre III)
SECOND, EVALUATED = 2, 3
ENTRY = "04-01"  # the day of the year on which everybody entered: no anniversary falls between the days compared
YEAR = 2021  # of the workforce
_SAID = ("service_id", "job", "category", "since", "echelon", "diploma", "hours")
COLUMNS, COLUMNS_ONE_BY_ONE = (*_SAID, "headcount"), ("employee_id", *_SAID)


class Kind(NamedTuple):
    """People alike: what a payroll says of them, and how many they are. `group`: their name in the workforce.

    `evaluated`: whether they are in échelon 3, None for those who cannot be there yet.
    """

    group: str
    inputs: Mapping[str, str]
    number: Fraction
    evaluated: bool | None

    def people(self, share: Fraction) -> Fraction:
        """How many there are where that share of those who may be in échelon 3 is in it."""
        if self.evaluated is None:
            return self.number
        return self.number * (share if self.evaluated else 1 - share)


def kinds(workforce: Workforce) -> list[Kind]:
    """Every kind of employee; those who may be in échelon 3 are there twice, in it and below."""
    return [kind for name, group in workforce.groups.items() for kind in _of_group(workforce, name, group)]


def _of_group(workforce: Workforce, name: str, group: StaffGroup) -> Iterator[Kind]:
    times = ((FULL_TIME, workforce.full_time), (group.hours, 1 - workforce.full_time))
    diplomas = ((group.diploma, group.with_diploma), (None, 1 - group.with_diploma))
    for (hours, of_time), (level, of_diploma), (years, of_years) in product(times, diplomas, workforce.years.items()):
        number = workforce.heads * group.share * of_time * of_diploma * of_years
        given = {"job": group.job, "category": group.category, "hours": hours}
        given |= {"diploma": str(level)} if level else {}
        for echelon, evaluated in _echelons(workforce, group, years):
            if number:
                yield Kind(name, given | {"seniority": str(years), "echelon": str(echelon)}, number, evaluated)


def _echelons(workforce: Workforce, group: StaffGroup, years: int) -> Iterator[tuple[int, bool | None]]:
    """The échelons that people of a seniority may be in."""
    reached = max(SECOND if years >= SECOND_FROM else 1, group.lowest)
    if years < workforce.evaluated_from:
        yield reached, None
    else:
        yield reached, False
        yield EVALUATED, True


def whole(total: int, parts: Sequence[Fraction]) -> list[int]:
    """A total in whole numbers in proportion to some parts: the largest remainders are rounded up."""
    scale = Fraction(total) / sum(parts)
    exact = [part * scale for part in parts]
    whole_numbers = [int(each) for each in exact]
    order = sorted(range(len(exact)), key=lambda i: (whole_numbers[i] - exact[i], i))
    for i in order[: total - sum(whole_numbers)]:
        whole_numbers[i] += 1
    return whole_numbers


def payroll(workforce: Workforce, share: Fraction) -> Iterator[dict[str, str]]:
    """The branch as rows of a payroll with a `headcount`; `share` of those who may be in échelon 3 is in it.

    The heads of each group and hours are whole numbers first, so that heads and full-time equivalents stay those of the
    workforce; then they are spread over diplomas, years and échelons. People are given by their day of entry.
    """
    every = [kind for kind in kinds(workforce) if kind.people(share)]
    places = sorted({(kind.group, kind.inputs["hours"]) for kind in every})
    parts = {place: [kind for kind in every if (kind.group, kind.inputs["hours"]) == place] for place in places}
    heads = whole(workforce.heads, [_number(part, share) for part in parts.values()])
    for (group, _hours), part, total in zip(places, parts.values(), heads, strict=True):
        for kind, number in zip(part, whole(total, [kind.people(share) for kind in part]), strict=True):
            if number:
                yield _row(group, kind, number)


def _number(part: Sequence[Kind], share: Fraction) -> Fraction:
    return sum((kind.people(share) for kind in part), Fraction())


def _row(group: str, kind: Kind, number: int) -> dict[str, str]:
    given = {name: value for name, value in kind.inputs.items() if name != "seniority"}
    since = f"{YEAR - int(kind.inputs['seniority'])}-{ENTRY}"
    return {"service_id": group, "headcount": str(number), "since": since, **given}


def one_by_one(rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The same payroll with a row for each person, under a made-up staff number."""
    place = 0
    for row in rows:
        plain = {name: value for name, value in row.items() if name != "headcount"}
        for _each in range(int(row["headcount"])):
            place += 1
            yield {"employee_id": f"B{place:07d}", **plain}
