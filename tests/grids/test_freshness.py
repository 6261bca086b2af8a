"""The law cannot rot in silence: after a year a check of `make law-check` says what to do; the product only warns.

Guards: grids/freshness.py, grids/versions.py, rules/figure_caveats.py.
"""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from mutations import said, shipped, validate
from revalo.grids import store
from running import run

ROOT = Path(__file__).parents[2]
FILES = sorted(store.shipped_folder().glob("*.yaml"))
VERIFIED = re.compile(r"^verified: (\S+)$", re.MULTILINE)
YEAR = ("--max-age", "365")
TOLD = {
    "texts.yaml",
    "sources.yaml",
    "cases.yaml",
    "workforce.yaml",
}  # registers of what was said, which no later day makes untrue


def test_every_file_of_figures_says_when_it_was_checked() -> None:
    assert {path.name for path in FILES if not VERIFIED.search(shipped(path.name))} == TOLD


FIRST, LAST = date(2026, 1, 15), date(2026, 11, 29)  # the days between which the shipped values were last checked


def test_a_year_after_the_first_check(monkeypatch: pytest.MonkeyPatch) -> None:
    for day, code in ((FIRST + timedelta(days=365), 0), (LAST + timedelta(days=366), 3)):
        monkeypatch.setenv("REVALO_TODAY", day.isoformat())
        assert run("law", "validate", *map(str, FILES), *YEAR).code == code


def test_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2030-01-01")
    found = said(run("law", "validate", *map(str, FILES), *YEAR))
    assert {each.file for each in found} == {path.name for path in FILES} - TOLD
    assert {each.field for each in found} == {"verified"}
    for each in found:
        line = shipped(each.file).splitlines()[each.line - 1]
        read = f"avec leur fichier entier le {line.removeprefix('verified: ')}, plus de 365 jours" in each.message
        seen = re.search(r"vues pour la dernière fois dans \S+ [\d.]+, connues jusqu'au \S+, plus de 365", each.message)
        assert read or seen
        assert "relisez leurs sources" in each.message or "lancez make law-check" in each.message
        assert "docs/fr/maintaining-the-law.md, « Une fois par an »" in each.message
    for lang, title in (("fr", "Une fois par an"), ("en", "Once a year")):
        assert f"## {title}\n" in (ROOT / "docs" / lang / "maintaining-the-law.md").read_text(encoding="utf-8")


WAGES = (
    ("minimum_wage.hourly@2026-06-01", "12.31"),
    ("minimum_wage.monthly@2026-06-01", "1867.02"),
    ("minimum_wage.mayotte_hourly@2026-06-01", "9.56"),
    ("minimum_wage.mayotte_monthly@2026-06-01", "1449.93"),
)


def checked(folder: Path, states: dict[str, str], seen: str = "parameter") -> Path:
    """The minimum wage verified on 15 January 2026, and a record of checks beside it."""
    path = folder / "minimum_wage.yaml"
    path.write_text(VERIFIED.sub("verified: 2026-01-15", shipped("minimum_wage.yaml")), encoding="utf-8")
    entry = {"seen": seen, "in": "smic", "release": "openfisca 9.9.9", "on": "2026-11-29"}
    figures = {key: {"state": state, **entry} for key, state in states.items()}
    record = {"releases": {"openfisca 9.9.9": "2026-10-27"}, "figures": figures}
    (folder / "checks.json").write_text(json.dumps(record), encoding="utf-8")
    return path


@pytest.mark.parametrize(("day", "code"), [("2027-01-16", 0), ("2027-10-27", 0), ("2027-10-28", 3)])
def test_a_value_counts_from_its_own_check(
    day: str, code: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REVALO_TODAY", day)
    ran = run("law", "validate", str(checked(tmp_path, dict(WAGES))), *YEAR)
    assert ran.code == code
    if code:
        (told,) = said(ran)
        assert told.message.startswith(
            "4 valeurs vues pour la dernière fois dans openfisca 9.9.9, connues jusqu'au 2026-10-27"
        )


@pytest.mark.parametrize(
    ("states", "seen", "unseen"),
    [
        ({}, "parameter", "4 valeurs"),
        ({WAGES[0][0]: "12.31"}, "parameter", "3 valeurs"),
        ({WAGES[0][0]: "12.13", WAGES[1][0]: "1867.02"}, "parameter", "3 valeurs"),  # changed since its check
        (dict(WAGES), "reading", "4 valeurs"),  # read by somebody: no more than the file says
    ],
)
def test_a_value_without_a_check_of_its_own_counts_from_its_file(
    states: dict[str, str], seen: str, unseen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2027-01-16")
    found = said(run("law", "validate", str(checked(tmp_path, states, seen)), *YEAR))
    assert [each.message.split(" vérifiées")[0] for each in found] == [unseen]


def test_only_the_files_given_are_judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2030-01-01")
    mine = tmp_path / "net.yaml"
    mine.write_text(VERIFIED.sub("verified: 2029-12-01", shipped("net.yaml")), encoding="utf-8")
    assert run("law", "validate", str(mine), *YEAR).code == 0
    assert validate(*FILES).code == 0  # without the option, no day is too late


def test_the_product_only_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2030-01-01")
    ran = run("compute", "--sector", "fph", "--structure", "ehpad", "--profession", "ide", "--index", "420", "--json")
    assert ran.code == 0
    assert ran.json["after"]["date"] == "2030-01-01"
    assert any("civil_service.yaml" in each for each in ran.json["warnings"])


def test_no_build_fails_for_a_day_that_passes() -> None:
    """`make law-check` asks for it; `make lint`, which every build runs, does not."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "--max-age" not in makefile.split("\nlint:")[1].split("\n\n")[0]
    assert "law validate data/*.yaml --max-age $(LAW_AGE)" in makefile
    assert "LAW_AGE := 365" in makefile
