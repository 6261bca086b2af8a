"""What a reader of results should know: why pay changed, what was assumed, the texts, the law they come from."""

from collections.abc import Iterator
from typing import NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.grids.decomposition import cause_label
from revalo.grids.law import Text
from revalo.language import _
from revalo.people.summary import Summary
from revalo.people.table import People


class Notes(NamedTuple):
    """`causes`: since, why, cents; `assumptions`: kind, what, details; `texts`: id, title, dates and references."""

    causes: tuple[tuple[str, str, int], ...] = ()
    assumptions: tuple[tuple[str, ...], ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()


def notes(summary: Summary, people: People) -> Notes:
    """The notes of a run."""
    causes = tuple(
        (written(cause.start, language.current()) if cause.start else "", cause_label(people.law, cause), cents)
        for cause, cents in summary.causes
        if cents
    )
    return Notes(causes, tuple(_assumptions(summary, people)), tuple(map(described, people.texts())))


def _assumptions(summary: Summary, people: People) -> Iterator[tuple[str, ...]]:
    for name, rows in sorted(summary.assumed.items()):
        yield _("Assumed"), name, _("rows: {rows}").format(rows=rows)
    for path, version in people.assumed_versions():
        yield _("Choice of the law files"), path, language.label(version.note) if version.note else ""
    for scenario in summary.scenarios:
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title)
        yield _("Scenario"), scenario.fingerprint, ""
    for fall in summary.falls:
        yield _("Falls too"), fall.text, _("left out with {text}").format(text=fall.because_of)
    for before, after in sorted(summary.days):
        yield _("Days compared"), before, after
    yield _("Program"), "revalo", people.law.provenance["revalo"]
    yield _("Law"), people.law.fingerprint, ""


def described(text: Text) -> tuple[str, str, str, str]:
    """A text: its id, its title, the day it takes effect, its reference."""
    day = written(text.effective, language.current()) if text.effective else ""
    return text.id, language.label(text.title), day, text.reference or ""
