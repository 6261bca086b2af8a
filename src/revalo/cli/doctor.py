"""`revalo doctor`: whether all that the program needs is there."""

import typer

from revalo.cli import options
from revalo.language import _

LACKING = 4


def doctor(law: options.LawFolder = None, as_json: options.Json = False, lang: options.Lang = None) -> None:
    options.check_language(lang)
    from revalo import health  # noqa: PLC0415 - not needed for the help pages

    found = health.examine(options.law_folder(law))
    if as_json:
        from revalo.reports import as_json as plain  # noqa: PLC0415

        plain.write({"schema": "revalo.doctor/1", "checks": [each._asdict() for each in found]})
    else:
        from revalo.reports import doctor as report  # noqa: PLC0415 - Rich is not for JSON
        from revalo.reports.console import results  # noqa: PLC0415

        report.show(results(), found)
    if any(each.state == health.WRONG for each in found):
        raise typer.Exit(LACKING)


doctor.__doc__ = _("What is installed and how it is set up, and what to do about what is missing (exit 4 if needed).")
