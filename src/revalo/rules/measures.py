"""Who has which Ségur measure on a day: conditions looked up in the law, and the reason where one fails."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.errors import LawError
from revalo.grids.binding import Binding, LawFigure
from revalo.grids.law import Law, kept_by_law
from revalo.grids.sections import Clause, Measure
from revalo.grids.tables import LATEST
from revalo.language import N_, _
from revalo.rules.fields import Employee

CONDITIONS = {
    "sectors": N_("sector {value}: the measure is for {meant}"),
    "structures": N_("structure {value}: the measure is for {meant}"),
    "professions": N_("profession {value}: not among those of the measure"),
    "excepted": N_("profession {value}: left out by the text"),
    "departments": N_("département {value}: another amount"),
    "diploma": N_("diploma: another amount"),
}


class Verdict(NamedTuple):
    """Whether a measure applies: the table of its amount if so, else the condition that failed.

    `promised`: the conditions hold, but the text only promises the measure.
    """

    measure: str
    path: str | None
    reason: str
    promised: bool = False

    @property
    def applies(self) -> bool:
        """Whether the measure applies."""
        return self.path is not None


class Situation(NamedTuple):
    """What the conditions of measures are about: people in the same one have the same measures."""

    sector: str
    structure: str | None = None
    profession: str | None = None
    department: str | None = None
    has_diploma: bool = False

    @classmethod
    def of(cls, employee: Employee, structure: str | None) -> "Situation":
        """That of a person, in a structure that may be taken for granted."""
        given = employee.profession, employee.department, employee.diploma is not None
        return cls(employee.sector, structure, *given)


class Conditions:
    """What the measures ask of people in a situation, whatever the day and the texts; each answer is found once."""

    def __init__(self, law: Law, situation: Situation) -> None:
        self.law = law
        self._amounts: dict[str, str | None] = {}
        self._reasons: dict[tuple[str, str], str] = {}
        self.person: Mapping[str, Any] = {
            "sectors": situation.sector,
            "structures": situation.structure,
            "professions": situation.profession,
            "excepted": situation.profession,
            "departments": situation.department,
            "diploma": situation.has_diploma,
        }

    @cached_property
    def met(self) -> tuple[str, ...]:
        """The measures whose conditions the person meets."""
        return tuple(name for name in _of_sector(self.law, self.person["sectors"]) if self.amount(name) is not None)

    def amount(self, name: str) -> str | None:
        """The amount of a measure whose conditions hold, whenever it starts; None where one fails."""
        if name not in self._amounts:
            self._amounts[name] = self._amount(self.law.measures[name])
        return self._amounts[name]

    def _amount(self, measure: Measure) -> str | None:
        if not self.holds(measure.who):
            return None
        return next((name for name, who in measure.amounts.items() if self.holds(who)), None)

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The open points of the texts that are about the person."""
        return tuple(name for name, point in self.law.open_points.items() if self.holds(point.who))

    def why_not(self, name: str) -> str:
        """Why the conditions of a measure do not hold, in the language in use."""
        key = name, language.current()
        if key not in self._reasons:
            self._reasons[key] = self.failure(self.law.measures[name].who) or _("no amount for this profession")
        return self._reasons[key]

    def failure(self, clauses: Sequence[Clause]) -> str:
        """Empty where a clause holds (or there is none); else the failure of the clause that went furthest."""
        if self.holds(clauses):
            return ""
        order = list(CONDITIONS)
        failures = [(field, clause) for clause in clauses if (field := self._failed(clause))]
        field, clause = max(failures, key=lambda each: order.index(each[0]))
        value = self.person[field]
        shown = _("not given") if value is None else value
        return _(CONDITIONS[field]).format(value=shown, meant=_listed(getattr(clause, field)))

    def holds(self, clauses: Sequence[Clause]) -> bool:
        """Whether some clause holds, or there is none."""
        return not clauses or not all(map(self._failed, clauses))

    def _failed(self, clause: Clause) -> str | None:
        """The first condition of a clause that the person does not meet."""
        for field in CONDITIONS:
            meant = getattr(clause, field)
            if meant not in (None, ()) and not self._meets(field, meant):
                return field
        return None

    def _meets(self, field: str, meant: bool | tuple[str, ...]) -> bool:  # noqa: FBT001 - what a clause asks
        value = self.person[field]
        if isinstance(meant, bool):
            return bool(value == meant)
        spelled_out = self._spelled(field, meant)
        return value not in spelled_out if field == "excepted" else value in spelled_out

    def _spelled(self, field: str, meant: tuple[str, ...]) -> Collection[str]:
        return self.law.spelled(meant) if field in ("professions", "excepted") else meant


@kept_by_law
def _of_sector(law: Law, sector: str) -> tuple[str, ...]:
    """The measures that ask for this sector, or for none."""
    every = law.measures.items()
    return tuple(name for name, each in every if not each.who or any(clause.is_for(sector) for clause in each.who))


@kept_by_law
def conditions_of(law: Law, situation: Situation) -> Conditions:
    """The conditions of a situation, the same ones on whatever day."""
    return Conditions(law, situation)


class Eligibility:
    """The measures of people in a situation under one binding."""

    def __init__(self, situation: Situation, binding: Binding) -> None:
        self.law = binding.law
        self.binding = binding
        self.situation = situation
        self.conditions = conditions_of(binding.law, situation)
        self._known: dict[str, Verdict] = {}

    def verdicts(self, names: Iterable[str] | None = None) -> list[Verdict]:
        """One verdict for each measure (of some, or of all in order); an error if two of a family apply.

        All are judged once under a binding for the people who are alike.
        """
        if names is not None:
            return self._verdicts(names)
        return list(self.binding.once(("verdicts", self.situation), lambda: self._verdicts(self.law.measures)))

    def _verdicts(self, names: Iterable[str]) -> list[Verdict]:
        verdicts = [self.verdict(name) for name in names]
        families: dict[str, str] = {}
        for verdict in verdicts:
            if verdict.applies:
                other = families.setdefault(self.law.measures[verdict.measure].family, verdict.measure)
                if other != verdict.measure:
                    raise LawError("law-two-of-a-family", one=other, two=verdict.measure)
        return verdicts

    def concerns(self, name: str) -> bool:
        """Whether a measure applies, or would on another day: its conditions hold, and it gives way to no other one."""
        gives_way = any(map(self._applies, self.law.measures[name].unless))
        return self.conditions.amount(name) is not None and not gives_way

    def verdict(self, name: str) -> Verdict:
        """Whether one measure applies, and why not."""
        if name not in self._known:
            self._known[name] = self._judged(name)
        return self._known[name]

    def _judged(self, name: str) -> Verdict:
        measure = self.law.measures[name]
        amount = self.conditions.amount(name)
        if amount is None:
            return Verdict(name, None, self.conditions.why_not(name))
        path = f"segur.{name}.{amount}"
        if self.binding.standing(path) is None:
            return Verdict(name, None, *self._not_yet(path))
        for other in measure.unless:
            if self._applies(other):
                return Verdict(name, None, _("gives way to {measure}").format(measure=other))
        return Verdict(name, path, "")

    def _applies(self, name: str) -> bool:
        """Whether one measure applies, without the words of why its conditions do not hold."""
        return self.conditions.amount(name) is not None and self.verdict(name).applies

    def _not_yet(self, path: str) -> tuple[str, bool]:
        """Why no version stands on the day, and whether one is only promised."""
        table = self.law.table(path)
        day = written(self.binding.choices.day, language.current())
        for version in table.versions:
            not_in_force = self.law.text(version.text).not_in_force and version.start <= self.binding.choices.day
            if not_in_force and version.not_found:
                return language.label(version.not_found), True
        first = min(self.binding.starts_in(path), default=LATEST)
        if first == LATEST:
            return _("its text does not bind this employer, or is left out"), False
        start = written(first, language.current())
        return _("starts on {start}, after {day}").format(start=start, day=day), False


def amount_of(binding: Binding, path: str, years: int) -> LawFigure:
    """The amount of a measure that applies, by completed years where the text gives bands of seniority."""
    shape = binding.law.table(path).shape
    if shape == "bands":
        return binding.band(path, years)
    return binding.step(path, years) if shape == "over" else binding.scalar(path)


def _listed(meant: object) -> str:
    return ", ".join(meant) if isinstance(meant, tuple) else ""
