"""`revalo timeline`: one person, month by month."""

from revalo.cli.options import employer as employers
from revalo.cli.options import months, shared
from revalo.cli.options.gathering import gathered
from revalo.cli.options.person import Person
from revalo.language import _


@gathered
def timeline(
    person: Person,
    span: months.Months,
    request: months.OneLaw,
    employer: employers.EmployerIfAsked,
    scenario: shared.Scenario = None,
    law: shared.LawFolder = None,
    as_json: shared.Json = False,
    as_csv: months.Csv = False,
    out: months.Out = None,
    lang: shared.Lang = None,
) -> None:
    shared.check_language(lang)
    files = months.csv_files(out, as_json=as_json, as_csv=as_csv)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages

    law_used, request = shared.law_and_request(law, scenario, request)
    rows = api.person_timeline(law_used, person, request, span, employer)
    for path in files:
        from revalo.reports.tables import months as months_csv  # noqa: PLC0415 - only where CSV is asked for

        months_csv.write_timeline(path, rows)
    if as_json:
        from revalo.reports.json import months as months_json  # noqa: PLC0415
        from revalo.reports.json import results as writer  # noqa: PLC0415

        writer.write(months_json.timeline(rows))
    elif months.STDOUT not in files:
        from revalo.reports.terminal import timeline as report  # noqa: PLC0415 - Rich is not for JSON
        from revalo.reports.terminal.console import results  # noqa: PLC0415

        report.show(results(), rows)


timeline.__doc__ = _("One person's gross pay month by month: what changed, by which text, and what it brought in all.")
