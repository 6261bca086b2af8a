"""Every way to mistype a law file is refused by `revalo law validate`, with the file, the line and the field.

Guards: cli/law.py, funding/published.py, grids/checking.py, grids/checking_measures.py, grids/checking_workforce.py,
grids/compiling.py, grids/schema/closed.py, grids/schema/files.py, grids/schema/grades.py, grids/schema/measures.py,
grids/schema/tables.py, grids/schema/texts.py, grids/schema/workforce.py, grids/sections.py, grids/values.py.
"""

from pathlib import Path

import pytest

from mutations import Mutation, Passage, mutate, said, validate

LAW, TEXTS, WAGE, CASES = (f"{name}.yaml" for name in ("avenant43", "texts", "minimum_wage", "cases"))
POINT = Passage(
    LAW,
    "    - {from: 2014-07-01, value: 5.355, text: avenant-19, confidence: primary, legifrance: KALIARTI000030334917}\n",
)
NEXT = Passage(
    LAW,
    "    - {from: 2016-08-01, value: 5.38, text: avenant-31, confidence: primary, legifrance: KALIARTI000034826510}\n",
)
GRID = Passage(LAW, "{from: 2024-01-01, value: [308, 315, 331], sum: 954, text: avenant-61, confidence: primary, ")
DIPLOMA = Passage(LAW, "value: {3: 11, 4: 12, 5: 14, 6: 15, 7: 17, 8: 17}, sum: 86, text: avenant-43")
BANDS = Passage(LAW, 'value: {0-10: 0, 11-20: 15, 21-50: 35, ">50": 50}, sum: 100')
SENIORITY = Passage(LAW, "value: {5: 2, 10: 4, 15: 8, 20: 12, 25: 16, 30: 20}")
PRINTED = Passage(LAW, "{row: employe.1, at: 3, on: 2021-10-01, amount: 1749.00, source: ministry-2021-04}")
MONTHLY = Passage(WAGE, "{from: 2021-10-01, value: 1589.47, text: smic-2021-10, confidence: secondary}")
HOURLY = Passage(WAGE, "{from: 2021-10-01, value: 10.48, text: smic-2021-10, confidence: secondary}")
ROW_D = Passage(LAW, '    D:\n      article: "10"\n')
RULE = Passage(LAW, "value: topped-base\n      text: titre-v-2010")
AVENANT_61 = Passage(TEXTS, "    signed: 2023-10-06\n    approved: {on: 2023-12-28}\n")
CASE = Passage(CASES, "    before: {on: 2026-01-31}\n    after: {on: 2026-02-01}\n    stated:\n")
VERSION = "point_value.versions.2"

MISSPELT = {
    "top level": Passage(LAW, "\npoint_value:\n").but(
        "value", "valeu", "point_valeu", "nom inconnu – vouliez-vous dire point_value ?"
    ),
    "table": Passage(LAW, "unit: EUR per point").but("unit", "unti", "point_value.unti", "vouliez-vous dire unit"),
    "version": POINT.but("value", "valeu", f"{VERSION}.valeu", "vouliez-vous dire value ?"),
    "row": ROW_D.below("article", "aticle", "old_grid.rows.D.aticle", "vouliez-vous dire article ?"),
    "label": Passage(LAW, "label: {fr: Valeur du point,").but(
        "{fr", "{rf", "point_value.label.rf", "noms connus : fr, en"
    ),
    "text": AVENANT_61.but("signed", "singed", "texts.avenant-61.singed", "vouliez-vous dire signed"),
    "act": AVENANT_61.below("{on", "{no", "texts.avenant-61.approved.no", "noms connus : on, published"),
    "minimum wage": Passage(WAGE, "\nhourly:").but("hourly", "huorly", "huorly", "vouliez-vous dire hourly ?"),
    "case": CASE.below("after", "aftre", "cases.press-avenant-70.aftre", "vouliez-vous dire after"),
    "source": Passage("sources.yaml", "    facts: bad_grids S3\n").but(
        "facts", "fatcs", "sources.ministry-2021-04.fatcs", "vouliez-vous dire facts ?"
    ),
}
VALUES = {
    "comma in braces": POINT.but("5.355", "5,355", VERSION, "nom inconnu"),
    "comma alone": POINT.becoming(
        "    - from: 2014-07-01\n      value: 5,355\n      text: avenant-19\n      confidence: primary\n",
        "value",
        f"{VERSION}.value",
        "écrivez les décimales avec un point, par exemple 5.62",
    ),
    "five decimals": POINT.but("5.355", "5.35501", f"{VERSION}.value", "ce n'est pas un nombre en EUR per point"),
    "exponent": POINT.but("5.355", "5.355e0", f"{VERSION}.value", "ce n'est pas un nombre"),
    "letter O": POINT.but("5.355", "5.3O5", f"{VERSION}.value", "ce n'est pas un nombre"),
    "not a number": POINT.but("5.355", ".nan", f"{VERSION}.value", "ce n'est pas un nombre"),
    "blank": POINT.but("5.355", '""', f"{VERSION}.value", "ce n'est pas un nombre"),
    "list for a figure": POINT.but("5.355", "[5.355]", f"{VERSION}.value", "n'a pas la forme scalar"),
    "figure for a row": GRID.but("[308, 315, 331]", "308", "employe.1.versions.3.value", "n'a pas la forme row"),
    "half a point": GRID.but("315", "315.5", "employe.1.versions.3.value.2", "ce n'est pas un nombre en points"),
    "word": RULE.but("topped", "toped", "hourly_rate.versions.1.value", "vouliez-vous dire topped-base ?"),
    "value and reason": POINT.but("value:", "not_found: {fr: a, en: a}, value:", VERSION, "soit value, soit not_found"),
    "neither": POINT.but("value: 5.355, ", "", VERSION, "donnez soit value, soit not_found"),
    "no text": POINT.but(", text: avenant-19", "", f"{VERSION}.text", "ce nom est obligatoire et manque"),
    "no confidence": POINT.but(", confidence: primary", "", f"{VERSION}.confidence", "est obligatoire et manque"),
    "no start": POINT.but("from: 2014-07-01, ", "", f"{VERSION}.from", "ce nom est obligatoire et manque"),
    "no such confidence": POINT.but("primary", "primaire", f"{VERSION}.confidence", "ne fait pas partie de"),
    "not of Légifrance": POINT.but("ARTI0", "ARTIO", f"{VERSION}.legifrance", "ce n'est pas un identifiant Légifrance"),
    "unknown text": POINT.but(
        "ant-19", "ant-199", f"{VERSION}.text", "texte inconnu avenant-199 – vouliez-vous dire avenant-19"
    ),
    "unknown source": POINT.but(
        "text:",
        "source: kali-2914, text:",
        f"{VERSION}.source",
        "source inconnue kali-2914 – vouliez-vous dire kali-2941",
    ),
    "unknown unit": Passage(LAW, "  unit: EUR per point\n").but(
        "point", "points", "point_value.unit", "unité inconnue – vouliez-vous dire EUR per point"
    ),
}
DATES = {
    "month 13": POINT.but("2014-07-01", "2014-13-01", f"{VERSION}.from", "ce n'est pas une date : écrivez 2021-10-01"),
    "one digit": POINT.but("2014-07-01", "2014-7-01", f"{VERSION}.from", "ce n'est pas une date"),
    "French": POINT.but("2014-07-01", "01/07/2014", f"{VERSION}.from", "ce n'est pas une date"),
    "29 February": POINT.but("2014-07-01", "2015-02-29", f"{VERSION}.from", "ce n'est pas une date"),
    "ISO week": POINT.but("2014-07-01", "2014-W27-2", f"{VERSION}.from", "ce n'est pas une date"),
    "time of day": POINT.but("2014-07-01", '"2014-07-01 00:00"', f"{VERSION}.from", "ce n'est pas une date"),
    "known on": POINT.but(", conf", ", known_on: demain, conf", f"{VERSION}.known_on", "ce n'est pas une date"),
    "repeated": NEXT.but("2016-08-01", "2014-06-30", "point_value.versions.3.from", "chaque texte une fois par date"),
    "before its text": POINT.but("2014-07-01", "2014-06-30", f"{VERSION}.from", "antérieur à la date d'effet"),
    "verified": Passage(WAGE, "verified: 2026-10-27").but("-27", "-32", "verified", "ce n'est pas une date"),
    "signed": AVENANT_61.but("10-06", "10-6", "avenant-61.signed", "ce n'est pas une date"),
    "of a case": CASE.below("{on: 2026-02-01", "{on: 2026-02-30", "press-avenant-70.after.on", "ce n'est pas une date"),
}
DOUBLE_ENTRY = {
    "short row": GRID.but(
        "331], sum: 954", "], sum: 623", "employe.1.versions.3.value", "indiquez 3 chiffres, et non 2"
    ),
    "row that goes down": GRID.but("315, 331", "331, 315", "employe.1.versions.3.value", "ne baissent jamais"),
    "wrong checksum": DIPLOMA.but("86", "68", "supplements.diploma.versions.1.sum", "un chiffre est mal saisi"),
    "no checksum": DIPLOMA.but(" sum: 86,", "", "diploma.versions.1.sum", "la somme de contrôle manque"),
    "checksum with decimals": DIPLOMA.but("86", "86.0", "diploma.versions.1.sum", "ce n'est pas un nombre entier"),
    "monthly wage": MONTHLY.but("1589.47", "1598.47", "monthly.versions.4.value", "× 35 × 52 / 12"),
    "published amount": PRINTED.but("1749", "1794", "new_grid.published.2.amount", "ne donne pas ce montant"),
    "published place": PRINTED.but("at: 3", "at: 4", "new_grid.published.2", "aucun chiffre, à cet endroit"),
    "published row": PRINTED.but("employe.1", "emploie.1", "new_grid.published.2", "aucune ligne"),
    "overlapping bands": BANDS.but("11-20", "10-20", "old_allowances.associations.versions.1.value", "se chevauchent"),
    "band upside down": BANDS.but("11-20", "20-11", "associations.versions.1.value", "se chevauchent"),
    "hole in bands": BANDS.but("11-20", "12-20", "associations.versions.1.value", "fermez-le, ou dites pourquoi avec"),
    "no such band": BANDS.but("11-20", "onze", "associations.versions.1.value.onze", "écrivez une tranche comme 10-49"),
    "thresholds": SENIORITY.but("5: 2, 10: 4", "10: 4, 5: 2", "seniority.versions.1.value", "en ordre croissant"),
    "no such threshold": SENIORITY.but("{5:", "{cinq:", "seniority.versions.1.value", "pas un nombre entier"),
}
REPEATED = {
    "top level": Passage(WAGE, "verified: 2026-10-27\n").becoming(
        "verified: 2026-10-27\nverified: 2026-07-24\n", "verified: 2026-07-24", "verified", "deux fois : gardez-en un"
    ),
    "version": POINT.but(", conf", ", value: 5.36, conf", f"{VERSION}.value", "ce nom apparaît deux fois"),
    "figure": DIPLOMA.but("4: 12", "3: 12", "diploma.versions.1.value.3", "ce nom apparaît deux fois"),
    "row": ROW_D.but("D:", "C:", "old_grid.rows.C", "ce nom apparaît deux fois"),
    "text": Passage(TEXTS, "\n  avenant-61:\n").but("61", "54", "texts.avenant-54", "ce nom apparaît deux fois"),
}
MUTATIONS = {
    f"{kind}: {name}": mutation
    for kind, table in {
        "misspelt": MISSPELT,
        "value": VALUES,
        "date": DATES,
        "double entry": DOUBLE_ENTRY,
        "repeated": REPEATED,
    }.items()
    for name, mutation in table.items()
}


@pytest.mark.parametrize("mutation", MUTATIONS.values(), ids=MUTATIONS)
def test_refused_with_file_line_and_field(tmp_path: Path, mutation: Mutation) -> None:
    path, line = mutate(tmp_path, mutation)
    problems = said(validate(path))
    assert {(problem.file, problem.line) for problem in problems} == {(path.name, line)}, problems
    assert any(mutation.field in problem.field and mutation.says in problem.message for problem in problems), problems
