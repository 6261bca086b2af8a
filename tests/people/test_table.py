"""A table of people gives what the same people give one by one: the same formulas, on arrays.

Guards: people/arrays.py, people/grouping.py, people/lines.py, people/rows.py, people/table.py, rules/payee.py.
"""

import gc
import random
import weakref
from datetime import date
from typing import Any

import numpy as np
import pytest

from people import people
from revalo.analysis.comparison import Request, compute
from revalo.errors import NotComputable, UsageError
from revalo.grids.law import Law
from revalo.people.table import Outcome, People, Side
from revalo.rules.person import read_employee
from seeds import seeds, tried
from typed_people import typed

SECTORS = ("ccn51", "ccn66", "ccn65", "croix-rouge", "ugecam", "fhp", "synerpa", "fph", "fpt", "fpe")


def one_by_one(law: Law, row: dict[str, Any], request: Request) -> tuple[dict[str, int], dict[str, int]] | None:
    given = {name: value for name, value in row.items() if name != "month"}
    day = date(row["month"] // 12, row["month"] % 12 + 1, 1) if "month" in row else None
    try:
        found = compute(law, read_employee(law, given), request._replace(after=day or request.after))
    except (NotComputable, UsageError):
        return None
    return found.before.lines, found.after.lines


def agree(law: Law, rows: list[dict[str, Any]], request: Request) -> int:
    """Compare every line of every row; the number of rows that both paths refuse."""
    outcome = People(law, request).outcome(typed(rows))
    reasons, refused = outcome.failures.reasons, 0
    for i, row in enumerate(rows):
        expected = one_by_one(law, row, request)
        if expected is None:
            assert i in reasons, row
            refused += 1
            continue
        assert i not in reasons, (row, reasons[i])
        assert (lines(outcome, "before", i), lines(outcome, "after", i)) == tuple(map(nonzero, expected)), row
    return refused


def lines(outcome: Outcome, side: str, i: int) -> dict[str, int]:
    computed: Side = getattr(outcome, side)
    mine = np.arange(len(computed.gross)) == i
    return nonzero({name: int(computed.line(name)[i]) for name in computed.lines_of(mine)})


def nonzero(found: dict[str, int]) -> dict[str, int]:
    return {name: amount for name, amount in found.items() if amount}


def branch_rows(seed: int, number: int) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    rows = []
    for given, day in people(seed, number):
        row = {name: value for name, value in given.items() if name not in ("allowances", "on_call", "on_call_special")}
        for name in rng.sample(sorted(row), rng.randint(0, 4)):
            del row[name]
        if rng.random() < 0.2:
            row["job"] = rng.choice(["avs", "aide-soignant", "agent-a-domicile", "tisf", "cuisinier", "psychologue"])
        if rng.random() < 0.1:
            row["domain"] = rng.choice(["intervention", "support"])
        rows.append(row | {"month": day.year * 12 + day.month - 1})
    return rows


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"member": False},
        {"without": ("article-47",)},
        {"without": ("avenant-54", "avenant-53")},
        {"with_": ("avenant-66",)},
        {"known_on": date(2022, 11, 1)},
        {"settings": {"avenant43.point_value": "6.00", "avenant43.supplements.seniority.5": "3"}},
    ],
)
def test_home_care(law: Law, extra: dict[str, Any]) -> None:
    rows = branch_rows(7, tried(350))
    assert agree(law, rows, Request(**extra)) < len(rows) * 0.9


def other_rows(law: Law, seed: int, number: int) -> list[dict[str, Any]]:
    rng = random.Random(seed)
    structures, professions = map(list, (law.structures, law.professions))
    rows: list[dict[str, Any]] = []
    for _ in range(number):
        sector = rng.choice(SECTORS)
        row: dict[str, Any] = {"sector": sector, "month": rng.randint(2020 * 12 + 8, 2026 * 12 + 9)}
        row |= _maybe(rng, "structure", lambda: rng.choice(structures)) | _maybe(
            rng, "profession", lambda: rng.choice(professions)
        )
        row |= _maybe(rng, "seniority", lambda: rng.randint(0, 40)) | _maybe(rng, "diploma", lambda: rng.randint(3, 8))
        row |= _maybe(rng, "hours", lambda: f"{rng.randint(1, 16_000) / 100:.2f}")
        if law.pay(sector) == "index":
            row |= _maybe(rng, "index", lambda: rng.randint(300, 900)) | _maybe(
                rng, "part_time", lambda: rng.choice([50, 60, 70, 80, 90])
            )
        else:
            row |= _maybe(rng, "gross", lambda: f"{rng.randint(100_000, 400_000) / 100:.2f}")
        rows.append(row)
    return rows


def _maybe(rng: random.Random, name: str, value: Any) -> dict[str, Any]:
    return {name: value()} if rng.random() < 0.85 else {}


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("member", [True, False])
@pytest.mark.parametrize("seed", seeds(11, 12))
def test_every_other_sector(law: Law, member: bool, seed: int) -> None:
    agree(law, other_rows(law, seed, tried(1_500)), Request(member=member))


@pytest.mark.thorough
def test_mixed_sectors_and_order(law: Law) -> None:
    rows = branch_rows(13, tried(300)) + other_rows(law, 17, tried(300))
    random.Random(19).shuffle(rows)
    agree(law, rows, Request())


def test_rows_that_were_refused_are_not_kept(law: Law) -> None:
    """What a law answers is kept from one chunk to the next: the rows that it was asked for must not stay with it."""
    people = People(law, Request())
    row = {"sector": "bad", "category": "C", "since": "2030-01-01", "hours": "151.67", "month": 2022 * 12}
    rows = typed([row] * 50)
    kept = weakref.ref(rows.numbers["since"])
    gc.collect()
    gc.disable()  # what is left in circles stays in a run too
    try:
        outcome = people.outcome(rows)
        assert len(outcome.failures.reasons) == len(rows.rows)
        del rows, outcome
        assert kept() is None
    finally:
        gc.enable()
