"""Figures of the law as each language writes them: decimals that are always there, marks, symbols."""

import pytest

from revalo import language
from revalo.grids.units import UNITS, format_for_people, format_plain, numbered, parse

SPACE = "\N{NO-BREAK SPACE}"


CASES = [
    ("EUR", "1087.5", 108_750, "1087.50", f"1{SPACE}087,50{SPACE}€", "€1,087.50"),
    ("EUR per point", "5.5129", 55_129, "5.5129", f"5,5129{SPACE}€", "€5.5129"),
    ("EUR per hour", "23.5", 235_000, "23.50", f"23,50{SPACE}€", "€23.50"),
    ("points", "296", 296, "296", f"296{SPACE}pts", f"296{SPACE}pts"),
    ("%", "2", 200, "2 %", f"2{SPACE}%", "2%"),
    ("% of pay", "4.015", 4_015, "4.015 %", f"4,015{SPACE}%", "4.015%"),
    ("coefficient", "1.5", 15_000, "1.5", "1,5", "1.5"),
    ("h", "151.67", 15_167, "151.67", f"151,67{SPACE}h", f"151.67{SPACE}h"),
    ("months", "18", 18, "18", f"18{SPACE}mois", f"18{SPACE}months"),
    ("years", "5", 5, "5", f"5{SPACE}ans", f"5{SPACE}years"),
    ("days", "2.5", 250, "2.5", f"2,5{SPACE}jours", f"2.5{SPACE}days"),
    ("share", "0.9", 900_000, "0.9", "0,9", "0.9"),
    ("rate", "0.2", 2_000_000, "0.2", "0,2", "0.2"),
    ("count", "10", 10, "10", "10", "10"),
    ("coefficient", "1", 10_000, "1", "1", "1"),
    ("h", "104", 10_400, "104", f"104{SPACE}h", f"104{SPACE}h"),
    ("days", "2", 200, "2", f"2{SPACE}jours", f"2{SPACE}days"),
    ("share", "1", 1_000_000, "1", "1", "1"),
    ("rate", "1", 10_000_000, "1", "1", "1"),
]


@pytest.mark.parametrize(("unit", "text", "held", "plain", "french", "english"), CASES)
def test_a_figure_is_written_in_its_unit(
    unit: str, text: str, held: int, plain: str, french: str, english: str
) -> None:
    assert parse(text, unit) == held
    assert format_plain(held, unit) == plain
    assert [format_for_people(held, unit, language) for language in ("fr", "en")] == [french, english]


def test_no_unit_is_left_out() -> None:
    assert {each[0] for each in CASES} == set(UNITS)


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("fr", ["0 rejetée", "1 rejetée", f"1{SPACE}000 rejetées"]),
        ("en", ["0 rows compared", "1 row compared", "1,000 rows compared"]),
    ],
)
def test_things_are_numbered_as_the_language_does(spoken: str, expected: list[str]) -> None:
    messages = {"fr": ("{number} rejected",) * 2, "en": ("{number} row compared", "{number} rows compared")}
    with language.speaking(spoken):
        assert [numbered(*messages[spoken], number) for number in (0, 1, 1000)] == expected
