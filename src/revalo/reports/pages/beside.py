"""What a sheet says beside the gross, where asked: the cost for the employer, and an estimate of net pay."""

from collections.abc import Iterator

from revalo import language
from revalo.analysis.comparison import Comparison
from revalo.analysis.employer_cost import EmployerCosts
from revalo.language import _
from revalo.money import euros, localised, plain
from revalo.reports.pages.document import Block, Cell, Document, Facts, Section, Table, Words, cells, section
from revalo.reports.phrases import announced, line_label
from revalo.rules.employer.cost import EmployerCost
from revalo.rules.net import NetRequest, net

PLACE = 3  # after the headlines, the situation and the lines


def with_beside(document: Document, *sections: Section | None) -> Document:
    """A sheet with further sections after that of its lines."""
    added = tuple(each for each in sections if each is not None)
    before, after = document.sections[:PLACE], document.sections[PLACE:]
    return document._replace(sections=(*before, *added, *after))


def cost(costs: EmployerCosts | None) -> Section | None:
    """What both sides cost the employer, line by line."""
    return section(_("Employer cost"), *_cost(costs)) if costs else None


def net_pay(comparison: Comparison, request: NetRequest | None) -> Section | None:
    """The estimate of net pay on both sides."""
    return section(_("Net pay, an estimate"), *_net(comparison, request)) if request else None


def _cost(costs: EmployerCosts) -> Iterator[Block]:
    rows = [_row(costs, _("Gross"), "gross")]
    rows += [_row(costs, line_label(costs.after, name), name) for name in costs.after.lines]
    headings = (_("Pay item"), _("Before"), _("After"), _("Difference"))
    total = cells(_("Total cost"), *_amounts(costs.before.total, costs.after.total))
    yield Table(_("What a month costs the employer"), headings, (*rows, total), numeric=3, total=True)
    if costs.lost:
        message = _("of which {lost} is relief on contributions that is lost")
        yield Words(message.format(lost=euros(costs.lost, language.current())))


def _row(costs: EmployerCosts, label: str, name: str) -> tuple[Cell, ...]:
    """The amounts of a line, below zero where it is taken off."""
    sign = -1 if name == "exemption" else 1
    return cells(label, *_amounts(_of(costs.before, name) * sign, _of(costs.after, name) * sign))


def _of(side: EmployerCost, name: str) -> int:
    return side.amounts[name]


def _amounts(before: int, after: int) -> tuple[str, str, str]:
    lang = language.current()
    return euros(before, lang), euros(after, lang), euros(after - before, lang, signed=True)


def _net(comparison: Comparison, request: NetRequest) -> Iterator[Block]:
    before, after = net(comparison.before, request), net(comparison.after, request)
    row = cells(_("Net pay before income tax"), *_amounts(before.amount, after.amount))
    headings = (_("Pay item"), _("Before"), _("After"), _("Difference"))
    yield Table(_("An estimate of net pay"), headings, (row,), numeric=3)
    legal, residual = (localised(plain(rate, 5, 0), language.current()) for rate in (after.legal.value, after.residual))
    yield Words(
        _("Employee contribution rate used: {legal}% (legal) + {residual}% (adjusted part, --net-residual)").format(
            legal=legal, residual=residual
        )
    )
    measures = [name for name in comparison.after.lines if name.startswith("segur.")]
    facts = [
        (
            line_label(comparison.after, name),
            _measure(after.of_measure(comparison.after, name), announced(comparison.after, name)),
        )
        for name in measures
    ]
    if facts:
        yield Facts(tuple(facts))


def _measure(amount: int, said: str | None) -> str:
    shown = euros(amount, language.current())
    return f"{shown} ({said})" if said else shown
