"""The Ségur measures of rows under one binding: conditions judged once for each distinct situation."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding
from revalo.people.arrays import Rows
from revalo.rules.employee import Employee
from revalo.rules.measures import Eligibility, amount_of
from revalo.rules.segur import BY_UNIT

KEYS = ("sector", "structure", "profession")


class Amounts(NamedTuple):
    """What each row has of one measure, in integers of its unit; 0 where it has none."""

    measure: str
    family: str
    values: Any


class MeasureRows:
    """Finds the measures of each row. `judged`: rows with the profession and structure that they hang on."""

    def __init__(self, rows: Rows, years: Any) -> None:
        self.rows = rows
        self.years = np.maximum(years, 0)
        self.judged = np.ones(rows.size, dtype=bool)
        self._found: dict[tuple[str, str], Any] = {}

    def amounts(self) -> list[Amounts]:
        """One entry a measure and kind of amount that some row has."""
        packed, names = self._situations()
        for situation in np.unique(packed).tolist():
            self._judge(packed == situation, *names(situation))
        return [Amounts(measure, family, values) for (measure, family), values in self._found.items()]

    def _situations(self) -> tuple[Any, Any]:
        """Each row's sector, structure, profession and whether it has a diploma, packed in one integer."""
        widths = [len(self.rows.names.get(key, [])) + 1 for key in KEYS]
        packed = (self.rows.number("diploma", 0) > 0).astype(np.int64)
        for key, width in zip(KEYS, widths, strict=True):
            packed = packed * width + self.rows.code(key) + 1

        def names(situation: int) -> tuple[Mapping[str, str | None], bool]:
            found: dict[str, str | None] = {}
            for key, width in zip(reversed(KEYS), reversed(widths), strict=True):
                situation, code = divmod(situation, width)
                found[key] = self.rows.names[key][code - 1] if code else None
            return found, bool(situation)

        return packed, names

    def _judge(self, mask: Any, names: Mapping[str, str | None], diploma: bool) -> None:  # noqa: FBT001
        law = self.rows.binding.law
        sector = names["sector"] or "bad"
        structure = names["structure"] or law.compiled["sectors"][sector].get("structure")
        if law.pay(sector) != "branch" and (structure is None or names["profession"] is None):
            self.judged[mask] = False
            return
        for measure, path in _due(self.rows.binding, sector, structure, names["profession"], diploma):
            self._take(mask, measure, path)

    def _take(self, mask: Any, measure: str, path: str) -> None:
        unit = self.rows.binding.law.table(path).unit
        values = self._found.setdefault((measure, BY_UNIT[unit]), np.zeros(self.rows.size, dtype=np.int64))
        values[mask] = self.rows.at(mask).looked_up(
            self.years[mask], lambda years: amount_of(self.rows.binding, path, years), "profession"
        )


def _due(
    binding: Binding,
    sector: str,
    structure: str | None,
    profession: str | None,
    diploma: bool,  # noqa: FBT001 - one of the things a situation is made of
) -> list[tuple[str, str]]:
    """The monthly measures of a situation, each with the path of its amount; judged once under a binding."""
    situation = (sector, structure, profession, diploma)
    if situation not in binding.answers:
        person = Employee(sector=sector, profession=profession, diploma=3 if diploma else None)
        found = [(each.measure, each.path) for each in Eligibility(person, structure, binding).verdicts() if each.path]
        binding.answers[situation] = [each for each in found if not binding.law.measures[each[0]]["once"]]
    return binding.answers[situation]  # type: ignore[no-any-return]
