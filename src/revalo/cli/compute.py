"""`revalo compute`: one person, before and after."""

from typing import Annotated

import typer

from revalo.cli import completion
from revalo.cli.options import shared
from revalo.cli.options.employer import EmployerIfAsked
from revalo.cli.options.gathering import gathered
from revalo.cli.options.person import Person
from revalo.language import _


@gathered
def compute(
    person: Person,
    request: shared.TwoSides,
    employer: EmployerIfAsked,
    scenario: shared.Scenario = None,
    law: shared.LawFolder = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", metavar="", help=_("The tree behind each line."), rich_help_panel=shared.OUTPUT),
    ] = False,
    net: Annotated[
        bool,
        typer.Option("--net", metavar="", help=_("An estimate of net pay too."), rich_help_panel=shared.OUTPUT),
    ] = False,
    net_status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            autocompletion=completion.words("private", "civil-servant", "public-contract"),
            help=_("Net: private, civil-servant or public-contract (by sector otherwise)."),
            rich_help_panel=shared.OUTPUT,
        ),
    ] = None,
    net_residual: Annotated[
        str | None,
        typer.Option(
            metavar="%",
            help=_("Net: rate on top of legal contributions, e.g. 2.27 (by sector otherwise)."),
            rich_help_panel=shared.OUTPUT,
        ),
    ] = None,
    as_json: shared.Json = False,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.rules.net import net_request  # noqa: PLC0415

    law_used, request = shared.law_and_request(law, scenario, request)
    asked = net_request(net_status, net_residual, wanted=net)
    comparison, costs = api.costed(api.net_told(api.compare(law_used, person, request), asked), employer)
    if as_json:
        from revalo.analysis.attribution import effects  # noqa: PLC0415
        from revalo.reports.json import results as report  # noqa: PLC0415

        report.write(report.comparison(comparison, effects(comparison), costs, asked))
        return
    from revalo.reports.terminal import comparison as table  # noqa: PLC0415 - Rich is not for JSON
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    console = results()
    table.show(console, comparison, costs, asked)
    if explain:
        from revalo.analysis.attribution import effects  # noqa: PLC0415
        from revalo.reports.terminal import explanation  # noqa: PLC0415

        console.print()
        explanation.show(console, comparison, effects(comparison), costs)


compute.__doc__ = _("One person's gross pay before and after, line by line, with the text behind each line.")
