"""`revalo cases`: every published case, stated against computed."""

from typing import Annotated

import typer

from revalo.cli.options import shared
from revalo.language import _

GAPS = 4


def cases(
    branch: Annotated[
        bool, typer.Option("--branch", metavar="", help=_("The totals of the whole branch alone."))
    ] = False,
    as_json: shared.Json = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.analysis.published import replay  # noqa: PLC0415
    from revalo.funding import national, published  # noqa: PLC0415
    from revalo.reports.json.results import write  # noqa: PLC0415
    from revalo.reports.terminal import cases as report  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    law_used = api.load_law(shared.law_folder(law))
    replays = [] if branch else [*replay(law_used), *published.replay(law_used)]
    totals = list(national.replay(law_used)) if law_used.workforce or branch else []
    if as_json:
        write(report.as_json(law_used, replays, totals))
    else:
        report.show(results(), replays, totals)
    if any(each.failed for each in replays):
        raise typer.Exit(GAPS)


cases.__doc__ = _(
    "Recompute every published amount and compare it: published, computed, gap, verdict (exit code 4 if an exact amount"
    " is not found again)."
)
