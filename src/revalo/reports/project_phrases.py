"""The words of a bill carried month by month: its causes, its months, its rates."""

from collections.abc import Iterator, Sequence

from revalo import language
from revalo.calendar import written
from revalo.funding.terms import Dated
from revalo.grids.law import Law
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.money import euros, half_up, localised, plain
from revalo.payroll.projection import Projection
from revalo.people import bill
from revalo.people.bill import Mover, Moves, Year, summed
from revalo.people.columns import first_day
from revalo.reports.fund_phrases import hourly_amount


def kind_label(kind: str) -> str:
    """What moves a bill, in words."""
    return {
        bill.SENIORITY: _("seniority"),
        bill.ECHELON: _("échelons"),
        bill.MINIMUM_WAGE: _("minimum wage"),
        bill.TEXT: _("text"),
        bill.SCENARIO: _("scenario"),
        bill.CONTRIBUTIONS: _("employer contributions"),
        bill.NORIA: _("replacements (noria)"),
        bill.HEADCOUNT: _("hires and leavers"),
        bill.MONTHS: _("number of months"),
        bill.HIRE: _("hires"),
        bill.LEAVE: _("leavers"),
        bill.OTHER: _("other causes, merged"),
    }[kind]


def cause(law: Law, mover: Mover) -> str:
    """A cause with its text: the title of the text, after its kind where it is not that of any text."""
    if not mover.text:
        return kind_label(mover.kind)
    title = f"{mover.text}{_(': ')}{language.label(law.text(mover.text).title)}"
    return title if mover.kind == bill.TEXT else f"{kind_label(mover.kind)}, {title}"


def grouped(moves: Moves) -> Moves:
    """Causes as a screen shows them: the texts of the minimum wage together, and those of contributions."""
    merged = (bill.MINIMUM_WAGE, bill.CONTRIBUTIONS)
    return summed({Mover(each.kind, "" if each.kind in merged else each.text): sums} for each, sums in moves.items())


def month_name(month: int) -> str:
    """A month as YYYY-MM."""
    return first_day(month).strftime("%Y-%m")


def reference(year: Year) -> str:
    """What a year is compared with."""
    if year.is_first:
        return numbered(
            "the first month, kept for {number} month", "the first month, kept for {number} months", year.months
        )
    return str(year.year - 1)


def amount(cents: int, *, signed: bool = False) -> str:
    """Euros in the language in use."""
    return euros(cents, language.current(), signed=signed)


def rate(hundredths: int | None) -> str:
    """A rate in hundredths of a per cent with its sign; nothing where there is none."""
    if hundredths is None:
        return ""
    sign = "+" if hundredths > 0 else ""
    return sign + localised(plain(hundredths), language.current())


def mean_people(year: Year) -> str:
    """The people of a year, on average over its months, with one decimal where it is no whole number."""
    people = year.sums.people
    tenths = half_up(10 * people.numerator, people.denominator * year.months)
    return localised(plain(tenths, 1, 0), language.current())


def gvt(year: Year) -> str:
    """The rate of ageing of a year, and with the replacements where there are any."""
    alone, balance = year.rate(*bill.GVT), year.rate(*bill.GVT, bill.NORIA)
    if alone is None:
        return ""
    if any(year.cause(bill.NORIA)):
        message = _("GVT (seniority and échelons): {rate}% of the gross; with replacements: {balance}%")
    else:
        message = _("GVT (seniority and échelons): {rate}% of the gross")
    return message.format(rate=rate(alone), balance=rate(balance))


def order() -> str:
    """How the change is split, said with each split."""
    return _(
        "from a month to the next: time passes first (seniority, then échelons), then each text by its date;"
        " people who come or leave count for their whole pay"
    )


def compared_headings(compared: Sequence[Projection]) -> tuple[str, ...]:
    """The columns of scenarios side by side, after that of the years: an amount, then a difference for each."""
    names = (each.law.scenarios[-1].name for each in compared)
    return (_("the law as it stands"), *(heading for name in names for heading in (name, _("Difference"))))


def compared_rows(projection: Projection, compared: Sequence[Projection]) -> Iterator[tuple[str, ...]]:
    """The years, then all of them: the employer cost under each scenario, and its difference."""
    costs_of = [[year.sums.cost for year in each.years] for each in (projection, *compared)]
    titles = (*(str(year.year) for year in projection.years), _("Total"))
    for place, title in enumerate(titles):
        costs = [sum(each) if place == len(projection.years) else each[place] for each in costs_of]
        differences = (shown for cost in costs[1:] for shown in (amount(cost), amount(cost - costs[0], signed=True)))
        yield (title, amount(costs[0]), *differences)


def hours(hundredths: int) -> str:
    """Hours without decimals."""
    return whole_number(int(half_up(hundredths, 100)))


def floor(dated: Dated) -> str:
    """The floor tariff that stands beside the cost of an hour."""
    message = _("floor tariff: {amount} per hour from {day}; it also pays premises, travel and overheads")
    lang = language.current()
    return message.format(amount=hourly_amount(dated.value or 0), day=written(dated.start, lang))
