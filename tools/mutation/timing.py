"""A pytest plugin: how long each quick test takes, as JSON. Properties are left out: they take seconds each."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

LEFT_OUT = (  # slow for what they say of rules, or of other rooms
    *("random", "one_by_one", "manners", "test_oracle.py", "test_money.py", "test_calendar.py"),
    *(f"test_transcript[{name}" for name in ("help", "usage", "pages", "batch", "fund", "english", "cases")),
)
SECONDS: defaultdict[str, float] = defaultdict(float)
FAILED: set[str] = set()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of single examples."""
    items[:] = [item for item in items if not _is_left_out(item)]


def _is_left_out(item: pytest.Item) -> bool:
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return is_property or any(word in item.nodeid for word in LEFT_OUT)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add what a phase of a test took."""
    SECONDS[report.nodeid] += report.duration
    if not report.passed:
        FAILED.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the tests that passed, in the process that hears of them all."""
    if not hasattr(session.config, "workerinput"):
        passed = {name: took for name, took in SECONDS.items() if name not in FAILED}
        Path(os.environ["MUTATION_SECONDS"]).write_text(json.dumps(passed), encoding="utf-8")
