"""What may be given to the functions of the library: days, names of texts, a law, a language; checked as they come."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from revalo import language
from revalo.analysis.comparison import Request
from revalo.calendar import parse_day, parse_month, plain_day
from revalo.errors import UsageError
from revalo.grids import store
from revalo.grids.law import Law
from revalo.language import LANGUAGES, N_, _

Day: TypeAlias = date | str | None
Names: TypeAlias = str | Sequence[str]
Path_: TypeAlias = str | PathLike[str]
LAW = N_("a law, as revalo.load_law gives it")
TEXTS = N_("the name of a text, or a list of names")
FLAG = N_("True or False")
SETTINGS = N_("a mapping of paths to values as text")
FILES = N_("a list of files")
FOLDER = N_("the path of a folder")


def load_law(folder: Path_ | None = None, scenarios: Sequence[Path_] = ()) -> Law:
    """The law shipped with the program, or with files of yours laid over it.

    Args:
        folder: a folder of YAML files that add to those shipped, or replace them.
        scenarios: YAML files of what-ifs, let in on the after situation of whatever is computed under this law.

    Returns:
        A law, for the argument `law` of the other functions.

    Raises:
        LawError: naming file, line and field where a law file or a scenario does not hold together.
    """
    if not (folder is None or isinstance(folder, str | PathLike)):
        raise refused("law", FOLDER)
    law = store.load(Path(folder) if folder else None)
    if scenarios:
        return under(law, scenarios)
    if folder:
        _prove(law)
    return law


def under(law: Law, scenarios: Sequence[Path_]) -> Law:
    """The law with what-if scenarios (YAML files) laid over it; raises `LawError` as `load_law` does."""
    from revalo.grids.scenarios import layered  # noqa: PLC0415 - pydantic and YAML only when a scenario is read

    law = layered(law, [Path(each) for each in scenarios])
    _prove(law)
    return law


def _prove(law: Law) -> None:
    from revalo.rules.bounds import prove  # noqa: PLC0415 - the shipped law was proved when it was compiled

    prove(law)


def law_under(law: Law | None, scenarios: Sequence[Path_] = ()) -> Law:
    """The law given, else the one shipped, under scenarios."""
    if not (law is None or isinstance(law, Law)):
        raise refused("law", LAW)
    files = [scenarios] if isinstance(scenarios, str | PathLike) else scenarios
    if not isinstance(files, Iterable) or not all(isinstance(each, str | PathLike) for each in files):
        raise refused("scenario", FILES)
    base = law or load_law()
    return under(base, list(files)) if files else base


def request_of(options: Mapping[str, Any]) -> Request:
    """The two readings of the law that options ask for, by their names."""
    settings = options["settings"] or {}
    if not isinstance(settings, Mapping):
        raise refused("set", SETTINGS)
    return Request(
        day_of("before", options["before"]),
        day_of("after", options["after"]),
        names_of("without", options["without"]),
        names_of("with", options["with_"]),
        day_of("known_on", options["known_on"]),
        flag("member", options["member"]),
        settings,
        bool(flag("measures_only", options["measures_only"])),
    )


def names_of(name: str, given: object, expected: str = TEXTS) -> tuple[str, ...]:
    """Names given: one, or several."""
    names = (given,) if isinstance(given, str) else given
    all_names = tuple(names) if isinstance(names, Iterable) else (None,)
    if all(isinstance(each, str) for each in all_names):
        return all_names
    raise refused(name, expected)


def flag(name: str, given: object) -> bool | None:
    """True, False, or None where nothing is said."""
    if given is None or isinstance(given, bool):
        return given
    raise refused(name, FLAG)


def day_of(name: str, value: Day) -> date | None:
    """A day given as a date or as ISO text, or None; a `UsageError` names the option."""
    if value is None or isinstance(value, date):
        return value and plain_day(value)
    try:
        return parse_day(value)
    except (ValueError, TypeError):
        raise UsageError("date-form", option=_option(name)) from None


def month_of(name: str, value: Day) -> date | None:
    """The first day of a month given as text or as a day of it."""
    if value is None or isinstance(value, date):
        return plain_day(value).replace(day=1) if value else None
    try:
        return parse_month(value)
    except (ValueError, TypeError):
        raise UsageError("month-form", option=_option(name)) from None


def speaking(lang: str | None) -> AbstractContextManager[None]:
    """The language of one call: that given, else the one in use; a `UsageError` where the product lacks it."""
    if lang is not None and lang not in LANGUAGES:
        raise UsageError("lang-value")
    return language.speaking(lang)


def refused(name: str, expected: str) -> UsageError:
    """The error for an argument of a wrong type or value."""
    return UsageError("input-value", option=_option(name), expected=_(expected))


def _option(name: str) -> str:
    return "--" + name.rstrip("_").replace("_", "-")
