"""`revalo project`: which rows of files are carried, and that its outputs say the same amounts.

Guards: cli/project.py, payroll/projection.py, reports/json/project.py, reports/pages/project.py,
reports/project_phrases.py, reports/tables/project.py, reports/tables/project_groups.py,
reports/tables/project_workbook.py, reports/terminal/project.py, people/moved.py.
"""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pages import Page
from revalo.money import localised
from running import run
from workbooks import OFFICE, computed

PAYROLL = """employee_id,service_id,month,job,status,degree,echelon,since,seniority,hours,headcount
C001,Causses,2026-11,avs,employe,2,2,2012-04-15,,151.67,1
C002,Causses,2026-11,avs,employe,2,1,2023-09-01,,130,1
C003,Causses,2026-11,avs,employe,2,2,,8,121.33,5
V001,Nord,2026-11,tisf,technicien,1,2,2009-03-03,,151.67,7
X001,Un,2026-11,tisf,technicien,1,2,2009-03-03,,151.67,1
"""
MONTHS = ("--from", "2026-11", "--to", "2028-12")
LARGE = PAYROLL.replace(",1\n", ",10\n")  # whatever moves somebody moves five people or more


def payroll(folder: Path, text: str = PAYROLL) -> Path:
    path = folder / "paie.csv"
    path.write_text(text, encoding="utf-8")
    return path


def projected(path: Path, *options: str, code: int = 0) -> dict[str, Any]:
    ran = run("project", str(path), *MONTHS, "--json", "--lang", "en", *options)
    assert ran.code == code, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def total(amounts: list[dict[str, Any]], name: str) -> Decimal:
    return sum((Decimal(each[name]) for each in amounts), Decimal(0))


def test_months_years_and_services_are_the_same_sums(tmp_path: Path) -> None:
    found = projected(payroll(tmp_path))
    for name in ("gross", "cost"):
        whole = Decimal(found["total"][name])
        assert [total(found[level], name) for level in ("months", "years", "services")] == [whole] * 3
        for year in found["years"]:
            change = Decimal(year[name]) - Decimal(year["reference"][name])
            assert total(year["by_cause"], "amount" if name == "cost" else "gross") == change
            assert Decimal(year["change"][name]) == change
        for before, after in zip(found["months"], found["months"][1:], strict=False):
            moved = total(after["by_cause"], "amount" if name == "cost" else "gross")
            assert moved == Decimal(after[name]) - Decimal(before[name])


def test_a_scenario_is_a_cause_of_its_own(tmp_path: Path) -> None:
    scenario = Path(__file__).resolve().parents[2] / "docs" / "scenarios" / "plus-6-points.yaml"
    found = projected(payroll(tmp_path), "--scenario", str(scenario))
    kinds = {cause["cause"] for year in found["years"] for cause in year["by_cause"]}
    assert "scenario" in kinds
    plain = projected(payroll(tmp_path))
    of_scenario = [cause for year in found["years"] for cause in year["by_cause"] if cause["cause"] == "scenario"]
    assert total(of_scenario, "amount") != 0
    assert Decimal(found["total"]["cost"]) > Decimal(plain["total"]["cost"])


SCENARIOS = Path(__file__).resolve().parents[2] / "docs" / "scenarios"


def test_scenarios_side_by_side_are_those_carried_alone(tmp_path: Path) -> None:
    names = [SCENARIOS / f"{name}.yaml" for name in ("plus-6-points", "minimum-wage-up-2-percent")]
    (tmp_path / "moves.csv").write_text(MOVEMENTS + "leave,2027-07,C003,,,,,,,,5\n", encoding="utf-8")
    moves = ("--movements", str(tmp_path / "moves.csv"))
    path, out = payroll(tmp_path, LARGE), tmp_path / "out.xlsx"
    found = projected(path, *moves, "-o", str(out), *(word for name in names for word in ("--compare", str(name))))
    assert [each["scenario"]["file"] for each in found["compared"]] == [name.name for name in names]
    plain = projected(path, *moves)
    assert found["total"] == plain["total"]
    for each, name in zip(found["compared"], names, strict=True):
        alone = projected(path, *moves, "--scenario", str(name))
        assert (each["gross"], each["cost"]) == (alone["total"]["gross"], alone["total"]["cost"])
        assert Decimal(each["difference"]["cost"]) == Decimal(each["cost"]) - Decimal(plain["total"]["cost"])
    assert Decimal(found["compared"][0]["difference"]["cost"]) > 0
    shown = [f"{row[5]:.2f}" for row in sheet(out, "Scenarios")[1:]]
    assert shown == [year["difference"]["cost"] for each in found["compared"] for year in each["years"]]


def test_pages(tmp_path: Path) -> None:
    path, found = payroll(tmp_path, LARGE), projected(payroll(tmp_path, LARGE))
    (tmp_path / "hours.csv").write_text(ACTIVITY, encoding="utf-8")
    words = ("--activity", str(tmp_path / "hours.csv"), "--compare", str(SCENARIOS / "plus-6-points.yaml"))
    ran = run("project", str(path), *MONTHS, "--lang", "en", "-o", str(tmp_path / "page.html"), *words)
    assert ran.code == 0, ran.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    for year in found["years"]:
        assert f"€{Decimal(year['cost']):,}" in page
    assert page.count("<svg") == 1 + len([year for year in found["years"] if year["by_cause"]])
    days = ("--before", "2026-10-01", "--after", "2026-11-01", "--to", "2028-12")
    ran = run("report", str(path), *days, "--lang", "en", "-o", str(tmp_path / "report.html"))
    assert ran.code == 0, ran.err
    assert "The years to come" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_last_month_of_a_file_is_carried(tmp_path: Path) -> None:
    alone = projected(payroll(tmp_path))
    earlier = PAYROLL.replace("2026-11", "2026-10").partition("\n")[2]
    both = projected(payroll(tmp_path, PAYROLL + earlier))
    assert both["total"] == alone["total"]
    assert (both["rows"]["in"], both["rows"]["counted"], both["rows"]["outside"]) == (10, 5, 5)


def test_rows_that_fail_are_rejects(tmp_path: Path) -> None:
    path = payroll(tmp_path, PAYROLL + "X9,Nord,2026-11,,,,,,,151.67,1\n")
    found = projected(path, "--rejects", str(tmp_path / "r.csv"), code=4)
    assert found["rows"] == {"in": 6, "counted": 5, "rejected": 1, "outside": 0, "skipped": 0}
    assert found["total"] == projected(payroll(tmp_path))["total"]
    assert "paie.csv,7," in (tmp_path / "r.csv").read_text(encoding="utf-8").replace(str(tmp_path) + "/", "")


def test_what_travels_tells_nobody(tmp_path: Path) -> None:
    """Two people move alone: neither months nor years are shown by themselves, nor the small group."""
    path, found = payroll(tmp_path), projected(payroll(tmp_path))
    page, table, book = (tmp_path / f"o.{ending}" for ending in ("html", "csv", "xlsx"))
    for out in (page, table, book):
        assert run("project", str(path), *MONTHS, "--lang", "en", "-o", str(out)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "Un</th>" not in text
    assert "What makes the years differ concerns fewer than 5 people" in text
    assert "Employer cost month by month" not in text
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    assert {row["level"] for row in rows} == {"year", "group"}
    assert {row["year"] for row in rows} == {"2026-2028"}
    assert total([row for row in rows if row["level"] == "year"], "cost") == Decimal(found["total"]["cost"])
    assert not {each["cost"] for each in found["years"]} & {each.replace(",", "") for each in Page(text).said("td")}
    assert "Months" not in openpyxl.load_workbook(book).sheetnames
    assert sheet(book, "Causes")[1:] == []


def test_causes_of_few_people_are_one_with_others(tmp_path: Path) -> None:
    """Ten people of each row: two of them who are hired alone join the cause that moves most."""
    alone = "H001,Nord,2026-11,tisf,technicien,1,2,2027-05-02,,151.67,2\n"
    path, book, table = payroll(tmp_path, LARGE + alone), tmp_path / "o.xlsx", tmp_path / "o.csv"
    for out in (book, table):
        found = projected(path, "-o", str(out))
    rows = list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))
    causes = [row for row in rows if row["level"] == "year-cause"]
    assert "other" in {row["cause"] for row in causes}
    assert not {row["cause"] for row in causes} & {"headcount", "noria"}
    for year in found["years"]:
        own = [Decimal(row["cost"]) for row in causes if row["year"] == str(year["year"])]
        assert sum(own, Decimal(0)) == Decimal(year["change"]["cost"])
    assert {row[2] for row in sheet(book, "Causes")[1:]} & {"other causes, merged"}


def test_the_csv_says_what_the_json_says(tmp_path: Path) -> None:
    path, out = payroll(tmp_path, LARGE), tmp_path / "out.csv"
    found = projected(path, "-o", str(out))
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    years = [row for row in rows if row["level"] == "year"]
    assert [(row["gross"], row["cost"]) for row in years] == [(y["gross"], y["cost"]) for y in found["years"]]
    causes = [row["cost"] for row in rows if row["level"] == "year-cause"]
    assert causes == [cause["amount"] for year in found["years"] for cause in year["by_cause"]]
    months = [row["cost"] for row in rows if row["level"] == "month"]
    assert months == [month["cost"] for month in found["months"]]


def test_the_csv_puts_small_groups_together(tmp_path: Path) -> None:
    path, out = payroll(tmp_path), tmp_path / "out.csv"
    found = projected(path, "-o", str(out))
    groups = [row for row in csv.DictReader(out.read_text(encoding="utf-8").splitlines()) if row["level"] == "group"]
    names = {row["group"] for row in groups}
    assert "Un" not in names
    assert "Nord" not in names or "Causses" not in names  # one of them joins the smallest
    assert total(groups, "cost") == Decimal(found["total"]["cost"])


def sheet(path: Path, name: str) -> list[list[Any]]:
    return [list(row) for row in openpyxl.load_workbook(path, data_only=True)[name].iter_rows(values_only=True)]


def test_the_workbook_says_what_the_json_says_and_tells_nobody_apart(tmp_path: Path) -> None:
    path, out = payroll(tmp_path), tmp_path / "out.xlsx"
    found = projected(path, "-o", str(out))
    _heads, *years = sheet(out, "Years")
    assert [(row[0], f"{row[4]:.2f}", row[9]) for row in years] == [("2026-2028", found["total"]["cost"], None)]
    large = projected(payroll(tmp_path, LARGE), "-o", str(tmp_path / "large.xlsx"))
    _heads, *years = sheet(tmp_path / "large.xlsx", "Years")
    assert [(row[0], f"{row[4]:.2f}", row[9]) for row in years] == [(y["year"], y["cost"], 0) for y in large["years"]]
    names = {row[0] for row in sheet(out, "Groups")[1:]}
    assert "Un" not in names
    assert "Nord" not in names or "Causses" not in names  # one of them joins the smallest


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")
@pytest.mark.slow
def test_the_workbook_computes_to_the_same_values(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    projected(payroll(tmp_path), "-o", str(out))
    again = computed(out, tmp_path)
    for name in ("Years", "Groups"):
        assert sheet(again, name) == sheet(out, name)


MOVEMENTS = """kind,month,employee_id,service_id,job,status,degree,echelon,seniority,hours,headcount
"""


def moved(folder: Path, rows: str, code: int = 0) -> dict[str, Any]:
    (folder / "moves.csv").write_text(MOVEMENTS + rows, encoding="utf-8")
    return projected(payroll(folder), "--movements", str(folder / "moves.csv"), code=code)


def people(found: dict[str, Any], month: str) -> int:
    return next(int(each["people"]) for each in found["months"] if each["month"] == month)


def causes(found: dict[str, Any], month: str) -> dict[str, Decimal]:
    held = next(each["by_cause"] for each in found["months"] if each["month"] == month)
    return {each["cause"]: Decimal(each["amount"]) for each in held}


def test_a_leaver_by_staff_number(tmp_path: Path) -> None:
    found = moved(tmp_path, "leave,2027-07,C003,,,,,,,,2\nSortie,2028-02,C003,,,,,,,,\n")
    assert [people(found, month) for month in ("2027-06", "2027-07", "2028-01", "2028-02")] == [15, 13, 13, 10]
    assert causes(found, "2027-07")["leave"] < 0


def test_hires_and_leavers_as_described(tmp_path: Path) -> None:
    place = "avs,employe,2,2,8,121.33"
    found = moved(tmp_path, f"hire,2027-07,,Nord,{place},3\nleave,2028-02,,Nord,{place},3\n")
    assert [people(found, month) for month in ("2027-06", "2027-07", "2028-02")] == [15, 18, 15]
    hired, left = causes(found, "2027-07")["hire"], causes(found, "2028-02")["leave"]
    assert hired == -left > 0  # eight years each, in their month


def test_a_replacement_keeps_the_service_and_is_the_noria(tmp_path: Path) -> None:
    found = moved(tmp_path, "replace,2027-07,C001,,avs,employe,2,1,0,151.67,1\n")
    assert {people(found, month["month"]) for month in found["months"]} == {15}
    [causses] = [each for each in found["services"] if each["service_id"] == "Causses"]
    year = causses["years"][1]
    by_cause = {each["cause"]: Decimal(each["amount"]) for each in year["by_cause"]}
    assert by_cause["noria"] < 0
    assert "headcount" not in by_cause
    months = [causes(found, month["month"]) for month in found["months"] if month["month"].startswith("2027")]
    assert by_cause["noria"] == 6 * sum(each.get("hire", 0) + each.get("leave", 0) for each in months)


def test_the_columns_of_movements_that_are_not_used_are_named(tmp_path: Path) -> None:
    moves = tmp_path / "moves.csv"
    moves.write_text("kind,month,job,seniority,Heures selon planning\nhire,2027-07,avs,1,80\n", encoding="utf-8")
    found = projected(payroll(tmp_path), "--movements", str(moves))
    assert found["warnings"][0].endswith("moves.csv: columns not used: Heures selon planning")


def test_movements_that_do_not_hold_together(tmp_path: Path) -> None:
    for rows, words in (
        ("leave,2027-07,C999,,,,,,,,\n", "row 2, employee_id"),
        ("dance,2027-07,C001,,,,,,,,\n", "row 2, kind"),
        ("leave,,C001,,,,,,,,\n", "row 2, month"),
        ("leave,2027-07,C003,,,,,,,,6\n", "row 2, headcount"),
        ("hire,2027-07,,Nord,,,,,,,\n", "row 2"),
        ("hire,2027-07,,Nord,avs,employe,2,2,8,,1\n", "row 2, hours"),
        ("leave,2027-07,,Nord,avs,employe,2,2,8,100,90\n", "Nord, 2027-07"),
    ):
        (tmp_path / "moves.csv").write_text(MOVEMENTS + rows, encoding="utf-8")
        ran = run(
            "project", str(payroll(tmp_path)), *MONTHS, "--movements", str(tmp_path / "moves.csv"), "--lang", "en"
        )
        assert ran.code == 3, rows
        assert words in ran.err, ran.err
        assert "R331" in ran.err


ACTIVITY = """service_id,department,hours_apa,hours_pch,hours_aide_sociale,hours_other,hours_worked
Causses,48,6000.50,1400,150,1900,9800
Nord,48,5800,2120.25,0,1640,11000
"""


def test_the_cost_of_an_hour(tmp_path: Path) -> None:
    (tmp_path / "hours.csv").write_text(ACTIVITY, encoding="utf-8")
    found = projected(payroll(tmp_path), "--activity", str(tmp_path / "hours.csv"))
    year = next(each for each in found["hours"] if each["year"] == 2027)
    [causses] = [each for each in year["services"] if each["service_id"] == "Causses"]
    paid = 12 * (Decimal("151.67") + 130 + 5 * Decimal("121.33"))
    assert (Decimal(causses["paid_hours"]), causses["financed_hours"]) == (paid, "9450.50")
    for name, hours in (("paid", paid), ("worked", Decimal(9800)), ("financed", Decimal("9450.50"))):
        assert Decimal(causses[f"cost_per_{name}_hour"]) == round(Decimal(causses["cost"]) / hours, 2)
    assert year["floor_tariff"] == [{"from": "2026-01-01", "value": "25.00"}]
    part = next(each for each in found["hours"] if each["year"] == 2026)
    assert part["services"][0]["financed_hours"] == "1575.08"  # two months of twelve
    assert [each["financed_hours"] for each in year["services"] if each["service_id"] == "Un"] == [None]
    assert any("the activity file lacks" in each for each in found["warnings"])


def test_no_amount_of_a_large_payroll_is_cut_on_the_screen(tmp_path: Path) -> None:
    path = payroll(tmp_path, PAYROLL.replace(",130,1", ",130,90000").replace(",151.67,7", ",151.67,900000"))
    months = ("--from", "2026-11", "--to", "2029-12", "--lang", "fr")
    services = run("project", str(path), *months, "--json").json["services"]
    costs = [year["cost"] for service in services for year in service["years"]]
    assert (len(costs), max(map(len, costs))) == (12, len("10000000000.00"))
    shown = run("project", str(path), *months).out
    assert not [cost for cost in costs if f"{localised(cost, 'fr')}\u00a0€" not in shown]
    assert all(f" {service['service_id']} " in shown for service in services)


def test_wrong_requests(tmp_path: Path) -> None:
    path = payroll(tmp_path)
    for options, code in (
        (("--from", "2027-01", "--to", "2026-12"), "R104"),
        (("--echelon-3-after", "90"), "R103"),
        (("--by", "town"), "R103"),
        (("--by", "sector", "--activity", "hours.csv"), "R102"),
        (("-o", "out.docx"), "R120"),
    ):
        ran = run("project", str(path), *options)
        assert ran.code == 2
        assert code in ran.err


def test_two_who_leave_a_row_of_ten_are_not_shown_alone(tmp_path: Path) -> None:
    (tmp_path / "moves.csv").write_text(MOVEMENTS + "leave,2027-07,C001,,,,,,,,2\n", encoding="utf-8")
    out = tmp_path / "o.csv"
    words = ("--movements", str(tmp_path / "moves.csv"), "-o", str(out))
    found = projected(payroll(tmp_path, LARGE), *words)
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert {each["cause"] for year in found["years"] for each in year["by_cause"]} >= {"headcount"}
    assert not {row["cause"] for row in rows} & {"headcount", "noria", "hire", "leave"}
    assert "month" not in {row["level"] for row in rows}
