"""docs/security.md names tests that exist, and every hard reader."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "fr" / "security.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_test_named_exists() -> None:
    named = NAMED.findall(PAGE)
    assert len(named) > 15
    for file, name in named:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}, f"{file}::{name}"


def test_every_threat_has_a_test() -> None:
    table = PAGE.split("## Menaces")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 12
    assert [row for row in rows if not NAMED.search(row.replace("| head", ""))] == []


def test_every_reader_has_a_harness() -> None:
    harnesses = {path.stem.removeprefix("fuzz_") for path in (ROOT / "tools" / "fuzz").glob("fuzz_*.py")}
    assert harnesses == {
        "csv",
        "xlsx",
        "parquet",
        "dsn",
        "mapping",
        "scenario",
        "law",
        "positions",
        "activity",
        "movements",
    }
    assert all(each in PAGE for each in harnesses)
