"""`revalo batch --engine spark`, one task at a time, beside the local run: what starting costs, and a further row."""

import importlib.util
import shutil
from collections.abc import Mapping
from statistics import median

from measuring import TIME, Asked, Found, Run, Skipped, paired

LOCAL, SPARK = "`revalo batch`", "`--engine spark --master local[1]`"
STEP, MILLION = 4, 1_000_000
Repeats = Mapping[int, list[dict[str, Run]]]  # by number of rows


def cluster(asked: Asked) -> Found:
    """Two sizes, to tell the start from the rows."""
    if importlib.util.find_spec("pyspark") is None or shutil.which("java") is None:
        raise Skipped("no Spark here: install Java 17 or later and revalo[spark]")
    repeats = {rows: _measured(asked, rows) for rows in (asked.rows // STEP, asked.rows)}
    values = {
        f"{SPARK}, {rows:,} rows": {TIME: [each[SPARK].seconds / each[LOCAL].seconds for each in held]}
        for rows, held in repeats.items()
    }
    return Found(asked.rows, values, _seconds(repeats))


def _measured(asked: Asked, rows: int) -> list[dict[str, Run]]:
    payroll = asked.payroll(rows, all_sectors=True)
    on_spark = asked.batch(payroll, "--engine", "spark", "--master", "local[1]", out="spark")
    return paired({LOCAL: asked.batch(payroll), SPARK: on_spark}, asked.repeats)


def _seconds(repeats: Repeats) -> list[str]:
    """What to reckon with for other sizes: the time of Spark, which runs one task at a time; else processor time."""
    few, many = repeats
    time = {rows: median(each[SPARK].seconds for each in held) for rows, held in repeats.items()}
    busy = {rows: median(each[LOCAL].busy for each in held) for rows, held in repeats.items()}
    spark, local = ((held[many] - held[few]) / (many - few) for held in (time, busy))
    return [
        f"A further million rows: {spark * MILLION:.1f} s of one core on Spark, {local * MILLION:.1f} s locally",
        f"Starting Spark, before any row: {time[few] - spark * few:.1f} s",
    ]
