"""Which law each side reads: days, texts left out or let in, what was known, membership, parameters set."""

import pytest

from running import compute, lines, run

AVS = ("--job", "avs", "--year", "8", "--seniority", "8", "--echelon", "2")
FIRST = ("--category", "A", "--year", "1", "--seniority", "0", "--echelon", "1")


def bases(*given: str) -> tuple[str, str]:
    """The base salary on both sides."""
    found = compute(*given)
    return lines(found["before"])["base"], lines(found["after"])["base"]


def days(*given: str) -> tuple[str, str]:
    """The two days compared."""
    found = compute(*given)
    return found["before"]["date"], found["after"]["date"]


@pytest.mark.parametrize(
    ("given", "before", "after"),
    [
        ((), "2021-09-30", "2021-10-01"),
        (("--after", "2024-02-01"), "2021-09-30", "2024-02-01"),
        (("--before", "2020-06-01"), "2020-06-01", "2021-10-01"),
        (("--before", "2022-01-01", "--after", "2023-01-01"), "2022-01-01", "2023-01-01"),
        (("--without", "avenant-43", "--after", "2022-09-01"), "2022-09-01", "2022-09-01"),
        (("--without", "avenant-43"), "2021-10-01", "2021-10-01"),
        (("--with", "avenant-68", "--after", "2025-08-01"), "2025-08-01", "2025-08-01"),
        (("--with", "avenant-68", "--after", "2025-08-01", "--before", "2025-06-30"), "2025-06-30", "2025-08-01"),
        (("--set", "avenant43.point_value=6"), "2021-10-01", "2021-10-01"),
        (("--set", "avenant43.point_value=6", "--before", "2021-09-30"), "2021-09-30", "2021-10-01"),
    ],
)
def test_the_days_compared(given: tuple[str, ...], before: str, after: str) -> None:
    assert days(*AVS, *given) == (before, after)


@pytest.mark.parametrize(
    ("given", "before", "after"),
    [
        (("--without", "avenant-43", "--after", "2022-09-01"), "1875.25", "2071.43"),  # 325 x 5.77
        (("--without", "article-47", "--after", "2022-09-01"), "1787.50", "2071.43"),  # 325 x 5.50
        (("--without", "avenant-54", "--after", "2022-09-01"), "2017.58", "2071.43"),  # 359 x 5.62
        (("--without", "avenant-54", "--without", "avenant-52", "--after", "2022-09-01"), "1978.09", "2071.43"),
        (("--without", "avenant-44"), "1931.42", "1974.50"),  # 359 x 5.38
        (("--without", "avenant-44", "--without", "avenant-43"), "1748.50", "1974.50"),  # 325 x 5.38
        (("--without", "avenant-66", "--after", "2025-03-01"), "2071.43", "2071.43"),
        (("--with", "avenant-66", "--after", "2025-03-01"), "2071.43", "2106.05"),  # 365 x 5.77
        (("--with", "avenant-66", "--after", "2024-12-31"), "2071.43", "2071.43"),  # before its date
        (("--with", "avenant-66", "--with", "avenant-68", "--after", "2025-08-01"), "2071.43", "2106.05"),
        (("--with", "avenant-66", "--without", "avenant-43", "--after", "2025-03-01"), "1875.25", "2106.05"),
    ],
)
def test_texts_left_out_and_let_in(given: tuple[str, ...], before: str, after: str) -> None:
    assert bases(*AVS, *given) == (before, after)


def test_a_later_version_does_not_depend_on_an_earlier_one() -> None:
    given = (*FIRST, "--after", "2024-06-01")
    assert bases(*given, "--without", "avenant-51") == ("1777.16", "1777.16")  # 308 x 5.77, from avenant 61
    assert bases(*given, "--without", "avenant-61") == ("1679.07", "1777.16")  # 291 x 5.77, from avenant 51
    assert bases(*given, "--without", "avenant-61", "--without", "avenant-51") == ("1650.22", "1777.16")  # 286


def test_a_refused_text_that_brings_no_figure() -> None:
    ran = run("compute", *AVS, "--with", "avenant-35", "--after", "2019-06-01", "--json")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("known", "base"),
    [
        ("2022-12-09", "1974.50"),
        ("2022-12-10", "2017.58"),
        ("2023-05-19", "2017.58"),
        ("2023-05-20", "2071.43"),
        ("2026-01-01", "2071.43"),
    ],
)
def test_the_law_as_it_was_known(known: str, base: str) -> None:
    assert bases(*AVS, "--after", "2022-09-01", "--known-on", known)[1] == base


def test_a_non_member_learns_of_a_text_by_its_extension() -> None:
    given = (*AVS, "--after", "2023-08-01", "--no-member", "--known-on")
    assert bases(*given, "2023-07-11")[1] == "2017.58"
    assert bases(*given, "2023-07-12")[1] == "2071.43"


@pytest.mark.parametrize(
    ("option", "day", "base"),
    [
        ("--member", "2021-06-22", "1787.50"),
        ("--no-member", "2021-06-22", "1748.50"),  # avenant 44 was extended on 23 June 2021
        ("--no-member", "2021-06-23", "1787.50"),
        ("--no-member", "2023-01-18", "1974.50"),
        ("--no-member", "2023-01-19", "2017.58"),
        ("--no-member", "2023-07-11", "2017.58"),
        ("--no-member", "2023-07-12", "2071.43"),
    ],
)
def test_members_and_others(option: str, day: str, base: str) -> None:
    assert bases(*AVS, option, "--after", day)[1] == base


def test_membership_is_an_assumption_where_it_matters() -> None:
    later = ("--before", "2024-02-01", "--after", "2024-02-02")
    for given, listed in (
        (("--after", "2021-06-22"), True),
        (("--after", "2021-06-22", "--member"), False),
        (("--after", "2021-06-22", "--no-member"), False),
        (later, False),
    ):
        found = compute(*AVS, *given)
        assert ("member" in [each["field"] for each in found["assumptions"]]) is listed, given


def test_avenant_53_and_the_basis_of_seniority() -> None:
    person = ("--category", "A", "--year", "5", "--seniority", "5", "--echelon", "1", "--before", "2022-12-23")
    found = compute(*person, "--after", "2022-12-24")
    assert lines(found["before"])["seniority"] == "33.58"  # 2 % of 291 x 5.77 = 1679.07
    assert found["before"]["gross"] == found["after"]["gross"]  # no top-up in December 2022
    found = compute(*person, "--after", "2023-05-01")
    assert lines(found["after"])["seniority"] == "34.94"  # 2 % of 1747.20
    assert "avenant43.supplements.seniority_basis" in [each["field"] for each in found["assumptions"]]
    for day, amount in (("2023-04-27", "32.71"), ("2023-04-28", "34.19")):  # 291 x 5.62, then 1709.28
        assert lines(compute(*person, "--after", day, "--no-member")["after"])["seniority"] == amount


@pytest.mark.parametrize(
    ("day", "base", "outside"),
    [
        ("2026-01-31", "2071.43", "2071.43"),
        ("2026-02-01", "2186.83", "2071.43"),
        ("2026-04-04", "2186.83", "2071.43"),
        ("2026-04-05", "2186.83", "2186.83"),
    ],
)
def test_avenant_70_moves_care_assistants(day: str, base: str, outside: str) -> None:
    person = ("--job", "aide-soignant", "--year", "8", "--seniority", "8", "--echelon", "2", "--after", day)
    assert bases(*person)[1] == base
    assert bases(*person, "--no-member")[1] == outside
    assert bases(*person, "--without", "avenant-70")[0] == "2071.43"


def test_the_line_that_avenant_70_changed_names_it() -> None:
    person = ("--job", "aide-soignant", "--year", "8", "--seniority", "8", "--echelon", "2", "--after", "2026-02-01")
    base = compute(*person)["after"]["lines"][0]
    assert "avenant-70" in base["texts"]
    assert base["confidence"] == "primary"


@pytest.mark.parametrize(
    ("setting", "before", "after"),
    [
        ("avenant43.point_value=6.00", "1974.50", "2154.00"),
        ("avenant43.point_value=6,00", "1974.50", "2154.00"),
        ("avenant43.new_grid.employe.2.2=400", "1974.50", "2200.00"),
        ("avenant43.new_grid.employe.2.1=400", "1974.50", "1974.50"),
    ],
)
def test_a_parameter_set_on_the_after_side(setting: str, before: str, after: str) -> None:
    found = compute(*AVS, "--set", setting)
    assert (lines(found["before"])["base"], lines(found["after"])["base"]) == (before, after)
    assert found["after"]["set"] == dict([setting.split("=")])
    assert "set" not in found["before"]
    assert bases(*AVS, "--before", "2021-09-30", "--set", setting) == ("1787.50", after)


def test_a_value_that_the_law_lacks_supplies_both_sides() -> None:
    person = ("--category", "H", "--year", "1", "--seniority", "0", "--allowance", "responsabilite=300")
    setting = "avenant43.{}_allowances.responsabilite.300=60"
    given = ("--before", "2021-09-30", "--set", setting.format("old"), "--set", setting.format("new"))
    found = compute(*person, *given)
    for side in ("before", "after"):
        assert lines(found[side])["allowance.responsabilite"] == "330.00"


def test_a_minimum_wage_before_those_held() -> None:
    given = (*FIRST, "--before", "2018-12-31")
    assert run("compute", *given).code == 5
    found = compute(*given, "--set", "minimum_wage.monthly=1498.47")
    assert lines(found["before"]) == {"base": "1452.60", "smic_topup": "45.87"}
    assert lines(found["after"]) == {"base": "1573.00"}


def test_each_side_says_what_sets_its_law_apart() -> None:
    found = compute(*AVS, "--without", "article-47", "--after", "2025-08-01", "--with", "avenant-68")
    assert found["before"]["without"] == ["article-47"]
    assert found["after"]["with"] == ["avenant-68"]
    known = compute(*AVS, "--known-on", "2021-09-01")
    assert known["before"]["known_on"] == known["after"]["known_on"] == "2021-09-01"


@pytest.mark.parametrize(
    ("day", "files"),
    [
        ("2026-04-10", []),
        ("2026-04-11", ["avenant43.yaml"]),
        ("2026-10-27", ["avenant43.yaml"]),
        ("2026-10-28", ["avenant43.yaml", "minimum_wage.yaml"]),
    ],
)
def test_a_value_carried_past_its_verification_is_a_warning(day: str, files: list[str]) -> None:
    warnings = compute(*FIRST, "--after", day)["warnings"]
    assert [name for warning in warnings for name in files if name in warning] == files
    assert len(warnings) == len(files)
