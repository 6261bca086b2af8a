"""`revalo law`: the texts, the grids, and the checks for those who maintain them."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from revalo.calendar import today
from revalo.cli import completion
from revalo.cli.examples import foot
from revalo.cli.help import Command, Group
from revalo.cli.options import shared
from revalo.errors import UsageError
from revalo.language import _, ngettext

if TYPE_CHECKING:
    from revalo.grids.law import Law

law_app = typer.Typer(cls=Group, help=_("revalo's legal data: texts, grids, checks."), no_args_is_help=True)


def list_(
    parameters: Annotated[
        bool, typer.Option("--parameters", metavar="", help=_("The parameters and their paths, instead of the texts."))
    ] = False,
    refused: Annotated[
        bool,
        typer.Option("--refused", metavar="", help=_("Only the texts that do not apply: refused and announced ones.")),
    ] = False,
    status: Annotated[
        str | None,
        typer.Option(
            metavar="STATUS",
            help=_("Only the texts in-force, refused, announced or repealed."),
            autocompletion=completion.words("in-force", "refused", "announced", "repealed"),
        ),
    ] = None,
    confidence: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WORD", help=_("The values that are primary, secondary, derived or assumed (can be repeated).")
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", metavar="", help=_("With --confidence: as JSON."))] = False,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.terminal import law as report  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    if sum((parameters, refused, status is not None, bool(confidence))) > 1:
        raise UsageError("one-list-of-parameters")
    if as_json and not confidence:
        raise UsageError("json-without-confidence")
    if status is not None and status not in report.STATUS:
        raise UsageError("status-value", names=", ".join(report.STATUS))
    law_used = api.load_law(shared.law_folder(law))
    if confidence:
        _list_values(law_used, confidence, as_json=as_json)
    elif parameters:
        report.show_paths(results(), law_used)
    else:
        wanted = ("refused", "announced") if refused else (status,) if status else tuple(report.STATUS)
        report.show_texts(results(), [text for text in law_used.texts if text.status in wanted])


def _list_values(law: "Law", wanted: list[str], *, as_json: bool) -> None:
    from revalo.reports.json import results as plain  # noqa: PLC0415 - not needed for the help pages
    from revalo.reports.phrases import CONFIDENCE  # noqa: PLC0415
    from revalo.reports.terminal import law_confidence  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415

    if not set(wanted) <= set(CONFIDENCE):
        raise UsageError("confidence-value", names=", ".join(CONFIDENCE))
    if as_json:
        plain.write(law_confidence.as_json(law, wanted))
    else:
        law_confidence.show(results(), law, wanted)


def diff(
    first: Annotated[str, typer.Argument(metavar="DATE", help=_("The earlier date."))],
    last: Annotated[str, typer.Argument(metavar="DATE", help=_("The later date."))],
    known_on: shared.KnownOn = None,
    member: shared.Member = None,
    without: Annotated[
        list[str] | None, shared.law_option("--without", "TEXT", _("As if this text had never been (can be repeated)."))
    ] = None,
    with_: Annotated[
        list[str] | None,
        shared.law_option("--with", "TEXT", _("As if this refused or announced text had applied (can be repeated).")),
    ] = None,
    scenario: shared.Scenario = None,
    law: shared.LawFolder = None,
    as_json: shared.Json = False,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.analysis.comparison import law_on  # noqa: PLC0415
    from revalo.grids.history import changes  # noqa: PLC0415 - not needed for the help pages

    days = shared.needed_day("DATE", first), shared.needed_day("DATE", last)
    if days[0] > days[1]:
        raise UsageError("days-in-order", first=first, last=last)
    request = shared.request(None, None, without, with_, known_on, member, None)
    law_used, request = shared.law_and_request(law, scenario, request)
    choices = law_on(law_used, request, days[0])
    moved = changes(law_used, choices, days[1])
    if as_json:
        from revalo.reports.json import results as plain  # noqa: PLC0415
        from revalo.reports.json.law_diff import law_diff  # noqa: PLC0415

        plain.write(law_diff(law_used, choices, days[1], moved))
        return
    from revalo.reports.terminal.console import results  # noqa: PLC0415 - Rich is not for JSON
    from revalo.reports.terminal.law_changes import show_diff  # noqa: PLC0415

    show_diff(results(), law_used, choices, days[1], moved)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help=_("A text, a grid, a parameter or a group of them."), autocompletion=completion.pages()
        ),
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help=_("As it stood on this day."))] = None,
    scenario: shared.Scenario = None,
    law: shared.LawFolder = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415
    from revalo.reports.terminal.console import results  # noqa: PLC0415
    from revalo.reports.terminal.law_page import page  # noqa: PLC0415

    page(results(), api.load_law(shared.law_folder(law), scenario or ()), name, shared.day("--on", on))


def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help=_("YAML law files."))],
    max_age: Annotated[
        int | None,
        typer.Option(
            metavar="DAYS", min=1, help=_("Refuse values in force that were last checked longer ago than this.")
        ),
    ] = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    from revalo.analysis.published import check  # noqa: PLC0415
    from revalo.funding import national, published  # noqa: PLC0415
    from revalo.grids import store  # noqa: PLC0415
    from revalo.grids.law import Law  # noqa: PLC0415
    from revalo.rules.bounds import prove  # noqa: PLC0415

    compiled = store.compile_law(store.with_overrides(files))
    if max_age is not None:
        from revalo.grids.freshness import check_fresh  # noqa: PLC0415

        check_fresh(files, today(), max_age)
    prove(Law(compiled))
    check(Law(compiled))
    published.check(Law(compiled))
    national.check(Law(compiled))
    message = ngettext(
        "{files} file is in order: {tables} parameters, {texts} texts, {cases} published cases.",
        "{files} files are in order: {tables} parameters, {texts} texts, {cases} published cases.",
        len(files),
    )
    print(
        message.format(
            files=len(files), tables=len(compiled["tables"]), texts=len(compiled["texts"]), cases=len(compiled["cases"])
        )
    )


list_.__doc__ = _("List the texts with their status.")
show.__doc__ = _("Show a text, a grid (in points and in euros) or a parameter with its versions.")
diff.__doc__ = _("What changed in the law between two days: each figure, and the texts that moved it.")
validate.__doc__ = _("Check law files: each problem as FILE:LINE: FIELD: message (exit code 3).")
for name, function in (("list", list_), ("show", show), ("diff", diff), ("validate", validate)):
    law_app.command(name, cls=Command, rich_help_panel=_("Commands"), epilog=foot(f"law {name}"))(function)
