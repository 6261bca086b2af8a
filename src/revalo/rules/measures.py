"""Who has which Ségur measure on a day: conditions looked up in the law, and the reason where one fails."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.errors import LawError
from revalo.grids.binding import Binding, Found
from revalo.grids.law import LATEST, spelled
from revalo.language import N_, _
from revalo.rules.employee import Employee

CONDITIONS = {
    "sectors": N_("sector {value}: the measure is for {meant}"),
    "structures": N_("structure {value}: the measure is for {meant}"),
    "professions": N_("profession {value}: not among those of the measure"),
    "except": N_("profession {value}: left out by the text"),
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


class Eligibility:
    """The measures of one person under one binding."""

    def __init__(self, employee: Employee, structure: str | None, binding: Binding) -> None:
        self.law = binding.law
        self.binding = binding
        self.person: Mapping[str, Any] = {
            "sectors": employee.sector,
            "structures": structure,
            "professions": employee.profession,
            "except": employee.profession,
            "departments": employee.department,
            "diploma": employee.diploma is not None,
        }
        self._known: dict[str, Verdict] = {}

    def verdicts(self) -> list[Verdict]:
        """One verdict a measure, in the order of the law; an error of the law if two of a family apply."""
        found = [self.verdict(name) for name in self.law.measures]
        families: dict[str, str] = {}
        for verdict in found:
            if verdict.applies:
                other = families.setdefault(self.law.measures[verdict.measure]["family"], verdict.measure)
                if other != verdict.measure:
                    message = _("{one} and {two} both apply to the same person: only one of a family may")
                    raise LawError(message.format(one=other, two=verdict.measure))
        return found

    def verdict(self, name: str) -> Verdict:
        """Whether one measure applies, and why not."""
        if name not in self._known:
            self._known[name] = self._judged(name)
        return self._known[name]

    def _judged(self, name: str) -> Verdict:
        measure = self.law.measures[name]
        failed = self._failure(measure["who"])
        if failed:
            return Verdict(name, None, failed)
        amount = next((key for key, each in measure["amounts"].items() if not self._failure(each["who"])), None)
        if amount is None:
            return Verdict(name, None, _("no amount for this profession"))
        path = f"segur.{name}.{amount}"
        if self.binding.standing(path) is None:
            return Verdict(name, None, *self._not_yet(path))
        for other in measure["unless"]:
            if self.verdict(other).applies:
                return Verdict(name, None, _("gives way to {measure}").format(measure=other))
        return Verdict(name, path, "")

    def _not_yet(self, path: str) -> tuple[str, bool]:
        """Why no version stands on the day, and whether one is only promised."""
        table = self.law.table(path)
        day = written(self.binding.choices.day, language.current())
        for version in table.versions:
            dormant = self.law.text(version.text).dormant and version.start <= self.binding.choices.day
            if dormant and version.not_found:
                return language.label(version.not_found), True
        starts = [self.binding.starts(table, version) for version in table.versions]
        first = min(starts, default=LATEST)
        if first == LATEST:
            return _("its text does not bind this employer, or is left out"), False
        start = written(first, language.current())
        return _("starts on {start}, after {day}").format(start=start, day=day), False

    def _failure(self, clauses: list[Mapping[str, Any]]) -> str:
        """Empty where a clause holds (or there is none); else the first failure of the clause that went furthest."""
        failures = [self._first_failure(clause) for clause in clauses]
        if not clauses or any(failed is None for failed in failures):
            return ""
        return max((each for each in failures if each), key=lambda each: each[0])[1]

    def _first_failure(self, clause: Mapping[str, Any]) -> tuple[int, str] | None:
        for rank, (field, message) in enumerate(CONDITIONS.items()):
            meant = clause.get(field)
            if meant in (None, []):
                continue
            value = self.person[field]
            if not _holds(field, value, self._spelled(field, meant)):
                shown = _("not given") if value is None else value
                return rank, _(message).format(value=shown, meant=_listed(meant))
        return None

    def _spelled(self, field: str, meant: Any) -> Any:
        return spelled(self.law.compiled, meant) if field in ("professions", "except") else meant


def amount_of(binding: Binding, path: str, years: int) -> Found:
    """The amount of a measure that applies, by completed years where the text gives bands of seniority."""
    shape = binding.law.table(path).shape
    if shape == "bands":
        return binding.band(path, years)
    return binding.step(path, years) if shape == "over" else binding.scalar(path)


def _holds(field: str, value: Any, meant: Any) -> bool:
    if field == "diploma":
        return bool(value == meant)
    return value not in meant if field == "except" else value in meant


def _listed(meant: Any) -> str:
    return ", ".join(meant) if isinstance(meant, list) else ""
