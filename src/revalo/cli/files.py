"""`revalo columns`, `template`, `sample`, `convert`: the small commands around payroll files."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from revalo import house
from revalo.cli import completion
from revalo.cli.options import shared
from revalo.errors import LawError, UsageError
from revalo.language import _

if TYPE_CHECKING:
    from revalo.grids.law import Law

Payroll = Annotated[str, typer.Argument(metavar="PAYROLL", help=_("A payroll file (CSV, XLSX, Parquet, DSN)."))]
Out = Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help=_("File to write."))]


def columns(
    payroll: Payroll,
    mapping: shared.Mapping = None,
    sheet: shared.Sheet = None,
    all_sheets: shared.AllSheets = False,
    write_profile: Annotated[
        Path | None, typer.Option("--write-profile", metavar="FILE", help=_("Write what was found as a profile."))
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.payroll.reading import profile  # noqa: PLC0415 - not needed for the help pages
    from revalo.payroll.reading.review import Taken  # noqa: PLC0415
    from revalo.reports.terminal import columns as report  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    for source in shared.opened([payroll], mapping, shared.sheets(sheet, all_sheets), None, Taken(asks=False)).sources:
        report.show(results(), source)
        if write_profile is not None:
            columns_of, notes = profile.of_source(source)
            profile.write(columns_of, write_profile, notes)


def template(
    out: Out,
    activity: Annotated[
        bool,
        typer.Option("--activity", metavar="", help=_("The hours of services (revalo fund) instead of a payroll.")),
    ] = False,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.payroll.writing.template import of_activity, of_payroll, write_csv, write_xlsx  # noqa: PLC0415

    writers = {".csv": write_csv, ".xlsx": write_xlsx}
    if out.suffix.lower() not in writers:
        raise UsageError("name-csv-xlsx")
    writers[out.suffix.lower()](out, of_activity() if activity else of_payroll())


def sample(
    out: Out,
    rows: Annotated[int, typer.Option(metavar="N", min=1, help=_("How many rows."))] = 1000,
    seed: Annotated[int, typer.Option(metavar="S", help=_("The same seed gives the same rows."))] = 1,
    sectors: Annotated[
        str,
        typer.Option(
            metavar="bad|all", help=_("Home care only, or every sector."), autocompletion=completion.words("bad", "all")
        ),
    ] = "bad",
    branch: Annotated[
        bool,
        typer.Option("--branch", metavar="", help=_("The whole home-care branch of 2021, in rows with a headcount.")),
    ] = False,
    echelon_3_share: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=100,
            help=_("With --branch: how many of those with eight years or more are in échelon 3; nobody by default."),
        ),
    ] = None,
    one_by_one: Annotated[
        bool, typer.Option("--one-by-one", metavar="", help=_("With --branch: a row for each of the 204,000 people."))
    ] = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415
    from revalo.payroll.writing.sample_file import write  # noqa: PLC0415
    from revalo.people.sample import sample as made_up  # noqa: PLC0415

    if branch:
        _write_branch(out, api.load_law(shared.law_folder(law)), echelon_3_share, one_by_one=one_by_one)
        return
    if echelon_3_share is not None or one_by_one:
        raise UsageError("only-with-branch")
    if sectors not in ("bad", "all"):
        raise UsageError("sectors-value")
    law_used = api.load_law(shared.law_folder(law))
    write(out, made_up(law_used, rows, seed, all_sectors=sectors == "all"))


def _write_branch(out: Path, law: "Law", echelon_3_share: int | None, *, one_by_one: bool) -> None:
    """Write the branch as a payroll, and say what was taken for it."""
    from revalo.payroll.writing.sample_file import write  # noqa: PLC0415
    from revalo.people import workforce  # noqa: PLC0415
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    if law.workforce is None:
        raise LawError("no-workforce")
    share = Fraction(echelon_3_share or 0, 100)
    rows = list(workforce.payroll(law.workforce, share))
    if one_by_one:
        write(out, workforce.one_by_one(iter(rows)), workforce.COLUMNS_ONE_BY_ONE)
    else:
        write(out, iter(rows), workforce.COLUMNS)
    heads = sum(int(row["headcount"]) for row in rows)
    message = _("{heads} people in {rows} rows; échelon 3: {share}% of those with eight completed years or more.")
    tell(message.format(heads=heads, rows=heads if one_by_one else len(rows), share=echelon_3_share or 0))
    if echelon_3_share is None:
        tell(_("Nobody in échelon 3: no source says how many are; give --echelon-3-share to change it."))
    tell(_("Seniority, diplomas and office staff are assumptions: see data/workforce.yaml."))


def convert(
    dsn: Annotated[Path, typer.Argument(metavar="FILE.dsn", help=_("A monthly DSN."))],
    out: Out,
    with_positions: shared.Positions = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.payroll.reading.dsn.convert import write_canonical  # noqa: PLC0415
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    for warning in write_canonical(dsn, out, with_positions or house.setting("files.positions")):
        tell(warning)


columns.__doc__ = _("Show which column of a payroll file became what; write a profile to change it.")
template.__doc__ = _("Write a blank payroll file with the columns, their meaning and two example rows.")
sample.__doc__ = _("Write a made-up payroll with the branch's shape, to try the program.")
convert.__doc__ = _("Turn a DSN into a payroll file (CSV).")
