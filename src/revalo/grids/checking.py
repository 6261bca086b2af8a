"""What must hold between the figures: known texts and sources, dates in order, double entry."""

import math
from collections.abc import Iterable, Iterator
from typing import Any

from revalo.grids.checking_grades import check_grades, check_printed
from revalo.grids.checking_measures import check_measures
from revalo.grids.checking_workforce import check_workforce
from revalo.grids.compiling import Compiler, Source
from revalo.grids.layers import WEEKLY_HOURS
from revalo.grids.reading import Place, Problem
from revalo.grids.schema.closed import nearest
from revalo.language import _
from revalo.money import half_up, parse_fixed

YEARS, ECHELONS = 30, 3
DOMAINS = ("intervention", "support")
GRID_ROWS = ("old_grid", "new_grid", "jobs")
NAMED = ("jobs", "disputed_jobs", "categories", "statuses")  # the fields of a table that name places in the grids
POSITION = "position"


def check(compiler: Compiler) -> Iterator[Problem]:
    """Every problem that can be seen only when all files are read."""
    yield from compiler.problems
    yield from _references(compiler)
    yield from _texts(compiler)
    yield from check_measures(compiler)
    known = _known_places(compiler.law["tables"])
    for path, table in compiler.law["tables"].items():
        if compiler.complete:
            yield from _people(compiler, path, table, known)
        yield from _table(compiler, path, table)
    if compiler.problems or not compiler.complete:
        return
    yield from check_grades(compiler)
    for place in ("", "mayotte_"):
        yield from _minimum_wage(compiler, place)
    yield from _published(compiler)
    yield from check_printed(compiler)
    yield from check_workforce(compiler)


def _references(compiler: Compiler) -> Iterator[Problem]:
    """Texts and sources named by tables and versions, each at the place that names it."""
    for source, place, name, section in compiler.references:
        if name not in compiler.law[section]:
            yield _unknown(compiler, source, place, name, section)


def _known(compiler: Compiler, key: str, place: Place, name: str | None, section: str) -> Iterator[Problem]:
    if name is not None and name not in compiler.law[section]:
        source, at = compiler.places[key]
        yield _unknown(compiler, source, (*at, *place), name, section)


def _unknown(compiler: Compiler, source: Source, place: Place, name: str, section: str) -> Problem:
    kind = {"texts": _("unknown text"), "sources": _("unknown source")}[section]
    return source.problem(place, f"{kind} {name}{nearest(name, compiler.law[section])}")


def _texts(compiler: Compiler) -> Iterator[Problem]:
    for section, fields in (("texts", ("depends_on",)), ("groups", ("texts",))):
        for name, entry in compiler.law[section].items():
            for field in fields:
                for i, text in enumerate(entry[field]):
                    yield from _known(compiler, f"{section}:{name}", (field, i), text, "texts")
    for name, entry in compiler.law["texts"].items():
        yield from _known(compiler, f"texts:{name}", ("source",), entry["source"], "sources")
    for name, entry in compiler.law["cases"].items():
        yield from _known(compiler, f"cases:{name}", ("source",), entry["source"], "sources")
        for side in ("before", "after") if "employee" in entry else ():
            for key in ("without", "with"):
                for i, text in enumerate(entry[side][key]):
                    yield from _known(compiler, f"cases:{name}", (side, key, i), text, "texts")


def _table(compiler: Compiler, path: str, table: dict[str, Any]) -> Iterator[Problem]:
    source, places = compiler.places[path][0], compiler.versions_at[path]
    last, texts = "", set[str]()  # two texts of one day: the last one stands for those whom it binds
    for at, version in zip(places, table["versions"], strict=True):
        texts = texts if version["from"] == last else set()
        if version["from"] < last or version["text"] in texts:
            message = _("versions must be in the order of their dates, each text once per date")
            yield source.problem((*at, "from"), message)
        last = version["from"]
        texts.add(version["text"])
        effective = compiler.law["texts"].get(version["text"], {}).get("effective")
        if effective and version["from"] < effective:
            yield source.problem((*at, "from"), _("earlier than the date of effect of its text"))
        for message in _shape(path, table, version["value"]):
            yield source.problem((*at, "value"), message)


def _below(tables: Iterable[str], prefix: str) -> list[str]:
    return [path.removeprefix(prefix) for path in tables if path.startswith(prefix)]


def _known_places(tables: Iterable[str]) -> dict[str, list[str]]:
    """The jobs, categories, statuses and positions that the grids hold, by the field of a table that names some."""
    rows = {kind: _below(tables, f"avenant43.{kind}.") for kind in GRID_ROWS}
    return {
        **dict.fromkeys(("jobs", "disputed_jobs"), rows["jobs"]),
        "categories": rows["old_grid"],
        "statuses": [*rows["new_grid"], *(row.split(".")[0] for row in rows["new_grid"])],
        POSITION: [f"{domain}.{row}" for domain in DOMAINS for row in rows["new_grid"]],
    }


def _people(compiler: Compiler, path: str, table: dict[str, Any], known: dict[str, list[str]]) -> Iterator[Problem]:
    """The jobs, categories, statuses and positions that a table names exist in the grids."""
    source, place = compiler.places[path]
    for field in NAMED:
        for name in table[field]:
            if name not in known[field]:
                at = place if (*place, field) in source.document.lines else (*place, "category")
                where = (*at, field) if at == place else at
                yield source.problem(where, _("unknown name") + f" {name}" + nearest(name, known[field]))
    for i, version in enumerate(table["versions"] if table["unit"] == POSITION else []):
        if version["value"] is not None and version["value"] not in known[POSITION]:
            message = _("unknown name") + f" {version['value']}" + nearest(version["value"], known[POSITION])
            yield source.problem((*place, "versions", i, "value"), message)


def _shape(path: str, table: dict[str, Any], value: Any) -> Iterator[str]:
    if value is None:
        return
    if table["shape"] == "row":
        expected = {"avenant43.old_grid": YEARS, "avenant43.new_grid": ECHELONS}.get(".".join(path.split(".")[:2]))
        if expected and len(value) != expected:
            yield _("give {expected} figures, not {found}").format(expected=expected, found=len(value))
        if value != sorted(value):
            yield _("the figures of a row never go down: one is mistyped")
    elif table["shape"] == "over" and value != sorted(value):
        yield _("thresholds must be in ascending order")
    elif table["shape"] == "bands":
        yield from _bands(table, value)


def _bands(table: dict[str, Any], bands: list[list[Any]]) -> Iterator[str]:
    reached: float = -1
    for low, high, _value in bands:
        if low <= reached or (high is not None and high < low):
            yield _("bands overlap or are out of order")
            return
        if low > reached + 1 and not table["outside"]:
            yield _("there is a hole between bands: close it, or say why with “outside”")
        reached = high if high is not None else math.inf


def _minimum_wage(compiler: Compiler, place_name: str) -> Iterator[Problem]:
    """Double entry: the monthly amount is the hourly one × 35 × 52 / 12, version by version."""
    tables = compiler.law["tables"]
    by_hour, by_month = f"minimum_wage.{place_name}hourly", f"minimum_wage.{place_name}monthly"
    hourly = {v["from"]: v["value"] for v in tables[by_hour]["versions"]}
    if missing := hourly.keys() - {v["from"] for v in tables[by_month]["versions"]}:
        source, place = compiler.places[by_hour]
        for i, version in enumerate(tables[by_hour]["versions"]):
            if version["from"] in missing:
                yield source.problem((*place, "versions", i), _("there is no monthly amount of the same day"))
    source, place = compiler.places[by_month]
    for i, version in enumerate(tables[by_month]["versions"]):
        rate = hourly.get(version["from"])
        hours, months = WEEKLY_HOURS
        if rate is None or half_up(rate * hours, months) != version["value"]:
            message = _("the monthly amount is not the hourly one of the same day × 35 × 52 / 12")
            yield source.problem((*place, "versions", i, "value"), message)


def _published(compiler: Compiler) -> Iterator[Problem]:
    """Double entry: coefficient × point value of the day is the amount that somebody printed."""
    for path, entries in compiler.law["published"].items():
        source, place = compiler.places[f"published:{path}"]
        for i, entry in enumerate(entries):
            yield from _known(compiler, f"published:{path}", (i, "source"), entry["source"], "sources")
            table = compiler.law["tables"].get(f"{path}.{entry['row']}")
            row = _in_force(compiler, table["versions"], entry) if table else None
            point = _in_force(compiler, compiler.law["tables"]["avenant43.point_value"]["versions"], entry)
            if row is None or point is None or not 1 <= entry["at"] <= len(row):
                yield source.problem((*place, i), _("no row, or no figure, at this place on this day"))
            elif half_up(row[entry["at"] - 1] * point, 100) != _cents(entry["amount"]):
                yield source.problem((*place, i, "amount"), _("coefficient × point does not give this amount"))


def _in_force(compiler: Compiler, versions: Iterable[dict[str, Any]], entry: dict[str, Any]) -> Any:
    value = None
    for version in versions:
        text = compiler.law["texts"].get(version["text"], {})
        applies = text.get("status") in ("in-force", "repealed") and version["text"] != entry.get("without")
        if applies and version["from"] <= entry["on"]:
            value = version["value"]
    return value


def _cents(text: str) -> int | None:
    try:
        return parse_fixed(text, 2)
    except ValueError:
        return None
