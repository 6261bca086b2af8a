"""Options that several commands share."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from revalo import house
from revalo.calendar import parse_day
from revalo.cli import completion
from revalo.cli.options.gathering import Gathered
from revalo.errors import UsageError
from revalo.language import LANGUAGES, _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.grids.law import Law
    from revalo.payroll.reading.inputs import SheetChoice
    from revalo.payroll.reading.review import Taken
    from revalo.payroll.reading.sources import Opened

PERSON, TIME, LAW, OUTPUT = _("Person"), _("Time worked and supplements"), _("Law and dates"), _("Output")
EMPLOYER = _("Employer cost")

Mapping = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="FILE", help=_("Profile (YAML) that says how to read the file (revalo columns).")
    ),
]
Sheet = Annotated[
    list[str] | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help=_("Sheet of a workbook (can be repeated); otherwise the visible one with people."),
    ),
]
AllSheets = Annotated[
    bool, typer.Option("--all-sheets", metavar="", help=_("Every visible sheet of a workbook that has people."))
]
FULL_TIME = "full-time"
Blank = Annotated[
    str | None,
    typer.Option(
        "--blank",
        metavar=FULL_TIME,
        help=_("Rows without working time, in a file that says it for others: full time (otherwise rejected)."),
        autocompletion=completion.words(FULL_TIME),
    ),
]
Positions = Annotated[
    Path | None,
    typer.Option(
        "--with-positions", metavar="FILE", help=_("DSN: CSV of the places in the grid, by staff number (employee_id).")
    ),
]
Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="fr|en",
        help=_("Language (REVALO_LANG otherwise)."),
        rich_help_panel=OUTPUT,
        autocompletion=completion.words("fr", "en"),
    ),
]
Json = Annotated[
    bool, typer.Option("--json", metavar="", help=_("One JSON object and nothing else."), rich_help_panel=OUTPUT)
]
LawFolder = Annotated[
    Path | None,
    typer.Option(
        "--law",
        metavar="DIR",
        help=_("Folder of YAML files that add to or replace the legal data (otherwise REVALO_LAW)."),
        rich_help_panel=LAW,
    ),
]


def law_option(name: str, metavar: str, help_text: str) -> Any:
    """An option that says which law is read."""
    values = completion.LAW.get(name)
    return typer.Option(
        name, metavar=metavar, help=help_text, rich_help_panel=LAW, autocompletion=values, show_default=False
    )


Before = Annotated[
    str | None,
    law_option("--before", "DATE", _("Before date: 2021-09-30 in home care, 2020-08-31 elsewhere.")),
]
After = Annotated[str | None, law_option("--after", "DATE", _("After date: 2021-10-01 in home care, otherwise today."))]
Without = Annotated[
    list[str] | None,
    law_option("--without", "TEXT", _("Before: the after date as if this text had never existed (can be repeated).")),
]
With = Annotated[
    list[str] | None,
    law_option("--with", "TEXT", _("After: as if this refused or announced text had applied (can be repeated).")),
]
KnownOn = Annotated[str | None, law_option("--known-on", "DATE", _("The law as it was known on this day."))]
Member = Annotated[
    bool | None,
    law_option(
        "--member/--no-member",
        "",
        _("Employer member of a signatory federation (default), or non-member (bound by extensions only)."),
    ),
]
MeasuresOnly = Annotated[
    bool,
    typer.Option(
        "--measures-only",
        metavar="",
        help=_("Without index or gross: count the Ségur measures alone."),
        rich_help_panel=OUTPUT,
    ),
]
Set = Annotated[
    list[str] | None, law_option("--set", "PATH=VALUE", _("After: another value for a parameter (can be repeated)."))
]

Scenario = Annotated[
    list[Path] | None,
    law_option("--scenario", "FILE", _("What-if: a YAML file that changes the legal data (can be repeated).")),
]


Compare = Annotated[
    list[Path] | None,
    law_option("--compare", "FILE", _("A scenario (YAML) beside the law as it stands (can be repeated).")),
]


def compared(
    law: "Law", files: list[Path] | None, scenarios: list[Path] | None, asked: "Request"
) -> tuple["Request", list[tuple["Law", "Request"]]]:
    """The request on the day compared, and each scenario with the request that lets it in.

    The day is that of the request, else the first on which every scenario has started.
    """
    from revalo.analysis.comparison import with_scenarios  # noqa: PLC0415 - not needed for the help pages
    from revalo.api import under  # noqa: PLC0415

    if not files:
        return asked, []
    if scenarios:
        raise UsageError("scenario-or-compare")
    laws = [under(law, [file]) for file in files]
    names = [each.scenarios[-1].name for each in laws]
    if len(set(names)) < len(names):
        raise UsageError("compare-twice")
    day = asked.after or max(each.scenarios[-1].complete for each in laws)
    asked = asked._replace(after=day)
    return asked, [(each, with_scenarios(each, asked)._replace(before=None)) for each in laws]


def law_and_request(folder: Path | None, scenarios: list[Path] | None, asked: "Request") -> tuple["Law", "Request"]:
    """The law of a folder (of REVALO_LAW, or the shipped one) under scenarios, and the request that lets them in.

    Where no scenario is given, those of the settings of the house.
    """
    from revalo.analysis.comparison import with_scenarios  # noqa: PLC0415 - not needed for the help pages
    from revalo.api import load_law  # noqa: PLC0415

    law = load_law(law_folder(folder), scenarios or house.setting("scenario") or ())
    return law, with_scenarios(law, asked)


def taken(blank: str | None, *, ignored: tuple[str, ...] = (), sums: bool = False, after: object = None) -> "Taken":
    """What a command takes of files, as --blank says."""
    from revalo.payroll.reading.review import Taken  # noqa: PLC0415 - not needed for the help pages

    if blank not in (None, FULL_TIME):
        raise UsageError("blank-value")
    return Taken(blank == FULL_TIME, ignored, sums, day="" if after is None else "--after")


def opened(
    payroll: list[str],
    mapping: Path | None,
    choice: "SheetChoice",
    positions: Path | None,
    taken: "Taken",
) -> "Opened":
    """The files of a payroll; what no option says of them, the settings of the house do."""
    from revalo.payroll.reading import sources  # noqa: PLC0415 - not needed for the help pages

    profile = mapping or house.setting("files.mapping")
    files = sources.opened(payroll, profile, choice, positions, taken)
    kinds = {each.format for each in files.on_disk}
    if positions is None and "dsn" in kinds:
        files.positions = house.setting("files.positions")
    if not (choice.names or choice.all) and "xlsx" in kinds:
        files.sheets = choice._replace(names=tuple(house.setting("files.sheet") or ()))
    return files


def sheets(names: list[str] | None, every: bool) -> "SheetChoice":
    """The sheets that --sheet and --all-sheets ask for."""
    from revalo.payroll.reading.inputs import SheetChoice  # noqa: PLC0415 - not needed for the help pages

    if names and every:
        raise UsageError("sheet-and-all-sheets")
    return SheetChoice(tuple(names or ()), every)


def request(
    before: Before = None,
    after: After = None,
    without: Without = None,
    with_: With = None,
    known_on: KnownOn = None,
    member: Member = None,
    settings: Set = None,
    measures_only: MeasuresOnly = False,
) -> "Request":
    """The two readings of the law that the options ask for."""
    from revalo.analysis.comparison import Request  # noqa: PLC0415 - not needed for the help pages

    return Request(
        day("--before", before),
        day("--after", after),
        tuple(without or ()),
        tuple(with_ or ()),
        day("--known-on", known_on),
        house.setting("employer.member") if member is None else member,
        _settings(settings or []),
        measures_only,
    )


TwoSides = Annotated["Request", Gathered(request)]


def _settings(entries: list[str]) -> dict[str, str]:
    settings = {}
    for entry in entries:
        path, mark, value = entry.partition("=")
        if not (path and mark and value):
            raise UsageError("setting-form")
        settings[path.strip()] = value.strip()
    return settings


def check_language(lang: str | None) -> None:
    """Refuse a language that the product does not speak."""
    if lang is not None and lang not in LANGUAGES:
        raise UsageError("lang-value")


def law_folder(given: Path | None) -> Path | None:
    """The folder asked for, else that of REVALO_LAW, else that of the settings of the house."""
    named = os.environ.get("REVALO_LAW")
    return given or (Path(named) if named else house.setting("law"))


def day(option: str, text: str | None) -> date | None:
    """A date option, or None where it is not given."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except ValueError:
        raise UsageError("date-form", option=option) from None


def needed_day(name: str, text: str) -> date:
    """A date that the command cannot do without."""
    read = day(name, text)
    assert read is not None  # noqa: S101 - only an absent text gives None
    return read
