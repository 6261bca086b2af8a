"""The proof that no product can pass 2⁶³, so that a table of people may be computed on 64-bit integers.

Every formula is run once on numbers that stand for the largest magnitude each input can have: the largest figure of
the law's tables, the limits of a person's own inputs. Such a number refuses to grow past the limit.
"""

from collections.abc import Callable, Mapping
from typing import Any

from revalo.errors import LawError
from revalo.grids import units
from revalo.grids.law import Law
from revalo.grids.parameters import figures
from revalo.rules import branch
from revalo.rules.employer import contributions
from revalo.rules.employer.contributions import WHOLE
from revalo.rules.employer.employer import MOST_RATE
from revalo.rules.field import SHARE
from revalo.rules.fields import FIELDS
from revalo.rules.formulas import SYSTEMS, nodes
from revalo.rules.graph import Formula, ordered
from revalo.rules.segur import SEGUR

LIMIT = 2**63
MOST_PAID = 2 * 10**SHARE  # the largest numerator of a share paid: hours, or four decimals, × a part-time fraction
MEASURES = "segur.*"  # every amount of a measure
OWN = {each.amount: each.values.most for each in FIELDS.values() if each.amount} | {"basis_is_topped": 1, "in_base": 1}
TABLES: dict[str, tuple[tuple[str, ...], str | None]] = {
    **{name: ((path,), None) for name, path in branch.TABLES.items()},
    "coefficient": (("avenant43.old_grid.", "avenant43.new_grid."), None),
    "minimum_wage": (("minimum_wage.monthly",), None),
    "index_point": (("civil_service.point_value",), None),
    "points": (("avenant43.old_allowances.", "avenant43.new_allowances.", MEASURES), "points"),
    "amount": (("avenant43.new_allowances.", MEASURES), "EUR"),
    "rate": ((MEASURES,), "%"),
}

EMPLOYER_TABLES = {
    "ceiling": "ceiling",
    "highest": "highest.",
    "health_limit": "reduced_up_to.health",
    "family_limit": "reduced_up_to.family",
    "health_cut": "all_pay.health",
    "family_cut": "all_pay.family",
    "tax_base": "payroll_tax.base",
    "tax_second": "payroll_tax.second",
    "tax_third": "payroll_tax.third",
    "second_from": "payroll_tax_from.second",
    "third_from": "payroll_tax_from.third",
    "provident": "provident.",
    "social_levy": "social_levy",
    "health_rate": "health_cover.",
    "health_share": "health_cover_share",
}
EMPLOYER_RATES = {  # private and civil-service rates together
    "all_pay_rate": (
        "all_pay.",
        "civil_service.",
        "hospital_fund",
        "housing.",
        "training.",
        "apprenticeship.",
        "paritarism",
    ),
    "capped_rate": ("capped.", "housing.", "ircantec.below"),
    "four_ceilings_rate": ("four_ceilings.",),
    "above_rate": ("above.", "ircantec.above"),
    "balance_rate": ("balance",),
}


class Magnitude:
    """The largest absolute value a number can have; sums and products of such bounds, never past 2⁶³."""

    def __init__(self, most: int) -> None:
        if most >= LIMIT:
            raise OverflowError
        self.most = most

    def __add__(self, other: "Magnitude | int") -> "Magnitude":
        return Magnitude(self.most + _most(other))

    def __mul__(self, other: "Magnitude | int") -> "Magnitude":
        return Magnitude(self.most * _most(other))

    def __gt__(self, other: "Magnitude | int") -> "Magnitude":
        return Magnitude(1)

    __lt__ = __le__ = __ge__ = __gt__

    def __floordiv__(self, other: "Magnitude | int") -> "Magnitude":
        return Magnitude(self.most // (1 if isinstance(other, Magnitude) else other))

    def __mod__(self, other: "Magnitude | int") -> "Magnitude":
        return Magnitude(_most(other))

    __radd__ = __sub__ = __rsub__ = __add__
    __rmul__ = __mul__


def prove(law: Law, settings: Mapping[str, str] | None = None) -> None:
    """Refuse a law (with the user's settings) under which a formula could pass 2⁶³."""
    shared: dict[str, Any] = {name: Magnitude(most) for name, most in OWN.items()}
    for name, (prefixes, unit) in TABLES.items():
        most = max(_largest(law, prefix, settings or {}, unit) for prefix in prefixes)
        shared[name] = _bound_of(name, most)
    counted = [table.path for table in law.rows("avenant43.old_allowances")]
    points = sum(_largest(law, path, settings or {}) for path in counted)
    shared["counted_points"] = _bound_of("counted_points", points)
    shared["counted_allowances"] = _within("allowance", lambda: shared["counted_points"] * shared["point_value"])
    most_time = max(10**SHARE, shared["hours_of_month"].most)
    shared["full_time"] = Magnitude(most_time)
    for pay, parts in SYSTEMS.items():
        families = [each for part in (*parts, SEGUR) for each in part.families.values() if each.needs]
        values = {**shared, "worked": Magnitude(MOST_PAID if pay == "index" else most_time)}
        for formula in ordered([*nodes(pay), *families]):
            values[formula.id] = _bounded(formula, values)
    _prove_employer(law, settings or {}, shared["minimum_wage"], shared["full_time"])


def _prove_employer(law: Law, settings: Mapping[str, str], wage: Magnitude, time: Magnitude) -> None:
    """The same for what pay costs an employer; the totals of rates as if all their rates were owed at once.

    The whole cents of the ceiling for the time worked are at most the ceiling.
    """
    values: dict[str, Any] = {
        "gross": Magnitude(contributions.MOST_GROSS),
        "worked": Magnitude(MOST_PAID),
        "full_time": time,
    }
    values |= dict.fromkeys(("exempt_share", "reduced_share"), Magnitude(WHOLE))
    wages = max(_largest(law, f"contributions.{path}", settings) for path in ("limit_wage", "reference_wage"))
    wage = Magnitude(max(wage.most, _bound_of("limit_wage", wages).most))
    values |= dict.fromkeys(("minimum_wage", "limit_wage"), wage)
    for name, path in EMPLOYER_TABLES.items():
        values[name] = _bound_of(name, _largest(law, f"contributions.{path}", settings))
    values["provident"] = _bound_of("provident", max(values["provident"].most, MOST_RATE))
    for total, paths in EMPLOYER_RATES.items():
        rates = [table for path in paths for table in law.paths if table.startswith(f"contributions.{path}")]
        base = 2 * MOST_RATE if total == "all_pay_rate" else 0
        values[total] = _bound_of(total, base + sum(_largest(law, each, settings) for each in rates))
    for formula in ordered(contributions.formulas({}, is_single=False)):
        bound = _bounded(formula, values)
        values[formula.id] = values["ceiling"] if formula.id == "time_ceiling" else bound


def _bounded(formula: Formula, values: Mapping[str, Any]) -> Magnitude:
    """The magnitude of a node; rounding works on twice the numerator plus the denominator."""

    def bound() -> Magnitude:
        outcome = formula.function(*[values[need] for need in formula.needs])
        if formula.kind in ("basis", "rate"):
            return Magnitude(_most(outcome))
        numerator, denominator = outcome[:2]
        rounded = Magnitude(2 * _most(numerator) + _most(denominator))
        if formula.kind == "coefficient":
            return Magnitude(_most(outcome[2]))
        return Magnitude(_most(numerator) // denominator + 1) if isinstance(denominator, int) else rounded

    return _within(formula.id, bound)


def _bound_of(name: str, most: int) -> Magnitude:
    return _within(name, lambda: Magnitude(most))


def _within(name: str, bound: Callable[[], Magnitude]) -> Magnitude:
    """A bound, or the refusal of the law."""
    try:
        return bound()
    except OverflowError:
        raise LawError("law-too-large", formula=name) from None


def _most(value: "Magnitude | int") -> int:
    return value.most if isinstance(value, Magnitude) else abs(int(value))


def _largest(law: Law, prefix: str, settings: Mapping[str, str], unit: str | None = None) -> int:
    """The largest figure of the tables under a path (of one unit, if given), in integers of their unit."""
    amounts = tuple(f"segur.{name}." for name in law.measures)
    tables = [law.table(path) for path in law.paths if path.startswith(amounts if prefix == MEASURES else prefix)]
    tables = [table for table in tables if unit in (None, table.unit)]
    values = [figure for table in tables for version in table.versions for figure in figures(table, version.value)]
    given = [
        int(units.parse(text.replace(",", "."), table.unit))
        for path, text in settings.items()
        for table in tables
        if f"{path}.".startswith(f"{table.path}.") and table.unit not in units.WORDS
    ]
    if min([*values, *given], default=0) < 0:
        raise LawError("law-below-zero", path=prefix)
    return max([*values, *given], default=0)
