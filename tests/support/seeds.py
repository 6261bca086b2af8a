"""How much is tried of the same properties: a quarter by `make test`, all of it by `make test-thorough`."""

import os
from typing import Any

import pytest

THOROUGH = os.environ.get("REVALO_THOROUGH") == "1"


def seeds(first: Any, *others: Any) -> list[Any]:
    """The values of a parameter: one for `make test`, the rest marked slow."""
    return [first, *(pytest.param(each, marks=pytest.mark.slow) for each in others)]


def tried(number: int) -> int:
    """So many people or examples, a quarter of them unless all are asked for.

    A test that loops over them is marked `thorough`: `make test-thorough` runs it again, with all of them. Those of
    hypothesis are marked so by themselves.
    """
    return number if THOROUGH else max(number // 4, 10)
