"""The notebooks of the documentation run from the first cell to the last, without Jupyter, and show what they say.

Guards: reports/pages/notebook.py.
"""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = Path(__file__).parents[2] / "docs" / "notebooks"
NAMES = ("paie", "payroll")


def cells(name: str, kind: str) -> list[str]:
    found = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert found["nbformat"] == 4
    return ["".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == kind]


def shown(code: str, names: dict[str, Any]) -> Any:
    """Run a cell; what its last expression gives, as a notebook shows it."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    found = [shown(code, names) for code in cells(name, "code")]
    pages = [each._repr_html_() for each in found if hasattr(each, "_repr_html_")]
    assert len(pages) == 4
    for page in pages:
        assert "0012" not in page
        assert '<div class="revalo"' in page
    person, payroll, _gaps, owed = pages
    assert all("<table" in page for page in (person, payroll, owed))
    assert 'class="warning"' in payroll
    assert names["result"].rejects.num_rows == 1
    assert names["gaps"].table.num_rows == 3
    assert names["owed"].table.num_rows > 5
    assert capsys.readouterr().out.startswith("R103 --hours")
    assert [each for each in found if each is not None and not hasattr(each, "_repr_html_") and not each] == []


def test_both_languages_say_the_same() -> None:
    kinds = [
        [cell["cell_type"] for cell in json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]]
        for name in NAMES
    ]
    assert kinds[0] == kinds[1]
    assert {each.stem for each in NOTEBOOKS.iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_no_output_is_kept(name: str) -> None:
    found = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert [cell for cell in found["cells"] if cell.get("outputs")] == []
