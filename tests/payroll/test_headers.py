"""Headers to canonical columns, and profiles.

Guards: cli/files.py, payroll/reading/header_reasons.py, payroll/reading/headers.py, payroll/reading/layout.py,
payroll/reading/profile.py, payroll/writing/template.py.
"""

from pathlib import Path

import pytest

from payroll_files import cells, csv_file, source
from revalo.errors import UnreadableInput
from revalo.payroll.reading import profile
from revalo.payroll.reading.headers import canonical, recognise
from revalo.payroll.reading.profile import Profile
from revalo.people.columns import CANONICAL

USUAL = {
    "Matricule": "employee_id",
    "N° Salarié": "employee_id",
    "SERVICE": "service_id",
    "Departement": "department",
    "mois": "month",
    "Secteur": "sector",
    "Convention": "sector",
    "Métier": "profession",
    "emploi": "job",
    "Catégorie": "category",
    "Année": "year",
    "Filière": "domain",
    "Statut": "status",
    "Degré": "degree",
    "Échelon": "echelon",
    "ECHELON": "echelon",
    "Ancienneté": "seniority",
    "Date d'ancienneté": "since",
    "DATE D’ANCIENNETE": "since",
    "Date_anciennete": "since",
    "Diplôme": "diploma",
    "Niveau diplôme": "diploma",
    "Niveau de diplôme": "diploma",
    "Heures": "hours",
    "Heures (h/mois)": "hours",
    "Nb. heures": "hours",
    "E.T.P.": "fte",
    "ETP": "fte",
    "Temps partiel (%)": "part_time",
    "Indice majoré": "index",
    "Indice": "index",
    "Brut (€)": "gross",
    "Effectif": "headcount",
    "Brut payé": "paid_gross",
    "Paid Gross": "paid_gross",
    "sunday-hours": "sunday_hours",
    "Ancienneté (mois)": None,
    "Nom": None,
    "NIR": None,
    "Indice brut": None,
    "Net à payer": None,
    "": None,
}


@pytest.mark.parametrize(("header", "name"), USUAL.items())
def test_usual_headers(header: str, name: str | None) -> None:
    assert canonical(header, {}) == name


@pytest.mark.parametrize("name", CANONICAL)
def test_canonical_names_are_headers(name: str) -> None:
    assert canonical(name.upper(), {}) == name


def test_no_known_column_says_what_is_expected() -> None:
    with pytest.raises(UnreadableInput, match=r"Matricule \(employee_id\)") as raised:
        recognise("x.csv", ["12", "DURIEZ"], {})
    assert "DURIEZ" not in str(raised.value)
    assert raised.value.exit_code == 3


def test_one_column_twice_names_both() -> None:
    with pytest.raises(UnreadableInput, match=r"Indice majoré.*Indice"):
        recognise("x.csv", ["Matricule", "Indice majoré", "Indice"], {})
    with pytest.raises(UnreadableInput, match="Matricule"):
        recognise("x.csv", ["Matricule", "matricule"], {})


@pytest.mark.parametrize(
    ("others", "used"),
    [([], True), (["Date d'ancienneté"], False), (["Ancienneté"], False), (["Mois"], True)],
)
def test_the_day_of_entry_stands_in_for_seniority_only_alone(others: list[str], used: bool) -> None:
    mapping = dict(recognise("x.csv", ["Matricule", "Date d'entrée", *others], {}))
    assert (mapping["Date d'entrée"] == "since") is used


def test_a_profile_wins_over_the_usual_names() -> None:
    own = {"Poste": "job", "Code": "employee_id", "Statut": None}
    found = recognise("x.csv", ["Code", "Matricule", "Poste", "Emploi", "STATUT", "Heures"], own)
    assert [name for _header, name in found] == ["employee_id", None, "job", None, None, "hours"]


def test_a_profile_for_another_file_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="Poste"):
        recognise("x.csv", ["Matricule"], {"Poste": "job"})
    assert recognise("x.csv", ["Matricule"], {"Poste": None}) == (("Matricule", "employee_id"),)


def test_a_profile_is_written_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    columns = {"Code: n°": "employee_id", "é # à": None}
    told = Profile("cp1252", "\t", ",", ".", "JJ/MM/AAAA", "Feuil: 1", columns)
    profile.write(told, path)
    assert profile.read(path) == told
    assert "tab" in path.read_text("utf-8")
    profile.write(Profile(), path)
    assert profile.read(path)._replace(columns={}) == Profile(columns={})


def test_what_was_found_makes_a_profile(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", "Matricule|Nom|Heures|Nom|\n12|É|1.5||\n", "cp1252")
    told, notes = profile.of_source(source(path))
    assert told == Profile("cp1252", "|", ".", columns={"Matricule": "employee_id", "Nom": None, "Heures": "?"})
    assert "weekly_hours" in notes["Heures"]
    profile.write(told._replace(columns={**told.columns, "Heures": "hours"}), tmp_path / "p.yaml", notes)
    assert cells(path, profile.read(tmp_path / "p.yaml")) == cells(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("seperator: ';'\n", "p.yaml:1: seperator: .*separator"),
        ("encoding: utf-8\nseparator: x\n", "p.yaml:2: separator: "),
        ("encoding: klingon\n", "p.yaml:1: encoding: .*cp850"),
        ("decimal: '·'\n", "p.yaml:1: decimal"),
        ("thousands: ';'\n", "p.yaml:1: thousands"),
        ("decimal: ','\nthousands: ','\n", "p.yaml:2: thousands"),
        ("columns:\n  Temps: '?'\n", "p.yaml:2: columns.Temps: .*weekly_hours"),
        ("date_format: JJ MM\n", "p.yaml:1: date_format: .*JJ/MM/AAAA"),
        ("columns:\n  Poste: jbo\n", "p.yaml:2: columns.Poste: .*job"),
        ("columns:\n  A: job\n  B: job\n", "p.yaml:3: columns.B: .*job"),
        ("columns:\n  Été: job\n  ete: hours\n", "p.yaml:3: columns.ete"),
        ("columns:\n  A: [job]\n", "p.yaml:2: columns.A"),
        ("columns: job\n", "p.yaml:1: columns"),
        ("sheet: [1]\n", "p.yaml:1: sheet"),
        ("encoding: utf-8\nencoding: cp1252\n", "p.yaml:2: encoding"),
        ("- a\n", "p.yaml:1: "),
        ("a: !!python/name:os.system x\n", "p.yaml:1: a"),
    ],
)
def test_profiles_are_closed(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableInput, match=said):
        profile.read(path)


def test_no_profile_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"p\.yaml"):
        profile.read(tmp_path / "p.yaml")
