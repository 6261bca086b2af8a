"""Headers understood by their words, and what their values decide.

Guards: payroll/reading/header_reasons.py, payroll/reading/header_values.py, payroll/reading/header_words.py.
"""

from pathlib import Path

import pytest
import yaml

from revalo.errors import UnreadableInput
from revalo.payroll.reading.header_values import kind_of_time
from revalo.payroll.reading.header_words import TIME, looks_like_time, speaks_of_time, understand
from revalo.payroll.reading.headers import explain, recognise

UNDERSTOOD = {  # spellings that no list has: abbreviations, plurals, articles, order, units
    "hours": (
        "Nbre d'heures",
        "Nb h. mens.",
        "Heures du mois",
        "Hres mens.",
        "Volume d'heures",
        "Heures rémunérées",
        "Durée mens. du travail",
    ),
    "fte": (
        "% temps de travail",
        "Tx d'activité",
        "ETP salarié",
        "Quotité trav.",
        "Taux d'emploi",
        "Nb ETP",
        "Pourcentage d'activité",
    ),
    "weekly_hours": ("Heures / semaine", "Durée hebdomadaire du travail", "H. hebdo", "Nb heures hebdo"),
    "employee_id": ("Matr.", "N° d'agent", "Code du salarié", "Réf. salarié", "Identifiant de l'employé(e)"),
    "service_id": ("Nom du site", "Libellé établissement", "Code agence", "Antenne", "Centre de coûts"),
    "job": ("Libellé de la fonction", "Poste", "Emploi occupé", "Intitulé du poste"),
    "paid_gross": ("Rémun. brute", "Brut total", "Total des bruts", "Salaires bruts mensuels"),
    "month": ("Mois de paye", "Période paie", "Mois du bulletin"),
    "sunday_hours": ("H. dim. et fériés", "Nb heures dimanches"),
    "diploma": ("Niv. de dipl.", "Diplômes"),
    "headcount": ("Nombre d'agents", "Effectif salarié"),
    "department": ("Code dépt", "Dpt"),
}
VOCABULARY: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text("utf-8"))
TIMES = ("hours", "weekly_hours", "fte")
ENOUGH = 85  # per cent of a vocabulary
OTHERS = (
    "Heures supplémentaires",
    "Taux horaire",
    "Heures de formation",
    "Net à payer",
    "Nom",
    "Prénom",
    "Nb enfants",
    "Prime d'ancienneté",
    "Salaire horaire de base",
    "Taux horaire contrat",
    "Coût total",
    "Heures exonérées",
    "Repos hebdomadaire",
    "Salaire brut de base",
    "Total brut théorique",
    "Rémunération brute contractuelle",
)


@pytest.mark.parametrize(
    ("column", "header"), [(column, each) for column, headers in UNDERSTOOD.items() for each in headers]
)
def test_a_header_is_understood_by_its_words(column: str, header: str) -> None:
    assert understand(header) == column


@pytest.mark.parametrize("header", OTHERS)
def test_another_header_is_neither_understood_nor_working_time(header: str) -> None:
    assert understand(header) is None
    assert not looks_like_time(header)


@pytest.mark.parametrize(
    "header", ["Heures selon planning", "ETP moyen lissé", "Temps de travail réel", "Quotité ARTT"]
)
def test_what_looks_like_working_time_is_never_ignored(header: str) -> None:
    assert understand(header) is not None or looks_like_time(header)


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        *((["0,72", "1"], "fte"), (["80 %", "1"], "fte"), (["151,67", "104"], "hours"), (["151:40"], "hours")),
        *((["35", "24"], "weekly_hours"), (["80", "50"], None), (["temps plein"], None), ([], None)),
    ],
)
def test_values_say_what_working_time_is(values: list[str], kind: str | None) -> None:
    assert understand("Temps de travail") == TIME
    assert kind_of_time(values) == kind


@pytest.mark.parametrize(
    ("header", "values", "column"),
    [
        ("Secteur", ["Nord", "Sud"], "service_id"),
        ("Secteur", ["bad", "ccn51"], "sector"),
        ("Structure", ["Association des Lilas"], "service_id"),
        ("Structure", ["SAAD"], "structure"),
        ("Catégorie", ["Employé", "Cadre"], "status"),
        ("Catégorie", ["A", "C"], "category"),
        ("Salaire brut", ["1448,79"], "paid_gross"),
        ("Brut temps plein", ["1448,79"], "gross"),
        ("gross", ["1448,79"], "gross"),
    ],
)
def test_values_and_sector_decide(header: str, values: list[str], column: str) -> None:
    found = recognise("f.csv", ["Matricule", header], {}, sample=lambda place: values if place else ["1"])
    assert dict(found)[header] == column


def test_two_columns_of_working_time_are_told() -> None:
    with pytest.raises(UnreadableInput, match="Heures travaillées"):
        recognise("f.csv", ["Matricule", "Heures payées", "Heures travaillées"], {})


def became(header: str, column: str) -> str | None:
    other = "Mois" if column == "employee_id" else "Matricule"
    return recognise("f.csv", [other, header], {}, sample=lambda _place: ["1"])[1][1]


def test_a_vocabulary_is_understood() -> None:
    every = [(header, column) for column, headers in VOCABULARY.items() for header in headers]
    assert len(every) > 150
    missed = [header for header, column in every if became(header, column) != column]
    assert len(missed) * 100 <= (100 - ENOUGH) * len(every), missed
    wrong = {header for header, column in every if became(header, column) not in (None, column)}
    assert not wrong


def test_no_header_of_working_time_is_ignored_in_silence() -> None:
    for header in (each for column in TIMES for each in VOCABULARY[column]):
        assert became(header, "hours") in TIMES or looks_like_time(header) or speaks_of_time(header), header


@pytest.mark.parametrize(
    ("header", "values", "column"),
    [
        ("% d'emploi", ["80"], "fte"),
        ("Temps de travail (h/mois)", ["1"], "hours"),
        ("Heures payées hors absences", ["104"], "hours"),
        ("Temps partiel", ["80 %", "100 %"], "fte"),
        ("Quotité", ["104.00", "151.67"], "hours"),
        ("Quotité de travail du contrat", ["104.00", "151.67"], "hours"),
        ("Quotité de travail du contrat", ["80", "100"], "fte"),
        ("Temps partiel", ["Oui", "Non"], None),
        ("Durée du contrat", ["1", "2"], None),
        ("Échelon (1 à 3)", ["1"], "echelon"),
        ("Ancienneté (mois)", ["14"], None),
    ],
)
def test_signs_units_and_brackets_count(header: str, values: list[str], column: str | None) -> None:
    found = recognise("f.csv", ["Matricule", header], {}, sample=lambda place: values if place else ["1"])
    assert found[1][1] == column


def test_part_time_is_a_rate_where_the_file_names_sectors() -> None:
    found = recognise("f.csv", ["Matricule", "Secteur", "Temps partiel"], {}, sample=lambda _place: ["fph", "80"])
    assert found[2][1] == "part_time"


@pytest.mark.parametrize(
    ("headers", "values", "whys"),
    [
        (["Matricule", "Libellé emploi repère"], ["1"], [("usual", None), ("words", None)]),
        (["Matricule", "Secteur"], ["Nord"], [("usual", None), ("values", None)]),
        (["Matricule", "Temps de travail"], ["35", "24"], [("usual", None), ("values", None)]),
        (["Matricule", "Heures"], ["35", "24"], [("usual", None), ("usual", "weekly_hours")]),
        (["Matricule", "Heures"], ["35", "104"], [("usual", None), ("usual", None)]),
        (["Matricule", "Heures selon planning"], ["35"], [("usual", None), ("unknown", "hours")]),
        (["Matricule", "Anciennete (mois)"], ["35"], [("usual", None), ("unknown", "seniority")]),
        (["Matricule", "Eschelon"], ["1"], [("usual", None), ("unknown", "echelon")]),
        (["Date d'embauche", "Ancienneté"], ["1"], [("taken", None), ("usual", None)]),
        (["Date d'embauche", "Matricule"], ["1"], [("entry", None), ("usual", None)]),
    ],
)
def test_why_a_header_was_understood(headers: list[str], values: list[str], whys: list[tuple[str, str | None]]) -> None:
    found = explain("f.csv", headers, {}, sample=lambda _place: values)
    assert [(why.kind, why.near) for why in found] == whys
