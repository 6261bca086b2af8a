"""The law cannot rot in silence: after a year a check of `make lint` says what to do; the product only warns."""

import re
from pathlib import Path

import pytest

from mutations import said, shipped, validate
from revalo.grids import store
from running import run

ROOT = Path(__file__).parents[2]
FILES = sorted(store.shipped_folder().glob("*.yaml"))
VERIFIED = re.compile(r"^verified: (\S+)$", re.MULTILINE)
YEAR = ("--max-age", "365")
TOLD = {"texts.yaml", "sources.yaml", "cases.yaml"}  # registers of what was said, which no later day makes untrue


def test_every_file_of_figures_says_when_it_was_checked() -> None:
    assert {path.name for path in FILES if not VERIFIED.search(shipped(path.name))} == TOLD


@pytest.mark.parametrize(("day", "code"), [("2026-12-31", 0), ("2027-01-15", 0), ("2027-01-16", 3)])
def test_a_year_and_a_day(day: str, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALO_TODAY", day)
    assert run("law", "validate", *map(str, FILES), *YEAR).code == code


def test_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVALO_TODAY", "2030-01-01")
    found = said(run("law", "validate", *map(str, FILES), *YEAR))
    assert {each.file for each in found} == {path.name for path in FILES} - TOLD
    assert {each.field for each in found} == {"verified"}
    for each in found:
        line = shipped(each.file).splitlines()[each.line - 1]
        assert f"dernier contrôle complet le {line.removeprefix('verified: ')}, plus de 365 jours" in each.message
        assert "relisez ses sources" in each.message
        assert "docs/fr/maintaining-the-law.md, « Une fois par an »" in each.message
    for lang, title in (("fr", "Une fois par an"), ("en", "Once a year")):
        assert f"## {title}\n" in (ROOT / "docs" / lang / "maintaining-the-law.md").read_text(encoding="utf-8")


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


def test_lint_asks_for_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "law validate data/*.yaml --max-age $(LAW_AGE)" in makefile
    assert "LAW_AGE := 365" in makefile
