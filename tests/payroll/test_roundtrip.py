"""The same people, whatever file they come in; and no cell's content in any message.

Guards: payroll/spreadsheet_escape.py, payroll/writing/dialect.py, payroll/writing/rejects.py.
"""

import contextlib
import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from payroll_files import people, read
from revalo.errors import RevaloError, UnreadableInput
from revalo.grids.law import Law
from revalo.money import plain
from revalo.payroll.spreadsheet_escape import unescape
from revalo.payroll.writing.rejects import in_words
from revalo.people.columns import NUMBERS
from revalo.people.failures import Reason
from seeds import tried

HEADERS = {
    "employee_id": "Matricule",
    "service_id": "Service",
    "department": "Département",
    "month": "Mois",
    "job": "Emploi",
    "category": "Catégorie",
    "since": "Date d'ancienneté",
    "diploma": "Niveau diplôme",
    "hours": "Heures",
    "index": "Indice majoré",
    "paid_gross": "Brut payé",
    "headcount": "Effectif",
}
WORD = st.text(st.sampled_from("abcéèçÀœ€'\"; ,|\tß-=+@0123456789\n"), min_size=1, max_size=12).map(str.strip)
PERSON = st.fixed_dictionaries(
    {"employee_id": st.from_regex(r"[0-9]{4}", fullmatch=True)},
    optional={
        "service_id": WORD.filter(bool),
        "department": st.sampled_from(["48", "01", "2A", "971"]),
        "month": st.builds(lambda year, month: year * 12 + month, st.integers(2021, 2026), st.integers(0, 11)),
        "job": st.sampled_from(["avs", "aide-soignant", "tisf"]),
        "category": st.sampled_from("ABCDEFGHI"),
        "since": st.dates(dt.date(1950, 1, 1), dt.date(2026, 1, 1)).map(dt.date.toordinal),
        **{
            name: st.integers(NUMBERS[name][1], NUMBERS[name][2])
            for name in ("diploma", "hours", "index", "paid_gross", "headcount")
        },
    },
)
SLOW = settings(max_examples=tried(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def day(ordinal: int) -> dt.date:
    return dt.date.fromordinal(ordinal)


def first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def written(name: str, value: Any, decimal: str) -> str:
    if name in NUMBERS:
        return plain(value, NUMBERS[name][0], 0).replace(".", decimal)
    if name == "since":
        return day(value).strftime("%d/%m/%Y")
    return first_day(value).strftime("%Y-%m") if name == "month" else str(value)


def real(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in NUMBERS:
        places = NUMBERS[name][0]
        return float(Decimal(value).scaleb(-places)) if places else value
    return {"since": day, "month": first_day}.get(name, lambda same: same)(value)


def as_read(given: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is read again: an apostrophe before a sign of a formula is no part of the word."""
    return [
        {name: unescape(each) if isinstance(each, str) else each for name, each in person.items()} for person in given
    ]


def in_file(path: Path, told: dict[str, Any], given: list[dict[str, Any]]) -> None:
    """Write people as CSV."""
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=told["separator"], lineterminator=told["end"], quoting=told["quoting"])
    out.writerow(HEADERS.values())
    for person in given:
        out.writerow([written(name, person[name], told["decimal"]) if name in person else "" for name in HEADERS])
    path.write_bytes(text.getvalue().encode(told["encoding"]))


@SLOW
@given(
    st.lists(PERSON, max_size=8),
    st.fixed_dictionaries(
        {
            "encoding": st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
            "separator": st.sampled_from(";,\t|"),
            "decimal": st.sampled_from(",."),
            "end": st.sampled_from(["\n", "\r\n"]),
            "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        }
    ),
)
def test_csv(tmp_path: Path, law: Law, given: list[dict[str, Any]], told: dict[str, Any]) -> None:
    path = tmp_path / "x"
    in_file(path, told, given)
    assert people(read(path, law, date_format="JJ/MM/AAAA")) == as_read(given)


@SLOW
@given(st.lists(PERSON, max_size=8))
def test_xlsx(tmp_path: Path, law: Law, given: list[dict[str, Any]]) -> None:
    path = tmp_path / "x"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, list(HEADERS.values()))
        for row, person in enumerate(given, start=1):
            for column, name in enumerate(HEADERS):
                value = real(name, person.get(name))
                (sheet.write_string if isinstance(value, str) else sheet.write)(row, column, value)
    assert people(read(path, law)) == as_read(given)


@SLOW
@given(st.lists(PERSON, max_size=8), st.booleans())
def test_parquet(tmp_path: Path, law: Law, given: list[dict[str, Any]], folded: bool) -> None:
    columns = {header: pa.array([real(name, each.get(name)) for each in given]) for name, header in HEADERS.items()}
    if folded:
        columns = {
            header: column if pa.types.is_null(column.type) else column.dictionary_encode()
            for header, column in columns.items()
        }
    path = tmp_path / "x"
    parquet.write_table(pa.table(columns), path)
    assert people(read(path, law)) == as_read(given)


@SLOW
@given(st.binary(max_size=300), st.sampled_from([b"", b"Matricule;Heures\n", b"S10.G00.00.001,'"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, law: Law, content: bytes, start: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(start + content)
    if start.startswith(b"S10"):
        return
    with contextlib.suppress(UnreadableInput):
        read(path, law)


SECRETS = ("DURIEZ", "2850575123456", "Évariste", "9876543210", "1984")


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("header", HEADERS.values())
def test_no_message_holds_a_cell(tmp_path: Path, law: Law, secret: str, header: str) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"Nom;{header};NIR\n{secret};x{secret};{secret}\n{secret};{secret};{secret};{secret}\n", "utf-8")
    parts = read(path, law)
    said = [
        (each.file, *in_words(Reason(each.column, each.code, each.why), {})) for part in parts for each in part.rejects
    ]
    assert said
    assert secret not in repr([each[1:] for each in said])
    path.write_text(f"{secret};x\n", "utf-8")
    with pytest.raises(RevaloError) as raised:
        read(path, law)
    assert secret not in str(raised.value)


def test_rows_of_typed_columns_agree_in_length(tmp_path: Path, law: Law) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Matricule;Emploi;Heures\n1;AVS;1\n2;nul;2\n3;AVS;x\n4;AVS;4\n", "utf-8")
    [part] = read(path, law)
    assert part.rows.dtype == np.int64
    lengths = {len(part.rows), *(len(values) for values in part.numbers.values())}
    lengths |= {len(places) for places, _names in (*part.codes.values(), *part.words.values())}
    assert lengths == {2}
