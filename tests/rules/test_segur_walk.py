"""What must hold for every sector, structure, profession and date; and the product against the reference.

Guards: rules/measures.py.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.tables import LATEST
from revalo.rules.fields import Employee
from revalo.rules.measures import Eligibility, Situation
from seeds import seeds, tried
from segur_oracle import OpenChoiceError, Person, UnknownAmountError
from segur_oracle import payslip as expected
from segur_people import as_person, computed, people

PEOPLE = tried(5_000)  # of each seed
QUARTERS = 4  # of what there is to walk through
COMPARED = tried(2_000)  # of those, how many at least must be settled by the texts: else the test says nothing
FOR_DOCTORS = {"prime-fpt-medecins", "medecins-prive", "domicile-ccn51", "prime-covid-esms"}


def changes(law: Law, *, member: bool) -> list[date]:
    """Every day on which a measure starts or steps for such an employer: between two, nothing moves."""
    binding = Binding(law, Choices(LATEST, member=member))
    tables = [law.table(path) for path in law.paths if path.startswith("segur.")]
    found = {binding.starts(table, version) for table in tables for version in table.versions}
    return sorted(day for day in found if day != LATEST)


def alike(law: Law, field: str, names: list[str]) -> list[str]:
    """One name of each kind: names that the same clauses mention are treated alike by every measure."""
    clauses = [
        clause
        for measure in law.measures.values()
        for clause in (*measure.who, *(each for who in measure.amounts.values() for each in who))
    ]
    kinds: dict[tuple[bool, ...], str] = {}
    for name in names:
        mentions = tuple(
            name in (law.professions_of(clause) if field == "professions" else getattr(clause, field) or names)
            for clause in clauses
        )
        kinds.setdefault(mentions, name)
    return list(kinds.values())


def combinations(law: Law) -> Iterator[Employee]:
    professions = alike(law, "professions", list(law.professions))
    structures = alike(law, "structures", list(law.structures))
    for sector in law.sectors:
        for structure in structures:
            for profession in sorted({*professions, "medecin"}):
                yield Employee(sector=sector, structure=structure, profession=profession, department="48")


def held(law: Law, employee: Employee, binding: Binding) -> list[str]:
    """The measures that apply, each judged alone."""
    eligibility = Eligibility(Situation.of(employee, employee.structure), binding)
    return [name for name in law.measures if eligibility.verdict(name).applies]


@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("walk", seeds(*product((True, False), range(QUARTERS))))
def test_every_sector_structure_profession_and_start(law: Law, walk: tuple[bool, int]) -> None:
    member, quarter = walk
    days = [Binding(law, Choices(day, member=member)) for day in changes(law, member=member)]
    people = list(combinations(law))
    random.Random(0).shuffle(people)
    for employee in people[quarter::QUARTERS]:
        seen: dict[str, str] = {}
        for binding in days:
            names = held(law, employee, binding)
            families = Counter(law.measures[name].family for name in names)
            assert not [family for family, number in families.items() if number > 1], (employee, binding.choices, names)
            lost = {family: name for family, name in seen.items() if family not in families}
            assert not lost, ("a hole", employee, binding.choices, lost)
            seen |= {law.measures[name].family: name for name in names}


@pytest.mark.parametrize("member", [True, False])
def test_doctors_get_no_measure_of_other_staff(law: Law, member: bool) -> None:
    binding = Binding(law, Choices(date(2026, 1, 1), member=member))
    given = {
        (employee.sector, employee.structure, name)
        for employee in combinations(law)
        if employee.profession == "medecin"
        for name in held(law, employee, binding)
        if name not in FOR_DOCTORS
    }
    assert not given


def test_dentists_and_pharmacists_of_the_civil_service_get_nothing(law: Law) -> None:
    binding = Binding(law, Choices(date(2026, 1, 1)))
    for sector in ("fph", "fpt", "fpe"):
        for structure in law.structures:
            for profession in ("chirurgien-dentiste", "pharmacien"):
                names = held(law, Employee(sector=sector, structure=structure, profession=profession), binding)
                assert not set(names) - {"prime-covid-esms"}


@pytest.mark.no_cover  # the lines of other tests, thousands of times
def test_home_care_gets_no_segur_line(law: Law) -> None:
    for structure in law.structures:
        for profession in law.professions:
            given = {"sector": "bad", "structure": structure, "profession": profession}
            given |= {"category": "C", "year": "8", "status": "employe", "degree": "2", "echelon": "2"}
            for day in (date(2020, 9, 1), date(2022, 4, 1), date(2024, 9, 1)):
                assert not [name for name in computed(law, given, day) if name.startswith("segur.")]


@pytest.mark.thorough
@pytest.mark.no_cover  # the lines of other tests, thousands of times
@pytest.mark.parametrize("seed", seeds(2020, 2021))
def test_thousands_of_random_people(law: Law, seed: int) -> None:
    settled = 0
    wrong = []
    for given, member, day in people(seed=seed, number=PEOPLE, law=law):
        try:
            wanted = expected(as_person(given, member=member), day)
        except OpenChoiceError:
            continue
        except UnknownAmountError:
            with pytest.raises(NotComputable):
                computed(law, given, day, member=member)
            settled += 1
            continue
        unsettled = {name for name, cents in wanted.items() if cents is None}
        found = computed(law, given, day, member=member)
        settled += 1
        if {name: found[name] for name in found if name not in unsettled} != {
            name: cents for name, cents in wanted.items() if name not in unsettled
        }:
            wrong.append((given, member, day.isoformat(), found, wanted))
    assert not wrong, (len(wrong), wrong[:5])
    assert settled >= COMPARED


def test_the_reference_knows_the_published_amounts() -> None:
    """The reference itself, against amounts that the sources print."""
    cti = Person("fph", "ehpad", "infirmier")
    assert expected(cti, date(2020, 8, 31)) == {}
    assert expected(cti, date(2020, 10, 1)) == {"segur.cti-hopital-ehpad": 11246}
    assert expected(cti, date(2022, 8, 1)) == {"segur.cti-hopital-ehpad": 23765}
    assert expected(Person("fph", "ehpad", "medecin"), date(2024, 2, 1)) == {}
    floor = Person("fph", "autre", "medecin", index=366)
    assert expected(floor, date(2026, 1, 1)) == {"index_pay": 180174, "smic_topup": 2129}
    assert expected(Person("fph", "autre", "medecin", index=370), date(2026, 1, 1))["smic_topup"] == 160
    assert expected(Person("fph", "autre", "medecin", index=379), date(2026, 6, 1))["smic_topup"] == 129
    assert "smic_topup" not in expected(Person("fph", "autre", "medecin", index=380), date(2026, 6, 1))
