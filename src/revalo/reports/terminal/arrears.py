"""What is owed for texts known late: the months owed, the total, and what each text changed."""

from typing import TYPE_CHECKING

from rich.table import Table

from revalo import language
from revalo.analysis.arrears import Arrears, Owed
from revalo.calendar import written, written_month
from revalo.language import _
from revalo.money import euros
from revalo.reports.terminal import notes, palette
from revalo.reports.terminal.console import ruled

if TYPE_CHECKING:
    from rich.console import Console


def show(console: "Console", arrears: Arrears) -> None:
    """Print the months owed, the total, the late texts, the assumptions, the warnings and the notice."""
    owed = [month for month in arrears.months if month.amount]
    if owed:
        console.print(_table(owed))
    console.print(_headline(arrears))
    if arrears.late:
        console.print("\n" + _("Texts published after the payroll"), style=palette.TITLE)
        notes.listed(console, [(_late(text, arrears), _brought(text, owed)) for text in arrears.late])
    notes.show(console, arrears.months[0].due.binding.law, arrears.assumptions, arrears.warnings)


def _table(owed: list[Owed]) -> Table:
    table = Table(box=ruled(), show_footer=True, pad_edge=False)
    total = sum(month.amount for month in owed)
    table.add_column(_("Month"), _("Total"), no_wrap=True)
    for heading in (
        _("Paid at the time"),
        _("Due with later texts"),
    ):  # no totals: months without back pay are left out
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Back pay due"), _amount(total, signed=True), justify="right", no_wrap=True)
    table.add_column(_("Text"), overflow="fold")
    for month in owed:
        table.add_row(
            written_month(month.due.binding.choices.day, language.current()),
            _amount(month.paid.gross),
            _amount(month.due.gross),
            _amount(month.amount, signed=True),
            "\n".join(month.texts),
        )
    return table


def _headline(arrears: Arrears) -> str:
    days = [month.due.binding.choices.day for month in arrears.months]
    first, last = (written_month(day, language.current()) for day in (days[0], days[-1]))
    if arrears.due == arrears.paid and not any(month.amount for month in arrears.months):
        return _("From {first} to {last}: no back pay due.").format(first=first, last=last)
    owed = _amount(arrears.due - arrears.paid, signed=True)
    return _("Total back pay, {first} to {last}: {owed}").format(first=first, last=last, owed=owed)


def _late(text: str, arrears: Arrears) -> str:
    day = arrears.late[text]
    return (
        text if day is None else _("{text}, published on {day}").format(text=text, day=written(day, language.current()))
    )


def _brought(text: str, owed: list[Owed]) -> str:
    """What a text changed, each change once."""
    changed = (each.what for month in owed for each in month.changes if each.text == text and each.has_effect)
    return _("; ").join(dict.fromkeys(changed))


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
