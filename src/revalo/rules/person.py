"""One person, as understood: what was given, read and checked against the fields of `Employee`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import filterfalse
from math import isfinite
from numbers import Rational, Real
from typing import Any

from revalo import language
from revalo.calendar import parse_day, plain_day
from revalo.controls import without_controls
from revalo.errors import UsageError
from revalo.grids.law import Law, kept_by_law, near
from revalo.language import _
from revalo.money import may_be_thousands, parse_fixed
from revalo.rules.field import Field
from revalo.rules.fields import FIELDS, INPUTS_BY_PAY, Employee

UNKNOWN = {"sector": "unknown-sector", "structure": "unknown-structure", "profession": "unknown-profession"}
UNKNOWN |= dict.fromkeys(("grade", "grade_after"), "unknown-grade")
NAMED = {name: each.values.section for name, each in FIELDS.items() if each.values.section}
_APART = re.compile(r"[^a-z0-9]+")
_DEPARTMENT = re.compile(r"\d{1,3}|2[AB]", re.ASCII)


def read_employee(law: Law, given: Mapping[str, Any]) -> Employee:
    """An `Employee` from text, integers, Decimals or dates; a `UsageError` names the option at fault.

    A binary float is refused: write "104.5" or Decimal("104.5").
    """
    values = {name: read_input(name, value) for name, value in given.items() if value is not None}
    if "job" in values:
        values["job"] = find_job(law, values["job"])
    for name in NAMED:
        if name in values:
            values[name] = find_named(law, name, values[name])
    for name in values.get("allowances", {}):
        _check_allowance(law, name)
    employee = Employee(**values)
    _check_sector(law, employee)
    return employee


def find_job(law: Law, name: str) -> str:
    """The job with this name or alias; a usage error with the nearest names."""
    job = _jobs(law).get(slug(name))
    if job is not None:
        return job
    known = [spelling for spelling, _job in job_spellings(law)]
    raise UsageError("unknown-job", name=name, near=near(name, known))


@kept_by_law
def _jobs(law: Law) -> dict[str, str]:
    """The job of each spelling: the first that has it."""
    return dict(reversed(list(job_spellings(law))))


def find_named(law: Law, name: str, value: str) -> str:
    """A sector, structure, profession or grade by its name, another name or its label; else the nearest."""
    key = _keys(law, name).get(slug(value))
    if key is not None:
        return key
    entries = law.named(NAMED[name])
    aliases = [alias for entry in entries.values() for alias in entry.aliases]
    raise UsageError(UNKNOWN[name], name=value, near=near(value, [*entries, *aliases]))


@kept_by_law
def _keys(law: Law, name: str) -> dict[str, str]:
    """The entry of each spelling: the first that has it."""
    return dict(reversed(list(named_spellings(law, name))))


def job_spellings(law: Law) -> Iterator[tuple[str, str]]:
    """Each way to write each job, as a slug, with the job: its name, other names, labels."""
    for table in law.rows("avenant43.jobs"):
        job = table.path.rpartition(".")[2]
        for spelling in (job, *table.aliases, *map(slug, table.label.values())):
            yield spelling, job


def named_spellings(law: Law, name: str) -> Iterator[tuple[str, str]]:
    """The same for the sectors, structures, professions or grades: `name` is one of `NAMED`."""
    for key, entry in law.named(NAMED[name]).items():
        for spelling in (key, *entry.aliases, *map(slug, entry.label.values())):
            yield spelling, key


def slug(text: str) -> str:
    """Lower case, without accents, words joined by hyphens."""
    import unicodedata  # noqa: PLC0415 - only when a name is given

    bare = text.lower()
    if not bare.isascii():
        bare = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", bare)))
    return _APART.sub("-", bare).strip("-")


def option(name: str) -> str:
    """The command-line option of an input, or of anything else by its name."""
    return FIELDS[name].option if name in FIELDS else "--" + name.replace("_", "-")


def read_input(name: str, value: object) -> Any:  # noqa: ANN401 - of the kind that its field says
    """One input of a person, read as its field says; a `UsageError` names the option and what is expected."""
    stated = FIELDS.get(name)
    if stated is None:
        raise UsageError("unknown-input", name=name, near=near(name, list(FIELDS)))
    if not isinstance(value, str):
        refuse_float(option(name), value)
    elif without_controls(value) != value:
        raise UsageError("input-value", option=option(name), expected=_(stated.values.expected))
    try:
        return _READERS[stated.values.kind](stated, value)
    except (ValueError, TypeError, AttributeError):
        raise UsageError("input-value", option=option(name), expected=_(stated.values.expected)) from None


def refuse_float(option_name: str, value: object) -> None:
    """Refuse a binary float of any library, which is not what people wrote: the message says how to write it."""
    if isinstance(value, Real) and not isinstance(value, Rational) and isfinite(value):
        number = float(value)
        written = int(number) if number.is_integer() else number
        raise UsageError("input-float", option=option_name, example=written)


def _number(stated: Field, value: object) -> int:
    return _within(value, stated.values.places, stated.values.least, stated.values.most)


def _within(value: object, places: int, least: int, most: int) -> int:
    if isinstance(value, (bool, float)):
        raise TypeError
    if isinstance(value, str) and may_be_thousands(value, places, most):
        raise ValueError
    number = parse_fixed(str(value), places)
    if not least <= number <= most:
        raise ValueError
    return number


def _choice(stated: Field, value: str) -> str:
    by_slug = {slug(name): name for name in stated.values.names}
    chosen = by_slug.get(slug(value))
    if chosen is None:
        raise ValueError
    return chosen


def _day(_stated: Field, value: date | str) -> date:
    return plain_day(value) if isinstance(value, date) else parse_day(value)


def _allowances(_stated: Field, value: Mapping[str, object] | Iterable[str]) -> dict[str, int | None]:
    if isinstance(value, Mapping):
        return {name: None if number is None else _of_allowance(number) for name, number in value.items()}
    amounts: dict[str, int | None] = {}
    for entry in value:
        given, mark, number = entry.partition("=")
        name = slug(given)
        if name in amounts:
            raise ValueError
        amounts[name] = _of_allowance(number) if mark else None
    return amounts


def _of_allowance(number: object) -> int:
    return _within(number, 0, 0, 99_999)


def _department(_stated: Field, value: object) -> str:
    code = str(value).strip().upper()
    if not _DEPARTMENT.fullmatch(code):
        raise ValueError
    return code.zfill(2)


def _name(_stated: Field, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


_READERS: Mapping[str, Callable[[Field, Any], Any]] = {
    "number": _number,
    "choice": _choice,
    "named": _name,
    "job": _name,
    "day": _day,
    "code": _department,
    "allowances": _allowances,
}


def _check_allowance(law: Law, name: str) -> None:
    known = {
        table.path.rpartition(".")[2] for side in ("old", "new") for table in law.rows(f"avenant43.{side}_allowances")
    }
    if name not in known:
        raise UsageError("unknown-allowance", name=name, near=near(name, sorted(known)))


def _check_sector(law: Law, employee: Employee) -> None:
    """Refuse an input that the sector's way of being paid does not take."""
    pay = law.pay(employee.sector)
    for other, names in INPUTS_BY_PAY.items():
        for name in names:
            if other != pay and getattr(employee, name) != FIELDS[name].default:
                wanted = ", ".join(key for key in law.sectors if law.pay(key) == other)
                label = language.label(law.sectors[employee.sector].label)
                raise UsageError("not-for-this-sector", option=option(name), sector=label, names=wanted)
