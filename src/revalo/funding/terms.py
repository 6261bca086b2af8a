"""What the law says of a year: the share, the hourly amount, the calendar, the envelope, and other dated amounts."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from revalo.analysis.comparison import Request
from revalo.errors import NotComputable, UsageError
from revalo.funding.article47 import AID, WHOLE, Terms
from revalo.grids.binding import Binding, Choices, LawFigure
from revalo.grids.law import Law
from revalo.grids.tables import Version
from revalo.language import _

FIRST = 2021
MERGED = 2025  # from here on the aid is part of the APA and PCH contributions
_START = {FIRST: 10}  # the first month that counts, January elsewhere


class ShareRequest(NamedTuple):
    """What a user asks of the shares, in the units of `Terms`: values of their own, and the reading of f."""

    coverage_rate: int | None = None
    rate: int | None = None
    cap: int | None = None
    reading: str = AID


class Dated(NamedTuple):
    """A value of the law from a day on; None where it is not found."""

    start: date
    value: int | None


@dataclass(slots=True)
class YearLaw:
    """The law of a year. `envelope` in cents; `missing`: reasons why something is not known; `figures`: the figures."""

    year: int
    terms: Terms
    advance_by: date | None
    advance_day: int | None
    balance_by: date | None
    envelope: int | None
    agents: str | None
    floor_tariff: list[Dated]
    complement: list[Dated]
    missing: list[str] = field(default_factory=list)
    figures: list[LawFigure] = field(default_factory=list)

    @property
    def months(self) -> range:
        """The months that count, each as year × 12 + month - 1."""
        return months(self.year)


def months(year: int) -> range:
    """The months of a year that count (October to December in 2021), each as year × 12 + month - 1."""
    return range(year * 12 + _START.get(year, 1) - 1, year * 12 + 12)


def check_years(years: list[int], asked: ShareRequest) -> None:
    """Refuse years without any aid, and a coverage rate that is missing or of no use."""
    if not years:
        raise UsageError("years-needed")
    for year in years:
        if year < FIRST:
            raise UsageError("year-before-aid", first=FIRST)
    late = [year for year in years if year >= MERGED]
    if late and asked.coverage_rate is None:
        raise UsageError("coverage-rate-needed", year=late[0])
    if asked.coverage_rate is not None and not late:
        raise UsageError("coverage-rate-before-2025")


def year_law(law: Law, year: int, request: Request, asked: ShareRequest) -> YearLaw:
    """The law of a year, under the texts chosen; `request.settings` and what is asked go before it."""
    first = date(year, _START.get(year, 1), 1)
    binding = Binding(law, Choices(first, known_on=request.known_on, settings=request.settings))
    reader = _Reader(binding)
    if year >= MERGED:
        terms = Terms(asked.coverage_rate or 0, None, reader.share("funding.advance"), asked.reading)
    else:
        rate = asked.rate if asked.rate is not None else reader.share("funding.share_of_cost")
        hourly = asked.cap if asked.cap is not None else reader.scalar("funding.hourly_amount")
        terms = Terms(rate, hourly, reader.share("funding.advance"), asked.reading)
    merged = year >= MERGED
    return YearLaw(
        year,
        terms,
        None if merged else reader.day("funding.advance_by", year),
        reader.needed("funding.advance_day") if merged else None,
        reader.day("funding.balance_by", year + 1),
        None if merged else reader.needed("funding.envelope"),
        None if merged else _agents(binding, year),
        _over(binding, "funding.floor_tariff", year),
        _over(binding, "funding.complement", year),
        reader.missing,
        reader.figures,
    )


def floor_tariff(law: Law, year: int, request: Request) -> list[Dated]:
    """The floor tariffs of a year, in 1/10000 €, from their own day: that of its first day, then those that start."""
    choices = Choices(date(year, 1, 1), known_on=request.known_on, settings=request.settings)
    return [Dated(each.start, each.value) for each in _standing(Binding(law, choices), "funding.floor_tariff", year)]


class _Reader:
    """Figures of the law on a day; what is not found is None, with its reason kept."""

    def __init__(self, binding: Binding) -> None:
        self.binding = binding
        self.missing: list[str] = []
        self.figures: list[LawFigure] = []

    def needed(self, path: str) -> int:
        """A figure that is needed."""
        self.figures.append(self.binding.scalar(path))
        return int(self.figures[-1].value)

    def share(self, path: str) -> int:
        """A share that is needed; one that the user set is at most 1."""
        share = self.needed(path)
        if share > WHOLE:
            raise UsageError("setting-share", path=path)
        return share

    def scalar(self, path: str) -> int | None:
        """A figure, or None."""
        try:
            return self.needed(path)
        except NotComputable as error:
            self.missing.append(error.reason)
            return None

    def day(self, path: str, year: int) -> date:
        """A day of a year."""
        self.figures.append(self.binding.scalar(path))
        return date.fromisoformat(f"{year}-{self.figures[-1].value}")


def _agents(binding: Binding, year: int) -> str | None:
    """Why the part of the territorial agents cannot be computed; None while there was no such bonus."""
    choices = binding.choices._replace(day=date(year, 12, 31), settings={})
    reader = _Reader(Binding(binding.law, choices))
    if not reader.binding.exists("funding.agents.points"):
        return None
    for path in ("funding.agents.weighting", "funding.agents.amount"):
        reader.scalar(path)
    return _("; ").join(reader.missing)


def _over(binding: Binding, path: str, year: int) -> list[Dated]:
    """The values of a table over a year: that of its first day, then those that start in it."""
    first = date(year, 1, 1)
    return [Dated(max(each.start, first), each.value) for each in _standing(binding, path, year)]


def _standing(binding: Binding, path: str, year: int) -> list[Version]:
    """The versions of a table over a year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    started = Binding(binding.law, binding.choices._replace(day=last)).applicable(binding.law.table(path))
    before = [version for version in started if version.start <= first]
    return [*before[-1:], *started[len(before) :]]
