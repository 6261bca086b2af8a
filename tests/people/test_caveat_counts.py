"""What `batch` says of rows is what `compute` says of each: assumptions and warnings, by code, counted.

Guards: people/caveat_counts.py, people/figures.py, people/rows.py.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from revalo.analysis.comparison import Request, compute
from revalo.errors import NotComputable, UsageError
from revalo.grids.law import Law
from revalo.people.table import People
from revalo.rules.person import read_employee
from typed_people import typed

SECTORS = ("bad", "bad", "bad", "fph", "fpt", "fpe", "ccn51", "ccn66", "croix-rouge", "synerpa", "fhp")
CHOICES: dict[str, tuple[Any, ...]] = {
    "job": ("avs", "aide-soignant", "agent-a-domicile", "tisf", "cuisinier", "psychologue", "infirmier"),
    "category": tuple("ABCDEFGHI"),
    "status": ("employe", "technicien", "cadre"),
    "degree": (1, 2),
    "domain": ("intervention", "support"),
    "echelon": (1, 2, 3),
    "year": tuple(range(1, 31)),
    "sunday_hours": ("6.00", "12.50"),
    "night_hours": ("0.00", "8.00"),
    "tutor": (0, 1, 2),
    "apprentices": (0, 1),
    "overtime_25": ("4.00", "0.00"),
    "extra_10": ("2.50",),
    "coefficient": (286, 291, 308, 344, 359, 485, 358),
    "old_coefficient": (271, 304, 325, 475, 7),
}
SHARED: dict[str, tuple[Any, ...]] = {
    "seniority": tuple(range(46)),
    "since": ("1994-05-02", "2004-02-29", "2016-10-01", "2023-07-15"),
    "diploma": (3, 4, 5),
    "hours": ("151.67", "104.50", "75.83", "160.00"),
    "fte": ("0.8", "1.05", "0.5"),
    "weekly_hours": ("28.00", "35.00", "36.50"),
    "structure": ("ehpad", "ssiad", "eps", "saad", "esms-handicap", "esms-autonome", "spasad", "autre"),
    "profession": (
        "infirmier",
        "aide-soignant",
        "avs",
        "aide-a-domicile",
        "medecin",
        "administratif",
        "aes",
        "apprenti",
        "pharmacien",
    ),
}


RARE = 0.8  # how often what seldom goes with other inputs is left out


def sparse(seed: int, number: int, law: Law) -> Iterator[dict[str, Any]]:
    """Rows of every sector with few inputs, each of which some other row lacks."""
    rng = random.Random(seed)
    for _ in range(number):
        sector = rng.choice(SECTORS)
        given = {**SHARED, **(CHOICES if sector == "bad" else {})}
        row = {name: rng.choice(values) for name, values in given.items() if rng.random() < 0.45}
        if law.pay(sector) == "index":
            row |= {"index": rng.choice((320, 366, 390, 520))} if rng.random() < 0.85 else {}
            row |= {"part_time": rng.choice((50, 80, 90))} if rng.random() < 0.3 else {}
        if law.pay(sector) == "gross":
            row |= {"gross": rng.choice(("1450.00", "1750.00", "2400.55"))} if rng.random() < 0.85 else {}
        for name in ("seniority", "fte", "weekly_hours", "coefficient", "old_coefficient"):
            if rng.random() < RARE:
                row.pop(name, None)
        month = rng.choice((2020 * 12 + 6, 2021 * 12 + 9, 2022 * 12 + 3, 2023 * 12, 2026 * 12 + 9))
        yield row | {"sector": sector, "month": month}


def said(law: Law, row: dict[str, Any], request: Request) -> set[str] | None:
    """The codes of what `compute` says of a row; None where it refuses it."""
    given = {name: value for name, value in row.items() if name != "month"}
    day = date(row["month"] // 12, row["month"] % 12 + 1, 1)
    try:
        found = compute(law, read_employee(law, given), request._replace(after=day))
    except (NotComputable, UsageError):
        return None
    return {each.code for each in found.assumptions} | {each.code for each in found.warnings}


@pytest.mark.parametrize(
    "request_of",
    [Request(), Request(member=False), Request(measures_only=True), Request(without=("article-47",))],
    ids=["default", "not-a-member", "measures-only", "without-article-47"],
)
def test_rows_are_told_of_as_persons_are(law: Law, request_of: Request) -> None:
    rows = list(sparse(7, 150, law))
    expected = [said(law, row, request_of) for row in rows]
    outcome = People(law, request_of).outcome(typed(rows))
    computed = [each is not None for each in expected]
    assert [not failures for failures in outcome.failures.mask.tolist()] == computed
    counts = outcome.caveats("people.csv")
    every = [*counts.assumptions, *counts.warnings]
    found = {each.code: each.rows for each in every}
    assert found == dict(Counter(code for codes in expected if codes for code in codes))
    assert len(found) > 8
    for each in every:
        first = next(i for i, codes in enumerate(expected) if codes and each.code in codes)
        assert each.row == outcome.rows[first], each
