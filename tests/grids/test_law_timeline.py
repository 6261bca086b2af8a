"""Which version stands, for every table, on every day on which anything starts and on its eve.

Guards: grids/binding.py, grids/law.py, grids/tables.py.
"""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from mutations import shipped
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law

ACTS = ("approved", "extended")
CHOICES: list[dict[str, Any]] = [
    {},
    {"member": False},
    {"without": ("avenant-43",)},
    {"without": ("article-47",)},
    {"without": ("avenant-54",), "member": False},
    {"with_": ("avenant-66",)},
    {"with_": ("avenant-68",), "member": False},
    {"with_": ("avenant-66", "avenant-68"), "without": ("avenant-61",)},
    {"known_on": date(2021, 6, 30)},
    {"known_on": date(2022, 12, 9)},
    {"known_on": date(2022, 12, 10)},
    {"known_on": date(2023, 1, 18), "member": False},
    {"known_on": date(2023, 5, 20), "without": ("avenant-44",)},
    {"known_on": date(2024, 3, 30), "member": False},
]


def published(text: dict[str, Any], act: str) -> str | None:
    """The day an act is opposable: its publication, else its own date."""
    found = text.get(act) or {}
    day: str | None = found.get("published") or found.get("on")
    return day


def known(text: dict[str, Any], version: dict[str, Any], member: bool) -> str | None:
    """The day from which an employer could know a version."""
    if text["kind"] in ("decree", "order", "law"):
        return version["known_on"] or text.get("published") or text.get("signed")
    if not member and "binds" not in text:
        return published(text, "extended")
    return version["known_on"] or published(text, "approved") or published(text, "extended") or text.get("signed")


def applies(law: dict[str, Any], table: dict[str, Any], version: dict[str, Any], choice: dict[str, Any]) -> str | None:
    """The day a version starts, written plainly on the compiled data; None where it never does."""
    name, member = version["text"], choice.get("member", True)
    text = law["texts"][name]
    groups = {group: entry["texts"] for group, entry in law["groups"].items()}
    left_out = {text for each in choice.get("without", ()) for text in groups.get(each, [each])}
    let_in = name in choice.get("with_", ())
    replaced = version["gives_way_to"] is not None and takes_its_place(law, version["gives_way_to"], choice)
    if name in left_out or table["created_by"] in left_out or replaced:
        return None
    if text["status"] in ("refused", "announced") and not let_in:
        return None
    until = choice.get("known_on")
    day = known(text, version, member) or str(version["from"])
    if until and day > until.isoformat():
        return None
    everyone = text["kind"] in ("decree", "order", "law") or "binds" in text
    if member or everyone or let_in:
        return str(version["from"])
    if version["others_from"]:
        return str(version["others_from"])
    extended = published(text, "extended")
    return max(str(version["from"]), extended) if extended else None


def takes_its_place(law: dict[str, Any], name: str, choice: dict[str, Any]) -> bool:
    """Whether the text that replaces a version counts under a choice."""
    text, until = law["texts"][name], choice.get("known_on")
    if name in choice.get("without", ()) or (
        text["status"] in ("refused", "announced") and name not in choice.get("with_", ())
    ):
        return False
    day = text.get("published") or published(text, "approved") or published(text, "extended") or text.get("signed")
    return until is None or (day is not None and str(day) <= until.isoformat())


def standing(law: dict[str, Any], path: str, day: date, choice: dict[str, Any]) -> dict[str, Any] | None:
    """The last version of a table, in the order of the file, that has started by a day."""
    found = None
    for version in law["tables"][path]["versions"]:
        start = applies(law, law["tables"][path], version, choice)
        if start is not None and start <= day.isoformat():
            found = version
    return found


def turning_days(law: Law) -> list[date]:
    """Every day on which a version or an act starts, and its eve."""
    starts = {version.start for path in law.paths for version in law.table(path).versions}
    for text in law.compiled["texts"].values():
        days = (*(published(text, act) for act in ACTS), text.get("effective"))
        starts |= {date.fromisoformat(day) for day in days if day}
    return sorted({day - timedelta(days=back) for day in starts for back in (0, 1)})


@pytest.mark.parametrize("choice", CHOICES, ids=[str(choice) for choice in CHOICES])
def test_the_version_that_stands(law: Law, choice: dict[str, Any]) -> None:
    plain = json.loads(json.dumps(law.compiled, default=dict))
    names: dict[str, Any] = {name: law.expand(choice[name]) for name in ("without", "with_") if name in choice}
    for day in turning_days(law):
        binding = Binding(law, Choices(day, **(choice | names)))
        for path in law.paths:
            expected, found = standing(plain, path, day, choice), binding.standing(path)
            assert (found and (found.start.isoformat(), found.text)) == (
                expected and (expected["from"], expected["text"])
            ), (path, day)


@pytest.mark.parametrize("member", [True, False])
def test_no_hole_since_the_first_version(law: Law, member: bool) -> None:
    for path in law.paths:
        stood = False
        for day in turning_days(law):
            version = Binding(law, Choices(day, member=member)).standing(path)
            assert version is not None or not stood, (path, day)
            stood = stood or version is not None


def test_a_table_of_the_branch_stands_when_it_is_needed(law: Law) -> None:
    first, eve, start = date(2019, 1, 1), date(2021, 9, 30), date(2021, 10, 1)
    for day in turning_days(law):
        if day < first:
            continue
        for member in (True, False):
            binding = Binding(law, Choices(day, member=member))
            assert binding.word("avenant43.classification") == ("old-grid" if day <= eve else "new-grid")
            assert binding.scalar("minimum_wage.monthly").value > 150_000
            assert all(binding.exists(path) == (day >= start) for path in law.paths if ".new_grid." in path)


TABLE_FILES = (
    "avenant43.yaml",
    "minimum_wage.yaml",
    "segur.yaml",
    "civil_service.yaml",
    "net.yaml",
    "funding.yaml",
    "contributions.yaml",
)


def test_lines_of_versions_are_those_of_the_files(law: Law) -> None:
    files = {name: shipped(name).splitlines() for name in TABLE_FILES}
    for path in law.paths:
        for version in law.table(path).versions if not path.startswith("public_grids.") else ():  # stated once a grid
            assert f"from: {version.start.isoformat()}" in files[version.file][version.line - 1], (path, version)
