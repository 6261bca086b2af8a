"""Every text that brings a figure stands behind some line, and every line changes with each text behind it.

People of every way of being paid, on the days on which something starts: for each line and each text that stands behind
it somewhere, there must be somebody whose line changes, or cannot be computed, once that text is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules import trace
from revalo.rules.employer.cost import employer_cost
from revalo.rules.employer.employer import Employer
from revalo.rules.formulas import ORDER
from revalo.rules.payslip import payslip
from revalo.rules.person import read_employee

HOURS = {
    "sunday_hours": "10",
    "night_hours": "12",
    "on_call": "2",
    "on_call_special": "1",
    "tutor": 1,
    "apprentices": 1,
}
BRANCH: list[dict[str, Any]] = [
    {"job": "avs", "category": "C", "year": 8, "seniority": 12, "echelon": 2, "diploma": 3, **HOURS},
    {
        "job": "agent-a-domicile",
        "category": "A",
        "year": 2,
        "seniority": 6,
        "echelon": 1,
        "differential": "40",
        **HOURS,
    },
    {"job": "aide-soignant", "category": "C", "year": 3, "seniority": 16, "echelon": 3, "overtime_25": "4"},
    {
        "job": "employe-a-domicile",
        "category": "B",
        "year": 1,
        "seniority": 0,
        "hours": "100",
        "extra_10": "5",
        "extra_25": "2",
    },
    {
        "job": "employe-a-domicile",
        "category": "B",
        "year": 1,
        "seniority": 31,
        "overtime_50": "3",
        "on_call_split_special": "1",
    },
    {"job": "infirmier", "category": "E", "year": 4, "seniority": 4, "allowances": {"infirmier": None}},
    {
        "job": "chef-service",
        "category": "G",
        "year": 5,
        "seniority": 5,
        "allowances": {"responsabilite": 60, "complexite": 3},
    },
    {"job": "directeur-federation", "category": "H", "year": 5, "seniority": 5, "allowances": {"associations": 30}},
    {"job": "directeur-entite", "category": "H", "year": 5, "seniority": 5, "allowances": {"cadre-superieur-a": 8}},
    {"job": "directeur-general", "category": "I", "year": 5, "seniority": 5, "allowances": {"cadre-superieur-b": 8}},
    {"job": "coordinateur-soins", "category": "F", "year": 5, "seniority": 5, "allowances": {"places": 60}},
    {"job": "coordinateur-soins", "category": "F", "year": 5, "seniority": 5, "allowances": {"places": 30}},
    {"job": "tisf", "category": "D", "year": 1, "seniority": 1, "department": "976"},
    {"category": "A", "year": 1, "seniority": 0, "echelon": 1, **HOURS},
    {"category": "A", "year": 1, "seniority": 6, "echelon": 1, "overtime_25": "4", "sunday_hours": "8"},
    {"category": "A", "year": 1, "seniority": 6, "echelon": 2, "night_hours": "8", "overtime_50": "4"},
    {"category": "A", "year": 1, "seniority": 6, "echelon": 1, "hours": "100", "extra_10": "4", "extra_25": "2"},
]


def beside_the_branch(law: Law) -> Iterator[dict[str, Any]]:
    """One person in each sector, structure and profession that a clause of a measure names apart, paid little."""
    own: dict[str, dict[str, Any]] = {
        "index": {"index": 309, "part_time": 80},
        "gross": {"gross": "2000", "seniority": 6},
    }
    told = {("fpt", "saad", "aide-a-domicile"), ("fph", "ehpad", "technique"), ("fph", "ehpad", "medecin")}
    for measure in law.measures.values():
        for clause in (*measure.who, *(each for amount in measure.amounts.values() for each in amount)):
            for sector in clause.sectors or ("fpt", "ccn51", "synerpa"):
                for structure in clause.structures[:3] or ("autre", "ehpad", "saad"):
                    professions = sorted(law.professions_of(clause)) if clause.professions else ["administratif"]
                    told.update((sector, structure, name) for name in professions[:2])
    for sector, structure, profession in sorted(told):
        if law.pay(sector) != "branch":
            yield {"sector": sector, "structure": structure, "profession": profession, **own[law.pay(sector)]}


class Seen(NamedTuple):
    """Somebody whose line rests on a text, under some choices."""

    person: int
    choices: Choices


def outcome(law: Law, person: Mapping[str, Any], choices: Choices, employer: Employer | None) -> Any:
    """A payslip, or what it costs; None where it cannot be computed."""
    try:
        slip = payslip(read_employee(law, person), Binding(law, choices))
        return slip if employer is None else employer_cost(slip, employer).cost
    except (NotComputable, UsageError):
        return None


def texts_behind(found: Any, line: str) -> set[str]:
    return {each.version.text for each in trace.figures(found, line) if each.version}


def same_figures(with_it: Any, without: Any, line: str, text: str) -> bool:
    """Whether another text brings the very figures that a text left out brought to a line."""

    def of(found: Any, only: str | None) -> set[tuple[str, Any]]:
        behind = [each for each in trace.figures(found, line) if each.version and isinstance(each.value, int)]
        return {(each.path, each.value) for each in behind if only in (None, each.version and each.version.text)}

    own = of(with_it, text)
    return bool(own) and own <= of(without, None)


def readings(law: Law, prefixes: tuple[str, ...], known: tuple[str, ...] = ()) -> list[Choices]:
    """The law on the days on which something starts; with each text not in force; as it was known on some days."""
    paths = [path for path in law.paths if path.startswith(prefixes)]
    versions = [version for path in paths for version in law.table(path).versions]
    let_in = {(each.start, each.text) for each in versions if law.text(each.text).not_in_force}
    then = [date.fromisoformat(each) for each in known]
    return [
        *map(Choices, sorted({each.start for each in versions})),
        *(Choices(day, with_=frozenset({text})) for day, text in sorted(let_in)),
        *(Choices(day + timedelta(days=150), known_on=day) for day in then),
    ]


def texts_of(law: Law, prefixes: tuple[str, ...]) -> set[str]:
    """The texts of the figures of some tables."""
    return {version.text for path in law.paths if path.startswith(prefixes) for version in law.table(path).versions}


def seen_lines(
    law: Law, people: list[dict[str, Any]], when: list[Choices], employer: Employer | None
) -> dict[tuple[str, str], list[Seen]]:
    """Each line with each text behind it, and people and readings of the law where it is so."""
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for number, person in enumerate(people):
        for choices in when:
            one = outcome(law, person, choices, employer)
            for line, amount in one.lines.items() if one else ():
                for text in texts_behind(one, line) if amount else ():
                    found[line, text].append(Seen(number, choices))
    return found


def unchanged(
    law: Law, people: list[dict[str, Any]], found: Mapping[tuple[str, str], list[Seen]], employer: Employer | None
) -> set[tuple[str, str]]:
    """The lines that never change, whoever has them, once a text behind them is left out."""
    stay = set()
    for (line, text), places in found.items():
        step = max(1, len(places) // 12)
        for place in (*places[::step], places[-1]):
            with_it, without = (
                outcome(law, people[place.person], place.choices._replace(without=left), employer)
                for left in (frozenset(), frozenset({text}))
            )
            if without is None or without.lines.get(line) != with_it.lines[line]:
                break
            assert text not in texts_behind(without, line), (line, text, place)
            if same_figures(with_it, without, line, text):
                break
        else:
            stay.add((line, text))
    return stay


PAY = (
    "avenant43.",
    "minimum_wage.",
    "segur.",
    *(f"civil_service.{name}" for name in ("point_value", "minimum_index", "part_time", "minimum_wage_floor")),
)
KNOWN = ("2020-10-15", "2021-07-01", "2022-05-15")  # before a text took the place of another one
# What rests on the higher of two amounts names both, the base and the minimum wage, whichever it is.
COMPARING = {"seniority", "sunday", "night", "overtime", "extra_hours"}
COMPARED = ("minimum_wage.monthly", "avenant43.point_value", "avenant43.new_grid.", "avenant43.old_grid.")
# A rule without a figure: where the differential counts, which the other lines show.
RULES = {("differential", "avenant-54")}
# Texts of figures that no monthly line can show, and why.
BEHIND_NO_LINE = {
    "avenant-49": "an échelon under which there is no night line",
    "decret-2020-711": "paid once, beside the month",
    "croix-rouge-2020-12": "an amount that was not found",
    "fhp-segur2": "an amount that was not found",
    "revalorisation-2009": "before the minimum wage held here",
    "avenant-19": "before the minimum wage held here",
}


@pytest.mark.slow
def test_every_line_of_pay_changes_with_the_texts_behind_it(law: Law) -> None:
    people = [*BRANCH, *beside_the_branch(law)]
    found = seen_lines(law, people, readings(law, PAY, KNOWN), None)
    compared = {(line, text) for line in COMPARING for text in texts_of(law, COMPARED)}
    assert unchanged(law, people, found, None) - RULES <= compared
    assert texts_of(law, PAY) - {text for _line, text in found} == BEHIND_NO_LINE.keys()
    lines = {line for line, _text in found}
    paid = {f"segur.{name}" for name, measure in law.measures.items() if not measure.once}
    assert paid - lines == {"segur.segur-croix-rouge", "segur.segur2-fhp"}
    without_text = {"gross_given"}
    assert {each.removesuffix(".") for each in ORDER} - {line.partition(".")[0] for line in lines} == without_text


COSTS = ("contributions.", "minimum_wage.monthly")
EMPLOYERS = [Employer(staff, payroll_tax=True, given_staff=True) for staff in (10, 50)]
EMPLOYERS.append(Employer(50, given_staff=True, public_contract=True))
COSTED: list[dict[str, Any]] = [
    *({"job": "avs", "category": "C", "year": 8, "seniority": 8, "department": each} for each in ("59", "67", "973")),
    *(
        {"sector": "ccn51", "gross": each, "department": each_place}
        for each, each_place in (("1900", "59"), ("9000", "67"))
    ),
    *({"sector": "fhp", "gross": "2500", "department": each} for each in ("59", "67")),
    *({"sector": each, "index": 900} for each in ("fph", "fpt", "fpe")),
]


def test_every_line_of_a_cost_changes_with_the_texts_behind_it(law: Law) -> None:
    stay: set[tuple[str, str]] = set()
    seen: set[str] = set()
    lines: set[str] = set()
    for employer in EMPLOYERS:
        found = seen_lines(law, COSTED, readings(law, COSTS), employer)
        stay |= unchanged(law, COSTED, found, employer)
        seen |= {text for _line, text in found}
        lines |= {line for line, _text in found}
    assert stay == set()
    assert texts_of(law, COSTS[:1]) - seen == {"cgi-1679-a"}  # what an employer owes for a year, not for a person
    assert lines == {"contributions", "exemption", "payroll_tax"}
