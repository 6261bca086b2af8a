"""Names as people say them, `revalo segur`, why a measure does not apply, and measures added in YAML alone.

Guards: cli/segur.py, reports/terminal/segur.py.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import revalo
from revalo.api import load_law
from revalo.errors import UsageError
from revalo.grids.law import Law
from segur_people import amounts, nurse, options, run, run_json

PAGE = Path(__file__).parents[2] / "docs" / "en" / "adding-a-measure.md"
TWIN = """
verified: 2026-01-15
measures:
  segur-twin:
    label: {fr: Jumelle, en: Twin}
    family: first-wave
    who: [{sectors: [synerpa], structures: [ehpad], professions: [infirmier]}]
    amounts:
      euros:
        unit: EUR
        versions: [{from: 2021-01-01, value: 10.00, text: synerpa-2020-11-16, confidence: secondary, source: kali-2264}]
"""
PERCENT = """
verified: 2026-01-15
measures:
  tenth:
    label: {fr: Dixième, en: A tenth}
    family: tenths
    who: [{sectors: [fph, ccn51]}]
    amounts:
      rate:
        unit: "%"
        versions: [{from: 2021-01-01, value: 10, text: synerpa-2020-11-16, confidence: assumed, source: kali-2264}]
"""


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("AS", "aide-soignant"),
        ("Aide-soignante", "aide-soignant"),
        ("IDE", "infirmier"),
        ("infirmière", "infirmier"),
        ("AMP", "amp"),
        ("Aide médico-psychologique", "amp"),
        ("AES", "aes"),
        ("AVS", "avs"),
        ("auxiliaire de vie sociale", "avs"),
        ("TISF", "tisf"),
        ("ASHQ", "ashq"),
        ("ASH", "ashq"),
        ("EJE", "educateur-jeunes-enfants"),
        ("CESF", "cesf"),
        ("médecin", "medecin"),
        ("kiné", "masseur-kinesitherapeute"),
    ],
)
def test_names_that_people_use(law: Law, said: str, meant: str) -> None:
    given = nurse("ccn66", "EHPAD") | {"profession": said}
    found = revalo.compute(law=law, after="2020-10-01", **given)["employee"]
    assert (found["profession"], found["structure"]) == (meant, "ehpad")


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ({"profession": "infirmer"}, "infirmier"),
        ({"profession": "aide-soignan"}, "aide-soignant"),
        ({"structure": "epahd"}, "ehpad"),
        ({"sector": "synarpa"}, "synerpa"),
    ],
)
def test_an_unknown_name_comes_with_the_nearest(
    law: Law, capsys: pytest.CaptureFixture[str], wrong: dict[str, str], near: str
) -> None:
    given = nurse("synerpa", "ehpad") | wrong
    with pytest.raises(UsageError, match=near):
        revalo.compute(law=law, **given)
    code, out, err = run(capsys, "compute", *options(given))
    assert (code, out) == (2, "")
    assert near in err


def test_who_gets_what_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "segur", "--on", "2022-02-01", "--lang", "en")
    assert code == 0
    for name in ("cti-hopital-ehpad", "segur-synerpa", "segur2-synerpa", "laforcade-prive"):
        assert name in out
    assert "229.62" in out
    assert "segur-pour-tous" not in out
    assert "cti-socio-educatif" not in out


def test_who_gets_what_by_sector_structure_and_profession(capsys: pytest.CaptureFixture[str]) -> None:
    _code, out, _err = run(capsys, "segur", "--on", "2022-02-01", "--sector", "synerpa", "--profession", "AS")
    assert "segur2-synerpa" in out
    assert "19" in out
    assert "54" not in out
    assert "segur-fhp" not in out
    _code, out, _err = run(capsys, "segur", "--on", "2022-02-01", "--structure", "esms-rattache")
    assert "cti-esms-rattaches" in out
    assert "cti-hopital-ehpad" not in out


def measures_of(out: str) -> set[str]:
    return set(re.findall(r"^ ?((?:segur|cti|laforcade|socio|domicile)[a-z0-9-]*)", out, re.MULTILINE))


def test_a_measure_that_gives_way_is_not_shown_to_someone_who_has_another(capsys: pytest.CaptureFixture[str]) -> None:
    who = ("--sector", "ccn66", "--structure", "ehpad", "--profession", "administratif")
    _code, out, _err = run(capsys, "segur", "--on", "2024-02-01", *who)
    assert measures_of(out) == {"segur-ccn66"}


def test_first_day_of_outsiders_is_the_one_shown(capsys: pytest.CaptureFixture[str]) -> None:
    who = ("--sector", "synerpa", "--profession", "AS", "--no-member", "--lang", "en")
    _code, out, _err = run(capsys, "segur", "--on", "2022-06-01", *who)
    assert "2022-05-01" in out
    assert "2022-01-01" not in out
    _code, out, _err = run(capsys, "segur", "--on", "2022-04-30", *who)
    assert "segur2-synerpa" not in out


def test_history_of_a_measure(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "segur", "segur2-synerpa", "--lang", "en")
    assert code == 0
    for part in ("2022-01-01", "2022-05-01", "54.00", "19.00", "synerpa-segur2"):
        assert part in out
    code, _out, err = run(capsys, "segur", "segur2-synrpa")
    assert code == 2
    assert "segur2-synerpa" in err


def test_calendar_of_starts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys, "segur", "--calendar", "--sector", "fhp", "--lang", "en")
    assert code == 0
    days = [word for line in out.splitlines() for word in line.split()[:1] if word.startswith("20")]
    assert days == ["2020-09-01", "2020-12-01", "2021-08-01", "2022-01-01", "2022-02-01"]
    assert "segur-synerpa" not in out


def test_home_care_is_told_why_it_gets_none(capsys: pytest.CaptureFixture[str]) -> None:
    given = {"sector": "bad", "job": "avs", "category": "C", "year": 8}
    code, out, _err = run(capsys, "compute", *options(given), "--explain", "--lang", "en")
    assert code == 0
    assert "prime-covid-esms: structure saad: the measure is for ssiad" in out
    assert "measures of other sectors: 31 (revalo segur)" in out


def test_the_condition_that_failed_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    given = nurse("ccn66", "ehpad") | {"profession": "medecin"}
    _code, out, _err = run(capsys, "compute", *options(given), "--after", "2021-10-31", "--explain", "--lang", "en")
    assert "segur-ccn66: profession medecin" in out
    assert "segur-ccn51" not in out
    assert "measures of other sectors: 25 (revalo segur)" in out


def test_a_measure_falls_with_the_decree_that_created_it(law: Law) -> None:
    found = revalo.compute(law=law, after="2021-01-01", without=["decret-2020-1152"], **nurse("fph", "ehpad"))
    assert found["difference"]["gross"] == "229.62"


@pytest.mark.parametrize(
    ("given", "path", "day"),
    [
        (nurse("croix-rouge", "ehpad"), "segur.segur-croix-rouge.euros", "2022-01-01"),
        (nurse("ccn66", "ssiad"), "segur.laforcade-prive.euros", "2022-01-01"),
    ],
)
def test_an_amount_of_one_s_own_does_not_start_a_measure_earlier(
    law: Law, given: dict[str, Any], path: str, day: str
) -> None:
    found = revalo.compute(law=law, before="2020-08-31", after=day, settings={path: "230"}, **given)
    assert list(amounts(found["before"])) == ["gross_given"]
    assert amounts(found["after"])[path.rpartition(".")[0]] == "230.00"


def test_home_care_structure_is_an_assumption(law: Law) -> None:
    found = revalo.compute(law=law, category="C", year=8)["assumptions"]
    assert [each["value"] for each in found if each["field"] == "structure"] == ["saad"]


def test_lines_stand_in_one_order(law: Law) -> None:
    found = revalo.compute(law=law, after="2024-02-01", **nurse("ccn51", "ehpad", seniority=5))
    assert list(amounts(found["after"])) == ["gross_given", "segur.segur-ccn51", "segur.segur2-ccn51"]


@pytest.mark.parametrize("seed", ["1", "5"])
def test_lines_stand_in_one_order_on_the_screen(seed: str) -> None:
    command = [sys.executable, "-m", "revalo", "compute", *options(nurse("ccn51", "ehpad")), "--after", "2024-02-01"]
    source = str(Path(revalo.__file__).parents[1])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source, "PYTHONIOENCODING": "utf-8"}
    out = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8").stdout
    assert out.index("238,00") < out.index("52,00")


def added(folder: Path, text: str) -> Path:
    (folder / "added.yaml").write_text(text, encoding="utf-8")
    return folder


def test_two_measures_of_a_family_for_one_person_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = added(tmp_path, TWIN) / "added.yaml"
    code, out, err = run(capsys, "law", "validate", str(path))
    assert (code, out) == (3, "")
    assert "segur-twin" in err
    assert "segur-synerpa" in err
    assert re.search(r"added\.yaml:\d+: measures\.segur-twin", err)


@pytest.mark.parametrize(
    "change",
    [
        ("family: first-wave", "family: twins"),
        ("family: first-wave", "family: first-wave\n    unless: [segur-synerpa]"),
        ("structures: [ehpad]", "structures: [saad]"),
        ("professions: [infirmier]", "professions: [medecin]"),
    ],
)
def test_two_measures_that_never_meet_are_accepted(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, change: tuple[str, str]
) -> None:
    path = added(tmp_path, TWIN.replace(*change)) / "added.yaml"
    assert run(capsys, "law", "validate", str(path))[0] == 0


@pytest.mark.parametrize("wrong", ["[synarpa]", "[infirmer]", "[ehpda]"])
def test_an_unknown_name_in_a_measure_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, wrong: str
) -> None:
    right = {"[synarpa]": "[synerpa]", "[infirmer]": "[infirmier]", "[ehpda]": "[ehpad]"}[wrong]
    path = added(tmp_path, TWIN.replace(right, wrong)) / "added.yaml"
    code, _out, err = run(capsys, "law", "validate", str(path))
    assert code == 3
    assert right.strip("[]") in err


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        # A tenth of the pay alone: the CTI and the other measures stay out of percentages.
        (nurse("fph", "ehpad"), "206.76"),
        (nurse("fph", "ehpad", part_time=80), "177.22"),
        (nurse("ccn51", "ehpad"), "200.00"),
        (nurse("ccn51", "ehpad", hours="75.84"), "100.01"),
    ],
)
def test_percentages_leave_the_measures_out(tmp_path: Path, given: dict[str, Any], wanted: str) -> None:
    law = load_law(added(tmp_path, PERCENT))
    found = revalo.compute(law=law, after="2024-02-01", **given)
    assert amounts(found["after"])["segur.tenth"] == wanted


def test_the_example_of_the_page_works(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml[^\n]*\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    folder = added(tmp_path, example)
    assert run(capsys, "law", "validate", str(folder / "added.yaml"))[0] == 0
    given = {"sector": "synerpa", "profession": "aide-soignant", "gross": "1900"}
    found = run_json(capsys, given, "--after", "2026-04-01", "--law", str(folder))
    assert amounts(found["after"])["segur.winter-bonus"] == "50.00"
    given |= {"profession": "infirmier", "gross": "2000"}
    found = run_json(capsys, given, "--after", "2026-04-01", "--law", str(folder))
    assert amounts(found["after"])["segur.winter-bonus"] == "40.00"
    found = run_json(capsys, given, "--after", "2026-05-31", "--no-member", "--law", str(folder))
    assert "segur.winter-bonus" not in amounts(found["after"])
    assert run(capsys, "segur", "winter-bonus", "--law", str(folder))[0] == 0
