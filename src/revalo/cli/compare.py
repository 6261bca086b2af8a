"""`revalo compare`: classifications of one person side by side."""

from typing import Annotated

import typer

from revalo.cli.options import months, shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.person import Person
from revalo.errors import UsageError
from revalo.language import _

MOST = 3  # others: with the first, as many columns as 80 characters hold

On = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="DATE",
        help=_("Date compared: 2021-10-01 in home care, otherwise today."),
        rich_help_panel=shared.LAW,
        show_default=False,
    ),
]


@gathered
def compare(
    person: Person,
    request: months.OneLaw,
    span: months.Months,
    scenario: shared.Scenario = None,
    versus: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE,…",
            help=_("The same person with other inputs, e.g. degree=2,echelon=3 (can be repeated)."),
            rich_help_panel=shared.PERSON,
        ),
    ] = None,
    on: On = None,
    law: shared.LawFolder = None,
    as_json: shared.Json = False,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    if not versus:
        raise UsageError("versus-missing")
    if len(versus) > MOST:
        raise UsageError("versus-too-many", number=MOST)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.analysis.classifications import read_versus  # noqa: PLC0415

    law_used, request = shared.law_and_request(law, scenario, request)
    columns = api.classifications(law_used, person, [read_versus(each) for each in versus], request, on, span)
    by_month = any(span)
    if as_json:
        from revalo.reports.json import months as months_json  # noqa: PLC0415
        from revalo.reports.json import results as writer  # noqa: PLC0415

        writer.write(months_json.compare(columns, by_month=by_month))
        return
    from revalo.reports.terminal import classifications as report  # noqa: PLC0415 - Rich is not for JSON
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    report.show(results(), columns, by_month=by_month)


compare.__doc__ = _("Classifications of one person side by side: on one day, or month by month with --from and --to.")
