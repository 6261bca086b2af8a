"""Options of the commands that go month by month: which months, under which law, written how."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo.calendar import parse_month
from revalo.cli.options import shared
from revalo.cli.options.gathering import Gathered
from revalo.errors import UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.analysis.months import Span


STDOUT = Path("-")

_law = shared.law_option

From = Annotated[
    str | None,
    _law("--from", "YYYY-MM", _("First month: 2021-09 in home care, 2020-08 elsewhere, or that of entry if later.")),
]
To = Annotated[str | None, _law("--to", "YYYY-MM", _("Last month (the current one by default)."))]
Without = Annotated[list[str] | None, _law("--without", "TEXT", _("As if this text had never been (can be repeated)."))]
With = Annotated[
    list[str] | None,
    _law("--with", "TEXT", _("As if this refused or announced text had applied from its date (can be repeated).")),
]
Set = Annotated[list[str] | None, _law("--set", "PATH=VALUE", _("Another value for a parameter (can be repeated)."))]
Csv = Annotated[
    bool,
    typer.Option(
        "--csv", metavar="", help=_("CSV, one row per month, and nothing else."), rich_help_panel=shared.OUTPUT
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="FILE", help=_("The months as CSV in a file."), rich_help_panel=shared.OUTPUT),
]


def span(first: From = None, last: To = None) -> "Span":
    """The months asked for."""
    from revalo.analysis.months import Span  # noqa: PLC0415 - not needed for the help pages

    return Span(month("--from", first), month("--to", last))


def one_law(
    without: Without = None,
    with_: With = None,
    known_on: shared.KnownOn = None,
    member: shared.Member = None,
    settings: Set = None,
    measures_only: shared.MeasuresOnly = False,
) -> "Request":
    """The one reading of the law that holds for every month."""
    return shared.request(None, None, without, with_, known_on, member, settings, measures_only)


Months = Annotated["Span", Gathered(span)]
OneLaw = Annotated["Request", Gathered(one_law)]


def month(option: str, text: str | None) -> Any:
    """The first day of a month option, or None where it is not given."""
    if text is None:
        return None
    try:
        return parse_month(text)
    except ValueError:
        raise UsageError("month-form", option=option) from None


def csv_files(out: Path | None, *, as_json: bool, as_csv: bool) -> list[Path]:
    """Where CSV is wanted, `-` for standard output; two formats for it are refused."""
    wanted = [*([] if out is None else [out]), *([STDOUT] if as_csv else [])]
    if as_json and STDOUT in wanted:
        raise UsageError("json-or-csv")
    return list(dict.fromkeys(wanted))
