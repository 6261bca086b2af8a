"""`revalo arrears`: what is owed for texts that became known late."""

from typing import Annotated

from revalo.cli.options import months, shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.person import Person
from revalo.language import _

_law = shared.law_option

KnownOn = Annotated[
    str | None,
    _law("--known-on", "DATE", _("Paid as the law was known on this day (by default on the last day of each month).")),
]
KnownLater = Annotated[
    str | None, _law("--known-later", "DATE", _("Due as the law is known on this day (all that is held by default)."))
]
To = Annotated[
    str | None, _law("--to", "YYYY-MM", _("Last month (by default that of --known-on, of --known-later, or this one)."))
]


@gathered
def arrears(
    person: Person,
    first: months.From = None,
    last: To = None,
    known_on: KnownOn = None,
    known_later: KnownLater = None,
    member: shared.Member = None,
    measures_only: shared.MeasuresOnly = False,
    settings: months.Set = None,
    law: shared.LawFolder = None,
    as_json: shared.Json = False,
    as_csv: months.Csv = False,
    out: months.Out = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    files = months.csv_files(out, as_json=as_json, as_csv=as_csv)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.analysis.arrears import Known  # noqa: PLC0415

    known = Known(shared.day("--known-on", known_on), shared.day("--known-later", known_later))
    request = months.one_law(member=member, settings=settings, measures_only=measures_only)
    held = api.load_law(shared.law_folder(law))
    found = api.person_arrears(held, person, request, known, months.span(first, last))
    for path in files:
        from revalo.reports.tables import months as months_csv  # noqa: PLC0415 - only where CSV is asked for

        months_csv.write_arrears(path, found)
    if as_json:
        from revalo.reports.json import months as months_json  # noqa: PLC0415
        from revalo.reports.json import results as writer  # noqa: PLC0415

        writer.write(months_json.arrears(found))
    elif months.STDOUT not in files:
        from revalo.reports.terminal import arrears as report  # noqa: PLC0415 - Rich is not for JSON
        from revalo.reports.terminal.console import results  # noqa: PLC0415

        report.show(results(), found)


arrears.__doc__ = _("What is owed, month by month, for texts that became known after the pay of the month.")
