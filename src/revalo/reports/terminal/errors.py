"""The register of errors and the codes of rejected rows, on screen and as JSON."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from rich import box
from rich.table import Table

from revalo.errors import UsageError
from revalo.grids.law import near
from revalo.language import _
from revalo.register import EXITS, REGISTER
from revalo.register.entry import PROBLEM, REJECTED
from revalo.reports.terminal.fitting import fitted

if TYPE_CHECKING:
    from rich.console import Console


class Meaning(NamedTuple):
    """A code in the language in use. `messages`: those that carry it, their figures between braces."""

    code: str
    exit_code: int
    cause: str
    remedy: str
    messages: tuple[str, ...]


def meanings(code: str | None = None) -> list[Meaning]:
    """Every code, or the one asked for; `UsageError` where there is no such code."""
    every = list(_every())
    if code is None:
        return every
    alike = [each for each in every if each.code.casefold() == code.casefold()]
    if not alike:
        raise UsageError("unknown-error-code", name=code, near=near(code, [each.code for each in every]))
    return alike


def _every() -> Iterator[Meaning]:
    for error in REGISTER:
        messages = tuple(_(message) for message in error.messages.values() if message != PROBLEM)
        yield Meaning(error.code, error.exit_code, _(error.cause), _(error.remedy), messages)


def plain(code: str | None) -> dict[str, Any]:
    """The object that `--json` prints."""
    exits = [{"exit_code": number, "meaning": _(meaning)} for number, meaning in EXITS.items()]
    errors = [each._asdict() for each in meanings(code)]
    return {"schema": "revalo.errors/1", "exit_codes": exits, "errors": errors}


def show(console: "Console", code: str | None) -> None:
    """Print every code, or one with its messages."""
    meant = meanings(code)
    if code is None:
        _list_exits(console)
        _list(console, _("Messages"), [each for each in meant if each.exit_code != REJECTED])
        _list(console, _("Rejected rows"), [each for each in meant if each.exit_code == REJECTED])
        return
    [meaning] = meant
    console.print(f"{meaning.code}{_(': ')}{meaning.cause}", style="bold")
    console.print(_("What to do: {remedy}").format(remedy=meaning.remedy))
    console.print(_("Exit code: {code}").format(code=meaning.exit_code))
    for message in meaning.messages:
        console.print(f"- {message}")


def _list_exits(console: "Console") -> None:
    table = _table(_("Exit"), _("Meaning"))
    for number, meaning in EXITS.items():
        table.add_row(str(number), fitted(_(meaning)))
    console.print(table)


def _table(*headings: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading)
    return table


def _list(console: "Console", title: str, meanings: list[Meaning]) -> None:
    table = _table(title, _("Exit"), _("Meaning"), _("What to do"))
    table.columns[0].no_wrap = max(len(each.code) for each in meanings) < 6  # noqa: PLR2004 - R305
    for meaning in meanings:
        table.add_row(meaning.code, str(meaning.exit_code), fitted(meaning.cause), fitted(meaning.remedy))
    console.print(table)
