"""`revalo cases`: every published case, stated against computed."""

import typer

from revalo.cli import options
from revalo.language import _

GAPS = 4


def cases(as_json: options.Json = False, law: options.LawFolder = None, lang: options.Lang = None) -> None:
    options.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding import published  # noqa: PLC0415
    from revalo.reports import cases as report  # noqa: PLC0415
    from revalo.reports.as_json import write  # noqa: PLC0415
    from revalo.reports.console import results  # noqa: PLC0415
    from revalo.rules.published import replay  # noqa: PLC0415

    held = api.load_law(options.law_folder(law))
    replays = [*replay(held), *published.replay(held)]
    if as_json:
        write(report.as_json(held, replays))
    else:
        report.show(results(), replays)
    if any(each.failed for each in replays):
        raise typer.Exit(GAPS)


cases.__doc__ = _("Replay every published amount: stated, computed, gap, verdict (exit 4 if an exact one is not).")
