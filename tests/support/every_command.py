"""A run of every command, and the made-up files that it reads."""

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from running import run

DSN = Path(__file__).parents[1] / "dsn" / "association.dsn"


PERSON = ("--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--diploma", "3")


NIGHT = ("--job", "directeur-general", "--since", "1995-02-01", "--echelon", "3", "--allowance", "responsabilite=301")


NURSE = ("--sector", "synerpa", "--structure", "ehpad", "--profession", "ide", "--gross", "2500")


ANSWERS = "bad\n\njob\n?\navs\n8\n\n\n\n\n"


class Case(NamedTuple):
    """A command, its exit code, and what is typed."""

    words: tuple[str, ...]
    code: int = 0
    typed: str = ""


CASES = (
    Case(()),
    Case(("ask",), typed=ANSWERS),
    Case(("glossary",)),
    Case(("glossary", "CTI")),
    Case(("errors",)),
    Case(("errors", "R301")),
    Case(("compute", *PERSON)),
    Case(("compute", *PERSON, "--explain", "--net", "--employer-cost")),
    Case(("compute", *NIGHT, "--without", "article-47", "--after", "2022-09-01")),
    Case(("compute", *NURSE, "--before", "2020-08-31", "--after", "2022-09-01", "--explain")),
    Case(("compute", *NURSE, "--without", "article-47", "--after", "2022-09-01")),
    Case(("compute", "--category", "Z"), 2),
    Case(("compute", "--job", "avs", "--seniority", "8", "--department", "976", "--employer-cost"), 5),
    Case(("timeline", *PERSON, "--to", "2024-12")),
    Case(("timeline", *NURSE, "--to", "2024-12")),
    Case(("compare", *PERSON, "--versus", "job=agent-a-domicile", "--versus", "echelon=3")),
    Case(("compare", *PERSON, "--versus", "echelon=3", "--to", "2023-06")),
    Case(("arrears", *PERSON, "--to", "2023-06")),
    Case(("batch", "paie.csv", "-o", "out.csv", "--by", "category", "--by-text")),
    Case(("batch", "tous.csv", "-o", "out.xlsx", "--by", "sector")),
    Case(("batch", "paie.csv", "-o", "cout.csv", "--employer-cost", "--by-text")),
    Case(("batch", "paie.csv", "--dry-run")),
    Case(("batch", "absente.csv", "-o", "out.csv"), 3),
    Case(("check", "payee.csv", "--on", "2023-01-01"), 4),
    Case(("fund", "paie.csv", "--activity", "activite.csv", "--year", "2022", "--year", "2023")),
    Case(("fund", "covid.csv", "--covid-bonus")),
    Case(("project", "paie.csv", "--from", "2026-10", "--to", "2028-12")),
    Case(("sheet", *PERSON, "-o", "fiche.html")),
    Case(("report", "paie.csv", "-o", "rapport.html")),
    Case(("segur", "--on", "2024-02-01")),
    Case(("segur", "--calendar")),
    Case(("segur", "segur-pour-tous")),
    Case(("cases",)),
    Case(("columns", "paie.csv")),
    Case(("convert", str(DSN), "-o", "dsn.csv")),
    Case(("template", "-o", "modele.csv")),
    Case(("sample", "--rows", "5", "-o", "petite.csv")),
    Case(("law", "list")),
    Case(("law", "list", "--parameters")),
    Case(("law", "show", "new_grid")),
    Case(("law", "show", "old_grid")),
    Case(("law", "show", "jobs")),
    Case(("law", "show", "avenant-43")),
    Case(("law", "show", "professions")),
    Case(("law", "show", "segur-fhp")),
    Case(("law", "diff", "2021-12-31", "2022-08-01")),
    Case(("law", "validate", "nulle-part.yaml"), 3),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up files for the commands that read some."""
    place = tmp_path_factory.mktemp("terminal")
    assert run("sample", "--rows", "40", "--seed", "3", "-o", str(place / "paie.csv")).code == 0
    assert run("sample", "--rows", "40", "--seed", "4", "--sectors", "all", "-o", str(place / "tous.csv")).code == 0
    with (place / "paie.csv").open(encoding="utf-8-sig") as file:
        services = {row["service_id"] for row in csv.DictReader(file)}
    head = "service_id;department;hours_apa;hours_pch;hours_aide_sociale;hours_other;participation\n"
    rows = [f"{service};48;9000;2000;500;1500;0,1\n" for service in sorted(services)]
    (place / "activite.csv").write_text(head + "".join(rows), "utf-8")
    paid = "employee_id;month;category;year;seniority;job;hours;paid_gross\nP1;2022-03;C;8;8;avs;151,67;1700,00\n"
    (place / "payee.csv").write_text(paid, "utf-8")
    covid = "service_id;department;job;hours;absence_days\nS1;48;avs;151,67;0\nS1;48;avs;104;40\n"
    (place / "covid.csv").write_text(covid, "utf-8")
    return place
