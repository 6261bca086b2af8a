"""Cells to typed columns: every form that is read, every reject code.

Guards: payroll/reading/cells.py, payroll/reading/dates.py, payroll/reading/days.py, payroll/reading/faults.py,
payroll/reading/names.py, payroll/reading/number.py, payroll/reading/numerals.py, payroll/reading/rows.py,
payroll/reading/scalars.py, payroll/reading/unknown_cells.py, payroll/writing/rejects.py.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payroll_files import people, rejects
from revalo import language
from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.payroll.reading.cells import DateFormat, date_forms, typed
from revalo.payroll.reading.dates import Forms, read_day, settle
from revalo.payroll.reading.days import read_days, settled_by
from revalo.payroll.reading.names import read_code, spellings
from revalo.payroll.reading.number import read_number
from revalo.payroll.reading.numerals import read_all
from revalo.payroll.reading.rows import cells
from revalo.payroll.reading.source import RawRows
from revalo.payroll.writing.rejects import in_words
from revalo.people.columns import COLUMNS, MISSING, NUMBERS
from revalo.people.failures import Reason
from revalo.register import reason, remedy
from revalo.register.rows import ROWS
from revalo.rules.person import find_job, find_named


def chunk(**columns: Sequence[str | None]) -> RawRows:
    arrays = {name: cells(name, pa.array(values, pa.string())) for name, values in columns.items()}
    length = len(next(iter(columns.values())))
    return RawRows("x.csv", np.arange(2, length + 2), arrays)


def one(law: Law, decimal: str = ",", date_format: DateFormat = None, **cells: str) -> dict[str, Any] | str:
    """One row: what it holds, or the code of its reject."""
    part = typed(chunk(**{name: [cell] for name, cell in cells.items()}), law, decimal, date_format)
    return next((f"{each.column}: {each.code}" for each in part.rejects), None) or people([part])[0]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("gross", "1 796,40 €", 1796_40),
        ("gross", "1\N{NO-BREAK SPACE}796,40\N{NO-BREAK SPACE}€", 1796_40),
        ("gross", "1\N{NARROW NO-BREAK SPACE}796,4", 1796_40),
        ("gross", "€ 1796", 1796_00),
        ("gross", "1796.40 EUR", 1796_40),
        ("gross", "1796,4000", 1796_40),
        ("gross", "1.796,40", "two-marks"),
        ("gross", "1,796.40", "two-marks"),
        ("gross", "1.796", "two-marks"),
        ("gross", "1 79,40", "not-a-number"),
        ("gross", "1796,405", "too-many-decimals"),
        ("gross", "30000,01", "out-of-range"),
        ("gross", "0", "out-of-range"),
        ("gross", "-1", "out-of-range"),
        ("gross", "9" * 40, "out-of-range"),
        ("gross", "1e3", "not-a-number"),
        ("gross", "٣", "not-a-number"),
        ("gross", ",5", "not-a-number"),
        ("gross", "5,", "not-a-number"),
        ("gross", "0,30000000000000004", "too-many-decimals"),
        ("hours", "151,67", 151_67),
        ("hours", "151,67 h", 151_67),
        ("hours", "151h40", 151_67),
        ("hours", "0012", 12_00),
        ("hours", "12 %", "not-a-number"),
        ("fte", "0,69", 690_000),
        ("fte", "80 %", 800_000),
        ("fte", "80,5%", 805_000),
        ("fte", "100%", 1_000_000),
        ("fte", "5%", 50_000),
        ("fte", "66,6667 %", 666_667),
        ("fte", "66,66667 %", "too-many-decimals"),
        ("fte", "0,000001", 1),
        ("fte", "80", "percent-or-share"),
        ("fte", "0%", "out-of-range"),
        ("part_time", "80 %", 80),
        ("part_time", "80,0", 80),
        ("part_time", "80,5 %", "too-many-decimals"),
        ("headcount", "1.000", "two-marks"),
        ("headcount", "1 000", 1000),
        ("seniority", "21", 21),
        ("seniority", "21 ans", 21),
        ("seniority", "1 an", 1),
        ("seniority", "21 an(s) et 0 mois", 21),
        ("seniority", "21 ans 11 mois", 21),
        ("seniority", "21 années", 21),
        ("seniority", "252 mois", 21),
        ("seniority", "251 mois", 20),
        ("seniority", "3 years and 2 months", 3),
        ("seniority", "3 ans et 12 mois", "not-a-number"),
        ("seniority", "longue", "not-a-number"),
        ("seniority", "21,5", "too-many-decimals"),
        ("seniority", "71", "out-of-range"),
        ("seniority", "99 ans", "out-of-range"),
        ("degree", "Degré 2", 2),
        ("echelon", "Échelon 3", 3),
        ("echelon", "4", "out-of-range"),
        ("diploma", "Niveau 5", 5),
        ("diploma", "V", "not-a-number"),
        ("diploma", "III", "not-a-number"),  # level 5 in the nomenclature that had Roman numerals
        ("index", "II", "not-a-number"),
        ("echelon", "III", 3),
        ("index", "IM 366", 366),
        ("year", "8", 8),
        ("year", "31", "out-of-range"),
    ],
)
def test_numbers(law: Law, name: str, text: str, expected: int | str) -> None:
    assert one(law, **{name: text}) == ({name: expected} if isinstance(expected, int) else f"{name}: {expected}")


@given(
    st.sampled_from(sorted(NUMBERS)),
    st.text(alphabet="0123456789,. -+%€\N{NO-BREAK SPACE}h", min_size=1, max_size=12),
    st.sampled_from([",", "."]),
)
def test_the_quick_path_reads_as_the_slow_one(name: str, text: str, decimal: str) -> None:
    quick = read_all(pa.array([text]), name, decimal)
    slow = read_number(text, name, decimal)
    assert (quick.faults or int(quick.values[0])) == ({slow: [0]} if isinstance(slow, str) else slow)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013-04-15", "2013-04-15"),
        ("2013-04-15 00:00:00", "2013-04-15"),
        ("15/04/2013", "2013-04-15"),
        ("15.04.2013", "2013-04-15"),
        ("15-4-2013", "2013-04-15"),
        ("2013/04/15", "2013-04-15"),
        ("15042013", "2013-04-15"),
        ("20130415", "2013-04-15"),
        ("150499", "1999-04-15"),
        ("990415", "1999-04-15"),
        ("31/12/99", "1999-12-31"),
        ("99/12/31", "1999-12-31"),
        ("04/04/2012", "2012-04-04"),
        ("03/04/2012", "ambiguous-date"),
        ("030412", "ambiguous-date"),
        ("03/04/12", "ambiguous-date"),
        ("04/15/2013", "not-a-date"),
        ("31/02/2013", "not-a-date"),
        ("2013-04-15 10:00", "not-a-date"),
        ("15/04-2013", "not-a-date"),
        ("41379", "not-a-date"),
        ("15/04/1820", "not-a-date"),
        ("hier", "not-a-date"),
    ],
)
def test_dates(law: Law, text: str, expected: str) -> None:
    found = one(law, since=text)
    day = {"since": parse_day(expected).toordinal()} if expected[0].isdigit() else f"since: {expected}"
    assert found == day


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("JJMMAA", "030412"),
        ("AAMMJJ", "120403"),
        ("JJMMAAAA", "03042012"),
        ("AA/MM/JJ", "12/04/03"),
        ("JJ/MM/AA", "03/04/12"),
        ("AAAAMMJJ", "20120403"),
        ("dd/mm/yyyy", "03/04/2012"),
        ("AAAA/MM/JJ", "2012/04/03"),
        ("MM/JJ/AAAA", "04/03/2012"),
    ],
)
def test_the_eight_forms_when_told(law: Law, form: str, text: str) -> None:
    assert one(law, since=text, date_format=form) == {"since": parse_day("2012-04-03").toordinal()}
    assert one(law, since="2012-04-03", date_format=form) == {"since": parse_day("2012-04-03").toordinal()}
    other = "JJ/MM/AAAA" if "MMJJ" in form or "JJMM" in form else "JJMMAAAA"
    assert one(law, since=text, date_format=other) == "since: not-a-date"


def test_a_column_settles_its_own_dates(law: Law) -> None:
    first = chunk(since=["03/04/2012", "15/04/2012"])
    assert people([typed(first, law, ",")])[0]["since"] == parse_day("2012-04-03").toordinal()
    later = chunk(since=["03/04/2012", "04/15/2012"])
    assert rejects([typed(later, law, ",")]) == [(2, "since", "ambiguous-date"), (3, "since", "not-a-date")]
    forms = date_forms(first)
    assert forms == {"since": frozenset({"JJ/MM/AAAA"})}
    part = typed(later, law, ",", forms)
    assert people([part]) == [{"since": parse_day("2012-04-03").toordinal()}]
    assert rejects([part]) == [(3, "since", "not-a-date")]


def test_dates_that_contradict_each_other_settle_nothing(law: Law) -> None:
    part = typed(chunk(since=["030412", "311299", "991231"]), law, ",")
    assert rejects([part]) == [(2, "since", "ambiguous-date")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-10", 2021 * 12 + 9),
        ("10/2021", 2021 * 12 + 9),
        ("1/2021", 2021 * 12),
        ("202110", 2021 * 12 + 9),
        ("102021", 2021 * 12 + 9),
        ("2021-10-01", 2021 * 12 + 9),
        ("01/10/2021", 2021 * 12 + 9),
        ("01/02/2021", 2021 * 12 + 1),
        ("01102021", 2021 * 12 + 9),
        ("octobre 2021", 2021 * 12 + 9),
        ("Févr. 2022", 2022 * 12 + 1),
        ("Août-2022", 2022 * 12 + 7),
        ("15/10/2021", 2021 * 12 + 9),
        ("02/01/2021", "ambiguous-date"),
        ("2021-13", "not-a-month"),
        ("2021.1", "not-a-month"),
        ("1820-10", "not-a-month"),
        ("10", "not-a-month"),
        ("octobre", "not-a-month"),
        ("13", "not-a-month"),
        ("brumaire 2021", "not-a-month"),
        ("oct 21", 2021 * 12 + 9),
    ],
)
def test_months(law: Law, text: str, expected: int | str) -> None:
    for name in ("month", "before_month"):
        found = one(law, **{name: text})
        assert found == ({name: expected} if isinstance(expected, int) else f"{name}: {expected}")


@pytest.mark.parametrize(
    ("month", "year", "expected"),
    [
        ("10", "2021", {"month": 2021 * 12 + 9}),
        ("Octobre", "2021", {"month": 2021 * 12 + 9}),
        ("2021-10", "2021", {"month": 2021 * 12 + 9}),
        ("2021-10", "8", {"month": 2021 * 12 + 9, "year": 8}),
        ("2021-10", "2022", "year: both-month-and-year"),
        ("10", "8", "month: not-a-month"),
        ("10", "1989", "year: out-of-range"),
    ],
)
def test_month_and_year(law: Law, month: str, year: str, expected: Any) -> None:
    assert one(law, month=month, year=year) == expected


def test_a_calendar_year_alone(law: Law) -> None:
    assert one(law, year="2021") == "year: year-without-month"
    part = typed(chunk(month=[None, "10", "9"], year=["2021", "2021", None]), law, ",")
    assert rejects([part]) == [(2, "year", "year-without-month"), (4, "month", "not-a-month")]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"seniority": "8", "since": "2013-04-15"}, "since: both-seniority-and-since"),
        ({"hours": "104,00", "fte": "0,5"}, "fte: both-hours-and-fte"),
        ({"hours": "104,00", "fte": "0,685699"}, {"hours": 104_00, "fte": 685_699}),
        ({"part_time": "80", "fte": "0,12345"}, "fte: too-many-decimals"),
        ({"part_time": "80", "fte": "0,1234"}, {"part_time": 80, "fte": 123_400}),
        ({"department": "1"}, {"department": "01"}),
        ({"department": "2a"}, {"department": "2A"}),
        ({"department": "Autonomie"}, "department: unknown-code"),
        ({"employee_id": "=1+1"}, {"employee_id": "=1+1"}),
    ],
)
def test_columns_together_and_words(law: Law, cells: dict[str, str], expected: Any) -> None:
    assert one(law, **cells) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("sector", "Home care (BAD, IDCC 2941)", "bad"),
        ("structure", "Hôpital", "eps"),
        ("profession", "Aide-soignante", "aide-soignant"),
        ("job", "Auxiliaire de vie sociale", "avs"),
        ("category", "Catégorie C", "C"),
        ("category", "c", "C"),
        ("domain", "Filière intervention", "intervention"),
        ("status", "Employé", "employe"),
        ("status", "TITULAIRE", None),
        ("category", "Z", None),
        ("sector", "", "absent"),
    ],
)
def test_codes(law: Law, name: str, text: str, expected: str | None) -> None:
    if expected == "absent":
        assert people([typed(chunk(sector=[None]), law, ",")]) == [{}]
    else:
        assert one(law, **{name: text}) == ({name: expected} if expected else f"{name}: unknown-code")


def test_spellings_are_those_of_compute(law: Law) -> None:
    found = spellings(law)
    for name in ("sector", "structure", "profession"):
        assert all(find_named(law, name, spelling) == known for spelling, known in found[name].items())
    assert all(find_job(law, spelling) == known for spelling, known in found["job"].items())


def test_spellings_of_one_name_are_one_code(law: Law) -> None:
    part = typed(chunk(profession=["aide-soignante", "Aide soignant", None]), law, ",")
    places, names = part.codes["profession"]
    assert (places.tolist(), names) == ([0, 0, -1], ["aide-soignant"])
    assert places.dtype == np.int32


def test_one_reject_a_row_the_first_column_of_the_file(law: Law) -> None:
    part = typed(chunk(hours=["x", "151,67"], category=["Z", "Z"], employee_id=["1", "2"]), law, ",")
    assert rejects([part]) == [(2, "hours", "not-a-number"), (3, "category", "unknown-code")]
    assert len(part.rows) == 0
    assert part.numbers["hours"].dtype == np.int64


def test_the_hint_of_a_number_is_what_its_column_takes() -> None:
    language.use("en")
    for column in NUMBERS:
        for code in ("not-a-number", "out-of-range"):
            *_others, hint = in_words(Reason(column, code), {})
            assert hint == f"give {COLUMNS[column].values.expected}", column
            assert hint != "give ", column
    assert (
        in_words(Reason("hours", "out-of-range"), {})[-1]
        == "give hours per month above 0, at most 744 and with two decimals"
    )
    assert in_words(Reason("hours", "too-many-decimals"), {})[-1] == remedy("too-many-decimals")
    assert in_words(Reason("year", "not-a-month"), {})[-1] == remedy("not-a-month")


def test_every_code_has_words() -> None:
    for entry in ROWS:
        assert reason(entry.code) != entry.code
        assert remedy(entry.code)
    assert (reason("of-another-kind"), remedy("of-another-kind")) == ("of-another-kind", "")


def test_an_unknown_date_format_is_refused(law: Law) -> None:
    with pytest.raises((ValueError, UsageError)):
        one(law, since="2012-04-03", date_format="quarter")


def test_a_column_of_blanks(law: Law) -> None:
    part = typed(chunk(hours=[None, None], since=[None, None], job=[None, None], employee_id=["1", None]), law, ",")
    assert people([part]) == [{"employee_id": "1"}, {}]


@pytest.mark.parametrize("others", [[], ["2013-02-30"], ["15/04/2013"], ["1899-12-31"], ["2101-01-01"], ["2013-4-5"]])
def test_days_read_together_are_those_read_alone(others: list[str]) -> None:
    texts = ["2013-04-15", "1900-01-01", "2100-12-31", "2012-02-29", *others]
    found = read_days(pa.array(texts, pa.string()), Forms())
    alone = [read_day(text, Forms()) for text in texts]
    assert found.values.tolist() == [each if isinstance(each, int) else MISSING for each in alone]
    assert found.faults == ({"not-a-date": [4]} if isinstance(alone[-1], str) else {})
    assert settled_by(pa.array(texts, pa.string())) == settle(texts)


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("Infirmier(ère)", "infirmier"),
        ("Infirmière diplômée d'État", "infirmier"),
        ("Technicien(ne) de l'intervention sociale et familiale", "tisf"),
        ("Tech. interv. sociale et familiale", "tisf"),
        ("Travailleuse familiale", "tisf"),
        ("Directeur/trice de service", "directeur-service"),
        ("Éducateur(trice) spécialisé(e)", "educateur-specialise"),
        ("Resp. secteur", "responsable-secteur"),
        ("Aux. de vie sociale", "avs"),
        ("Auxiliaire de vie sociale (DEAVS)", "avs"),
        ("AVS diplômée", "avs"),
        ("Aide soignante à domicile", "aide-soignant"),
        ("Porteur de repas", "livreur-repas"),
        ("Assist. de direction", "assistant-direction"),
        ("Coord. de service de soins", "coordinateur-soins"),
        ("Agent d'accueil", None),  # in doubt: the row is a reject that names the column
        ("Assistante de vie", None),
        ("Garde malade", None),
        ("Femme de ménage", None),
        ("Infirmière coordinatrice", None),
    ],
)
def test_a_job_title_is_known_or_asked_about(law: Law, title: str, job: str | None) -> None:
    assert read_code(title, "job", law) == job
