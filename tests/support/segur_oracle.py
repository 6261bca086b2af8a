"""Independent reference of the Ségur measures and of pay outside the branch, for the tests only.

Written from the public contract and from the notes on the published texts alone: every figure below was typed
in a second time, on purpose, and nothing is imported from the product or read from its law files. Each line is an
exact fraction rounded once, half away from zero. A combination that the texts leave open raises `OpenChoiceError`
and stays out of the comparison; the comment beside it says what is open. Paragraphs (§) are those of the notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import TypeVar

FULL_TIME_HOURS = Fraction("151.67")
PART_TIME = {80: Fraction(6, 7), 90: Fraction(32, 35)}

PUBLIC = ("fph", "fpt", "fpe")
NON_PROFIT = ("ccn51", "ccn66", "ccn65", "croix-rouge", "ugecam")
HOSPITAL_AND_EHPAD = ("eps", "gcs", "ehpad")
HEALTH_AND_EHPAD = ("etablissement-sante", "ehpad")
LAFORCADE_STRUCTURES = ("esms-handicap", "ssiad", "residence-autonomie", "accueil-jour")
FOREIGN_TO_NON_PROFIT = ("eps", "gcs", "clinique", "esms-rattache", "esms-autonome")

MEDICAL = ("medecin", "chirurgien-dentiste", "pharmacien")
WORK_SCHEME = ("apprenti", "contrat-aide")
# § 4.3; the list of § 4.2 (public) has the podiatrist and the midwife too.
CARE_JOBS = {
    "aide-soignant", "infirmier", "infirmier-specialise", "cadre-de-sante", "masseur-kinesitherapeute",
    "orthophoniste", "orthoptiste", "ergotherapeute", "audioprothesiste", "psychomotricien",
    "auxiliaire-puericulture", "dieteticien", "amp", "avs", "aes",
}  # fmt: skip
PUBLIC_CARE_JOBS = CARE_JOBS | {"pedicure-podologue", "sage-femme"}
# § 5, jobs named both by the Conférence des métiers and among the corps of § 1.4: no doubt on either side.
SOCIO_EDUCATIONAL = {
    "educateur-specialise", "educateur-technique", "educateur-jeunes-enfants", "moniteur-educateur",
    "assistant-social", "cesf", "psychologue", "moniteur-atelier",
}  # fmt: skip
# Named by the Conférence des métiers, whole list behind an « etc. »: private only, open in the civil service.
SOCIO_EDUCATIONAL_PRIVATE = SOCIO_EDUCATIONAL | {
    "encadrant-technique", "moniteur-enseignement-menager", "tisf", "chef-service-educatif",
    "mandataire-judiciaire", "animateur", "maitre-maison", "surveillant-nuit", "technicien-deficients-sensoriels",
}  # fmt: skip
SUPPORT_JOBS = {"administratif", "technique", "logistique", "ashq"}
PARAMEDICAL = {"infirmier", "masseur-kinesitherapeute", "ergotherapeute", "psychomotricien"}  # no doubt for these
# The list printed by CCN 66 and CCN 65 for the second wave.
SECOND_WAVE = {
    "aide-soignant", "auxiliaire-puericulture", "infirmier", "infirmier-specialise", "cadre-de-sante",
    "masseur-kinesitherapeute", "orthophoniste", "orthoptiste", "ergotherapeute", "psychomotricien",
    "manipulateur-radio", "pedicure-podologue",
}  # fmt: skip

# Annual value of the civil-service point, minimum index, full-time monthly minimum wage.
POINT = {date(2017, 2, 1): "56.2323", date(2022, 7, 1): "58.2004", date(2023, 7, 1): "59.0734"}
MINIMUM_INDEX = {
    date(2013, 1, 1): 309, date(2021, 10, 1): 340, date(2022, 1, 1): 343, date(2022, 5, 1): 352,
    date(2023, 1, 1): 353, date(2023, 5, 1): 361, date(2024, 1, 1): 366,
}  # fmt: skip
MINIMUM_WAGE = {
    date(2020, 1, 1): "1539.42", date(2021, 1, 1): "1554.58", date(2021, 10, 1): "1589.47", date(2022, 1, 1): "1603.12",
    date(2022, 5, 1): "1645.58", date(2022, 8, 1): "1678.95", date(2023, 1, 1): "1709.28", date(2023, 5, 1): "1747.20",
    date(2024, 1, 1): "1766.92", date(2024, 11, 1): "1801.80", date(2026, 1, 1): "1823.03", date(2026, 6, 1): "1867.02",
}  # fmt: skip
# Decisions and recommendations of the federations (§ 2); UGECAM's date is the one that issue 3 assumes.
OWN_STEPS: dict[str, dict[date, int]] = {
    "ccn51": {date(2020, 9, 1): 117, date(2020, 12, 1): 238},
    "ccn66": {date(2020, 9, 1): 117, date(2020, 12, 1): 237},
    "ugecam": {date(2021, 3, 1): 238},
}
Value = TypeVar("Value")


class OpenChoiceError(Exception):
    """The texts leave more than one answer."""


class UnknownAmountError(Exception):
    """A measure applies and no source gives its amount."""


@dataclass(frozen=True)
class Person:
    sector: str
    structure: str
    profession: str
    member: bool = True
    seniority: int | None = None
    diploma: int | None = None
    index: int | None = None
    part_time: int | None = None
    hours: Fraction | None = None
    fte: Fraction | None = None
    gross: Fraction | None = None

    @property
    def share(self) -> Fraction:
        """The paid working-time fraction, never above it; a part-time rate applies to the post's own share."""
        post = self.hours / FULL_TIME_HOURS if self.hours is not None else self.fte or Fraction(1)
        rate = Fraction(1)
        if self.part_time is not None:
            rate = PART_TIME.get(self.part_time, Fraction(self.part_time, 100))
        return rate * min(Fraction(1), post)


def cents(euros: Fraction) -> int:
    """Euros to whole cents, half away from zero (amounts here are never negative)."""
    return floor(euros * 100 + Fraction(1, 2))


def latest(versions: dict[date, Value], day: date) -> Value:
    return versions[max(start for start in versions if start <= day)]


def month_of_point(day: date) -> Fraction:
    return Fraction(latest(POINT, day)) / 12


def payslip(person: Person, day: date) -> dict[str, int | None]:
    """Every line of that day in cents, lines of nothing left out; None: due or not, the texts do not settle it."""
    lines: dict[str, int | None] = {}
    if person.sector in PUBLIC and person.index is not None:
        index = max(person.index, latest(MINIMUM_INDEX, day))
        pay = cents(index * month_of_point(day) * person.share)
        floor_pay = cents(Fraction(latest(MINIMUM_WAGE, day)) * person.share)
        lines |= {"index_pay": pay, "smic_topup": max(0, floor_pay - pay)}
    elif person.gross is not None:
        lines["gross_given"] = cents(person.gross * person.share)
    for name, full_time in measures(person, day).items():
        lines[f"segur.{name}"] = None if full_time is None else cents(full_time * person.share)
    return {name: amount for name, amount in lines.items() if amount != 0}


def measures(person: Person, day: date) -> dict[str, Fraction | None]:
    """The full-time amount of each measure due that day, None where the texts do not settle it."""
    if person.sector == "bad":  # § 4.4: avenant 43 instead
        return {}
    if person.sector in PUBLIC:
        return {**_public(person, day)}
    if person.sector in NON_PROFIT:
        return {**_non_profit(person, day), **_second_wave(person, day), **_of_ccn51(person, day)}
    return {**(_fhp(person, day) if person.sector == "fhp" else _synerpa(person, day))}


def _public(person: Person, day: date) -> dict[str, Fraction]:
    if person.profession in WORK_SCHEME:
        raise OpenChoiceError  # not civil servants; the notes say nothing
    if person.profession in MEDICAL:
        return _territorial_doctor(person, day)
    if person.structure in HOSPITAL_AND_EHPAD:
        points = 49 if day >= date(2020, 12, 1) else 24 if day >= date(2020, 9, 1) else 0
        return {"cti-hopital-ehpad": points * month_of_point(day)} if points else {}
    name, start = _later_wave(person)
    return {name: 49 * month_of_point(day)} if day >= start else {}


def _later_wave(person: Person) -> tuple[str, date]:
    """The wave of 2021 or 2022 that reaches a person, at most one."""
    place, job = (person.sector, person.structure), person.profession
    if person.structure == "esms-rattache":
        return "cti-esms-rattaches", date(2021, 6, 1)
    if place == ("fpt", "saad") and job in ("aide-a-domicile", "avs"):
        return "prime-fpt-aide-domicile", date(2022, 4, 1)
    if person.structure == "esms-autonome" or place == ("fpt", "ssiad"):
        if job in PUBLIC_CARE_JOBS:
            return "cti-esms-autonomes", date(2021, 10, 1)
        if job in SOCIO_EDUCATIONAL and person.structure == "esms-autonome":
            return "cti-socio-educatif", date(2022, 4, 1)
        if job in SUPPORT_JOBS:  # § 5: still left out
            return "", date.max
    raise OpenChoiceError  # other places (a hospital's home-help service…) and other jobs: not in the notes


def _territorial_doctor(person: Person, day: date) -> dict[str, Fraction]:
    if person.sector != "fpt" or person.profession != "medecin" or day < date(2022, 4, 1):
        return {}
    if person.structure not in ("esms-autonome", "autre"):
        raise OpenChoiceError  # « PMI etc. »: the places are not listed
    return {"prime-fpt-medecins": Fraction(517)}


def _non_profit(person: Person, day: date) -> dict[str, Fraction]:
    """One of the 183 € family at most: the first, in the order of their dates, that binds the employer."""
    if person.profession == "medecin":
        return _doctor(person, day)
    midwife_of_ugecam = (person.sector, person.profession) == ("ugecam", "sage-femme")
    if person.profession in (*MEDICAL, *WORK_SCHEME) or midwife_of_ugecam:
        raise OpenChoiceError  # only doctors are named as left out, and work schemes are disputed
    if person.sector in ("croix-rouge", "ugecam") and not person.member:
        raise OpenChoiceError  # one employer each, with its own agreement: no outsiders
    for candidate in (_own_segur, _laforcade, _home_care_ccn51, _socio_educational, _everyone):
        if found := candidate(person, day):
            return found
    return {}


def _doctor(person: Person, day: date) -> dict[str, Fraction]:
    """517 euros of April 2022: coordinating doctors of EHPAD and doctors of social and medico-social places."""
    if person.sector not in ("ccn51", "ccn66", "croix-rouge") or not person.member:
        return {}
    if (person.sector, person.structure) == ("ccn51", "saad"):  # « l'ensemble des professionnels », and no second bonus
        return {"domicile-ccn51": Fraction(170)} if day >= date(2021, 10, 1) else {}
    if day < date(2022, 4, 1):
        return {}
    if person.structure in FOREIGN_TO_NON_PROFIT:
        raise OpenChoiceError
    return {} if person.structure == "etablissement-sante" else {"medecins-prive": Fraction(517)}


def _own_segur(person: Person, day: date) -> dict[str, Fraction]:
    """First wave, members only: no extension is known of any."""
    if person.structure in FOREIGN_TO_NON_PROFIT:
        raise OpenChoiceError  # words of the public or of the for-profit sector
    covered = person.structure in HEALTH_AND_EHPAD
    if not covered and person.sector == "ugecam" and day >= date(2021, 3, 1):
        raise OpenChoiceError  # UGECAM has no later measure
    if not (covered and person.member) or day < date(2020, 9, 1) or person.sector == "ccn65":
        return {}
    if person.sector == "croix-rouge":  # an agreement of 15 December 2020; neither amounts nor start were read
        raise UnknownAmountError
    amount = latest({date.min: 0} | OWN_STEPS[person.sector], day)
    return {f"segur-{person.sector}": Fraction(amount)} if amount else {}


def _laforcade(person: Person, day: date) -> dict[str, Fraction]:
    if day < date(2021, 11, 1) or person.profession not in CARE_JOBS:
        return {}
    if person.structure in ("spasad", "autre"):
        raise OpenChoiceError  # which half of a SPASAD; « ONDAM spécifique » has no name of its own
    if not person.member or person.structure not in LAFORCADE_STRUCTURES or person.sector == "ugecam":
        return {}
    if person.sector == "ccn65":
        return {"laforcade-ccn65": Fraction(239)}
    return {"laforcade-prive": Fraction(238)}


def _home_care_ccn51(person: Person, day: date) -> dict[str, Fraction]:
    if person.structure not in ("saad", "spasad") or day < date(2021, 10, 1):
        return {}
    if person.structure == "spasad" or person.sector not in ("ccn51", "ccn65", "ccn66"):
        raise OpenChoiceError  # only the SAAD of CCN 51 are in the notes
    if not person.member or person.sector != "ccn51":
        return {}
    if person.profession in SUPPORT_JOBS:
        return {"domicile-ccn51": Fraction(170)}
    if person.profession == "aide-a-domicile" or (person.profession == "avs" and person.diploma):
        return {"domicile-ccn51": Fraction(238 if person.diploma else 218)}
    raise OpenChoiceError  # whether a title alone proves the diploma, and who else is a home worker


def _socio_educational(person: Person, day: date) -> dict[str, Fraction]:
    """Article 4: two lists; CCN 65 has an avenant of its own for members, the branch agreement once extended else."""
    carer = person.profession in CARE_JOBS and person.structure not in HEALTH_AND_EHPAD
    if not (person.profession in SOCIO_EDUCATIONAL_PRIVATE or carer) or day < date(2022, 4, 1):
        return {}
    if person.sector == "ccn65" and person.member:
        return {"socio-educatif-ccn65": Fraction(239)}
    return {"socio-educatif-prive": Fraction(238)} if person.member or day >= date(2022, 7, 30) else {}


def _everyone(person: Person, day: date) -> dict[str, Fraction]:
    if date(2024, 1, 1) <= day < date(2024, 8, 6) and not person.member:
        raise OpenChoiceError  # § 5: two readings for employers outside the federations
    if day < date(2024, 1, 1):
        return {}
    if person.sector == "ccn65" and person.member:
        return {"segur-pour-tous-ccn65": Fraction(239)}
    return {"segur-pour-tous": Fraction(238)}


def _second_wave(person: Person, day: date) -> dict[str, Fraction | None]:
    """§ 6: recommendations of the federations, never extended; the lists of jobs and places as printed."""
    if not person.member or day < date(2022, 1, 1) or person.sector in ("croix-rouge", "ugecam"):
        return {}
    name, job, place = f"segur2-{person.sector}", person.profession, person.structure
    if person.sector == "ccn51":
        if place not in (*HEALTH_AND_EHPAD, *LAFORCADE_STRUCTURES):
            return {}
        if job in ("aide-soignant", "auxiliaire-puericulture", "directeur-soins", "dieteticien"):
            return {name: Fraction(19)}
        if job in PARAMEDICAL:
            return {name: _by_seniority(person.seniority)}
        known = SUPPORT_JOBS | SOCIO_EDUCATIONAL_PRIVATE | {"medecin", "aide-a-domicile", "amp", "avs", "aes"}
        return {} if job in known else {name: None}
    places = ("esms-handicap",) if person.sector == "ccn65" else (*HEALTH_AND_EHPAD, "esms-handicap", "ssiad")
    return {name: Fraction(38)} if place in places and job in SECOND_WAVE else {}


def _by_seniority(years: int | None) -> Fraction | None:
    if years is None:
        return None
    return Fraction(52 if years <= 3 else 58 if years <= 14 else 62 if years <= 20 else 70)


def _of_ccn51(person: Person, day: date) -> dict[str, Fraction | None]:
    """What CCN 51 alone has beside: midwives, and old-age care (its start is a reading)."""
    if person.sector != "ccn51" or not person.member:
        return {}
    if person.profession == "sage-femme":
        return {"sage-femme-ccn51": Fraction(415)} if day >= date(2022, 2, 1) else {}
    place = person.structure in ("ehpad", "accueil-jour", "residence-autonomie", "ssiad")
    job = person.profession in ("aide-soignant", "amp", "aes", "auxiliaire-puericulture")
    return {"grand-age-ccn51": Fraction(70)} if place and job and day >= date(2021, 12, 18) else {}


def _fhp(person: Person, day: date) -> dict[str, Fraction]:
    if person.structure != "clinique":
        raise OpenChoiceError
    if person.profession in ("medecin", "chirurgien-dentiste", *WORK_SCHEME):
        return {}
    if person.profession == "pharmacien":
        start = date(2021, 8, 1) if person.member else date(2022, 5, 1)
        return {"segur-fhp-pharmaciens": Fraction(206)} if day >= start else {}
    amount = Fraction(206 if day >= date(2020, 12, 1) else 103)
    found = {"segur-fhp": amount} if day >= (date(2020, 9, 1) if person.member else date(2021, 1, 17)) else {}
    if person.profession == "sage-femme" and day >= (date(2022, 2, 1) if person.member else date(2022, 5, 1)):
        found["sage-femme-fhp"] = Fraction(386)
    return found


def _synerpa(person: Person, day: date) -> dict[str, Fraction]:
    if person.profession in ("medecin", "pharmacien", *WORK_SCHEME):
        return {}
    if person.structure in ("residence-autonomie", "accueil-jour", "puv"):  # avenant 3
        start = date(2021, 11, 1) if person.member else date(2023, 7, 13)
        return {"segur-synerpa-avenant-3": Fraction(206)} if day >= start else {}
    if person.structure != "ehpad":
        raise OpenChoiceError
    if not person.member and date(2021, 3, 11) <= day < date(2021, 4, 1):
        raise OpenChoiceError  # order of 11 March 2021 in the JO of the 20th: from either, or from April
    amount = Fraction(206 if day >= date(2021, 3, 1) else 103)
    found = {"segur-synerpa": amount} if day >= (date(2020, 9, 1) if person.member else date(2021, 4, 1)) else {}
    more = {"infirmier": 54, "infirmier-specialise": 54, "masseur-kinesitherapeute": 54, "aide-soignant": 19}
    if person.profession in more and day >= (date(2022, 1, 1) if person.member else date(2022, 5, 1)):
        found["segur2-synerpa"] = Fraction(more[person.profession])
    return found


def net(gross: Fraction, status: str, residual: Fraction = Fraction(0)) -> int:
    """The estimate of § 8 in cents: legal contributions, CSG and CRDS, and a residual rate on top."""
    legal = {"civil-servant": "0.1110", "public-contract": "0.1010", "private": "0.1131"}[status]
    return cents(gross * (1 - Fraction(legal) - Fraction("0.0953025") - residual))
