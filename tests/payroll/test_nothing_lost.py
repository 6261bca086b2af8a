"""The program counts again what it writes: any count at fault is an internal error, and nothing is written.

Guards: payroll/writing/balance.py.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from revalo.errors import Unbalanced
from revalo.funding.costs import Month
from revalo.funding.settlement import Amounts, Year, balanced
from revalo.people.check import PaidCheck
from revalo.people.failures import Rejects
from revalo.people.line_columns import LINES, RowLines
from revalo.people.sums import CauseSums
from revalo.people.table import Side
from running import Ran, run

PAYROLL = "employee_id,service_id,category,year,month,paid_gross\n" + "".join(
    f"{number},S1,C,{1 + number % 30},2022-09,1800.00\n" for number in range(1, 41)
)
LOST = "Erreur\N{NO-BREAK SPACE}: des lignes ou des montants se sont perdus en chemin"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a payroll, at hand."""
    (tmp_path / "p.csv").write_text(PAYROLL, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def planted(monkeypatch: pytest.MonkeyPatch, place: str, change: Callable[[Any], Any]) -> None:
    """What a function gives is changed on its way."""
    module, _dot, name = place.rpartition(".")
    target = __import__(module, fromlist=[name])
    sound = getattr(target, name)
    monkeypatch.setattr(target, name, lambda *args, **kwargs: change(sound(*args, **kwargs)))


def refused(folder: Path, ran: Ran) -> None:
    """An internal error in one message, and the folder as it was."""
    assert ran.code == 1
    assert ran.err.startswith(LOST), ran.err
    assert [path.name for path in folder.iterdir()] == ["p.csv"]


def other_amount(name: str) -> Callable[[Any], Any]:
    """A batch with one column moved down by a row."""

    def change(batch: Any) -> Any:
        column = batch[name].to_pylist()
        place = batch.schema.get_field_index(name)
        return batch.set_column(place, name, pa.array([*column[1:], column[0] + 1], batch.schema.field(name).type))

    return change


def other_line(batch: Any) -> Any:
    """A batch with one amount among its lines changed."""
    lines = RowLines.of(batch[LINES])
    changed = lines._replace(cents=lines.cents + (np.arange(len(lines.cents)) == 1))
    return batch.set_column(batch.schema.get_field_index(LINES), LINES, changed.array())


def fewer(rejects: Rejects) -> Rejects:
    """The rejects but the first."""
    return replace(rejects, rows=rejects.rows[1:], which=rejects.which[1:])


FAULTS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "a row of the results": ("revalo.payroll.revaluation.results", lambda batch: batch.slice(1)),
    "a gain": ("revalo.payroll.revaluation.results", other_amount("gain")),
    "an amount after": ("revalo.payroll.revaluation.results", other_amount("after_gross")),
    "a row read": ("revalo.payroll.run.typed", lambda typed: typed.at(slice(1, None))),
    "a line": ("revalo.payroll.batch.with_lines", other_line),
    "a reject": ("revalo.payroll.run.refused", fewer),
}


@pytest.mark.parametrize("out", ["o.csv", "o.xlsx", "o.parquet", "o.jsonl"])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_batch_that_loses_something(fault: str, out: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "p.csv").write_text(PAYROLL.replace("7,S1,C,", "7,S1,Z,"), encoding="utf-8")
    planted(monkeypatch, *FAULTS[fault])
    refused(folder, run("batch", "p.csv", "-o", out, "--lines"))


def test_groups_that_are_not_the_total(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, "revalo.people.group_sums.sums_of", lambda sums: sums + 1)
    refused(folder, run("batch", "p.csv", "-o", "o.csv"))


def test_causes_that_are_not_the_gain(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = CauseSums.add
    monkeypatch.setattr(CauseSums, "add", lambda self, cause, cents: sound(self, cause, cents + 1))
    refused(folder, run("batch", "p.csv", "-o", "o.csv", "--by-text"))


@pytest.mark.parametrize("command", [("batch",), ("check",), ("report", "--after", "2024-01-01")])
def test_lines_that_are_not_the_gross(command: tuple[str, ...], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = Side.put

    def put(self: Side, span: slice, day: Any, amounts: dict[str, Any]) -> None:
        sound(self, span, day, amounts)
        self.gross[span.start] += 1

    monkeypatch.setattr(Side, "put", put)
    out = "o.html" if command[0] == "report" else "o.csv"
    refused(folder, run(*command, "p.csv", "-o", out))


def test_a_check_that_forgets_a_row(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, "revalo.people.check._entry_month", lambda months: months)
    assert run("check", "p.csv", "-o", "o.csv").code in (0, 4)
    (folder / "o.csv").unlink()
    (folder / "o.csv.meta.json").unlink()
    sound = PaidCheck.add

    def add(self: PaidCheck, typed: Any, outcome: Any) -> None:
        sound(self, typed, outcome)
        self.rows_compared -= 1

    monkeypatch.setattr(PaidCheck, "add", add)
    refused(folder, run("check", "p.csv", "-o", "o.csv"))


def test_what_one_person_s_causes_must_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    planted(monkeypatch, "revalo.analysis.attribution._merged", lambda merged: dict(list(merged.items())[1:]))
    ran = run("compute", "--category", "C", "--year", "8", "--json")
    assert (ran.code, ran.out) == (1, "")
    assert json.loads(ran.err)["code"] == "R900"


def test_shares_of_a_study_must_come_to_what_was_counted() -> None:
    months = {"S1": {24_000: Month(people=3, gain=200, cost=300), 24_001: Month(people=3, gain=200, cost=300)}}
    names = dict.fromkeys(Amounts._fields, 0)
    total = Amounts(**{**names, "people": 6, "gain": 400, "cost": 600, "others": 100, "users": 50, "borne": 450})
    year = Year(None, [], total._replace(aid=200, advance=160, balance=40))  # type: ignore[arg-type]
    assert balanced(year, months) is year
    for name in ("people", "gain", "cost", "others", "users", "borne", "aid", "advance"):
        with pytest.raises(Unbalanced):
            balanced(year._replace(total=year.total._replace(**{name: getattr(year.total, name) + 1})), months)
