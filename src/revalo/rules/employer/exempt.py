"""The share of hours done at the home of frail people, where the employer does not tell it."""

from revalo.grids.binding import Binding
from revalo.grids.law import Law
from revalo.language import _
from revalo.rules.caveats import Assumption, Ruled
from revalo.rules.employer.contributions import WHOLE
from revalo.rules.fields import Employee

SAAD, INTERVENTION = "saad", "intervention"


def default_exempt_share(law: Law, employee: Employee) -> tuple[int, str | None]:
    """1 for the intervention filière of a private `saad`, in millionths, 0 elsewhere; why, None for civil servants."""
    if law.pay(employee.sector) == "index":
        return 0, None
    structure = employee.structure or law.sectors[employee.sector].structure
    if law.pay(employee.sector) != "branch" or structure != SAAD:
        return 0, _("no exempt hours outside home-help services (SAAD)")
    domain = employee.domain or domain_of_job(law, employee.job)
    if domain is None:
        return WHOLE, _("filière unknown: all hours counted at vulnerable people's homes")
    if domain == INTERVENTION:
        return WHOLE, _("in the intervention filière, all hours at vulnerable people's homes")
    return 0, _("no exempt hours outside the intervention filière")


def domain_of_job(law: Law, job: str | None) -> str | None:
    """The filière of a job of the branch; None without a job."""
    if job is None:
        return None
    places = [version.value for version in law.table(f"avenant43.jobs.{job}").versions if version.value]
    return str(places[-1]).split(".")[0] if places else None


def exempt_share(binding: Binding, sector: str, structure: str | None, domain: str | None, job: str | None) -> Ruled:
    """The usual share, in millionths, as an assumption where there is something to assume."""
    usual, why = default_exempt_share(binding.law, Employee(sector=sector, structure=structure, domain=domain, job=job))
    return Ruled(usual, () if why is None else (Assumption("exempt_share", usual // WHOLE, why),))
