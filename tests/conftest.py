"""What the tests share: the law, compiled afresh from the YAML files."""

import gc
import os
import signal
import sys
from collections.abc import Generator

import pytest
from hypothesis import settings

import kept
from revalo import language
from revalo.grids import store
from revalo.grids.law import Law
from seeds import tried

for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"  # the language of whoever runs the tests is not ours

# What a shell starts in the background is deaf to interrupts, and so is all that it starts: tests would wait in vain.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A Java that lives for seconds is done sooner if it neither compiles its code twice nor sweeps with several threads.
os.environ.setdefault("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

# The files whose slow tests take longest, in that order: begun first, so that none is left alone at the end.
LONGEST = (
    *("test_benchmarks", "test_page", "test_spark", "test_pins", "test_hard", "test_against_openfisca"),
    *("test_settings", "test_accessibility", "test_every_terminal", "test_carrying", "test_attribution"),
    *("test_install", "test_privacy"),
)

settings.register_profile("as-many", deadline=None, max_examples=tried(100))  # a slow machine is no failure
settings.load_profile("as-many")

kept.keep()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Properties of hypothesis are marked: `make test-thorough` tries more examples. The longest files come first."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("thorough")
    items.sort(key=lambda item: LONGEST.index(item.path.stem) if item.path.stem in LONGEST else len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no use looking for garbage in it hundreds of times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def law() -> Law:
    return Law(store.compile_law(store.law_files()))


@pytest.fixture(autouse=True)
def french() -> None:
    language.use("fr")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from untraced(item))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    return (yield from untraced(item))


def untraced(item: pytest.Item) -> Generator[None, object, object]:
    """No coverage of what is marked so: pytest-cov leaves a second tracer on in the processes of xdist."""
    if item.get_closest_marker("no_cover") is None:
        return (yield)
    traced = sys.gettrace()
    sys.settrace(None)
    try:
        return (yield)
    finally:
        sys.settrace(traced)
