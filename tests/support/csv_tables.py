"""Small CSV files, written and read back."""

import csv
from pathlib import Path
from typing import Any


def table(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8", separator: str = ",") -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, names, delimiter=separator)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))
