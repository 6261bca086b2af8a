"""The inputs of index pay and of the gross given, for rows under one binding."""

from fractions import Fraction
from typing import Any

import numpy as np

from revalo.grids.binding import Binding
from revalo.people.arrays import Rows
from revalo.people.columns import MISSING
from revalo.people.time import share
from revalo.rules.inputs import FULL_TIME

PART_TIME = "civil_service.part_time"


def civil_service(rows: Rows) -> dict[str, Any]:
    """Index (at least the minimum one), annual point, minimum wage where the index is known, share paid."""
    index = rows.number("index")
    least = rows.scalar("civil_service.minimum_index")
    worked, full_time = share_paid(rows, *share(rows, FULL_TIME))
    return {
        "index": np.where(index == MISSING, 0, np.maximum(index, least)),
        "index_point": rows.scalar("civil_service.point_value"),
        "minimum_wage": np.where(index == MISSING, 0, rows.minimum_wage()),
        "worked": worked,
        "full_time": full_time,
    }


def given_gross(rows: Rows) -> dict[str, Any]:
    """The full-time gross given, 0 where it is not."""
    worked, full_time = share(rows, FULL_TIME)
    return {"gross": rows.number("gross", 0), "worked": worked, "full_time": full_time}


def share_paid(rows: Rows, worked: Any, full_time: Any) -> tuple[Any, Any]:
    """The share of the post × the fraction that its part-time rate is paid, in lowest terms."""
    rate = rows.number("part_time")
    fine = (rate != MISSING) & (rows.number("fte", 0) % 100 != 0) & (rows.number("hours") == MISSING)
    rows.refuse(fine, "fte", "too-many-decimals")
    up, down = _fractions(rows.binding)
    rate = np.where(rate == MISSING, 100, rate)
    worked, full_time = worked * up[rate], full_time * down[rate]
    common = np.gcd(worked, full_time)
    return worked // common, full_time // common


def _fractions(binding: Binding) -> tuple[Any, Any]:
    """The fraction of a full pay at each part-time rate, 0 to 100: numerators and denominators."""
    if PART_TIME not in binding.cache:
        version = binding.standing(PART_TIME)
        known = {} if version is None else version.value
        table = [Fraction(known.get(str(n), f"{max(n, 1)}/100")) for n in range(101)]
        parts = ("numerator", "denominator")
        binding.cache[PART_TIME] = tuple(np.array([getattr(each, part) for each in table]) for part in parts)
    return binding.cache[PART_TIME]  # type: ignore[no-any-return]
