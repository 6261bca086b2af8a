"""Who works in the branch: groups of jobs, seniority, hours and the bases of announced totals, as exact numbers.

Shares are fractions of 1, hours are text as payroll files write them. No pay line depends on any of this.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from revalo.grids.cases import Reading, reading
from revalo.grids.sections import Raw, Words

PER_CENT = 100
FULL_TIME = "151.67"  # hours a month


class StaffGroup(NamedTuple):
    """People of one job. `share`: of all heads; `hours`: a month, of those who work part time.

    `diploma`: the level that a share of them (`with_diploma`) has; `home`: the share of hours at frail people's homes;
    `lowest`: the échelon they start at.
    """

    label: Words
    category: str
    job: str
    share: Fraction
    hours: str
    diploma: int | None
    with_diploma: Fraction
    home: Fraction
    lowest: int


class Base(NamedTuple):
    """The two readings of the law that totals are compared on."""

    label: Words
    before: Reading
    after: Reading


class Workforce(NamedTuple):
    """The branch. `years`: the share of people by completed years; `wage_bill`: euros a year.

    `evaluated_from`: the completed years from which an échelon 3 is taken to be possible; `apa_pch`: the share of hours
    paid under APA, PCH and aide sociale, at least and at most; `users`: the part of them that users pay.
    """

    heads: int
    fte: int
    wage_bill: int
    full_time: Fraction
    evaluated_from: int
    apa_pch: tuple[Fraction, Fraction]
    users: Fraction
    years: Mapping[int, Fraction]
    groups: Mapping[str, StaffGroup]
    bases: Mapping[str, Base]


def workforce(raw: Raw) -> Workforce:
    """The workforce as compiled from `workforce.yaml`."""
    return Workforce(
        _whole(raw["heads"]),
        _whole(raw["fte"]),
        _whole(raw["wage_bill"]),
        _share(raw["full_time"]["value"]),
        _whole(raw["evaluated_from"]),
        (_share(raw["apa_pch"]["low"]), _share(raw["apa_pch"]["high"])),
        _share(raw["users"]["value"]),
        dict(_years(raw["seniority"]["bands"])),
        {name: _group(each) for name, each in raw["groups"].items()},
        {
            name: Base(each["label"], reading(each["before"]), reading(each["after"]))
            for name, each in raw["bases"].items()
        },
    )


def _whole(figure: Raw) -> int:
    return int(figure["value"])


def _share(text: str) -> Fraction:
    return Fraction(text) / PER_CENT


def _years(bands: list[Raw]) -> list[tuple[int, Fraction]]:
    """Each completed year with its share: equal years within a band."""
    return [
        (year, _share(band["share"]) / (band["last"] - band["first"] + 1))
        for band in bands
        for year in range(band["first"], band["last"] + 1)
    ]


def _group(raw: Raw) -> StaffGroup:
    diploma = raw.get("diploma")
    return StaffGroup(
        raw["label"],
        raw["category"],
        raw["job"],
        _share(raw["share"]["value"]),
        raw["part_time_hours"]["value"],
        diploma["level"] if diploma else None,
        _share(diploma["share"]["value"]) if diploma else Fraction(),
        _share(raw["home_hours"]["value"]),
        _whole(raw["lowest_echelon"]) if "lowest_echelon" in raw else 1,
    )
