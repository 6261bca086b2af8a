"""Help pages in the user's language, in the colours and the letters of the terminal.

The parser takes its words from constants, from the parameters and from the pieces of the usage line: each is given here
in the language in use, when a page is written.
"""

import re
import sys
from contextlib import redirect_stdout
from functools import cached_property
from typing import Any

from revalo.cli import completion
from revalo.cli.parser import TyperCommand, TyperGroup, dress_help, flag, take_as_typed
from revalo.language import N_, _
from revalo.reports.terminal.console import Glued
from revalo.reports.terminal.fitting import fitted

# The options that most people need first: `--help` shows these, `--help-all` the others too.
_PERSON = ("sector", "job", "category", "seniority", "since", "echelon", "hours")
FIRST_OPTIONS = {
    "compute": (*_PERSON, "after", "employer_cost", "explain"),
    "timeline": (*_PERSON, "first", "last", "out"),
    "compare": (*_PERSON, "versus", "on", "last"),
    "arrears": ("job", "seniority", "since", "hours", "on", "first", "last", "known_on", "mapping", "out"),
    "batch": ("out", "by", "lines", "before", "after", "employer_cost", "mapping", "sheet", "blank", "dry_run"),
    "fund": (
        "activity",
        "year",
        "rate",
        "cap",
        "participation",
        "coverage_rate",
        "mapping",
        "out",
        "compare",
        "as_json",
    ),
    "project": ("first", "last", "activity", "movements", "by", "staff", "scenario", "mapping", "out", "as_json"),
    "sheet": (*_PERSON, "after", "payroll", "out"),
    "report": ("out", "title", "before", "after", "activity", "year", "employer_cost", "mapping", "sheet", "compare"),
}
HELP = "help"
WORDS = {
    "help_all": N_("Show every option."),
    "help": N_("Show this page."),
    "install_completion": N_("Install completion for the shell in use."),
    "show_completion": N_("Show the completion script, to copy or adapt it."),
}
ACTIONS = {"install_completion": completion.install, "show_completion": completion.show}
CONSTANTS = {
    "ARGUMENTS_PANEL_TITLE": N_("Arguments"),
    "OPTIONS_PANEL_TITLE": N_("Options"),
    "COMMANDS_PANEL_TITLE": N_("Commands"),
    "DEFAULT_STRING": N_("[default: {}]"),
    "REQUIRED_LONG_STRING": N_("[required]"),
}
# What stands for a value, where the word is not the same in both languages.
METAVARS = (
    *(N_("SECTOR"), N_("NAME"), N_("NAME[=N]"), N_("FILE"), N_("FILE.dsn"), N_("DIR"), N_("OUT")),
    *(N_("PAYROLL"), N_("ACTIVITY"), N_("TEXT"), N_("PATH=VALUE"), N_("KEY=VALUE,…"), N_("YEARS")),
    *(
        N_("YEAR"),
        N_("YYYY-MM"),
        N_("SHARE"),
        N_("RATE"),
        N_("DAYS"),
        N_("STATUS"),
        N_("WORDS"),
        N_("WORD"),
        N_("MEASURE"),
    ),
)
REQUIRED = re.compile(r"\{(\w+)\}")  # the parser puts braces around the names of what must be given
PIECES = (N_("[OPTIONS]"), N_("COMMAND [ARGS]…"), N_("Usage: "))


class _Spoken:
    """What a command and a group of commands have in common: the words of their pages."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the command and those of the parser."""
        params = super().get_params(ctx)  # type: ignore[misc]
        for param in params:
            take_as_typed(param)
        return [_translated(param) for param in params]

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The words of the usage line after the name of the command."""
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [fitted(_(REQUIRED.sub(r"\1", piece).replace("...", "…"))) for piece in pieces]

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=_("Usage: "))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page."""
        _dress()
        for part in (self, *getattr(self, "commands", {}).values(), *self.get_params(ctx)):
            part.help = fitted(part.help or "")
        for param in self.get_params(ctx):
            param.metavar = param.metavar and fitted(param.metavar)
        with redirect_stdout(Glued(sys.stdout)):
            super().format_help(ctx, formatter)  # type: ignore[misc]


class Command(_Spoken, TyperCommand):
    """A command whose page is in the user's language, and whose results never fall on what it reads."""

    @cached_property
    def _help_all(self) -> Any:
        return flag("--help-all", self._show_every_option)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the command, and the one that shows them all where the page shows a few."""
        params = super().get_params(ctx)
        return [*params, _translated(self._help_all)] if self.name in FIRST_OPTIONS else params

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page: the options that most people need first, where there are many."""
        if self.name in FIRST_OPTIONS:
            for param in self.get_params(ctx):
                param.hidden = param.param_type_name == "option" and param.name not in self._first()
            self.epilog = "\n".join(
                [_("Every option: {command}").format(command=f"revalo {self.name} --help-all"), self.epilog or ""]
            )
        super().format_help(ctx, formatter)

    def _first(self) -> tuple[str, ...]:
        return (*FIRST_OPTIONS[self.name or ""], HELP, self._help_all.name)

    def _show_every_option(self, ctx: Any) -> None:
        super().format_help(ctx, ctx.make_formatter())
        print()
        ctx.exit()

    def invoke(self, ctx: Any) -> Any:
        """Run the command, once its places are known to be different."""
        from revalo.cli import places  # noqa: PLC0415 - not for help pages

        places.check(ctx.params)
        return super().invoke(ctx)


class Group(_Spoken, TyperGroup):
    """A group of commands whose page is in the user's language."""


def _translated(param: Any) -> Any:
    """A parameter in the language in use; no `<str>` beside an argument that is already named."""
    if param.name in WORDS:
        param.help, param.metavar = _(WORDS[param.name]), ""
        param.rich_help_panel = _("Output")
        param.callback = ACTIONS.get(param.name, param.callback)
    elif param.metavar in METAVARS:
        param.metavar = _(param.metavar)
    if param.param_type_name == "argument":
        param.display_type_rich = lambda **_context: None
    return param


def _dress() -> None:
    """Give the writer of help pages our words and our colours."""
    from revalo.reports.terminal.console import colours  # noqa: PLC0415
    from revalo.reports.terminal.palette import HELP  # noqa: PLC0415

    texts = {name: _(words) for name, words in CONSTANTS.items()} | HELP
    dress_help(texts | {"COLOR_SYSTEM": colours(), "FORCE_TERMINAL": None})
