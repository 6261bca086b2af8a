"""What a reader of results should know: why pay changed, what was assumed, the texts, the law they come from."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.grids.decomposition import Cause, cause_label
from revalo.grids.law import Law, Text
from revalo.language import _
from revalo.money import localised
from revalo.payroll.writing.cost_words import year_tax_lines
from revalo.people.caveat_counts import CaveatCounts, CountedCaveat
from revalo.people.crossing import SMALL
from revalo.people.summary import Summary
from revalo.people.sums import cost_key, key_of
from revalo.people.suppression import hidden_causes, hidden_in_run, shown_causes
from revalo.people.table import People
from revalo.rules.caveats import Assumption


class Notes(NamedTuple):
    """`causes`: since, why, cents; `assumptions`: kind, what, details; `texts`: id, title, dates and references.

    `remarks`: what a reader must know first.
    `cost_causes`: as `causes`, of the employer's cost; `year_taxes`: the payroll tax of each year, in sentences.
    """

    causes: tuple[tuple[str, str, int], ...] = ()
    assumptions: tuple[tuple[str, ...], ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    cost_causes: tuple[tuple[str, str, int], ...] = ()
    year_taxes: tuple[str, ...] = ()


def notes(summary: Summary, people: People) -> Notes:
    """The notes of a run."""
    law, cost = people.law, summary.cost
    return Notes(
        tuple(_causes(law, summary, summary.causes, key_of)),
        tuple(_assumptions(summary, people)),
        tuple(map(described, people.texts())),
        tuple(each.text for each in summary.remarks),
        () if cost is None else tuple(_causes(law, summary, cost.causes, cost_key)),
        () if cost is None else tuple(year_tax_lines(law, cost)),
    )


def _causes(
    law: Law, summary: Summary, causes: Sequence[tuple[Cause, int]], key: Callable[[Cause], tuple[str, str]]
) -> Iterator[tuple[str, str, int]]:
    """Since, why and cents of each cause that changed something, those of few people put together."""
    if not causes:
        return
    every, crossing = [cause for cause, _cents in causes], summary.crossing
    hidden = hidden_causes(crossing, hidden_in_run(summary), every, key) if summary.least >= SMALL else set()
    shown, others, cents_of_others = shown_causes(causes, hidden, key)
    for cause, cents in shown:
        yield written(cause.start, language.current()) if cause.start else "", cause_label(law, cause), cents
    if others:
        yield "", _("other causes together ({number})").format(number=others), cents_of_others


def of_caveats(caveats: CaveatCounts) -> Iterator[tuple[str, ...]]:
    """What is to be warned of and what was assumed over rows: kind, code, the rows, the words."""
    for each in caveats.warnings:
        yield _("Warning"), each.code, example_of(each), each.words
    for each in caveats.assumptions:
        yield _("Assumed"), each.code, example_of(each), each.words


def _assumptions(summary: Summary, people: People) -> Iterator[tuple[str, ...]]:
    yield from of_caveats(summary.caveats)
    for scenario in (*summary.scenarios, *(each.scenario for each in summary.compared)):
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title)
        yield _("Scenario"), scenario.fingerprint, ""
    for fall in summary.falls:
        yield _("Falls too"), fall.text, _("left out with {text}").format(text=fall.because_of)
    for before, after in sorted(summary.days):
        yield _("Days compared"), before, after
    yield from of_law(people.law)


def of_law(law: Law) -> Iterator[tuple[str, ...]]:
    """The program and the law that made something."""
    yield _("Program"), "revalo", law.provenance["revalo"]
    yield _("Law"), law.fingerprint, ""


def example_of(each: CountedCaveat) -> str:
    """For how many rows something was assumed or is to be warned of, and the first of them, with what was assumed."""
    number = localised(str(each.rows), language.current())
    message = _("rows: {rows}; first: {file}, row {row}")
    place = message.format(rows=number, file=each.file, row=each.row)
    return f"{place} = {each.caveat.value}" if isinstance(each.caveat, Assumption) else place


def described(text: Text) -> tuple[str, str, str, str, str]:
    """A text: its id, its title, the day it takes effect, its reference, the address of its official copy."""
    day = written(text.effective, language.current()) if text.effective else ""
    return text.id, language.label(text.title), day, text.reference or "", text.official or ""
