"""Independent reference of the Ségur measures and of pay outside the branch, for the tests only.

Written from the public contract and from the notes on the published texts alone: every figure below was typed
in a second time, on purpose, and nothing is imported from the product or read from its law files. Exact
fractions throughout; each line is rounded once, to the cent, half away from zero. A combination that the texts
leave open raises `OpenChoiceError` and stays out of the comparison; the comment beside it says what is open.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

FULL_TIME_HOURS = Fraction("151.67")
PART_TIME = {80: Fraction(6, 7), 90: Fraction(32, 35)}
NEVER = date.max

PUBLIC = ("fph", "fpt", "fpe")
NON_PROFIT = ("ccn51", "ccn66", "ccn65", "croix-rouge", "ugecam")
HOSPITAL_AND_EHPAD = ("eps", "gcs", "ehpad")
HEALTH_AND_EHPAD = ("etablissement-sante", "ehpad")
LAFORCADE_STRUCTURES = ("esms-handicap", "ssiad", "residence-autonomie")

NON_MEDICAL_EXCLUDED = ("medecin", "chirurgien-dentiste", "pharmacien")
# § 4.2 and 4.3: the listed care jobs. The midwife is in the public list only.
CARE_JOBS = {
    "aide-soignant", "infirmier", "cadre-de-sante", "masseur-kinesitherapeute", "orthophoniste", "orthoptiste",
    "ergotherapeute", "audioprothesiste", "psychomotricien", "auxiliaire-puericulture", "dieteticien",
    "amp", "avs", "aes",
}  # fmt: skip
PUBLIC_CARE_JOBS = CARE_JOBS | {"pedicure-podologue", "sage-femme"}
# § 5, jobs named both by the Conférence des métiers and among the corps (1.4): no doubt on either side.
SOCIO_EDUCATIONAL = {
    "educateur-specialise", "educateur-technique-specialise", "educateur-jeunes-enfants", "moniteur-educateur",
    "assistant-social", "cesf", "psychologue", "moniteur-atelier",
}  # fmt: skip
# Named on one side only (TISF, animateurs, chefs de service…): open on the other one.
SOCIO_EDUCATIONAL_SOME = {"animateur", "chef-de-service", "maitresse-de-maison", "surveillant-de-nuit",
                          "mandataire-judiciaire", "cadre-socio-educatif", "tisf"}  # fmt: skip
HOME_WORKERS = {"aide-a-domicile", "avs", "aes", "amp"}
SUPPORT_JOBS = {"administratif", "technique", "ashq"}

# Annual value of the civil-service point, minimum index, full-time monthly minimum wage.
POINT = {date(2017, 2, 1): "56.2323", date(2022, 7, 1): "58.2004", date(2023, 7, 1): "59.0734"}
MINIMUM_INDEX = {
    date(2013, 1, 1): 309, date(2021, 10, 1): 340, date(2022, 1, 1): 343, date(2022, 5, 1): 352,
    date(2023, 1, 1): 353, date(2023, 5, 1): 361, date(2024, 1, 1): 366,
}  # fmt: skip
MINIMUM_WAGE = {
    date(2020, 1, 1): "1539.42", date(2021, 1, 1): "1554.58", date(2021, 10, 1): "1589.47",
    date(2022, 1, 1): "1603.12", date(2022, 5, 1): "1645.58", date(2022, 8, 1): "1678.95",
    date(2023, 1, 1): "1709.28", date(2023, 5, 1): "1747.20", date(2024, 1, 1): "1766.92",
    date(2024, 11, 1): "1801.80", date(2026, 1, 1): "1823.03", date(2026, 6, 1): "1867.02",
}  # fmt: skip


class OpenChoiceError(Exception):
    """The texts leave more than one answer: nothing to compare."""


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
        """The paid share of full time, never above it."""
        if self.part_time is not None:
            return PART_TIME.get(self.part_time, Fraction(self.part_time, 100))
        if self.hours is not None:
            return min(Fraction(1), self.hours / FULL_TIME_HOURS)
        return min(Fraction(1), self.fte) if self.fte is not None else Fraction(1)


def cents(euros: Fraction) -> int:
    """Euros to whole cents, half away from zero (amounts here are never negative)."""
    return floor(euros * 100 + Fraction(1, 2))


def latest[T](versions: dict[date, T], day: date) -> T:
    return versions[max(start for start in versions if start <= day)]


def point_month(day: date) -> Fraction:
    return Fraction(latest(POINT, day)) / 12


def payslip(person: Person, day: date) -> dict[str, int]:
    """Every line of the month that contains the day, in cents; lines of nothing are left out."""
    lines = {}
    if person.sector in PUBLIC:
        if person.index is None:
            raise OpenChoiceError
        index = max(person.index, latest(MINIMUM_INDEX, day))
        lines["index_pay"] = cents(index * point_month(day) * person.share)
        lines["smic_topup"] = max(0, cents(Fraction(latest(MINIMUM_WAGE, day)) * person.share) - lines["index_pay"])
    else:
        if person.gross is None:
            raise OpenChoiceError
        lines["gross_given"] = cents(person.gross * person.share)
    for name, full_time in measures(person, day).items():
        lines[f"segur.{name}"] = cents(full_time * person.share)
    return {name: amount for name, amount in lines.items() if amount}


def measures(person: Person, day: date) -> dict[str, Fraction]:
    """The full-time amount of each measure due that day."""
    if person.sector == "bad":  # § 4.4: avenant 43 instead
        return {}
    if person.sector in PUBLIC:
        return _public(person, day)
    if person.sector in NON_PROFIT:
        return _non_profit(person, day) | _second_wave(person, day)
    return _fhp(person, day) if person.sector == "fhp" else _synerpa(person, day)


def _public(person: Person, day: date) -> dict[str, Fraction]:
    if person.profession == "medecin":
        return _territorial_doctor(person, day)
    if person.profession in NON_MEDICAL_EXCLUDED:
        return {}
    if person.structure in HOSPITAL_AND_EHPAD:
        points = 49 if day >= date(2020, 12, 1) else 24 if day >= date(2020, 9, 1) else 0
        return {"cti-hopital-ehpad": points * point_month(day)} if points else {}
    for name, start in _public_later(person):
        if day >= start:
            return {name: 49 * point_month(day)}
    return {}


def _public_later(person: Person) -> list[tuple[str, date]]:
    """The waves of 2021 and 2022, at most one of which reaches a person."""
    sector, structure, profession = person.sector, person.structure, person.profession
    if structure == "esms-rattache":
        return [("cti-esms-rattaches", date(2021, 6, 1))]
    if (sector, structure) == ("fpt", "saad") and profession in HOME_WORKERS:
        return [("prime-fpt-aide-domicile", date(2022, 4, 1))]
    if structure == "esms-autonome" or (sector, structure) == ("fpt", "ssiad"):
        if profession in PUBLIC_CARE_JOBS:
            return [("cti-esms-autonomes", date(2021, 10, 1))]
        if profession in SOCIO_EDUCATIONAL and structure == "esms-autonome":
            return [("cti-socio-educatif", date(2022, 4, 1))]
        if profession in SUPPORT_JOBS:  # § 5: still excluded
            return []
    # Other places (a public clinic, a home-help service of a hospital…), and other jobs: not in the notes.
    raise OpenChoiceError


def _territorial_doctor(person: Person, day: date) -> dict[str, Fraction]:
    if person.sector != "fpt":
        return {}
    if person.structure not in ("esms-autonome", "autre"):  # optional, and the places are not listed
        raise OpenChoiceError
    return {"prime-fpt-medecins": Fraction(517)} if day >= date(2022, 4, 1) else {}


def _non_profit(person: Person, day: date) -> dict[str, Fraction]:
    """One of the 183 € family at most: the first, in the order of their dates, that binds the employer."""
    if person.profession == "medecin":
        return {}
    if person.profession in NON_MEDICAL_EXCLUDED or (person.sector, person.profession) == ("ugecam", "sage-femme"):
        raise OpenChoiceError  # only doctors are named as left out; midwives of UGECAM: not said
    if person.sector in ("croix-rouge", "ugecam") and not person.member:
        raise OpenChoiceError  # one employer: it is a member of itself
    for candidate in (_own_segur, _laforcade, _home_care_ccn51, _socio_educational, _everyone):
        found = candidate(person, day)
        if found:
            return found
    return {}


def _own_segur(person: Person, day: date) -> dict[str, Fraction]:
    """Decisions and recommendations of the federations: never extended, so members only."""
    if person.structure in ("eps", "gcs", "clinique", "esms-rattache", "esms-autonome"):
        raise OpenChoiceError  # words of the public or of the for-profit sector
    if person.structure not in HEALTH_AND_EHPAD:
        if person.sector in ("ccn65", "ugecam") and day >= date(2021, 3, 1):
            raise OpenChoiceError  # § 2.3: the places of the 240 € are not given; UGECAM is not in the BASSMS
        return {}
    if not person.member:
        return {}
    if person.sector == "croix-rouge":
        if date(2020, 9, 1) <= day < date(2021, 1, 1):
            raise OpenChoiceError  # the agreement is of 15 December 2020; its start is not known
        if day >= date(2021, 1, 1):
            raise UnknownAmountError
        return {}
    steps = {
        "ccn51": {date(2020, 9, 1): 117, date(2021, 3, 1): 238},
        "ccn66": {date(2020, 9, 1): 117, date(2020, 12, 1): 237},
        "ccn65": {date(2022, 1, 1): 240},
        "ugecam": {date(2021, 3, 1): 238},  # assumed date, as issue 3 states
    }[person.sector]
    amount = latest({date.min: 0} | steps, day)
    return {f"segur-{person.sector}": Fraction(amount)} if amount else {}


def _laforcade(person: Person, day: date) -> dict[str, Fraction]:
    if day < date(2021, 11, 1) or person.profession not in CARE_JOBS:
        if day >= date(2021, 11, 1) and person.profession == "pedicure-podologue":
            raise OpenChoiceError  # in the public list, not in the private one
        return {}
    if person.structure == "spasad" or person.structure == "autre":
        raise OpenChoiceError  # which half of a SPASAD; day care and « ONDAM spécifique » have no slug of their own
    binds = person.member and person.structure in LAFORCADE_STRUCTURES
    return {"laforcade-prive": Fraction(238)} if binds else {}


def _home_care_ccn51(person: Person, day: date) -> dict[str, Fraction]:
    if person.structure == "spasad" or (person.structure == "saad" and person.sector != "ccn51"):
        raise OpenChoiceError  # only the SAAD of CCN 51 are in the notes
    if person.structure != "saad" or day < date(2021, 10, 1) or not person.member:
        return {}
    if person.profession in SUPPORT_JOBS:
        return {"domicile-ccn51": Fraction(170)}
    if person.profession != "aide-a-domicile" and (person.profession not in HOME_WORKERS or person.diploma is None):
        raise OpenChoiceError  # whether the title alone proves the diploma, and who else counts as a home worker
    return {"domicile-ccn51": Fraction(238 if person.diploma else 218)}


def _socio_educational(person: Person, day: date) -> dict[str, Fraction]:
    if person.profession in SOCIO_EDUCATIONAL_SOME and day >= date(2022, 4, 1):
        raise OpenChoiceError
    if person.profession not in SOCIO_EDUCATIONAL or day < date(2022, 4, 1):
        return {}
    if not person.member and day < date(2022, 8, 1):
        if day >= date(2022, 7, 12):
            raise OpenChoiceError  # order of 12 July, day of its publication unknown
        return {}
    return {"socio-educatif-prive": Fraction(238)}


def _everyone(person: Person, day: date) -> dict[str, Fraction]:
    if date(2024, 1, 1) <= day < date(2024, 8, 6) and not person.member:
        raise OpenChoiceError  # § 5: two readings for employers outside the federations
    return {"segur-pour-tous": Fraction(238)} if day >= date(2024, 1, 1) else {}


def _second_wave(person: Person, day: date) -> dict[str, Fraction]:
    if person.profession == "medecin" or day < date(2022, 1, 1) or not person.member:
        return {}
    if person.profession in SUPPORT_JOBS | SOCIO_EDUCATIONAL | HOME_WORKERS - {"aes", "amp", "avs"}:
        return {}
    if person.sector in ("croix-rouge", "ugecam"):
        return {}
    # The list of jobs of CCN 66 and 65 was not read, nor the places of any of the three.
    if person.sector == "ccn51" and person.structure in HEALTH_AND_EHPAD:
        if person.profession in ("aide-soignant", "auxiliaire-puericulture"):
            return {"segur2-ccn51": Fraction(19)}
        if person.profession in ("infirmier", "masseur-kinesitherapeute", "ergotherapeute", "psychomotricien"):
            return {"segur2-ccn51": _by_seniority(person.seniority)}
    raise OpenChoiceError


def _by_seniority(years: int | None) -> Fraction:
    if years is None or 15 <= years <= 21:  # the bound between 62 and 70 euros was not found
        raise OpenChoiceError
    return Fraction(52 if years <= 3 else 58 if years <= 14 else 70)


def _fhp(person: Person, day: date) -> dict[str, Fraction]:
    if person.structure != "clinique":
        raise OpenChoiceError
    if person.profession in ("medecin", "chirurgien-dentiste"):
        return {}
    if person.profession == "pharmacien":
        start = date(2021, 8, 1) if person.member else date(2022, 4, 1)
        return {"segur-fhp-pharmaciens": Fraction(206)} if day >= start else {}
    found = {}
    if not person.member and date(2021, 1, 12) <= day < date(2021, 2, 1):
        raise OpenChoiceError  # order of 12 January 2021, day of its publication unknown
    if day >= (date(2020, 9, 1) if person.member else date(2021, 2, 1)):
        found["segur-fhp"] = Fraction(206 if day >= date(2020, 12, 1) else 103)
    if person.profession == "sage-femme" and day >= date(2022, 2, 1):
        if not person.member:
            raise OpenChoiceError  # no extension is known
        found["sage-femme-fhp"] = Fraction(386)
    return found


def _synerpa(person: Person, day: date) -> dict[str, Fraction]:
    if person.structure != "ehpad" or person.profession == "chirurgien-dentiste":
        raise OpenChoiceError
    if person.profession in ("medecin", "pharmacien"):
        return {}
    if not person.member and date(2021, 3, 11) <= day < date(2021, 4, 1):
        raise OpenChoiceError  # order of 11 March 2021 in the JO of the 20th: from the 20th or from April
    found = {}
    if day >= (date(2020, 9, 1) if person.member else date(2021, 4, 1)):
        found["segur-synerpa"] = Fraction(206 if day >= date(2021, 3, 1) else 103)
    if day >= (date(2022, 1, 1) if person.member else date(2022, 5, 1)):
        if person.profession in ("infirmier", "masseur-kinesitherapeute"):
            found["segur2-synerpa"] = Fraction(54)
        elif person.profession == "aide-soignant":
            found["segur2-synerpa"] = Fraction(19)
    return found


def net(gross: Fraction, status: str, residual: Fraction = Fraction(0)) -> int:
    """The estimate of § 8 in cents: legal employee contributions, CSG and CRDS, and a residual rate."""
    legal = {"titulaire": "0.1110", "contractuel": "0.1010", "prive": "0.1131"}[status]
    return cents(gross * (1 - Fraction(legal) - Fraction("0.0953025") - residual))
