"""What the tests share: the law, compiled afresh from the YAML files."""

import pytest

from revalo import language
from revalo.grids import store
from revalo.grids.law import Law


@pytest.fixture(scope="session")
def law() -> Law:
    return Law(store.compile_law(store.law_files()))


@pytest.fixture(autouse=True)
def french() -> None:
    language.use("fr")
