"""One person, before and after, as a table."""

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.language import _
from revalo.money import euros, localised, percentage, plain
from revalo.reports.inputs import subject
from revalo.reports.phrases import announced, dated_text, imagined, law_of, line_label, local, short_title, tables_of
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled
from revalo.reports.terminal.fitting import fitted
from revalo.rules import trace
from revalo.rules.formulas import place
from revalo.rules.net import NetRequest, net
from revalo.rules.payslip import Payslip

if TYPE_CHECKING:
    from rich.console import Console

    from revalo.analysis.employer_cost import EmployerCosts


UNBOUNDED = 1000  # characters: wider than any table


def show(
    console: "Console",
    comparison: Comparison,
    costs: "EmployerCosts | None" = None,
    net_request: NetRequest | None = None,
) -> None:
    """Print the table of lines, its cost and net pay if asked, the assumptions, the warnings and the notice."""
    console.print(fitted(subject(comparison)), style=palette.TITLE)
    console.print(_titled(comparison))
    console.print(_table(comparison, console))
    if costs is not None:
        from revalo.reports.terminal import employer_cost  # noqa: PLC0415 - only where a cost is asked for

        employer_cost.show(console, costs)
    for bonus in comparison.one_off:
        message = _("Paid once, outside monthly pay: {label}, {amount}")
        console.print(message.format(label=bonus.full.label, amount=_amount(bonus.amount)))
    if net_request is not None:
        _show_net(console, comparison, net_request)
    _show_texts(console, comparison)
    _show_falls(console, comparison.before)
    notes.show(
        console, comparison.before.binding.law, comparison.assumptions, comparison.warnings, imagined(comparison.after)
    )


def _show_falls(console: "Console", slip: Payslip) -> None:
    """Print what falls with the texts left out, by text."""
    law = slip.binding.law
    for cause, falls in groupby(slip.binding.falls(), lambda fall: fall.because_of):
        title = _("Set aside together with {text}").format(text=short_title(law, cause))
        console.print("\n" + title, style=palette.TITLE)
        notes.listed(console, [(short_title(law, fall.text), tables_of(law, fall)) for fall in falls])


def _show_net(console: "Console", comparison: Comparison, request: NetRequest) -> None:
    """Print the estimate of net pay on both sides, and of each measure beside what was announced."""
    before, after = net(comparison.before, request), net(comparison.after, request)
    message = _("Estimated net pay before income tax, per month: {before} before, {after} after ({difference})")
    change = euros(after.amount - before.amount, language.current(), signed=True)
    words = message.format(before=_amount(before.amount), after=_amount(after.amount), difference=change)
    console.print("\n" + words)
    legal, residual = (localised(plain(rate, 5, 0), language.current()) for rate in (after.legal.value, after.residual))
    console.print(
        _("Employee contribution rate used: {legal}% (legal) + {residual}% (adjusted part, --net-residual)").format(
            legal=legal, residual=residual
        )
    )
    for name in comparison.after.lines:
        if name.startswith("segur."):
            head = f"{line_label(comparison.after, name)}{_(': ')}{_amount(after.of_measure(comparison.after, name))}"
            said = announced(comparison.after, name)
            console.print(f"- {head} ({said})" if said else f"- {head}")


def _titled(comparison: Comparison) -> str:
    """What the table shows, and from when to when."""
    lang = language.current()
    days = [written(slip.binding.choices.day, lang) for slip in (comparison.before, comparison.after)]
    if days[0] == days[1]:
        return _("Monthly gross pay on {day}").format(day=days[0])
    return _("Monthly gross pay, from {before} to {after}").format(before=days[0], after=days[1])


def _table(comparison: Comparison, console: "Console") -> Table:
    """The lines, with the sum behind each amount where the terminal is wide enough for all of them."""
    with_sums = _lines(comparison, with_sums=True)
    unbounded = console.options.update(width=UNBOUNDED)
    fits = console.measure(with_sums, options=unbounded).maximum <= console.width
    return with_sums if fits else _lines(comparison, with_sums=False)


def _lines(comparison: Comparison, *, with_sums: bool) -> Table:
    table = Table(box=ruled(), show_footer=True, pad_edge=False, expand=False, footer_style=palette.TOTAL)
    table.add_column(_("Pay item"), _("Total gross per month"), no_wrap=False)
    for word, slip in ((_("Before"), comparison.before), (_("After"), comparison.after)):
        table.add_column(_headed(word, slip), _amount(slip.gross), justify="right", no_wrap=True)
    change = Text(fitted(_change(comparison)), palette.of_change(comparison.difference))
    table.add_column(_("Change per month"), change, justify="right", no_wrap=True)
    for name in _names(comparison):
        before, after = comparison.before.lines.get(name), comparison.after.lines.get(name)
        sides = [_cell(slip, name, with_sum=with_sums) for slip in (comparison.before, comparison.after)]
        change = Text(fitted(_amount((after or 0) - (before or 0), signed=True)))
        table.add_row(line_label(comparison.before if after is None else comparison.after, name), *sides, change)
    return table


def _cell(slip: Payslip, name: str, *, with_sum: bool) -> Text:
    """The amount of a line on one side, then the sum that it comes from."""
    cents = slip.lines.get(name)
    if cents is None:
        return Text(fitted("–"))
    amount, behind = _amount(cents), local(trace.written_formula(slip, name))
    if not with_sum or behind == localised(plain(cents), language.current()):
        return Text(fitted(amount))
    return Text.assemble(fitted(amount), "\n", (fitted(behind), palette.QUIET))


def _headed(word: str, slip: Payslip) -> str:
    return "\n".join(
        [word, written(slip.binding.choices.day, language.current()), *law_of(slip.binding.law, slip.binding.choices)]
    )


def _names(comparison: Comparison) -> list[str]:
    """The lines of both sides, in the order of a payslip."""
    return sorted(dict.fromkeys([*comparison.before.lines, *comparison.after.lines]), key=place)


def _amount(cents: int | None, *, signed: bool = False) -> str:
    return "" if cents is None else euros(cents, language.current(), signed=signed)


def _show_texts(console: "Console", comparison: Comparison) -> None:
    """Print the texts that set the figures of the lines themselves, each with its lines; `--explain` gives them all."""
    behind: dict[str, dict[str, None]] = {}
    for name in _names(comparison):
        slip = comparison.after if name in comparison.after.lines else comparison.before
        for text in trace.own_texts(slip, name):
            behind.setdefault(text, {})[line_label(slip, name)] = None
    if behind:
        law = comparison.after.binding.law
        console.print("\n" + _("Texts"), style=palette.TITLE)
        notes.listed(console, [(dated_text(law, text), ", ".join(lines)) for text, lines in behind.items()])
        console.print(_("Detail of each figure: --explain"), style=palette.QUIET)


def _change(comparison: Comparison) -> str:
    """What a month gains, then in per cent."""
    amount = _amount(comparison.difference, signed=True)
    if comparison.percent is None:
        return amount
    sign = "+" if comparison.percent > 0 else ""
    return f"{amount}\n({sign}{percentage(plain(comparison.percent), language.current())})"
