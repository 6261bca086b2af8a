"""The least and the most of what can be given, held and read: the limit itself, and one beyond.

Guards: analysis/published.py, rules/employer/limits.py, rules/net.py.
"""

import copy
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from annotated_types import MinLen

from mutations import said, shipped, validate
from revalo import api
from revalo.analysis import career
from revalo.analysis.comparison import EVE, EVE_OF_SEGUR, Request
from revalo.analysis.months import Span, days_of
from revalo.analysis.published import DIFFERS, EXACT, NEAR, judged, people, replay
from revalo.errors import LawError, NotComputable, UsageError
from revalo.grids import units
from revalo.grids.binding import Binding
from revalo.grids.cases import Stated
from revalo.grids.compiling import Source, resembled
from revalo.grids.law import Law
from revalo.grids.reading import Document, Problem
from revalo.grids.schema import closed, files, grades, measures, tables, texts, workforce
from revalo.grids.schema.closed import Closed
from revalo.grids.schema.files import Additions
from revalo.people.columns import NUMBERS
from revalo.rules import net
from revalo.rules.bounds import MOST_PAID
from revalo.rules.employer.contributions import MOST_GROSS
from revalo.rules.employer.employer import read_employer
from revalo.rules.person import read_employee
from running import slip
from scenario_files import scenario

# input: its decimals, the least and the most that are taken, in integers of that many decimals
LIMITS: Mapping[str, tuple[int, int, int]] = {
    "year": (0, 1, 30),
    "degree": (0, 1, 2),
    "echelon": (0, 1, 3),
    "seniority": (0, 0, 70),
    "diploma": (0, 3, 8),
    "part_time": (0, 1, 100),
    "index": (0, 1, 2_000),
    "absence_days": (0, 0, 366),
    "tutor": (0, 0, 99),
    "apprentices": (0, 0, 99),
    "gross": (2, 1, 3_000_000),
    "hours": (2, 1, 74_400),
    "sunday_hours": (2, 0, 74_400),
    "night_hours": (2, 0, 74_400),
    "on_call": (2, 0, 3_100),
    "on_call_special": (2, 0, 3_100),
    "on_call_split_special": (2, 0, 3_100),
    "fte": (6, 1, 2_000_000),
    "weekly_hours": (2, 1, 16_800),
    "coefficient": (0, 1, 2_000),
    "old_coefficient": (0, 1, 2_000),
    "overtime_25": (2, 0, 74_400),
    "overtime_50": (2, 0, 74_400),
    "extra_10": (2, 0, 74_400),
    "extra_25": (2, 0, 74_400),
    "differential": (2, 0, 500_000),
}
SECTORS = {"part_time": "fph", "index": "fph", "gross": "ccn51", "absence_days": "fph"}
UNITS = [
    ("EUR", "5.5", 550, "5.50", "5,50\N{NO-BREAK SPACE}€", "€5.50"),
    ("EUR per point", "5.302", 53_020, "5.302", "5,302\N{NO-BREAK SPACE}€", "€5.302"),
    ("EUR per point", "5.5", 55_000, "5.50", "5,50\N{NO-BREAK SPACE}€", "€5.50"),
    ("EUR per hour", "22", 220_000, "22.00", "22,00\N{NO-BREAK SPACE}€", "€22.00"),
    ("points", "49", 49, "49", "49\N{NO-BREAK SPACE}pts", "49\N{NO-BREAK SPACE}pts"),
    ("%", "4.7", 470, "4.7 %", "4,7\N{NO-BREAK SPACE}%", "4.7%"),
    ("% of pay", "12.95", 12_950, "12.95 %", "12,95\N{NO-BREAK SPACE}%", "12.95%"),
    ("coefficient", "0.3246", 3_246, "0.3246", "0,3246", "0.3246"),
    ("h", "151.67", 15_167, "151.67", "151,67\N{NO-BREAK SPACE}h", "151.67\N{NO-BREAK SPACE}h"),
    ("months", "36", 36, "36", "36\N{NO-BREAK SPACE}mois", "36\N{NO-BREAK SPACE}months"),
    ("years", "2", 2, "2", "2\N{NO-BREAK SPACE}ans", "2\N{NO-BREAK SPACE}years"),
    ("days", "2.5", 250, "2.5", "2,5\N{NO-BREAK SPACE}jours", "2.5\N{NO-BREAK SPACE}days"),
    ("share", "0.5", 500_000, "0.5", "0,5", "0.5"),
    ("rate", "0.0000001", 1, "0.0000001", "0,0000001", "0.0000001"),
    ("count", "11", 11, "11", "11", "11"),
]


def decimal(number: int, places: int) -> str:
    digits = f"{number:0{places + 1}d}"
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits


@pytest.mark.parametrize("name", LIMITS)
def test_the_least_and_the_most_of_an_input(law: Law, name: str) -> None:
    places, least, most = LIMITS[name]
    given = {"sector": SECTORS.get(name, "bad")}
    for number in (least, most):
        assert getattr(read_employee(law, {**given, name: decimal(number, places)}), name) == number
    for number in (least - 1, most + 1):
        with pytest.raises(UsageError):
            read_employee(law, {**given, name: decimal(number, places) if number >= 0 else str(number)})
    if places:
        with pytest.raises(UsageError):
            read_employee(law, {**given, name: decimal(most - 1, places) + "5"})


def test_rows_have_the_limits_of_one_person() -> None:
    assert {name: NUMBERS[name] for name in LIMITS if name in NUMBERS} == {
        name: limits for name, limits in LIMITS.items() if name in NUMBERS
    }
    assert LIMITS["fte"][2] == MOST_PAID


def test_inputs_are_shown_as_they_were_given(law: Law) -> None:
    given = {
        "on_call": "2.5",
        "on_call_special": "0.25",
        "on_call_split_special": "30.75",
        "sunday_hours": "7.05",
        "night_hours": "0.75",
    }
    assert read_employee(law, given).given_inputs() == {"sector": "bad", **given}
    elsewhere = {"sector": "ccn51", "gross": "1996.04", "fte": "0.123456"}
    assert read_employee(law, elsewhere).given_inputs() == elsewhere
    assert read_employee(law, {"sector": "ccn51", "hours": "75.25"}).given_inputs()["hours"] == "75.25"


@pytest.mark.parametrize("given", [{"status": "employe"}, {"degree": 1}])
def test_half_a_place_of_the_new_grid_leads_to_no_old_category(law: Law, given: dict[str, Any]) -> None:
    day = date(2021, 9, 30)
    with pytest.raises(UsageError, match="--status avec --degree"):
        slip(law, {"sector": "bad", "year": 3, **given}, day)


def test_the_largest_pay_whose_cost_is_computed_in_a_table() -> None:
    assert int("100000") * 100 == MOST_GROSS  # as the reject says: a gross above 100,000 euros per month


@pytest.mark.parametrize(("unit", "text", "held", "written", "french", "english"), UNITS)
def test_a_unit(unit: str, text: str, held: int, written: str, french: str, english: str) -> None:
    assert units.parse(text, unit) == held
    assert units.format_plain(held, unit) == written
    assert units.format_for_people(held, unit, "fr") == french
    assert units.format_for_people(held, unit, "en") == english
    places = units.UNITS[unit].places
    with pytest.raises(ValueError):  # noqa: PT011 - the value alone, told by who reads it
        units.parse("0." + "0" * places + "1", unit)


@pytest.mark.parametrize("unit", units.UNITS)
def test_a_whole_figure(unit: str) -> None:
    one = units.format_plain(10 ** units.UNITS[unit].places, unit)
    assert one == {"EUR": "1.00", "%": "1 %"}.get(unit.partition(" ")[0], "1")


def test_every_unit_is_tried_above() -> None:
    assert {unit for unit, *_rest in UNITS} == set(units.UNITS)
    assert all(0 <= unit.least <= unit.places for unit in units.UNITS.values())


def test_a_law_file_of_a_byte_too_many(tmp_path: Path) -> None:
    path = tmp_path / "avenant43.yaml"
    path.write_bytes(b"#" * (16 * 2**20))
    with pytest.raises(Problem, match="tableau"):
        Document(path)
    path.write_bytes(b"#" * (16 * 2**20) + b"\n")
    with pytest.raises(Problem, match="16 M") as caught:
        Document(path)
    assert caught.value.line == 1


def test_a_file_that_does_not_say_when_it_was_verified_is_current(tmp_path: Path) -> None:
    path = tmp_path / "additions.yaml"
    path.write_text("texts: {}\n", encoding="utf-8")
    assert Source(path, Additions).verified == "9999-12-31"
    path.write_text("verified: 2026-03-15\ntexts: {}\n", encoding="utf-8")
    assert Source(path, Additions).verified == "2026-03-15"


def test_what_may_not_be_empty_may_hold_one() -> None:
    least = [
        limit.min_length
        for module in (closed, files, grades, measures, tables, texts, workforce)
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, Closed)
        for field in model.model_fields.values()
        for limit in field.metadata
        if isinstance(limit, MinLen)
    ]
    assert set(least) == {1}


def test_a_further_file_may_have_every_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "zones.yaml"
    path.write_text("".join(f"{name}: {{}}\n" for name in Additions.model_fields), encoding="utf-8")
    assert resembled(path) == "zones.yaml"
    path.write_text("verified: 2026-03-15\npoint_value: {}\n", encoding="utf-8")
    assert resembled(path) == "avenant43.yaml"


@pytest.mark.parametrize("extra", ["employee: {job: avs}", "before: {on: 2021-09-30}", "after: {on: 2021-10-01}"])
def test_a_published_case_is_of_one_kind(tmp_path: Path, extra: str) -> None:
    text = shipped("cases.yaml")
    assert "\n    fund: " in text
    path = tmp_path / "cases.yaml"
    path.write_text(text.replace("\n    fund: ", f"\n    {extra}\n    fund: ", 1), encoding="utf-8")
    assert any("fund" in problem.message for problem in said(validate(path)))


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [("100.00", EXACT), ("103.09", NEAR), ("97.09", NEAR), ("103.10", DIFFERS), ("97.08", DIFFERS)],
)
def test_close_is_within_three_per_cent_of_what_is_stated(law: Law, stated: str, verdict: str) -> None:
    figure = Stated("after.gross", stated, None, exact=False)
    name = next(iter(law.cases))
    assert judged(law, name, figure, lambda _what: 100_00, "").verdict == verdict


def test_months_are_counted_from_the_first_day_of_the_month_before_avenant_43(law: Law) -> None:
    bad, elsewhere = (read_employee(law, {"sector": sector}) for sector in ("bad", "ccn51"))
    for employee, first in ((bad, EVE), (elsewhere, EVE_OF_SEGUR)):
        month = date(first.year, first.month, 1)
        assert days_of(law, employee, Span(last=date(2022, 1, 1)))[0] == month
        assert days_of(law, employee, Span(last=month)) == [month]


def test_a_career_begins_in_january_2020_and_misses_no_month(law: Law) -> None:
    employee = read_employee(law, {"job": "avs", "category": "C", "year": 8, "echelon": 1})
    found = career.career(employee, Request(), date(2022, 3, 1), career.readings(law, Request()))
    assert found is not None
    days = [month.slip.binding.choices.day for month in found.months]
    assert days == [date(year, month, 1) for year in (2020, 2021) for month in range(1, 13)] + [
        date(2022, month, 1) for month in (1, 2, 3)
    ]


def test_a_line_that_a_person_does_not_have_is_nothing(law: Law) -> None:
    compiled = copy.deepcopy(dict(law.compiled))
    name, _case = people(law)[0]
    stated = {"what": "after.tutor", "amount": "0.00", "exact": True}
    compiled["cases"] = {name: {**compiled["cases"][name], "stated": [stated]}}
    [found] = replay(Law(compiled))
    assert (found.computed, found.verdict, found.failed) == (0, EXACT, False)


EMPLOYER = {  # option: decimals, the most that is taken
    "staff": (0, 10_000_000),
    "accident_rate": (3, 50_000),
    "provident_rate": (3, 50_000),
    "exempt_share": (6, 1_000_000),
}


@pytest.mark.parametrize("name", EMPLOYER)
def test_the_least_and_the_most_told_of_an_employer(name: str) -> None:
    places, most = EMPLOYER[name]
    given: dict[str, Any]
    for number in (0, most):
        given = {name: decimal(number, places)}
        assert getattr(read_employer(**given), name) == number
    for text in ("-1", decimal(most + 1, places), decimal(most - 1, places) + ("5" if places else ".5")):
        given = {name: text}
        with pytest.raises(UsageError):
            read_employer(**given)


def test_the_least_and_the_most_of_a_residual_and_of_an_allowance(law: Law) -> None:
    assert [net.read_residual(text) for text in ("0", "2,27", "30")] == [0, 227_000, 3_000_000]
    for text in ("-0.0001", "30.0001", "deux", ""):
        with pytest.raises(UsageError, match="residual"):
            net.read_residual(text)
    given = {"category": "C", "year": 3}
    for number in (0, 99_999):
        for told in ({"places": number}, [f"places={number}"]):
            assert read_employee(law, {**given, "allowances": told}).allowances == {"places": number}
    for number in (-1, 100_000):
        for told in ({"places": number}, [f"places={number}"]):
            with pytest.raises(UsageError):
                read_employee(law, {**given, "allowances": told})


def test_a_stated_amount_is_not_exact_unless_said() -> None:
    assert texts.Stated.model_validate({"what": "after.gross", "amount": "1.00"}).exact is False


def test_the_usual_employer_has_fifty_people() -> None:
    usual, told = read_employer(), read_employer(staff="50")
    assert (usual.staff, usual.given_staff, told.given_staff) == (50, False, True)


def test_the_longest_walk_of_months(law: Law) -> None:
    employee = read_employee(law, {"sector": "ccn51"})
    assert len(days_of(law, employee, Span(date(2020, 1, 1), date(2069, 12, 1)))) == 600
    with pytest.raises(UsageError, match="600"):
        days_of(law, employee, Span(date(2020, 1, 1), date(2070, 1, 1)))
    assert len(days_of(law, employee, Span(date(2020, 1, 1), date(2020, 1, 1)))) == 1


def test_the_deepest_law_file(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    deepest = next(depth for depth in range(1, 100) if refused(path, "a: " + "[" * depth + "]" * depth))
    assert deepest == 41


def refused(path: Path, text: str) -> bool:
    path.write_text(text + "\n", encoding="utf-8")
    try:
        Document(path)
    except Problem:
        return True
    return False


@pytest.mark.parametrize(("value", "fits"), [("100000", True), ("100000.0001", False)])
def test_the_largest_figure_of_a_scenario(law: Law, tmp_path: Path, value: str, fits: bool) -> None:
    """Beyond it a figure is refused by itself; up to it, by what it would make of pay."""
    with pytest.raises(LawError) as caught:
        api.under(law, [scenario(tmp_path, f"path: avenant43.point_value, value: {value}")])
    assert ("avenant43.point_value" in str(caught.value)) is not fits


@pytest.mark.parametrize(("percent", "fits"), [("0.0001", True), ("0.00001", False)])
def test_decimals_of_a_percentage(law: Law, tmp_path: Path, percent: str, fits: bool) -> None:
    file = scenario(tmp_path, f"path: minimum_wage, percent: {percent}")
    if fits:
        assert api.under(law, [file]).scenarios
    else:
        with pytest.raises(LawError, match=r"percent"):
            api.under(law, [file])


def test_a_career_stops_at_the_last_month_that_cannot_be_computed(law: Law) -> None:
    employee = read_employee(law, {"job": "avs", "category": "C", "year": 8, "echelon": 1})
    usual = career.readings(law, Request())

    def read(day: date) -> Binding:
        if day == date(2021, 3, 1):
            raise NotComputable("not-computable", problem="hole")
        return usual(day)

    found = career.career(employee, Request(), date(2021, 6, 1), read)
    assert found is not None
    assert [month.slip.binding.choices.day.month for month in found.months] == [4, 5, 6]
    assert career.career(employee, Request(), date(2021, 3, 1), read) is None


def test_months_from_the_very_day_of_entry(law: Law) -> None:
    employee = read_employee(law, {"sector": "ccn51", "since": "2022-02-01"})
    assert days_of(law, employee, Span(date(2022, 2, 1), date(2022, 3, 1))) == [date(2022, 2, 1), date(2022, 3, 1)]
    with pytest.raises(UsageError):
        days_of(law, employee, Span(date(2022, 1, 1), date(2022, 3, 1)))


def test_a_published_case_names_the_input_at_fault(tmp_path: Path) -> None:
    text, old = shipped("cases.yaml"), "employee: {category: A, year: 1, seniority: 1, echelon: 1}"
    assert text.count(old) >= 1
    path = tmp_path / "cases.yaml"
    path.write_text(text.replace(old, old.replace("year: 1,", "year: 31,"), 1), encoding="utf-8")
    assert any("employee.year" in problem.field + problem.message for problem in said(validate(path)))


@pytest.mark.parametrize(("time", "warned"), [({"fte": "1"}, 0), ({"fte": "1.000001"}, 1), ({"hours": "151.68"}, 1)])
def test_full_time_itself_is_not_above_full_time(law: Law, time: dict[str, str], warned: int) -> None:
    found = api.compare(law, {"category": "A", "year": 1, **time}, Request())
    assert len(found.after.warnings) == warned
    assert not api.compare(law, {"category": "A", "year": 1, "hours": "151.67"}, Request()).after.warnings


def test_a_value_changes_one_figure_and_no_more(law: Law, tmp_path: Path) -> None:
    with pytest.raises(LawError, match="value"):
        api.under(law, [scenario(tmp_path, "path: minimum_wage, value: 12")])


@pytest.mark.parametrize(
    ("days", "brackets"), [({"on_call": "2"}, False), ({"on_call": "2", "on_call_special": "1"}, True)]
)
def test_a_sum_of_one_term_is_written_without_brackets(law: Law, days: dict[str, Any], brackets: bool) -> None:
    found = api.compute(law=law, category="A", year=1, **days)
    [formula] = [line["formula"] for line in found["after"]["lines"] if line["id"] == "on_call"]
    assert ("(" in formula) is brackets


def test_a_law_file_has_the_names_of_the_law_alone(tmp_path: Path) -> None:
    text, old = shipped("segur.yaml"), "- {from: 2020-09-01, value: 24,"
    assert text.count(old) == 1
    path = tmp_path / "segur.yaml"
    path.write_text(text.replace(old, old.replace("from:", "start:")), encoding="utf-8")
    assert {problem.line for problem in said(validate(path))} == {text[: text.index(old)].count("\n") + 1}
