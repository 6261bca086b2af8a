"""What a notebook shows of a result: its sums, then what was assumed and what to beware of; never a row of a person."""

from collections.abc import Iterable, Iterator, Sequence

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.funding.study import Study
from revalo.grids.law import Law
from revalo.grids.units import whole_number
from revalo.language import _
from revalo.money import euros
from revalo.payroll.projection import Projection
from revalo.payroll.writing.notes import Notes, example_of
from revalo.payroll.writing.notes import notes as notes_of
from revalo.people.arrears import OwedPayroll
from revalo.people.bill import Year
from revalo.people.caveat_counts import CaveatCounts
from revalo.people.check import PaidCheck
from revalo.people.claims import LIMIT
from revalo.people.crossed import SMALL
from revalo.people.gaps import CTI, GROSS
from revalo.people.merging import merged_for_privacy, split
from revalo.people.summary import Summary
from revalo.people.suppression import hidden_in_run
from revalo.people.table import People
from revalo.reports import project_phrases as words
from revalo.reports.inputs import field_of
from revalo.reports.pages import advice, board, lines, sharing
from revalo.reports.pages.document import (
    Block,
    Document,
    Figure,
    Figures,
    Items,
    Section,
    Table,
    Warned,
    Words,
    cells,
    section,
)
from revalo.reports.pages.sheet import figures
from revalo.reports.phrases import imagined, people_heading, provenance, scenario_line
from revalo.reports.terminal.check import rows_compared, rows_not_compared
from revalo.version import notice

MOST = 40  # groups in a table


def comparison(comparison: Comparison) -> Document:
    """One person, before and after."""
    law = comparison.after.binding.law
    warned = (Warned(each.text) for each in comparison.warnings)
    assumed = advice.assumptions(law, comparison.assumptions) if comparison.assumptions else None
    return _document(
        law,
        _("Before and after"),
        section(_("In short"), figures(comparison), *warned),
        section(_("Line by line"), lines.table(comparison)),
        *([section(_("Assumptions"), assumed)] if assumed else []),
        foot=map(scenario_line, imagined(comparison.after)),
    )


def revaluation(people: People, summary: Summary, notes: Sequence[str]) -> Document:
    """A payroll, before and after; the gain by text and what the pay costs, if asked."""
    law, said = people.law, notes_of(summary, people)
    headlines = board.figures(summary.total, summary.crossing)
    return _document(
        law,
        _("Payroll before and after"),
        section(
            _("In short"),
            *headlines,
            *board.left_out(summary),
            *map(Warned, notes),
        ),
        *_groups(summary),
        *_by_text(said.causes, _("The gain, text by text"), summary.total.gain),
        *_cost(summary, said),
        *_caveats(law, summary.caveats),
        foot=map(scenario_line, summary.scenarios),
    )


def check(law: Law, check: PaidCheck, notes: Sequence[str]) -> Document:
    """What was paid against what was due."""
    shown = Figures(
        (
            Figure(_("Rows compared"), whole_number(check.rows_compared)),
            Figure(_("Differences"), whole_number(len(check.gaps))),
            Figure(_("Back pay due over the last {months} months").format(months=LIMIT), _amount(check.arrears)),
            Figure(_("Paid above what was due"), _amount(check.overpaid)),
        )
    )
    return _document(
        law,
        _("Paid and due"),
        section(_("In short"), shown, Items(tuple(_compared(check))), *map(Warned, notes)),
        *_caveats(law, check.caveats),
    )


def arrears(owed: OwedPayroll, notes: Sequence[str]) -> Document:
    """What is owed to a payroll for texts known late."""
    law, sums = owed.counting.law, owed.sums
    shown = Figures(
        (
            Figure(_("Months of pay computed"), whole_number(sums.pays)),
            Figure(_("Back pay due"), _amount(sums.owed)),
            Figure(_("Back pay due over the last {months} months").format(months=LIMIT), _amount(sums.within)),
        )
    )
    return _document(
        law,
        _("Back pay for texts published after the payroll"),
        section(_("In short"), shown, *board.left_out(sums), *map(Warned, notes)),
        *([section(_("By text"), _late_texts(owed))] if sums.texts else []),
        *_caveats(law, sums.caveats),
    )


def _late_texts(owed: OwedPayroll) -> Table:
    """What each late text brings, then the total."""
    sums, known = owed.sums, owed.counting.known()
    rows = [
        cells(text.id, written(known[text.id], language.current()), _amount(each.owed), _amount(each.within))
        for text in owed.counting.texts()
        if (each := sums.texts.get(text.id)) is not None
    ]
    rows.append(cells(_("Total"), "", _amount(sums.owed), _amount(sums.within)))
    headings = (_("Text"), _("Published on"), _("Back pay due"), _("Within 36 months"))
    return Table(_("Back pay due, text by text"), headings, tuple(rows), numeric=2, total=True)


def projection(projection: Projection, notes: Sequence[str]) -> Document:
    """The pay bill of the months to come, year by year, and why each year differs."""
    rows = [
        cells(str(year.year), words.amount(year.sums.gross), words.amount(year.sums.cost)) for year in projection.years
    ]
    years = Table(_("The pay bill, year by year"), (_("Year"), _("Gross"), _("Cost")), tuple(rows), numeric=2)
    causes = (section(str(year.year), _causes_of(projection.law, year)) for year in projection.years if year.causes)
    assumed = Items(tuple((field_of(projection.law, each.field), each.reason) for each in projection.assumptions))
    warned = [*map(Warned, projection.warnings), *map(Warned, notes)]
    return _document(
        projection.law,
        _("The months to come"),
        section(_("In short"), years, *warned),
        *causes,
        *([section(_("Assumptions"), assumed)] if projection.assumptions else []),
        foot=map(scenario_line, projection.law.scenarios),
    )


def _causes_of(law: Law, year: Year) -> Table:
    """Why a year differs from the reference before it."""
    title = _("Why {year} differs").format(year=year.year)
    rows = [
        cells(words.cause(law, mover), words.amount(sums.gross, signed=True), words.amount(sums.cost, signed=True))
        for mover, sums in words.grouped(year.causes).items()
    ]
    return Table(title, (_("Why"), _("Gross"), _("Cost")), tuple(rows), numeric=2)


def funding(study: Study, notes: Sequence[str]) -> Document:
    """What the raises cost, and who pays."""
    warned = section(_("To be aware of"), *map(Warned, notes))
    sections = (*sharing.sections(study, sharing.Privacy(SMALL)), *([warned] if notes else []))
    return _document(study.law, _("Who pays"), *sections, foot=map(scenario_line, study.law.scenarios))


def _document(law: Law, title: str, *sections: Section, foot: Iterable[str] = ()) -> Document:
    return Document(title, "", (), sections, (notice(), provenance(law), *foot))


def _groups(summary: Summary) -> Iterator[Section]:
    """The sums by group, where there are several."""
    hidden_groups = hidden_in_run(summary).get(summary.by, set())
    parts = split(dict(sorted(summary.groups.items())), hidden_groups, MOST)
    rows = [(name or _("(none)"), totals) for name, totals in (*parts.shown, *parts.rest())]
    if len(summary.groups) > 1:
        hidden = Words(merged_for_privacy()) if parts.hidden else None
        table = board.gains(_("Gain by group"), people_heading(summary.crossing), rows, summary.total)
        yield section(_("By group"), table, hidden)


def _by_text(causes: Sequence[tuple[str, str, int]], title: str, total: int) -> Iterator[Section]:
    """A difference split among its causes, where that is asked for."""
    if causes:
        rows = [cells(why, since, _signed(cents)) for since, why, cents in causes]
        rows.append(cells(_("Total"), "", _signed(total)))
        yield section(title, Table(title, (_("Why"), _("Since"), _("Gain")), tuple(rows), numeric=2, total=True))


def _cost(summary: Summary, said: Notes) -> Iterator[Section]:
    """What the pay costs an employer, where it is asked for."""
    if summary.cost is not None:
        total = summary.cost.total
        amounts = Figures(
            (
                Figure(_("Before, per month"), _amount(total.before)),
                Figure(_("After, per month"), _amount(total.after)),
                Figure(_("Difference"), _signed(total.gain)),
            )
        )
        taxes = Items(tuple(("", line) for line in said.year_taxes)) if said.year_taxes else None
        yield section(_("What the payroll costs the employer"), amounts, taxes)
        yield from _by_text(said.cost_causes, _("The cost, text by text"), total.gain)


def _compared(check: PaidCheck) -> Iterator[tuple[str, str]]:
    """What was compared, and the rows that were not, by reason."""
    for what in (GROSS, CTI):
        if check.compared[what] or what == GROSS:
            yield "", rows_compared(what, check.compared[what], check.gaps.number_of(what))
    for reason, number in check.not_compared.items():
        if number:
            yield "", rows_not_compared(reason, number)


def _caveats(law: Law, caveats: CaveatCounts) -> Iterator[Section]:
    """What is to be warned of and what was assumed over rows, what concerns most of them first."""
    if warnings := caveats.warnings:
        yield section(_("Warnings"), *_warnings(f"{each.words} ({example_of(each)})" for each in warnings))
    if assumptions := caveats.assumptions:
        items = ((field_of(law, each.code), f"{each.words} ({example_of(each)})") for each in assumptions)
        yield section(_("Assumptions"), Items(tuple(items)))


def _warnings(texts: Iterable[str]) -> Iterator[Block]:
    return map(Warned, texts)


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)


def _amount(cents: int) -> str:
    return euros(cents, language.current())
