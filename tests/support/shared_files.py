"""A payroll and its activity, with so many people in each service."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fund_files import Row, drawn_activity, drawn_people, table

SERVICES = ("Causses", "Vallées", "Aubrac", "Isolé")


DEPARTMENTS = ("48", "48", "2A", "07")


def files(folder: Path, sizes: Sequence[int], **others: Any) -> tuple[Path, Path]:
    """A payroll with so many people in each service, none with a headcount, and its activity."""
    rng = random.Random(11)
    people = drawn_people(rng, SERVICES[: len(sizes)], sum(sizes))
    names = [name for name, size in zip(SERVICES, sizes, strict=False) for _i in range(size)]
    rows: list[Row] = [row | {"service_id": name, "headcount": 1} for row, name in zip(people, names, strict=True)]
    activity = drawn_activity(rng, SERVICES[: len(sizes)])
    placed = [row | {"department": code} | others for row, code in zip(activity, DEPARTMENTS, strict=False)]
    return table(folder / "paie.csv", rows), table(folder / "activite.csv", placed)
