"""How time a row and memory move with the size of the file: from 10,000 rows to those asked for, by tens."""

import shutil

from measuring import PEAK, Asked, Found, paired

SMALLEST, REFERENCE, STEP = 10_000, 1_000_000, 10
BYTES = 300  # a row, the payroll and its results, with room to spare


def growth(asked: Asked) -> Found:
    """Time a row against that of a million rows (or of the largest size), and peak memory."""
    sizes, facts = [min(SMALLEST, asked.rows)], []
    while sizes[-1] * STEP <= asked.rows:
        sizes.append(sizes[-1] * STEP)
    while shutil.disk_usage(asked.folder).free < BYTES * sum(sizes):
        facts.append(f"{sizes.pop():,} rows: not measured, the temporary folder has no room for them")
    if not sizes:
        raise SystemExit("the temporary folder has no room")
    names = {size: f"{size:,} rows" for size in sizes}
    commands = {names[size]: asked.batch(asked.payroll(size, all_sectors=True)) for size in sizes}
    reference = REFERENCE if REFERENCE in sizes else sizes[-1]
    column = f"time a row ÷ that of {reference:,} rows"
    values = {name: dict[str, list[float]]() for name in commands}
    for runs in paired(commands, asked.repeats):
        a_row = runs[names[reference]].seconds / reference
        for size, name in names.items():
            values[name].setdefault(column, []).append(runs[name].seconds / size / a_row)
            values[name].setdefault(PEAK, []).append(runs[name].peak)
    return Found(sizes[-1], values, facts)
