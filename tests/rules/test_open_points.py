"""What texts leave open is said: as an assumption with its code, in one person's pay and over rows alike.

Guards: rules/caveats.py, rules/open_points.py.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from revalo.analysis.comparison import Request
from revalo.api import compare
from revalo.grids.law import Law
from running import run


def person(sector: str, structure: str, profession: str) -> dict[str, Any]:
    own = {"index": 400} if sector in ("fph", "fpt", "fpe") else {"gross": "2000"}
    return {"sector": sector, "structure": structure, "profession": profession, **own}


def said(law: Law, who: dict[str, Any], day: str, **request: Any) -> list[str]:
    """The codes of what is assumed on a day."""
    at = date.fromisoformat(day)
    found = compare(law, who, Request(before=at, after=at, **request))
    return [each.code for each in found.assumptions]


OUTSIDE = person("ccn66", "autre", "administratif")
CASES = [
    # who, code, the eve, the first day
    (person("fph", "eps", "apprenti"), "apprentis-cti", "2020-08-31", "2020-09-01"),
    (person("fpt", "autre", "infirmier"), "fpt-autre-structure", "2021-09-30", "2021-10-01"),
    (person("fpt", "spasad", "aide-soignant"), "spasad-soignants-public", "2021-09-30", "2021-10-01"),
    (person("ccn51", "spasad", "aide-soignant"), "spasad-soignants-prive", "2021-10-31", "2021-11-01"),
    (person("ccn65", "spasad", "infirmier"), "spasad-soignants-ccn65", "2021-10-31", "2021-11-01"),
    (person("ccn51", "ehpad", "pharmacien"), "pharmaciens-dentistes-ccn51", "2020-08-31", "2020-09-01"),
    (person("ccn66", "ehpad", "chirurgien-dentiste"), "pharmaciens-dentistes-ccn66", "2020-08-31", "2020-09-01"),
    (person("ccn66", "autre", "pharmacien"), "pharmaciens-dentistes-segur-pour-tous", "2023-12-31", "2024-01-01"),
    (person("ccn66", "saad", "apprenti"), "segur-pour-tous-apprentis", "2023-12-31", "2024-01-01"),
    (person("fpt", "ehpad", "administratif"), "prime-covid-deliberation", "2020-06-11", "2020-06-12"),
]


@pytest.mark.parametrize(("who", "code", "eve", "first"), CASES, ids=[case[1] for case in CASES])
def test_an_open_point_is_said_from_its_day_on(law: Law, who: dict[str, Any], code: str, eve: str, first: str) -> None:
    assert code not in said(law, who, eve)
    assert code in said(law, who, first)


def test_every_open_point_has_its_case(law: Law) -> None:
    assert {case[1] for case in CASES} | {"segur-pour-tous-hors-federation"} == set(law.open_points)


@pytest.mark.parametrize(
    ("who", "day", "more", "is_said"),
    [
        (OUTSIDE, "2023-12-31", {"member": False}, False),
        (OUTSIDE, "2024-01-01", {"member": False}, True),
        (OUTSIDE, "2024-08-05", {"member": False}, True),
        (OUTSIDE, "2024-08-06", {"member": False}, True),
        (OUTSIDE, "2024-07-01", {}, False),  # a member has it from January 2024
        (OUTSIDE, "2024-07-01", {"member": False, "known_on": date(2024, 6, 3)}, False),
        (OUTSIDE, "2024-07-01", {"member": False, "known_on": date(2024, 7, 1)}, True),
        (person("ccn66", "ehpad", "infirmier"), "2024-07-01", {"member": False}, True),  # only the extension binds
        (person("ccn66", "ehpad", "medecin"), "2024-07-01", {"member": False}, False),
    ],
)
def test_segur_for_all_outside_the_federations(
    law: Law, who: dict[str, Any], day: str, more: dict[str, Any], is_said: bool
) -> None:
    assert ("segur-pour-tous-hors-federation" in said(law, who, day, **more)) is is_said


def test_the_covid_bonus_is_doubtful_in_its_year_and_in_the_territorial_service_only(law: Law) -> None:
    code = "prime-covid-deliberation"
    assert code not in said(law, person("fpt", "ehpad", "administratif"), "2021-01-01")
    asked = person("fpt", "ehpad", "administratif") | {"department": "59", "absence_days": 0}
    assert code in said(law, asked, "2021-01-01")  # shown whatever the year
    since_then = Request(before=date(2020, 8, 31), after=date(2025, 3, 1))
    found = compare(law, person("fpt", "ehpad", "administratif"), since_then)
    assert code not in [each.code for each in found.assumptions]
    assert code not in said(law, person("fph", "ehpad", "administratif"), "2020-06-12")


def test_over_rows_each_is_counted(tmp_path: Path) -> None:
    rows = ["ccn66;autre;administratif;2000", "ccn66;autre;administratif;2100", "ccn66;saad;apprenti;1900"]
    rows += ["ccn66;ehpad;infirmier;2500"]
    path = tmp_path / "paie.csv"
    path.write_text("\n".join(["secteur;structure;métier;brut", *rows]) + "\n", encoding="utf-8")
    out = tmp_path / "out.csv"
    ran = run("batch", str(path), "-o", str(out), "--no-member", "--before", "2023-12-31", "--after", "2024-07-01")
    assert ran.code == 0, ran.err
    meta = json.loads(Path(f"{out}.meta.json").read_text(encoding="utf-8"))
    counted = {each["code"]: each["rows"] for each in meta["assumptions"]}
    assert counted["segur-pour-tous-hors-federation"] == 3
    assert counted["segur-pour-tous-apprentis"] == 1


def first_known(law: Law, who: dict[str, Any], day: str, known_on: str, **more: Any) -> tuple[int, list[str]]:
    """The gross of a person, and the codes of what is assumed, as the law was known on a day."""
    at = date.fromisoformat(day)
    found = compare(law, who, Request(before=at, after=at, known_on=date.fromisoformat(known_on), **more))
    return found.after.gross, [each.code for each in found.assumptions]


@pytest.mark.parametrize(
    ("who", "day", "signed", "extended", "cents"),
    [
        (person("fhp", "clinique", "infirmier"), "2020-11-01", "2020-10-16", "2021-01-17", 103_00),
        (person("fhp", "clinique", "pharmacien"), "2021-08-01", "2021-07-20", "2022-04-12", 206_00),
        (person("fhp", "clinique", "sage-femme"), "2022-02-01", "2021-12-14", "2022-04-15", 206_00 + 386_00),
        (person("synerpa", "ehpad", "infirmier"), "2020-12-01", "2020-11-16", "2021-03-20", 103_00),
        (person("synerpa", "ehpad", "infirmier"), "2022-01-01", "2021-12-06", "2022-04-08", 206_00 + 54_00),
        (person("synerpa", "puv", "infirmier"), "2022-01-01", "2022-12-14", "2023-07-13", 206_00),
    ],
)
def test_a_for_profit_accord_is_known_by_its_signature(
    law: Law, who: dict[str, Any], day: str, signed: str, extended: str, cents: int
) -> None:
    code = "known-by-signature"
    eve, before_order = (str(date.fromisoformat(each) - timedelta(days=1)) for each in (signed, extended))
    assert first_known(law, who, day, eve)[0] < 2000_00 + cents
    for known_on, is_said in ((signed, True), (before_order, True), (extended, False)):
        gross, codes = first_known(law, who, day, known_on)
        assert (gross, code in codes) == (2000_00 + cents, is_said)
    assert first_known(law, who, day, before_order, member=False)[0] < 2000_00 + cents


def test_a_service_manager_has_the_supplement_that_the_text_disputes(law: Law) -> None:
    at = date(2022, 9, 1)
    who = {"job": "responsable-service", "echelon": 1, "seniority": 0, "year": 1}
    for name, number, points in (("responsabilite", 20, 54), ("complexite", 3, 56)):
        found = compare(law, who | {"allowances": {name: number}}, Request(before=at, after=at))
        assert found.after.lines[f"allowance.{name}"] == points * 577
        assert f"avenant43.new_allowances.{name}" in [each.code for each in found.assumptions]
    other = compare(
        law, who | {"job": "chef-service", "allowances": {"responsabilite": 20}}, Request(before=at, after=at)
    )
    assert "avenant43.new_allowances.responsabilite" not in [each.code for each in other.assumptions]


@pytest.mark.parametrize(
    ("day", "member", "is_said"),
    [
        ("2026-01-31", None, False),
        ("2026-02-01", None, True),
        ("2026-02-02", None, True),
        ("2026-04-04", False, False),
        ("2026-04-05", False, True),
    ],
)
def test_a_care_assistant_given_by_category_is_told_of_avenant_70(
    law: Law, day: str, member: bool | None, is_said: bool
) -> None:
    at = date.fromisoformat(day)
    who = {"category": "C", "profession": "aide-soignant", "year": 8, "seniority": 8, "echelon": 2}
    found = compare(law, who, Request(before=at, after=at, member=member))
    told = [each for each in found.warnings if each.code == "job-of-profession"]
    assert bool(told) is is_said
    assert all("avenant-70" in each.text for each in told)
    given = compare(law, who | {"status": "employe", "degree": 2}, Request(before=at, after=at, member=member))
    assert "job-of-profession" not in [each.code for each in given.warnings]
