"""Files made to break the program: each is small, invented, and once did what `docs/*/security.md` says it cannot."""

from collections.abc import Iterable
from pathlib import Path


def rows_of(path: Path, header: str, rows: Iterable[str]) -> Path:
    """A CSV file."""
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def repeated(*kinds: tuple[int, str]) -> list[str]:
    """So many rows of each kind, numbered."""
    rows = [row for number, row in kinds for _time in range(number)]
    return [f"{place};{row}" for place, row in enumerate(rows, 1)]


def nested_tables(path: Path) -> Path:
    """One person of category A, which employé 1 less category B would give away."""
    kinds = (1, "Nord;A;30"), (10, "Nord;B;7"), (12, "Nord;C;8"), (9, "Nord;D;9"), (4, "Nord;E;10")
    return rows_of(path, "matricule;service;catégorie;année", repeated(*kinds))


def crossing_tables(path: Path) -> Path:
    """One person of category A in a service of seven, which the service less category H would give away."""
    kinds = (6, "Siege;H;12"), (1, "Siege;A;30"), (9, "Nord;A;8"), (12, "Nord;C;8")
    return rows_of(path, "matricule;service;catégorie;année", repeated(*kinds))


def one_person_twelve_months(path: Path) -> Path:
    """A director of twelve months, and eight others."""
    people = ["DIR1;Direction;{};I;20;151,67", *(f"E{n};Terrain;{{}};C;{5 + n};104" for n in range(8))]
    rows = [each.format(f"2022-{month:02}") for month in range(1, 13) for each in people]
    return rows_of(path, "matricule;service;mois;catégorie;année;heures", rows)


def one_nurse(path: Path) -> Path:
    """Thirty home helps, and one nurse whose texts are hers alone."""
    kinds = (30, "Nord;bad;saad;;;0,8;C;8"), (1, "Nord;ccn51;ehpad;infirmier;2500;0,37;;")
    return rows_of(path, "matricule;service;secteur;structure;métier;brut;etp;catégorie;année", repeated(*kinds))
