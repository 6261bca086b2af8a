"""Typed cells as the text that people would have written: numbers, durations, days, moments."""

from datetime import datetime, time, timedelta
from decimal import Decimal

import pytest

from revalo.payroll.reading.scalars import as_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("", None),
        (152.0, "152"),
        (151.67, "151,67"),
        (0.1 + 0.2, "0,30000000000000004"),
        (1e15, "1,000000e+15"),
        (Decimal("151.6700"), "151,67"),
        (Decimal(1500), "1500"),
        (timedelta(hours=151, minutes=40), "151:40"),
        (timedelta(hours=151, minutes=40, seconds=5), "151:40:05"),
        (time(7, 30), "7:30"),
        (time(7, 30, 9), "7:30:09"),
        (datetime(2021, 10, 1), "2021-10-01"),  # noqa: DTZ001 - a cell has no time zone
        (datetime(2021, 10, 1, 7, 30), "2021-10-01 07:30:00"),  # noqa: DTZ001
    ],
)
def test_a_typed_cell_is_what_people_would_have_written(value: object, text: str | None) -> None:
    assert as_text(value, ",") == text
