"""`revalo compute`: the figures of the branch, the JSON of the contract, and how money is rounded and summed.

Guards: analysis/comparison.py, cli/compute.py, cli/options/person.py, cli/options/shared.py, reports/explanation.py,
reports/json/results.py, reports/phrases.py.
"""

import json
from fractions import Fraction
from typing import Any

import pytest

import revalo
from revalo.money import half_up, parse_fixed
from running import compute, lines, run

AVS: dict[str, Any] = {"job": "avs", "category": "C", "year": 8, "seniority": 8, "echelon": 2}
START: dict[str, Any] = {"category": "A", "year": 1, "seniority": 0, "status": "employe", "degree": 1, "echelon": 1}

# Inputs, then the lines before (30 September 2021) and after (1 October 2021), gross included.
FIGURES: list[tuple[dict[str, Any], dict[str, str], dict[str, str]]] = [
    (
        AVS | {"year": 1, "echelon": 1, "seniority": 1, "diploma": 3},
        {"base": "1628.00", "gross": "1628.00"},
        {"base": "1892.00", "diploma": "60.50", "gross": "1952.50"},
    ),
    (
        AVS | {"diploma": 3},
        {"base": "1787.50", "gross": "1787.50"},
        {"base": "1974.50", "seniority": "39.49", "diploma": "60.50", "gross": "2074.49"},
    ),
    (
        START,
        {"base": "1485.00", "smic_topup": "69.58", "gross": "1554.58"},
        {"base": "1573.00", "smic_topup": "16.47", "gross": "1589.47"},
    ),
    (
        START | {"year": 14, "echelon": 3, "seniority": 10},
        {"base": "1556.50", "gross": "1556.50"},
        {"base": "1749.00", "seniority": "69.96", "gross": "1818.96"},
    ),
    (
        START | {"hours": "75.83"},
        {"base": "742.45", "smic_topup": "34.79", "gross": "777.24"},
        {"base": "786.45", "smic_topup": "8.23", "gross": "794.68"},
    ),
    (
        {"category": "I", "year": 30, "status": "cadre", "degree": 2, "echelon": 3, "seniority": 30, "diploma": 8},
        {"base": "6556.00", "gross": "6556.00"},
        {"base": "3569.50", "seniority": "713.90", "diploma": "93.50", "gross": "4376.90"},
    ),
]
LINE = {"id", "label", "amount", "formula", "texts", "confidence"}
CONFIDENCES = ("primary", "secondary", "derived", "assumed")


def arguments(person: dict[str, Any]) -> list[str]:
    """The options that say the same as the keywords of the library."""
    return [word for name, value in person.items() for word in (f"--{name.replace('_', '-')}", str(value))]


@pytest.mark.parametrize(("person", "before", "after"), FIGURES)
def test_figures_by_the_library_and_the_command(
    person: dict[str, Any], before: dict[str, str], after: dict[str, str]
) -> None:
    found = revalo.compute(**person)
    assert found == compute(*arguments(person))
    for side, expected in (("before", before), ("after", after)):
        assert lines(found[side]) | {"gross": found[side]["gross"]} == expected


def test_the_floor_on_1_july_2026() -> None:
    found = compute(*arguments(START | {"after": "2026-07-01"}))
    assert lines(found["after"]) == {"base": "1777.16", "smic_topup": "89.86"}
    assert found["after"]["gross"] == "1867.02"


def whole(found: Any) -> dict[str, str | None]:
    """The difference as a whole; how it is split is tested with the attribution."""
    return {name: value for name, value in found["difference"].items() if name not in ("by_text", "order")}


def test_the_example_of_the_contract() -> None:
    found = compute(*arguments(FIGURES[0][0]))
    assert found["before"]["lines"][0]["formula"] == "296 × 5.50"
    assert found["before"]["lines"][0]["texts"] == ["titre-iii-2010", "avenant-44"]
    assert whole(found) == {"gross": "324.50", "percent": "19.93"}


def test_the_keys_and_types_of_the_contract() -> None:
    person = {"job": "avs", "since": "2012-03-15", "hours": "104.5", "tutor": 1, "sunday_hours": "7.5"}
    found = compute(*arguments(person))
    assert found.keys() == {
        "schema", "employee", "before", "after", "difference", "assumptions", "warnings", "notice", "law", "revalo"
    }  # fmt: skip
    assert found["schema"] == "revalo.compute/1"
    for side in (found["before"], found["after"]):
        assert {"date", "gross", "lines"} <= side.keys()
        assert [line.keys() for line in side["lines"]] == [LINE] * len(side["lines"])
        for line in side["lines"]:
            assert all(isinstance(line[key], str) for key in LINE - {"texts"})
            assert all(isinstance(text, str) for text in line["texts"])
            assert line["confidence"] in CONFIDENCES
    assert found["difference"].keys() == {"gross", "percent", "by_text", "order"}
    for assumption in found["assumptions"]:
        assert assumption.keys() == {"field", "value", "reason"}
        assert isinstance(assumption["value"], (int, str))
    assert all(isinstance(warning, str) for warning in found["warnings"])


def test_the_employee_as_understood() -> None:
    given = ("--job", "auxiliaire de vie", "--since", "2012-03-15", "--fte", "0,80", "--sunday-hours", "7.50")
    found = compute(*given, "--year", "008", "--allowance", "Infirmier", "--tutor", "1")
    assert found["employee"] == {
        "sector": "bad",
        "job": "avs",
        "year": 8,
        "since": "2012-03-15",
        "fte": "0.8",
        "tutor": 1,
        "sunday_hours": "7.5",
        "allowances": {"infirmier": None},
    }


def test_json_alone_on_standard_output() -> None:
    ran = run("compute", "--category", "C", "--year", "8", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == json.dumps(ran.json, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["--category", "Z"], 2),
        (["--category", "C"], 2),
        (["--category", "C", "--year", "8", "--law", "nowhere"], 3),
        (["--category", "C", "--year", "8", "--tutor", "3"], 5),
    ],
)
def test_nothing_on_standard_output_when_refused(given: list[str], code: int) -> None:
    ran = run("compute", *given, "--json")
    assert (ran.code, ran.out) == (code, "")
    assert json.loads(ran.err)["schema"] == "revalo.error/1"


@pytest.mark.parametrize(("person", "_before", "_after"), FIGURES)
@pytest.mark.parametrize("after", ["2021-10-01", "2022-12-24", "2026-07-01"])
def test_sums(person: dict[str, Any], _before: dict[str, str], _after: dict[str, str], after: str) -> None:
    extras = {"sunday_hours": "13.37", "night_hours": "7.77", "tutor": 2, "apprentices": 1, "on_call": "2.5"}
    for more in ({}, extras, extras | {"fte": "0.333333"}):
        found = revalo.compute(**({**person, "after": after} | (more if "hours" not in person else extras)))
        sides = {}
        for name in ("before", "after"):
            amounts = [parse_fixed(line["amount"], 2) for line in found[name]["lines"]]
            sides[name] = parse_fixed(found[name]["gross"], 2)
            assert sum(amounts) == sides[name]
        change = parse_fixed(found["difference"]["gross"], 2)
        assert sides["before"] + change == sides["after"]
        exact = Fraction(10_000 * change, sides["before"])
        assert parse_fixed(found["difference"]["percent"], 2) == half_up(exact.numerator, exact.denominator)


@pytest.mark.parametrize(
    ("point", "gross", "percent"),
    [("5.5069", "0.15", "0.13"), ("5.4929", "-0.15", "-0.13"), ("5.50", "0.00", "0.00")],
)
def test_a_percentage_goes_half_away_from_zero(point: str, gross: str, percent: str) -> None:
    person = ["--category", "C", "--year", "1", "--hours", "11.18", "--after", "2021-09-30"]
    found = compute(*person, "--set", f"avenant43.point_value={point}")
    assert found["before"]["gross"] == "120.00"
    assert whole(found) == {"gross": gross, "percent": percent}


def test_a_pay_of_nothing_has_no_percentage_and_keeps_its_base() -> None:
    person = ["--job", "avs", "--year", "8", "--seniority", "8", "--fte", "0.000001", "--diploma", "3"]
    found = compute(*person, "--sunday-hours", "0", "--night-hours", "0.00")
    assert lines(found["before"]) == lines(found["after"]) == {"base": "0.00"}
    assert whole(found) == {"gross": "0.00", "percent": None}
    table = run("compute", *person)
    assert table.code == 0
    total = next(line for line in table.out.splitlines() if "Total brut mensuel" in line)
    assert total.split("  ")[-1].strip() == "0,00\u00a0€"
    assert "%" not in table.out


def test_lines_of_nothing_are_left_out() -> None:
    found = compute(*arguments(AVS | {"tutor": 0, "apprentices": 0, "on_call": 0, "night_hours": 0, "year": 1}))
    assert lines(found["before"]).keys() == {"base"}
    assert lines(found["after"]).keys() == {"base", "seniority"}


def test_the_language_changes_words_only() -> None:
    french, english = (compute(*arguments(AVS), "--lang", lang) for lang in ("fr", "en"))
    assert french["before"]["lines"][0]["label"] == "Salaire de base"
    assert english["before"]["lines"][0]["label"] == "Base salary"
    for found in (french, english):
        for side in (found["before"], found["after"]):
            for line in side["lines"]:
                del line["label"]
        for part in found["difference"]["by_text"]:
            del part["label"]
        del found["difference"]["order"]
        for words in ("notice", "assumptions", "warnings"):
            del found[words]
    assert french == english


@pytest.mark.parametrize("name", ["hours", "fte", "year", "seniority", "sunday_hours", "on_call", "tutor", "echelon"])
@pytest.mark.parametrize("value", [1.0, float("nan"), True])
def test_the_library_refuses_floats(name: str, value: object) -> None:
    option = "--" + name.replace("_", "-")
    with pytest.raises(revalo.errors.UsageError, match=option):
        revalo.compute(**{**AVS, name: value})


def test_the_library_refuses_floats_in_settings() -> None:
    settings: Any = {"avenant43.point_value": 6.0}
    with pytest.raises(revalo.errors.UsageError):
        revalo.compute(**AVS, settings=settings)


def test_trees_net_pay_and_costs_are_printed_where_they_are_asked_for() -> None:
    person = ("compute", "--job", "avs", "--year", "8", "--lang", "fr")
    marks = {"--explain": "formule", "--net": "Net estimé", "--employer-cost": "Cotisations"}
    plain = run(*person).out
    for option, mark in marks.items():
        assert mark not in plain
        assert mark in run(*person, option).out
