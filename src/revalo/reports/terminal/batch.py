"""What a run did, as tables on the terminal: rows, rejects by reason, totals and groups, assumptions."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.table import Table

from revalo import language
from revalo.calendar import parse_day, written
from revalo.grids.decomposition import cause_label, order_of_causes
from revalo.grids.law import Law
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.payroll.writing.headings import GROUPS
from revalo.people.merging import split
from revalo.people.spread import spread as sliced
from revalo.people.summary import Summary
from revalo.people.sums import Totals, written_headcount
from revalo.register import reasons
from revalo.reports.phrases import fall_line, people_heading, provenance, scenario_line
from revalo.reports.terminal import notes, palette, spread
from revalo.reports.terminal.console import ruled
from revalo.reports.terminal.fitting import on_two_lines
from revalo.reports.terminal.folding import add_rows
from revalo.rules.units import MONTHS
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

NAME = 12  # characters of a group's name that are never folded
FALL = 2  # characters that the per cent of a group may have more than that of everybody: a sign, a figure
MOST = 40  # groups shown on screen; the summary sheet of a workbook has them all


def show(console: "Console", law: Law, summary: Summary) -> None:
    """Print the summary of a run."""
    show_rows(console, summary)
    if summary.total.people:
        _show_groups(console, summary)
        spread.show(console, sliced(summary.gains, summary.least))
    if summary.causes:
        _show_causes(console, law, summary)
    if summary.cost is not None and summary.total.people:
        from revalo.reports.terminal import payroll_cost  # noqa: PLC0415 - only where a cost is asked for

        payroll_cost.show(console, law, summary.cost)
    if summary.compared and summary.total.people:
        from revalo.reports.terminal import side_by_side  # noqa: PLC0415 - only for scenarios

        side_by_side.show(console, summary.compared, summary.by)
    notes.show_counted(console, law, summary.caveats)
    for fall in summary.falls:
        console.print("- " + fall_line(law, fall))
    for scenario in (*summary.scenarios, *(each.scenario for each in summary.compared)):
        console.print("- " + scenario_line(scenario))
    console.print(notice(), style=palette.QUIET)
    console.print(provenance(law), style=palette.QUIET)


def _show_causes(console: "Console", law: Law, summary: Summary) -> None:
    """Print the gain split by cause, and the order in which they were taken."""
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(_("Since"), no_wrap=True)
    table.add_column(_("Why"))
    table.add_column(_("Gain"), justify="right", no_wrap=True)
    for cause, cents in summary.causes:
        if cents:
            since = written(cause.start, language.current()) if cause.start else ""
            table.add_row(since, cause_label(law, cause), _signed(cents))
    table.add_row("", _("Total"), _signed(summary.total.gain), style=palette.TOTAL)
    console.print(table)
    console.print("- " + order_of_causes())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)


def show_rows(console: "Console", summary: Summary, *, computed: bool = True) -> None:
    """Print what to know first, then the rows: read, computed (or readable), rejected and why, set apart."""
    notes.show_remarks(console, summary.remarks)
    console.print(_read(summary, computed=computed))
    for why, number in reasons(summary.rejected):
        console.print(f"  {why}{_(': ')}{whole_number(number)}", style=palette.QUIET)


def _read(summary: Summary, *, computed: bool) -> str:
    """How many rows were read, and what became of them."""
    rows, rejected, skipped = summary.rows_out, summary.rows_rejected, len(summary.skipped)
    parts = [
        numbered("{number} computed", "{number} computed", rows)
        if computed
        else numbered("{number} readable", "{number} readable", rows),
        numbered("{number} rejected", "{number} rejected", rejected),
    ]
    if skipped:
        parts.append(numbered("{number} set apart (no person)", "{number} set apart (no person)", skipped))
    read = numbered("{number} row read", "{number} rows read", summary.rows_in)
    return f"{read}{_(': ')}{', '.join(parts)}"


def _titled(summary: Summary) -> str:
    """What the totals are of, and from when to when where that is the same for everybody."""
    if len(summary.days) != 1:
        return _("Monthly gross pay")
    before, after = (written(parse_day(day), language.current()) for day in next(iter(summary.days)))
    if before == after:
        return _("Monthly gross pay on {day}").format(day=after)
    return _("Monthly gross pay, from {before} to {after}").format(before=before, after=after)


def _spread_out(summary: Summary) -> str:
    """What one person gains per month, and all of them over a year where the payroll is of one month."""
    mean, year = _signed(summary.total.mean), _signed(MONTHS * summary.total.gain)
    if len(summary.crossing.periods) > 1:
        return _("That is {amount} per person per month").format(amount=mean)
    return _("That is {amount} per person per month; {year} over twelve months").format(amount=mean, year=year)


def _show_groups(console: "Console", summary: Summary) -> None:
    """Print the totals by group, those that are too many for the screen put together."""
    parts = split(dict(sorted(summary.groups.items())), set(), MOST)
    rows = [*parts.shown, *parts.rest()] if len(summary.groups) > 1 or summary.by != "service" else []
    table = _table(summary, [(name or _("(none)"), *_figures(totals)) for name, totals in rows], console.width)
    console.print("\n" + _titled(summary), style=palette.TITLE)
    console.print(table)
    console.print(_spread_out(summary))
    if parts.hidden:
        console.print(_("- groups not shown: {number} (all in -o FILE.xlsx)").format(number=whole_number(parts.hidden)))
    if any(0 < totals.people < summary.least for _name, totals in rows):
        message = _(
            "- groups of fewer than {small} people are shown here only; in a workbook they are merged (--show-small)"
        )
        console.print(message.format(small=summary.least))


def _table(summary: Summary, rows: Sequence[Sequence[str]], width: int) -> Table:
    """The table of some rows, each a name and figures, and of the totals."""
    by = _(GROUPS[summary.by])
    longest = max((len(row[0]) for row in rows), default=0)
    name = min(max(longest, len(by)), NAME)
    headings = [people_heading(summary.crossing), _("Gross before"), _("Gross after"), _("Gain per month"), "%"]
    totals = _figures(summary.total)
    if name + _width(headings, totals) > width:
        headings = [*map(on_two_lines, headings)]
    roomy = name + _width(headings, totals) <= width
    table = Table(box=ruled(), pad_edge=False, padding=(0, 1 if roomy else 0, 0, 0))
    table.add_column(by, overflow="fold", min_width=name)
    for heading in headings:
        table.add_column(heading, justify="right", no_wrap=True)
    widest = [max(column, key=len) for column in zip(*(each[1:] for each in rows), totals, strict=True)]
    roomy = _width(headings, widest) < width  # however little is left for names, short ones are not folded
    for whole, some in groupby(rows, key=lambda row: roomy and _is_short(row[0])):
        add_rows(table, list(some), whole=whole)
    table.add_row(_("Total"), *totals, style=palette.TOTAL)
    return table


def _is_short(name: str) -> bool:
    """Whether the name of a group is never folded."""
    return name.isprintable() and cell_len(name) <= NAME


def _width(headings: Sequence[str], totals: Sequence[str]) -> int:
    """The characters of the columns of figures, two between them."""
    lines = (max(map(len, heading.split("\n"))) for heading in headings)
    return sum(max(line, len(total)) + 2 for line, total in zip(lines, totals, strict=True)) + FALL


def _figures(totals: Totals) -> tuple[str, ...]:
    lang = language.current()
    amounts = tuple(euros(cents, lang) for cents in (totals.before, totals.after, totals.gain))
    percent = "" if totals.percent is None else localised(plain(totals.percent), lang)
    return (written_headcount(totals.people), *amounts, percent)
