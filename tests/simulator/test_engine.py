"""What the page of the simulator asks of revalo: a form as its command line, a pasted table as `revalo batch`.

Guards: asking/answers.py, asking/form.py, asking/questions.py, asking/words.py, reports/pages/beside.py,
simulator/engine.py, simulator/pasted.py.
"""

import ast
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revalo.asking.form import form
from revalo.simulator import engine
from running import run

AVS = {"job": "avs", "seniority": "8"}
TABLE = """Matricule;Emploi;Ancienneté;Échelon;Heures
0012;AVS;8;2;151,67
0013;Zorro;4;1;104
0014;TISF;11;2;130
0015;AVS;11;2;
"""
WORDS = st.sampled_from(
    ("", "1", "2", "8", "35", "80", "420", "1800", "104,5", "2013-04-15", "2022-09-01", "F", "avs", "0,8", "3,66")
)


def asked(**typed: str) -> dict[str, Any]:
    return dict(json.loads(engine.asked("fr", json.dumps(typed))))


def answered(lang: str = "fr", **typed: str) -> dict[str, Any]:
    return dict(json.loads(engine.answered(lang, json.dumps(typed))))


def computed(command: str) -> dict[str, Any]:
    """What the command line that the page shows prints as JSON, or its code where it refuses."""
    ran = run(*shlex.split(command)[1:], "--json")
    return dict(json.loads(ran.out)) if ran.code == 0 else {"code": ran.code}


def test_a_form_begins_with_the_usual_answers_and_stops_where_one_is_needed() -> None:
    names = [question["name"] for question in asked()["questions"]]
    assert names == ["sector", "structure", "known", "job"]
    assert not asked()["complete"]
    assert asked(**AVS)["complete"]


def test_what_does_not_fit_is_said_at_its_question_and_nothing_is_asked_beyond() -> None:
    last = asked(job="avs", seniority="huit")["questions"][-1]
    assert (last["name"], last["value"]) == ("seniority", "")
    assert "--since" in last["refusal"]


def test_what_an_address_carries_that_is_no_answer_is_left_out() -> None:
    assert json.loads(engine.asked("fr", json.dumps({**AVS, "other": "x", "year": 3, "job": ["a"]})))["questions"]


def test_the_answer_is_the_page_of_sheet_and_its_command_line_gives_the_same() -> None:
    found = answered(**AVS, wanted="both")
    assert found["command"] == (
        "revalo compute --sector bad --structure saad --job avs --seniority 8 --net --employer-cost --lang fr"
    )
    shown = computed(found["command"])
    assert (found["before"], found["after"]) == (shown["before"]["gross"], shown["after"]["gross"])
    assert found["cost"] == shown["after"]["employer_cost"]["total"]
    assert "Coût pour l&#39;employeur" in found["page"] or "Coût employeur" in found["page"]
    assert found["trees"][0][1], "why the gross changed"


def test_the_page_is_that_of_sheet(tmp_path: Path) -> None:
    words = ("sheet", "--sector", "bad", "--structure", "saad", "--job", "avs", "--seniority", "8", "--lang", "en")
    assert run(*words, "-o", str(tmp_path / "sheet.html")).code == 0
    assert answered("en", **AVS)["page"] == (tmp_path / "sheet.html").read_text("utf-8")


def test_a_refusal_comes_with_what_to_do() -> None:
    found = answered(job="cuisinier", seniority="8")
    assert "cuisinier" in found["error"]
    assert found["remedy"]


@settings(max_examples=20)
@given(st.data())
def test_any_complete_form_gives_the_cents_of_its_command_line(data: st.DataObject) -> None:
    typed: dict[str, str] = {}
    for _turn in range(40):
        found = form(engine.law(), typed)
        if found.is_complete:
            break
        typed[found.asked[-1].question.name] = drawn(data, found.asked[-1].question)
    else:
        return
    page = answered(**typed)
    shown = computed(page["command"])
    if "error" in page:
        assert shown["code"] in (2, 5)
    else:
        assert (page["before"], page["after"]) == (shown["before"]["gross"], shown["after"]["gross"])


def drawn(data: st.DataObject, question: Any) -> str:
    if question.choices and not question.several:
        return str(data.draw(st.sampled_from([choice.name for choice in question.choices])))
    return data.draw(WORDS)


def test_a_pasted_table_gives_the_cents_of_batch(tmp_path: Path) -> None:
    (tmp_path / "paie.csv").write_text(TABLE, encoding="utf-8")
    assert run("batch", str(tmp_path / "paie.csv"), "-o", str(tmp_path / "out.csv")).code == 4
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    of_batch = {(cells[0], *cells[4:7]) for line in lines[1:] for cells in [line.replace('"', "").split(";")]}

    understood = json.loads(engine.table("fr", TABLE.replace(";", "\t")))
    assert [each[1] for each in understood["columns"]] == [
        *("Matricule", "Emploi", "Années révolues dans la branche", "Échelon", "Heures par mois")
    ]
    assert understood["rows"] == 4
    shown = [*json.loads(engine.rows("fr", 0, 2)), *json.loads(engine.rows("fr", 2, 10))]
    assert [bool(row[-1]) for row in shown] == [False, True, False, True]
    csv = [line.split(";") for line in engine.table_csv("fr").lstrip("\ufeff").splitlines()]
    assert {(row[1], *row[2:5]) for row in csv[1:] if not row[-1]} == of_batch


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Matricule;Emploi\n" + "1;avs\n" * 201, "200"),
        ("Mois;Emploi\n2022-01;avs\n", "Mois"),
        ("Emploi;Heures selon planning\navs;80\n", "Heures selon planning"),
        ("Emploi;Heures\navs;35\navs;24,5\n", "Heures par semaine"),
        ("a;b\n1;2\n", "aucun"),
        ("", "aucun"),
    ],
)
def test_a_table_that_is_not_for_this_page_is_refused(text: str, words: str) -> None:
    found = json.loads(engine.table("fr", text))
    assert words in found["error"]
    assert found["remedy"]


def test_it_needs_nothing_that_the_page_leaves_out() -> None:
    """The rooms of revalo that are not in the page, and the table engine that no browser has."""
    build = ast.parse((Path(__file__).parents[2] / "tools" / "simulator" / "build.py").read_text("utf-8"))
    given = (each for each in build.body if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "LEFT_OUT")
    left_out = [f"revalo.{room.replace('/', '.')}" for room in ast.literal_eval(next(given).value)]
    code = (
        "import json, sys; from revalo.simulator import engine;"
        "typed = json.dumps({'job': 'avs', 'seniority': '8', 'wanted': 'both'}); engine.asked('fr', typed);"
        "assert json.loads(engine.answered('fr', typed))['page']; engine.table('fr', sys.argv[1]);"
        "assert engine.rows('fr', 0, 1); engine.table_csv('fr'); print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code, TABLE], capture_output=True, encoding="utf-8", check=True)
    modules = ran.stdout.split()
    assert "revalo.simulator.engine" in modules
    assert len(left_out) > 3
    assert [name for name in modules if name.startswith((*left_out, "numpy", "pyarrow", "rich", "yaml"))] == []


def test_a_formula_never_reaches_a_spreadsheet() -> None:
    engine.table("fr", "Matricule;Emploi;Ancienneté\n=1+1;avs;8\n")
    engine.rows("fr", 0, 1)
    assert "'=1+1" in engine.table_csv("fr")
