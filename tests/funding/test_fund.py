"""`revalo fund`: against an oracle in exact fractions, its properties, its files, the Covid bonus.

Guards: cli/fund.py, cli/options/sharing.py, funding/activity.py, funding/article47.py, funding/costs.py,
funding/counting.py, funding/covid.py, funding/covid_bonus.py, funding/hours.py, funding/published.py,
funding/question.py, funding/remarks.py, funding/settlement.py, funding/study.py, funding/terms.py,
reports/fund_phrases.py, reports/json/fund.py, reports/tables/fund.py, reports/tables/fund_workbook.py,
reports/terminal/fund.py, reports/terminal/fund_covid.py.
"""

import csv
import json
import random
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import fund_oracle
from fund_files import Row, costs, drawn_activity, drawn_people, services, table
from revalo.funding import article47
from revalo.funding.article47 import WHOLE, Terms
from revalo.grids.law import Law
from revalo.people.sample import sample
from running import Ran, run

BLANKS = ("--blank", "full-time")  # some of the people drawn do not say their time
AMOUNTS = ("cost", "borne", "hours", "cap_share", "cap_hours", "aid", "advance", "balance", "remainder", "binding")
SUMMED = ("cost", "borne", "hours", "cap_share", "aid", "remainder")


def fund(folder: Path, people: list[Row], activity: list[Row], *options: str) -> Ran:
    payroll, hours = table(folder / "paie.csv", people), table(folder / "activite.csv", activity)
    return run(
        "fund", str(payroll), "--activity", str(hours), "--rejects", str(folder / "rejects.csv"), *BLANKS, *options
    )


def shown(value: Fraction | str | None) -> str | None:
    return value if value is None or isinstance(value, str) else f"{Decimal(value.numerator) / value.denominator:.2f}"


def check(found: Mapping[str, Any], expected: Mapping[str, Mapping[str, Fraction | str | None]]) -> None:
    by_code = {each["department"]: each for each in found["departments"]}
    assert by_code.keys() == expected.keys()
    for code, amounts in expected.items():
        assert {name: by_code[code][name] for name in AMOUNTS} == {name: shown(amounts[name]) for name in AMOUNTS}
        parts = [Fraction(by_code[code][name]) for name in ("others", "users", "aid", "remainder")]
        assert sum(parts) == Fraction(by_code[code]["cost"])
        for name in ("cost", "others", "users", "borne"):
            assert sum(Fraction(each[name]) for each in by_code[code]["services"]) == Fraction(by_code[code][name])
    for name in SUMMED:
        assert Fraction(found["total"][name]) == fund_oracle.summed(list(expected.values()), name)


@pytest.mark.parametrize(("year", "seed"), [(2021, 1), (2022, 2), (2023, 3), (2024, 4), (2025, 5), (2026, 6)])
def test_random_services_against_the_oracle(law: Law, tmp_path: Path, year: int, seed: int) -> None:
    rng = random.Random(seed)
    names = [f"S{i}" for i in range(6)]
    people, activity = drawn_people(rng, names, 10), drawn_activity(rng, names)
    coverage = Fraction("0.427") if year >= 2025 else None
    options = ["--coverage-rate", "0.427"] if coverage else ["--hourly-reading", rng.choice(("aid", "cost"))]
    ran = fund(tmp_path, people, activity, "--year", str(year), "--json", *options)
    assert (ran.code, ran.err) == (0, ""), ran.err
    spent = costs(law, people, activity, year)
    found = {each["service_id"]: each for part in ran.json["departments"] for each in part["services"]}
    assert {name: found[name]["cost"] for name in names} == {name: shown(spent[name]) for name in names}
    reading = options[1] if not coverage else "aid"
    check(ran.json, fund_oracle.settle(year, services(activity), spent, reading=reading, coverage=coverage))
    assert ran.json["schema"] == "revalo.fund/1"
    assert ran.json["complete"]


def test_rows_with_months_count_in_their_own_month_only(law: Law, tmp_path: Path) -> None:
    rng = random.Random(9)
    people = drawn_people(rng, ["S0", "S1"], 8)
    for i, person in enumerate(people):
        person["month"] = ("2022-03", "2022-11", "2021-09", "2022-12")[i % 4]
        person["before_month"] = "2020-01"
    activity = drawn_activity(rng, ["S0", "S1"])
    ran = fund(tmp_path, people, activity, "--year", "2022", "--json")
    assert ran.code == 0, ran
    check(ran.json, fund_oracle.settle(2022, services(activity), costs(law, people, activity, 2022)))
    said = " ".join(ran.json["warnings"])
    assert "3 mois sur 12" in said
    assert "2 lignes" in said


hours = st.integers(0, 10**9)
money = st.integers(0, 10**12)


@given(money, hours, st.integers(0, WHOLE), st.none() | st.integers(0, 10**6), st.sampled_from(("aid", "cost")))
def test_the_aid_never_passes_the_share_nor_leaves_less_than_nothing(
    borne: int, funded: int, rate: int, hourly: int | None, reading: str
) -> None:
    found = article47.aid(borne, funded, Terms(rate, hourly, 800_000, reading))
    assert 0 <= found.amount <= found.cap_share
    assert found.cap_hours is None or found.amount <= found.cap_hours
    assert borne - found.amount >= 0
    assert found.advance is not None
    assert found.balance is not None
    assert 0 <= found.advance <= found.amount == found.advance + found.balance


@given(st.integers(-(10**12), 10**12), hours, hours, st.integers(0, WHOLE))
def test_the_parts_of_a_service_add_up_and_keep_the_sign(
    cost: int, funded: int, other: int, participation: int
) -> None:
    every = funded + other + 1
    by_department = article47.paid_by_department(cost, funded, every)
    borne = article47.borne(cost, funded, every, participation)
    parts = (cost - by_department, by_department - borne, borne)
    assert sum(parts) == cost
    assert all(part * cost >= 0 for part in parts)


def test_nothing_is_aided_where_raises_cost_less_than_nothing() -> None:
    found = article47.aid(-100, 1000, Terms(500_000, 34_000, 800_000))
    assert (found.amount, found.advance, found.balance) == (0, 0, 0)


def test_the_order_of_rows_does_not_matter_nor_how_many_files_hold_them(tmp_path: Path) -> None:
    rng = random.Random(11)
    people, activity = drawn_people(rng, ["S0", "S1", "S2"], 12), drawn_activity(rng, ["S0", "S1", "S2"])
    one = fund(tmp_path, people, activity, "--year", "2023", "--json").json
    shuffled = fund(tmp_path, people[::-1], activity, "--year", "2023", "--json").json
    assert without_examples(shuffled) == without_examples(one)
    halves = [str(table(tmp_path / f"part{i}.csv", people[i::2])) for i in range(2)]
    split = run("fund", *halves, "--activity", str(tmp_path / "activite.csv"), "--year", "2023", "--json").json
    assert without_examples(split) == without_examples(one)


def without_examples(found: dict[str, Any]) -> dict[str, Any]:
    """What was found, the rows that stand as examples left out."""
    return json.loads(re.sub(r"\s; d'abord [^)]*\)", ")", json.dumps(found, ensure_ascii=False)))  # type: ignore[no-any-return]


def test_a_service_of_600_people_costs_what_the_branch_says(law: Law, tmp_path: Path) -> None:
    people: list[Row] = [{**row, "service_id": "S", "month": ""} for row in sample(law, 600, 1)]
    for row in people:
        del row["month"]
        del row["department"]
    activity = [{"service_id": "S", "department": "48", "hours_apa": "420000", "hours_other": "180000"}]
    ran = fund(tmp_path, people, activity, "--year", "2022", "--year", "2023", "--json")
    assert ran.code == 0, ran.err
    for year in ran.json["years"]:
        [service] = year["departments"][0]["services"]
        assert 900 <= Decimal(service["cost_per_person_year"]) <= 3500
        assert year["departments"][0]["binding"] in ("share", "hours")


def test_several_years_are_those_asked_one_by_one(tmp_path: Path) -> None:
    rng = random.Random(12)
    people, activity = drawn_people(rng, ["S0", "S1"], 5), drawn_activity(rng, ["S0", "S1"])
    both = fund(tmp_path, people, activity, "--year", "2023", "--year", "2022", "--json").json
    assert both["schema"] == "revalo.fund.years/1"
    assert [each["year"] for each in both["years"]] == [2022, 2023]
    for each, line in zip(both["years"], both["evolution"], strict=True):
        alone = fund(tmp_path, people, activity, "--year", str(each["year"]), "--json").json
        assert (alone["departments"], alone["total"]) == (each["departments"], each["total"])
        assert line["aid"] == alone["total"]["aid"]


def test_an_activity_with_years_and_the_last_quarter_of_2021(tmp_path: Path) -> None:
    people = drawn_people(random.Random(13), ["S0"], 2)
    whole = [{"service_id": "S0", "department": "48", "hours_apa": "4000", "hours_other": "400"}]
    asked = ("--year", "2021", "--year", "2022", "--json")
    found = fund(tmp_path, people, whole, *asked).json["years"]
    assert [year["total"]["hours"] for year in found] == ["1000.00", "4000.00"]
    assert fund(tmp_path, people, whole, "--year", "2021", "--json").json["total"]["hours"] == "4000.00"
    dated = [{**whole[0], "year": "2021", "hours_apa": "900"}, {**whole[0], "year": "2022"}]
    found = fund(tmp_path, people, dated, *asked).json["years"]
    assert [year["total"]["hours"] for year in found] == ["900.00", "4000.00"]


def test_a_rejected_row_is_told_and_the_cost_said_to_be_incomplete(tmp_path: Path) -> None:
    people = drawn_people(random.Random(14), ["S0", "S1"], 4)
    whole = fund(tmp_path, people, drawn_activity(random.Random(1), ["S0", "S1"]), "--year", "2022", "--json").json
    bad = {**people[0], "category": "Z", "employee_id": "secret"}
    stranger = {"service_id": "S0", "employee_id": "P9", "category": "C"}
    ran = fund(
        tmp_path, [*people, bad, stranger], drawn_activity(random.Random(1), ["S0", "S1"]), "--year", "2022", "--json"
    )
    assert ran.code == 4
    assert ran.json["departments"] == whole["departments"]
    assert not ran.json["complete"]
    assert "2 lignes" in ran.json["warnings"][0]
    rejects = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert rejects.count("\n") == 3
    assert "secret" not in rejects


def test_what_ifs_are_said_and_change_what_they_name(tmp_path: Path) -> None:
    people, activity = drawn_people(random.Random(15), ["S0"], 3), drawn_activity(random.Random(15), ["S0"])
    plain = fund(tmp_path, people, activity, "--year", "2022", "--json").json
    asked = ("--participation", "0.25", "--hours-factor", "2", "--rate", "0.6", "--cap", "5.00")
    found = fund(tmp_path, people, activity, "--year", "2022", "--json", *asked).json
    [service] = found["departments"][0]["services"]
    assert (service["participation"], found["rate"], found["hourly_amount"]) == ("0.25", "0.6", "5.00")
    assert Fraction(found["total"]["hours"]) == 2 * Fraction(plain["total"]["hours"])
    assert found["total"]["cost"] == plain["total"]["cost"]
    assert {"participation", "hours_factor", "rate", "cap"} <= {each["field"] for each in found["assumptions"]}
    assert "2021" not in fund(tmp_path, people, activity, "--year", "2021", "--json", "--cap", "3.4").json["warnings"]


def test_the_cost_of_one_text_is_part_of_that_of_all(tmp_path: Path) -> None:
    people = [{"service_id": "S0", "category": "C", "year": 8, "status": "employe", "degree": 2, "echelon": 2}]
    activity = [{"service_id": "S0", "department": "48", "hours_apa": "30000"}]
    whole, one = (
        fund(tmp_path, people, activity, "--year", "2023", "--json", *options).json
        for options in ((), ("--without", "avenant-54"))
    )
    assert 0 < Fraction(one["total"]["cost"]) < Fraction(whole["total"]["cost"])
    assert "without" in {each["field"] for each in one["assumptions"]}


def test_the_other_reading_is_told_where_it_differs(tmp_path: Path) -> None:
    people = [{"service_id": "S0", "category": "C", "year": 8, "status": "employe", "degree": 2, "headcount": 50}]
    activity = [{"service_id": "S0", "department": "48", "hours_apa": "30000"}]
    for reading in ("aid", "cost"):
        found = fund(tmp_path, people, activity, "--year", "2022", "--json", "--hourly-reading", reading).json
        other = "cost" if reading == "aid" else "aid"
        assert any(f"--hourly-reading {other}" in words for words in found["warnings"])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_csv_says_what_the_json_says(tmp_path: Path, lang: str) -> None:
    rng = random.Random(16)
    people, activity = drawn_people(rng, ["S0", "S1"], 6), drawn_activity(rng, ["S0", "S1"])
    out = tmp_path / "out.csv"
    found = fund(tmp_path, people, activity, "--year", "2022", "--json", "-o", str(out), "--lang", lang).json
    text = out.read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";" if lang == "fr" else ","))
    assert {row["level"] for row in rows} == {"service", "department", "total"}
    totals = [row for row in rows if row["level"] == "total"]
    assert [totals[0][name].replace(",", ".") for name in SUMMED if name != "hours"] == [
        found["total"][name] for name in SUMMED if name != "hours"
    ]


def test_the_workbook_holds_numbers_and_totals_by_formula(tmp_path: Path) -> None:
    rng = random.Random(17)
    people, activity = drawn_people(rng, ["S0", "S1"], 6), drawn_activity(rng, ["S0", "S1"])
    out = tmp_path / "out.xlsx"
    ran = fund(tmp_path, people, activity, "--year", "2022", "--year", "2023", "--json", "-o", str(out), "--lang", "en")
    values, formulas = (openpyxl.load_workbook(out, data_only=flag) for flag in (True, False))
    assert values.sheetnames == ["Summary", "Départements", "Services", "Months", "Assumptions", "Texts"]
    for name in ("Summary", "Départements"):
        column = [cell.value for cell in values[name][1]].index("Cost")
        last = [list(sheet[name].iter_rows())[-2:] for sheet in (values, formulas)]
        assert all(str(row[column].value).startswith("=ROUND(SUMIF(") for row in last[1])
        totals = [f"{Decimal(str(row[column].value)):.2f}" for row in last[0]]
        assert totals == [year["total"]["cost"] for year in ran.json["years"]]


def test_activity_from_a_workbook_and_from_parquet(tmp_path: Path) -> None:
    people = drawn_people(random.Random(18), ["S0"], 2)
    payroll = table(tmp_path / "paie.csv", people)
    head = ("Service", "Département", "Heures APA", "Heures PCH", "Autres heures", "Taux de participation")
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Activité 2022"])
    book.active.append(head)
    book.active.append(["S0", 7, 1200.5, 30, 400, 0.12])
    book.save(tmp_path / "activite.xlsx")
    cells = [("S0",), ("07",), (Decimal("1200.50"),), (30,), (400,), (Decimal("0.12"),)]
    pq.write_table(
        pa.table(dict(zip(head, map(list, cells), strict=True))),
        tmp_path / "activite.parquet",
    )
    found = [
        run("fund", str(payroll), "--activity", str(tmp_path / name), "--year", "2022", "--json").json["departments"]
        for name in ("activite.xlsx", "activite.parquet")
    ]
    assert found[0] == found[1]
    assert found[0][0]["department"] == "07"
    assert found[0][0]["hours"] == "1230.50"


def test_what_an_activity_leaves_open_is_told(tmp_path: Path) -> None:
    """Columns not understood, which may hold the hours of another payer, and cells left blank, taken as 0."""
    people = drawn_people(random.Random(18), ["S0", "S1"], 2)
    activity: list[Row] = [
        {"service_id": "S0", "department": "07", "hours_apa": "10 000", "Heures CARSAT": "50", "participation": "0.1"},
        {"service_id": "S1", "department": "07", "hours_apa": "10 000", "Heures CARSAT": "50"},
    ]
    told = " ".join(fund(tmp_path, people, activity, "--year", "2022", "--lang", "en").out.split())
    assert "activite.csv: columns not used: Heures CARSAT; hours that they may hold are counted for no payer" in told
    assert "User contributions: 0% (blank in the activity file, rows: 1)" in told
    whole = fund(tmp_path, people, activity, "--year", "2022", "--json").json
    assert any("Heures CARSAT" in each for each in whole["warnings"])


def test_an_activity_says_what_a_participation_may_be_and_takes_no_thousand_for_a_unit(tmp_path: Path) -> None:
    people = drawn_people(random.Random(18), ["S0"], 1)
    row: Row = {"service_id": "S0", "department": "07", "hours_apa": "10.000", "participation": "8.1"}
    told = fund(tmp_path, people, [row], "--year", "2022", "--lang", "en")
    assert told.code == 3
    assert "hours_apa (Heures APA): this number has a mark that may be of decimals or of thousands" in told.err
    assert "give a share from 0 to 1" in told.err


def test_services_told_by_file_names(tmp_path: Path) -> None:
    rng = random.Random(19)
    activity = drawn_activity(rng, ["nord", "sud"])
    folder = tmp_path / "paies"
    folder.mkdir()
    for name in ("nord", "sud"):
        rows = [
            {key: value for key, value in row.items() if key != "service_id"} for row in drawn_people(rng, ["x"], 2)
        ]
        table(folder / f"{name}.csv", rows)
    hours = table(tmp_path / "activite.csv", activity)
    ran = run("fund", str(folder), "--activity", str(hours), "--year", "2022", "--json")
    assert ran.code == 0, ran
    assert {each["service_id"] for part in ran.json["departments"] for each in part["services"]} == {"nord", "sud"}


def test_the_covid_bonus_is_pro_rata_and_half_paid_by_the_branch(tmp_path: Path) -> None:
    people: list[Row] = [
        {"service_id": "A", "fte": "0.8", "headcount": 10},
        {"service_id": "A", "hours": "100.00", "headcount": 1},
        {"service_id": "B", "fte": "1", "headcount": 1},
        {"service_id": "B", "structure": "ssiad", "headcount": 1},
    ]
    activity: list[Row] = [
        {"service_id": name, "department": code, "hours_apa": "10"} for name, code in (("A", "48"), ("B", "07"))
    ]
    ran = fund(tmp_path, people, activity, "--covid-bonus", "--json")
    assert ran.code == 0, ran
    third = fund_oracle.cents(Fraction(1000) * 100 / Fraction("151.67"))
    first, second = ran.json["departments"]
    assert (first["department"], first["bonus"], first["aid"]) == ("07", "1000.00", "500.00")
    assert second["bonus"] == shown(8000 + third)
    assert second["aid"] == shown(fund_oracle.cents((8000 + third) / 2))
    assert Fraction(second["aid"]) + Fraction(second["remainder"]) == Fraction(second["bonus"])
    assert ran.json["rows"] == {"in": 4, "rejected": 0, "left_aside": 1}


def test_the_payroll_tax_of_an_association_is_one_line_for_all(tmp_path: Path) -> None:
    """Brackets of each person over the year, less the allowance once: 21,381 € in 2022; nothing said of a quarter."""
    options = (
        "--category",
        "C",
        "--year",
        "8",
        "--seniority",
        "8",
        "--fte",
        "0.8",
        "--status",
        "employe",
        "--degree",
        "2",
    )
    taxes = []
    for month in range(1, 13):
        found = run("compute", *options, "--after", f"2022-{month:02}-01", "--employer-cost", "--json")
        taxes.append(int(found.json["after"]["employer_cost"]["payroll_tax"].replace(".", "")))
    people: list[Row] = [
        {
            "service_id": "S0",
            "category": "C",
            "year": "8",
            "status": "employe",
            "degree": "2",
            "seniority": "8",
            "fte": "0.8",
            "headcount": "40",
        }
    ]
    activity: list[Row] = [
        {"service_id": "S0", "department": "48", "hours_apa": "40000", "hours_pch": "0", "hours_aide_sociale": "0"}
        | {"hours_other": "10000"}
    ]
    said = " ".join(fund(tmp_path, people, activity, "--year", "2022", "--json", "--lang", "en").json["warnings"])
    brackets = 40 * sum(taxes)
    for cents in (brackets, brackets - 21_381_00):
        assert f"€{cents // 100:,}.{cents % 100:02}" in said
    quarter = fund(tmp_path, people, activity, "--year", "2021", "--json", "--lang", "en")
    assert "payroll tax of the services" not in " ".join(quarter.json["warnings"])


def test_years_to_come_find_people_older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People given by years in the branch age as those given by a date, from the current month on; it is said."""
    monkeypatch.setenv("REVALO_TODAY", "2026-11-30")
    place = {"service_id": "S0", "category": "C", "status": "employe", "degree": 2, "hours": "151.67"}
    activity = drawn_activity(random.Random(1), ["S0"])
    found = {}
    for name, own in (("years", {"seniority": 3, "echelon": 1}), ("date", {"since": "2023-10-31"})):
        people = [place | {"year": 4} | own]
        found[name] = fund(tmp_path, people, activity, "--year", "2030", "--coverage-rate", "0.4", "--json").json
    assert found["years"]["total"] == found["date"]["total"]
    assert [each["value"] for each in found["years"]["assumptions"] if each["field"] == "ageing"] == ["2026-11"]
    assert not [each for each in found["date"]["assumptions"] if each["field"] == "ageing"]
    people = [place | {"year": 4, "seniority": 3, "echelon": 1}]
    now = fund(tmp_path, people, activity, "--year", "2026", "--coverage-rate", "0.4", "--json").json
    assert not [each for each in now["assumptions"] if each["field"] == "ageing"]
