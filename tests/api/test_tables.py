"""Payrolls from Python: the answers of `batch`, `check` and `fund`, on tables in memory.

Guards: api/__init__.py, api/options.py, api/person.py, api/reading.py, api/shown.py, api/spending.py, api/tables.py,
payroll/reading/arrow.py, reports/pages/notebook.py.
"""

import csv
import json
import os
import pickle
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

import revalo
from fund_files import drawn_activity, drawn_people, table
from revalo.api.shown import TableResult
from revalo.errors import LawError, UnreadableInput, UsageError
from revalo.language import LANGUAGES
from running import run

PEOPLE = {
    "Matricule": ["0012", "0013", "0014", "0015", "0016", None],
    "Service": ["Nord", "Nord", "Sud", "Sud", "Sud", "Total"],
    "Emploi": ["AVS", "Agent à domicile", "TISF", "Volante", "AVS", None],
    "Catégorie": ["C", "A", "D", None, "C", None],
    "Année": [8, 5, 12, 3, 8, None],
    "Échelon": [2, 1, 2, 1, 2, None],
    "Ancienneté": [8.0, 4.0, 11.0, 3.0, 8.0, None],
    "Heures": [151.67, 104.5, 130.0, 151.67, 151.67, 689.51],
}


def people(**others: list[Any]) -> pa.Table:
    return pa.table({**PEOPLE, **others})


def test_a_table_is_revalued() -> None:
    found = revalo.revalue(people(), lines=True)
    first = found.table.to_pylist()[0]
    one = revalo.compute(job="avs", category="C", year=8, echelon=2, seniority=8)
    assert (first["file"], first["row"], first["employee_id"], first["service_id"]) == ("table", 1, "0012", "Nord")
    assert str(first["after_gross"]) == one["after"]["gross"]
    assert str(first["after_base"]) == one["after"]["lines"][0]["amount"]
    assert [row["row"] for row in found.table.to_pylist()] == [1, 2, 3, 5]
    assert [(row["row"], row["column"], row["code"]) for row in found.rejects.to_pylist()] == [
        (4, "job", "unknown-code")
    ]
    assert found.summary["rows"] == {"in": 6, "out": 4, "rejected": 1, "skipped": 1}
    assert found.summary["skipped"] == [{"file": "table", "row": 6, "reason": "total-line"}]
    assert [(each["group"], each["people"]) for each in found.summary["groups"]] == [("Nord", 2), ("Sud", 2)]
    assert json.loads(json.dumps(found.summary)) == found.summary


def test_the_cost_of_an_employer_is_that_of_one_person() -> None:
    found = revalo.revalue(people(), employer_cost=True, staff=30, lang="en")
    one = revalo.compute(
        job="avs", category="C", year=8, echelon=2, seniority=8, hours="151.67", employer_cost=True, staff=30
    )
    row = found.table.to_pylist()[0]
    for side in ("before", "after"):
        assert str(row[f"{side}_cost"]) == one[side]["employer_cost"]["total"]
    assert row["cost_gain"] == row["after_cost"] - row["before_cost"]
    assert found.table.schema.field("after_cost").type == pa.decimal128(19, 2)
    assert "cost" in json.dumps(found.summary)
    assert revalo.revalue(people().slice(0, 0), employer_cost=True).table.num_rows == 0


def test_amounts_are_decimals_and_add_up() -> None:
    found = revalo.revalue(people())
    for name in ("before_gross", "after_gross", "gain"):
        assert found.table.schema.field(name).type == pa.decimal128(19, 2)
        total = sum((row[name] for row in found.table.to_pylist()), Decimal(0))
        assert str(total) == found.summary[name.removesuffix("_gross")]


def test_what_was_assumed_and_what_to_beware_of() -> None:
    found = revalo.revalue(people().drop_columns(["Heures", "Échelon"]), lang="en")
    [echelon] = [each for each in found.assumptions if each["code"] == "echelon"]
    assert (echelon["rows"], echelon["row"], echelon["value"]) == (4, 1, 2)
    [reading] = [
        each["text"] for each in found.warnings if each["code"] == "reading" and "working time" in each["text"]
    ]
    assert reading == "table: no working time in this file: everybody is taken at full time"


def test_a_result_speaks_arrow_and_says_little_in_a_prompt() -> None:
    found = revalo.revalue(people())
    assert pa.table(found) == found.table
    assert repr(found) == "<TableResult: 4 rows, 1 rejected>"


@settings(max_examples=15)
@given(sizes=st.lists(st.integers(0, 4), max_size=4), seed=st.integers(0, 3))
def test_the_batches_that_a_table_comes_in_change_nothing(sizes: list[int], seed: int) -> None:
    rows = drawn_people(Random(seed), ["Nord", "Sud"], 9)
    names = list(dict.fromkeys(name for row in rows for name in row))
    whole = pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})
    cut, start = [], 0
    for size in sizes:
        cut.append(whole.slice(start, size))
        start += size
    parts = pa.concat_tables([*cut, whole.slice(start)])
    assert revalo.revalue(parts).table == revalo.revalue(whole).table


def test_dictionaries_views_and_decimals_are_read() -> None:
    plain = revalo.revalue(people()).table
    table = people(Heures=pa.array([Decimal("151.67"), Decimal("104.50"), Decimal("130.00"), *[Decimal("151.67")] * 3]))
    for name in ("Emploi", "Catégorie"):
        table = table.set_column(table.schema.get_field_index(name), name, table[name].dictionary_encode())
    views = table.set_column(0, "Matricule", table["Matricule"].cast(pa.string_view()))
    assert revalo.revalue(views).table == plain


def test_text_with_a_decimal_comma() -> None:
    table = people(Heures=["151,67", "104,5", "130", "151,67", "151,67", None])
    assert revalo.revalue(table, decimal=",").table == revalo.revalue(people()).table


def test_columns_may_be_told() -> None:
    table = people().rename_columns({"Heures": "Temps du contrat", "Service": "Lieu"})
    told = revalo.revalue(table, mapping={"Temps du contrat": "hours", "Lieu": "service_id", "Année": "year"})
    assert told.table == revalo.revalue(people()).table
    with pytest.raises(UsageError, match="did you mean hours"):
        revalo.revalue(table, mapping={"Temps du contrat": "hour"}, lang="en")


def test_several_tables_and_a_file_have_a_name_each(tmp_path: Path) -> None:
    half = people().slice(0, 2).drop_columns("Service")
    parquet.write_table(half, tmp_path / "half.parquet")
    found = revalo.revalue({"Nord": half, "Sud": half, "file": tmp_path / "half.parquet"})
    names = [row["file"] for row in found.table.to_pylist()]
    assert names == ["Nord", "Nord", "Sud", "Sud", "half.parquet", "half.parquet"]
    assert [each["group"] for each in found.summary["groups"]] == ["Nord", "Sud", "half.parquet"]
    assert [row["service_id"] for row in revalo.revalue([half, half]).table.to_pylist()][::2] == ["table 1", "table 2"]


def test_an_empty_table_is_no_error() -> None:
    found = revalo.revalue(people().slice(0, 0))
    assert found.table.num_rows == 0
    assert found.table.schema == revalo.revalue(people()).table.schema
    assert found.summary["rows"] == {"in": 0, "out": 0, "rejected": 0, "skipped": 0}


class Broken:
    """A table whose library cannot give it: what it says of its content must not come through."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        raise pa.ArrowTypeError("MARTIN could not be converted")


@pytest.mark.parametrize("given", [None, 5, [], {}, {"a": 1}, object(), [3], 1.5])
def test_what_is_no_table(given: object) -> None:
    with pytest.raises(UsageError, match="payroll"):
        revalo.revalue(given)


def test_a_table_that_cannot_be_read() -> None:
    with pytest.raises(UnreadableInput, match="table") as refused:
        revalo.revalue(Broken())
    assert "MARTIN" not in str(refused.value)
    assert refused.value.__cause__ is None
    with pytest.raises(UnreadableInput, match="Heures"):
        revalo.revalue(people(Heures=[[1.0]] * 6))
    with pytest.raises(UnreadableInput, match=r"no column|colonne"):
        revalo.revalue(pa.table({"x": [1]}))


@pytest.mark.parametrize(
    "options",
    [
        {"by": "nobody"},
        {"lines": "yes"},
        {"after": 2021},
        {"member": 1},
        {"without": 4},
        {"settings": ["a"]},
        {"scenarios": 4},
        {"mapping": 3},
        {"decimal": "x"},
        {"positions": 3},
        {"sheet": 3},
        {"sheet": ["a"], "all_sheets": True},
        {"full_time": "full-time"},
        {"law": "data"},
        {"lang": "de"},
    ],
)
def test_arguments_that_do_not_fit(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        revalo.revalue(people(), **options)


def test_a_scenario_and_a_law_of_ones_own(tmp_path: Path) -> None:
    scenario = Path(__file__).parents[2] / "docs" / "scenarios" / "point-at-6.00.yaml"
    imagined = revalo.revalue(people(), after="2022-10-01", scenarios=[scenario])
    assert imagined.summary["scenarios"][0]["name"] == "point-at-6-00"
    law = revalo.load_law(scenarios=[scenario])
    assert revalo.revalue(people(), after="2022-10-01", law=law).table == imagined.table
    (tmp_path / "avenant43.yaml").write_text("nothing: 1\n")
    with pytest.raises(LawError):
        revalo.load_law(tmp_path)
    with pytest.raises(UsageError):
        revalo.load_law(3)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_of_a_call_is_its_own(lang: str) -> None:
    words = {"fr": "ans révolus", "en": "completed years"}
    found = revalo.revalue(people().drop_columns("Échelon"), lang=lang)
    assert words[lang] in next(each["reason"] for each in found.assumptions if each["code"] == "echelon")
    assert revalo.compute(job="avs", category="C", year=8)["assumptions"][0]["reason"] == "temps plein par défaut"
    html = found._repr_html_()
    assert ({"fr": "Avant, par mois", "en": "Before, per month"}[lang]) in html
    assert f'lang="{lang}"' in html


@pytest.mark.parametrize(("named", "words"), [("en", "by default"), ("fr", "par défaut"), ("de", "par défaut")])
def test_the_library_follows_the_environment(named: str, words: str) -> None:
    code = "import revalo; print(revalo.compute(job='avs', category='C', year=8)['assumptions'][0]['reason'])"
    env = {**os.environ, "REVALO_LANG": named, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8", check=True)
    assert words in done.stdout


def test_check_finds_the_gaps_of_the_command(tmp_path: Path) -> None:
    rows = {
        "employee_id": ["1", "2", "3"],
        "month": ["2022-03", "2022-03", None],
        "job": ["avs"] * 3,
        "category": ["C"] * 3,
        "year": [8] * 3,
        "echelon": [2] * 3,
        "seniority": [8] * 3,
        "hours": [151.67] * 3,
        "paid_gross": [1900.0, 3000.5, 1900.0],
    }
    found = revalo.check(pa.table(rows), on="2023-01-15", tolerance="0.01", lang="en")
    path = tmp_path / "paid.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([rows, *zip(*rows.values(), strict=True)])
    out = tmp_path / "gaps.csv"
    assert run("check", str(path), "--on", "2023-01-15", "-o", str(out), "--lang", "en").code == 4
    [header, *written] = list(csv.reader(out.read_text("utf-8-sig").splitlines()))
    assert found.table.schema.names == header
    amounts = [[str(cell) for cell in list(row.values())[4:8]] for row in found.table.to_pylist()]
    assert amounts == [row[4:8] for row in written]
    assert [row["within_36_months"] for row in found.table.to_pylist()] == [True, True]
    assert found.summary["rows"] == {"in": 3, "compared": 2, "not_compared": {"no-month": 1}}
    assert found.summary["owed"] == str(found.table.to_pylist()[0]["arrears"])
    assert found.table["arrears"].to_pylist()[1] < 0
    assert "<table" not in found._repr_html_()
    assert revalo.check(pa.table({**rows, "paid_gross": [None] * 3}), on="2023-01-15").table.num_rows == 0
    with pytest.raises(UnreadableInput):
        revalo.check(people())
    for tolerance in (0.5, "-1", "x", True):
        with pytest.raises(UsageError):
            revalo.check(people(), tolerance=tolerance)  # type: ignore[arg-type]


def test_arrears_are_those_of_the_command(tmp_path: Path) -> None:
    rows = drawn_people(Random(9), ["Nord", "Sud"], 8)
    path, out = table(tmp_path / "people.csv", rows), tmp_path / "owed.parquet"
    names = list(dict.fromkeys(name for row in rows for name in row))
    payroll = pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})
    found = revalo.arrears(payroll, from_="2021-10", to="2022-12", on="2024-06-01", lang="en")
    arguments = ["--from", "2021-10", "--to", "2022-12", "--on", "2024-06-01", "--lang", "en"]
    shown = run("arrears", str(path), *arguments, "-o", str(out), "--json").json
    assert {name: found.summary[name] for name in ("total", "texts", "months")} == {
        name: shown[name] for name in ("total", "texts", "months")
    }
    written = [
        {**row, "within_36_months": bool(row["within_36_months"])} for row in parquet.read_table(out).to_pylist()
    ]
    assert found.table.to_pylist() == written
    assert len(written) > 8
    assert sum(row["owed"] * row["headcount"] for row in written) == Decimal(found.summary["total"]["owed"]) > 0
    assert "Back pay due, text by text" in found._repr_html_()
    assert revalo.arrears(payroll.slice(0, 0)).table.schema.names == found.table.schema.names[:11]
    for wrong in ({"from_": "x"}, {"known_later": 4}, {"on": "x"}, {"from_": "2022-02", "to": "2022-01"}):
        with pytest.raises(UsageError):
            revalo.arrears(payroll, **wrong)


def test_the_months_to_come_are_those_of_the_command(tmp_path: Path) -> None:
    rows = drawn_people(Random(3), ["Nord", "Sud"], 8)
    path, out = table(tmp_path / "people.csv", rows), tmp_path / "bill.csv"
    names = list(dict.fromkeys(name for row in rows for name in row))
    payroll = pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})
    moves = [{"kind": "leave", "month": "2023-03", "employee_id": "P0"}]
    found = revalo.project(
        payroll, from_="2023-01", to="2023-12", movements=pa.Table.from_pylist(moves), staff=20, lang="en"
    )
    moved = table(tmp_path / "moves.csv", moves)
    arguments = ["--from", "2023-01", "--to", "2023-12", "--movements", str(moved), "--staff", "20", "--lang", "en"]
    shown = run("project", str(path), *arguments, "-o", str(out), "--json").json
    for name in ("total", "years", "months", "services"):
        assert found.summary[name] == shown[name]
    costs = {(row["level"], row["month"], row["group"]): str(row["cost"]) for row in found.table.to_pylist()}
    assert all(costs["month", each["month"], ""] == each["cost"] for each in shown["months"])
    written = {
        (row["level"], row["month"], row["group"]): row["cost"]
        for row in csv.DictReader(out.read_text("utf-8-sig").splitlines())
    }
    assert written["year", "", ""] == costs["year", "", ""]
    assert not any(level == "month" for level, _month, _group in written), "one who leaves is not told in what travels"
    assert any(level == "month" for level, _month, _group in costs), "but who has the payroll sees every month"
    assert "Why 2023 differs" in found._repr_html_()
    for wrong in ({"by": "x"}, {"echelon_3_after": "2"}, {"movements": 3}, {"to": "2000-01"}):
        with pytest.raises(UsageError):
            revalo.project(payroll, **wrong)


def test_fund_settles_as_the_command(tmp_path: Path) -> None:
    services = ["Nord", "Sud"]
    rows, activity = drawn_people(Random(5), services, 12), drawn_activity(Random(5), services)
    paths = table(tmp_path / "people.csv", rows), table(tmp_path / "activity.csv", activity)
    names = list(dict.fromkeys(name for row in rows for name in row))
    payroll = pa.table({name: pa.array([row.get(name) for row in rows]) for name in names})
    found = revalo.fund(payroll, pa.Table.from_pylist(activity), year=2022, lang="en")
    shown = run("fund", str(paths[0]), "--activity", str(paths[1]), "--year", "2022", "--json", "--lang", "en").json
    assert found.summary["departments"] == shown["departments"]
    assert found.summary["total"] == shown["total"]
    records = found.table.to_pylist()
    assert [row["level"] for row in records].count("service") == 2
    assert str(records[-1]["aid"]) == shown["total"]["aid"]
    assert found.table.schema.field("share").type == pa.decimal128(19, 4)
    assert "<table" in found._repr_html_()
    both = revalo.fund(payroll, pa.Table.from_pylist(activity), year=[2022, 2023])
    assert [each["year"] for each in both.summary["years"]] == [2022, 2023]


@pytest.mark.parametrize(
    "options",
    [
        {"year": "2022"},
        {"year": 2019},
        {"year": 2022, "cap": 1.5},
        {"year": 2022, "rate": "2"},
        {"year": 2022, "staff": 3.5},
        {"year": 2022, "hourly_reading": "x"},
        {"year": 2025},
    ],
)
def test_fund_refuses(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        revalo.fund(people(), people(), **options)
    with pytest.raises(UsageError, match="activity"):
        revalo.fund(people(), 3, year=2022)


def test_the_html_view_has_sums_and_warnings_and_no_person() -> None:
    table = people(Matricule=["MARTIN<b>", "b", "c", "d", "e", None])
    html = revalo.revalue(table, lang="en")._repr_html_()
    assert "MARTIN" not in html
    assert html.count("<table") == 1
    assert "Other groups (2, merged)" in html
    assert "1 of 6 rows could not be computed" in html
    assert "prefers-color-scheme: dark" in html
    assert "vscode-dark" in html
    assert "<script" not in html
    assert not [line for line in html.splitlines() if line.startswith(("body", ":root", "html"))]


def test_the_html_view_has_the_texts_and_the_cost() -> None:
    html = revalo.revalue(people(), by_text=True, employer_cost=True, lang="en")._repr_html_()
    assert "The gain, text by text" in html
    assert "What the payroll costs the employer" in html
    assert "The cost, text by text" in html
    assert "text by text" not in revalo.revalue(people(), lang="en")._repr_html_()


def test_one_person_is_a_dict_that_a_notebook_shows() -> None:
    found = revalo.compute(job="avs", category="C", year=8, lang="en")
    assert isinstance(found, dict)
    assert json.loads(json.dumps(found)) == found
    assert pickle.loads(pickle.dumps(found)) == dict(found)
    html = found._repr_html_()
    assert "Base salary" in html
    assert "échelon" in html.lower()
    assert type(revalo.revalue(people())) is TableResult


def test_the_columns_that_the_documentation_names() -> None:
    said = TableResult.__doc__ or ""
    assert [name for name in revalo.revalue(people()).rejects.schema.names if f"`{name}`" not in said] == []
