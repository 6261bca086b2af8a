"""`--set`: whatever is typed is used as said, or refused with a reason; never ignored, never an internal error.

Guards: grids/parameters.py, grids/tables.py, grids/units.py, grids/values.py.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import revalo
from revalo.errors import RevaloError
from revalo.grids.law import Law
from revalo.grids.parameters import entries
from running import compute, lines, run
from seeds import THOROUGH

AVS = ("--job", "avs", "--year", "8", "--seniority", "8", "--echelon", "2")


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("avenant43.point_value", "--set\u00a0: écrivez CHEMIN=VALEUR"),
        ("avenant43.point_value=", "--set\u00a0: écrivez CHEMIN=VALEUR"),
        ("=6.00", "--set\u00a0: écrivez CHEMIN=VALEUR"),
        ("avenant43.pointvalue=6.00", "paramètre inconnu\u00a0: avenant43.pointvalue – vouliez-vous dire"),
        ("point_value=6.00", "paramètre inconnu\u00a0: point_value"),
        ("avenant43.old_grid=300", "paramètre inconnu\u00a0: avenant43.old_grid"),
        ("avenant43.old_grid.C=300", "nommez un seul de ses chiffres, par exemple avenant43.old_grid.C.1"),
        ("avenant43.point_value=six", "donnez un nombre positif ou nul, avec un point et 4 décimales au plus"),
        ("avenant43.point_value=6.00001", "donnez un nombre positif ou nul, avec un point et 4 décimales au plus"),
        ("avenant43.point_value=6.0.0", "donnez un nombre positif ou nul, avec un point et 4 décimales au plus"),
        ("avenant43.point_value=1e1", "donnez un nombre positif ou nul, avec un point et 4 décimales au plus"),
        ("minimum_wage.monthly=nan", "donnez un nombre positif ou nul, avec un point et 2 décimales au plus"),
        (
            "avenant43.new_grid.employe.2.2=300.5",
            "donnez un nombre positif ou nul, avec un point et 0 décimales au plus",
        ),
    ],
)
def test_refused_with_the_reason(setting: str, says: str) -> None:
    ran = run("compute", *AVS, "--set", setting)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize(
    "setting",
    [
        "avenant43.point_value.1=6.00",  # a scalar has no figures below it
        "avenant43.old_grid.C.31=500",
        "avenant43.new_grid.employe.2.4=500",
        "avenant43.supplements.diploma.9=20",
        "avenant43.supplements.diploma.troix=20",
    ],
)
def test_a_figure_that_is_not_in_the_table_is_refused(setting: str) -> None:
    ran = run("compute", *AVS, "--set", setting)
    assert (ran.code, ran.out) == (2, ""), "ignored in silence"


def test_a_threshold_set_by_its_own_name() -> None:
    found = compute(*AVS, "--set", "avenant43.supplements.seniority.5=3")
    assert lines(found["after"])["seniority"] == "59.24"  # 3 % of 1974.50, for the 8 years of AVS


def test_a_band_set_by_its_own_name() -> None:
    manager = ("--job", "directeur-service", "--year", "8", "--seniority", "8", "--allowance", "responsabilite=20")
    found = compute(*manager, "--set", "avenant43.new_allowances.responsabilite.10-49=60")
    assert lines(found["after"])["allowance.responsabilite"] == "330.00"


@pytest.mark.parametrize(
    "setting",
    [
        "avenant43.classification=vieille-grille",
        "avenant43.supplements.seniority_basis=topped",
        "avenant43.hourly_rate=base",
        "avenant43.jobs.avs=intervention",
        "avenant43.jobs.avs=intervention.employe.3",
        "avenant43.minimum_wage_floor.new-grid=rien",
    ],
)
def test_a_word_that_is_not_in_the_list_is_refused(setting: str) -> None:
    ran = run("compute", *AVS, "--set", setting)
    assert (ran.code, ran.out) == (2, "")


def test_a_word_of_the_list() -> None:
    found = compute(
        "--category",
        "A",
        "--year",
        "6",
        "--seniority",
        "6",
        "--echelon",
        "1",
        "--set",
        "avenant43.supplements.seniority_basis=topped-base",
    )
    assert lines(found["after"])["seniority"] == "31.79"  # 2 % of 1589.47
    assert lines(compute(*AVS, "--set", "avenant43.classification=old-grid")["after"])["base"] == "1787.50"
    assert lines(compute(*AVS, "--set", "avenant43.jobs.avs=intervention.technicien.1")["after"])["base"] == "2084.50"


@pytest.mark.parametrize("setting", ["avenant43.full_time=0", "avenant43.full_time=-1", "avenant43.point_value=-5.50"])
def test_nothing_and_less_are_refused_where_they_make_no_sense(setting: str) -> None:
    ran = run("compute", *AVS, "--set", setting)
    assert (ran.code, ran.out) == (2, "")


def settings(law: Law) -> Iterator[str]:
    """One setting for each parameter of the law that takes a figure or a word."""
    for path in law.paths:
        table = law.table(path)
        value = table.versions[-1].value
        if table.unit == "choice":
            yield f"{path}={value}"
        elif table.unit == "day of year":
            yield f"{path}=06-30"
        elif table.unit == "position":
            yield f"{path}=support.employe.1"
        elif table.unit == "passage":
            yield from (f"{path}.{key}=aide-soignant-classe-normale/4:none" for key in value or {})
        elif table.unit == "fraction" or value is None:
            continue
        else:
            yield from (
                (f"{path}.{key}=2" for key in entries(table, value)) if table.shape != "scalar" else [f"{path}=2"]
            )


@pytest.mark.thorough
def test_every_parameter_can_be_set_without_an_internal_error(law: Law) -> None:
    person: dict[str, Any] = {"job": "avs", "year": 8, "seniority": 8, "echelon": 2, "tutor": 1}
    person |= {"sunday_hours": "3", "night_hours": "3", "on_call": "1"}
    tried = 0
    for setting in list(settings(law))[:: 1 if THOROUGH else 4]:
        path, _mark, value = setting.partition("=")
        found = revalo.compute(law=law, settings={path: value}, **person)
        assert found["after"]["set"] == {path: value}
        tried += 1
    assert tried > (300 if THOROUGH else 75)


PEOPLE: tuple[dict[str, Any], ...] = (
    {"job": "avs", "seniority": 8, "hours": "104"},
    {"sector": "fph", "structure": "ehpad", "profession": "aide-soignant", "index": 400},
    {"sector": "ccn51", "structure": "ehpad", "profession": "aide-soignant", "gross": "1800"},
)


def walked(law: Law, start: int, step: int) -> None:
    """Set parameters one by one, each on other days and for other people, with the employer's cost."""
    for number, setting in list(enumerate(settings(law)))[start::step]:
        path, _mark, value = setting.partition("=")
        person = PEOPLE[number % len(PEOPLE)]
        after, found = date(2018 + number % 10, 1 + number % 12, 1), None
        try:
            revalo.compute(law=law, settings={path: value}, after=after, employer_cost=True, **person)
        except RevaloError as error:  # a day before what is held, or a what-if that another figure contradicts
            found = error
        assert found is None or found.exit_code != 1, setting


def test_some_parameters_set_on_any_day_never_end_in_an_internal_error(law: Law) -> None:
    walked(law, 3, 23)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(8))
def test_every_parameter_set_on_any_day_never_ends_in_an_internal_error(law: Law, start: int) -> None:
    walked(law, start, 8)


@pytest.mark.parametrize("value", ["99999999999", "-99999999999999", "9" * 30, "9" * 5000])
@pytest.mark.parametrize("path", ["avenant43.point_value", "minimum_wage.monthly", "avenant43.new_grid.employe.2.2"])
def test_too_large_for_64_bits(path: str, value: str) -> None:
    ran = run("compute", *AVS, "--set", f"{path}={value}")
    assert ran.code in (2, 3)
    assert ran.out == ""


def test_the_last_word_and_blanks() -> None:
    twice = ("--set", "avenant43.point_value=7", "--set", " avenant43.point_value = 6.00 ")
    assert lines(compute(*AVS, *twice)["after"])["base"] == "2154.00"
