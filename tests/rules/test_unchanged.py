"""A payslip that is not computed again is the one that would be: over months, sectors, and around every day of the law.

Guards: analysis/career.py, rules/moved_figures.py, rules/unchanged.py.
"""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import people
import segur_people
from revalo.analysis import attribution, career
from revalo.analysis.attribution import effects
from revalo.analysis.comparison import Request, compute
from revalo.calendar import months
from revalo.errors import RevaloError
from revalo.grids.binding import Binding, Choices, kept_bindings
from revalo.grids.decomposition import kept_decompositions
from revalo.grids.law import Law
from revalo.reports.pages.sheet import months_of
from revalo.rules import unchanged
from revalo.rules.fields import Employee
from revalo.rules.graph import run, run_again
from revalo.rules.moved_figures import with_moved_figures
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.person import read_employee
from seeds import tried

LAST = date(2026, 11, 1)
LOW_PAID = {"sector": "ccn51", "structure": "ehpad", "profession": "aide-soignant", "gross": "1600"}
SAID = (
    {"job": "avs", "category": "C", "since": "2015-10-01", "hours": "104.5"},
    {"job": "avs", "category": "C", "since": "2016-02-29", "echelon": 2, "diploma": 3},
    {"category": "A", "year": 1, "sunday_hours": "8"},
    {"category": "C", "since": "2016-02-29", "allowances": {"infirmier": None}},
    LOW_PAID,
    {"sector": "fph", "structure": "ehpad", "profession": "ide", "index": 342, "department": "974"},
    {"sector": "fpt", "structure": "saad", "profession": "avs", "index": 360},
    {"sector": "fpt", "structure": "ehpad", "profession": "aide-soignant", "grade": "agent-social-c1", "step": 3},
    {"sector": "ccn66", "structure": "spasad", "profession": "aide-soignant", "gross": "2100.55"},
)


def drawn(seed: int, law: Law) -> Employee:
    """A person of any sector, half of them since a day: often the first of a month, or the one after."""
    rng = random.Random(seed)
    said: dict[str, Any] = people.person(rng) if rng.random() < 0.5 else segur_people.person(rng, law)
    if rng.random() < 0.5:
        said.pop("seniority", None)
        day = date(rng.randint(1990, 2022), rng.randint(1, 12), rng.choice((1, 1, 2, 15, 28)))
        said["since"] = day.isoformat()
    return read_employee(law, said)


def afresh(employee: Employee, binding: Binding) -> Payslip | None:
    try:
        return payslip(employee, Binding(binding.law, binding.choices))
    except RevaloError:
        return None


def same(one: Payslip, two: Payslip) -> bool:
    """Whether two payslips of the same choices say the same in all respects."""
    assert one.binding.choices == two.binding.choices
    return all(
        getattr(one, name) == getattr(two, name)
        for name in ("employee", "inputs", "results", "caveats", "order", "lines", "figures", "shown", "verdicts")
    )


@settings(max_examples=tried(60))
@given(st.integers(0, 10**9), st.booleans(), st.sampled_from([None, date(2022, 3, 1)]))
@example(seed=5172, member=False, known_on=None)  # nothing can be computed of this person
def test_each_month_of_a_career_is_the_one_computed_afresh(
    law: Law, seed: int, member: bool, known_on: date | None
) -> None:
    employee, request = drawn(seed, law), Request(member=member, known_on=known_on)
    read = career.readings(law, request)
    found = career.career(employee, request, LAST, read)
    first = max(career.SINCE, employee.since or career.SINCE)
    slips: list[Payslip] = []
    for day in reversed([each for each in months(career.SINCE, LAST) if each >= first]):
        slip = afresh(employee, read(day))
        if slip is None:
            break
        slips.insert(0, slip)
    every = found.months if found else ()
    assert [month.slip.binding.choices.day for month in every] == [slip.binding.choices.day for slip in slips]
    assert all(same(month.slip, slip) for month, slip in zip(every, slips, strict=True))


def days_of_law(law: Law) -> list[date]:
    """The eve of each day on which the law changes in some way since 2020, the day, and the day after."""
    versions = (each for path in law.paths for each in law.table(path).versions)
    days = {day for each in versions for day in (each.start, each.others_from) if day}
    days |= {day for text in law.texts for day in (text.effective, text.extended, text.approved) if day}
    days |= {day for point in law.open_points.values() for day in (point.start, point.until)}
    since = [day for day in days if date(2020, 1, 1) < day <= LAST]
    return sorted({day + timedelta(days=shift) for day in since for shift in (-1, 0, 1)})


@pytest.mark.parametrize("said", SAID, ids=str)
@pytest.mark.parametrize("member", [True, False])
def test_around_every_day_of_the_law(law: Law, said: dict[str, Any], member: bool) -> None:
    employee = read_employee(law, said)
    before, reused, moved = None, 0, 0
    for day in days_of_law(law):
        binding = Binding(law, Choices(day, member=member))
        slip = afresh(employee, binding)
        if before is not None and (other := with_moved_figures(before, binding)):
            moved += 1
            assert slip is not None
            assert same(other, slip)
            assert binding.paths_read >= slip.binding.paths_read
        if before is not None and unchanged.is_unchanged(before, binding):
            reused += 1
            assert slip is not None
            assert same(before.under(binding), slip)
        before = slip
    assert (reused > 0) is (employee.grade is None)
    assert (moved > 0) is (employee.sector == "bad")


def test_the_warning_of_a_low_gross_comes_and_goes_with_the_minimum_wage(law: Law) -> None:
    employee, request = read_employee(law, LOW_PAID), Request()
    found = career.career(employee, request, LAST, career.readings(law, request))
    assert found is not None
    warned = {month.slip.binding.choices.day for month in found.months if month.slip.warnings}
    assert warned == {day for day in months(date(2022, 1, 1), LAST) if warns(law, employee, day)}
    assert date(2020, 1, 1) not in warned


def test_a_month_with_another_minimum_wage_is_computed_although_no_line_rests_on_it(law: Law) -> None:
    slip = payslip(read_employee(law, LOW_PAID), Binding(law, Choices(date(2022, 7, 1))))
    assert unchanged.is_unchanged(slip, Binding(law, Choices(date(2022, 7, 31))))
    assert not unchanged.is_unchanged(slip, Binding(law, Choices(date(2022, 8, 1))))  # the minimum wage of August


def warns(law: Law, employee: Employee, day: date) -> bool:
    return bool(payslip(employee, Binding(law, Choices(day))).warnings)


def test_most_months_are_not_computed(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    computed: list[date] = []

    def counted(employee: Employee, binding: Binding, later: Payslip | None) -> Payslip:
        computed.append(binding.choices.day)
        return payslip(employee, binding, later)

    monkeypatch.setattr(career, "payslip", counted)
    employee = read_employee(law, SAID[0])
    found = career.career(employee, Request(), LAST, career.readings(law, Request()))
    assert found is not None
    assert len(found.months) == 83
    assert len(computed) < 83 // 3


def compared(law: Law) -> Iterator[tuple[Employee, Request]]:
    rng = random.Random(3)

    def day() -> date:
        return date(2020, 1, 1) + timedelta(days=rng.randint(0, 2500))

    for seed in range(tried(120)):
        kinds = (
            Request(before=day(), after=day()),
            Request(without=("article-47",), after=date(2023, 3, 1)),
            Request(),
        )
        yield drawn(seed, law), rng.choice(kinds)._replace(member=rng.choice((None, True, False)))


def test_a_difference_is_split_as_where_every_step_is_computed(law: Law, monkeypatch: pytest.MonkeyPatch) -> None:
    between, split = kept_decompositions(), 0
    for employee, request in compared(law):
        try:
            found = compute(law, employee, request)
        except RevaloError:
            continue
        shared = effects(found, between)
        months = months_of(found, request)
        assert effects(found, between, months.by_day if months else {}) == shared
        with monkeypatch.context() as patched:
            patched.setattr(attribution, "_is_alike", lambda *_arguments: False)
            assert effects(found) == shared
        split += len(shared) > 1
    assert split > 5


def test_a_payslip_under_a_law_on_the_way_is_not_that_of_a_month_that_reads_another(law: Law) -> None:
    """The reading that a payslip was computed under decides, not the one it was put under."""
    employee = read_employee(law, SAID[0])
    slip = payslip(employee, Binding(law, Choices(date(2022, 6, 1))))
    later = slip.under(Binding(law, Choices(date(2022, 9, 1))))
    assert unchanged.is_that_of(slip, Binding(law, Choices(date(2022, 6, 30))))
    for each in (slip, later):
        assert not unchanged.is_that_of(each, Binding(law, Choices(date(2022, 9, 1))))
        assert not unchanged.is_that_of(each, Binding(law, Choices(date(2022, 6, 1), member=False)))


@pytest.mark.parametrize("said", SAID, ids=str)
def test_people_who_share_what_is_looked_up_read_for_themselves(law: Law, said: dict[str, Any]) -> None:
    """What a person's pay read decides which texts are told behind it: it is not what others have read."""
    bind, choices = kept_bindings(), Choices(date(2024, 2, 1), member=False)
    for seed in range(10):
        with suppress(RevaloError):
            payslip(drawn(seed, law), bind(law, choices))
    alone, shared = (payslip(read_employee(law, said), bound(law, choices)) for bound in (Binding, bind))
    assert same(alone, shared)
    assert [path for path in law.paths if alone.binding.was_read(path)] == [
        path for path in law.paths if shared.binding.was_read(path)
    ]


def test_results_after_one_input_has_changed_are_those_of_a_whole_run(law: Law) -> None:
    tried_inputs = 0
    for seed in range(30):
        with suppress(RevaloError):
            slip = payslip(drawn(seed, law), Binding(law, Choices(date(2022, 6, 1))))
            values = {name: each.value for name, each in slip.inputs.items()}
            for name, value in values.items():
                if isinstance(value, int):
                    again = dict(run_again(slip.formulas.values(), slip.values, {name: value + 7}))
                    assert {**slip.results, **again} == run(slip.formulas.values(), values | {name: value + 7})
                    tried_inputs += 1
    assert tried_inputs > 200


@pytest.mark.thorough
def test_a_payslip_after_another_of_the_person_is_the_one_computed_alone(law: Law) -> None:
    rng, after = random.Random(5), 0
    for seed in range(tried(60)):
        employee = drawn(seed, law)
        days = (date(2020, 1, 1) + timedelta(days=rng.randint(0, 2500)) for _ in range(4))
        before: Payslip | None = None
        for day in days:
            binding = Binding(law, Choices(day, member=rng.random() < 0.5))
            slip = afresh(employee, binding)
            if slip is None:
                continue
            before = payslip(employee, binding, before)
            assert same(before, slip)
            after += 1
    assert after > 30
