"""An input of a person is stated once: all that knows the inputs follows from it.

Guards: cli/options/person.py, payroll/writing/template.py, reports/inputs.py, reports/pages/situation.py,
rules/field.py, rules/fields.py.
"""

import re
from pathlib import Path

import pytest

from revalo import language
from revalo.asking.words import DETAILS, HELP, WORDS
from revalo.cli.options.person import person
from revalo.grids.law import Law
from revalo.payroll.reading.headers import canonical, normal
from revalo.payroll.writing.template import of_payroll, write_csv
from revalo.people.columns import CANONICAL, COLUMNS, LIMITS, NUMBERS
from revalo.reports.inputs import LABELS
from revalo.rules.bounds import OWN
from revalo.rules.field import Field
from revalo.rules.fields import FIELDS, INPUTS_BY_PAY, Employee
from revalo.rules.person import read_input
from running import run

NUMERIC = [each for each in FIELDS.values() if each.values.kind == "number"]


@pytest.mark.parametrize("field", FIELDS.values(), ids=lambda each: each.name)
def test_all_that_knows_an_input_follows_from_its_field(field: Field) -> None:
    name = field.name
    assert getattr(Employee(), name) == field.default
    assert (name in CANONICAL) == field.in_files == (name in COLUMNS)
    assert all(canonical(header, {}) == name for header in (*field.headers, name) if field.in_files)
    assert WORDS[name]
    assert HELP.get(name, "") == field.hint
    assert (name in DETAILS) == bool(field.more)
    assert LABELS[name] == field.label
    assert [pay for pay, names in INPUTS_BY_PAY.items() if name in names] == ([field.pay] if field.pay else [])
    assert OWN.get(field.amount, field.values.most) == field.values.most


def test_every_input_is_an_option_of_the_command_line() -> None:
    given = {each.singular: None for each in FIELDS.values()}
    assert list(person(**given)) == list(FIELDS)
    words = run("compute", "--help-all", "--lang", "en").out
    assert {each.option for each in FIELDS.values()} <= set(re.findall(r"--[a-z0-9-]+", words))


def test_no_header_stands_for_two_columns() -> None:
    headers = [normal(header) for each in COLUMNS.values() for header in {normal(every) for every in each.headers}]
    assert len(headers) == len(set(headers))


def test_the_template_has_every_column_and_what_it_means(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_csv(path, of_payroll())
    assert path.read_text("utf-8-sig").splitlines()[0].split(";") == list(COLUMNS)
    language.use("fr")
    assert all(each.described.endswith((".", ")")) for each in COLUMNS.values())


@pytest.mark.parametrize("field", NUMERIC, ids=lambda each: each.name)
def test_a_column_holds_what_the_input_takes(field: Field) -> None:
    if field.in_files:
        assert NUMBERS[field.name] == field.values.limits == LIMITS[field.name].limits
    least, most = field.values.least, field.values.most
    places = field.values.places
    for number in (least, most):
        text = f"{number // 10**places}.{number % 10**places:0{places}d}" if places else str(number)
        assert read_input(field.name, text) == number


def test_every_name_of_the_law_has_its_section(law: Law) -> None:
    assert {each.values.section for each in FIELDS.values() if each.values.section} <= law.compiled.keys()
