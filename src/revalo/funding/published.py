"""Replaying amounts that others published on what is shared between financers."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from revalo.analysis.comparison import Request
from revalo.analysis.published import Replay, failure, judged, located, problems_of_stated
from revalo.errors import LawError, LawFileError
from revalo.funding import article47
from revalo.funding.covid_bonus import DAY, branch_share
from revalo.funding.terms import FIRST, MERGED, ShareRequest, year_law
from revalo.grids.binding import Binding, Choices
from revalo.grids.cases import SharedCase
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import parse_fixed

_FIELDS = ({"year", "borne"}, {"covid_total"})  # the inputs of a case, of either kind


def replay(law: Law) -> Iterator[Replay]:
    """Every published figure about what is shared, in the order of the law files."""
    for name, case in _cases(law):
        figure = _figures(law, case.fund)
        for stated in case.stated:
            yield judged(law, name, stated, figure, _reading(case.fund))


def check(law: Law) -> None:
    """Refuse cases that cannot be replayed, naming file, line and field."""
    problems = [problem for name, case in _cases(law) for problem in _problems(law, name, case)]
    if problems:
        raise LawFileError(("law-file", problem) for problem in problems)


def _cases(law: Law) -> list[tuple[str, SharedCase]]:
    return [(name, case) for name, case in law.cases.items() if isinstance(case, SharedCase)]


def _problems(law: Law, name: str, case: SharedCase) -> Iterator[str]:
    if failed := failure(partial(_figures, law, case.fund)):
        yield located(name, case, "fund", failed)
        return
    yield from problems_of_stated(law, name, _figures(law, case.fund))


def _figures(law: Law, given: Mapping[str, str]) -> Callable[[str], int]:
    """The amounts of a case by name: the aid, and what is left of the cost borne or of the bonuses paid."""
    if set(given) not in _FIELDS:
        raise LawError("case-shared-inputs")
    figures = _covid(law, given) if "covid_total" in given else _article_47(law, given)

    def figure(what: str) -> int:
        if what not in figures:
            raise LawError("case-shared-term", term=what, names=", ".join(figures))
        return figures[what]

    return figure


def _article_47(law: Law, given: Mapping[str, str]) -> dict[str, int]:
    year = int(given["year"])
    if not FIRST <= year < MERGED:
        raise LawError("case-shared-year")
    terms = year_law(law, year, Request(), ShareRequest()).terms._replace(hourly=None)
    borne = parse_fixed(given["borne"], 2)
    amount = article47.aid(borne, 0, terms).amount
    return {"borne": borne, "aid": amount, "remainder": borne - amount}


def _covid(law: Law, given: Mapping[str, str]) -> dict[str, int]:
    total = parse_fixed(given["covid_total"], 2)
    amount = branch_share(total, Binding(law, Choices(DAY)).scalar("funding.covid.share").value)
    return {"bonus": total, "aid": amount, "remainder": total - amount}


def _reading(given: Mapping[str, str]) -> str:
    year = given.get("year", str(DAY.year))
    return _("shared between payers, {year}").format(year=year)
