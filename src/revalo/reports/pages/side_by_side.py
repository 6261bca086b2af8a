"""Scenarios beside the law as it stands, as a section of the report: a table, a picture, the services."""

from collections.abc import Iterator, Sequence

from revalo import language
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.people.group_sums import GroupSums
from revalo.people.merging import scenarios_left, split
from revalo.people.side_by_side import ScenarioSums, whole
from revalo.reports.pages import bars
from revalo.reports.pages.bars import Bar
from revalo.reports.pages.document import Block, Items, Section, Table, Words, cells, section
from revalo.reports.phrases import scenario_line

YEAR = 12  # months


def compared_section(compared: Sequence[ScenarioSums], hidden: set[str], shown: set[str]) -> Section:
    """The section. `hidden`: the services that are put together; `shown`: the names of scenarios that tell nobody."""
    return section(_("Scenarios side by side"), *_blocks(compared, hidden, shown))


def _blocks(compared: Sequence[ScenarioSums], hidden: set[str], shown: set[str]) -> Iterator[Block]:
    yield Items(tuple(("", scenario_line(each.scenario)) for each in compared))
    own = [each for each in compared if each.scenario.name in shown]
    if left := [each.scenario.name for each in compared if each.scenario.name not in shown]:
        yield Words(scenarios_left(left))
    if own:
        yield from _amounts(own, hidden)


def _amounts(compared: Sequence[ScenarioSums], hidden: set[str]) -> Iterator[Block]:
    yield _whole(_("Scenarios, gross per month"), [(each.scenario.name, each.gross) for each in compared])
    costs = [(each.scenario.name, each.cost) for each in compared if each.cost is not None]
    if costs:
        yield _whole(_("Scenarios, employer cost per month"), costs)
    bars_of = [
        Bar(each.scenario.name, cents, _signed(cents)) for each in compared for cents in (whole(each.gross).gain,)
    ]
    yield bars.lying("scenarios", _("Difference to the law as it stands, gross per month"), bars_of)
    if len(compared[0].gross.totals()) > 1:
        yield _services(compared, hidden)


def _whole(title: str, sums: Sequence[tuple[str, GroupSums]]) -> Table:
    rows = [cells(_("the law as it stands"), _amount(whole(sums[0][1]).before), "", "", "")]
    for name, sums_of in sums:
        totals = whole(sums_of)
        percent = "" if totals.percent is None else localised(plain(totals.percent), language.current())
        rows.append(cells(name, _amount(totals.after), _signed(totals.gain), percent, _signed(YEAR * totals.gain)))
    headings = (_("Scenario"), _("Amount"), _("Difference"), "%", _("Difference per year"))
    return Table(title, headings, tuple(rows), numeric=4)


def _services(compared: Sequence[ScenarioSums], hidden: set[str]) -> Table:
    """The difference of each scenario by service."""
    parts = [split(dict(sorted(each.gross.totals().items())), hidden) for each in compared]
    columns = [(*each.shown, *each.rest()) for each in parts]
    rows = [
        cells(row[0][0] or _("(none)"), *(_signed(each.gain) for _name, each in row))
        for row in zip(*columns, strict=True)
    ]
    rows.append(cells(_("Total"), *(_signed(whole(each.gross).gain) for each in compared)))
    headings = (_("Service"), *(each.scenario.name for each in compared))
    return Table(_("Difference by service"), headings, tuple(rows), numeric=len(compared), total=True)


def _amount(cents: int) -> str:
    return euros(cents, language.current())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)
