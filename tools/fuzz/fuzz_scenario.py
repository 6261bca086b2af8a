"""Scenarios: what-ifs laid over the law."""

from pathlib import Path

from harness import LAW, fuzz

from revalo.grids.scenarios import layered

EXAMPLES = Path(__file__).parents[2] / "docs" / "scenarios"

fuzz("scenario", lambda path: layered(LAW, [path]), (each.read_bytes() for each in sorted(EXAMPLES.glob("*.yaml"))))
