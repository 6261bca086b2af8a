"""How much faster a table of people is than the same people one by one.

python benchmarks/one_by_one.py PAYROLL.csv OUT.csv

Prints JSON: seconds a row of the table (read, computed and written), and of its first rows by `api.compare`.
"""

import csv
import json
import sys
import time
from itertools import islice
from pathlib import Path

from measuring import Asked, Found, script, timed

MOST = 2_000
NOT_A_PERSON = ("employee_id", "service_id", "month")


def main(path: Path, out: Path) -> None:
    """Compute a payroll as a table, and its first rows one by one."""
    from revalo import api  # noqa: PLC0415 - the parent of the measure stays small
    from revalo.analysis.comparison import Request  # noqa: PLC0415
    from revalo.payroll.batch import Job as Run  # noqa: PLC0415
    from revalo.payroll.batch import run  # noqa: PLC0415
    from revalo.payroll.reading.sources import opened  # noqa: PLC0415
    from revalo.payroll.revaluation import BatchRequest as Job  # noqa: PLC0415

    law, start = api.load_law(), time.perf_counter()
    summary = run(law, opened([str(path)]).sources, Run(Job(Request()), out))
    table = (time.perf_counter() - start) / summary.rows_in
    with path.open(encoding="utf-8", newline="") as file:
        people = list(islice(csv.DictReader(file), MOST))
    start = time.perf_counter()
    for row in people:
        person = {name: value for name, value in row.items() if value and name not in NOT_A_PERSON}
        api.compare(law, person, Request())
    print(json.dumps({"table": table, "one": (time.perf_counter() - start) / len(people)}))


def one_by_one(asked: Asked) -> Found:
    """Time a row, one by one against the table."""
    payroll = asked.payroll(asked.rows, all_sectors=True)
    runs = [timed(script("one_by_one.py", payroll, asked.out("revalo"))).json for _repeat in range(asked.repeats)]
    ratios = [run["one"] / run["table"] for run in runs]
    return Found(asked.rows, {"one by one, with every reason": {"time a row ÷ that of the table": ratios}}, [])


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
