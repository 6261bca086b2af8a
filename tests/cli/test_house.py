"""The settings of a house: found upward, below options and the environment, said where used, refused where unknown.

Guards: cli/options/employer.py, cli/options/shared.py, house.py.
"""

import json
import re
import tomllib
from hashlib import sha256
from pathlib import Path
from typing import Any

import derived
import pytest
import yaml_schemas
from jsonschema import Draft202012Validator

import revalo
from revalo import house
from running import Ran, run

DOCS = Path(__file__).parents[2] / "docs"
AVS = ("--job", "avs", "--category", "C", "--year", "8", "--lang", "en")
COST = ("compute", *AVS, "--employer-cost", "--json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(text: str) -> None:
    Path("revalo.toml").write_text(text, encoding="utf-8")


def assumed(ran: Ran) -> dict[str, Any]:
    return {each["field"]: each["value"] for each in ran.json["assumptions"]}


def test_a_setting_stands_for_an_option(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told("[employer]\nstaff = 8\naccident_rate = 3.66\nprovident_rate = '1.5'\n")
    whole = run(*COST, "--staff", "8", "--accident-rate", "3.66", "--provident-rate", "1.5", REVALO_CONFIG="/dev/null")
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    found = run(*COST)
    assert found.json["after"]["employer_cost"] == whole.json["after"]["employer_cost"]
    assert "staff" not in assumed(found)
    assert found.json["settings"] == f"revalo.toml {sha256((folder / 'revalo.toml').read_bytes()).hexdigest()}"
    assert found.err == ""
    assert "settings" not in run("compute", *AVS, "--json").json


def test_the_option_wins_then_the_environment(folder: Path) -> None:
    told('lang = "en"\nlaw = "none"\n[employer]\nstaff = 8\nmember = false\n')
    whole = run(*COST, "--staff", "300", "--law", str(DOCS.parent / "data"), REVALO_CONFIG="/dev/null", LANG="C")
    found = run(*COST, "--staff", "300", "--member", REVALO_LAW=str(DOCS.parent / "data"))
    assert found.json["after"]["employer_cost"] == whole.json["after"]["employer_cost"]
    assert run("compute", "--job", "avs").code == 3  # the folder `none` is that of the settings
    assert "indique" in run("errors", "R103", REVALO_LANG="fr").out
    assert "--lang" not in run("errors", "R103").err
    assert (folder / "revalo.toml").exists()


def test_what_was_used_is_said() -> None:
    told('lang = "en"\n[employer]\nstaff = 8\nmember = false\n[files]\nsheet = "x"\n')
    assert run("compute", *AVS).err == "revalo.toml: settings used: employer.member\n"
    assert run("compute", *AVS, "--member", "--employer-cost").err == "revalo.toml: settings used: employer.staff\n"
    assert run("errors", "R103").err == "revalo.toml: settings used: lang\n"


def test_a_sheet_is_for_workbooks(folder: Path) -> None:
    told('[files]\nsheet = ["Nulle part"]\n')
    (folder / "people.csv").write_text("Matricule;Emploi;Catégorie;Année;Heures\n1;AVS;C;8;151,67\n", encoding="utf-8")
    assert "settings used" not in run("columns", "people.csv").err
    assert run("template", "-o", "blank.xlsx").code == 0
    refused = run("columns", "blank.xlsx", "--lang", "en")
    assert refused.code == 3
    assert "no such sheet" in refused.err
    assert "settings used: files.sheet" in refused.err


def test_a_shell_that_completes_hears_nothing() -> None:
    told('lang = "en"\n')
    asked = {"COMP_WORDS": "revalo comp", "COMP_CWORD": "1", "_REVALO_COMPLETE": "complete_bash"}
    assert run(**asked).err == ""
    told("nonsense")
    assert run(**asked).err == ""


def test_a_file_may_be_named() -> None:
    Path("other.toml").write_text("[employer]\nmember = false\n", encoding="utf-8")
    said = "other.toml: settings used: employer.member\n"
    assert run("--config", "other.toml", "compute", *AVS).err == said
    assert run("compute", *AVS, "--config=other.toml").err == said
    assert run("compute", *AVS, REVALO_CONFIG="other.toml").err == said
    told("nonsense")
    assert run("compute", *AVS, REVALO_CONFIG="other.toml").err == said


def test_files_and_paths(folder: Path) -> None:
    told('[files]\nmapping = "sub/profile.yaml"\n[report]\ntitle = "Lake House"\n')
    sub = folder / "sub"
    sub.mkdir()
    (sub / "profile.yaml").write_text("columns: {Poste tenu: job, Cat: category}\n", encoding="utf-8")
    rows = "Matricule;Poste tenu;Cat;Année;Heures\n1;AVS;C;8;151,67\n"
    (folder / "people.csv").write_text(rows, encoding="utf-8")
    ran = run("batch", "people.csv", "-o", "out.csv", "--lang", "en")
    assert ran.code == 0, ran.err
    assert "settings used: files.mapping" in ran.err
    meta = json.loads(Path("out.csv.meta.json").read_text(encoding="utf-8"))
    assert meta["settings"].startswith("revalo.toml ")
    assert str(folder) not in json.dumps(meta)
    assert run("report", "people.csv", "-o", "out.html", "--lang", "en").code == 0
    assert "Lake House" in Path("out.html").read_text(encoding="utf-8")


REFUSED = [
    ('lang = "de"', 1, "lang", '"fr" or "en"'),
    ("x = 1", 1, "x", "not a setting"),
    ("# remark\n\n[employer]\nstuff = 1", 4, "employer.stuff", "did you mean employer.staff"),
    ("staff = 1", 1, "staff", "did you mean employer.staff"),
    ("[employer]\nstaff = true", 2, "employer.staff", "a number"),
    ("[employer]\nstaff = -1", 2, "employer.staff", "a number"),
    ("[employer]\naccident_rate = nan", 2, "employer.accident_rate", "a number"),
    ('[employer]\npayroll_tax = "yes"', 2, "employer.payroll_tax", "true or false"),
    ("[files]\nmapping = 3.5", 2, "files.mapping", "a path"),
    ("[files]\nsheet = []", 2, "files.sheet", "a list of texts"),
    ("employer.staff = [1]", 1, "employer.staff", "a number"),
    ("employer = 3", 1, "employer", "not a setting"),
    ("[report]\ntitle = 2021-10-01", 2, "report.title", "a text"),
    ("[other]\nkey = 1", 1, "other", "not a setting"),
]


@pytest.mark.parametrize(("text", "line", "key", "why"), REFUSED)
def test_what_is_refused_with_its_line(text: str, line: int, key: str, why: str) -> None:
    told(text)
    ran = run("cases", "--lang", "en")
    assert ran.code == 2
    assert ran.err.startswith(f"Error: revalo.toml:{line}: {key}: ")
    assert why in ran.err
    assert ran.err.endswith("[R113]\n")


@pytest.mark.parametrize(("text", "line"), [("lang = ", 1), ("lang = 'fr'\n[", 2), ("a b", 1), ("\ufffe = 1", 1)])
def test_what_is_no_toml(text: str, line: int) -> None:
    told(text)
    assert run("cases", "--lang", "en").err.startswith(f"Error: revalo.toml:{line}: this is not TOML")


def test_a_file_that_is_not_there_or_not_text() -> None:
    assert "cannot be opened" in run("cases", "--config", "none.toml", "--lang", "en").err
    Path("revalo.toml").write_bytes(b"lang = '\xff'")
    assert run("cases", "--json").code == 2
    assert json.loads(run("cases", "--json").err)["code"] == "R113"


def test_a_value_out_of_range_names_the_file() -> None:
    told("[employer]\naccident_rate = 80\n")
    ran = run("compute", *AVS, "--employer-cost")
    assert ran.code == 2
    assert ran.err.startswith("Error: revalo.toml: --accident-rate: ")


def test_doctor_shows_it_and_what_is_wrong() -> None:
    def shown() -> dict[str, Any]:
        return {each["name"]: each for each in run("doctor", "--json", "--lang", "en").json["checks"]}

    assert shown()["house"]["value"] == "-"
    told("[employer]\nstaff = 8\n")
    assert "employer.staff" in shown()["house"]["value"]
    told("[employer]\nstuff = 8\n")
    assert shown()["house"]["state"] == "wrong"
    assert "revalo.toml:2" in shown()["house"]["value"]
    assert run("doctor").code == 4


def test_the_library_does_not_read_it() -> None:
    told("[employer]\nmember = false\n")
    assert run("compute", *AVS).err
    assert house.setting("employer.member") is None
    assert "settings" not in revalo.compute(job="avs", category="C", year=8)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_of_the_documentation(language: str) -> None:
    page = (DOCS / language / "settings.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```toml \{file=revalo.toml\}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    schema = yaml_schemas.made(yaml_schemas.SETTINGS, derived.home())
    assert example.splitlines()[0] == f"{derived.TOML_MARK}{schema['$id']}"
    every = re.sub(r"(?m)^# (?=\w+ =)", "", example)
    told(every)
    house.load()
    found = house.current()
    house.forget()
    assert found is not None
    assert [key for key in house.SETTINGS if key not in found.values] == []
    assert Draft202012Validator(schema).is_valid(tomllib.loads(every))


@pytest.mark.parametrize("text", [each[0] for each in REFUSED if "nan" not in each[0] and "2021" not in each[0]])
def test_an_editor_refuses_what_the_program_refuses(text: str) -> None:
    schema = Draft202012Validator(yaml_schemas.made(yaml_schemas.SETTINGS, derived.home()))
    assert not schema.is_valid(tomllib.loads(text))


def test_the_schema_of_a_result_knows_its_settings() -> None:
    told("[employer]\nmember = false\n")
    found = run("compute", *AVS, "--json").json
    schema = json.loads((DOCS / "schemas" / "compute.schema.json").read_text(encoding="utf-8"))
    assert schema["properties"]["settings"]["type"] == "string"
    assert set(found) - set(schema["properties"]) == set()
