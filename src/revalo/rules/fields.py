"""The inputs of a person, each stated once: what it may be, who takes it, its default, its names and its words.

Everything else about the inputs follows from `FIELDS`: reading one, the typed columns and headers of files, the
template, the options of the command line, the questions of `revalo ask`, the situation block of pages, the bounds of
the 2⁶³ proof, and the `employee` part of the JSON schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from revalo.language import N_
from revalo.rules.field import (
    CATEGORIES,
    DAYS_OF_MONTH,
    DOMAINS,
    HOURS_OF_MONTH,
    MOST_WEEKLY_HOURS,
    SHARE,
    STATUSES,
    Field,
    Values,
    decimal,
    hours_from,
    named,
    one_of,
    stated,
    whole,
)


@dataclass(frozen=True, slots=True)
class Employee:
    """A person. Hours and days in hundredths, `fte` in millionths, `gross` in cents; None where not given."""

    sector: str = stated(
        named("sectors", N_("a sector"), "SECTOR"),
        N_("Sector"),
        default="bad",
        help=N_("Sector: bad (home care, IDCC 2941) by default."),
        question=N_("In which sector does this person work?"),
        hint=N_("The sector decides which grid and which measures apply; bad is home care (IDCC 2941)."),
        headers=(
            *("Secteur", "Convention", "Convention collective", "CCN", "Secteur ou convention"),
            "Secteur, convention",
        ),
    )
    structure: str | None = stated(
        named("structures", N_("a structure")),
        N_("Structure"),
        help=N_("Structure, e.g. ehpad (revalo law show structures)."),
        question=N_("In what kind of structure?"),
        hint=N_("Ségur measures depend on it. Without it none is counted, except in home care."),
        headers=("Structure", "Type de structure"),
    )
    profession: str | None = stated(
        named("professions", N_("a profession")),
        N_("Profession"),
        help=N_("Profession, e.g. infirmier or ide (revalo law show professions)."),
        question=N_("What is this person's profession? (Ségur measures depend on it)"),
        hint=N_("A name, e.g. infirmier or ide. If none is given, measures for some professions only are left out."),
        headers=("Métier",),
        more=3,
    )
    department: str | None = stated(
        Values("code", N_("a département, e.g. 48, 2A or 971"), "CODE"),
        N_("Département"),
        help=N_("Département, e.g. 48 or 2A."),
        question=N_("Département, e.g. 48 or 2A"),
        headers=("Département", "Code département", "N° département"),
        more=3,
    )
    index: int | None = stated(
        whole(1, 2_000, N_("an index (indice majoré), from 1 to 2000"), "IM", spelled=r"(?i:im) ?(\d+)"),
        N_("Index (indice majoré)"),
        pay="index",
        help=N_("Civil service: index (indice majoré)."),
        question=N_("Which index (indice majoré)?"),
        headers=("Indice majoré", "Indice", "IM"),
        amount="index",
    )
    grade: str | None = stated(
        named("grades", N_("a grade of the civil service"), "GRADE"),
        N_("Grade (civil service)"),
        pay="index",
        help=N_("Civil service: grade, e.g. aide-soignant-principal (revalo law show grades), instead of the index."),
        question=N_("Which grade of the civil service?"),
        hint=N_("A name, e.g. isg-grade-2 (revalo law show grades); with the échelon it says the index of each day."),
        headers=("Grade", "Grade fonction publique"),
    )
    step: int | None = stated(
        whole(1, 20, N_("an échelon of the grade, from 1 to 20"), "N"),
        N_("Échelon of the grade (civil service)"),
        pay="index",
        help=N_("Civil service: échelon of the grade."),
        question=N_("Which échelon of the grade?"),
        headers=("Échelon du grade", "Échelon fonction publique", "Échelon indiciaire"),
    )
    step_since: date | None = stated(  # noqa: RUF009 - a default, and what is stated of it
        Values("day", N_("a date, e.g. 2020-06-01"), "DATE"),
        N_("In this échelon of the grade since"),
        pay="index",
        help=N_("Civil service: day on which the échelon was reached; it then moves with the lengths of the grade."),
        question=N_("In this échelon since which day?"),
        hint=N_("If none is given, the échelon stays as given, whatever the time."),
        headers=("Date d'échelon", "Date d'effet de l'échelon", "Échelon depuis le"),
    )
    grade_after: str | None = stated(
        named("grades", N_("a grade of the civil service"), "GRADE"),
        N_("Grade after the passage (civil service)"),
        pay="index",
        help=N_("Civil service: grade after a passage that no source gives; the one of the text by default."),
        question=N_("Which grade after the passage?"),
        headers=("Grade après reclassement", "Nouveau grade"),
        more=3,
    )
    step_after: int | None = stated(
        whole(1, 20, N_("an échelon of the grade, from 1 to 20"), "N"),
        N_("Échelon after the passage (civil service)"),
        pay="index",
        help=N_("Civil service: échelon after a passage that no source gives."),
        question=N_("Which échelon after the passage?"),
        headers=("Échelon après reclassement", "Nouvel échelon"),
        more=3,
    )
    part_time: int | None = stated(
        whole(1, 100, N_("a part-time rate in per cent, e.g. 80"), "RATE", unit="%"),
        N_("Part-time rate"),
        pay="index",
        panel="time",
        help=N_("Civil service: part-time rate, e.g. 80 (paid 6/7)."),
        question=N_("Part-time rate of a civil servant, e.g. 80?"),
        hint=N_("80 is paid 6/7 and 90 is paid 32/35; other rates pay as they are."),
        headers=("Temps partiel", "Taux de temps partiel"),
        suggested=("50", "60", "70", "80", "90"),
    )
    gross: int | None = stated(
        decimal(2, 1, 30_000_00, N_("a full-time gross in euros, at most 30,000 and with two decimals"), "EUR", "EUR"),
        N_("Full-time gross"),
        pay="gross",
        help=N_("Other sectors: full-time gross without any Ségur measure."),
        question=N_("Gross pay of a full-time month, without any Ségur measure, in euros?"),
        hint=N_("What the pay slip says in gross, measures taken off and brought to full time."),
        headers=("Brut", "Salaire brut", "Brut temps plein", "Brut mensuel"),
        amount="gross",
    )
    job: str | None = stated(
        Values("job", N_("a job of the branch"), "NAME"),
        N_("Job"),
        pay="branch",
        help=N_("Job of the branch, e.g. avs or tisf (revalo law show jobs)."),
        question=N_("Which job?"),
        hint=N_("Job of the branch, e.g. avs or tisf (revalo law show jobs)."),
        headers=("Emploi", "Libellé emploi", "Intitulé emploi", "Emploi repère"),
    )
    category: str | None = stated(
        one_of(CATEGORIES, N_("a category from A to I"), "A-I"),
        N_("Category (old grid)"),
        pay="branch",
        help=N_("Category of the old grid."),
        question=N_("Which category of the old grid (A to I)?"),
        headers=("Catégorie", "Ancienne catégorie", "Catégorie conventionnelle"),
        more=3,
    )
    year: int | None = stated(
        whole(1, 30, N_("a grid year of the old grid, from 1 to 30")),
        N_("Grid year (old grid)"),
        pay="branch",
        help=N_("Grid year (old grid)."),
        question=N_("Which grid year, from 1 to 30?"),
        hint=N_("If none is given, the grid year follows from seniority: completed years + 1."),
        headers=("Année", "Année de grille", "Ligne de grille"),
        more=3,
    )
    domain: str | None = stated(
        one_of(DOMAINS, N_("intervention or support")),
        N_("Filière"),
        pay="branch",
        help=N_("Filière: intervention or support."),
        question=N_("Filière of the Avenant 43 grid"),
        headers=("Filière",),
        more=3,
    )
    status: str | None = stated(
        one_of(STATUSES, N_("employe, technicien or cadre")),
        N_("Status (Avenant 43 grid)"),
        pay="branch",
        help=N_("Avenant 43 grid: employe, technicien or cadre."),
        question=N_("Which status of the Avenant 43 grid?"),
        headers=("Statut", "Statut conventionnel"),
        more=3,
    )
    degree: int | None = stated(
        whole(1, 2, N_("1 or 2"), spelled=r"(?i:degr[ée]|deg\.?|d)? ?(\d|I{1,3})"),
        N_("Degré"),
        pay="branch",
        help=N_("Avenant 43 grid: degré."),
        question=N_("Which degré?"),
        headers=("Degré",),
        more=3,
    )
    echelon: int | None = stated(
        whole(1, 3, N_("1, 2 or 3"), spelled=r"(?i:[ée]chelon|[ée]ch\.?|e)? ?(\d|I{1,3})"),
        N_("Échelon"),
        pay="branch",
        help=N_("Avenant 43 grid: échelon."),
        question=N_("Échelon of the Avenant 43 grid"),
        hint=N_("If none is given: 2 from 4 completed years, otherwise 1."),
        headers=("Échelon",),
        more=1,
    )
    coefficient: int | None = stated(
        whole(1, 2_000, N_("a coefficient, e.g. 359"), "N"),
        N_("Coefficient (Avenant 43 grid)"),
        pay="branch",
        help=N_(
            "Avenant 43 grid: coefficient, as the pay slip prints it; it gives the status, the degré and the échelon."
        ),
        question=N_("Which coefficient of the Avenant 43 grid? (the pay slip prints it)"),
        hint=N_("It names one place of the grid: status, degré and échelon follow from it."),
        headers=("Coefficient", "Coeff", "Coef", "Coefficient hiérarchique"),
        more=3,
    )
    old_coefficient: int | None = stated(
        whole(1, 2_000, N_("a coefficient, e.g. 329"), "N"),
        N_("Coefficient (old grid)"),
        pay="branch",
        help=N_("Coefficient of the old grid; with the category, it gives the grid year."),
        headers=("Ancien coefficient", "Coefficient avant avenant 43"),
        more=3,
    )
    seniority: int | None = stated(
        whole(0, 70, N_("a number of completed years, from 0 to 70"), "YEARS"),
        N_("Completed years in the branch"),
        help=N_("Completed years in the branch (and a day more)."),
        question=N_("How many completed years in the branch, or since which day?"),
        hint=N_("A number of completed years, e.g. 8, or the date of entry, e.g. 2013-04-15 or 15/04/2013."),
        headers=("Ancienneté", "Ancienneté branche", "Ancienneté dans la branche", "Années d'ancienneté"),
        more=3,
    )
    since: date | None = stated(  # noqa: RUF009 - a default, and what is stated of it
        Values("day", N_("a date, e.g. 2013-04-15"), "DATE"),
        N_("Entry in the branch"),
        help=N_("Date of entry in the branch, instead of the seniority."),
        headers=("Date d'ancienneté", "Date ancienneté branche", "Date d'ancienneté dans la branche"),
    )
    diploma: int | None = stated(
        whole(3, 8, N_("a level from 3 to 8"), spelled=r"(?i:niveau|niv\.?) ?(\d)"),
        N_("Level of the recognised diploma"),
        headers=("Diplôme", "Niveau diplôme", "Niveau de diplôme"),
        more=1,
    )
    hours: int | None = stated(
        hours_from(1, N_("hours per month above 0, at most 744 and with two decimals")),
        N_("Hours per month"),
        panel="time",
        help=N_("Hours per month; full time is 151.67 (35 hours per week)."),
        question=N_("How many hours per month? (full time is 151.67)"),
        headers=(
            *("Heures", "Heures mensuelles", "Heures par mois", "Nombre d'heures", "Nb heures", "Horaire"),
            *("Horaire mensuel", "Heures contrat", "Heures contractuelles"),
        ),
    )
    weekly_hours: int | None = stated(
        decimal(2, 1, MOST_WEEKLY_HOURS, N_("hours per week above 0, at most 168 and with two decimals"), "H", "h"),
        N_("Hours per week"),
        panel="time",
        help=N_("Hours per week, instead of the hours per month; full time is 35."),
        question=N_("How many hours per week? (full time is 35)"),
        headers=(
            *("Heures hebdomadaires", "Heures hebdo", "Heures par semaine", "Horaire hebdomadaire", "Horaire hebdo"),
            *("Durée hebdomadaire", "H/semaine"),
        ),
    )
    fte: int | None = stated(
        decimal(
            SHARE,
            1,
            2 * 10**SHARE,
            N_("a working-time fraction above 0, e.g. 0.8, with up to six decimals"),
            "SHARE",
            "share",
        ),
        N_("Working-time fraction"),
        panel="time",
        help=N_("Working-time fraction, e.g. 0.8, instead of the hours."),
        question=N_("Which working-time fraction, e.g. 0.8?"),
        headers=("ETP", "Équivalent temps plein", "Quotité"),
    )
    differential: int = stated(
        decimal(2, 0, 5_000_00, N_("an amount in euros per month, at most 5,000 and with two decimals"), "EUR", "EUR"),
        N_("Reclassification differential"),
        pay="branch",
        default=0,
        help=N_("Reclassification differential of the payslip, in euros per month at full time."),
        question=N_("Reclassification differential, in euros per month at full time"),
        hint=N_("The individual amount that some kept when they entered the Avenant 43 grid; the payslip gives it."),
        headers=("Différentielle reclassement", "Indemnité différentielle", "Indemnité différentielle reclassement"),
        more=2,
        amount="differential_amount",
        amount_label=N_("reclassification differential"),
    )
    tutor: int = stated(
        whole(0, 99, N_("a number of people followed"), "N"),
        N_("People followed as a tutor"),
        pay="branch",
        default=0,
        panel="time",
        question=N_("Number of people followed as a tutor"),
        headers=("Tuteur", "Tutorat", "Personnes suivies"),
        more=2,
    )
    apprentices: int = stated(
        whole(0, 99, N_("a number of apprentices"), "N"),
        N_("Apprentices followed"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Apprentices followed as an apprentice master."),
        question=N_("Number of apprentices followed"),
        headers=("Apprentis", "Nombre d'apprentis"),
        more=2,
    )
    sunday_hours: int = stated(
        HOURS_OF_MONTH,
        N_("Hours on Sundays and public holidays in the month"),
        pay="branch",
        default=0,
        panel="time",
        headers=("Heures de dimanche", "Heures dimanche et fériés", "Heures de dimanche et jours fériés"),
        more=2,
        amount="sunday_hours",
        amount_label=N_("hours on Sundays and public holidays"),
    )
    night_hours: int = stated(
        HOURS_OF_MONTH,
        N_("Night hours in the month"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Night hours in the month (night workers)."),
        question=N_("Night hours in the month (night workers)"),
        headers=("Heures de nuit",),
        more=2,
        amount="night_hours",
        amount_label=N_("night hours"),
    )
    on_call: int = stated(
        DAYS_OF_MONTH,
        N_("On-call periods of 24 hours"),
        pay="branch",
        default=0,
        panel="time",
        question=N_("On-call periods of 24 hours in the month"),
        in_files=False,
        more=2,
        amount="ordinary_days",
        amount_label=N_("on-call days"),
    )
    on_call_special: int = stated(
        DAYS_OF_MONTH,
        N_("On-call periods on Sundays, public holidays or nights, or split"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("The same on Sundays, public holidays or nights, or split."),
        in_files=False,
        more=2,
        amount="special_days",
        amount_label=N_("on-call days"),
    )
    on_call_split_special: int = stated(
        DAYS_OF_MONTH,
        N_("Split on-call periods on Sundays, public holidays or nights"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("The same, split, on Sundays, public holidays or nights."),
        in_files=False,
        more=2,
        amount="split_special_days",
        amount_label=N_("on-call days"),
    )
    overtime_25: int = stated(
        HOURS_OF_MONTH,
        N_("Overtime at 25% in the month"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Overtime in the month, above full time: hours raised by 25% (the first eight of a week)."),
        headers=("Heures supplémentaires 25 %", "Heures supplémentaires à 25 %", "HS 25 %", "HS 25", "Heures sup 25 %"),
        more=2,
        amount="overtime_25",
        amount_label=N_("overtime at 25%"),
    )
    overtime_50: int = stated(
        HOURS_OF_MONTH,
        N_("Overtime at 50% in the month"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Overtime in the month, above full time: hours raised by 50% (from the ninth of a week)."),
        headers=("Heures supplémentaires 50 %", "Heures supplémentaires à 50 %", "HS 50 %", "HS 50", "Heures sup 50 %"),
        more=2,
        amount="overtime_50",
        amount_label=N_("overtime at 50%"),
    )
    extra_10: int = stated(
        HOURS_OF_MONTH,
        N_("Extra hours at 10% in the month"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Part time: extra hours in the month raised by 10% (up to a tenth of the contract)."),
        headers=(
            "Heures complémentaires 10 %",
            "Heures complémentaires à 10 %",
            "HC 10 %",
            "HC 10",
            "Heures comp 10 %",
        ),
        more=2,
        amount="extra_10",
        amount_label=N_("extra hours at 10%"),
    )
    extra_25: int = stated(
        HOURS_OF_MONTH,
        N_("Extra hours at 25% in the month"),
        pay="branch",
        default=0,
        panel="time",
        help=N_("Part time: extra hours in the month raised by 25% (above a tenth of the contract)."),
        headers=(
            "Heures complémentaires 25 %",
            "Heures complémentaires à 25 %",
            "HC 25 %",
            "HC 25",
            "Heures comp 25 %",
        ),
        more=2,
        amount="extra_25",
        amount_label=N_("extra hours at 25%"),
    )
    allowances: Mapping[str, int | None] = stated(
        Values("allowances", N_("NAME or NAME=NUMBER, each name once"), "NAME[=N]"),
        N_("Allowances"),
        pay="branch",
        default={},
        panel="time",
        help=N_("Allowance, e.g. infirmier or responsabilite=60 (can be repeated)."),
        question=N_("Allowances, e.g. infirmier or responsabilite=60"),
        in_files=False,
        more=2,
    )
    absence_days: int | None = stated(
        whole(0, 366, N_("a number of calendar days"), "DAYS"),
        N_("Days of absence in March and April 2020"),
        panel="time",
        help=N_("Covid bonus: calendar days of absence in March and April 2020."),
        question=N_("Days of absence in March and April 2020 (Covid bonus)"),
        in_files=False,
        more=3,
    )

    def given_inputs(self) -> dict[str, Any]:
        """The inputs that were given, as JSON shows them."""
        values = {name: getattr(self, name) for name in FIELDS}
        given = {
            name: value
            for name, value in values.items()
            if name == "sector" or value not in (None, FIELDS[name].default)
        }
        return {name: FIELDS[name].shown(value) for name, value in given.items()}


FIELDS: Mapping[str, Field] = {each.name: each.metadata["field"]._replace(name=each.name) for each in fields(Employee)}
INPUTS_BY_PAY: Mapping[str, tuple[str, ...]] = {
    pay: tuple(name for name, each in FIELDS.items() if each.pay == pay) for pay in ("branch", "index", "gross")
}  # the inputs that only one way of being paid takes
