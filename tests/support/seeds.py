"""Seeds of tests on random people: the first runs each time, the others with what takes long (`make test-slow`)."""

from typing import Any

import pytest


def seeds(first: Any, *others: Any) -> list[Any]:
    """The values of a parameter: one for `make test`, the rest marked slow."""
    return [first, *(pytest.param(each, marks=pytest.mark.slow) for each in others)]
