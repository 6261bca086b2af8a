"""One person's page: situation, before and after, why, month by month, texts, assumptions, what to check."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from revalo import language
from revalo.analysis.attribution import Effect
from revalo.analysis.career import Reading, career, readings
from revalo.analysis.comparison import Comparison, Request
from revalo.analysis.timeline import Timeline
from revalo.calendar import today, written, written_month
from revalo.grids.decomposition import cause_label, order_of_causes
from revalo.language import _
from revalo.money import euros, percentage, plain
from revalo.reports.pages import advice, lines, steps, texts
from revalo.reports.pages.document import (
    Block,
    Cell,
    Document,
    Figure,
    Figures,
    Items,
    Section,
    Table,
    Warned,
    Words,
    section,
)
from revalo.reports.pages.situation import entered, situation
from revalo.reports.pages.words import with_words
from revalo.reports.phrases import changes_told, fall_line, imagined, provenance_today, scenario_line
from revalo.rules.formulas import place
from revalo.version import notice


class About(NamedTuple):
    """What a file says of a person: the employee number, and warnings."""

    reference: str = ""
    remarks: tuple[str, ...] = ()


NOTHING = About()


def months_of(comparison: Comparison, request: Request, read: Reading | None = None) -> Timeline | None:
    """The months of the person up to today, or to the later side. `read`: the law that many people share."""
    last = max(today(), comparison.after.binding.choices.day).replace(day=1)
    known = (comparison.before, comparison.after)
    return career(comparison.employee, request, last, read or readings(known[1].binding.law, request), known)


def sheet(
    comparison: Comparison,
    split: Sequence[Effect],
    months: Timeline | None,
    about: About = NOTHING,
) -> Document:
    """The page of a comparison, of its difference by cause, and of the months of the person (see `months_of`)."""
    law = comparison.after.binding.law
    return with_words(
        Document(
            _("Individual sheet"),
            about.reference,
            (_("Gross pay before and after, line by line, with the texts behind it."), notice()),
            (
                section(_("In short"), figures(comparison), *_warned(comparison, about)),
                section(_("Situation"), situation(comparison)),
                section(_("Before and after"), lines.table(comparison), *_besides(comparison)),
                *([section(_("Why the gross changed"), *_why(comparison, split))] if comparison.difference else []),
                *([section(_("Month by month"), *_career(months))] if months else []),
                section(
                    _("Texts and references"),
                    texts.table(law, texts.versions_behind(comparison.before, comparison.after)),
                ),
                *_rests(comparison, months),
                section(_("To check"), advice.to_check(comparison)),
            ),
            (notice(), provenance_today(law), *map(scenario_line, imagined(comparison.after))),
        )
    )


def _warned(comparison: Comparison, about: About) -> Iterator[Warned]:
    """What is to be warned of: of the person, then of the row of the file."""
    return map(Warned, (*(each.text for each in comparison.warnings), *about.remarks))


def figures(comparison: Comparison) -> Figures:
    """The headlines of a person."""
    sides = [
        Figure(lines.headed(word, slip), _amount(slip.gross), _("gross per month"))
        for word, slip in ((_("Before"), comparison.before), (_("After"), comparison.after))
    ]
    note = _("per month") + _percent(comparison.percent)
    return Figures((*sides, Figure(_("Gain"), _amount(comparison.difference, signed=True), note)))


def _percent(change: int | None) -> str:
    if change is None:
        return ""
    return f", {'+' if change > 0 else ''}{percentage(plain(change), language.current())}"


def _besides(comparison: Comparison) -> Iterator[Block]:
    """What is paid once, and what falls with the texts left out."""
    for bonus in comparison.one_off:
        message = _("Paid once, outside monthly pay: {label}, {amount}")
        yield Words(message.format(label=bonus.full.label, amount=_amount(bonus.amount)))
    law = comparison.before.binding.law
    if falls := comparison.before.binding.falls():
        yield Items(tuple(("", fall_line(law, fall)) for fall in falls))


def _why(comparison: Comparison, split: Sequence[Effect]) -> Iterator[Block]:
    """The difference split by cause, to the cent."""
    law = comparison.after.binding.law
    rows = []
    for cause, amount, moved in split:
        since = written(cause.start, language.current()) if cause.start else ""
        names = sorted(moved, key=place)
        detail = tuple(f"{lines.label(comparison, name)}{_(': ')}{_amount(moved[name], signed=True)}" for name in names)
        rows.append((Cell(cause_label(law, cause), detail), Cell(since), Cell(_amount(amount, signed=True))))
    total = (Cell(_("Total")), Cell(""), Cell(_amount(comparison.difference, signed=True)))
    caption = _("The difference, text by text")
    yield Table(caption, (_("Why"), _("Since"), _("Gain")), (*rows, total), numeric=2, total=True)
    yield Words(_("Order: {words}.").format(words=order_of_causes()))


def _career(months: Timeline) -> Iterator[Block]:
    numbered = steps.steps(months)
    yield steps.chart(months, numbered)
    if numbered:
        rows = tuple(
            (
                Cell(str(number)),
                Cell(written_month(month.slip.binding.choices.day, language.current())),
                Cell("", tuple(changes_told(month.changes).split("\n"))),
                Cell(_amount(month.slip.gross)),
                Cell(_amount(change, signed=True)),
            )
            for number, (month, _place, change) in enumerate(numbered, 1)
        )
        headings = (_("Step"), _("Month"), _("What changed"), _("Gross"), _("Change"))
        yield Table(_("The steps of the chart"), headings, rows, numeric=2, widths=(1, 2, 9))
    yield Words(_reading(months))


def _reading(months: Timeline) -> str:
    """How the months are counted."""
    sentences = [_("Each month is computed on its first day; the scale of the chart does not start at zero.")]
    if months.months[0].slip.binding.choices.day.year > 2020:  # noqa: PLR2004 - the year the chart begins with
        sentences.append(_("Earlier months are before entry, or no legal data cover them."))
    if not entered(months.employee):
        sentences.append(_("Without an entry date, seniority and échelon stay as given throughout."))
    return " ".join(sentences)


def _rests(comparison: Comparison, months: Timeline | None) -> list[Section]:
    """The assumptions of both sides; the warnings of the months stand here, those of the sides at the top."""
    taken = advice.assumptions(comparison.after.binding.law, comparison.assumptions) if comparison.assumptions else None
    carried = Items(tuple(("", each.text) for each in months.warnings)) if months and months.warnings else None
    return [section(_("Assumptions"), taken, carried)] if taken or carried else []


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
