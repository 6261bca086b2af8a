"""What may be given for one person from Python: wrong types are refused with what to write, never with a traceback.

Guards: __init__.py, api/__init__.py, api/options.py, api/person.py, api/spending.py.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

import revalo
from revalo.errors import UsageError

AVS: dict[str, Any] = {"job": "avs", "category": "C", "year": 8}


@pytest.mark.parametrize(
    ("name", "value", "written"),
    [
        ("hours", 104.5, "104.5"),
        ("hours", np.float64(104.5), "104.5"),
        ("hours", np.float32(104.5), "104.5"),
        ("year", 8.0, "8"),
        ("net_residual", 2.27, "2.27"),
        ("staff", 12.5, "12.5"),
        ("accident_rate", 3.66, "3.66"),
    ],
)
def test_a_binary_float_is_refused_with_what_to_write(name: str, value: float, written: str) -> None:
    with pytest.raises(UsageError, match=f'write "{written}"'):
        revalo.compute(**{**AVS, name: value}, lang="en")


@pytest.mark.parametrize(
    "given",
    [
        {"hours": [1]},
        {"hours": True},
        {"hours": float("nan")},
        {"hours": float("inf")},
        {"job": 3},
        {"category": 3},
        {"since": 3},
        {"allowances": 3},
        {"allowances": {"infirmier": 1.5}},
        {"nothing": 3},
        {"before": 5},
        {"after": [2021]},
        {"known_on": "yesterday"},
        {"without": 3},
        {"without": [3]},
        {"with_": None},
        {"member": "yes"},
        {"settings": 3},
        {"settings": {"avenant43.point_value": 6.0}},
        {"measures_only": "no"},
        {"scenarios": 4},
        {"scenarios": [4]},
        {"net": "x"},
        {"net_status": 3},
        {"net_residual": [3]},
        {"employer_cost": 1},
        {"staff": [3]},
        {"payroll_tax": "no"},
        {"law": "data"},
        {"lang": "de"},
        {"lang": 3},
    ],
)
def test_wrong_types_are_wrong_usage(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        revalo.compute(**{**AVS, **given})


@pytest.mark.parametrize("given", [{"from_": 5}, {"to": "x"}, {"lang": "x"}, {"hours": 1.5}, {"law": 3}])
def test_the_same_month_by_month(given: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        revalo.timeline(**{**AVS, **given})


def test_the_cost_of_an_employer_month_by_month() -> None:
    found = revalo.timeline(**AVS, from_="2022-01", to="2022-02", employer_cost=True, staff=30)
    one = revalo.compute(**AVS, before="2021-12-01", after="2022-01-01", employer_cost=True, staff=30)
    assert found["months"][0]["employer_cost"] == one["after"]["employer_cost"]
    with pytest.raises(UsageError):
        revalo.timeline(**AVS, employer_cost="yes")  # type: ignore[arg-type]


def test_a_text_alone_is_a_list_of_one() -> None:
    whole = revalo.compute(**AVS, without=["avenant-43"], after="2022-09-01")
    assert revalo.compute(**AVS, without="avenant-43", after="2022-09-01") == whole


def test_moments_are_days_and_numbers_of_numpy_are_numbers() -> None:
    whole = revalo.compute(job="avs", category="C", year=8, since="2013-04-15", after=date(2022, 9, 1), hours="104.5")
    same = revalo.compute(
        job="avs",
        category="C",
        year=np.int64(8),
        since=datetime(2013, 4, 15, tzinfo=UTC),
        after=datetime(2022, 9, 1, tzinfo=UTC),
        hours=Decimal("104.5"),
    )
    assert same == whole
