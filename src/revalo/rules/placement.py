"""Where a person stands in the grids on a day: what was given, what follows from it, what had to be assumed."""

from datetime import date
from typing import NamedTuple

from revalo import language
from revalo.calendar import completed_years, written, years_exceeded
from revalo.errors import UsageError
from revalo.grids.binding import Binding, Found
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.fields import Employee

LAST_YEAR = 30


class Assumption(NamedTuple):
    """Something that was not given and had to be taken: the field, its value and why."""

    field: str
    value: int | str
    reason: str


class Seniority(NamedTuple):
    """Years completed on a day (the anniversary completes one), and years strictly exceeded (a year and a day)."""

    completed: int
    exceeded: int


class Position(NamedTuple):
    """A place in the grid of the day. `row`: the table of coefficients; `place`: the year or the échelon in it.

    `seniority`: in the grid of 2021, where it is paid apart; `by_job`: the version of the law that placed the job
    there, if the job did.
    """

    regime: str
    row: str
    place: int
    seniority: Seniority | None = None
    by_job: Found | None = None


class Placement:
    """Finds a person's position under a binding; gathers the assumptions made on the way."""

    def __init__(self, employee: Employee, binding: Binding) -> None:
        self.employee = employee
        self.binding = binding
        self.day: date = binding.choices.day
        self.assumptions: list[Assumption] = []
        self.warnings: list[str] = []
        self.by_job: Found | None = None
        self.known_seniority = self._seniority()

    def position(self) -> Position:
        """The row and the place in it."""
        regime = self.binding.word("avenant43.classification")
        if regime == "new-grid":
            status, degree = self._classification()
            row, place = f"avenant43.new_grid.{status}.{degree}", self._echelon()
            return Position(regime, row, place, self.seniority(), self.by_job)
        row, place = f"avenant43.old_grid.{self._category()}", self._year()
        return Position(regime, row, place)

    def assume(self, name: str, value: int | str, reason: str) -> None:
        """Note an assumption, once."""
        assumption = Assumption(name, value, reason)
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)

    def _seniority(self) -> Seniority | None:
        since, years = self.employee.since, self.employee.seniority
        if since is not None:
            if since > self.day:
                raise UsageError("not-yet-in-the-branch", day=written(self.day, language.current()))
            return Seniority(completed_years(since, self.day), years_exceeded(since, self.day))
        if years is not None:
            return Seniority(years, years)
        return None

    def seniority(self) -> Seniority:
        """The seniority known, or taken from the row of the old grid, or none."""
        if self.known_seniority is None:
            year = self.employee.year
            years = (year or 1) - 1
            reason = (
                _("not given: completed years taken as the row of the old grid less one")
                if year
                else _("not given: no seniority counted")
            )
            self.assume("seniority", years, reason)
            self.known_seniority = Seniority(years, years)
        return self.known_seniority

    def _year(self) -> int:
        if self.employee.year is not None:
            return self.employee.year
        if self.known_seniority is None:
            raise UsageError("year-needed")
        year = min(self.known_seniority.completed + 1, LAST_YEAR)
        self.assume("year", year, _("not given: the row of the old grid is the completed years plus one"))
        return year

    def _category(self) -> str:
        if self.employee.category is not None:
            self._doubt_category(self.employee.category)
            return self.employee.category
        if self.employee.job is not None:
            return self._category_of_job(self.employee.job)
        if self.employee.status is None or self.employee.degree is None:
            raise UsageError("category-needed")
        target = f"{self.employee.status}.{self.employee.degree}"
        leads = categories_leading(self.binding.law, target, self.employee.domain)
        if len(leads) != 1:
            raise UsageError("several-categories", names=", ".join(leads))
        reason = _("not given: the only old category that leads to this status and degree")
        [category] = leads
        self.assume("category", category, reason)
        return category

    def _doubt_category(self, category: str) -> None:
        """Warn where the category given is not that of the job given."""
        job = self.employee.job
        if job is None:
            return
        usual = self.binding.law.table(f"avenant43.jobs.{job}").categories
        if usual and category not in usual:
            message = _("job {job} is in category {usual}; category {category} is kept as given")
            self.warnings.append(message.format(job=job, usual=", ".join(usual), category=category))

    def _category_of_job(self, job: str) -> str:
        categories = self.binding.law.table(f"avenant43.jobs.{job}").categories
        if not categories:
            raise UsageError("job-without-category")
        return str(categories[0])

    def _classification(self) -> tuple[str, int]:
        status, degree = self.employee.status, self.employee.degree
        if status is None or degree is None:
            follows = self._following()
            if follows is None:
                raise UsageError("classification-needed")
            new_status, new_degree = follows.split(".")[-2:]
            status, degree = status or new_status, degree or int(new_degree)
        return status, degree

    def _following(self) -> str | None:
        """The status and degree that follow from the job, or else from the old category."""
        if self.employee.job is not None:
            found = self.binding.scalar(f"avenant43.jobs.{self.employee.job}")
            self.by_job = found
            return str(found.value)
        if self.employee.category is not None:
            found = self.binding.scalar(f"avenant43.transposition.{self.employee.category}")
            status, degree = found.value.split(".")
            reason = _("not given: follows from the old category, by the job lists of the two texts")
            self.assume("status", status, reason)
            self.assume("degree", int(degree), reason)
            return str(found.value)
        return None

    def _echelon(self) -> int:
        if self.employee.echelon is not None:
            return self.employee.echelon
        months = self.binding.scalar("avenant43.progression.echelon_2_practice").value
        echelon = 2 if self.seniority().completed * 12 >= months else 1
        reason = _("not given: 2 from four completed years, else 1; échelon 3 needs an assessment")
        self.assume("echelon", echelon, reason)
        return echelon


def categories_leading(law: Law, target: str, domain: str | None) -> list[str]:
    """Old categories whose transposition, and whose jobs in the domain if given, lead to a status and degree."""
    rows = list(law.rows("avenant43.transposition"))
    leads = [table.path.rpartition(".")[2] for table in rows if table.versions[-1].value == target]
    if domain is None:
        return leads
    full = f"{domain}.{target}"
    jobs = [job for job in law.rows("avenant43.jobs") if any(version.value == full for version in job.versions)]
    return [category for category in leads if any(category in job.categories for job in jobs)]
