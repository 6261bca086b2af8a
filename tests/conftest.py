"""What the tests share: the law, compiled afresh from the YAML files."""

import pytest
from hypothesis import settings

from revalo import language
from revalo.grids import store
from revalo.grids.law import Law

settings.register_profile("untimed", deadline=None)  # a slow machine is no failure
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def law() -> Law:
    return Law(store.compile_law(store.law_files()))


@pytest.fixture(autouse=True)
def french() -> None:
    language.use("fr")
