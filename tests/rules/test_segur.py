"""The Ségur measures figure by figure: amounts, first days, members and others, pro rata, names, refusals.

Guards: rules/measure_inputs.py, rules/payslip.py, rules/segur.py.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import revalo
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee
from segur_people import amounts, computed, measures, nurse, options, run, run_json

PUBLIC_NURSE = nurse("fph", "ehpad")
HALF = "75.84"


def staff(profession: str, sector: str, structure: str, **more: Any) -> dict[str, Any]:
    return nurse(sector, structure, **more) | {"profession": profession}


# What issue 3 promises: who, on which day, which Ségur lines.
PROMISED: list[tuple[dict[str, Any], str, dict[str, str]]] = [
    (PUBLIC_NURSE, "2020-08-31", {}),
    (PUBLIC_NURSE, "2020-10-01", {"cti-hopital-ehpad": "112.46"}),
    (PUBLIC_NURSE, "2021-01-01", {"cti-hopital-ehpad": "229.62"}),
    (PUBLIC_NURSE, "2022-08-01", {"cti-hopital-ehpad": "237.65"}),
    (PUBLIC_NURSE, "2024-02-01", {"cti-hopital-ehpad": "241.22"}),
    (PUBLIC_NURSE | {"part_time": 80}, "2024-02-01", {"cti-hopital-ehpad": "206.76"}),
    (staff("medecin", "fph", "ehpad"), "2024-02-01", {}),
    (nurse("fhp", "clinique"), "2020-10-01", {"segur-fhp": "103.00"}),
    (nurse("fhp", "clinique"), "2020-12-01", {"segur-fhp": "206.00"}),
    (nurse("fhp", "clinique", fte="0.6"), "2021-12-01", {"segur-fhp": "123.60"}),
    (nurse("synerpa", "ehpad"), "2022-02-01", {"segur-synerpa": "206.00", "segur2-synerpa": "54.00"}),
    (staff("aes", "ccn66", "esms-handicap"), "2021-10-31", {}),
    (staff("aes", "ccn66", "esms-handicap"), "2021-11-01", {"laforcade-prive": "238.00"}),
    (staff("aes", "ccn66", "esms-handicap", hours=HALF), "2021-11-01", {"laforcade-prive": "119.01"}),
    (staff("educateur-specialise", "ccn66", "esms-handicap"), "2022-03-31", {}),
    (staff("educateur-specialise", "ccn66", "esms-handicap"), "2022-04-01", {"socio-educatif-prive": "238.00"}),
    (staff("administratif", "ccn66", "esms-handicap"), "2023-12-31", {}),
    (staff("administratif", "ccn66", "esms-handicap"), "2024-01-01", {"segur-pour-tous": "238.00"}),
]


def segur(side: dict[str, Any]) -> dict[str, str]:
    return {name.removeprefix("segur."): text for name, text in amounts(side).items() if name.startswith("segur.")}


@pytest.mark.parametrize(("given", "day", "wanted"), PROMISED)
def test_promised_figures(law: Law, given: dict[str, Any], day: str, wanted: dict[str, str]) -> None:
    found = revalo.compute(law=law, after=day, **given)
    assert segur(found["after"]) == wanted
    assert not segur(found["before"])


@pytest.mark.parametrize(("given", "day", "wanted"), PROMISED)
def test_promised_figures_on_the_command_line(
    capsys: pytest.CaptureFixture[str], given: dict[str, Any], day: str, wanted: dict[str, str]
) -> None:
    found = run_json(capsys, given, "--after", day)
    assert segur(found["after"]) == wanted
    assert found["before"]["date"] == "2020-08-31"
    assert found["schema"] == "revalo.compute/1"


# Every step of every measure: its first day, the cents on the eve and on the day.
STEPS: list[tuple[str, dict[str, Any], str, int, int]] = [
    ("cti-hopital-ehpad", nurse("fpt", "ehpad"), "2020-09-01", 0, 11246),
    ("cti-hopital-ehpad", nurse("fph", "gcs"), "2020-12-01", 11246, 22962),
    ("cti-hopital-ehpad", nurse("fph", "eps"), "2022-07-01", 22962, 23765),
    ("cti-hopital-ehpad", staff("administratif", "fph", "eps"), "2023-07-01", 23765, 24122),
    ("cti-esms-rattaches", staff("administratif", "fph", "esms-rattache"), "2021-06-01", 0, 22962),
    ("cti-esms-autonomes", staff("aes", "fpt", "esms-autonome"), "2021-10-01", 0, 22962),
    ("cti-socio-educatif", staff("psychologue", "fph", "esms-autonome"), "2022-04-01", 0, 22962),
    ("prime-fpt-aide-domicile", staff("aide-a-domicile", "fpt", "saad"), "2022-04-01", 0, 22962),
    ("prime-fpt-medecins", staff("medecin", "fpt", "autre"), "2022-04-01", 0, 51700),
    ("segur-ccn51", nurse("ccn51", "ehpad"), "2020-09-01", 0, 11700),
    ("segur-ccn51", staff("sage-femme", "ccn51", "etablissement-sante"), "2020-12-01", 11700, 23800),
    ("segur-ccn66", nurse("ccn66", "ehpad"), "2020-09-01", 0, 11700),
    ("segur-ccn66", staff("logistique", "ccn66", "ehpad"), "2020-12-01", 11700, 23700),
    ("segur-ugecam", nurse("ugecam", "ehpad"), "2021-03-01", 0, 23800),
    ("laforcade-prive", nurse("ccn51", "ssiad"), "2021-11-01", 0, 23800),
    ("laforcade-prive", nurse("ccn66", "accueil-jour"), "2021-11-01", 0, 23800),
    ("laforcade-ccn65", nurse("ccn65", "ssiad"), "2021-11-01", 0, 23900),
    ("domicile-ccn51", staff("aide-a-domicile", "ccn51", "saad", diploma=3), "2021-10-01", 0, 23800),
    ("domicile-ccn51", staff("aide-a-domicile", "ccn51", "saad"), "2021-10-01", 0, 21800),
    ("domicile-ccn51", staff("administratif", "ccn51", "saad"), "2021-10-01", 0, 17000),
    ("domicile-ccn51", staff("medecin", "ccn51", "saad"), "2021-10-01", 0, 17000),
    ("socio-educatif-prive", staff("moniteur-educateur", "ccn51", "autre"), "2022-04-01", 0, 23800),
    ("socio-educatif-prive", staff("aide-soignant", "ccn66", "autre"), "2022-04-01", 0, 23800),
    ("socio-educatif-prive", staff("aes", "croix-rouge", "puv"), "2022-04-01", 0, 23800),
    ("socio-educatif-ccn65", staff("moniteur-educateur", "ccn65", "esms-handicap"), "2022-04-01", 0, 23900),
    ("socio-educatif-ccn65", nurse("ccn65", "autre"), "2022-04-01", 0, 23900),
    ("segur-pour-tous", staff("technique", "ccn51", "autre"), "2024-01-01", 0, 23800),
    ("segur-pour-tous-ccn65", staff("technique", "ccn65", "autre"), "2024-01-01", 0, 23900),
    ("segur-pour-tous-ccn65", nurse("ccn65", "ehpad"), "2024-01-01", 0, 23900),
    ("medecins-prive", staff("medecin", "ccn66", "esms-handicap"), "2022-04-01", 0, 51700),
    ("sage-femme-ccn51", staff("sage-femme", "ccn51", "etablissement-sante"), "2022-02-01", 0, 41500),
    ("grand-age-ccn51", staff("aide-soignant", "ccn51", "ssiad"), "2021-12-18", 0, 7000),
    ("segur-fhp", nurse("fhp", "clinique"), "2020-09-01", 0, 10300),
    ("segur-fhp", staff("sage-femme", "fhp", "clinique"), "2020-12-01", 10300, 20600),
    ("segur-fhp-pharmaciens", staff("pharmacien", "fhp", "clinique"), "2021-08-01", 0, 20600),
    ("sage-femme-fhp", staff("sage-femme", "fhp", "clinique"), "2022-02-01", 0, 38600),
    ("segur-synerpa", nurse("synerpa", "ehpad"), "2020-09-01", 0, 10300),
    ("segur-synerpa", staff("ashq", "synerpa", "ehpad"), "2021-03-01", 10300, 20600),
    ("segur-synerpa", staff("chirurgien-dentiste", "synerpa", "ehpad"), "2021-03-01", 10300, 20600),
    ("segur-synerpa-avenant-3", staff("ashq", "synerpa", "puv"), "2021-11-01", 0, 20600),
    ("segur2-synerpa", staff("aide-soignant", "synerpa", "ehpad"), "2022-01-01", 0, 1900),
    ("segur2-synerpa", staff("masseur-kinesitherapeute", "synerpa", "ehpad"), "2022-01-01", 0, 5400),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=3), "2022-01-01", 0, 5200),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=4), "2022-01-01", 0, 5800),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=14), "2022-01-01", 0, 5800),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=15), "2022-01-01", 0, 6200),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=20), "2022-01-01", 0, 6200),
    ("segur2-ccn51", nurse("ccn51", "ehpad", seniority=21), "2022-01-01", 0, 7000),
    ("segur2-ccn51", nurse("ccn51", "ssiad", seniority=22), "2022-01-01", 0, 7000),
    ("segur2-ccn51", staff("dieteticien", "ccn51", "ehpad", seniority=22), "2022-01-01", 0, 1900),
    ("segur2-ccn51", staff("aide-soignant", "ccn51", "ehpad", seniority=22), "2022-01-01", 0, 1900),
    ("segur2-ccn66", nurse("ccn66", "ehpad"), "2022-01-01", 0, 3800),
    ("segur2-ccn66", nurse("ccn66", "ssiad"), "2022-01-01", 0, 3800),
    ("segur2-ccn65", nurse("ccn65", "esms-handicap"), "2022-01-01", 0, 3800),
]


def days_around(day: str) -> tuple[str, str, str]:
    first = date.fromisoformat(day)
    return (first - timedelta(days=1)).isoformat(), day, (first + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("measure", "given", "day", "before", "due"), STEPS)
def test_eve_day_and_morrow_of_every_step(
    law: Law, measure: str, given: dict[str, Any], day: str, before: int, due: int
) -> None:
    found = [measures(law, given, each).get(measure, 0) for each in days_around(day)]
    assert found == [before, due, due]


def test_no_step_is_left_out(law: Law) -> None:
    paid = {name for name, measure in law.measures.items() if not measure.once}
    tables = [law.table(path) for path in law.paths if path.split(".")[1] in paid]
    steps = {
        (table.path.split(".")[1], version.start.isoformat())
        for table in tables
        for version in table.versions
        if not (version.not_found or version.gives_way_to or law.text(version.text).not_in_force)
    }
    assert steps == {(name, day) for name, _given, day, _before, _due in STEPS if day < "2022-07" or name[:3] != "cti"}


@pytest.mark.parametrize(
    ("given", "day", "before", "due"),
    [
        (nurse("synerpa", "ehpad"), "2021-03-20", {}, {"segur-synerpa": 20600}),  # day of the JO
        (staff("pharmacien", "fhp", "clinique"), "2022-05-01", {}, {"segur-fhp-pharmaciens": 20600}),
        (nurse("fhp", "clinique"), "2021-01-17", {}, {"segur-fhp": 20600}),
        (
            staff("sage-femme", "fhp", "clinique"),
            "2022-05-01",
            {"segur-fhp": 20600},
            {"segur-fhp": 20600, "sage-femme-fhp": 38600},
        ),
        (staff("ashq", "synerpa", "residence-autonomie"), "2023-07-13", {}, {"segur-synerpa-avenant-3": 20600}),
        (staff("educateur-specialise", "ccn66", "autre"), "2022-07-30", {}, {"socio-educatif-prive": 23800}),
        # Carers of the second list of the agreement of 2 May 2022, once extended.
        (nurse("ccn51", "ssiad"), "2022-07-30", {}, {"socio-educatif-prive": 23800}),
        (staff("administratif", "ccn65", "autre"), "2024-08-06", {}, {"segur-pour-tous": 23800}),
        (
            staff("aide-soignant", "synerpa", "ehpad"),
            "2022-05-01",
            {"segur-synerpa": 20600},
            {"segur-synerpa": 20600, "segur2-synerpa": 1900},
        ),
        (staff("administratif", "ccn66", "autre"), "2024-08-06", {}, {"segur-pour-tous": 23800}),
        # Decisions of the federations were never extended: outsiders wait for the agreement of 2024.
        (nurse("ccn66", "ehpad"), "2024-08-06", {}, {"segur-pour-tous": 23800}),
        (staff("aide-a-domicile", "ccn51", "saad"), "2024-08-06", {}, {"segur-pour-tous": 23800}),
    ],
)
def test_first_day_outside_the_federations(
    law: Law, given: dict[str, Any], day: str, before: dict[str, int], due: dict[str, int]
) -> None:
    found = [measures(law, given, each, member=False) for each in days_around(day)]
    assert found == [before, due, due]


def test_civil_service_and_midwives_outside_the_federations(law: Law) -> None:
    assert measures(law, PUBLIC_NURSE, "2020-09-01", member=False) == {"cti-hopital-ehpad": 11246}
    midwife = measures(law, staff("sage-femme", "ccn51", "etablissement-sante"), "2023-12-31", member=False)
    assert midwife == {}


@pytest.mark.parametrize("profession", ["medecin", "pharmacien", "chirurgien-dentiste"])
def test_medical_staff_left_out(law: Law, profession: str) -> None:
    assert measures(law, staff(profession, "fph", "eps"), "2024-02-01") == {}
    due = {"segur-synerpa": 20600} if profession == "chirurgien-dentiste" else {}
    assert measures(law, staff(profession, "synerpa", "ehpad"), "2024-02-01") == due


@pytest.mark.parametrize("sector", ["ccn51", "ccn66", "ccn65", "croix-rouge"])
@pytest.mark.parametrize("structure", ["ehpad", "saad", "esms-handicap"])
def test_doctors_of_the_non_profit_sector_have_measures_of_their_own(law: Law, sector: str, structure: str) -> None:
    due = {} if sector == "ccn65" else {"medecins-prive": 51700}
    due = {"domicile-ccn51": 17000} if (sector, structure) == ("ccn51", "saad") else due
    assert measures(law, staff("medecin", sector, structure), "2024-02-01") == due
    assert measures(law, staff("medecin", sector, "etablissement-sante"), "2024-02-01") == {}


def test_the_240_euros_of_ccn_65_count_only_on_request(law: Law) -> None:
    given = nurse("ccn65", "ehpad")
    assert measures(law, given, "2022-01-01") == {}
    found = revalo.compute(law=law, after="2022-01-01", with_=["ccn65-avenant-3-2021"], **given)
    assert segur(found["after"]) == {"segur-ccn65": "240.00"}


@pytest.mark.parametrize("profession", ["dieteticien", "technicien-laboratoire", "preparateur-pharmacie"])
def test_jobs_that_ccn_66_and_65_do_not_print(law: Law, profession: str) -> None:
    for sector in ("ccn66", "ccn65"):
        found = measures(law, staff(profession, sector, "esms-handicap"), "2022-01-01")
        assert f"segur2-{sector}" not in found


@pytest.mark.parametrize("profession", ["sage-femme", "pedicure-podologue"])
def test_jobs_of_the_public_list_that_the_private_one_lacks(law: Law, profession: str) -> None:
    assert measures(law, staff(profession, "fph", "esms-autonome"), "2021-10-01") == {"cti-esms-autonomes": 22962}
    assert "laforcade-prive" not in measures(law, staff(profession, "ccn66", "esms-handicap"), "2021-11-01")


@pytest.mark.parametrize("profession", ["administratif", "technique", "logistique", "ashq"])
def test_support_staff_of_autonomous_public_services_still_left_out(law: Law, profession: str) -> None:
    for sector in ("fph", "fpt", "fpe"):
        assert measures(law, staff(profession, sector, "esms-autonome"), "2026-01-01") == {}


@pytest.mark.parametrize("profession", ["apprenti", "contrat-aide"])
def test_work_schemes_left_out_of_the_for_profit_sector(law: Law, profession: str) -> None:
    assert measures(law, staff(profession, "fhp", "clinique"), "2024-02-01") == {}
    assert measures(law, staff(profession, "synerpa", "ehpad"), "2024-02-01") == {}


@pytest.mark.parametrize(
    ("given", "line", "cents"),
    [
        (nurse("ccn51", "ehpad", hours="165"), "segur.segur-ccn51", 23800),
        (nurse("ccn51", "ehpad", hours="165"), "gross_given", 200000),
        (nurse("ccn51", "ehpad", fte="1.1"), "segur.segur-ccn51", 23800),
        (nurse("ccn51", "ehpad", hours=HALF), "segur.segur-ccn51", 11901),
        (nurse("ccn51", "ehpad", hours=HALF), "gross_given", 100007),
        (nurse("fph", "ehpad", part_time=80), "index_pay", 177220),
        (nurse("fph", "ehpad", part_time=90), "segur.cti-hopital-ehpad", 22054),
        (nurse("fph", "ehpad", part_time=50), "segur.cti-hopital-ehpad", 12061),
        (nurse("fph", "ehpad", part_time=80, fte="0.5"), "segur.cti-hopital-ehpad", 10338),
        (nurse("fph", "ehpad", hours="165"), "segur.cti-hopital-ehpad", 24122),
    ],
)
def test_pro_rata(law: Law, given: dict[str, Any], line: str, cents: int) -> None:
    assert computed(law, given, date(2024, 2, 1))[line] == cents


def test_time_above_full_time_is_a_warning(law: Law) -> None:
    assert revalo.compute(law=law, after="2024-02-01", **nurse("ccn51", "ehpad", hours="165"))["warnings"]


@pytest.mark.parametrize(
    ("index", "day", "pay", "topup"),
    [
        (366, "2026-01-01", 180174, 2129),
        (370, "2026-01-01", 182143, 160),
        (371, "2026-01-01", 182635, 0),
        (366, "2024-11-01", 180174, 6),
        (300, "2024-02-01", 180174, 0),  # paid at the minimum index
        (309, "2021-09-30", 144798, 10660),
        (309, "2021-10-01", 159325, 0),
        (420, "2024-02-01", 206757, 0),
    ],
)
def test_index_pay_and_its_floors(law: Law, index: int, day: str, pay: int, topup: int) -> None:
    found = computed(law, staff("administratif", "fpt", "autre", index=index), date.fromisoformat(day))
    assert (found["index_pay"], found.get("smic_topup", 0)) == (pay, topup)


def test_without_an_index_only_the_measures_are_counted_where_that_is_asked(law: Law) -> None:
    given = {"sector": "fph", "structure": "ehpad", "profession": "infirmier"}
    with pytest.raises(UsageError, match="--measures-only"):
        computed(law, given, date(2024, 2, 1))
    slip = payslip(read_employee(law, given), Binding(law, Choices(date(2024, 2, 1), measures_only=True)))
    assert slip.lines == {"segur.cti-hopital-ehpad": 24122}
    assert "index-missing" in {each.code for each in slip.warnings}


def test_without_a_gross_nothing_is_printed_as_a_result(capsys: pytest.CaptureFixture[str]) -> None:
    given = ("compute", "--sector", "ccn51", "--structure", "ehpad", "--profession", "infirmier")
    code, out, err = run(capsys, *given)
    assert (code, out) == (2, "")
    assert "--gross" in err
    assert run(capsys, *given, "--measures-only")[0] == 0


def test_red_cross_amount_is_not_known(law: Law, capsys: pytest.CaptureFixture[str]) -> None:
    given = nurse("croix-rouge", "ehpad")
    for day in (date(2020, 9, 1), date(2021, 1, 1)):
        with pytest.raises(NotComputable):
            computed(law, given, day)
    code, out, err = run(capsys, "compute", *options(given), "--after", "2022-01-01", "--json")
    assert (code, out) == (5, "")
    assert "15" in err
    assert "2020" in err
    assert measures(law, nurse("croix-rouge", "ssiad"), "2021-11-01") == {"laforcade-prive": 23800}
    assert measures(law, staff("medecin", "croix-rouge", "ehpad"), "2022-03-31") == {}


def test_second_wave_of_the_clinics_is_only_a_warning(law: Law) -> None:
    given = nurse("fhp", "clinique")
    early, late = (revalo.compute(law=law, after=day, **given) for day in ("2021-12-31", "2022-01-01"))
    assert not [text for text in early["warnings"] if "segur2-fhp" in text]
    assert [text for text in late["warnings"] if "segur2-fhp" in text]
    assert segur(late["after"]) == {"segur-fhp": "206.00"}
    clerk = revalo.compute(law=law, after="2022-01-01", **staff("administratif", "fhp", "clinique"))
    assert not [text for text in clerk["warnings"] if "segur2-fhp" in text]


@pytest.mark.parametrize(
    ("given", "day", "field"),
    [
        (nurse("ugecam", "ehpad"), "2021-03-01", "segur.segur-ugecam.euros"),
        (nurse("synerpa", "ehpad"), "2021-03-01", "segur.segur-synerpa.euros"),
    ],
)
def test_assumed_dates_are_said(law: Law, given: dict[str, Any], day: str, field: str) -> None:
    assert field in [each["field"] for each in revalo.compute(law=law, after=day, **given)["assumptions"]]


@pytest.mark.parametrize(
    "changed",
    [
        {"sector": "fph", "gross": "2000"},
        {"sector": "ccn51", "index": 420},
        {"sector": "ccn51", "gross": "2000", "part_time": 80},
        {"sector": "fph", "index": 420, "category": "C"},
        {"sector": "fph", "index": 420, "job": "avs"},
        {"sector": "ccn51", "gross": "2000", "echelon": 1},
        {"sector": "synerpa", "gross": "2000", "tutor": 1},
        {"sector": "bad", "category": "C", "year": 8, "gross": "2000"},
        {"sector": "bad", "category": "C", "year": 8, "index": 420},
        {"sector": "bad", "category": "C", "year": 8, "part_time": 80},
    ],
)
def test_inputs_of_another_way_of_being_paid_are_refused(law: Law, changed: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        revalo.compute(law=law, after="2024-02-01", structure="ehpad", profession="infirmier", **changed)
