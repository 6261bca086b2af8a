"""`revalo errors`: what each error code means, and what to do."""

from typing import Annotated

import typer

from revalo.cli.options import shared
from revalo.language import _


def errors(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help=_("One code, e.g. R305 or unknown-code."), show_default=False),
    ] = None,
    as_json: shared.Json = False,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.reports.terminal import errors as report  # noqa: PLC0415 - not needed for the help pages

    if as_json:
        from revalo.reports.json import results as plain  # noqa: PLC0415

        plain.write(report.plain(code))
        return
    from revalo.reports.terminal.console import results  # noqa: PLC0415 - Rich is not for JSON

    report.show(results(), code)


errors.__doc__ = _("What each error code means and what to do: those of messages (R305), those of rejected rows.")
