"""What a report shows of a board: nobody can be told from its groups, its causes and its scenarios."""

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

from revalo.people.board import WAYS, Board
from revalo.people.cost_sums import YEAR_TAXES
from revalo.people.counts import Shown
from revalo.people.differing import AFTER, BEFORE, COST, COST_GAIN, GAIN, GROSS, Pair, pair
from revalo.people.employer import LINES
from revalo.people.sums import cost_key, key_of
from revalo.people.suppression import hidden_by_differences, hidden_causes, hidden_groups

MOST = 40  # groups in a table
SERVICE = "service"
Groups = Mapping[str, set[str]]  # by way of grouping


class Travelling(NamedTuple):
    """What is put together, or left out.

    `hidden`: groups; `telling`: differences of sums that are of few people in all; `scenarios`: those shown, with the
    services that are put together in them.
    """

    hidden: Groups
    telling: set[Pair]
    causes: Shown
    scenarios: set[str]
    services: set[str]

    @property
    def is_gain_of_few(self) -> bool:
        """Whether the gain, or the rise of cost, is that of few people."""
        return not self.telling.isdisjoint({GAIN, COST_GAIN})

    @property
    def few_series(self) -> set[str]:
        """The series of which some difference is of few people: parts of the cost among them."""
        return {series for series, _places in self.telling}


def travelling(board: Board) -> Travelling:
    """What a report may show."""
    hidden, telling = hidden_in(board)
    return Travelling(hidden, telling, _causes(board, hidden), *_scenarios(board, hidden))


def hidden_in(board: Board) -> tuple[Groups, set[Pair]]:
    """The groups that a report puts together, by way, and the differences of sums that are of few people in all."""
    hidden, telling = hidden_by_differences(board.crossing, hidden_groups(board.crossing, WAYS, MOST), [GAIN])
    if board.cost is None:
        return hidden, telling
    services, of_cost = hidden_by_differences(board.crossing, _of_services(hidden), [COST_GAIN])
    return hidden | services, telling | of_cost | _telling_parts(board)


def _of_services(hidden: Groups) -> Groups:
    return {way: names for way, names in hidden.items() if way == SERVICE}


def _telling_parts(board: Board) -> set[Pair]:
    """The parts of the cost that are of few people, on one side or in what changes."""
    parts = (pair(name, one, two) for name in (*LINES[1:], *YEAR_TAXES) for one, two in combinations(range(3), 2))
    return hidden_by_differences(board.crossing, {}, parts)[1]


def _causes(board: Board, hidden: Groups) -> Shown:
    """The causes of the gain that the page shows, and those of the cost, beside its groups."""
    every = {key_of(cause) for cause, cents in board.service.causes if cents}
    others = hidden_causes(board.crossing, hidden, (cause for cause, cents in board.service.causes if cents))
    if board.cost is not None:
        of_cost = [cause for cause, _cents in board.cost.causes]
        every |= set(map(cost_key, of_cost))
        others |= hidden_causes(board.crossing, hidden, of_cost, cost_key)
    return Shown(hidden, frozenset(every - others), frozenset(others))


def _scenarios(board: Board, hidden: Groups) -> tuple[set[str], set[str]]:
    """The scenarios of which no difference to any other sum is of few people, and the services put together there."""
    services, shown = _of_services(hidden), {BEFORE: "", AFTER: ""}
    for place, each in enumerate(board.service.compared, len(shown)):
        of_gross, few = hidden_by_differences(board.crossing, services, (pair(GROSS, one, place) for one in shown))
        _nothing, few_costs = hidden_by_differences(board.crossing, {}, (pair(COST, one, place) for one in shown))
        if not few | few_costs:
            services, shown = of_gross, shown | {place: each.scenario.name}
    return set(shown.values()), services.get(SERVICE, set(board.service.groups))
