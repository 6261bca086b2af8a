"""The compiled law stands for the law files as long as it was compiled from these very files.

Guards: grids/cases.py, grids/compiling.py, grids/entries.py, grids/sections.py, grids/store.py.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from revalo.grids import store
from revalo.grids.entries import Entries, decoded, encoded
from revalo.grids.law import Law


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "law.json"
    monkeypatch.setattr(store, "COMPILED", path)
    return path


def written(path: Path, **other: Any) -> None:
    path.write_bytes(encoded({**store.compile_law(store.law_files()), **other}))


def not_asked(_files: Any) -> dict[str, Any]:
    raise AssertionError("compiled on the spot")


def test_the_compiled_law_is_used(law: Law, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(held)
    monkeypatch.setattr(store, "compile_law", not_asked)
    assert store.load().fingerprint == law.fingerprint


def test_a_law_compiled_from_other_files_is_not_used(law: Law, held: Path) -> None:
    written(held, fingerprint="0" * 64, texts={})
    found = store.load()
    assert (found.fingerprint, list(found.texts)) == (law.fingerprint, list(law.texts))


def test_a_folder_of_law_files_is_compiled_on_the_spot(law: Law, held: Path, tmp_path: Path) -> None:
    written(held, texts={})
    more = tmp_path / "more"
    more.mkdir()
    shutil.copy(store.shipped_folder() / "texts.yaml", more)
    assert list(store.load(more).texts) == list(law.texts)


def test_without_compiled_law_the_files_are_read(law: Law, held: Path) -> None:
    assert not held.exists()
    assert store.load().fingerprint == law.fingerprint


def test_a_law_is_read_entry_by_entry_as_it_was_written() -> None:
    table = {"label": 'a":{b\n,', "of": [1, {}]}
    law = {"tables": {"é.a": table, "b": {}}, "texts": {}, "groups": {"c": {"d": {}}}, "fingerprint": "0f"}
    content = encoded(law)
    assert json.loads(content) == law
    found = decoded(content)
    assert json.loads(json.dumps(found, default=dict)) == law
    assert list(found) == list(law)
    tables = found["tables"]
    assert (list(tables), len(tables), "b" in tables, "c" in tables) == (["é.a", "b"], 2, True, False)
    assert tables["é.a"] == table
    assert tables["é.a"] is tables["é.a"]
    with pytest.raises(KeyError):
        tables["c"]


def test_an_entry_that_nobody_asks_for_is_not_read() -> None:
    assert dict(Entries({"a": b"1"})) == {"a": 1}
    assert len(Entries({"a": b"no JSON"})) == 1


@pytest.mark.parametrize("content", [b"", b"{}", b'{"tables":{},"fingerprint":"0f"}', b"{\n}\n"])
def test_other_bytes_are_no_compiled_law(content: bytes) -> None:
    assert decoded(content) == {}
