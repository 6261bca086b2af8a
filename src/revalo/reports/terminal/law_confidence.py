"""The values of the law by how far they can be trusted: what was assumed, what was read in an article only."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.padding import Padding

from revalo import language
from revalo.calendar import written
from revalo.grids import units
from revalo.grids.history import figures_of
from revalo.grids.law import Law
from revalo.grids.tables import Table, Version
from revalo.language import _
from revalo.reports.phrases import CONFIDENCE, confidence_word
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

INDENT = 4
SCHEMA = "revalo.law-confidence/1"


class Trusted(NamedTuple):
    """A version of a table."""

    table: Table
    version: Version


def of_confidence(law: Law, wanted: Sequence[str]) -> list[Trusted]:
    """The versions of some confidences, in the order of the law files."""
    tables = map(law.table, law.paths)
    return [Trusted(table, each) for table in tables for each in table.versions if each.confidence in wanted]


def show(console: "Console", law: Law, wanted: Sequence[str]) -> None:
    """Print the values by confidence: parameter, day and value; below, the text, the source and the note."""
    for confidence in (each for each in CONFIDENCE if each in wanted):
        values = of_confidence(law, [confidence])
        message = _("{confidence} ({word}): values {number}")
        word = confidence_word(confidence)
        console.print(message.format(confidence=confidence, word=word, number=len(values)) + "\n", style="bold")
        for value in values:
            console.print(_headed(value))
            for line in _behind(law, value.version):
                console.print(Padding(line, (0, 0, 0, INDENT)), style="dim")
        console.print()
    console.print(notice(), style="dim")


def _headed(value: Trusted) -> str:
    message = _("{path}, since {day}: {value}")
    start = written(value.version.start, language.current())
    return message.format(path=value.table.path, day=start, value=_value(value))


def _value(value: Trusted) -> str:
    """A figure, or those of a row, a map or bands."""
    figures = figures_of(value.table, value.version)
    if not figures:
        return _("not found")
    shown = {key: _display(value.table, figure) for key, figure in figures.items()}
    return shown[""] if "" in shown else " · ".join(f"{key}{_(': ')}{figure}" for key, figure in shown.items())


def _display(table: Table, figure: int | str) -> str:
    return figure if isinstance(figure, str) else units.format_for_people(figure, table.unit, language.current())


def _behind(law: Law, version: Version) -> Iterator[str]:
    title = law.sources[version.source].title
    yield f"{version.text} - {title}"
    if version.not_found:
        yield language.label(version.not_found)
    if version.note:
        yield language.label(version.note)


def as_json(law: Law, wanted: Sequence[str]) -> dict[str, Any]:
    """The same as JSON: figures as text, with a point and without their unit."""
    return {
        "schema": SCHEMA,
        "confidence": list(wanted),
        "values": [_shown(each) for each in of_confidence(law, wanted)],
        "notice": notice(),
        **law.provenance,
    }


def _shown(value: Trusted) -> dict[str, Any]:
    table, version = value
    figures = {
        key: units.format_plain(figure, table.unit).removesuffix(" %")
        for key, figure in figures_of(table, version).items()
    }
    return {
        "path": table.path,
        "label": language.label(table.label),
        "unit": table.unit,
        "from": version.start.isoformat(),
        "value": figures.get("", figures) if figures else None,
        "text": version.text,
        "source": version.source,
        "confidence": version.confidence,
        "note": language.label(version.note) if version.note else None,
        "file": version.file,
        "line": version.line,
    }
