"""`revalo segur`: who gets which measure."""

from typing import Annotated

import typer

from revalo.calendar import today
from revalo.cli import completion
from revalo.cli.options import shared
from revalo.errors import UsageError
from revalo.language import _


def _who(metavar: str, section: str, help_text: str) -> object:
    return typer.Option(metavar=metavar, help=help_text, autocompletion=completion.named(section))


def segur(
    measure: Annotated[
        str | None,
        typer.Argument(
            metavar="MEASURE",
            help=_("One measure, with its history."),
            show_default=False,
            autocompletion=completion.named("measures"),
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help=_("As it stood on this day (today by default)."))
    ] = None,
    sector: Annotated[str | None, _who("SECTOR", "sectors", _("Measures of this sector."))] = None,
    structure: Annotated[str | None, _who("NAME", "structures", _("Measures of this structure."))] = None,
    profession: Annotated[str | None, _who("NAME", "professions", _("Measures of this profession."))] = None,
    member: Annotated[
        bool,
        typer.Option(
            "--member/--no-member",
            metavar="",
            help=_("Members of a signatory federation, or non-members."),
            show_default=False,
        ),
    ] = True,
    sectors: Annotated[
        bool,
        typer.Option(
            "--sectors",
            metavar="",
            help=_("With --profession: what each sector gave, public and private side by side, from 2020 to 2024."),
        ),
    ] = False,
    calendar: Annotated[bool, typer.Option("--calendar", metavar="", help=_("Every step, by date."))] = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.grids.binding import Binding, Choices  # noqa: PLC0415
    from revalo.grids.law import near  # noqa: PLC0415
    from revalo.reports.terminal import segur as report  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415
    from revalo.reports.terminal.sector_gains import show_sectors  # noqa: PLC0415
    from revalo.rules.person import find_named  # noqa: PLC0415

    law_used = api.load_law(shared.law_folder(law))
    named = {"sector": sector, "structure": structure, "profession": profession}
    wanted = report.Filter(**{name: find_named(law_used, name, value) for name, value in named.items() if value})
    if measure is not None:
        if measure not in law_used.measures:
            raise UsageError("unknown-measure", name=measure, near=near(measure, list(law_used.measures)))
        report.show_measure(results(), law_used, measure)
    elif sectors:
        if wanted.profession is None:
            raise UsageError("profession-needed")
        show_sectors(results(), law_used, wanted.profession)
    elif calendar:
        report.show_calendar(results(), law_used, wanted)
    else:
        day = shared.day("--on", on) or today()
        report.show_day(results(), Binding(law_used, Choices(day, member=member)), wanted)


segur.__doc__ = _("Who gets which Ségur measure on a date; the history of a measure; the calendar of effective dates.")
