"""Figures of the law as each language writes them: decimals that are always there, marks, symbols."""

import pytest

from revalo.grids.units import UNITS, format_for_people, format_plain, parse

SPACE = "\N{NO-BREAK SPACE}"


CASES = [
    ("EUR", "1087.5", "1087.50", f"1{SPACE}087,50{SPACE}€", "€1,087.50"),
    ("EUR per point", "5.5129", "5.5129", f"5,5129{SPACE}€", "€5.5129"),
    ("EUR per hour", "23.5", "23.50", f"23,50{SPACE}€", "€23.50"),
    ("points", "296", "296", f"296{SPACE}pts", f"296{SPACE}pts"),
    ("%", "2", "2 %", f"2{SPACE}%", "2%"),
    ("% of pay", "4.015", "4.015 %", f"4,015{SPACE}%", "4.015%"),
    ("coefficient", "1.5", "1.5", "1,5", "1.5"),
    ("h", "151.67", "151.67", f"151,67{SPACE}h", f"151.67{SPACE}h"),
    ("months", "18", "18", f"18{SPACE}mois", f"18{SPACE}months"),
    ("years", "5", "5", f"5{SPACE}ans", f"5{SPACE}years"),
    ("days", "2.5", "2.5", f"2,5{SPACE}jours", f"2.5{SPACE}days"),
    ("share", "0.9", "0.9", "0,9", "0.9"),
    ("rate", "0.2", "0.2", "0,2", "0.2"),
    ("count", "10", "10", "10", "10"),
]


@pytest.mark.parametrize(("unit", "text", "plain", "french", "english"), CASES)
def test_a_figure_is_written_in_its_unit(unit: str, text: str, plain: str, french: str, english: str) -> None:
    value = parse(text, unit)
    assert isinstance(value, int)
    assert format_plain(value, unit) == plain
    assert [format_for_people(value, unit, language) for language in ("fr", "en")] == [french, english]


def test_no_unit_is_left_out() -> None:
    assert [each[0] for each in CASES] == list(UNITS)
