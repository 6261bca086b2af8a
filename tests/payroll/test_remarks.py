"""What every output says of the files at its top, and what a reject says of its column.

Guards: payroll/reading/no_person.py, payroll/reading/remarks.py.
"""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from revalo.people.summary import BY
from running import Ran, run

PEOPLE = "Matricule;Service;Emploi;Catégorie;Année;{}\n"
UNTIMED = "no working time in this file: everybody is taken at full time"
ACTIVITY = "service_id;department;hours_apa;hours_other\nNord;48;1000;0\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "activity.csv").write_text(ACTIVITY, encoding="utf-8")
    return tmp_path


def payroll(folder: Path, header: str, *cells: str) -> None:
    rows = "".join(f"{number};Nord;AVS;C;8;{cell}\n" for number, cell in enumerate(cells, start=11))
    (folder / "p.csv").write_text(PEOPLE.format(header) + rows, encoding="utf-8")


def ran(*words: str) -> Ran:
    return run(*words, "--lang", "en")


def rejects(folder: Path) -> list[dict[str, str]]:
    with (folder / "o.csv.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def remarks(folder: Path, name: str = "o.csv") -> dict[str, str]:
    told = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))["remarks"]
    return {each["code"]: each["text"] for each in told}


def said(found: Ran) -> str:
    return " ".join(found.out.split())


def test_no_working_time_is_said_at_the_top_of_every_output(folder: Path) -> None:
    payroll(folder, "Heures de formation", *["3"] * 6)
    assert said(ran("batch", "p.csv", "-o", "o.csv")).startswith(f"- Warning: p.csv: {UNTIMED}")
    assert UNTIMED in remarks(folder)["no-working-time"]
    assert "Heures de formation" in remarks(folder)["no-working-time"]
    ran("batch", "p.csv", "-o", "o.xlsx")
    assert UNTIMED in str(load_workbook("o.xlsx").worksheets[0]["A1"].value)
    assert ran("report", "p.csv", "-o", "o.html").code == 0
    page = (folder / "o.html").read_text(encoding="utf-8")
    assert page.index("everybody is taken at full time") < page.index("Before, per month")
    fund = ("fund", "p.csv", "--activity", "activity.csv", "--year", "2022")
    assert said(ran(*fund)).startswith(f"- Warning: p.csv: {UNTIMED}")
    assert UNTIMED in json.loads(ran(*fund, "--json").out)["warnings"][0]
    ran(*fund, "-o", "f.csv")
    assert UNTIMED in remarks(folder, "f.csv")["no-working-time"]
    ran(*fund, "-o", "f.xlsx")
    assert UNTIMED in str([cell.value for cell in load_workbook("f.xlsx").worksheets[0]["A"]])


def test_hours_that_may_be_of_a_week_stop_every_command(folder: Path) -> None:
    payroll(folder, "Heures", "35", "24", "30")
    fund = ("fund", "p.csv", "--activity", "activity.csv", "--year", "2022")
    for words in (("batch", "p.csv", "-o", "o.csv"), fund, ("report", "p.csv", "-o", "o.html")):
        found = ran(*words)
        assert found.code == 3
        assert "[R316]" in found.err
    assert sorted(path.name for path in folder.iterdir()) == ["activity.csv", "p.csv"]
    (folder / "m.yaml").write_text("columns:\n  Heures: hours\n", encoding="utf-8")
    assert ran("batch", "p.csv", "-o", "o.csv", "--mapping", "m.yaml").code == 0
    assert remarks(folder) == {}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Heures", ["35", "104"]),
        ("Heures mensuelles", ["35", "24"]),
        ("Heures", ["0", "0"]),
        ("Heures;ETP", ["35;0,23"]),
    ],
)
def test_other_hours_stop_nothing(folder: Path, header: str, cells: list[str]) -> None:
    payroll(folder, header, *cells)
    assert ran("batch", "p.csv", "-o", "o.csv").code in (0, 4)


def test_a_reject_names_the_column_as_the_file_does(folder: Path) -> None:
    payroll(folder, "Nb h. mens.", "104", "cent", "1.104,50")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 4
    assert [(each["column"], each["header"], each["code"]) for each in rejects(folder)] == [
        ("hours", "Nb h. mens.", "not-a-number"),
        ("hours", "Nb h. mens.", "two-marks"),
    ]
    assert "thousands" in rejects(folder)[1]["hint"]
    assert "every-row-rejected" not in remarks(folder)


def test_a_reject_of_every_row_says_that_the_column_may_be_something_else(folder: Path) -> None:
    payroll(folder, "Statut;Nb h. mens.", "CDI;104", "CDI;104", "CDD;104")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 4
    told = remarks(folder)["every-row-rejected"]
    assert "column Statut" in told
    assert "--mapping" in told
    payroll(folder, "Statut;Nb h. mens.", "CDI;104", "Employé;104", "CDD;104")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 4
    assert "every-row-rejected" not in remarks(folder)


def test_a_cell_that_lacks_on_every_row_says_nothing_of_the_column(folder: Path) -> None:
    payroll(folder, "Nb h. mens.", "", "")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 4
    assert remarks(folder) == {}


def test_an_unknown_coefficient_names_the_nearest(folder: Path) -> None:
    payroll(folder, "Coefficient;Nb h. mens.", "358;104", "359;104")
    ran("batch", "p.csv", "-o", "o.csv")
    [found] = [each for each in rejects(folder) if each["code"] == "unknown-coefficient"]
    assert "the nearest are 359" in found["reason"]
    assert "358" not in found["reason"]


def test_a_profile_says_the_mark_between_thousands(folder: Path) -> None:
    payroll(folder, "Mois;Brut payé;Nb h. mens.", "09/2021;1.796,40;151,67", "09/2021;(1.796,40);1.51,67")
    (folder / "m.yaml").write_text("thousands: .\ndecimal: ','\n", encoding="utf-8")
    found = ran("check", "p.csv", "--on", "2021-12-01", "--mapping", "m.yaml", "-o", "gaps.csv")
    assert "1 row compared, 1 gap in gross pay" in said(found)
    assert "1,796.40" in said(found)


def test_lines_set_apart_beyond_the_first_are_told_and_where_they_are(folder: Path) -> None:
    payroll(folder, "Nb h. mens.", "104")
    with (folder / "p.csv").open("a", encoding="utf-8") as file:
        file.write("TOTAL;;;;;104\n" * 10)
    assert ran("batch", "p.csv", "-o", "o.csv").code == 0
    assert "rows 3, 4, 5, 6, 7, 8, 9, 10 and 2 more: all of them are in OUT.meta.json" in remarks(folder)["no-person"]
    told = json.loads((folder / "o.csv.meta.json").read_text(encoding="utf-8"))["skipped"]
    assert [each["row"] for each in told] == list(range(3, 13))


@pytest.mark.parametrize("again", ["Matricule;Heures;Emploi;Catégorie;Année", "Matricule;Nom;Emploi;Catégorie;Heures"])
def test_a_header_with_its_columns_elsewhere_stops_the_run(folder: Path, again: str) -> None:
    """The rows below it would be read under the first: the hours of one as the year of another."""
    first = "Matricule;Emploi;Catégorie;Année;Heures\n"
    (folder / "p.csv").write_text(f"{first}11;avs;C;8;104\n{again}\n12;avs;C;10;8\n", encoding="utf-8")
    found = ran("batch", "p.csv", "-o", "o.csv")
    assert (found.code, "row 3" in found.err, "R303" in found.err) == (3, True, True)
    assert not (folder / "o.csv").exists()
    (folder / "p.csv").write_text(f"{first}11;avs;C;8;104\n{first}12;avs;C;10;104\n", encoding="utf-8")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 0


def test_a_day_of_entry_taken_as_the_seniority_is_told(folder: Path) -> None:
    payroll(folder, "Date d'embauche;Nb h. mens.", "01/02/2015;104")
    ran("batch", "p.csv", "-o", "o.csv")
    assert "column Date d'embauche" in remarks(folder)["entry-as-seniority"]


def test_exits_and_absences_that_are_not_read_are_told_where_months_are_compared(folder: Path) -> None:
    payroll(folder, "Mois;Brut payé;Nb h. mens.;Date de sortie;Heures d'absence", "2025-10;900;104;14/10/2025;20")
    told = said(ran("check", "p.csv"))
    assert "not read (Date de sortie, Heures d'absence): each row is compared as a whole month" in told
    assert "whole month" not in said(ran("batch", "p.csv", "-o", "o.csv"))


def test_a_service_with_rejects_alone_says_why(folder: Path) -> None:
    payroll(folder, "Nb h. mens.", "cent", "cent")
    found = ran("fund", "p.csv", "--activity", "activity.csv", "--year", "2022")
    assert found.code == 3
    assert "no readable row in the payroll file" in found.err
    assert "p.csv: row 2, hours: this is not a number" in found.err


SCENARIO = """name: up
title: {fr: Plus, en: More}
from: 2027-01-01
changes:
  - {path: avenant43.point_value, value: 6.00}
"""


@pytest.mark.parametrize("option", ["--scenario", "--compare"])
def test_a_scenario_that_touches_no_row_is_told(folder: Path, option: str) -> None:
    payroll(folder, "Mois;Nb h. mens.", "2022-09;104", "2022-10;104")
    (folder / "up.yaml").write_text(SCENARIO.replace("2027-01-01", "2037-01-01"), encoding="utf-8")
    scenario = (option, "up.yaml")
    assert ran("batch", "p.csv", "-o", "o.csv", *scenario).code == 0
    told = "the scenario up starts on 2037-01-01: none of the 2 rows is that late"
    assert remarks(folder)["scenario-without-effect"] == told
    fund = ("fund", "p.csv", "--activity", "activity.csv", "--year", "2022", *scenario)
    assert told in " ".join(json.loads(ran(*fund, "--json").out)["warnings"])
    ran("report", "p.csv", "-o", "o.html", *scenario)
    assert told in (folder / "o.html").read_text(encoding="utf-8")
    project = ("project", "p.csv", "--from", "2026-10", "--to", "2027-03", *scenario, "--json")
    assert [each for each in json.loads(ran(*project).out)["warnings"] if "scenario" in each] == [
        "the scenario up starts on 2037-01-01: the only row is not that late"  # that of the last month
    ]


def test_a_scenario_that_changes_nothing_is_told(folder: Path) -> None:
    scenario = ("--scenario", "up.yaml")
    (folder / "up.yaml").write_text(SCENARIO.replace("avenant43.point_value", "civil_service.point_value"), "utf-8")
    payroll(folder, "Nb h. mens.", "104")
    ran("batch", "p.csv", "-o", "o.csv", "--after", "2027-02-01", *scenario)
    assert remarks(folder)["scenario-without-effect"] == "the scenario up changes nothing for the only row"


def test_a_scenario_that_counts_is_not_told(folder: Path) -> None:
    payroll(folder, "Nb h. mens.", "104")
    (folder / "up.yaml").write_text(SCENARIO, encoding="utf-8")
    project = ("project", "p.csv", "--from", "2026-10", "--to", "2027-03", "--scenario", "up.yaml", "--json")
    assert not [each for each in json.loads(ran(*project).out)["warnings"] if "scenario" in each]
    assert ran("batch", "p.csv", "-o", "o.csv", "--after", "2027-02-01", "--scenario", "up.yaml").code == 0
    assert remarks(folder) == {}


@pytest.mark.parametrize("words", [("batch", "p.csv", "-o", "o.csv"), ("report", "p.csv", "-o", "o.html")])
def test_after_that_counts_for_no_row_is_told(folder: Path, words: tuple[str, ...]) -> None:
    payroll(folder, "Mois;Nb h. mens.", "2022-09;104")
    assert "--after counts for rows without one alone" in said(ran(*words, "--after", "2024-01-01"))
    assert "--after" not in said(ran(*words))


def test_a_mixed_service_by_structure_and_by_profession(folder: Path) -> None:
    head = "Matricule;Secteur;Structure;Métier;Brut;Nb h. mens.\n"
    rows = [f"{n};fehap;ssiad;{job};1800;151,67\n" for n, job in enumerate(["aide-soignant", "infirmier"] * 6)]
    (folder / "p.csv").write_text(head + "".join(rows).replace("fehap", "ccn51"), encoding="utf-8")
    by = {way: ran("batch", "p.csv", "-o", "o.csv", "--by", way, "--after", "2022-09-01").out for way in BY[-2:]}
    assert "ssiad" in by["structure"]
    assert "aide-soignant" in by["profession"]
    assert "infirmier" in by["profession"]


def test_reliefs_of_hours_beyond_the_contract_are_told(folder: Path) -> None:
    payroll(folder, "extra_10;Nb h. mens.", "4;104")
    found = ran("batch", "p.csv", "-o", "o.csv")
    assert "their reliefs of contributions and of income tax are not counted" in said(found)


def test_who_works_in_several_services_is_told(folder: Path) -> None:
    head = "Matricule;Service;Emploi;Catégorie;Année;Nb h. mens.\n"
    rows = ["11;Nord;AVS;C;8;80", "11;Sud;AVS;C;8;24", "12;Nord;AVS;C;8;80", "12;Nord;AVS;C;8;24"]
    (folder / "p.csv").write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 0
    assert "4 rows, 2 people" in remarks(folder)["several-rows"]
    assert "people who work in several services: 1 row" in remarks(folder)["several-services"]


def test_two_headers_that_could_be_one_column_are_told_where_they_say_the_same(folder: Path) -> None:
    header = "Matricule;Mois;Emploi;Catégorie;Année;Nb h. mens.;Brut;Brut total\n"
    (folder / "p.csv").write_text(
        header + "11;10/2021;AVS;C;8;80;1 062,30;1062,3\n12;10/2021;AVS;C;8;80;1062;\n", "utf-8"
    )
    told = "columns Brut and Brut total may be the same thing: Brut is read, Brut total is not"
    assert told in said(ran("check", "p.csv"))
    assert "may be the same thing" not in said(ran("batch", "p.csv", "-o", "o.csv"))  # which reads neither


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (1, "compared in the first row alone"),
        (2, "compared in the first 2 rows"),
        (500, "compared in the first 199 rows"),
    ],
)
def test_how_many_rows_of_two_such_headers_were_compared_is_told(folder: Path, rows: int, told: str) -> None:
    lines = ["Matricule;Mois;Emploi;Catégorie;Année;Nb h. mens.;Brut;Brut total"]
    lines += [f"{number};10/2021;AVS;C;8;80;1062;{1062 if number < 400 else 1}" for number in range(rows)]
    (folder / "p.csv").write_text("\n".join(lines) + "\n", "utf-8")
    assert told in said(ran("check", "p.csv"))


@pytest.mark.parametrize(("one", "other"), [("1000", "1062,30"), ("", "1062,30")])
def test_two_headers_that_could_be_one_column_and_differ_stop_the_run(folder: Path, one: str, other: str) -> None:
    header = "Matricule;Mois;Emploi;Catégorie;Année;Nb h. mens.;Brut;Brut total\n"
    (folder / "p.csv").write_text(header + f"10;10/2021;AVS;C;8;80;5;5\n11;10/2021;AVS;C;8;80;{one};{other}\n", "utf-8")
    stopped = ran("check", "p.csv")
    assert stopped.code == 3
    assert "“Brut” and “Brut total” could both be the same thing" in stopped.err
    assert "[R317]" in stopped.err
    assert ran("batch", "p.csv", "-o", "o.csv").code == 0  # which reads neither
    ran("columns", "p.csv", "--write-profile", "asked.yaml")
    assert "  Brut total: '?'  # “Brut” says the same\n" in (folder / "asked.yaml").read_text(encoding="utf-8")
    (folder / "m.yaml").write_text("columns:\n  Brut total: paid_gross\n", encoding="utf-8")
    assert "may be the same thing" not in said(ran("check", "p.csv", "--mapping", "m.yaml"))


def test_two_headers_of_a_figure_of_the_grid_stop_batch(folder: Path) -> None:
    header = "Matricule;Emploi;Catégorie;Année;Nb h. mens.;Ancienneté;Nb d'heures dimanche;Heures de dimanche;"
    header += "Date d'entrée\n"
    (folder / "p.csv").write_text(header + "11;AVS;C;8;80;5;7;3;01/02/2013\n", encoding="utf-8")
    found = ran("batch", "p.csv", "-o", "o.csv")
    assert found.code == 3
    assert "“Heures de dimanche” and “Nb d'heures dimanche” could both be the same thing" in found.err
    (folder / "p.csv").write_text(header + "11;AVS;C;8;80;5;7;7;01/02/2013\n", encoding="utf-8")
    assert ran("batch", "p.csv", "-o", "o.csv").code == 0
    told = remarks(folder)["two-columns"]
    assert "Heures de dimanche is read, Nb d'heures dimanche is not" in told
    assert "Date d'entrée" not in told


def test_a_written_profile_asks_what_only_the_user_knows(folder: Path) -> None:
    payroll(folder, "Heures selon planning", "104", "151,67")
    ran("columns", "p.csv", "--write-profile", "m.yaml")
    text = (folder / "m.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert "  Heures selon planning: '?'  # not understood; the nearest is hours\n" in text
    found = ran("batch", "p.csv", "-o", "o.csv", "--mapping", "m.yaml")
    assert found.code == 3
    assert "say what this column is" in found.err
    (folder / "m.yaml").write_text(text.replace("'?'", "hours"), encoding="utf-8")
    assert ran("batch", "p.csv", "-o", "o.csv", "--mapping", "m.yaml").code == 0
