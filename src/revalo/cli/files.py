"""`revalo columns`, `template`, `sample`, `convert`: the small commands around payroll files."""

from pathlib import Path
from typing import Annotated

import typer

from revalo import house
from revalo.cli import completion
from revalo.cli.options import shared
from revalo.errors import UsageError
from revalo.language import _

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
            found, notes = profile.of_source(source)
            profile.write(found, write_profile, notes)


def template(out: Out, lang: shared.Lang = None) -> None:
    shared.check_language(lang)
    from revalo.payroll.writing.template import write_csv, write_xlsx  # noqa: PLC0415

    writers = {".csv": write_csv, ".xlsx": write_xlsx}
    if out.suffix.lower() not in writers:
        raise UsageError("name-csv-xlsx")
    writers[out.suffix.lower()](out)


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
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415
    from revalo.payroll.writing.sample_file import write  # noqa: PLC0415
    from revalo.people.sample import sample as made_up  # noqa: PLC0415

    if sectors not in ("bad", "all"):
        raise UsageError("sectors-value")
    held = api.load_law(shared.law_folder(law))
    write(out, made_up(held, rows, seed, all_sectors=sectors == "all"))


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
convert.__doc__ = _("Write the canonical columns of a DSN as CSV.")
