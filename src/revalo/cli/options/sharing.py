"""The options of who pays: the activity, the years, the shares and the what-ifs, declared once."""

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from revalo.cli.options.gathering import Gathered
from revalo.errors import UsageError
from revalo.language import _
from revalo.money import parse_fixed

if TYPE_CHECKING:
    from revalo.analysis.comparison import Request
    from revalo.funding.activity import WhatIf
    from revalo.funding.question import Question
    from revalo.funding.terms import ShareRequest
    from revalo.rules.employer.employer import Employer

DECIMALS = 6  # of shares and factors
WHO_PAYS, WHAT_IF = _("Who pays"), _("What-ifs")


class Sharing(NamedTuple):
    """The file of the activity, the years, and what is asked of shares and hours."""

    activity: str | None
    years: tuple[int, ...]
    asked: "ShareRequest"
    what_if: "WhatIf"

    @property
    def told(self) -> bool:
        """Whether anything is told."""
        from revalo.funding.activity import WhatIf  # noqa: PLC0415 - not needed for the help pages
        from revalo.funding.terms import ShareRequest  # noqa: PLC0415

        return self != Sharing(None, (), ShareRequest(), WhatIf())

    def question(self, request: "Request", employer: "Employer") -> "Question":
        """What is asked of the years, each month read on its own day; refuses years and rates that do not fit."""
        from revalo.funding.question import Question  # noqa: PLC0415 - not needed for the help pages

        apart = request._replace(before=None, after=None)
        question = Question(self.years, apart, employer, self.asked, self.what_if)
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
        list[int] | None, option(WHO_PAYS, "--year", "YEAR", _("Year settled, from 2021 on (repeatable)."))
    ] = None,
    coverage_rate: Annotated[
        str | None,
        option(WHO_PAYS, "--coverage-rate", "RATE", _("From 2025: coverage rate of APA and PCH, as 0.42.")),
    ] = None,
    hourly_reading: Annotated[
        str, option(WHO_PAYS, "--hourly-reading", "aid|cost", _("The hourly amount is an aid (default) or a cost."))
    ] = "aid",
    participation: Annotated[
        str | None, option(WHAT_IF, "--participation", "SHARE", _("Users' participation of every service, as 0.12."))
    ] = None,
    hours_factor: Annotated[
        str | None, option(WHAT_IF, "--hours-factor", "X", _("Every hour of ACTIVITY times X, as 1.05."))
    ] = None,
    rate: Annotated[
        str | None, option(WHAT_IF, "--rate", "SHARE", _("Another share of the cost than the decree's, before 2025."))
    ] = None,
    cap: Annotated[
        str | None, option(WHAT_IF, "--cap", "EUR", _("Another hourly amount of the CNSA, before 2025."))
    ] = None,
) -> Sharing:
    """The options of who pays, as given."""
    from revalo.funding.activity import WHOLE, WhatIf  # noqa: PLC0415 - not needed for the help pages

    factor = _number("--hours-factor", hours_factor, DECIMALS, 100)
    if factor == 0:
        raise UsageError("hours-factor-value")
    what_if = WhatIf(_number("--participation", participation, DECIMALS, 1), WHOLE if factor is None else factor)
    return Sharing(activity, tuple(sorted(set(year or ()))), _asked(coverage_rate, rate, cap, hourly_reading), what_if)


Shared = Annotated[Sharing, Gathered(sharing)]


def _asked(coverage_rate: str | None, rate: str | None, cap: str | None, reading: str) -> "ShareRequest":
    from revalo.funding.article47 import READINGS  # noqa: PLC0415 - not needed for the help pages
    from revalo.funding.terms import ShareRequest  # noqa: PLC0415

    if reading not in READINGS:
        raise UsageError("hourly-reading-value")
    return ShareRequest(
        _number("--coverage-rate", coverage_rate, DECIMALS, 1),
        _number("--rate", rate, DECIMALS, 1),
        _number("--cap", cap, 4, 1000),
        reading,
    )


def _number(name: str, text: str | None, places: int, most: int) -> int | None:
    """A number from 0 to `most`, as an integer of so many decimals; None where it is not given."""
    if text is None:
        return None
    try:
        value = parse_fixed(text, places)
    except ValueError:
        value = -1
    if not 0 <= value <= most * 10**places:
        raise UsageError("number-value", option=name, most=most, places=places)
    return value
