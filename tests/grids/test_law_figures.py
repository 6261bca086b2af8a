"""Double entry: two digits swapped in any figure of any grid or table are caught, at the right line."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from mutations import said, shipped, validate

LAW, WAGE = "avenant43.yaml", "minimum_wage.yaml"
FIGURES = 30  # the longest row
WAGES = 13


class Figure(NamedTuple):
    """A figure of a law file: where its digits stand, and the line of the checksum that covers it."""

    start: int
    digits: str
    line: int


def swapped(digits: str, one: int, two: int) -> str:
    """Two digits in each other's place."""
    found = list(digits)
    found[one], found[two] = found[two], found[one]
    return "".join(found)


def mappings(node: yaml.Node) -> Iterator[dict[str, tuple[yaml.Node, yaml.Node]]]:
    """Every table of names and values in a file, as nodes."""
    if isinstance(node, yaml.MappingNode):
        yield {key.value: (key, value) for key, value in node.value}
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for each in child if isinstance(child, tuple) else (child,):
            yield from mappings(each)


def figures(node: yaml.Node, line: int) -> list[Figure]:
    """The figures of a row, or those of a table of thresholds, keys or bands."""
    nodes = [entry[1] if isinstance(entry, tuple) else entry for entry in node.value]
    return [Figure(each.start_mark.index, each.value, line) for each in nodes]


@cache
def checked(text: str) -> list[list[Figure]]:
    """The figures of every version that carries a checksum."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert root is not None
    found = [entry for entry in mappings(root) if {"value", "sum"} <= entry.keys()]
    return [figures(entry["value"][1], entry["sum"][0].start_mark.line + 1) for entry in found]


def with_digits(text: str, changes: list[tuple[Figure, str]]) -> str:
    """The text with other digits, each as long as those it replaces."""
    for figure, digits in changes:
        end = figure.start + len(digits)
        assert text[figure.start : end] == figure.digits
        text = text[: figure.start] + digits + text[end:]
    return text


def test_the_tables_that_carry_a_checksum() -> None:
    sizes = [len(row) for row in checked(shipped(LAW))]
    assert sizes.count(FIGURES) == 9, "the nine categories of the old grid"
    assert sizes.count(3) >= 20, "the versions of the new grid"
    assert len(sizes) > 45


@pytest.mark.parametrize("place", range(FIGURES))
def test_swapped_digits_in_every_table(tmp_path: Path, place: int) -> None:
    text, tried = shipped(LAW), 0
    for one, two in ((0, 1), (1, 2), (2, 3)):
        rows = [row[place] for row in checked(text) if len(row) > place]
        changes = [(figure, swapped(figure.digits, one, two)) for figure in rows if len(figure.digits) > two]
        changes = [(figure, digits) for figure, digits in changes if digits != figure.digits]
        if not changes:
            continue
        path = tmp_path / LAW
        path.write_text(with_digits(text, changes), encoding="utf-8")
        problems = said(validate(path))
        mistyped = {problem.line for problem in problems if problem.field.endswith(".sum")}
        assert mistyped == {figure.line for figure, _digits in changes}
        assert all("mal saisi" in problem.message for problem in problems), problems
        tried += len(changes)
    assert tried >= 9


@pytest.mark.parametrize(
    ("table", "one", "two"),
    [
        *(("hourly", one, two) for one, two in ((0, 1), (1, 3), (3, 4))),
        *(("monthly", one, two) for one, two in ((0, 1), (1, 2), (2, 3), (3, 5), (5, 6))),
    ],
)
def test_swapped_digits_in_the_minimum_wage(tmp_path: Path, table: str, one: int, two: int) -> None:
    lines = shipped(WAGE).splitlines()
    valued = [i for i, line in enumerate(lines) if "value: " in line]
    assert len(valued) == 4 * WAGES  # those of Mayotte come last
    valued = valued[: 2 * WAGES]
    wrong = set()
    for hourly, monthly in zip(valued[:WAGES], valued[WAGES:], strict=True):
        i = hourly if table == "hourly" else monthly
        amount = lines[i].partition("value: ")[2].partition(",")[0]
        other = swapped(amount, one, two)
        if other != amount:
            lines[i] = lines[i].replace(f"value: {amount}", f"value: {other}")
            wrong.add(monthly + 1)
    (tmp_path / WAGE).write_text("\n".join(lines), encoding="utf-8")
    problems = said(validate(tmp_path / WAGE))
    assert wrong
    assert {problem.line for problem in problems} == wrong
    assert all(problem.message.endswith("× 35 × 52 / 12 [R200]") for problem in problems)


@pytest.mark.parametrize("digits", [("5.50", "5.05"), ("5.38", "5.83"), ("5.77", "7.57")])
def test_a_point_value_against_the_amounts_printed(tmp_path: Path, digits: tuple[str, str]) -> None:
    right, wrong = digits
    text = shipped(LAW)
    assert text.count(f"value: {right},") == 1
    (tmp_path / LAW).write_text(text.replace(f"value: {right},", f"value: {wrong},"), encoding="utf-8")
    problems = said(validate(tmp_path / LAW))
    lines = text.splitlines()
    assert problems
    for problem in problems:
        assert "amount:" in lines[problem.line - 1]
        assert problem.message == "coefficient × point ne donne pas ce montant [R200]"
