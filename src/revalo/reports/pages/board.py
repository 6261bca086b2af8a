"""The report for a management board: what changes, for whom, by which text, and what it rests on."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from revalo import language
from revalo.calendar import written
from revalo.funding.study import Study
from revalo.grids.binding import Binding
from revalo.grids.decomposition import cause_label, order_of_causes
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.money import euros, localised, percent, percentage, plain
from revalo.payroll.writing.notes import example_of
from revalo.people.arrears_sums import ArrearsSums
from revalo.people.board import DEGREE_NAMES, Board
from revalo.people.counts import shown_counts
from revalo.people.crossed import SMALL
from revalo.people.crossing import Crossing
from revalo.people.merging import merged_for_privacy, other_causes, split
from revalo.people.spread import Slice
from revalo.people.summary import Summary
from revalo.people.sums import Totals, cost_key, written_headcount
from revalo.people.suppression import Key, members, shown_causes
from revalo.register import reasons
from revalo.reports.inputs import field_of, grade_in_words
from revalo.reports.pages import bars, sharing, texts
from revalo.reports.pages.bars import Bar
from revalo.reports.pages.board_groups import Travelling, travelling
from revalo.reports.pages.document import (
    Block,
    Cell,
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
from revalo.reports.pages.payroll_cost import cost_section
from revalo.reports.pages.side_by_side import compared_section
from revalo.reports.pages.words import with_words
from revalo.reports.phrases import fall_line, law_of, people_heading, provenance_today, scenario_line
from revalo.reports.terminal import spread as spread_words
from revalo.version import notice

BARS = 15  # groups in a chart
MONTHS = 12


def report(board: Board, name: str, who_pays: Study | None = None) -> Document:
    """The report of a payroll. `name`: what the payroll is called; `who_pays`: of the same payroll, where asked."""
    law, shown = board.people.law, travelling(board)
    hidden = shown.hidden
    slices, days = shown_counts(board.crossing, shown.causes, board.service.gains, list(board.floors))
    versions = [version for _path, version in board.people.versions_used()] + (who_pays.versions if who_pays else [])
    return with_words(
        Document(
            _("Report on pay"),
            name,
            (_("What the texts changed in gross pay, for everyone in the payroll."), notice()),
            (
                section(
                    _("In short"),
                    *_remarks(board),
                    *figures(board.total, board.crossing),
                    *_few_gains(shown),
                    *_sides(board),
                    *left_out(board.service),
                ),
                *_gains(board, hidden),
                section(_("How gains are spread"), *_spread(slices)),
                section(_("Who is on the minimum wage"), *_floors(board, days)),
                section(_("What each text brought"), *_causes(board, shown.causes.others)),
                *_cost(board, shown),
                *_compared(board, shown),
                *(sharing.sections(who_pays, _privacy(hidden)) if who_pays else ()),
                section(_("Method and assumptions"), Items(tuple(_method(board, who_pays)))),
                section(_("Texts and references"), texts.table(law, versions)),
            ),
            (notice(), provenance_today(law), *map(scenario_line, law.scenarios)),
        )
    )


def figures(total: Totals, crossing: Crossing) -> tuple[Block, ...]:
    """The headlines of some people: of a month, or of the months of the payroll added up; and what to beware of."""
    several = len(crossing.periods) > 1
    share = "" if total.percent is None else percentage(plain(total.percent), language.current())
    share = f"+{share}" if (total.percent or 0) > 0 else share
    what = _("gross, everyone and every month together") if several else _("monthly gross payroll, all staff")
    before, after, gain = (
        (_("Before"), _("After"), _("Gain"))
        if several
        else (_("Before, per month"), _("After, per month"), _("Gain per month"))
    )
    year = Figure(_("Gain per year"), _amount(MONTHS * total.gain, signed=True), _("over twelve months"))
    shown = Figures(
        (
            Figure(people_heading(crossing), written_headcount(total.people)),
            Figure(before, _amount(total.before), what),
            Figure(after, _amount(total.after), what),
            Figure(gain, _amount(total.gain, signed=True), share),
            *(() if several else (year,)),
            Figure(_("Gain per person"), _amount(total.mean, signed=True), _("per month, on average")),
        )
    )
    return shown, *_warned(crossing)


def _warned(crossing: Crossing) -> Iterator[Words | Warned]:
    """What to beware of in the sums: several months added up, or too few people to hide anybody."""
    months = len(crossing.periods)
    if months > 1:
        message = _(
            "The payroll has {months} months: amounts are sums over them, and each person counts once per month."
        )
        yield Words(message.format(months=_number(str(months))))
    if 0 < members(crossing).people < SMALL:
        message = _("Fewer than {small} people in all: these sums tell their pay. Do not pass this page on.")
        yield Warned(message.format(small=SMALL))


def _sides(board: Board) -> Iterator[Words]:
    """The two readings of the law that are compared, each said once."""
    pairs = list(board.people.pairs())
    if not pairs:
        return
    sides = zip(*pairs, strict=True)
    ordered = (sorted(side, key=lambda binding: binding.choices.day) for side in sides)
    before, after = (_("; ").join(dict.fromkeys(map(_reading, side))) for side in ordered)
    yield Words(_("Before: {before}. After: {after}.").format(before=before, after=after))


def _reading(binding: Binding) -> str:
    day = written(binding.choices.day, language.current())
    return ", ".join([day, *law_of(binding.law, binding.choices)])


def _few_gains(shown: Travelling) -> Iterator[Warned]:
    """What to beware of where few people gain, or cost another amount than before."""
    if shown.is_gain_of_few:
        message = _("The amounts of fewer than {small} people change: the gain tells theirs. Do not pass this page on.")
        yield Warned(message.format(small=SMALL))


def _remarks(board: Board) -> Iterator[Block]:
    """What a reader must know of the files before any figure."""
    yield from (Warned(each.text) for each in board.service.remarks)


def left_out(sums: Summary | ArrearsSums) -> Iterator[Block]:
    """The rows that are not in the figures."""
    if sums.rows_rejected:
        words = numbered(
            "{number} of {rows} rows could not be computed and is not in these figures.",
            "{number} of {rows} rows could not be computed and are not in these figures.",
            sums.rows_rejected,
            rows=whole_number(sums.rows_in),
        )
        yield Warned(words)
        whys = reasons(sums.rejected)
        yield Items(tuple(("", f"{why}{_(': ')}{_number(str(count))}") for why, count in whys))


def _privacy(hidden: Mapping[str, set[str]]) -> sharing.Privacy:
    """What who pays puts together: what the other tables of the page do, and small groups of its own."""
    return sharing.Privacy(SMALL, hidden.get("department", set()), hidden.get("service", set()))


def _gains(board: Board, hidden: Mapping[str, set[str]]) -> Iterator[Section]:
    """A table and a chart by category, degree, service and département, where there are several."""
    categories = dict(sorted(board.category.items(), key=_last_without))
    degrees = {grade_in_words(name): board.degree[name] for name in (*DEGREE_NAMES, "") if name in board.degree}
    for name, title, groups in (
        ("category", _("Gain by category (old grid)"), categories),
        ("degree", _("Gain by status and degré (Avenant 43 grid)"), degrees),
        ("service", _("Gain by service"), _largest(board.service.groups)),
        ("department", _("Gain by département"), _largest(board.department.totals())),
    ):
        if name not in hidden:
            yield section(title, Words(_("Too many groups to be shown without telling someone apart.")))
            continue
        parts = split(groups, {grade_in_words(each) for each in hidden[name]} if name == "degree" else hidden[name])
        if len(parts.shown) > 1 or (parts.shown and parts.hidden):
            rows = [(each or _("(none)"), totals) for each, totals in (*parts.shown, *parts.rest())]
            chart = [Bar(each, totals.mean, _amount(totals.mean, signed=True)) for each, totals in rows[:BARS]]
            picture = bars.lying(name, _("Average gain per person and per month"), chart)
            put_together = Words(merged_for_privacy())
            table = gains(title, people_heading(board.crossing), rows, board.total)
            yield section(title, picture, table, put_together if parts.hidden else None)


def _largest(groups: dict[str, Totals]) -> dict[str, Totals]:
    """Groups, the largest first."""
    return dict(sorted(groups.items(), key=lambda each: (-each[1].people, each[0])))


def _last_without(group: tuple[str, Totals]) -> tuple[bool, str]:
    """The order of groups by name, the people without any last."""
    return not group[0], group[0]


def gains(caption: str, people: str, rows: list[tuple[str, Totals]], total: Totals) -> Table:
    """Groups and their sums, then the total. `people`: what counts of people are."""
    headings = (_("Group"), people, _("Before"), _("After"), _("Gain"), "%")
    shown = tuple(_row(name, totals) for name, totals in (*rows, (_("Total"), total)))
    return Table(caption, headings, shown, numeric=5, total=True)


def _row(name: str, totals: Totals) -> tuple[Cell, ...]:
    share = "" if totals.percent is None else _number(plain(totals.percent))
    amounts = (_amount(totals.before), _amount(totals.after), _amount(totals.gain, signed=True))
    return cells(name, written_headcount(totals.people), *amounts, share)


def _floors(board: Board, days: set[date]) -> Iterator[Block]:
    """How many people have their pay brought up to the minimum wage, on each day it changed."""
    rows, chart = [], []
    for day, floor in board.floors.items():
        if not floor.people:
            continue
        when, share = written(day, language.current()), percent(floor.on_floor, floor.people) or 0
        is_shown = day in days
        said = percentage(plain(share), language.current()) if is_shown else _("too few to say")
        people, count = (_number(str(each)) if is_shown else "" for each in floor)
        rows.append(cells(when, people, count, said))
        chart.append(Bar(when, share if is_shown else 0, said))
    if rows:
        title = _("Share of staff paid at the SMIC")
        yield bars.lying("floors", title, chart)
        headings = (_("Day"), _("People"), _("On the minimum wage"), _("Share"))
        yield Table(title, headings, tuple(rows), numeric=3)
    yield Words(_("People whose pay includes a SMIC top-up, at each rise of the SMIC."))


def _causes(board: Board, hidden: AbstractSet[Key]) -> Iterator[Block]:
    """The gain split among its causes, those hidden put together."""
    law, every = board.people.law, [(cause, cents) for cause, cents in board.service.causes if cents]
    if not every:
        yield Words(_("The gross does not change."))
        return
    causes, others, cents_of_others = shown_causes(every, hidden)
    rest = [(other_causes(others), cents_of_others)] if others else []
    shown = [Bar(cause.name or _("other causes"), cents, _amount(cents, signed=True)) for cause, cents in causes]
    shown += [Bar(name, cents, _amount(cents, signed=True)) for name, cents in rest]
    several = len(board.crossing.periods) > 1
    title = _("What each text brought, everyone and every month together")
    yield bars.lying("causes", title if several else _("What each text brought, all staff, per month"), shown)
    rows = [
        cells(
            cause_label(law, cause),
            written(cause.start, language.current()) if cause.start else "",
            _amount(cents, signed=True),
        )
        for cause, cents in causes
    ]
    rows += [cells(name, "", _amount(cents, signed=True)) for name, cents in rest]
    rows.append(cells(_("Total"), "", _amount(board.total.gain, signed=True)))
    yield Table(_("The gain, text by text"), (_("Why"), _("Since"), _("Gain")), tuple(rows), numeric=2, total=True)
    if others:
        yield Words(
            _("Causes that concern fewer than {small} people are merged to protect privacy.").format(small=SMALL)
        )
    yield Words(_("Order: {words}.").format(words=order_of_causes()))


def _method(board: Board, who_pays: Study | None) -> Iterator[tuple[str, str]]:
    """How the figures are made, and all that was assumed."""
    yield _("People"), _("One row is one person, or as many as its headcount. Small groups are never shown alone.")
    yield (
        _("Gross"),
        _(
            "Each row is computed before and after, pay item by pay item, rounded once per pay item, and "
            "summed to the cent."
        ),
    )
    yield _("Not counted"), _("Overtime without a column, company agreements, arrivals and departures.")
    yield (
        _("Employer contributions"),
        _counted_in(board, who_pays),
    )
    for caveat in board.service.caveats.warnings:
        yield _("Warning"), f"{caveat.words} ({example_of(caveat)})"
    for caveat in board.service.caveats.assumptions:
        yield field_of(board.people.law, caveat.code), f"{caveat.words} ({example_of(caveat)})"
    for fall in board.people.falls(board.service.latest):
        yield _("Also set aside"), fall_line(board.people.law, fall)


def _cost(board: Board, shown: Travelling) -> Iterator[Section]:
    """What the payroll costs the employer, where it is asked for."""
    if board.cost is not None:
        services = split(_largest(board.cost.groups), shown.hidden.get("service", set(board.cost.groups)))
        causes = shown_causes(board.cost.causes, shown.causes.others, cost_key)
        yield cost_section(board.people.law, board.cost, services, causes, shown.few_series)


def _compared(board: Board, shown: Travelling) -> Iterator[Section]:
    """Scenarios beside the law as it stands, where some are asked for."""
    if board.service.compared:
        yield compared_section(board.service.compared, shown.services, shown.scenarios)


def _counted_in(board: Board, who_pays: Study | None) -> str:
    """Where the employer's contributions are counted."""
    if board.cost is not None:
        return _("Counted in the employer cost, not in the gross.")
    return _("Counted in who pays only.") if who_pays else _("Not counted.")


def _spread(slices: Sequence[Slice]) -> Iterator[Block]:
    """The drawing and its table."""
    if not slices:
        yield Words(_("Too few people, or too many groups, to be shown without telling someone apart."))
        return
    names_of = [
        (name, spread_words.number(each.people)) for name, each in zip(spread_words.names(slices), slices, strict=True)
    ]
    drawn = [Bar(name, each.people, people) for (name, people), each in zip(names_of, slices, strict=True)]
    yield bars.standing("spread", spread_words.title(), drawn)
    yield Table(
        spread_words.title(),
        (_("Gain per month, in euros"), _("People")),
        tuple(cells(*each) for each in names_of),
        numeric=1,
    )


def _number(text: str) -> str:
    return localised(text, language.current())


def _amount(cents: int, *, signed: bool = False) -> str:
    return euros(cents, language.current(), signed=signed)
