"""The inputs of the formulas of the home-care branch, for one person on one day."""

from collections.abc import Iterator

from revalo import language
from revalo.errors import UsageError
from revalo.grids.binding import Binding
from revalo.language import _
from revalo.rules.fields import Employee
from revalo.rules.inputs import Input, Inputs, given_by
from revalo.rules.placement import Position

BRANCH = "avenant43"


class BranchInputs(Inputs):
    """Inputs of pay in the home-care branch; `allowances` gathers the lines of allowances to compute."""

    def __init__(self, employee: Employee, position: Position, binding: Binding) -> None:
        super().__init__(employee, binding)
        self.position = position
        self.allowances: dict[str, str] = {}
        for part in (
            self._base,
            self._time,
            self._differential,
            self._seniority,
            self._flat,
            self._hours,
            self._on_call,
            self._allowances,
        ):
            self.values.update(part())

    @property
    def is_new(self) -> bool:
        """Whether the grid of Avenant 43 applies."""
        return self.position.regime == "new-grid"

    def _base(self) -> dict[str, Input]:
        by_job = self.position.by_job
        placed = {"place_of_job": given_by(by_job)} if by_job else {}
        return {
            **placed,
            "coefficient": given_by(self.binding.at(self.position.row, self.position.place)),
            "point_value": self._scalar("point_value"),
            "minimum_wage": self.minimum_wage(),
            "minimum_wage_floor": self._scalar(f"minimum_wage_floor.{self.position.regime}"),
        }

    def _time(self) -> dict[str, Input]:
        full = self._scalar("full_time")
        return {**self.share(full), "hours_of_month": full}

    def _differential(self) -> dict[str, Input]:
        """The individual amount kept on entering the new grid; nothing in the old one."""
        if not (self.is_new and self.employee.differential):
            return {"differential_amount": _nothing("EUR"), "in_base": _nothing("count")}
        rule = self._scalar("supplements.differential")
        return {
            "differential_amount": Input(self.employee.differential, "EUR", _("reclassification differential")),
            "differential_rule": rule,
            "in_base": Input(int(rule.value == "in-base"), "count", rule.label, rule.found),
        }

    def _seniority(self) -> dict[str, Input]:
        seniority = self.position.seniority
        if seniority is None:
            return {"seniority_rate": _nothing("%"), "basis_is_topped": _nothing("count")}
        rate = given_by(self.binding.step(f"{BRANCH}.supplements.seniority", seniority.exceeded))
        rule = self._scalar("supplements.seniority_basis")
        topped = Input(int(rule.value == "topped-base"), "count", rule.label, rule.found)
        return {"seniority_rate": rate, "seniority_basis_rule": rule, "basis_is_topped": topped}

    def _flat(self) -> dict[str, Input]:
        """Diploma, tutor and apprentice points: the new grid's only."""
        asked = {
            "diploma_points": ("diploma", self.employee.diploma),
            "tutor_points": ("tutor", self.employee.tutor),
            "apprentice_points": ("apprentice_master", self.employee.apprentices),
        }
        return {
            name: given_by(self.binding.keyed(f"{BRANCH}.supplements.{table}", str(key)))
            if key and self.is_new
            else _nothing("points")
            for name, (table, key) in asked.items()
        }

    def _hours(self) -> dict[str, Input]:
        return {
            "hourly_rate": self._scalar("hourly_rate"),
            "sunday_rate": self._scalar("supplements.sunday"),
            "sunday_hours": Input(self.employee.sunday_hours, "h", _("hours on Sundays and public holidays")),
            "night_rate": self._scalar("supplements.night") if self._works_nights() else _nothing("%"),
            "night_hours": Input(self.employee.night_hours, "h", _("night hours")),
        }

    def _works_nights(self) -> bool:
        """Night pay exists since Avenant 43, from an échelon on in the lowest row."""
        if not (self.employee.night_hours and self.is_new):
            return False
        lowest = self.binding.scalar(f"{BRANCH}.supplements.night_from").value
        if self.position.row.endswith("employe.1") and self.position.place < lowest:
            self.warnings.append(_("no night supplement: employé degree 1 échelon 1 cannot be a night worker"))
            return False
        return True

    def _on_call(self) -> dict[str, Input]:
        days = {
            "ordinary": self.employee.on_call,
            "special": self.employee.on_call_special,
            "split_special": self.employee.on_call_split_special,
        }
        built: dict[str, Input] = {}
        for kind, number in days.items():
            path = f"{BRANCH}.supplements.on_call"
            built[f"{kind}_points"] = given_by(self.binding.keyed(path, kind.replace("_", "-")))
            built[f"{kind}_days"] = Input(number, "days", _("on-call days"))
        return built

    def _allowances(self) -> Iterator[tuple[str, Input]]:
        counted = 0
        counts = not self.is_new and self.values["minimum_wage_floor"].value == "base-and-allowances"
        for name, number in self.employee.allowances.items():
            path = f"{BRANCH}.{'new' if self.is_new else 'old'}_allowances.{name}"
            if path not in self.binding.law.paths or not self._entitled(path, name):
                continue
            points = self._allowance_points(path, name, number)
            counted += points.value * counts
            self.allowances[name] = f"allowance.{name}.points"
            yield self.allowances[name], points
        yield "counted_points", Input(counted, "points", _("allowance points counted against the minimum wage"))

    def _allowance_points(self, path: str, name: str, number: int | None) -> Input:
        table = self.binding.law.table(path)
        if table.shape == "bands":
            if number is None:
                raise UsageError("allowance-number", name=name)
            return given_by(self.binding.band(path, number))
        return self.of(path)

    def _entitled(self, path: str, name: str) -> bool:
        """Drop an allowance that the text gives to other jobs or statuses; doubt an odd category."""
        about = self.binding.law.table(path).about
        place = self.position.row.partition("_grid.")[2]
        jobs, job = about["jobs"], self.employee.job
        if job and jobs and job not in jobs:
            return self._warn_allowance(_("allowance {name}: not due here, the text gives it to {who}"), name, jobs)
        if about["statuses"] and not place.startswith(tuple(about["statuses"])):
            due = about["statuses"]
            return self._warn_allowance(_("allowance {name}: not due here, the text gives it to {who}"), name, due)
        if about["categories"] and place not in about["categories"]:
            message = _("allowance {name}: its jobs are in category {who}; check that it is due")
            self._warn_allowance(message, name, about["categories"])
        version = self.binding.standing(path)
        if version is not None and version.note is not None:
            self.warnings.append(_("allowance {name}: {note}").format(name=name, note=language.label(version.note)))
        return True

    def _warn_allowance(self, message: str, name: str, who: list[str]) -> bool:
        self.warnings.append(message.format(name=name, who=", ".join(who)))
        return False

    def _scalar(self, name: str) -> Input:
        return self.of(f"{BRANCH}.{name}")


def _nothing(unit: str) -> Input:
    return Input(0, unit, "")
