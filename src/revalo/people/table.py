"""A chunk of people, before and after: rows grouped by sector and by day, then the formulas on each group."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from revalo.errors import NotComputable
from revalo.grids.binding import Binding, Choices, Fall
from revalo.grids.law import Law, Text, Version
from revalo.people.arrays import NOT_COMPUTABLE, Fallen, Rows, completed
from revalo.people.branch import BranchRows
from revalo.people.columns import MISSING, Typed
from revalo.people.measures import Amounts, MeasureRows
from revalo.people.others import civil_service, given_gross
from revalo.rules.comparison import Request, sides
from revalo.rules.employee import OWN
from revalo.rules.formulas import family, nodes, place
from revalo.rules.graph import ordered, run
from revalo.rules.payslip import OWN_MINIMUM_WAGE

DECLARED = "segur.declared-cti"  # carried where the profession or the structure is unknown


@dataclass(slots=True)
class Side:
    """One side of a chunk: cents by line id (0 where a row has none), and the day of each row as an ordinal."""

    lines: dict[str, Any]
    days: Any

    @property
    def gross(self) -> Any:
        """The sum of the lines."""
        return sum(self.lines.values(), start=np.zeros(len(self.days), dtype=np.int64))


@dataclass(slots=True)
class Outcome:
    """A chunk computed. `fallen`: rows that could not be, by position; their amounts mean nothing.

    `unjudged`: the rows (booleans) without the profession or the structure that Ségur measures hang on.
    """

    before: Side
    after: Side
    fallen: Fallen
    unjudged: Any

    @property
    def kept(self) -> Any:
        """The positions of the rows that were computed, in order."""
        whole = np.ones(len(self.after.days), dtype=bool)
        whole[list(self.fallen.reasons)] = False
        return np.flatnonzero(whole)


class People:
    """Computes chunks under one request; bindings are kept from one chunk to the next."""

    def __init__(self, law: Law, request: Request) -> None:
        self.law = law
        self.request = request
        self._assumed: dict[str, Counter[str]] = {"before": Counter(), "after": Counter()}
        self._noted: list[tuple[str, str, Any]] = []  # side, what was assumed and where, in the chunk at hand
        self._bindings: dict[tuple[str, str, int | None, int | None], Binding] = {}

    @property
    def assumed(self) -> Counter[str]:
        """For how many rows each input was assumed, on the side where most were."""
        return self._assumed["before"] | self._assumed["after"]

    def assumed_versions(self) -> Iterator[tuple[str, Version]]:
        """The assumed choices of the law files that the rows computed so far have met."""
        seen: dict[str, Version] = {}
        for binding in self._bindings.values():
            for path, version in binding.met():
                if version.confidence == "assumed" and version.follows is None:
                    seen.setdefault(f"{path} {version.start}", version)
        for key, version in sorted(seen.items()):
            yield key, version

    def falls(self) -> list[Fall]:
        """What falls with the texts left out, on the latest of the days computed."""
        found = [binding for binding in self._bindings.values() if binding.choices.without]
        return max(found, key=lambda binding: binding.choices.day).falls() if found else []

    def texts(self) -> list[Text]:
        """The texts behind the figures met, in the order of the law."""
        ids = {version.text for binding in self._bindings.values() for _path, version in binding.met()}
        return [text for text in self.law.texts if text.id in ids]

    def outcome(self, typed: Typed) -> Outcome:
        """Both sides of a chunk of typed rows."""
        fallen, size = Fallen(), len(typed.rows)
        chunk = _Chunk(typed, self.law, fallen)
        before = Side({}, np.zeros(size, dtype=np.int64))
        after = Side({}, np.zeros(size, dtype=np.int64))
        outcome = Outcome(before, after, fallen, np.zeros(size, dtype=bool))
        for sector, positions in chunk.by_sector():
            chunk.refuse_foreign(sector, positions)
            for name, side in (("before", before), ("after", after)):
                outcome.unjudged[self._side(chunk, sector, positions, name, side)] = True
        self._count_assumed(outcome)
        return outcome

    def _count_assumed(self, outcome: Outcome) -> None:
        """Count what was assumed for the rows of a chunk that were computed."""
        kept = np.zeros(len(outcome.unjudged), dtype=bool)
        kept[outcome.kept] = True
        for side, what, positions in self._noted:
            if number := int(kept[positions].sum()):
                self._assumed[side][what] += number
        self._noted.clear()

    def _side(self, chunk: "_Chunk", sector: str, positions: Any, name: str, side: Side) -> Any:
        """Compute one side of the rows of a sector, one binding after the other; the positions of those unjudged."""
        months, before_months = chunk.months(positions)
        unjudged = [positions[:0]]
        pairs = np.stack([months, before_months], axis=1)
        distinct, inverse = np.unique(pairs, axis=0, return_inverse=True)
        for i, (month, before_month) in enumerate(distinct.tolist()):
            group = positions[inverse.ravel() == i]
            binding = self._binding(sector, name, month, before_month)
            side.days[group] = binding.choices.day.toordinal()
            unjudged.append(self._group(chunk.rows(group, binding), sector, name, side))
        return np.concatenate(unjudged)

    def _binding(self, sector: str, name: str, month: int, before_month: int) -> Binding:
        key = (sector, name, month, before_month)
        if key not in self._bindings:
            request = self.request
            if month != MISSING:
                request = request._replace(after=first_day(month))
            if before_month != MISSING:
                request = request._replace(before=first_day(before_month))
            choices: tuple[Choices, Choices] = sides(self.law, sector, request)
            self._bindings[key] = Binding(self.law, choices[0] if name == "before" else choices[1])
        return self._bindings[key]

    def _group(self, rows: Rows, sector: str, name: str, side: Side) -> Any:
        """Write the lines of rows under one binding into the side; the positions of those unjudged."""
        pay = self.law.pay(sector)
        try:
            inputs, years = _inputs(rows, pay)
        except NotComputable as error:
            rows.refuse(np.ones(rows.size, dtype=bool), "month", NOT_COMPUTABLE, error.reason)
            return rows.positions[:0]
        self._noted += [(name, *noted) for noted in rows.assumed]
        measures = MeasureRows(rows, years)
        lines = _lines(rows, pay, inputs, measures.amounts())
        if pay == "index" and name == "after":
            lines[DECLARED] = np.where(measures.judged, 0, rows.number("declared_cti", 0))
        for line, values in lines.items():
            if line not in side.lines:
                side.lines[line] = np.zeros(len(side.days), dtype=np.int64)
            side.lines[line][rows.positions] = values
        return rows.positions[~measures.judged]


def _inputs(rows: Rows, pay: str) -> tuple[dict[str, Any], Any]:
    """The inputs of a way of being paid, and the completed years of each row."""
    if pay == "branch":
        branch = BranchRows(rows)
        return branch.inputs(), branch.years
    years, since = rows.number("seniority", 0), rows.number("since")
    if (since != MISSING).any():
        done, _past = completed(np.where(since == MISSING, 1, since), rows.binding.choices.day)
        years = np.where(since == MISSING, years, done)
    return (civil_service(rows) if pay == "index" else given_gross(rows)), years


def _lines(rows: Rows, pay: str, inputs: Mapping[str, Any], amounts: list[Amounts]) -> dict[str, Any]:
    """Run the formulas; a measure whose amounts come in several units is one line."""
    values = dict(inputs)
    formulas = nodes(pay)
    if pay == "branch":
        formulas.append(family("counted_allowances").over(()))
    for each in amounts:
        need = f"{each.measure}:{each.family}"
        values[need] = each.values
        values.setdefault("index_point", rows.scalar("civil_service.point_value"))
        formula = family(each.family)
        formulas.append(formula.renamed(f"segur.{need}", **{formula.needs[0]: need}))
    results = run(ordered(formulas), values)
    found: dict[str, Any] = {}
    for formula in sorted((f for f in formulas if f.kind == "line"), key=lambda f: place(f.id)):
        line = formula.id.partition(":")[0]
        found[line] = found.get(line, 0) + results[formula.id].value
    return found


class _Chunk:
    """A typed chunk, with the look-ups that grouping needs."""

    def __init__(self, typed: Typed, law: Law, fallen: Fallen) -> None:
        self.typed, self.law, self.fallen = typed, law, fallen
        self.size = len(typed.rows)

    def by_sector(self) -> list[tuple[str, Any]]:
        """Each sector with the positions of its rows; home care where none is given."""
        if "sector" not in self.typed.codes:
            return [("bad", np.arange(self.size))]
        indices, names = self.typed.codes["sector"]
        groups: dict[str, list[Any]] = {}
        for code in np.unique(indices).tolist():
            groups.setdefault(names[code] if code >= 0 else "bad", []).append(np.flatnonzero(indices == code))
        return [(sector, np.sort(np.concatenate(parts))) for sector, parts in groups.items()]

    def refuse_foreign(self, sector: str, positions: Any) -> None:
        """Take out rows with an input that their sector's way of being paid does not take."""
        pay = self.law.pay(sector)
        for other, names in OWN.items():
            for name in names if other != pay else ():
                given = self._given(name)
                if given is not None:
                    self.fallen.add(positions[given[positions]], name, "not-for-this-sector")
        if pay != "gross" and "department" in self.typed.words:
            self._refuse_own_minimum_wage(positions)

    def _given(self, name: str) -> Any:
        """Where a column says something: 0 asks for nothing."""
        if name in self.typed.numbers:
            return self.typed.numbers[name] > 0
        return self.typed.codes[name][0] >= 0 if name in self.typed.codes else None

    def _refuse_own_minimum_wage(self, positions: Any) -> None:
        indices, names = self.typed.words["department"]
        codes = [i for i, name in enumerate(names) if name in OWN_MINIMUM_WAGE]
        self.fallen.add(positions[np.isin(indices[positions], codes)], "department", "own-minimum-wage")

    def months(self, positions: Any) -> tuple[Any, Any]:
        """The month of each side, MISSING where the file gives none."""
        absent = np.full(len(positions), MISSING, dtype=np.int64)
        found = [self.typed.numbers.get(name) for name in ("month", "before_month")]
        after, before = (absent if column is None else column[positions] for column in found)
        return after, before

    def rows(self, positions: Any, binding: Binding) -> Rows:
        """The rows at some positions, under a binding."""
        numbers = {name: column[positions] for name, column in self.typed.numbers.items()}
        codes = {name: indices[positions].astype(np.int64) for name, (indices, _names) in self.typed.codes.items()}
        names = {name: held for name, (_indices, held) in self.typed.codes.items()}
        return Rows(positions, numbers, codes, names, binding, self.fallen)


def first_day(month: int) -> date:
    """The first day of a month held as year × 12 + month - 1."""
    return date(month // 12, month % 12 + 1, 1)
