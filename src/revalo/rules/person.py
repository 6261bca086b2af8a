"""One person, as understood: typed, within limits, in integers."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.grids.law import Law, near
from revalo.language import N_, _
from revalo.money import parse_fixed, plain

UNKNOWN = {"sector": "unknown-sector", "structure": "unknown-structure", "profession": "unknown-profession"}
NAMED = {"sector": "sectors", "structure": "structures", "profession": "professions"}
OWN = {
    "branch": (
        *("job", "category", "year", "domain", "status", "degree", "echelon", "tutor", "apprentices", "sunday_hours"),
        *("night_hours", "on_call", "on_call_special", "on_call_split_special", "allowances"),
    ),
    "index": ("index", "part_time"),
    "gross": ("gross",),
}  # the inputs that only one way of being paid takes
_DEPARTMENT = re.compile(r"\d{1,3}|2[AB]", re.ASCII)
CATEGORIES = tuple("ABCDEFGHI")
STATUSES = ("employe", "technicien", "cadre")
DOMAINS = ("intervention", "support")
MOST_HOURS = 744_00  # a month of 31 days, in hundredths of an hour
MOST_DAYS = 31_00
MOST_INDEX = 2_000
MOST_GROSS = 30_000_00  # full-time gross a month, in cents
SHARE = 6  # decimals of `fte`


@dataclass(frozen=True, slots=True)
class Employee:
    """A person. Hours and days in hundredths, `fte` in millionths, `gross` in cents; None where not given."""

    sector: str = "bad"
    structure: str | None = None
    profession: str | None = None
    department: str | None = None
    index: int | None = None
    part_time: int | None = None
    gross: int | None = None
    absence_days: int | None = None
    job: str | None = None
    category: str | None = None
    year: int | None = None
    domain: str | None = None
    status: str | None = None
    degree: int | None = None
    echelon: int | None = None
    seniority: int | None = None
    since: date | None = None
    diploma: int | None = None
    hours: int | None = None
    fte: int | None = None
    tutor: int = 0
    apprentices: int = 0
    sunday_hours: int = 0
    night_hours: int = 0
    on_call: int = 0
    on_call_special: int = 0
    on_call_split_special: int = 0
    allowances: Mapping[str, int | None] = field(default_factory=dict)

    def understood(self) -> dict[str, Any]:
        """The inputs that were given, as JSON shows them."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        given = {
            name: value for name, value in values.items() if value not in (None, {}) and value != _UNASKED.get(name)
        }
        return {name: _shown(name, value) for name, value in given.items()}


class Reader(NamedTuple):
    """How an input is read, and what it must be."""

    read: Callable[[Any], Any]
    expected: str


def read_employee(law: Law, given: Mapping[str, Any]) -> Employee:
    """An `Employee` from text, integers, Decimals or dates; a `UsageError` names the option at fault.

    A binary float is refused: write "104.5" or Decimal("104.5").
    """
    values = {name: _value(name, value) for name, value in given.items() if value is not None}
    if "job" in values:
        values["job"] = find_job(law, values["job"])
    for name in NAMED:
        if name in values:
            values[name] = find_named(law, name, values[name])
    for name in values.get("allowances", {}):
        _check_allowance(law, name)
    employee = Employee(**values)
    _check_sector(law, employee)
    _check_seniority(employee)
    _check_time(law, employee)
    return employee


def find_job(law: Law, name: str) -> str:
    """The job with this name or alias; a usage error with the nearest names."""
    wanted = slug(name)
    spellings = list(job_spellings(law))
    for spelling, job in spellings:
        if spelling == wanted:
            return job
    known = [spelling for spelling, _job in spellings]
    raise UsageError("unknown-job", name=name, near=near(name, known))


def find_named(law: Law, name: str, value: str) -> str:
    """A sector, structure or profession by its name, another name or its label; a usage error with the nearest."""
    wanted, section = slug(value), NAMED[name]
    for spelling, key in named_spellings(law, name):
        if spelling == wanted:
            return key
    entries = law.named(section)
    aliases = [alias for entry in entries.values() for alias in entry.aliases]
    raise UsageError(UNKNOWN[name], name=value, near=near(value, [*entries, *aliases]))


def job_spellings(law: Law) -> Iterator[tuple[str, str]]:
    """Each way to write each job, as a slug, with the job: its name, other names, labels."""
    for table in law.rows("avenant43.jobs"):
        job = table.path.rpartition(".")[2]
        for spelling in (job, *table.about["aliases"], *map(slug, table.label.values())):
            yield spelling, job


def named_spellings(law: Law, name: str) -> Iterator[tuple[str, str]]:
    """The same for the sectors, structures or professions: `name` is one of `NAMED`."""
    for key, entry in law.named(NAMED[name]).items():
        for spelling in (key, *entry.aliases, *map(slug, entry.label.values())):
            yield spelling, key


def slug(text: str) -> str:
    """Lower case, without accents, words joined by hyphens."""
    import unicodedata  # noqa: PLC0415 - only when a name is given

    bare = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def option(name: str) -> str:
    """The command-line option of an input: `--sunday-hours`."""
    return "--allowance" if name == "allowances" else "--" + name.replace("_", "-")


def _value(name: str, value: Any) -> Any:
    reader = READERS.get(name)
    if reader is None:
        raise UsageError("unknown-input", name=name, near=near(name, list(READERS)))
    try:
        return reader.read(value)
    except (ValueError, TypeError, AttributeError):
        raise UsageError("input-value", option=option(name), expected=_(reader.expected)) from None


def _whole(low: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        number = parse_fixed(str(value), 0) if not isinstance(value, (bool, float)) else None
        if number is None or not low <= number <= high:
            raise ValueError
        return number

    return read


def _fixed(places: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if isinstance(value, (bool, float)):
            raise TypeError
        number = parse_fixed(str(value), places)
        if not 0 <= number <= high:
            raise ValueError
        return number

    return read


def _positive(places: int, high: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        number = _fixed(places, high)(value)
        if number == 0:
            raise ValueError
        return number

    return read


def _one_of(names: tuple[str, ...]) -> Callable[[Any], str]:
    by_slug = {slug(name): name for name in names}

    def read(value: Any) -> str:
        found = by_slug.get(slug(value))
        if found is None:
            raise ValueError
        return found

    return read


def _day(value: Any) -> date:
    return value if isinstance(value, date) else parse_day(value)


def _allowances(value: Any) -> dict[str, int | None]:
    if isinstance(value, Mapping):
        return {name: None if number is None else _whole(0, 99_999)(number) for name, number in value.items()}
    found: dict[str, int | None] = {}
    for entry in value:
        given, mark, number = entry.partition("=")
        name = slug(given)
        if name in found:
            raise ValueError
        found[name] = _whole(0, 99_999)(number) if mark else None
    return found


def _department(value: Any) -> str:
    code = str(value).strip().upper()
    if not _DEPARTMENT.fullmatch(code):
        raise ValueError
    return code.zfill(2)


def _identity(value: Any) -> Any:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


READERS: dict[str, Reader] = {
    "sector": Reader(_identity, N_("a sector")),
    "structure": Reader(_identity, N_("a structure")),
    "profession": Reader(_identity, N_("a profession")),
    "department": Reader(_department, N_("a département, as 48, 2A or 971")),
    "index": Reader(_whole(1, MOST_INDEX), N_("an index (indice majoré), from 1 to 2000")),
    "part_time": Reader(_whole(1, 100), N_("a part-time rate in per cent, as 80")),
    "gross": Reader(_positive(2, MOST_GROSS), N_("a full-time gross in euros, at most 30000 and with two decimals")),
    "absence_days": Reader(_whole(0, 366), N_("a number of calendar days")),
    "job": Reader(_identity, N_("a job of the branch")),
    "category": Reader(_one_of(CATEGORIES), N_("a category from A to I")),
    "year": Reader(_whole(1, 30), N_("a row of the old grid, from 1 to 30")),
    "domain": Reader(_one_of(DOMAINS), N_("intervention or support")),
    "status": Reader(_one_of(STATUSES), N_("employe, technicien or cadre")),
    "degree": Reader(_whole(1, 2), N_("1 or 2")),
    "echelon": Reader(_whole(1, 3), N_("1, 2 or 3")),
    "seniority": Reader(_whole(0, 70), N_("a number of completed years, from 0 to 70")),
    "since": Reader(_day, N_("a date such as 2013-04-15")),
    "diploma": Reader(_whole(3, 8), N_("a level from 3 to 8")),
    "hours": Reader(_positive(2, MOST_HOURS), N_("hours a month above 0, at most 744 and with two decimals")),
    "fte": Reader(_positive(SHARE, 2 * 10**SHARE), N_("a share of full time above 0, as 0.8, with up to six decimals")),
    "tutor": Reader(_whole(0, 99), N_("a number of people followed")),
    "apprentices": Reader(_whole(0, 99), N_("a number of apprentices")),
    "sunday_hours": Reader(_fixed(2, MOST_HOURS), N_("hours in the month, at most 744 and with two decimals")),
    "night_hours": Reader(_fixed(2, MOST_HOURS), N_("hours in the month, at most 744 and with two decimals")),
    "on_call": Reader(_fixed(2, MOST_DAYS), N_("days in the month, at most 31 and with two decimals")),
    "on_call_special": Reader(_fixed(2, MOST_DAYS), N_("days in the month, at most 31 and with two decimals")),
    "on_call_split_special": Reader(_fixed(2, MOST_DAYS), N_("days in the month, at most 31 and with two decimals")),
    "allowances": Reader(_allowances, N_("NAME or NAME=NUMBER, each name once")),
}
_COUNTS = ("tutor", "apprentices", "sunday_hours", "night_hours", "on_call", "on_call_special", "on_call_split_special")
_UNASKED = dict.fromkeys(_COUNTS, 0)
_PLACES = {"fte": SHARE, "gross": 2, "hours": 2, "sunday_hours": 2, "night_hours": 2}
_PLACES |= dict.fromkeys(("on_call", "on_call_special", "on_call_split_special"), 2)


def _shown(name: str, value: Any) -> Any:
    if name in _PLACES:
        return plain(value, _PLACES[name], 0)
    return value.isoformat() if isinstance(value, date) else value


def _check_allowance(law: Law, name: str) -> None:
    known = {
        table.path.rpartition(".")[2] for side in ("old", "new") for table in law.rows(f"avenant43.{side}_allowances")
    }
    if name not in known:
        raise UsageError("unknown-allowance", name=name, near=near(name, sorted(known)))


def _check_sector(law: Law, employee: Employee) -> None:
    """Refuse an input that the sector's way of being paid does not take."""
    pay = law.pay(employee.sector)
    default = Employee()
    for other, names in OWN.items():
        for name in names:
            if other != pay and getattr(employee, name) != getattr(default, name):
                wanted = ", ".join(key for key in law.sectors if law.pay(key) == other)
                raise UsageError("not-for-this-sector", option=option(name), sector=employee.sector, names=wanted)


def _check_seniority(employee: Employee) -> None:
    if employee.seniority is not None and employee.since is not None:
        raise UsageError("both-seniority-and-since")


def _check_time(law: Law, employee: Employee) -> None:
    """Hours and share both given must agree to 0.01 h; a part-time rate leaves four decimals to the share."""
    if employee.part_time is not None and (employee.fte or 0) % 100:
        raise UsageError("fte-with-part-time")
    if employee.hours is None or employee.fte is None:
        return
    full_time = law.table("avenant43.full_time").versions[-1].value
    if abs(employee.fte * full_time - employee.hours * 10**SHARE) > 10**SHARE:
        raise UsageError("both-hours-and-fte")
