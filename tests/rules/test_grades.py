"""Pay by grade and échelon: against a reading apart, the day before, of and after each text, and what is refused.

Guards: analysis/comparison.py, grids/grades.py, rules/civil_service.py, rules/civil_service_inputs.py, rules/grades.py,
rules/trace.py.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grade_oracle import NURSES_AFTER, PASSAGE, CareAssistant, index_on, paid
from revalo.analysis.comparison import Request, compute
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from revalo.rules.trace import confidence, texts
from seeds import tried

DAY = timedelta(days=1)
PRINCIPAL: dict[str, Any] = {"sector": "fph", "grade": "aide-soignant-principal"}
NURSE: dict[str, Any] = {"sector": "fph", "grade": "isg-grade-2"}
SINCE = st.dates(date(2021, 1, 1), date(2021, 9, 30))
DAYS = st.dates(date(2021, 1, 1), date(2026, 5, 31))


def base(law: Law, day: date, held_on: date | None = None, **given: Any) -> int:
    """The index pay of a person on a day, in cents."""
    slip = payslip(read_employee(law, given), Binding(law, Choices(day, held_on=held_on)))
    return slip.lines["index_pay"]


def gain(law: Law, person: dict[str, Any], **request: Any) -> int:
    return compute(law, read_employee(law, person), Request(**request)).difference


@settings(max_examples=tried(150), deadline=None)
@given(step=st.sampled_from([3, 4, 5, 6, 7, 8, 9, 10]), since=SINCE, day=DAYS)
def test_a_career_is_that_of_the_reading_apart(law: Law, step: int, since: date, day: date) -> None:
    if day < since:
        return
    grade, reached = CareAssistant(step, since).on(day)
    index = index_on(grade, reached, day)
    assert index is not None
    assert base(law, day, **PRINCIPAL, step=step, step_since=since) == paid(index, day)


@pytest.mark.parametrize("step", range(1, 11))
def test_nurses_of_the_second_grade_go_from_echelon_to_echelon(law: Law, step: int) -> None:
    eve = PASSAGE - DAY
    before = index_on("nurses-before", step, eve)
    after = index_on("nurses", NURSES_AFTER[step - 1], PASSAGE)
    assert before is not None
    assert after is not None
    assert base(law, eve, held_on=eve, **NURSE, step=step) == paid(before, eve)
    assert base(law, PASSAGE, held_on=eve, **NURSE, step=step) == paid(after, PASSAGE)
    later = date(2024, 1, 1)
    assert base(law, later, held_on=eve, **NURSE, step=step) == paid(after + 5, later)


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [(8, 430, 437), (1, 350, 382), (3, 368, 382), (9, 450, 455)],
)
def test_the_gain_of_the_passage_stands_apart_from_the_complement(law: Law, step: int, before: int, after: int) -> None:
    person = {**PRINCIPAL, "structure": "ehpad", "profession": "aide-soignant", "step": step}
    found = compute(law, read_employee(law, person), Request(before=PASSAGE - DAY, after=PASSAGE))
    lines = [(slip.lines["index_pay"], slip.lines["segur.cti-hopital-ehpad"]) for slip in (found.before, found.after)]
    assert lines == [(paid(before, PASSAGE - DAY), 229_62), (paid(after, PASSAGE), 229_62)]
    assert "decret-2021-1257" in texts(found.after, "index_pay")
    left_out = {"after": PASSAGE, "without": ("decret-2021-1257",)}
    assert gain(law, person, **left_out) == found.difference


def test_a_text_left_out_holds_the_grade_it_closed(law: Law) -> None:
    """Without the decree the principal stays on scale C3 as it stands in 2024, five points more than in 2021."""
    person = {**PRINCIPAL, "step": 8}
    day = date(2024, 2, 1)
    found = compute(law, read_employee(law, person), Request(after=day, without=("decret-2021-1257",)))
    sides = [slip.lines["index_pay"] for slip in (found.before, found.after)]
    assert sides == [paid(435, day), paid(442, day)]


@pytest.mark.parametrize("step", [2, 5, 10])
def test_the_nurses_decree_left_out_gives_the_grid_before(law: Law, step: int) -> None:
    found = gain(law, {**NURSE, "step": step}, after=PASSAGE, without=("decret-2021-1256",))
    assert found == gain(law, {**NURSE, "step": step}, before=PASSAGE - DAY, after=PASSAGE) > 0


@pytest.mark.parametrize(
    ("statute", "grade", "step", "day", "index"),
    [
        ("fpt", "agent-social-c1", 1, date(2021, 3, 31), 330),
        ("fpt", "agent-social-c1", 1, date(2021, 4, 1), 332),
        ("fpt", "agent-social-c1", 1, date(2021, 9, 30), 332),
        ("fpt", "agent-social-c1", 1, date(2021, 10, 1), 340),  # the minimum index
        ("fpt", "agent-social-c1", 1, date(2022, 1, 1), 343),
        ("fpt", "agent-social-c1", 5, date(2022, 4, 30), 345),
        ("fpt", "agent-social-c1", 5, date(2022, 5, 1), 352),
        ("fpt", "agent-social-c1", 7, date(2023, 6, 30), 361),
        ("fpt", "agent-social-c1", 7, date(2023, 7, 1), 367),
        ("fpt", "agent-social-c1", 7, date(2023, 12, 31), 367),
        ("fpt", "agent-social-c1", 7, date(2024, 1, 1), 372),
        ("fph", "aide-soignant-classe-normale", 1, date(2022, 9, 1), 356),
        ("fph", "aide-soignant-classe-normale", 1, date(2023, 4, 30), 356),
        ("fph", "aide-soignant-classe-normale", 1, date(2023, 5, 1), 361),
        ("fph", "aide-soignant-classe-normale", 1, date(2023, 7, 1), 368),
        ("fph", "aide-soignant-classe-normale", 1, date(2024, 1, 1), 373),
        ("fpt", "echelle-b1", 5, date(2022, 9, 1), 369),
    ],
)
def test_the_index_of_the_day_before_of_and_after(
    law: Law, statute: str, grade: str, step: int, day: date, index: int
) -> None:
    assert base(law, day, sector=statute, grade=grade, step=step) == paid(index, day)


def test_the_differential_of_2026_tops_a_low_index_up_to_the_minimum_wage(law: Law) -> None:
    person = {"sector": "fpt", "grade": "agent-social-c1", "step": 1}
    for day, topup in ((date(2025, 12, 31), 6), (date(2026, 1, 1), 21_29), (date(2026, 6, 1), 65_28)):
        slip = payslip(read_employee(law, person), Binding(law, Choices(day)))
        assert (slip.lines["index_pay"], slip.lines["smic_topup"]) == (paid(366, day), topup)


def test_a_year_is_added_to_the_careers_of_scale_c3_in_2022(law: Law) -> None:
    person: dict[str, Any] = {"sector": "fpt", "grade": "agent-social-c3", "step": 4}
    person["step_since"] = date(2021, 3, 1)
    found = [base(law, day, **person) for day in (date(2021, 12, 31), date(2022, 2, 28), date(2022, 3, 1))]
    assert found == [paid(380, date(2021, 12, 31)), paid(380, date(2022, 2, 28)), paid(393, date(2022, 3, 1))]


def test_a_passage_given_takes_the_place_of_one_that_was_not_read(law: Law) -> None:
    person = {"sector": "fph", "grade": "aide-soignant", "step": 6}
    eve = PASSAGE - DAY
    with pytest.raises(NotComputable, match="--step-after"):
        base(law, PASSAGE, held_on=eve, **person)
    assert base(law, PASSAGE, held_on=eve, **person, step_after=5) == paid(383, PASSAGE)
    elsewhere = {"grade_after": "aide-soignant-classe-superieure", "step_after": 2}
    assert base(law, PASSAGE, held_on=eve, **person, **elsewhere) == paid(394, PASSAGE)
    assert base(law, eve, held_on=eve, **person, step_after=5) == paid(354, eve)


REFUSED = {
    "échelon 10 without its seniority": ({**PRINCIPAL, "step": 10}, PASSAGE, PASSAGE - DAY, "--step-since"),
    "an échelon that was not read": ({**PRINCIPAL, "step": 2}, date(2021, 6, 1), None, "public_grids"),
    "a pair that was not read": (
        {"sector": "fph", "grade": "isg-grade-1", "step": 5},
        date(2021, 6, 1),
        None,
        "index_of.557",
    ),
    "échelon 2 of October 2021": (
        {"sector": "fph", "grade": "aide-soignant-classe-normale", "step": 2},
        PASSAGE,
        None,
        "index.2",
    ),
    "seniority that was not found": (
        {"sector": "fpt", "grade": "aide-soignant-classe-normale", "step": 5, "step_since": date(2022, 6, 1)},
        date(2022, 9, 2),
        None,
        "--step-since",
    ),
    "a grade before it was": (
        {"sector": "fpt", "grade": "puericultrice-grade-1", "step": 1},
        date(2021, 12, 31),
        None,
        "--index",
    ),
    "a grid that was not found": (
        {"sector": "fph", "grade": "iade-grade-1", "step": 1},
        date(2021, 9, 30),
        None,
        "iade-grade-1.index.1",
    ),
    "an échelon of after on a day before": ({**NURSE, "step": 5}, PASSAGE - DAY, PASSAGE, "--step-since"),
    "a passage of scale C1": (
        {"sector": "fpt", "grade": "agent-social-c1", "step": 5},
        date(2022, 1, 1),
        date(2021, 12, 31),
        "--step-after",
    ),
}


@pytest.mark.parametrize(("person", "day", "held_on", "way"), REFUSED.values(), ids=REFUSED)
def test_what_no_source_says_is_refused_with_what_to_give(
    law: Law, person: dict[str, Any], day: date, held_on: date | None, way: str
) -> None:
    with pytest.raises(NotComputable) as refused:
        base(law, day, held_on=held_on, **person)
    assert way in str(refused.value)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"sector": "fph", "step": 3}, "grade-needed"),
        ({"sector": "fph", "grade": "isg-grade-2"}, "step-needed"),
        ({"sector": "fph", "grade": "isg-grade-2", "step": 3, "grade_after": "isg-grade-1"}, "step-after-needed"),
        ({"sector": "fph", "grade": "agent-social-c1", "step": 3}, "grade-elsewhere"),
        ({"sector": "fph", "grade": "isg-grade-2", "step": 5, "index": 430}, "index-and-step-differ"),
        ({"sector": "bad", "grade": "isg-grade-2", "step": 5, "job": "avs"}, "not-for-this-sector"),
        ({**PRINCIPAL, "step": 8, "step_since": "2021-10-01"}, "grade-closed"),
        ({**PRINCIPAL, "step": 8, "step_since": "2021-09-30"}, "not-yet-in-the-step"),
    ],
)
def test_what_contradicts_itself_is_wrong_usage(law: Law, given: dict[str, Any], name: str) -> None:
    with pytest.raises(UsageError) as refused:
        base(law, date(2021, 9, 1), **given)
    assert refused.value.name == name


def test_a_grade_reached_by_a_text_left_out_is_refused(law: Law) -> None:
    person = read_employee(law, {"sector": "fph", "grade": "aide-soignant-classe-superieure", "step": 5})
    for without in ("decret-2021-1257",):
        with pytest.raises(NotComputable):
            compute(law, person, Request(after=date(2022, 2, 1), without=(without,)))


def test_an_index_that_agrees_with_its_echelon_moves_with_it(law: Law) -> None:
    both = {**NURSE, "step": 5, "index": 498}
    assert base(law, PASSAGE, held_on=PASSAGE - DAY, **both) == paid(501, PASSAGE)


def test_what_is_derived_says_so_and_what_is_assumed_is_listed(law: Law) -> None:
    found = compute(law, read_employee(law, {**PRINCIPAL, "step": 8}), Request(after=PASSAGE))
    assert confidence(found.before, "index_pay") == "assumed"
    assert confidence(found.after, "index_pay") == "derived"
    fields = [each.field for each in found.assumptions]
    assert fields[0] == "step_since"
    assert "public_grids.fph.echelle-c3.index.8" in fields


def test_other_names_of_a_grade_are_understood(law: Law) -> None:
    for name in ("Aide soignant de classe supérieure", "auxiliaire-de-puericulture-classe-superieure"):
        assert (
            read_employee(law, {"sector": "fph", "grade": name, "step": 1}).grade == "aide-soignant-classe-superieure"
        )


def places(law: Law) -> list[tuple[str, str, int, date]]:
    """Every échelon of every grid, on the day that it starts."""
    found = []
    for path in law.paths:
        if path.startswith("public_grids.") and path.endswith(".index"):
            _file, statute, grade, _kind = path.split(".")
            for version in law.table(path).versions:
                found += [(statute, grade, int(step), version.start) for step in version.value or ()]
    return found


def paid_or_none(law: Law, statute: str, grade: str, step: int, day: date, held_on: date | None = None) -> int | None:
    person = {"sector": statute, "grade": grade, "step": step}
    try:
        return base(law, day, held_on, **person)
    except NotComputable:
        return None


def test_a_higher_echelon_never_pays_less(law: Law) -> None:
    known = {place: paid_or_none(law, *place) for place in places(law)}
    assert sum(each is not None for each in known.values()) > 500
    for (statute, grade, step, day), amount in known.items():
        before = known.get((statute, grade, step - 1, day))
        assert amount is None or before is None or amount >= before, (statute, grade, step, day)


def test_nobody_loses_by_a_passage(law: Law) -> None:
    tried = 0
    for path in law.paths:
        if path.startswith("public_grids.") and path.endswith(".passage"):
            _file, statute, grade, _kind = path.split(".")
            for version in law.table(path).versions:
                eve = version.start - DAY
                for key in version.value or ():
                    sides = [
                        paid_or_none(law, statute, grade, int(key.partition(">")[0]), day, eve)
                        for day in (eve, version.start)
                    ]
                    if None not in sides:
                        tried += 1
                        assert sides[0] <= sides[1], (path, key)  # type: ignore[operator]
    assert tried > 60


def test_an_echelon_reached_before_the_grids_is_taken_by_the_first_one_and_said(law: Law) -> None:
    """The last échelon since 2015: échelon 8 with 18 months in October 2021, 9 in April 2023."""
    person = {**PRINCIPAL, "step": 10, "step_since": date(2015, 3, 1)}
    days = (PASSAGE, date(2023, 3, 31), date(2023, 4, 1))
    assert [base(law, day, **person) for day in days] == [
        paid(index, day) for index, day in zip((494, 494, 514), days, strict=True)
    ]
    found = compute(law, read_employee(law, person), Request(before=PASSAGE - DAY, after=PASSAGE))
    assert ("step_since", "2015-03-01") in {(each.field, each.value) for each in found.assumptions}


def test_a_grade_says_the_profession_that_the_measures_ask_for(law: Law) -> None:
    for person, line in (
        ({**PRINCIPAL, "step": 8, "structure": "ehpad"}, 229_62),
        ({**NURSE, "step": 5, "structure": "esms-rattache"}, 229_62),
    ):
        found = compute(law, read_employee(law, person), Request(before=PASSAGE - DAY, after=PASSAGE))
        assert line in found.after.lines.values()
        assert "profession" in {each.field for each in found.assumptions}
        assert {each.measure for each in found.after.verdicts if each.applies} & {
            "cti-hopital-ehpad",
            "cti-esms-rattaches",
        }


def test_a_grade_of_several_professions_with_other_measures_says_none(law: Law) -> None:
    """Radiographers are not on the list of autonomous establishments, the others of the grade are."""
    person = {"sector": "fpt", "grade": "ergotherapeute-grade-1", "step": 3, "structure": "esms-autonome"}
    found = compute(law, read_employee(law, person), Request(before=date(2022, 1, 1), after=date(2024, 1, 1)))
    assert list(found.after.lines) == ["index_pay"]
    assert "profession-missing" in {each.code for each in found.warnings}
