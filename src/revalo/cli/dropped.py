"""`revalo FILE`: what is understood of a payroll, what it comes to, and the two commands that go on from there."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from revalo.language import _


def is_payroll(arguments: Sequence[str]) -> bool:
    """Whether the first word of a command line is a file, typed alone or dropped on the program, and no command."""
    from revalo.cli.app import COMMANDS, LAW  # noqa: PLC0415 - help texts are translated when this is imported

    first = arguments[0] if arguments else "-"
    try:
        return not first.startswith("-") and first not in (*COMMANDS, LAW) and Path(first).is_file()
    except OSError:  # a name too long, among others
        return False


def steps(arguments: Sequence[str]) -> Iterator[list[str]]:
    """The commands that a file stands for: what its columns became, then its summary, with the options given."""
    file, *options = arguments
    lang = [option for place, option in enumerate(options) if "--lang" in (option, *options[max(place - 1, 0) : place])]
    lang += [option for option in options if option.startswith("--lang=")]
    yield ["columns", file, *lang]
    yield ["batch", file, *options]


def next_commands(file: str) -> str:
    """What to do next with a file, as command lines to copy."""
    name = f'"{file}"' if any(each in file for each in " '&()") else file
    results, report = _("results.xlsx"), _("report.html")
    lines = (f"revalo batch {name} -o {results}", f"revalo report {name} -o {report}")
    return "\n".join([_("To go on:"), *(f"  {line}" for line in lines)])
