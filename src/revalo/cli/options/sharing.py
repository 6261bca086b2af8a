"""The options of who pays: the activity, the years, the shares and the what-ifs, declared once."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from revalo import house
from revalo.cli.options.employer import with_house
from revalo.cli.options.gathering import Gathered
from revalo.language import _

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.funding.activity import WhatIf
    from revalo.funding.question import Question
    from revalo.funding.terms import ShareRequest
    from revalo.rules.employer.employer import Employer

WHO_PAYS, WHAT_IF = _("Who pays"), _("What-ifs")


class Sharing(NamedTuple):
    """The file of the activity, the years, and what is asked of shares and hours."""

    activity: str | None
    years: tuple[int, ...]
    asked: "ShareRequest"
    what_if: "WhatIf"

    @property
    def is_given(self) -> bool:
        """Whether anything was given."""
        from revalo.funding.activity import WhatIf  # noqa: PLC0415 - not needed for the help pages
        from revalo.funding.terms import ShareRequest  # noqa: PLC0415

        return self != Sharing(None, (), ShareRequest(), WhatIf())

    def question(self, request: "Request", employer: "Employer") -> "Question":
        """What is asked of the years, each month read on its own day; refuses years and rates that do not fit."""
        from revalo.funding.question import Question  # noqa: PLC0415 - not needed for the help pages

        apart = request._replace(before=None, after=None)
        question = Question(self.years, apart, with_house(employer), self.asked, self.what_if)
        question.check()
        return question


def option(panel: str, name: str, metavar: str, help_text: str) -> Any:
    """An option of who pays."""
    return typer.Option(name, metavar=metavar, help=help_text, rich_help_panel=panel, show_default=False)


def sharing(
    activity: Annotated[
        str | None, option(WHO_PAYS, "--activity", "FILE", _("Hours of each service by who pays for them."))
    ] = None,
    year: Annotated[
        list[int] | None, option(WHO_PAYS, "--year", "YEAR", _("Year settled, from 2021 on (can be repeated)."))
    ] = None,
    coverage_rate: Annotated[
        str | None,
        option(WHO_PAYS, "--coverage-rate", "RATE", _("From 2025: coverage rate of APA and PCH, e.g. 0.42.")),
    ] = None,
    hourly_reading: Annotated[
        str, option(WHO_PAYS, "--hourly-reading", "aid|cost", _("The hourly amount is an aid (default) or a cost."))
    ] = "aid",
    participation: Annotated[
        str | None, option(WHAT_IF, "--participation", "SHARE", _("User contributions of every service, e.g. 0.12."))
    ] = None,
    hours_factor: Annotated[
        str | None, option(WHAT_IF, "--hours-factor", "X", _("Every hour of ACTIVITY times X, e.g. 1.05."))
    ] = None,
    rate: Annotated[
        str | None, option(WHAT_IF, "--rate", "SHARE", _("Another share of the cost than the decree's, before 2025."))
    ] = None,
    cap: Annotated[
        str | None, option(WHAT_IF, "--cap", "EUR", _("Another hourly amount of the CNSA, before 2025."))
    ] = None,
) -> Sharing:
    """The options of who pays, as given."""
    given = dict(locals())
    from revalo.funding.question import read_sharing  # noqa: PLC0415 - not needed for the help pages

    if activity is None and year and (own := house.setting("files.activity")):
        activity = str(own)
    return Sharing(activity, tuple(sorted(set(year or ()))), *read_sharing(given))


Shared = Annotated[Sharing, Gathered(sharing)]
