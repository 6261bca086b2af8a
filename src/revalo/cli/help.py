"""Help pages in the user's language: the parser's own options come with English words only."""

from typing import Any

from typer.core import TyperCommand, TyperGroup

from revalo.language import N_, _

WORDS = {
    "help": N_("Show this page."),
    "install_completion": N_("Install completion for the shell in use."),
    "show_completion": N_("Show the completion script, to copy or adapt it."),
}


def _translated(params: list[Any]) -> list[Any]:
    for param in params:
        if param.name in WORDS:
            param.help, param.metavar = _(WORDS[param.name]), ""
    return params


class Command(TyperCommand):
    """A command whose own options are translated."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page; the word for what is required is the library's own constant."""
        from typer import rich_utils  # noqa: PLC0415 - only for a help page

        rich_utils.REQUIRED_LONG_STRING = _("[required]")
        super().format_help(ctx, formatter)

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the command and those of the parser."""
        return _translated(super().get_params(ctx))


class Group(TyperGroup):
    """A group of commands whose own options are translated."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options of the group and those of the parser."""
        return _translated(super().get_params(ctx))
