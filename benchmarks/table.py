"""How much faster a table of people is than the same people one by one: the ratio printed.

python benchmarks/table.py [ROWS]
"""

import csv
import sys
import tempfile
import time
from pathlib import Path

from revalo import api
from revalo.payroll.revaluation import Asked
from revalo.payroll.run import Job, run
from revalo.payroll.sample_file import write
from revalo.payroll.sources import opened
from revalo.people.sample import sample
from revalo.rules.comparison import Request

ONE_BY_ONE = 2_000
NOT_A_PERSON = ("employee_id", "service_id", "month")


def main(rows: int) -> None:
    """Compute a made-up payroll as a table, and its first rows one by one."""
    law = api.load_law()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in.csv"
        write(path, sample(law, rows, 1, all_sectors=True))
        start = time.perf_counter()
        run(law, opened([str(path)], None, None, None).sources, Job(Asked(Request()), Path(folder) / "out.csv"))
        table = (time.perf_counter() - start) / rows
        with path.open(encoding="utf-8", newline="") as file:
            people = [row for row, _number in zip(csv.DictReader(file), range(ONE_BY_ONE), strict=False)]
    start = time.perf_counter()
    for row in people:
        person = {name: value for name, value in row.items() if value and name not in NOT_A_PERSON}
        api.compare(law, person, Request())
    one = (time.perf_counter() - start) / len(people)
    print(f"one by one / table, a row: {one / table:.0f} (table: {1 / table:,.0f} rows a second, reading and writing)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
