"""What a reader of results should know: why pay changed, what was assumed, the texts, the law they come from."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.grids.decomposition import Cause, cause_label
from revalo.grids.law import Law
from revalo.grids.texts import Text
from revalo.grids.units import whole_number
from revalo.language import N_, _
from revalo.payroll.writing.headings import heading
from revalo.people.caveat_counts import CaveatCounts, CountedCaveat
from revalo.people.columns import COLUMNS
from revalo.people.crossed import SMALL
from revalo.people.merging import other_causes
from revalo.people.summary import Summary
from revalo.people.sums import cost_key, key_of
from revalo.people.table import People
from revalo.rules.caveats import Assumption

if TYPE_CHECKING:
    from revalo.people.cost_sums import CostSums

CAVEATS = (
    *(N_("Kind"), N_("Code"), N_("What"), N_("Value"), N_("Rows")),
    *(N_("First file"), N_("First row"), N_("Reason")),
)  # the columns of what was assumed or is to be warned of
CAVEAT_KINDS = ("text", "name", "name", "name", "count", "name", "count", "words")


class Notes(NamedTuple):
    """`causes`: since, why, cents; `assumptions`: in the order of CAVEATS; `texts`: id, title, dates and references.

    `remarks`: what a reader must know first; `cost_causes`: as `causes`, of the employer's cost; `year_taxes`: the
    payroll tax of each year, in sentences; `provenance`: what the results were made by and under, in three parts.
    """

    causes: tuple[tuple[str, str, int], ...] = ()
    assumptions: tuple[tuple[str | int, ...], ...] = ()
    texts: tuple[tuple[str, ...], ...] = ()
    remarks: tuple[str, ...] = ()
    cost_causes: tuple[tuple[str, str, int], ...] = ()
    year_taxes: tuple[str, ...] = ()
    provenance: tuple[tuple[str, ...], ...] = ()


def notes(summary: Summary, people: People) -> Notes:
    """The notes of a run."""
    law, cost = people.law, summary.cost
    return Notes(
        tuple(_causes(law, summary, summary.causes, key_of)),
        tuple(of_caveats(law, summary.caveats)),
        tuple(map(described, people.texts())),
        tuple(each.text for each in summary.remarks),
        () if cost is None else tuple(_causes(law, summary, cost.causes, cost_key)),
        () if cost is None else tuple(_year_taxes(law, cost)),
        tuple(_provenance(summary, people)),
    )


def _year_taxes(law: Law, cost: "CostSums") -> Iterator[str]:
    from revalo.payroll.writing.cost_words import year_tax_lines  # noqa: PLC0415 - only where a cost is asked for

    return year_tax_lines(law, cost)


def _causes(
    law: Law, summary: Summary, causes: Sequence[tuple[Cause, int]], key: Callable[[Cause], tuple[str, str]]
) -> Iterator[tuple[str, str, int]]:
    """Since, why and cents of each cause that changed something, those of few people put together."""
    if not causes:
        return
    from revalo.people.suppression import hidden_causes, hidden_in_run, shown_causes  # noqa: PLC0415 - only for causes

    every, crossing = [cause for cause, _cents in causes], summary.crossing
    hidden = hidden_causes(crossing, hidden_in_run(summary), every, key) if summary.least >= SMALL else set()
    shown, others, cents_of_others = shown_causes(causes, hidden, key)
    for cause, cents in shown:
        yield written(cause.start, language.current()) if cause.start else "", cause_label(law, cause), cents
    if others:
        yield "", other_causes(others), cents_of_others


def of_caveats(law: Law, caveats: CaveatCounts) -> Iterator[tuple[str | int, ...]]:
    """What is to be warned of and what was assumed over rows, in the order of CAVEATS."""
    for kind, every in ((_("Warning"), caveats.warnings), (_("Assumed"), caveats.assumptions)):
        for one in every:
            value = one.caveat.value if isinstance(one.caveat, Assumption) else ""
            yield (
                kind,
                one.code,
                _named(law, one.code),
                str(value),
                one.rows,
                one.file,
                one.row,
                one.words,
            )


def _named(law: Law, code: str) -> str:
    """What a code is about, in words: a column, a parameter of the law, or nothing more than itself."""
    if code in COLUMNS:
        return heading(code)
    above = [path for path in law.paths if f"{code}.".startswith(f"{path}.")]
    return language.label(law.table(max(above, key=len)).label) if above else code


def _provenance(summary: Summary, people: People) -> Iterator[tuple[str, ...]]:
    """What the results were made by and under: kind, what, details."""
    for scenario in (*summary.scenarios, *(each.scenario for each in summary.compared)):
        yield _("Scenario"), f"{scenario.name} ({scenario.file})", language.label(scenario.title)
        yield _("Scenario"), scenario.fingerprint, ""
    for fall in summary.falls:
        yield _("Also set aside"), fall.text, _("set aside together with {text}").format(text=fall.because_of)
    for before, after in sorted(summary.days):
        yield _("Dates compared"), before, after
    yield from of_law(people.law)


def of_law(law: Law) -> Iterator[tuple[str, ...]]:
    """The program and the law that made something."""
    yield _("Program"), "revalo", law.provenance["revalo"]
    yield _("Law"), law.fingerprint, ""


def example_of(caveat: CountedCaveat, taken: str = "") -> str:
    """For how many rows something was assumed or is to be warned of, and the first of them.

    `taken`: what was assumed, in words; the value as files hold it by default.
    """
    number = whole_number(caveat.rows)
    message = _("rows: {rows}; first: {file}, row {row}")
    place = message.format(rows=number, file=caveat.file, row=caveat.row)
    return f"{place} = {taken or caveat.caveat.value}" if isinstance(caveat.caveat, Assumption) else place


def described(text: Text) -> tuple[str, str, str, str, str]:
    """A text: its id, its title, the day it takes effect, its reference, the address of its official copy."""
    day = written(text.effective, language.current()) if text.effective else ""
    return text.id, language.label(text.title), day, text.reference or "", text.official or ""
