"""The Ségur measures of rows under one binding: conditions judged once for each distinct situation."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from revalo.errors import NotComputable
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.people.arrays import NOT_COMPUTABLE, Rows, counted_in
from revalo.rules.fields import Employee
from revalo.rules.measures import Conditions, Eligibility, amount_of
from revalo.rules.segur import BY_UNIT

KEYS = ("sector", "structure", "profession")


class Situation(NamedTuple):
    """What the measures of a person hang on, whatever the day; the structure is None where it is not known."""

    sector: str
    structure: str | None
    profession: str | None
    diploma: bool

    @property
    def person(self) -> Employee:
        """Somebody in this situation."""
        return Employee(sector=self.sector, profession=self.profession, diploma=3 if self.diploma else None)


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
        self._situations, self._of_row = self._told_apart()
        can_be = [_can_be_judged(rows.binding.law, situation) for situation in self._situations]
        self._can_be = np.array(can_be, dtype=bool)
        self.judged = self._can_be[self._of_row]

    def amounts(self) -> list[Amounts]:
        """One entry a measure and kind of amount that some row has."""
        due: dict[tuple[str, str], dict[int, str]] = {}
        for place in np.flatnonzero(self._can_be).tolist():
            for measure, path in _due(self.rows.binding, self._situations[place]):
                unit = self.rows.binding.law.table(path).unit
                due.setdefault((measure, BY_UNIT[unit]), {})[place] = path
        return [Amounts(*key, self._values(paths)) for key, paths in due.items()]

    def _told_apart(self) -> tuple[list[Situation], Any]:
        """The different situations, and which of them each row is in."""
        widths = [len(self.rows.names.get(key, [])) + 1 for key in KEYS]
        packed = (self.rows.number("diploma", 0) > 0).astype(np.int64)
        for key, width in zip(KEYS, widths, strict=True):
            packed = packed * width + self.rows.code(key) + 1
        distinct, of_row = counted_in(packed)
        return [self._situation(each, widths) for each in distinct], of_row

    def _situation(self, packed: int, widths: list[int]) -> Situation:
        found: dict[str, str | None] = {}
        for key, width in zip(reversed(KEYS), reversed(widths), strict=True):
            packed, code = divmod(packed, width)
            found[key] = self.rows.names[key][code - 1] if code else None
        sector = found["sector"] or "bad"
        usual = self.rows.binding.law.sectors[sector].structure
        return Situation(sector, found["structure"] or usual, found["profession"], bool(packed))

    def _values(self, paths: dict[int, str]) -> Any:
        """The amounts of one measure: by situation and completed years, then those of the rows."""
        table = np.zeros((len(self._situations), int(self.years.max(initial=0)) + 1), dtype=np.int64)
        for place, path in paths.items():
            flat = self.rows.binding.law.table(path).shape == "scalar"
            here = self._of_row == place
            for years in [0] if flat else np.flatnonzero(np.bincount(self.years[here])).tolist():
                try:
                    table[place, slice(None) if flat else years] = _amount(self.rows.binding, path, years)
                except NotComputable as error:
                    fallen = here & (flat | (self.years == years))
                    self.rows.refuse(fallen, "profession", NOT_COMPUTABLE, error.reason)
        return table[self._of_row, self.years]


def _amount(binding: Binding, path: str, years: int) -> int:
    """The amount of a measure that applies; looked up once under a binding."""
    if (path, years) not in binding.cache:
        binding.cache[path, years] = amount_of(binding, path, years).value
    return int(binding.cache[path, years])


def _can_be_judged(law: Law, situation: Situation) -> bool:
    """Whether the measures of a situation can be told: elsewhere than in home care they hang on all of it."""
    return law.pay(situation.sector) == "branch" or None not in (situation.structure, situation.profession)


def _due(binding: Binding, situation: Situation) -> list[tuple[str, str]]:
    """The monthly measures of a situation, each with the path of its amount; judged once under a binding."""
    if situation not in binding.cache:
        verdicts = Eligibility(situation.person, situation.structure, binding).verdicts(_met(binding.law, situation))
        found = [(each.measure, each.path) for each in verdicts if each.path]
        binding.cache[situation] = [each for each in found if not binding.law.measures[each[0]].once]
    return binding.cache[situation]  # type: ignore[no-any-return]


@lru_cache(maxsize=1 << 14)
def _met(law: Law, situation: Situation) -> tuple[str, ...]:
    """The measures whose conditions a situation meets, on whatever day: judged once, however many months there are."""
    return tuple(Conditions(law, situation.person, situation.structure).met())
