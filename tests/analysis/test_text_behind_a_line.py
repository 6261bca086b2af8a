"""The text behind a line is the one that brought it, at every date; leaving it out changes that line."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.analysis.attribution import effects
from revalo.analysis.comparison import compare
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules import trace
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.person import read_employee
from running import run
from seeds import tried
from segur_people import nurse, run_json

AGENT = {"sector": "fpt", "structure": "saad", "profession": "aide-a-domicile", "index": 400}
ATTACHED = {"sector": "fpt", "structure": "esms-rattache", "profession": "administratif", "index": 400}
ADVISER = {"structure": "autre", "profession": "cesf", "index": 400}
PUBLIC_NURSE = nurse("fph", "ehpad")


def slip_of(law: Law, person: dict[str, Any], day: str, **choices: Any) -> Payslip:
    known = choices.pop("known_on", None)
    read = Choices(date.fromisoformat(day), known_on=date.fromisoformat(known) if known else None, **choices)
    return payslip(read_employee(law, person), Binding(law, read))


def texts_of(slip: Payslip, line: str) -> set[str]:
    return {found.version.text for found in trace.figures(slip, line) if found.version}


def brought(law: Law, person: dict[str, Any], day: str, measure: str, **choices: Any) -> tuple[int, str | None]:
    """The cents of a measure, and the text that brings its amount."""
    slip = slip_of(law, person, day, **choices)
    line = f"segur.{measure}"
    if line not in slip.lines:
        return 0, None
    found = slip.inputs[f"{line}.amount"].figure
    assert found is not None
    assert found.version is not None
    return slip.lines[line], found.version.text


@pytest.mark.parametrize(
    ("person", "measure", "day", "known_on", "cents", "text"),
    [
        # The second step as it was planned, then as it was brought forward.
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-02-28", "2020-10-15", 11246, "decret-2020-1152"),
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-03-01", "2020-10-15", 22962, "arrete-2020-09-19"),
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-03-15", "2020-10-31", 22962, "arrete-2020-10-31"),
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-03-15", None, 22962, "arrete-2020-10-31"),
        # The temporary bonus, then the CTI from the same day.
        (ATTACHED, "cti-esms-rattaches", "2021-06-01", "2021-10-01", 22962, "decret-2021-740"),
        (ATTACHED, "cti-esms-rattaches", "2021-12-31", "2021-12-22", 22962, "decret-2021-740"),
        (ATTACHED, "cti-esms-rattaches", "2022-01-01", "2021-12-22", 0, None),
        (ATTACHED, "cti-esms-rattaches", "2022-01-01", "2021-12-23", 22962, "decret-2022-161"),
        (ATTACHED, "cti-esms-rattaches", "2021-05-31", None, 0, None),
        (ATTACHED, "cti-esms-rattaches", "2021-06-01", None, 22962, "decret-2022-161"),
        (ATTACHED, "cti-esms-rattaches", "2024-06-01", None, 24122, "decret-2022-161"),
        # Territorial home helps: an optional bonus until the decree of November 2022 was known.
        (AGENT, "prime-fpt-aide-domicile", "2022-06-01", "2022-11-30", 22962, "decret-2022-728"),
        (AGENT, "prime-fpt-aide-domicile", "2022-06-01", "2022-12-01", 22962, "decret-2022-1497"),
        (AGENT, "prime-fpt-aide-domicile", "2022-03-31", None, 0, None),
        (AGENT, "prime-fpt-aide-domicile", "2024-06-01", None, 24122, "decret-2022-1497"),
        # Socio-educational staff, by civil service.
        ({"sector": "fpt", **ADVISER}, "cti-socio-educatif", "2022-05-01", "2022-05-01", 22962, "decret-2022-728"),
        ({"sector": "fpe", **ADVISER}, "cti-socio-educatif", "2022-05-01", "2022-05-01", 22962, "decret-2022-741"),
        ({"sector": "fph", **ADVISER}, "cti-socio-educatif", "2022-05-01", "2022-05-01", 0, None),
        ({"sector": "fph", **ADVISER}, "cti-socio-educatif", "2022-05-01", None, 22962, "decret-2022-1497"),
    ],
)
def test_the_text_that_brought_a_measure(
    law: Law, person: dict[str, Any], measure: str, day: str, known_on: str | None, cents: int, text: str | None
) -> None:
    assert brought(law, person, day, measure, known_on=known_on) == (cents, text)


@pytest.mark.parametrize(
    ("person", "measure", "day", "without", "left"),
    [
        (ATTACHED, "cti-esms-rattaches", "2024-06-01", "decret-2021-740", 24122),
        (ATTACHED, "cti-esms-rattaches", "2024-06-01", "decret-2022-161", 0),
        (ATTACHED, "cti-esms-rattaches", "2024-06-01", "lfss-2022-art-42", 0),
        (ATTACHED, "cti-esms-rattaches", "2021-09-01", "lfss-2022-art-42", 22962),  # the bonus that was paid
        (AGENT, "prime-fpt-aide-domicile", "2024-06-01", "decret-2022-728", 24122),
        (AGENT, "prime-fpt-aide-domicile", "2024-06-01", "decret-2022-1497", 24122),  # the bonus, taken as voted
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-01-15", "arrete-2020-10-31", 11246),
        (PUBLIC_NURSE, "cti-hopital-ehpad", "2021-03-15", "arrete-2020-10-31", 22962),  # as it was planned
    ],
)
def test_leaving_a_text_out(law: Law, person: dict[str, Any], measure: str, day: str, without: str, left: int) -> None:
    found, text = brought(law, person, day, measure, without=frozenset({without}))
    assert found == left
    assert text != without


def test_an_optional_bonus_is_told_as_taken_for_voted(capsys: pytest.CaptureFixture[str]) -> None:
    seen = run_json(capsys, AGENT, "--after", "2022-06-01", "--known-on", "2022-06-01")
    assert "segur.prime-fpt-aide-domicile.points" in [each["field"] for each in seen["assumptions"]]
    today = run_json(capsys, AGENT, "--after", "2024-06-01")
    assert "segur.prime-fpt-aide-domicile.points" not in [each["field"] for each in today["assumptions"]]


def test_a_text_without_figures_is_not_left_out_in_silence() -> None:
    ran = run("compute", "--category", "C", "--year", "8", "--without", "lfss-2021-art-48", "--lang", "en")
    assert (ran.code, ran.out) == (2, "")
    assert "lfss-2021-art-48" in ran.err


PEOPLE = [
    PUBLIC_NURSE,
    ATTACHED,
    AGENT,
    *({"sector": sector, **ADVISER} for sector in ("fph", "fpt", "fpe")),
    nurse("ccn51", "ehpad"),
    nurse("ccn51", "ssiad"),
    nurse("ccn66", "autre"),
    nurse("ccn65", "esms-handicap"),
    nurse("synerpa", "ehpad"),
    nurse("fhp", "clinique") | {"profession": "sage-femme"},
    {"job": "avs", "category": "C", "year": 8, "seniority": 8, "diploma": 3, "hours": "104"},
    {"category": "A", "year": 5, "seniority": 5, "echelon": 1, "sunday_hours": 10, "differential": "40"},
    {"job": "aide-soignant", "year": 8, "seniority": 12, "echelon": 2, "night_hours": 20},
]
FIRST, LAST = date(2020, 6, 1), date(2026, 7, 1)


@settings(max_examples=tried(120), deadline=None)
@given(st.sampled_from(PEOPLE), st.integers(0, (LAST - FIRST).days), st.booleans())
def test_leaving_out_the_text_behind_a_line_changes_that_line(
    law: Law, person: dict[str, Any], days: int, member: bool
) -> None:
    """A line never rests on a text left out; an amount made of its figures holds only where another text has them.

    The other lines compare figures (with the minimum wage), so that one of them may change nothing.
    """
    day = (FIRST + timedelta(days=days)).isoformat()
    slip = slip_of(law, person, day, member=member)
    for line in slip.lines:
        for text in texts_of(slip, line):
            try:
                other = slip_of(law, person, day, member=member, without=frozenset({text}))
            except (NotComputable, UsageError):
                continue  # nothing else says it
            assert line not in other.lines or text not in texts_of(other, line)
            if line.startswith(("segur.", "base", "diploma")) and slip.lines[line] == other.lines.get(line):
                assert figures(slip, line, text) <= figures(other, line)


def figures(slip: Payslip, line: str, text: str | None = None) -> set[tuple[str, Any]]:
    """The figures behind a line (those of a text, if one is named), by table; rules in words may have no effect."""
    behind = [each for each in trace.figures(slip, line) if each.version and isinstance(each.value, int)]
    return {(each.table.path, each.value) for each in behind if text in (None, each.version and each.version.text)}


@settings(max_examples=tried(60), deadline=None)
@given(st.sampled_from(PEOPLE), st.integers(0, (LAST - FIRST).days))
def test_what_a_text_left_out_changes_is_credited_to_it(law: Law, person: dict[str, Any], days: int) -> None:
    day = FIRST + timedelta(days=days)
    employee = read_employee(law, person)
    slip = payslip(employee, Binding(law, Choices(day)))
    for text in {each for line in slip.lines for each in texts_of(slip, line)}:
        without = Choices(day, without=frozenset({text}))
        try:
            found = compare(law, employee, without, Choices(day))
        except (NotComputable, UsageError):
            continue
        falls = {text} | {fall.text for fall in Binding(law, without).falls()}
        assert {each.cause.name for each in effects(found)} <= falls
