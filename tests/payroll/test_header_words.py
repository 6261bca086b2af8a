"""Headers understood by their words, and what their values decide."""

import pytest

from revalo.errors import UnreadableInput
from revalo.payroll.reading.header_values import kind_of_time
from revalo.payroll.reading.header_words import TIME, looks_like_time, understand
from revalo.payroll.reading.headers import recognise

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
OTHERS = (
    "Heures supplémentaires",
    "Taux horaire",
    "Heures de formation",
    "Net à payer",
    "Nom",
    "Prénom",
    "Nb enfants",
    "Prime d'ancienneté",
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
