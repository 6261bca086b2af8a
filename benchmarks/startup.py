"""How long `revalo compute` takes beside a one-option Typer program: paired whole-process runs, the ratio printed.

python benchmarks/startup.py [RUNS]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BARE = """
import typer
import yaml
from pydantic import BaseModel
from rich.table import Table

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    print(name)


app()
"""
COMPUTE = [sys.executable, "-m", "revalo", "compute", "--job", "avs", "--category", "C", "--year", "8"]


def wall(command: list[str]) -> float:
    """Seconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: int) -> None:
    """Run the two in turn and print the ratio pair by pair."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        pairs = [(wall(COMPUTE), wall([sys.executable, str(bare)])) for _run in range(runs + 1)][1:]
    ratios = sorted(ours / theirs for ours, theirs in pairs)
    print(f"revalo compute / bare program: {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
