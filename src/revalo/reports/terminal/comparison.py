"""One person, before and after, as a table."""

from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.calendar import written
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.reports.pages.situation import subject
from revalo.reports.phrases import announced, imagined, law_of, line_label, tables_of
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


def show(
    console: "Console",
    found: Comparison,
    costs: "EmployerCosts | None" = None,
    net_request: NetRequest | None = None,
) -> None:
    """Print the table of lines, its cost and net pay if asked, the assumptions, the warnings and the notice."""
    console.print(fitted(subject(found)), style=palette.TITLE)
    console.print(_("Monthly gross pay"))
    console.print(_table(found))
    console.print(_headline(found), style=palette.of_change(found.difference))
    if costs is not None:
        from revalo.reports.terminal import employer_cost  # noqa: PLC0415 - only where a cost is asked for

        employer_cost.show(console, costs)
    for bonus in found.one_off:
        message = _("Paid once, outside monthly pay: {label}, {amount}")
        console.print(message.format(label=bonus.full.label, amount=_amount(bonus.amount)))
    if net_request is not None:
        _show_net(console, found, net_request)
    _show_falls(console, found.before)
    notes.show(console, found.before.binding.law, found.assumptions, found.warnings, imagined(found.after))


def _show_falls(console: "Console", slip: Payslip) -> None:
    """Print what falls with the texts left out, by text."""
    for cause, falls in groupby(slip.binding.falls(), lambda fall: fall.because_of):
        console.print("\n" + _("Set aside together with {text}").format(text=cause), style=palette.TITLE)
        notes.listed(console, [(fall.text, tables_of(slip.binding.law, fall)) for fall in falls])


def _show_net(console: "Console", found: Comparison, request: NetRequest) -> None:
    """Print the estimate of net pay on both sides, and of each measure beside what was announced."""
    before, after = net(found.before, request), net(found.after, request)
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
    for name in found.after.lines:
        if name.startswith("segur."):
            head = f"{line_label(found.after, name)}{_(': ')}{_amount(after.of_measure(found.after, name))}"
            said = announced(found.after, name)
            console.print(f"- {head} ({said})" if said else f"- {head}")


def _table(found: Comparison) -> Table:
    table = Table(box=ruled(), show_footer=True, pad_edge=False, expand=False)
    table.add_column(_("Line"), _("Gross"), no_wrap=False)
    table.add_column(_headed(_("Before"), found.before), _amount(found.before.gross), justify="right", no_wrap=True)
    table.add_column(_headed(_("After"), found.after), _amount(found.after.gross), justify="right", no_wrap=True)
    table.add_column(_("Difference"), _amount(found.difference, signed=True), justify="right", no_wrap=True)
    table.add_column(_("Text"), overflow="fold")
    for name in _names(found):
        before, after = found.before.lines.get(name), found.after.lines.get(name)
        slip = found.before if after is None else found.after
        change = (after or 0) - (before or 0)
        table.add_row(
            line_label(slip, name),
            _amount(before),
            _amount(after),
            _amount(change, signed=True),
            _texts(found, name),
        )
    return table


def _headed(word: str, slip: Payslip) -> str:
    return "\n".join(
        [word, written(slip.binding.choices.day, language.current()), *law_of(slip.binding.law, slip.binding.choices)]
    )


def _names(found: Comparison) -> list[str]:
    """The lines of both sides, in the order of a payslip."""
    return sorted(dict.fromkeys([*found.before.lines, *found.after.lines]), key=place)


def _amount(cents: int | None, *, signed: bool = False) -> str:
    return "" if cents is None else euros(cents, language.current(), signed=signed)


def _texts(found: Comparison, name: str) -> str:
    """The texts that set the line's own figures on the later side that has it; `--explain` gives them all."""
    slip = found.after if name in found.after.lines else found.before
    return "\n".join(trace.own_texts(slip, name))


def _headline(found: Comparison) -> str:
    lang = language.current()
    change = euros(found.difference, lang, signed=True)
    if found.percent is None:
        return _("Gain: {amount} per month").format(amount=change)
    sign = "+" if found.percent > 0 else ""
    percent = sign + localised(plain(found.percent), lang)
    return _("Gain: {amount} per month, {percent}%").format(amount=change, percent=percent)
