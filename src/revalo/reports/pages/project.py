"""The months to come on a page: the years, a curve of the months, why each year differs, the groups, the hours."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from revalo import language
from revalo.funding.hours import HourCosts, Hours
from revalo.grids.law import Law
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.payroll.projection import Projection
from revalo.payroll.writing.headings import GROUPS
from revalo.people import bill
from revalo.people.bill import MONTHS_A_YEAR, Year
from revalo.people.crossed import SMALL
from revalo.people.merging import scenarios_left
from revalo.people.sums import Headcount
from revalo.reports import project_phrases as words
from revalo.reports.inputs import study_field, study_value
from revalo.reports.pages import bars, svg
from revalo.reports.pages.bars import Bar
from revalo.reports.pages.document import (
    Block,
    Chart,
    Document,
    Figure,
    Figures,
    Items,
    Section,
    Table,
    Warned,
    Words,
    cells,
    section,
)
from revalo.reports.phrases import provenance_today, scenario_line
from revalo.reports.tables.project_groups import Travelling, tells_by_hours, travelling
from revalo.version import notice

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 84, 628, 34, 230
LEVELS, EURO = 6, 100


def document(projection: Projection, name: str, hours: Hours | None = None) -> Document:
    """The page of a payroll in the months to come. `name`: what the payroll is called."""
    law, last = projection.law, words.month_name(projection.months[-1])
    lead = _("What the people of this payroll will cost from {first} to {last}, under the law as it is known, and why.")
    return Document(
        _("The months to come"),
        name,
        (lead.format(first=words.month_name(projection.months[0]), last=last), notice()),
        tuple(sections(projection, hours)),
        (notice(), provenance_today(law), *map(scenario_line, law.scenarios)),
    )


def sections(
    projection: Projection, hours: Hours | None = None, beside: AbstractSet[str] | None = None
) -> Iterator[Section]:
    """The sections, for a page of their own or within a report; `beside`: the groups that this one puts together.

    What a group costs in a month may stand in both: where they do not put the same together, groups are left out here.
    """
    if not projection.counted:
        yield section(_("The months to come"), Items(tuple(_rests(projection, hours))))
        return
    shown = travelling(projection)
    yield section(_("The years to come"), *_years(projection, shown))
    if projection.compared:
        yield section(_("Scenarios side by side"), *_compared(projection, shown))
    for year in shown.years:
        if year.causes:
            yield section(_("Why {year} differs").format(year=year.year), *_why(projection, year))
    if len(projection.groups) > 1 and (beside is None or beside == shown.together):
        yield section(_("By group, in the years to come"), _groups(projection, shown))
    if hours:
        yield section(_("The cost of an hour"), *_hours(projection, shown, hours))
    yield section(_("The months to come: what they rest on"), Items(tuple(_rests(projection, hours))))
    moved = {mover.text for year in shown.years for mover in year.causes if mover.text}
    texts = tuple((text.id, language.label(text.title)) for text in projection.law.texts if text.id in moved)
    if texts:
        yield section(_("The texts behind the months to come"), Items(texts))


def _years(projection: Projection, shown: Travelling) -> Iterator[Block]:
    years = shown.years
    drawn = years if len(years) <= bars.WIDTH // 160 else (years[0], years[-1])
    yield Figures(tuple(Figure(year.name, words.amount(year.sums.cost), _note(year)) for year in drawn))
    if 0 < max(projection.month(month).people for month in projection.months) < SMALL:
        message = _("Fewer than {small} people in all: these sums tell their pay. Do not pass this page on.")
        yield Warned(message.format(small=SMALL))
    rows = [
        cells(
            year.name,
            str(year.months),
            words.mean_people(year),
            words.amount(year.sums.gross),
            words.amount(year.sums.cost),
            "" if year.is_first else words.rate(year.rise),
            words.rate(year.rate(*bill.GVT)),
        )
        for year in years
    ]
    headings = (_("Year"), _("Months"), _("People"), _("Gross"), _("Employer cost"), "%", _("GVT, %"))
    yield Table(_("Gross pay and employer cost, year by year"), headings, tuple(rows), numeric=6)
    if not all(year.is_explained for year in years):
        message = _("What makes the years differ concerns fewer than {small} people: it is not shown.")
        yield Words(message.format(small=SMALL))
    if shown.months:
        yield curve(projection)
    else:
        message = _("Month by month, what moves fewer than {small} people would tell their pay: years alone are shown.")
        yield Words(message.format(small=SMALL))


def _compared(projection: Projection, shown: Travelling) -> Iterator[Block]:
    """The years under each scenario that tells nobody."""
    kept = [each.law.scenarios[-1].name for each in shown.scenarios]
    names = [each.law.scenarios[-1].name for each in projection.compared]
    if len(names) > len(kept):
        yield Words(scenarios_left(name for name in names if name not in kept))
    if shown.scenarios:
        headings = (_("Year"), *words.compared_headings(shown.scenarios))
        rows = tuple(cells(*row) for row in words.compared_rows(projection, shown.scenarios))
        title = _("Scenarios side by side, employer cost")
        yield Table(title, headings, rows, numeric=len(headings) - 1, total=True)


def _note(year: Year) -> str:
    if year.is_first or not year.is_explained:
        return numbered("employer cost, {number} month", "employer cost, {number} months", year.months)
    return _("{rate}% in a year").format(rate=words.rate(year.rise))


def curve(projection: Projection) -> Chart:
    """The employer cost month by month, as a stair."""
    costs = [projection.month(month).cost for month in projection.months]
    title = _("Employer cost month by month, in euros")
    message = _("From {before} in {first} to {after} in {last}.")
    names = {"first": words.month_name(projection.months[0]), "last": words.month_name(projection.months[-1])}
    description = message.format(before=words.amount(costs[0]), after=words.amount(costs[-1]), **names)
    parts = _stair(costs, projection.months)
    return Chart(title, description, svg.picture("months-to-come", title, description, (WIDTH, HEIGHT), parts))


def _stair(costs: Sequence[int], months: Sequence[int]) -> Iterator[str]:
    levels = svg.scale(min(costs), max(costs), LEVELS, EURO)
    low, high = levels[0], levels[-1]

    def x(place: int) -> float:
        return LEFT + svg.share(place, len(costs), RIGHT - LEFT)

    def y(cents: int) -> float:
        return BOTTOM - svg.share(cents - low, high - low, BOTTOM - TOP)

    for level in levels:
        yield svg.line(LEFT, y(level), RIGHT, y(level))
        yield svg.text(LEFT - 6, y(level) + 4, whole_number(level // EURO), "pale", "end")
    line = svg.stairs(map(x, range(len(costs) + 1)), map(y, costs))
    yield svg.under(line, LEFT, RIGHT, BOTTOM)
    yield svg.path(line, "strong", width=2.5)
    for i, month in enumerate(months):
        if month % MONTHS_A_YEAR == 0 or i == 0:
            yield svg.line(x(i), BOTTOM, x(i), BOTTOM + 5, "pale")
            if i == 0 and any(other % MONTHS_A_YEAR == 0 for other in months[1 : MONTHS_A_YEAR // 3]):
                continue  # no room for the name of a short first year
            yield svg.text(x(i), BOTTOM + 20, str(month // MONTHS_A_YEAR), "pale")


def _why(projection: Projection, year: Year) -> Iterator[Block]:
    """The waterfall of a year, then the same with gross pay, and its rate of ageing."""
    causes = words.grouped(year.causes)
    if 0 < _moved(projection, year) < SMALL:
        message = _("Fewer than {small} people come or leave: their line tells their pay. Do not pass this page on.")
        yield Warned(message.format(small=SMALL))
    shown, start = [], 0
    for mover, sums in causes.items():
        name, written = _short(projection.law, mover), words.amount(sums.cost, signed=True)
        shown.append(Bar(name, sums.cost, written, start))
        start += sums.cost
    shown.append(Bar(_("Total"), year.change.cost, words.amount(year.change.cost, signed=True)))
    title = _("{year}: {change} (compared with: {reference})").format(
        year=year.year,
        change=words.amount(year.change.cost, signed=True),
        reference=words.reference(year),
    )
    yield bars.lying(f"why-{year.year}", title, shown)
    rows = [
        cells(
            words.cause(projection.law, mover), *(words.amount(each, signed=True) for each in (sums.gross, sums.cost))
        )
        for mover, sums in causes.items()
    ]
    totals = (words.amount(each, signed=True) for each in (year.change.gross, year.change.cost))
    rows.append(cells(_("Total"), *totals))
    headings = (_("Why"), _("Gross"), _("Employer cost"))
    yield Table(_("The causes, in gross pay and in employer cost"), headings, tuple(rows), numeric=2, total=True)
    if ageing := words.gvt(year):
        yield Items((("", ageing),))


def _short(law: Law, mover: bill.Mover) -> str:
    """A cause in a chart: its kind, or the name of its text."""
    return mover.text if mover.kind in (bill.TEXT, bill.SCENARIO) else words.cause(law, mover)


def _moved(projection: Projection, year: Year) -> Headcount:
    """How many people have come or left by the end of a year."""
    moves = (
        max(sums.people, -sums.people)
        for month in projection.months
        if month // MONTHS_A_YEAR <= year.year
        for mover, sums in projection.moves(month).items()
        if mover.kind in (bill.HIRE, bill.LEAVE)
    )
    return sum(moves)


def _groups(projection: Projection, shown: Travelling) -> Table:
    """The employer cost of groups in each year; those of few people are put together."""
    rows = [
        cells(name or _("(none)"), *(words.amount(year.sums.cost) for year in years))
        for name, years in shown.groups.items()
    ]
    rows.append(cells(_("Total"), *(words.amount(year.sums.cost) for year in shown.years)))
    headings = (_(GROUPS[projection.asked.by]), *(year.name for year in shown.years))
    return Table(_("Employer cost by group"), headings, tuple(rows), numeric=len(shown.years), total=True)


def _hours(projection: Projection, shown: Travelling, hours: Hours) -> Iterator[Block]:
    """All services with an activity together: those of few people are not shown by themselves."""
    if tells_by_hours(projection, shown, hours):
        message = _("With the cost of an hour, the pay of fewer than {small} people could be told: it is not shown.")
        yield Words(message.format(small=SMALL))
        return
    headings = (
        *(_("Year"), _("Hours paid"), _("Hours of the département")),
        *(_("Cost/h paid"), _("Cost/h worked"), _("Cost/h financed")),
    )
    rows = tuple(cells(str(year.year), *_of_hours(year.total)) for year in hours.years)
    yield Table(_("The cost of an hour, year by year"), headings, rows, numeric=5)
    yield from _floors(hours)


def _of_hours(costs: HourCosts) -> tuple[str, ...]:
    per_hour = (costs.per_paid_hour, costs.per_worked_hour, costs.per_financed_hour)
    return (
        *("" if each is None else words.hours(each) for each in (costs.paid, costs.financed)),
        *("" if each is None else words.amount(each) for each in per_hour),
    )


def _floors(hours: Hours) -> Iterator[Block]:
    floors = dict.fromkeys(each for year in hours.years for each in year.floor if each.value is not None)
    yield Items(tuple(("", words.floor(each)) for each in floors))


def _rests(projection: Projection, hours: Hours | None) -> Iterator[tuple[str, str]]:
    """What the amounts rest on, and what a reader should beware of."""
    for assumption in (*projection.assumptions, *(hours.assumptions if hours else ())):
        yield (
            study_field(projection.law, assumption.field)
            + ("" if assumption.value == "" else f"{_(': ')}{study_value(projection.law, assumption)}"),
            assumption.reason,
        )
    yield "", words.order()
    for scenario in (*projection.law.scenarios, *(each.law.scenarios[-1] for each in projection.compared)):
        yield "", scenario_line(scenario)
    for warning in (*projection.warnings, *(hours.warnings if hours else ())):
        yield _("Warning"), warning
