"""The inputs of the home-care branch for rows under one binding: the same rules as for one person, on arrays."""

from typing import Any

import numpy as np

from revalo.errors import NotComputable
from revalo.people.arrays import NOT_COMPUTABLE, Rows, completed
from revalo.people.columns import MISSING
from revalo.people.time import share
from revalo.rules.fields import CATEGORIES, STATUSES
from revalo.rules.placement import LAST_YEAR, categories_leading

BRANCH = "avenant43"
DEGREES = 2


class BranchRows:
    """Where each row stands, and the inputs of the formulas."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.binding = rows.binding
        self.is_new = self.binding.word(f"{BRANCH}.classification") == "new-grid"
        self.years, self.exceeded = self._seniority()

    def inputs(self) -> dict[str, Any]:
        """Arrays and integers under the names of the formulas' inputs."""
        worked, full_time = share(self.rows, self.rows.scalar(f"{BRANCH}.full_time"))
        return {
            "coefficient": self._coefficient(),
            "point_value": self.rows.scalar(f"{BRANCH}.point_value"),
            "minimum_wage": self.rows.scalar("minimum_wage.monthly"),
            "counted_points": 0,
            "worked": worked,
            "full_time": full_time,
            "hours_of_month": self.rows.scalar(f"{BRANCH}.full_time"),
            **self._supplements(),
        }

    def _seniority(self) -> tuple[Any, Any]:
        """Years completed and exceeded: from the date, the years, or the row of the old grid less one; MISSING else."""
        rows = self.rows
        given, since, year = rows.number("seniority"), rows.number("since"), rows.number("year")
        rows.refuse((given != MISSING) & (since != MISSING), "since", "both-seniority-and-since")
        by_row = np.where(year == MISSING, MISSING, year - 1)
        years = np.where(given == MISSING, by_row, given)
        exceeded = years.copy()
        dated = since != MISSING
        if dated.any():
            done, past = completed(since, self.binding.choices.day)
            rows.refuse(dated & (since > self.binding.choices.day.toordinal()), "since", "not-yet-in-the-branch")
            years, exceeded = np.where(dated, done, years), np.where(dated, past, exceeded)
        return years, exceeded

    def _coefficient(self) -> Any:
        return self._new_coefficient() if self.is_new else self._old_coefficient()

    def _old_coefficient(self) -> Any:
        rows, year = self.rows, self.rows.number("year")
        category = self.category()
        rows.refuse((year == MISSING) & (self.years == MISSING), "year", "year-needed")
        rows.assume((year == MISSING) & (self.years != MISSING), "year")
        place = np.where(year == MISSING, np.minimum(self.years + 1, LAST_YEAR), year)
        rows.refuse(category < 0, "category", "category-needed")
        names = [f"old_grid.{name}" for name in CATEGORIES]
        return self._in_grid(names, np.maximum(category, 0), np.clip(place, 1, LAST_YEAR), LAST_YEAR)

    def _new_coefficient(self) -> Any:
        position, echelon = self.classification(), self.rows.number("echelon")
        self.rows.refuse(position < 0, "status", "classification-needed")
        months = self.rows.scalar(f"{BRANCH}.progression.echelon_2_practice")
        self.echelon = np.where(echelon == MISSING, 1 + (np.maximum(self.years, 0) * 12 >= months), echelon)
        self.rows.assume(echelon == MISSING, "echelon")
        self.rows.assume(
            (self.rows.number("seniority") == MISSING) & (self.rows.number("since") == MISSING), "seniority"
        )
        self.position = np.maximum(position, 0)
        names = [f"new_grid.{status}.{degree}" for status in STATUSES for degree in (1, 2)]
        return self._in_grid(names, self.position, self.echelon, 3)

    def _in_grid(self, names: list[str], row: Any, place: Any, longest: int) -> Any:
        """The coefficient at a row and a place; rows fall out where the law has no such row."""
        table = np.zeros((len(names), longest), dtype=np.int64)
        for i in np.unique(row).tolist():
            try:
                table[i] = [self.binding.at(f"{BRANCH}.{names[i]}", p + 1).value for p in range(longest)]
            except NotComputable as error:
                self.rows.refuse(row == i, "category", NOT_COMPUTABLE, error.reason)
        return table[row, place - 1]

    def category(self) -> Any:
        """The old category as an index of A to I: given, of the job, or the only one leading to status and degree."""
        given = self._indices("category", CATEGORIES)
        of_job = self._by_name("job", self._category_of_job)
        follows = self._only_category()
        found = np.where(given >= 0, given, of_job)
        return np.where((found >= 0) | (self.rows.code("job") >= 0), found, follows)

    def _category_of_job(self, job: str) -> int:
        held = self.binding.law.table(f"{BRANCH}.jobs.{job}").categories
        return CATEGORIES.index(held[0]) if held else -1

    def _only_category(self) -> Any:
        """The only category leading to the status and degree given (in the domain given), -1 where none or several."""
        status, degree = self._indices("status", STATUSES), self.rows.number("degree")
        domain = self._indices("domain", ("intervention", "support"))
        known = (status >= 0) & (degree != MISSING)
        packed = np.where(known, (status * DEGREES + degree - 1) * 3 + domain + 1, -1)
        distinct, inverse = np.unique(packed, return_inverse=True)
        found = [self._leading(int(value)) if value >= 0 else -1 for value in distinct]
        return np.array(found, dtype=np.int64)[inverse]

    def _leading(self, packed: int) -> int:
        place, domain = divmod(packed, 3)
        target = f"{STATUSES[place // DEGREES]}.{place % DEGREES + 1}"
        leads = categories_leading(self.binding.law, target, (None, "intervention", "support")[domain])
        return CATEGORIES.index(leads[0]) if len(leads) == 1 else -1

    def classification(self) -> Any:
        """Status and degree as one index: each given, of the job, or that follows from the old category."""
        status, degree = self._indices("status", STATUSES), self.rows.number("degree")
        complete = (status >= 0) & (degree != MISSING)
        has_job = self.rows.code("job") >= 0
        of_job = self._by_name("job", lambda job: _place(self.binding.scalar(f"{BRANCH}.jobs.{job}").value), ~complete)
        category = self._indices("category", CATEGORIES)
        follows = self._from_category(category)
        other = np.where(has_job, of_job, follows)
        status = np.where(status >= 0, status, other // DEGREES)
        degree = np.where(degree != MISSING, degree - 1, other % DEGREES)
        return np.where(complete | (other >= 0), status * DEGREES + degree, -1)

    def _from_category(self, category: Any) -> Any:
        table = [_place(self.binding.scalar(f"{BRANCH}.transposition.{name}").value) for name in CATEGORIES]
        return np.where(category >= 0, np.array(table)[category], -1)

    def _supplements(self) -> dict[str, Any]:
        rows, path = self.rows, f"{BRANCH}.supplements"
        on_call = {
            f"{kind}_{what}": 0 for kind in ("ordinary", "special", "split_special") for what in ("points", "days")
        }
        shared = {
            "sunday_rate": rows.scalar(f"{path}.sunday"),
            "sunday_hours": rows.number("sunday_hours", 0),
            "night_hours": rows.number("night_hours", 0),
            **on_call,
        }
        if not self.is_new:
            names = (
                "seniority_rate",
                "basis_is_topped",
                "diploma_points",
                "tutor_points",
                "apprentice_points",
                "night_rate",
            )
            return shared | dict.fromkeys(names, 0)
        topped = self.binding.word(f"{path}.seniority_basis") == "topped-base"
        exceeded = np.maximum(self.exceeded, 0)
        return shared | {
            "seniority_rate": rows.looked_up(
                exceeded, lambda n: self.binding.step(f"{path}.seniority", n), "seniority"
            ),
            "basis_is_topped": int(topped),
            "diploma_points": self._keyed(f"{path}.diploma", "diploma"),
            "tutor_points": self._keyed(f"{path}.tutor", "tutor"),
            "apprentice_points": self._keyed(f"{path}.apprentice_master", "apprentices"),
            "night_rate": self._night_rate(path),
        }

    def _keyed(self, path: str, column: str) -> Any:
        """Points under a key; nothing where the file gives none or 0."""
        values = self.rows.number(column, 0)
        return self.rows.looked_up(values, lambda n: self.binding.keyed(path, str(n)) if n else 0, column)

    def _night_rate(self, path: str) -> Any:
        """Where nights are worked; nothing for an employé of degree 1 below the échelon of night workers."""
        rates = np.zeros(self.rows.size, dtype=np.int64)
        nights = self.rows.number("night_hours", 0) > 0
        if nights.any():
            workers = self.rows.at(nights)
            excluded = (self.position[nights] == 0) & (self.echelon[nights] < workers.scalar(f"{path}.night_from"))
            rates[nights] = np.where(excluded, 0, workers.scalar(f"{path}.night"))
        return rates

    def _indices(self, column: str, names: tuple[str, ...]) -> Any:
        """A column of codes as indices of fixed names, -1 where absent."""
        return self._by_name(column, names.index)

    def _by_name(self, column: str, look: Any, needed: Any = True) -> Any:  # noqa: FBT002 - a mask, or all rows
        """What `look` gives for the name of each row, worked out once a distinct name; -1 where absent or not had."""
        code = self.rows.code(column)
        held = np.unique(code[code >= 0]).tolist()
        table = np.full(len(self.rows.names.get(column, [])) + 1, -1, dtype=np.int64)
        for i in held:
            try:
                table[i] = look(self.rows.names[column][i])
            except NotComputable as error:
                self.rows.refuse((code == i) & needed, column, NOT_COMPUTABLE, error.reason)
        return table[code]


def _place(position: str) -> int:
    """`employe.2`, or `intervention.employe.2`, as an index of status and degree."""
    status, degree = position.split(".")[-2:]
    return STATUSES.index(status) * DEGREES + int(degree) - 1
