"""What changed between two days, what a text brought, and what falls with a text left out.

Guards: cli/law.py, grids/history.py, reports/json/law_diff.py, reports/terminal/law.py,
reports/terminal/law_changes.py, reports/terminal/law_confidence.py, reports/terminal/law_page.py.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revalo.grids.binding import Binding, Choices
from revalo.grids.history import Change, brought, changes, figures_of, steps
from revalo.grids.law import Law
from running import compute, run

DAYS = st.dates(date(2009, 1, 1), date(2027, 1, 1))
READINGS = st.fixed_dictionaries(
    {
        "member": st.booleans(),
        "known_on": st.none() | DAYS,
        "without": st.sampled_from([frozenset[str](), frozenset({"avenant-43"}), frozenset({"avenant-51"})]),
        "with_": st.sampled_from([frozenset[str](), frozenset({"avenant-66"}), frozenset({"avenant-68"})]),
    }
)


def by_path(found: list[Change]) -> dict[str, Change]:
    return {change.table.path: change for change in found}


def test_the_point_value_of_2022(law: Law) -> None:
    found = by_path(changes(law, Choices(date(2021, 12, 31)), date(2022, 8, 1)))
    point = found["avenant43.point_value"]
    assert [(figure.before, figure.after) for figure in point.figures] == [(55000, 57700)]
    assert [step.version.text for step in point.steps] == ["avenant-51", "avenant-52", "avenant-54"]
    grid = found["avenant43.new_grid.employe.1"]
    assert [(figure.key, figure.before, figure.after) for figure in grid.figures] == [
        ("1", 286, 291),
        ("2", 299, 304),
        ("3", 318, 324),
    ]
    assert "avenant43.new_grid.employe.2" not in found


def test_a_figure_restated_is_no_change(law: Law) -> None:
    found = by_path(changes(law, Choices(date(2021, 9, 30)), date(2021, 10, 1)))
    assert "avenant43.supplements.sunday" not in found  # 45 % before and after
    assert {figure.key for figure in found["avenant43.supplements.on_call"].figures} == {
        "ordinary",
        "special",
        "split-special",
    }
    assert all(figure.before is None for figure in found["avenant43.new_grid.cadre.2"].figures)


@given(first=DAYS, length=st.integers(0, 3000), reading=READINGS)
def test_every_difference_is_told_with_the_steps_that_made_it(
    law: Law, first: date, length: int, reading: dict[str, Any]
) -> None:
    last = first + timedelta(days=length)
    found = by_path(changes(law, Choices(first, **reading), last))
    one, two = (Binding(law, Choices(day, **reading)) for day in (first, last))
    for path in law.paths:
        table = law.table(path)
        before, after = (dict(figures_of(table, side.standing(path))) for side in (one, two))
        assert (path in found) == (before != after)
        if path in found:
            change = found[path]
            expected = {key for key in {*before, *after} if before.get(key) != after.get(key)}
            assert {figure.key for figure in change.figures} == expected
            assert dict(change.steps[-1].figures) == after
            assert [step.start for step in change.steps] == sorted({step.start for step in change.steps})
            assert all(first < step.start <= last for step in change.steps)


@given(day=DAYS, reading=READINGS)
def test_the_steps_say_what_stands_on_any_day(law: Law, day: date, reading: dict[str, Any]) -> None:
    binding = Binding(law, Choices(day, **reading))
    for path in law.paths:
        reached = [step.version for step in steps(binding, law.table(path)) if step.start <= day]
        assert (reached[-1] if reached else None) == binding.standing(path)


def test_what_a_refused_text_would_have_brought(law: Law) -> None:
    found = by_path(brought(law, law.text("avenant-68")))
    assert len(found) == 6
    figures = found["avenant43.new_grid.employe.1"].figures
    assert [(figure.before, figure.after) for figure in figures] == [(308, 314), (315, 321), (331, 337)]


def test_every_version_is_brought_by_its_text(law: Law) -> None:
    told = sum(len(brought(law, text)) for text in law.texts)
    assert told == sum(len(law.table(path).versions) for path in law.paths)


def falls(law: Law, day: str, *without: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    binding = Binding(law, Choices(date.fromisoformat(day), without=law.expand(without)))
    return {fall.text: (fall.because_of, fall.paths) for fall in binding.falls()}


@pytest.mark.parametrize(
    ("day", "texts"),
    [
        ("2021-09-30", []),
        ("2021-10-01", ["avenant-49"]),
        ("2022-01-01", ["avenant-49", "avenant-51"]),
        ("2026-03-01", ["avenant-49", "avenant-51", "avenant-53", "avenant-54", "avenant-61", "avenant-70"]),
    ],
)
def test_what_falls_with_avenant_43(law: Law, day: str, texts: list[str]) -> None:
    assert list(falls(law, day, "avenant-43")) == texts


def test_what_falls_names_the_text_and_the_tables(law: Law) -> None:
    assert falls(law, "2022-09-01", "avenant-43")["avenant-51"] == ("avenant-43", ("avenant43.new_grid.employe.1",))
    assert falls(law, "2022-09-01", "avenant-51") == {}
    assert list(falls(law, "2026-03-01", "article-47")) == ["avenant-49"]  # the others are left out themselves


def test_the_before_side_says_what_falls() -> None:
    given_ = ("--category", "C", "--year", "8", "--after", "2022-09-01")
    found = compute(*given_, "--without", "avenant-43")
    assert found["before"]["falls_with"] == [
        {"text": "avenant-49", "because_of": "avenant-43", "what": ["avenant43.supplements.night_from"]},
        {"text": "avenant-51", "because_of": "avenant-43", "what": ["avenant43.new_grid.employe.1"]},
        {
            "text": "avenant-54",
            "because_of": "avenant-43",
            "what": ["avenant43.minimum_wage_floor.new-grid", "avenant43.supplements.differential"],
        },
    ]
    assert "falls_with" not in found["after"]
    assert "falls_with" not in compute(*given_)["before"]


def test_a_payroll_says_what_falls(tmp_path: Any) -> None:
    payroll = tmp_path / "paie.csv"
    payroll.write_text("matricule;emploi;ancienneté;échelon;année\n1;avs;8;2;9\n", encoding="utf-8")
    out = str(tmp_path / "out.csv")
    ran = run("batch", str(payroll), "-o", out, "--without", "avenant-43", "--after", "2022-09-01")
    assert "écarté avec avenant-43\u00a0: avenant-51" in ran.out
