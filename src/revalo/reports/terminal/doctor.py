"""What `revalo doctor` found, as a list on the terminal."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from revalo.language import N_, _
from revalo.reports.health import GOOD, LACKING, WRONG, Check
from revalo.reports.terminal.fitting import fitted

if TYPE_CHECKING:
    from rich.console import Console

NAMES = {
    "law_folder": N_("Law files"),
    "law": N_("Law"),
    "python": "Python",
    "platform": N_("System"),
    "language": N_("Language"),
    "locale": N_("Locale"),
    "encodings": N_("Encodings (files / in / out / messages)"),
    "house": N_("Settings of the house"),
    "settings": N_("Environment"),
    "terminal": N_("Terminal"),
    "width": N_("Width in columns"),
    "colour": N_("Colour"),
    "report": N_("Report module (optional)"),
    "spark": N_("Spark module (optional)"),
    "java": "Java",
    "temporary": N_("Temporary folder"),
}
MARK = 16  # digits of the hash of the law that are shown; --json has them all
STATES = {GOOD: "", LACKING: N_("optional"), WRONG: N_("TO FIX")}


def show(console: "Console", checks: Sequence[Check]) -> None:
    """Print what was found, then what to do."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(max_width=22)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    for check in checks:
        state = _(STATES[check.state]) if STATES[check.state] else ""
        name = Text(_(NAMES.get(check.name, check.name)), style="bold")
        table.add_row(name, fitted(_shown(check)), state)
    console.print(table)
    todo = [check for check in checks if check.remedy]
    if todo:
        console.print("\n" + _("What to do"), style="bold")
    for check in todo:
        console.print(f"- {_(NAMES.get(check.name, check.name))}{_(': ')}{check.remedy}")


def _shown(check: Check) -> str:
    return check.value[:MARK] if (check.name, check.state) == ("law", GOOD) else check.value
