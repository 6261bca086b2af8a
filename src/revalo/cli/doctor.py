"""`revalo doctor`: whether all that the program needs is there."""

import typer

from revalo.cli.options import shared
from revalo.language import _

LACKING = 4


def doctor(law: shared.LawFolder = None, as_json: shared.Json = False, lang: shared.Lang = None) -> None:
    shared.check_language(lang)
    from revalo.reports import health  # noqa: PLC0415 - not needed for the help pages

    checks = health.examine(shared.law_folder(law))
    if as_json:
        from revalo.reports.json import results as plain  # noqa: PLC0415

        plain.write({"schema": "revalo.doctor/1", "checks": [each._asdict() for each in checks]})
    else:
        from revalo.reports.terminal import doctor as report  # noqa: PLC0415 - Rich is not for JSON
        from revalo.reports.terminal.console import results  # noqa: PLC0415

        report.show(results(), checks)
    if any(each.state == health.WRONG for each in checks):
        raise typer.Exit(LACKING)


doctor.__doc__ = _(
    "What is installed and how it is set up, and what to do about what is missing (exit code 4 if it is needed)."
)
