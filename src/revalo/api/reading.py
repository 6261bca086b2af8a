"""What tables may be given to the library, and how it says that they were read."""

from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from os import PathLike
from pathlib import Path
from typing import Any

from revalo.api.options import Path_, flag, names_of, refused
from revalo.errors import UsageError
from revalo.language import N_
from revalo.payroll.reading import profile as profiles
from revalo.payroll.reading.inputs import ArrowTable, SheetChoice
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.review import Taken
from revalo.payroll.reading.sources import Opened, opened
from revalo.people.caveat_counts import CaveatCounts

SPEAKS = "__arrow_c_stream__"  # the method of the Arrow PyCapsule interface
COLUMNS = N_("a mapping of headers to columns, or the path of a profile")
NAMES = N_("a name, or a list of names")
PATH = N_("the path of a file")
Payroll = Any  # a table that speaks Arrow, a path, or several of them
READING = ("mapping", "decimal", "sheet", "all_sheets", "positions", "full_time")


def opened_payroll(
    payroll: Payroll, options: Mapping[str, Any], *, ignored: tuple[str, ...] = (), sums: bool = False
) -> Opened:
    """What there is to read, as the options of reading say."""
    asked = {name: options[name] for name in READING}
    sheets, every = names_of("sheet", asked["sheet"], NAMES), bool(flag("all_sheets", asked["all_sheets"]))
    if sheets and every:
        raise UsageError("sheet-and-all-sheets")
    positions = asked["positions"]
    if not (positions is None or isinstance(positions, str | PathLike)):
        raise refused("positions", PATH)
    taken = Taken(
        bool(flag("full_time", asked["full_time"])), ignored, sums, day="after" if options.get("after") else ""
    )
    return opened(
        list(_inputs("payroll", payroll, "table")),
        _profile(asked["mapping"], asked["decimal"]),
        SheetChoice(sheets, every),
        None if positions is None else Path(positions),
        taken,
    )


def _inputs(name: str, given: Payroll, shown: str) -> Iterator[str | ArrowTable]:
    """The tables and paths that an argument means, each table with the name to show."""
    if hasattr(given, SPEAKS):
        yield ArrowTable(given, shown)
    elif isinstance(given, str | PathLike):
        yield str(given)
    elif isinstance(given, Mapping) and given:
        for key, one in given.items():
            yield from _inputs(name, one, str(key))
    elif isinstance(given, Sequence) and given:
        for place, one in enumerate(given, 1):
            yield from _inputs(name, one, f"{shown} {place}")
    else:
        raise UsageError("table-needed", name=name)


def only_table(name: str, given: Payroll) -> str | ArrowTable:
    """The one table or path that an argument means."""
    tables = list(_inputs(name, given, name))
    if len(tables) != 1:
        raise UsageError("table-needed", name=name)
    return tables[0]


def _profile(mapping: Path_ | Mapping[str, str | None] | None, decimal: str | None) -> Profile:
    """How the payroll is to be read."""
    if isinstance(mapping, str | PathLike):
        profile = profiles.read(Path(mapping))
    elif mapping is None or isinstance(mapping, Mapping):
        profile = profiles.of_columns(mapping or {})
    else:
        raise refused("mapping", COLUMNS)
    if decimal is None:
        return profile
    if decimal not in profiles.DECIMALS:
        raise refused("decimal", N_('"." or ","'))
    return profile._replace(decimal=decimal)


def caveats_of(caveats: CaveatCounts, notes: list[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What was assumed and what to beware of, by code, with the number of rows; then how the payroll was read."""
    place = attrgetter("code", "rows", "file", "row")
    names = ("code", "rows", "file", "row")
    assumed = [
        {
            **dict(zip(names, place(each), strict=True)),
            "value": getattr(each.caveat, "value", None),
            "reason": each.words,
        }
        for each in caveats.assumptions
    ]
    warned = [{**dict(zip(names, place(each), strict=True)), "text": each.words} for each in caveats.warnings]
    return assumed, [*warned, *readings(notes)]


def readings(notes: list[str]) -> list[dict[str, Any]]:
    """How a payroll was read, among the warnings."""
    return [{"code": "reading", "text": note} for note in notes]
