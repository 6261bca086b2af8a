"""What-if scenarios laid over the law: one more text each, announced, binding everyone, with its versions of tables."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from revalo import language
from revalo.calendar import written
from revalo.grids.compiling import Compiled, Refused, read_as
from revalo.grids.history import no_value
from revalo.grids.law import Law
from revalo.grids.layers import Adjustment, Raw, adjusted
from revalo.grids.parameters import entries, figures
from revalo.grids.reading import Problem
from revalo.grids.scenario_files import Plan, Planned, ScenarioFile
from revalo.grids.tables import Table
from revalo.language import _

MOST = 10**9  # of any figure, in integers of its unit


def layered(law: Law, files: Sequence[Path]) -> Law:
    """The law with scenarios laid over it, their changes in the order of their days; the law given stays as it is.

    Raises `LawFileError` with every problem of the files, one line each.
    """
    plans = [Plan(law, source) for source in read_as((path, ScenarioFile) for path in files)]
    problems = [*_taken(law, plans), *(problem for plan in plans for problem in plan.problems)]
    if problems:
        raise Refused(problems)
    compiled = _registered(law, plans)
    changes = [(plan, change) for plan in plans for change in plan.changes]
    registered = Law(compiled)
    for plan, change in sorted(changes, key=lambda each: each[1].adjustment.day):
        obstacles = _laid(registered, compiled, change)
        problems += [plan.source.problem((*change.place, "path"), message) for message in obstacles]
    if problems:
        raise Refused(problems)
    return Law(compiled)


def _taken(law: Law, plans: Sequence[Plan]) -> Iterator[Problem]:
    """Names that a text, a group, a source or another scenario has."""
    taken = {*law.compiled["texts"], *law.compiled["groups"], *law.compiled["sources"]}
    for plan in plans:
        name = plan.scenario.name
        if name in taken:
            message = _("{name} is already the name of a text, of a source or of another scenario")
            yield plan.source.problem(("name",), message.format(name=name))
        taken.add(name)


def _registered(law: Law, plans: Sequence[Plan]) -> Compiled:
    """The compiled law with one text and one source for each scenario."""
    added = {plan.scenario.name: plan for plan in plans}
    own: Mapping[str, Mapping[str, Any]] = {
        "texts": {name: _text(plan) for name, plan in added.items()},
        "sources": {name: {"title": plan.source.document.file} for name, plan in added.items()},
        "scenarios": {name: _scenario(plan) for name, plan in added.items()},
    }
    merged = {section: {**law.compiled.get(section, {}), **more} for section, more in own.items()}
    return {**law.compiled, "tables": dict(law.compiled["tables"]), **merged}


def _text(plan: Plan) -> Compiled:
    return {
        "title": plan.scenario.title.model_dump(),
        "kind": "announcement",
        "status": "announced",
        "effective": min(change.adjustment.day for change in plan.changes),
        "binds": "everyone",
        "depends_on": [],
        "source": plan.scenario.name,
        "confidence": "assumed",
    }


def _scenario(plan: Plan) -> Compiled:
    document = plan.source.document
    return {
        "title": plan.scenario.title.model_dump(),
        "file": document.file,
        "fingerprint": hashlib.sha256(document.content).hexdigest(),
        "complete": plan.complete,
    }


def _laid(law: Law, compiled: Compiled, change: Planned) -> list[str]:
    """Apply a change to the tables it names; the problems that prevent it. `law`: the same data before any change."""
    tables = compiled["tables"]
    obstacles = [_obstacle(law, law.table(path), tables[path]["versions"], change.adjustment) for path in change.tables]
    if all(obstacles):
        return [each for each in obstacles if each][:1]
    laid: dict[str, Raw] = {}
    for path in change.tables:
        laid |= adjusted(tables, path, change.adjustment)
    excess = [message for path, raw in laid.items() for message in _excess(law.table(path), _new(raw, tables[path]))]
    tables.update(laid)
    return excess[:1]


def _new(raw: Raw, before: Raw) -> list[Any]:
    """The values of the versions that a change has added to a table."""
    known = set(map(id, before["versions"]))
    return [version["value"] for version in raw["versions"] if id(version) not in known]


def _obstacle(law: Law, table: Table, versions: Sequence[Raw], adjustment: Adjustment) -> str | None:
    """Why a change finds nothing to change in a table on its day, if so. `versions`: those it has by now."""
    day = date.fromisoformat(adjustment.day)
    later = (each for each in reversed(versions) if "follows" in each or not law.text(each["text"]).not_in_force)
    standing = next((each for each in later if each["from"] <= adjustment.day), None)
    if standing is None:
        starts = [version.start for version in table.versions if not law.text(version.text).not_in_force]
        return no_value(day, starts[0] if starts else None)
    value = standing["value"]
    if value is None and (adjustment.value is None or table.shape != "scalar"):
        return language.label(standing["not_found"] or table.label)
    if adjustment.key and adjustment.key not in entries(table, value):
        return _("there is no figure {key} on {day}").format(key=adjustment.key, day=written(day, language.current()))
    return None


def _excess(table: Table, values: Sequence[Any]) -> Iterator[str]:
    """What no law may have among the values that a change has given."""
    every = [each for value in values for each in figures(table, value)]
    if not every:
        return
    if min(every) < 0:
        yield _("{path}: this would take a figure below zero").format(path=table.path)
    elif max(every) > MOST:
        yield _("{path}: this would make a figure far too large").format(path=table.path)
    elif table.unit == "h" and 0 in every:
        yield _("{path}: this would take a figure to zero").format(path=table.path)
