"""Where a person stands in the grids on a day: what was given, what follows from it, what had to be assumed."""

from typing import NamedTuple

from revalo.errors import UsageError
from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.caveats import Assumption, PayWarning, Ruled
from revalo.rules.coefficient import new_place, year_given
from revalo.rules.inputs import Input, scalar
from revalo.rules.payee import Given, Payee
from revalo.rules.seniority import Seniority, counted_seniority, known_seniority

BRANCH = "avenant43"
NEW = "new-grid"
LAST_YEAR = 30
MONTHS_A_YEAR = 12


class Place(NamedTuple):
    """A place in the grid of the day. `row`: the table of coefficients; `step`: the year or the échelon in it.

    `seniority`: in the grid of 2021, where it is paid apart, else as it is known (None where it is not); `by_job`: the
    version of the law that placed the job there, if the job did.
    """

    regime: str
    row: Given
    step: Given
    seniority: Given
    by_job: Given = None

    @property
    def is_new(self) -> bool:
        """Whether the grid of Avenant 43 applies."""
        return self.regime == NEW


def placed(payee: Payee) -> Place:
    """The row and the step in it, in the grid that applies on the day."""
    known = known_of(payee)
    regime = payee.binding.word(f"{BRANCH}.classification")
    if regime == NEW:
        return _in_new_grid(payee, known)
    category = old_category_of(payee)
    year = payee.apply(old_year, year_given(payee, category), known, column="year")
    return Place(regime, payee.look_up(old_row, category), year, known)


def known_of(payee: Payee) -> Given:
    """The seniority of a payee; None where it is not known."""
    return payee.apply(known_seniority, payee.time_since(), payee.value("seniority"), column="since")


def _in_new_grid(payee: Payee, known: Given) -> Place:
    degree = degree_of(payee)
    given = (*_status_and_degree(payee), payee.value("job"))
    by_job = payee.look_up(place_of_job, *given, column="job")
    payee.apply(job_of_profession, *given, payee.value("profession"), degree)
    seniority = payee.apply(counted_seniority, known, year_of(payee))
    echelon = payee.apply(echelon_reached, new_place(payee, "echelon"), seniority)
    return Place(NEW, payee.look_up(new_row, degree), echelon, seniority, by_job)


def old_category_of(payee: Payee) -> Given:
    """The category of the grid before October 2021."""
    category, job, domain = map(payee.value, ("category", "job", "domain"))
    return payee.apply(old_category, category, job, *_status_and_degree(payee), domain, column="category")


def degree_of(payee: Payee) -> Given:
    """The status and degree of the grid since October 2021, as one name: `employe.2`."""
    return payee.apply(new_degree, *_status_and_degree(payee), *map(payee.value, ("job", "category")), column="status")


def year_of(payee: Payee) -> Given:
    """The row of the old grid, where it is given, or the old coefficient with the category or the job."""
    if payee.value("old_coefficient") is None:
        return payee.value("year")
    category = payee.look_up(category_given, payee.value("category"), payee.value("job"))
    return year_given(payee, category)


def category_given(binding: Binding, category: str | None, job: str | None) -> str | None:
    """The old category given, or that of the job; None where it is neither."""
    if category is not None or job is None:
        return category
    of_job = binding.law.table(f"{BRANCH}.jobs.{job}").categories
    return str(of_job[0]) if of_job else None


def _status_and_degree(payee: Payee) -> tuple[Given, Given]:
    return new_place(payee, "status"), new_place(payee, "degree")


def old_row(_binding: Binding, category: str) -> str:
    """The coefficients of a category."""
    return f"{BRANCH}.old_grid.{category}"


def new_row(_binding: Binding, degree: str) -> str:
    """The coefficients of a status and degree."""
    return f"{BRANCH}.new_grid.{degree}"


def old_year(_binding: Binding, year: int | None, known: Seniority | None) -> Ruled:
    """The row of the old grid: given, or the completed years plus one."""
    if year is not None:
        return Ruled(year)
    if known is None:
        raise UsageError("year-needed")
    reached = min(known.completed + 1, LAST_YEAR)
    reason = _("completed years + 1")
    return Ruled(reached, (Assumption("year", reached, reason),))


def old_category(
    binding: Binding, category: str | None, job: str | None, status: str | None, degree: int | None, domain: str | None
) -> Ruled:
    """The old category: given, of the job, or the only one that leads to the status and degree (in the domain)."""
    if category is not None:
        return Ruled(category, _doubtful(binding.law, category, job))
    if job is not None:
        return Ruled(_category_of_job(binding.law, job))
    if status is None or degree is None:
        raise UsageError("category-needed")
    leads = categories_leading(binding.law, f"{status}.{degree}", domain)
    if len(leads) != 1:
        raise UsageError("several-categories", names=", ".join(leads))
    reason = _("the only old category that leads to this status and degré")
    return Ruled(leads[0], (Assumption("category", leads[0], reason),))


def _doubtful(law: Law, category: str, job: str | None) -> tuple[PayWarning, ...]:
    """A warning where the category given is not that of the job given."""
    usual = law.table(f"{BRANCH}.jobs.{job}").categories if job else ()
    if not usual or category in usual:
        return ()
    message = _("job {job} is in category {usual}; category {category} is kept as given")
    return (PayWarning("doubtful-category", message.format(job=job, usual=", ".join(usual), category=category)),)


def _category_of_job(law: Law, job: str) -> str:
    categories = law.table(f"{BRANCH}.jobs.{job}").categories
    if not categories:
        raise UsageError("job-without-category")
    return str(categories[0])


def new_degree(
    binding: Binding, status: str | None, degree: int | None, job: str | None, category: str | None
) -> Ruled:
    """Status and degree: each given, of the job, or else what follows from the old category."""
    if status is not None and degree is not None:
        return Ruled(f"{status}.{degree}")
    if job is not None:
        usual = str(binding.scalar(f"{BRANCH}.jobs.{job}").value)
    elif category is not None:
        usual = str(binding.scalar(f"{BRANCH}.transposition.{category}").value)
    else:
        raise UsageError("classification-needed")
    usual_status, usual_degree = usual.split(".")[-2:]
    reason = _("follows from the old category, by the job lists of the two texts")
    assumed = (Assumption("status", usual_status, reason), Assumption("degree", int(usual_degree), reason))
    taken = tuple(each for each, given in zip(assumed, (status, degree), strict=True) if given is None)
    return Ruled(f"{status or usual_status}.{degree or usual_degree}", () if job is not None else taken)


def place_of_job(binding: Binding, status: str | None, degree: int | None, job: str | None) -> Input | None:
    """What the law says of the job, where the job gives the status or the degree."""
    if job is None or (status is not None and degree is not None):
        return None
    return scalar(binding, f"{BRANCH}.jobs.{job}")


def job_of_profession(
    binding: Binding, status: str | None, degree: int | None, job: str | None, profession: str | None, taken: str
) -> Ruled:
    """A warning where the old category gives the place, and the job of the same name as the profession has another."""
    if job is not None or profession is None or (status is not None and degree is not None):
        return Ruled(None)
    named = _job_named(binding.law, profession)
    version = binding.standing(f"{BRANCH}.jobs.{named}") if named else None
    if version is None or version.value is None or str(version.value).partition(".")[2] == taken:
        return Ruled(None)
    message = _(
        "profession {profession}: its job is {place} ({text}), and {taken} is taken; for that place: --job {job}"
    )
    display = binding.law.table(f"{BRANCH}.transposition.A").display
    place, other = display(str(version.value).partition(".")[2]), display(taken)
    words = message.format(profession=profession, place=place, text=version.text, taken=other, job=named)
    return Ruled(None, (PayWarning("job-of-profession", words),))


def _job_named(law: Law, profession: str) -> str | None:
    """The job that has the name of a profession, its own or another one."""
    jobs = ((table.path.rpartition(".")[2], table) for table in law.rows(f"{BRANCH}.jobs"))
    return next((name for name, table in jobs if profession == name or profession in table.aliases), None)


def echelon_reached(binding: Binding, echelon: int | None, seniority: Seniority) -> Ruled:
    """The échelon: given, or by the time of practice."""
    if echelon is not None:
        return Ruled(echelon)
    months = binding.scalar(f"{BRANCH}.progression.echelon_2_practice").value
    reached = 2 if seniority.completed * MONTHS_A_YEAR >= months else 1
    reason = _("2 from 4 completed years, otherwise 1; échelon 3 needs an assessment")
    return Ruled(reached, (Assumption("echelon", reached, reason),))


def categories_leading(law: Law, target: str, domain: str | None) -> list[str]:
    """Old categories whose transposition, and whose jobs in the domain if given, lead to a status and degree."""
    rows = list(law.rows(f"{BRANCH}.transposition"))
    leads = [table.path.rpartition(".")[2] for table in rows if table.versions[-1].value == target]
    if domain is None:
        return leads
    full = f"{domain}.{target}"
    jobs = [job for job in law.rows(f"{BRANCH}.jobs") if any(version.value == full for version in job.versions)]
    return [category for category in leads if any(category in job.categories for job in jobs)]
