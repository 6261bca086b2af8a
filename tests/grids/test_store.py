"""The compiled law stands for the law files as long as it was compiled from these very files.

Guards: grids/cases.py, grids/compiling.py, grids/sections.py, grids/store.py.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from revalo.grids import store
from revalo.grids.law import Law


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "law.json"
    monkeypatch.setattr(store, "COMPILED", path)
    return path


def written(path: Path, **other: Any) -> None:
    path.write_text(json.dumps({**store.compile_law(store.law_files()), **other}), encoding="utf-8")


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
