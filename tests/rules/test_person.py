"""One person: what follows from what was given, time worked, supplements, allowances and their holes.

Guards: rules/allowances.py, rules/branch.py, rules/branch_inputs.py, rules/payee.py, rules/person.py,
rules/placement.py, rules/seniority.py.
"""

import pytest

from running import compute, lines, run

EMPLOYE = ("--category", "C", "--year", "1", "--status", "employe", "--degree", "2", "--echelon", "1")
AIDE = ("--category", "A", "--year", "1", "--status", "employe", "--degree", "1")
CADRE = ("--category", "H", "--year", "1", "--status", "cadre", "--degree", "2", "--echelon", "1", "--seniority", "0")


def assumed(*given: str) -> dict[str, object]:
    """The assumptions on the person, by field."""
    return {each["field"]: each["value"] for each in compute(*given)["assumptions"] if "." not in each["field"]}


def after(*given: str) -> dict[str, str]:
    """The lines of the after side."""
    return lines(compute(*given)["after"])


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ("--category C --year 8", {"status": "employe", "degree": 2, "seniority": 7, "echelon": 2}),
        ("--category A --year 1", {"status": "employe", "degree": 1, "seniority": 0, "echelon": 1}),
        ("--category G --seniority 4", {"status": "cadre", "degree": 1, "year": 5, "echelon": 2}),
        ("--category B --seniority 3 --echelon 3", {"status": "employe", "degree": 1, "year": 4}),
        ("--status technicien --degree 1 --seniority 3", {"category": "D", "year": 4, "echelon": 1}),
        ("--status technicien --degree 2 --year 2 --echelon 1", {"category": "E", "seniority": 1}),
        ("--status employe --degree 2 --seniority 45", {"category": "C", "year": 30, "echelon": 2}),
        ("--job tisf --seniority 3 --year 2", {"echelon": 1}),
        ("--job tisf --seniority 3 --year 2 --echelon 1", {}),
        ("--status cadre --degree 2 --category I --year 3 --seniority 2 --echelon 1", {}),
    ],
)
def test_what_had_to_be_assumed(given: str, fields: dict[str, object]) -> None:
    found = assumed(*given.split(), "--hours", "151.67")
    assert {field: value for field, value in found.items() if field != "structure"} == fields


@pytest.mark.parametrize("given", [("--hours", "100"), ("--fte", "0.8")])
def test_full_time_that_is_not_said_is_an_assumption(given: tuple[str, str]) -> None:
    person = ("--job", "tisf", "--seniority", "3")
    assert assumed(*person)["hours"] == "151.67"
    assert "hours" not in assumed(*person, *given)
    assert "hours" not in assumed("--sector", "fph", "--index", "400", "--part-time", "80")
    assert "hours" in assumed("--sector", "fph", "--index", "400")


def test_the_structure_is_an_assumption() -> None:
    assert assumed("--job", "tisf", "--seniority", "3", "--year", "2", "--echelon", "1")["structure"] == "saad"


@pytest.mark.parametrize("structure", ["foo", "SAADD", "hopitaux"])
def test_an_unknown_structure_is_refused(structure: str) -> None:
    assert run("compute", "--job", "tisf", "--seniority", "3", "--structure", structure).code == 2


@pytest.mark.parametrize(
    ("given", "base"),
    [
        (("--job", "avs"), "1892.00"),
        (("--job", "Auxiliaire de vie sociale"), "1892.00"),
        (("--job", "AIDE-SOIGNANTE"), "1892.00"),
        (("--job", "avs", "--degree", "1"), "1573.00"),
        (("--job", "avs", "--status", "technicien"), "2398.00"),
        (("--job", "avs", "--status", "cadre", "--degree", "1"), "2667.50"),
        (("--job", "cuisinier", "--status", "employe", "--degree", "1"), "1573.00"),
    ],
)
def test_a_job_fills_what_is_not_given(given: tuple[str, ...], base: str) -> None:
    assert after(*given, "--seniority", "0", "--year", "1")["base"] == base


@pytest.mark.parametrize(
    ("years", "base", "seniority"),
    [
        *((0, "1892.00", None), (3, "1892.00", None), (4, "1974.50", None), (5, "1974.50", "39.49")),
        *((9, "1974.50", "39.49"), (10, "1974.50", "78.98"), (15, "1974.50", "157.96"), (20, "1974.50", "236.94")),
        *((25, "1974.50", "315.92"), (30, "1974.50", "394.90"), (45, "1974.50", "394.90")),
    ],
)
def test_echelon_2_from_four_years_and_never_3(years: int, base: str, seniority: str | None) -> None:
    found = after("--job", "avs", "--seniority", str(years))
    assert (found["base"], found.get("seniority")) == (base, seniority)


@pytest.mark.parametrize(
    ("day", "base", "seniority"),
    [
        ("2022-03-14", "1892.00", None),
        ("2022-03-15", "1974.50", None),  # the fourth anniversary completes four years
        ("2023-03-15", "1974.50", None),  # five years, but not a day more
        ("2023-03-16", "1974.50", "39.49"),
    ],
)
def test_since_moves_with_the_day(day: str, base: str, seniority: str | None) -> None:
    fixed = ("--set", "avenant43.point_value=5.50", "--set", "minimum_wage.monthly=1500")
    found = after("--job", "avs", "--since", "2018-03-15", "--after", day, *fixed)
    assert (found["base"], found.get("seniority")) == (base, seniority)


def test_only_since_moves() -> None:
    given = ("--before", "2015-10-01", "--after", "2020-06-01", "--set", "minimum_wage.monthly=1000")
    moving = compute("--category", "C", "--since", "2012-03-15", *given)
    fixed = compute("--category", "C", "--seniority", "3", *given)
    assert lines(moving["before"]) == lines(fixed["before"]) == {"base": "1665.41"}  # row 4: 311 x 5.355
    assert lines(moving["after"]) == {"base": "1809.50"}  # row 9: 329 x 5.50
    assert lines(fixed["after"]) == {"base": "1710.50"}


@pytest.mark.parametrize(
    ("time", "base"),
    [
        (("--hours", "151.67"), "1892.00"),
        (("--hours", "151,67"), "1892.00"),
        (("--hours", "104"), "1297.34"),
        (("--fte", "0.8"), "1513.60"),
        (("--fte", "0,000529"), "1.00"),
        (("--hours", "104", "--fte", "0.685699"), "1297.34"),  # they agree: hours decide
        (("--hours", "104.01", "--fte", "0.6857"), "1297.47"),
        (("--hours", "0.01"), "0.12"),
    ],
)
def test_time_worked(time: tuple[str, ...], base: str) -> None:
    assert after(*EMPLOYE, "--seniority", "0", *time)["base"] == base


@pytest.mark.parametrize("fte", ["0.68", "0.685500", "0.685778", "0.685610", "1"])
def test_hours_and_share_that_do_not_agree_are_refused(fte: str) -> None:
    ran = run("compute", *EMPLOYE, "--seniority", "0", "--hours", "104", "--fte", fte)
    assert (ran.code, ran.out) == (2, ""), f"{float(fte) * 151.67:.4f} h against 104.00 h"


@pytest.mark.parametrize("time", [("--hours", "170"), ("--fte", "1.2"), ("--hours", "151.68"), ("--fte", "1.000001")])
def test_above_full_time_is_full_time_with_a_warning(time: tuple[str, ...]) -> None:
    found = compute(*EMPLOYE, "--seniority", "0", *time)
    assert lines(found["after"])["base"] == "1892.00"
    (warning,) = found["warnings"]
    assert "temps plein" in warning
    assert compute(*EMPLOYE, "--seniority", "0", "--hours", "151.67")["warnings"] == []


@pytest.mark.parametrize("time", [("--hours", "0"), ("--hours", "-1"), ("--fte", "0"), ("--fte", "0.0000001")])
def test_no_time_at_all_is_refused(time: tuple[str, ...]) -> None:
    ran = run("compute", *EMPLOYE, "--seniority", "0", *time)
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("number", ["2.000", "2,000", " 2,500"])
@pytest.mark.parametrize(
    "option", [("--sector", "fhp", "--gross"), (*EMPLOYE, "--employer-cost", "--staff"), (*EMPLOYE, "--differential")]
)
def test_a_number_that_may_be_thousands_is_refused(option: tuple[str, ...], number: str) -> None:
    ran = run("compute", *option, number)
    assert (ran.code, ran.out) == (2, "")
    assert option[-1] in ran.err


def test_flat_points_and_those_pro_rata() -> None:
    half = ("--fte", "0.5", "--diploma", "5", "--tutor", "2", "--apprentices", "2", "--seniority", "10")
    assert after(*EMPLOYE, *half) == {
        "base": "946.00",
        "seniority": "37.84",
        "diploma": "38.50",
        "tutor": "49.50",
        "apprentice_master": "71.50",
    }
    assert lines(compute(*EMPLOYE, *half)["before"]) == {"base": "814.00"}


def test_sunday_night_and_on_call() -> None:
    hours = ("--sunday-hours", "10", "--night-hours", "20")
    periods = ("--on-call", "2", "--on-call-special", "3", "--on-call-split-special", "1")
    found = compute(*EMPLOYE, "--seniority", "0", *hours, *periods)
    assert lines(found["before"]) == {"base": "1628.00", "sunday": "48.30", "on_call": "258.50"}  # 14 + 24 + 9 points
    expected = {"base": "1892.00", "sunday": "56.14", "night": "12.47", "on_call": "319.00"}  # 16 + 30 + 12
    assert lines(found["after"]) == expected
    assert "avenant43.hourly_rate" in {each["field"] for each in found["assumptions"]}


def test_hourly_rates_stand_on_the_topped_full_time_base() -> None:
    given = (*AIDE, "--echelon", "2", "--seniority", "0", "--fte", "0.5", "--after", "2022-12-01")
    found = after(*given, "--sunday-hours", "10", "--night-hours", "10")
    assert found["sunday"] == "52.04"  # 45 % of 1754.08 / 151.67 x 10
    assert found["night"] == "5.78"
    low = after(*AIDE, "--echelon", "1", "--seniority", "0", "--sunday-hours", "10")
    assert low["sunday"] == "47.16"  # 45 % of 1589.47 / 151.67 x 10


@pytest.mark.parametrize(("echelon", "night"), [("1", None), ("2", "5.42"), ("3", "5.77")])
def test_nobody_works_nights_in_the_lowest_place(echelon: str, night: str | None) -> None:
    found = compute(*AIDE, "--echelon", echelon, "--seniority", "0", "--night-hours", "10")
    assert lines(found["after"]).get("night") == night
    assert "night" not in lines(found["before"])
    assert len(found["warnings"]) == (1 if night is None else 0)


def test_the_supplement_for_places_is_for_the_first_degree_of_managers() -> None:
    nurse = ("--job", "coordinateur-soins", "--seniority", "3")
    for number, amount in (("19", None), ("20", "99.00"), ("49", "99.00"), ("50", "198.00")):
        found = compute(*nurse, "--allowance", f"places={number}")
        assert lines(found["after"]).get("allowance.places") == amount


ALLOWANCES = [
    ("responsabilite", "4", None, None),
    ("responsabilite", "9", None, "82.50"),
    ("responsabilite", "10", "143.00", "297.00"),
    ("responsabilite", "299", "297.00", "440.00"),
    ("responsabilite", "301", "440.00", "671.00"),
    ("associations", "10", None, None),
    ("associations", "11", "82.50", "220.00"),
    ("associations", "50", "192.50", "440.00"),
    ("associations", "51", "275.00", "671.00"),
    ("complexite", "0", None, None),
    ("complexite", "1", None, "308.00"),
    ("complexite", "7", "407.00", "627.00"),
    ("complexite", "8", "539.00", "781.00"),
    ("places", "19", None, None),
    ("places", "20", None, None),
    ("places", "50", "198.00", None),
    ("cadre-superieur-a", "0", None, "236.50"),
    ("cadre-superieur-a", "30", None, "583.00"),
    ("cadre-superieur-b", "10", None, "902.00"),
    ("infirmier", "", "137.50", None),
]


@pytest.mark.parametrize(("name", "number", "before", "now"), ALLOWANCES)
def test_allowances(name: str, number: str, before: str | None, now: str | None) -> None:
    found = compute(*CADRE, "--allowance", f"{name}={number}" if number else name)
    line = f"allowance.{name}"
    assert (lines(found["before"]).get(line), lines(found["after"]).get(line)) == (before, now)
    half = compute(*CADRE, "--fte", "0.5", "--allowance", f"{name}={number}" if number else name)
    for side, amount in (("before", before), ("after", now)):
        assert lines(half[side]).get(line) == (amount and f"{float(amount) / 2:.2f}")


@pytest.mark.parametrize(
    ("given", "path"),
    [
        (("--allowance", "responsabilite=300"), "avenant43.old_allowances.responsabilite.300"),
        (
            ("--allowance", "responsabilite=300", "--before", "2022-01-01"),
            "avenant43.new_allowances.responsabilite.300",
        ),
        (("--allowance", "cadre-superieur-a=31"), "avenant43.new_allowances.cadre-superieur-a.31"),
        (("--allowance", "cadre-superieur-b=31"), "avenant43.new_allowances.cadre-superieur-b.31"),
        (("--tutor", "3"), "avenant43.supplements.tutor.3"),
        (("--apprentices", "3"), "avenant43.supplements.apprentice_master.3"),
    ],
)
def test_holes_are_not_computable_and_say_how_to_go_on(given: tuple[str, ...], path: str) -> None:
    ran = run("compute", *CADRE, *given)
    assert (ran.code, ran.out) == (5, "")
    assert f"--set {path}=" in ran.err
    assert path not in run("compute", *CADRE, "--before", "2021-09-30", *given, "--set", f"{path}=10").err


def test_an_allowance_given_twice_is_refused() -> None:
    for second in ("responsabilite=60", "Responsabilite=60", "responsabilité=60"):
        ran = run("compute", *CADRE, "--allowance", "responsabilite=20", "--allowance", second)
        assert (ran.code, ran.out) == (2, ""), second


def test_allowances_count_against_the_minimum_wage_before_only() -> None:
    nurse = compute(*AIDE, "--echelon", "1", "--seniority", "0", "--allowance", "infirmier", "--hours", "75.83")
    assert lines(nurse["before"]) == {"base": "742.45", "allowance.infirmier": "68.75"}
    places = ("--after", "2026-07-01", "--status", "cadre", "--set", "avenant43.new_grid.cadre.1.1=100")
    found = after(
        "--category",
        "F",
        "--year",
        "1",
        "--seniority",
        "0",
        "--degree",
        "1",
        "--echelon",
        "1",
        *places,
        "--allowance",
        "places=50",
    )
    assert found == {"base": "577.00", "smic_topup": "1290.02", "allowance.places": "207.72"}


def test_allowances_of_others_are_dropped_with_a_warning() -> None:
    found = compute("--job", "avs", "--year", "8", "--seniority", "8", "--echelon", "2", "--allowance", "places=50")
    assert not [line for side in ("before", "after") for line in lines(found[side]) if "places" in line]
    assert any("places" in warning for warning in found["warnings"])
