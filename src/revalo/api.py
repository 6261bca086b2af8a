"""The library: the same answers as the command line, from Python."""

from collections.abc import Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revalo.analysis.comparison import Comparison, Request, imagining
from revalo.analysis.comparison import compute as compute_comparison
from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.grids import store
from revalo.grids.law import Law
from revalo.rules.employer.employer import TOLD, Employer, asked_of
from revalo.rules.net import net_request
from revalo.rules.person import read_employee

if TYPE_CHECKING:
    from revalo.rules.employer.cost import EmployerCosts

Day = date | str | None


def load_law(folder: str | PathLike[str] | None = None, scenarios: Sequence[str | PathLike[str]] = ()) -> Law:
    """The law shipped with the program, or with the YAML files of `folder` laid over it; then what-if scenarios.

    Raises `LawError` naming file, line and field when a law file or a scenario does not hold together.
    """
    law = store.load(Path(folder) if folder else None)
    if scenarios:
        return under(law, scenarios)
    if folder:
        _prove(law)
    return law


def under(law: Law, scenarios: Sequence[str | PathLike[str]]) -> Law:
    """The law with what-if scenarios (YAML files) laid over it; raises `LawError` as `load_law` does."""
    from revalo.grids.scenarios import layered  # noqa: PLC0415 - pydantic and YAML only when a scenario is read

    law = layered(law, [Path(each) for each in scenarios])
    _prove(law)
    return law


def _prove(law: Law) -> None:
    from revalo.rules.bounds import prove  # noqa: PLC0415 - the shipped law was proved when it was compiled

    prove(law)


def compute(  # noqa: PLR0913 - the options of the command line, by name
    *,
    before: Day = None,
    after: Day = None,
    without: tuple[str, ...] | list[str] = (),
    with_: tuple[str, ...] | list[str] = (),
    known_on: Day = None,
    member: bool | None = None,
    settings: Mapping[str, str] | None = None,
    scenarios: Sequence[str | PathLike[str]] = (),
    net: bool = False,
    net_status: str | None = None,
    net_residual: str | None = None,
    employer_cost: bool = False,
    staff: Any = None,
    accident_rate: Any = None,
    provident_rate: Any = None,
    exempt_share: Any = None,
    payroll_tax: bool | None = None,
    law: Law | None = None,
    **person: Any,
) -> dict[str, Any]:
    """One person, before and after: the object that `revalo compute --json` prints.

    `person`: the inputs of the contract under their names (`category="C", year=8, hours="104.5"`); decimal numbers as
    text, int or Decimal, never float. `scenarios`: files of what-ifs, let in on the after side together with those that
    `law` was loaded with. `employer_cost` adds what the pay costs, for an employer told by `staff`, `accident_rate` and
    `provident_rate` (per cent, "3.66"), `exempt_share` ("0.8") and `payroll_tax`. Amounts come as text in euros with
    two decimals. Raises `UsageError` for inputs that do not fit, `NotComputable` where the law has no sourced value.
    """
    from revalo.analysis.attribution import effects  # noqa: PLC0415 - not every comparison is split by cause
    from revalo.reports.json.results import comparison  # noqa: PLC0415 - labels follow the language in use by then

    held = law or load_law()
    held = under(held, scenarios) if scenarios else held
    request = Request(
        day_of("before", before),
        day_of("after", after),
        tuple(without),
        tuple(with_),
        day_of("known_on", known_on),
        member,
        settings or {},
    )
    asked = net_request(net_status, net_residual, wanted=net)
    told = {name: value for name, value in locals().items() if name in TOLD}
    employer = asked_of(told, wanted=employer_cost)
    found = compare(held, person, imagining(held, request))
    found, costs = costed(found, employer)
    return comparison(found, effects(found), costs, asked)


def compare(law: Law, person: Mapping[str, Any], request: Request) -> Comparison:
    """The comparison itself, with all that stands behind each line."""
    return compute_comparison(law, read_employee(law, person), request)


def costed(found: Comparison, employer: Employer | None) -> tuple[Comparison, "EmployerCosts | None"]:
    """The comparison and what it costs an employer, with the assumptions of both; no cost without an employer."""
    if employer is None:
        return found, None
    from revalo.rules.employer.cost import employer_costs, noted  # noqa: PLC0415 - only where a cost is asked for

    costs = employer_costs(found, employer)
    return noted(found, costs), costs


def day_of(name: str, value: Day) -> date | None:
    """A day given as a date or as ISO text, or None; a `UsageError` names the option."""
    if value is None or isinstance(value, date):
        return value
    try:
        return parse_day(value)
    except ValueError:
        raise UsageError("date-form", option="--" + name.replace("_", "-")) from None
