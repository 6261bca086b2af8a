"""OpenFisca-core with the same rule, for `benchmarks/arrays.py`: a tax-benefit system with the five lines of home care.

Runs in the environment of `make openfisca`. Its numbers with a decimal point are 32-bit floats, as OpenFisca has them;
amounts are rounded to the cent by each formula. One simulation a month of the payroll: the same days for everyone.
"""

from datetime import date
from typing import Any

import numpy as np
from arrays import Lines, Payroll
from openfisca_core.entities import build_entity
from openfisca_core.model_api import DAY, ETERNITY, Variable, max_, min_, where
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

PERSON = build_entity(key="person", plural="persons", label="Someone paid", is_person=True)
LAST_YEAR = 30


def compute(payroll: Payroll, law: dict[str, Any]) -> Lines:
    """Cents of each line, before and after, in the order of the payroll."""
    system = System(law, payroll.codes["job"][1])
    size = len(payroll.since)
    found: Lines = {line.__name__: (np.zeros(size, np.int64), np.zeros(size, np.int64)) for line in LINES}
    places, months = payroll.codes["month"]
    for number, month in enumerate(months):
        rows = np.flatnonzero(places == number)
        simulation = _simulation(system, payroll, rows)
        for name, sides in found.items():
            for side, day in zip(sides, (law["before"]["bad"], f"{month}-01"), strict=True):
                side[rows] = np.rint(simulation.calculate(name, day).astype(float) * 100)
    return found


def _simulation(system: "System", payroll: Payroll, rows: Any) -> Any:
    """The people of some rows."""
    simulation = SimulationBuilder().build_default_simulation(system, len(rows))
    categories, names = payroll.codes["category"]
    hours = payroll.hundredths["hours"][rows]
    given = {
        "category": np.array([ord(name) - ord("A") if name else -1 for name in [*names, ""]])[categories[rows]],
        "job": payroll.codes["job"][0][rows],
        "since": payroll.since[rows],
        "echelon": payroll.counts["echelon"][rows],
        "diploma_level": payroll.counts["diploma"][rows],
        "hours": np.where(hours < 0, 151.67, hours / 100),
        "sunday_hours": np.maximum(payroll.hundredths["sunday_hours"][rows], 0) / 100,
    }
    for name, values in given.items():
        simulation.set_input(name, ETERNITY, values)
    return simulation


class System(TaxBenefitSystem):  # type: ignore[misc]
    """The branch: its figures by day, its variables."""

    def __init__(self, law: dict[str, Any], jobs: list[str]) -> None:
        super().__init__([PERSON])
        self.parameters = ParameterNode("", data=_parameters(law["days"], jobs))
        self.add_variables(*INPUTS, *STEPS, *LINES)


def _parameters(days: dict[str, Any], jobs: list[str]) -> dict[str, Any]:
    """The figures as OpenFisca's tree: a value by date at each leaf; rows and places are numbered from 0."""
    tree: dict[str, Any] = {}
    for day, held in days.items():
        rows = list(held["grid"])
        old, new = ({}, held) if held["new"] else (held, {})
        leaves: dict[tuple[str, ...], float] = {
            ("new",): int(held["new"]),
            ("topped",): int(held["topped"]),
            **{(name,): float(held[name]) for name in ("point_value", "minimum_wage", "full_time")},
            ("sunday",): float(held["sunday"]) / 100,
            **{("old_grid", r, p): points for r, p, points in _cells(old.get("grid", {}))},
            **{("new_grid", r, p): points for r, p, points in _cells(new.get("grid", {}))},
            **{("of_category", f"c{n}"): rows.index(row) for n, row in enumerate(held["of_category"].values())},
            **{("of_job", f"j{n}"): rows.index(held["of_job"].get(job, rows[0])) for n, job in enumerate(jobs)},
            **{("seniority", f"y{years}"): float(rate) / 100 for years, rate in held["seniority"].items()},
            **{("diploma", f"d{level}"): held["diploma"].get(str(level), 0) for level in range(9)},
        }
        for path, value in leaves.items():
            _leaf(tree, path)[day] = {"value": value}
    return tree


def _cells(grid: dict[str, list[int]]) -> list[tuple[str, str, int]]:
    rows = enumerate(grid.values())
    return [(f"r{row}", f"p{place}", points) for row, held in rows for place, points in enumerate(held)]


def _leaf(tree: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path:
        tree = tree.setdefault(name, {})
    held: dict[str, Any] = tree.setdefault("values", {})
    return held


def table(node: Any) -> Any:
    """The figures of a node as an array, in their order."""
    return np.array([table(each) if hasattr(each, "_children") else each for each in node._children.values()])  # noqa: SLF001


def cents(amount: Any) -> Any:
    """Round to the cent, half up."""
    return np.floor(amount * 100 + 0.5) / 100


def variable(name: str, kind: type, formula: Any = None, period: Any = DAY) -> type:
    """A variable of a person."""
    about = {"value_type": kind, "entity": PERSON, "definition_period": period, "label": name}
    return type(name, (Variable,), about | ({"formula": formula} if formula else {}))


def _to_anniversary(person: Any, period: Any) -> Any:
    """Above 0 before this year's anniversary of the entry, 0 on that day, below 0 after it."""
    since, day = person("since", period), np.datetime64(str(period.start))
    months, month = since.astype("datetime64[M]"), day.astype("datetime64[M]")
    apart = months.astype(int) % 12 - month.astype(int) % 12
    return 32 * apart + (since - months).astype(int) - (day - month).astype(int)


def _completed(person: Any, period: Any) -> Any:
    years = period.start.year - 1970 - person("since", period).astype("datetime64[Y]").astype(int)
    return years - (person("to_anniversary", period) > 0)


def _exceeded(person: Any, period: Any) -> Any:
    return person("completed", period) - (person("to_anniversary", period) == 0)


def _coefficient(person: Any, period: Any, parameters: Any) -> Any:
    law, category, job = parameters(period), person("category", period), person("job", period)
    by_category = table(law.of_category)[category]
    if not law.new:
        return table(law.old_grid)[by_category, min_(person("completed", period), LAST_YEAR - 1)]
    place = where(job >= 0, table(law.of_job)[job], by_category)
    return table(law.new_grid)[place, person("echelon", period) - 1]


def _share(person: Any, period: Any, parameters: Any) -> Any:
    return min_(person("hours", period) / parameters(period).full_time, 1)


def _pay(person: Any, period: Any, parameters: Any) -> Any:
    return person("coefficient", period) * parameters(period).point_value


def _base(person: Any, period: Any) -> Any:
    return cents(person("pay", period) * person("share", period))


def _topup(person: Any, period: Any, parameters: Any) -> Any:
    return max_(cents(parameters(period).minimum_wage * person("share", period)) - person("base", period), 0)


def _seniority(person: Any, period: Any, parameters: Any) -> Any:
    law, pay = parameters(period), person("pay", period)
    if not law.new:
        return np.zeros(len(pay))
    steps = [int(name[1:]) for name in law.seniority._children]  # noqa: SLF001 - the thresholds are the names
    rates = np.concatenate(([0], table(law.seniority)))
    rate = rates[np.searchsorted(steps, person("exceeded", period), side="right")]
    basis = max_(pay, law.minimum_wage) if law.topped else pay
    return cents(rate * basis * person("share", period))


def _diploma(person: Any, period: Any, parameters: Any) -> Any:
    law = parameters(period)
    return cents(table(law.diploma)[person("diploma_level", period)] * law.point_value * person("share", period))


def _sunday(person: Any, period: Any, parameters: Any) -> Any:
    law = parameters(period)
    return cents(
        law.sunday * max_(person("pay", period), law.minimum_wage) / law.full_time * person("sunday_hours", period)
    )


INPUTS = [variable(name, int, period=ETERNITY) for name in ("category", "job", "echelon", "diploma_level")]
INPUTS += [variable(name, float, period=ETERNITY) for name in ("hours", "sunday_hours")]
INPUTS += [variable("since", date, period=ETERNITY)]
STEPS = [variable("to_anniversary", int, _to_anniversary), variable("completed", int, _completed)]
STEPS += [variable("exceeded", int, _exceeded), variable("coefficient", int, _coefficient)]
STEPS += [variable("share", float, _share), variable("pay", float, _pay)]
LINES = [
    variable("base", float, _base),
    variable("smic_topup", float, _topup),
    variable("seniority", float, _seniority),
]
LINES += [variable("diploma", float, _diploma), variable("sunday", float, _sunday)]
