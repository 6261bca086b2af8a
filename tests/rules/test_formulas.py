"""Every formula printed gives its amount; its texts and confidence are those of its figures.

Guards: grids/units.py, reports/phrases.py, rules/branch.py, rules/branch_inputs.py, rules/formulas.py,
rules/inputs.py, rules/units.py.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import revalo
from arithmetic import cents, value
from people import FIRST, LAST, people, person
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.money import half_up, parse_fixed
from revalo.rules.formulas import is_line, place
from running import slip
from seeds import seeds, tried

pytestmark = [
    pytest.mark.no_cover,  # the lines of other tests, thousands of times
    pytest.mark.thorough,
]
PEOPLE = tried(500)  # of each seed
CONFIDENCES = ("primary", "secondary", "derived", "assumed")
RANDOM = st.randoms(use_true_random=False)
DAYS = st.dates(FIRST, LAST)


class Printed(NamedTuple):
    """One line of the JSON, with the person and the day behind it."""

    person: dict[str, Any]
    day: date
    line: dict[str, Any]


@pytest.fixture(scope="module", params=seeds(62, 63, 64, 65))
def printed(law: Law, request: pytest.FixtureRequest) -> list[Printed]:
    """Every line of some people, each on two days of their own."""
    return list(lines_of_people(law, request.param))


def lines_of_people(law: Law, seed: int) -> Iterator[Printed]:
    rng = random.Random(seed - 1)
    for given_, day in people(seed=seed, number=PEOPLE):
        other = FIRST + timedelta(days=rng.randint(0, (LAST - FIRST).days))
        found = revalo.compute(law=law, before=day, after=other, **given_)
        for side, when in (("before", day), ("after", other)):
            assert found[side]["date"] == when.isoformat()
            for line in found[side]["lines"]:
                yield Printed(given_, when, line)


def test_all_lines_are_met(printed: list[Printed]) -> None:
    met = {each.line["id"].partition(".")[0] for each in printed}
    assert met == {
        *("base", "smic_topup", "seniority", "diploma", "tutor", "apprentice_master", "sunday", "night", "on_call"),
        *("overtime", "extra_hours", "allowance"),
    }


def test_each_formula_gives_its_amount(printed: list[Printed]) -> None:
    for each in printed:
        line = each.line
        assert cents(value(line["formula"])) == parse_fixed(line["amount"], 2), each


def test_the_top_up_is_made_of_rounded_amounts(printed: list[Printed]) -> None:
    for each in printed:
        if each.line["id"] == "smic_topup":
            assert value(each.line["formula"]) == Fraction(each.line["amount"]), each


def figures(binding: Binding, each: Printed) -> list[str]:
    """The paths of the figures behind a line, by the contract and the texts."""
    new = binding.word("avenant43.classification") == "new-grid"
    status = f"avenant43.new_grid.{each.person['status']}.{each.person['degree']}"
    full = [status if new else f"avenant43.old_grid.{each.person['category']}", "avenant43.point_value"]
    part_time = Fraction(each.person.get("hours", "151.67")) < Fraction("151.67")
    share = ["avenant43.full_time"] if part_time else []
    floor = ["minimum_wage.monthly"]
    counted = [
        f"avenant43.old_allowances.{name}"
        for name in each.person.get("allowances", {})
        if not new and f"avenant43.old_allowances.{name}" in binding.law.paths
    ]
    supplements = "avenant43.supplements."
    basis = new and binding.word(supplements + "seniority_basis") == "topped-base"
    hourly = [*full, *floor, *counted, "avenant43.full_time", "avenant43.hourly_rate"]
    name = each.line["id"]
    if name.startswith("allowance."):
        side = "new" if new else "old"
        return [f"avenant43.{side}_allowances.{name.removeprefix('allowance.')}", "avenant43.point_value", *share]
    flat = [f"{supplements}{name}", "avenant43.point_value"]
    return {
        "base": [*full, *share],
        "smic_topup": [*full, *share, *floor, *counted, f"avenant43.minimum_wage_floor.{'new' if new else 'old'}-grid"],
        "seniority": [f"{supplements}seniority", f"{supplements}seniority_basis", *full, *share, *(floor * basis)],
        "diploma": [*flat, *share],
        "sunday": [f"{supplements}sunday", *hourly],
        **{each: [f"{supplements}{each}", *hourly] for each in ("night", "overtime", "extra_hours")},
    }.get(name, flat)


def test_texts_and_confidence_are_those_of_the_figures(law: Law, printed: list[Printed]) -> None:
    for each in printed:
        binding = Binding(law, Choices(each.day))
        paths = figures(binding, each)
        zero = [
            path
            for path in paths
            if ".old_allowances." in path and each.line["id"] != f"allowance.{path.split('.')[-1]}"
        ]
        versions = {path: version for path in paths if (version := binding.standing(path))}
        assert len(versions) == len(set(paths))
        texts = {version.text for version in versions.values()}
        found = set(each.line["texts"])
        assert found <= texts, each
        assert texts - found <= {versions[path].text for path in zero}, each
        weakest = max((version.confidence for version in versions.values()), key=CONFIDENCES.index)
        assert each.line["confidence"] == weakest, each


def test_texts_exist_and_are_named_once(law: Law, printed: list[Printed]) -> None:
    for each in printed:
        texts = each.line["texts"]
        assert texts, each
        assert len(texts) == len(set(texts)), each
        for name in texts:
            assert law.text(name).status in ("in-force", "repealed")


@given(RANDOM, DAYS)
@settings(max_examples=tried(300))
def test_never_below_the_minimum_wage(law: Law, rng: random.Random, day: date) -> None:
    given_ = person(rng)
    found = slip(law, given_, day)
    worked, full = (found.inputs[name].value for name in ("worked", "full_time"))
    due = half_up(found.inputs["minimum_wage"].value * worked, full)
    allowances = sum(amount for name, amount in found.lines.items() if name.startswith("allowance."))
    new = found.binding.word("avenant43.classification") == "new-grid"
    paid = found.lines["base"] + found.lines.get("smic_topup", 0) + (0 if new else allowances)
    assert paid >= due
    assert found.gross >= due
    if "smic_topup" in found.lines:
        assert paid == due


@given(RANDOM, DAYS)
@settings(max_examples=tried(200))
def test_a_higher_echelon_never_pays_less(law: Law, rng: random.Random, day: date) -> None:
    given_ = person(rng)
    ladder = [slip(law, {**given_, "echelon": echelon}, day) for echelon in (1, 2, 3)]
    for low, high in pairwise(ladder):
        assert low.gross <= high.gross
        assert low.lines["base"] <= high.lines["base"]


@given(RANDOM, st.dates(FIRST, date(2021, 9, 30)))
@settings(max_examples=tried(100))
def test_a_later_row_of_the_old_grid_never_pays_less(law: Law, rng: random.Random, day: date) -> None:
    given_ = person(rng)
    ladder = [slip(law, {**given_, "year": year}, day).gross for year in range(1, 31)]
    assert ladder == sorted(ladder)


@given(RANDOM, DAYS, st.integers(0, 69))
@settings(max_examples=tried(150))
def test_more_years_or_more_hours_never_pay_less(law: Law, rng: random.Random, day: date, years: int) -> None:
    given_ = {name: each for name, each in person(rng).items() if name not in ("since", "seniority", "hours", "fte")}
    assert (
        slip(law, {**given_, "seniority": years}, day).gross <= slip(law, {**given_, "seniority": years + 1}, day).gross
    )
    hours = rng.randint(1, 15_166)
    less, more = ({**given_, "hours": f"{each / 100:.2f}", "seniority": years} for each in (hours, hours + 1))
    # each line is rounded by itself: the top-up may take back the cent that the base has gained
    assert slip(law, less, day).gross <= slip(law, more, day).gross + 1


@given(RANDOM, DAYS, DAYS)
@settings(max_examples=tried(150))
def test_before_and_gain_make_after(law: Law, rng: random.Random, before: date, after: date) -> None:
    found = revalo.compute(law=law, before=before, after=after, **person(rng))
    amounts = {side: Fraction(found[side]["gross"]) for side in ("before", "after")}
    assert amounts["before"] + Fraction(found["difference"]["gross"]) == amounts["after"]
    percent = 100 * Fraction(found["difference"]["gross"]) / amounts["before"]
    assert parse_fixed(found["difference"]["percent"], 2) == cents(percent)


def test_lines_stand_in_the_order_of_a_payslip() -> None:
    lines = ["base", "smic_topup", "allowance.dirty_work", "seniority", "diploma", "overtime", "segur.measure"]
    places = [place(line) for line in lines]
    assert places == sorted(set(places))
    assert all(map(is_line, lines))
    assert not any(map(is_line, ("", "gross", "base.", "segur", "overtime.")))
