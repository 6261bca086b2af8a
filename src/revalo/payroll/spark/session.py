"""A quiet Spark session on the cluster asked for, and what to do where there can be none."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from revalo.errors import RevaloError, UsageError

JAVA = 17  # the oldest that Spark 4 runs on
_QUIET = {
    "spark.log.level": "OFF",
    "spark.ui.showConsoleProgress": "false",
}
_ALONE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}  # on one machine, no door is opened to others


@contextmanager
def session(master: str | None) -> Iterator[Any]:
    """A Spark session, stopped at the end; without a master, that of Spark's own settings (`spark-submit`).

    Workers run the interpreter of this process unless PYSPARK_PYTHON names theirs. Raises `UsageError` where pyspark
    or Java is missing or the master does not answer, and a plain error where Spark fails later, without its trace: it
    may hold what cells say.
    """
    check_installed()
    from py4j.protocol import Py4JError  # noqa: PLC0415 - only for clusters
    from pyspark.errors import PySparkException  # noqa: PLC0415

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = _started(master)
    try:
        yield spark
    except (PySparkException, Py4JError) as error:
        raise RevaloError("spark-stopped", kind=type(error).__name__) from None
    finally:
        spark.stop()


def check_installed() -> None:
    """Raise `UsageError`, with what to install, where pyspark or a recent Java is missing."""
    try:
        import pandas  # noqa: F401, ICN001, PLC0415 - only for clusters
        import pyspark  # noqa: F401, PLC0415
    except ImportError:
        raise UsageError("spark-not-installed", java=JAVA) from None
    if _java() < JAVA:
        raise UsageError("java-needed", java=JAVA)


def _java() -> int:
    """The major version of the Java that Spark would run; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home, "bin", "java")) if home else shutil.which("java")
    try:
        ran = subprocess.run([java or "java", "-version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return 0
    version = re.search(r'version "(\d+)', ran.stderr)
    return int(version[1]) if version else 0


def _started(master: str | None) -> Any:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - only for clusters

    builder = SparkSession.builder.appName("revalo")
    if master is not None:
        builder = builder.master(master)
    for name, value in (_QUIET | _ALONE if master is None or master.startswith("local") else _QUIET).items():
        builder = builder.config(name, value)
    try:
        with _hushed():
            return builder.getOrCreate()
    except Exception as error:  # noqa: BLE001 - Java's errors come in many classes
        raise UsageError("spark-cannot-start", kind=type(error).__name__) from None


@contextmanager
def _hushed() -> Iterator[None]:
    """Nothing on standard error meanwhile, nor later from a Java started meanwhile."""
    sys.stderr.flush()
    kept = os.dup(2)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
