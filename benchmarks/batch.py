"""How `revalo batch` compares with the same file read and written with no rule, and with a loop over rows.

python benchmarks/batch.py [ROWS] [REPEATS]

Every run is a whole process, start-up included; ratios are taken within one repeat, and the median is printed. The
loop reads at most 100,000 rows, its time a row is what is compared.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

HERE = Path(__file__).parent
MOST_LOOPED = 100_000
MEGABYTE = 1024  # ru_maxrss counts kilobytes


def main(rows: int, repeats: int) -> None:
    """Print the ratios, and the peak memory of `revalo batch`."""
    with tempfile.TemporaryDirectory() as folder:
        payroll, out, few = (Path(folder) / name for name in ("in.csv", "out.csv", "few.csv"))
        _revalo("sample", "--rows", str(rows), "--sectors", "all", "-o", str(payroll))
        with payroll.open(encoding="utf-8") as lines:
            few.write_text("".join(islice(lines, MOST_LOOPED + 1)), encoding="utf-8")
        copied, looped = [], []
        for _repeat in range(repeats):
            batch = _timed("-m", "revalo", "batch", str(payroll), "-o", str(out))
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // MEGABYTE
            copied.append(batch / _timed(str(HERE / "plain_copy.py"), str(payroll), str(out)))
            loop = _timed(str(HERE / "row_by_row.py"), str(few), str(out)) / min(rows, MOST_LOOPED)
            looped.append(loop * rows / batch)
    print(f"{rows:,} rows, {repeats} repeats")
    print(f"revalo batch / read and write with no rule: {_spread(copied)}")
    print(f"loop with pydantic and Decimal / revalo batch, a row: {_spread(looped)}")
    print(f"peak memory of the largest process: {peak} MB")


def _timed(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _revalo(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "revalo", *arguments], check=True)


def _spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"


if __name__ == "__main__":
    main(*(int(each) for each in (sys.argv[1:] + ["1000000", "5"][len(sys.argv) - 1 :])))
