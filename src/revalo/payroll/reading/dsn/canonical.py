"""One canonical row for each contract and month, as text, from typed declarations; every choice made is noted."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from revalo.calendar import completed_years
from revalo.language import _
from revalo.money import plain
from revalo.payroll.reading.dsn.declaration import Contract, Declaration, Establishment, Person, Seniority
from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.dsn.pay import is_of, last_day, paid, partial
from revalo.payroll.reading.dsn.quotity import post_time, private_time

COLUMNS = (
    *("employee_id", "service_id", "department", "month", "sector", "profession"),
    *("index", "part_time", "hours", "fte", "seniority", "paid_gross", "declared_cti"),
)
# Rubriques behind the columns: what `revalo columns` shows. Several may feed one column.
USED: Mapping[str, str] = {
    "S20.G00.05.005": "month",
    "S21.G00.06.001": "service_id",
    "S21.G00.11.001": "service_id",
    "S21.G00.11.004": "department",
    "S21.G00.11.022": "sector",
    "S21.G00.30.019": "employee_id",
    "S21.G00.40.002": "sector",
    "S21.G00.40.008": "profession",
    "S21.G00.40.012": "fte",
    "S21.G00.40.013": "hours",
    "S21.G00.40.017": "sector",
    "S21.G00.40.054": "fte",
    "S21.G00.40.055": "part_time",
    "S21.G00.40.058": "index",
    "S21.G00.40.081": "service_id",
    "S21.G00.51.013": "paid_gross",
    "S21.G00.86.003": "seniority",
}
CIVIL_SERVICE = {"08": "fpe", "09": "fph", "10": "fpt"}  # by S21.G00.40.002
# By IDCC. 2264 holds both fhp and synerpa, 0218 more than ugecam: neither says the sector.
AGREEMENTS = {"2941": "bad", "0029": "ccn51", "0413": "ccn66", "0405": "ccn65"}
APPRENTICE = ("64", "65", "81")
NOT_EMPLOYMENT = ("29", "80", "81", "89")  # internship, company and elected office, civic service
BRANCH, COMPANY = "02", "07"


@dataclass(frozen=True, slots=True)
class Row:
    """A row. `cells`: the canonical columns that it fills.

    Beside them, for `check`, in cents: `base` (type 010), `cti` (type 022) with its points, `back_pay` kept apart; and
    why the month is `partial`.
    """

    line: int
    cells: Mapping[str, str]
    base: int | None
    cti: int | None
    cti_points: int | None
    back_pay: int
    partial: tuple[str, ...]


def canonical_rows(declarations: Iterable[Declaration], notes: Notes) -> list[Row]:
    """The rows of every contract of every declaration, in the order of the file."""
    return [row for declaration in declarations for row in _rows(declaration, notes)]


def _rows(declaration: Declaration, notes: Notes) -> Iterator[Row]:
    for person in declaration.persons:
        kept = [each for each in person.contracts if _is_employed(each, declaration.month, notes)]
        if len(kept) > 1:
            notes.add(_("a person with several contracts: one row each"), person.line)
        _note_orphans(person, notes)
        for contract in kept:
            yield _row(declaration, person, contract, notes)


def _is_employed(contract: Contract, month: date, notes: Notes) -> bool:
    if contract.nature in NOT_EMPLOYMENT:
        notes.add(_("an internship, an office or a civic service is not a job: no row"), contract.line)
        return False
    if contract.start > last_day(month) or (contract.end is not None and contract.end < month):
        notes.add(_("a contract outside the declared month: no row"), contract.line)
        return False
    return True


def _note_orphans(person: Person, notes: Notes) -> None:
    beside = [(each.contract, each.line) for each in person.pay]
    beside += [(each.contract, each.line) for each in person.extras]
    beside += [(each.contract, each.line) for each in person.seniorities]
    for number, line in beside:
        if not any(is_of(number, contract, person) for contract in person.contracts):
            notes.add(_("pay or seniority of a contract that is not declared is not read"), line)


def _row(declaration: Declaration, person: Person, contract: Contract, notes: Notes) -> Row:
    month = declaration.month
    amounts = paid(person, contract, month, notes)
    whole = partial(contract, month, absent=amounts.absent)
    if whole:
        notes.add(_("a month with an entry, an exit, an absence or a change is not a whole one"), contract.line)
    if contract.post.cti_points:
        notes.add(_("CTI points are declared: they are carried, not computed"), contract.line)
    cells: dict[str, str | None] = {
        "employee_id": person.employee_id,
        "service_id": contract.finess or declaration.establishment.siret,
        "department": _department(declaration.establishment),
        "month": f"{month:%Y-%m}",
        "sector": _sector(declaration.establishment, contract, notes),
        "profession": "apprenti" if contract.scheme in APPRENTICE else None,
        "seniority": _seniority(person, contract, month, notes),
        "paid_gross": None if amounts.gross is None or whole else plain(amounts.gross),
        "declared_cti": None if amounts.cti is None else plain(amounts.cti),
        **_work(contract, notes),
    }
    filled = {name: cells[name] for name in COLUMNS}
    given = {name: value for name, value in filled.items() if value is not None}
    return Row(contract.line, given, amounts.base, amounts.cti, contract.post.cti_points, amounts.back_pay, whole)


def _work(contract: Contract, notes: Notes) -> dict[str, str | None]:
    """Time worked and index. The contract's hours do not count where the civil service declares a post."""
    civil = contract.status in CIVIL_SERVICE
    hours, fte = post_time(contract, notes) if civil else private_time(contract, notes)
    index, rate = (contract.post.index, contract.post.part_time) if civil else (None, None)
    return {
        "hours": hours,
        "fte": fte,
        "index": None if index is None else str(index),
        "part_time": None if rate is None else plain(rate, 2, 0),
    }


def _sector(establishment: Establishment, contract: Contract, notes: Notes) -> str:
    """From the status, else from the agreement; one that says no sector is left as it is, and refused later."""
    civil = CIVIL_SERVICE.get(contract.status or "")
    if civil:
        return civil
    idcc = contract.idcc or establishment.idcc or ""
    if idcc in AGREEMENTS:
        return AGREEMENTS[idcc]
    notes.add(_("the collective agreement (IDCC) does not say the sector: its rows cannot be computed"), contract.line)
    return f"idcc-{idcc}" if len(idcc) == len("2941") and idcc.isascii() and idcc.isdigit() else "idcc"


def _department(establishment: Establishment) -> str | None:
    """Overseas, where the postal code names it (and 976 has its own law); a mainland code may straddle two."""
    code = establishment.postal_code or ""
    return code[:3] if code.startswith("97") and code.isascii() and code.isdigit() else None


def _seniority(person: Person, contract: Contract, month: date, notes: Notes) -> str | None:
    """Completed years in the branch if declared, else in the company."""
    mine = [each for each in person.seniorities if is_of(each.contract, contract, person)]
    for kind in (BRANCH, COMPANY):
        declared = [(each, _years(each, month)) for each in mine if each.kind == kind and each.value is not None]
        years = [value for _each, value in declared if value is not None]
        if not years:
            continue
        if len(set(years)) > 1:
            notes.add(_("seniority of one kind declared twice, differently: the first is taken"), declared[0][0].line)
        if kind == COMPANY and contract.status not in CIVIL_SERVICE:
            notes.add(_("seniority in the branch is not declared: that in the company is taken"), declared[0][0].line)
        return str(years[0])
    return None


def _years(seniority: Seniority, month: date) -> int | None:
    """Completed years on the last day of the declared month."""
    value, last = seniority.value or 0, last_day(month)
    if seniority.unit == "01":
        return completed_years(last - timedelta(days=min(value, last.toordinal() - 1)), last)
    return {"02": value // 12, "03": value}.get(seniority.unit or "")
