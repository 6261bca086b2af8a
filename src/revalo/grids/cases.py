"""Published cases, as the law holds them: what a source states of a person, of a service or of the whole branch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from revalo.grids.sections import Raw, Words


class Reading(NamedTuple):
    """The day and the law that a published case assumes for one side."""

    on: date
    without: tuple[str, ...]
    with_: tuple[str, ...]


class Stated(NamedTuple):
    """An amount as printed, of what it is (`after.base`), and whether it must be met exactly."""

    what: str
    amount: str
    percent_of: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A published case: what it states, and its source. `file` and `lines`: where it is written, by field."""

    title: Words
    source: str
    stated: tuple[Stated, ...]
    note: Words | None
    file: str
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PersonCase(Case):
    """The pay of one person, given by its inputs, on two days."""

    employee: Mapping[str, str]
    before: Reading
    after: Reading


@dataclass(frozen=True, slots=True)
class SharedCase(Case):
    """Amounts shared between financers, given by `fund`."""

    fund: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BranchCase(Case):
    """Totals of the whole branch, on some bases of `workforce.yaml`."""

    bases: tuple[str, ...]


def case(raw: Raw) -> Case:
    """A published case, of any kind."""
    stated = tuple(
        Stated(each["what"], each["amount"], each.get("percent_of"), each["exact"]) for each in raw["stated"]
    )
    about = (raw["title"], raw["source"], stated, raw.get("note"), raw["file"], raw["lines"])
    if "fund" in raw:
        return SharedCase(*about, raw["fund"])
    if "branch" in raw:
        return BranchCase(*about, tuple(raw["branch"]))
    return PersonCase(*about, raw["employee"], reading(raw["before"]), reading(raw["after"]))


def reading(raw: Raw) -> Reading:
    """The law on a day, without some texts and with others."""
    return Reading(date.fromisoformat(raw["on"]), tuple(raw["without"]), tuple(raw["with"]))
