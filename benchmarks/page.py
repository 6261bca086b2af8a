"""The tables of docs/en/performance.md, written between their markers from benchmarks/results.json."""

import re
from pathlib import Path
from statistics import median
from typing import Any

MARKS = r"(<!-- figures: {name} -->\n).*?(<!-- end -->)"
WHOLE, TENTHS, HUNDREDTHS = 100, 10, 0.1  # from where a figure is shown without decimals, with one, with two


def fill(page: Path, results: dict[str, Any]) -> None:
    """Write the table of each benchmark that was measured; the others stay as they are."""
    text = page.read_text(encoding="utf-8")
    for name, found in results.items():
        marks = re.compile(MARKS.format(name=re.escape(name)), re.DOTALL)
        if not marks.search(text):
            raise SystemExit(f"{page.name}: no place for the figures of {name}")
        shown = table(found)
        text = marks.sub(lambda match: match[1] + shown + match[2], text)  # noqa: B023 - used at once
    page.write_text(text, encoding="utf-8")


def table(found: dict[str, Any]) -> str:
    """A Markdown table: median of the repeats, least and most; then the facts, and where it was measured."""
    columns = list(dict.fromkeys(column for cells in found["values"].values() for column in cells))
    lines = ["|  | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for name, cells in found["values"].items():
        lines.append(f"| {name} | " + " | ".join(spread(cells.get(column, [])) for column in columns) + " |")
    facts = [f"- {fact}" for fact in found["facts"]]
    where = f"Rows: {found['rows']:,}; repeats: {found['repeats']}. {found['machine']}."
    return "\n".join((*lines, "", *facts, *([""] if facts else []), f"*{where}*", ""))


def spread(values: list[float]) -> str:
    """`1.20 (1.15 to 1.31)`, or the figure alone where all are the same."""
    if not values:
        return ""
    middle, least, most = map(_figure, (median(values), min(values), max(values)))
    return middle if least == most else f"{middle} ({least} to {most})"


def _figure(value: float) -> str:
    """Enough digits to compare by, no more."""
    if value >= WHOLE:
        return f"{value:,.0f}"
    decimals = 1 if value >= TENTHS else 2 if value >= HUNDREDTHS or not value else 4
    return f"{value:.{decimals}f}"
