"""`revalo doctor`: what is there, what is missing, what to do.

Guards: cli/doctor.py, reports/health.py, reports/terminal/doctor.py.
"""

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from revalo import __version__
from revalo.grids import store
from revalo.reports import health
from running import run


def checks(*words: str) -> dict[str, dict[str, str]]:
    return {each["name"]: each for each in run("doctor", "--json", *words).json["checks"]}


def test_everything_is_told() -> None:
    found = checks()
    assert found["revalo"]["value"] == __version__
    assert found["law"]["value"] == store.fingerprint(store.law_files())
    assert found["width"]["value"] == "80"
    assert found["encodings"]["value"].count("/") == 3
    assert {"python", "platform", "locale", "colour", "report", "spark", "java", "law_folder", "temporary"} <= set(
        found
    )
    assert all(each["remedy"] for each in found.values() if each["state"] != health.GOOD)


def test_on_screen_in_both_languages() -> None:
    for lang, word in (("fr", "Fichiers du droit"), ("en", "Law files")):
        ran = run("doctor", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert word in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80


def test_a_broken_law_is_to_mend(tmp_path: Path) -> None:
    (tmp_path / "avenant43.yaml").write_text("point_value: [", encoding="utf-8")
    ran = run("doctor", "--law", str(tmp_path))
    assert ran.code == 4
    assert "revalo law validate" in ran.out
    assert checks("--law", str(tmp_path))["law"]["state"] == health.WRONG


def test_a_temporary_folder_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OSError

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    assert run("doctor").code == 4
    assert checks()["temporary"]["state"] == health.WRONG


def test_what_is_missing_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(health, "version", absent)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    found = checks()
    assert {name for name in ("report", "spark", "java") if found[name]["state"] == health.LACKING} == {
        "report",
        "spark",
        "java",
    }
    assert "revalo[report]" in found["report"]["remedy"]


def test_the_name_of_the_user_is_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "law").mkdir()
    assert checks("--law", str(tmp_path / "law"))["law_folder"]["value"] == str(Path("~/law"))
