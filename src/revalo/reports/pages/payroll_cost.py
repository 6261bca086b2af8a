"""What a payroll costs its employer, as a section of the report: by line, by service, by text, the tax of a year."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from revalo import language
from revalo.calendar import written
from revalo.grids.decomposition import cause_label
from revalo.grids.law import Law
from revalo.language import N_, _
from revalo.money import euros, localised, plain
from revalo.payroll.writing.cost_words import COST_LINES, year_tax_lines
from revalo.people.cost_sums import YEAR_TAXES, CostSums
from revalo.people.employer import LINES
from revalo.people.merging import Suppressed, other_causes
from revalo.people.sums import Totals, written_headcount
from revalo.people.suppression import ShownCauses
from revalo.reports.pages import bars
from revalo.reports.pages.bars import Bar
from revalo.reports.pages.document import Block, Cell, Items, Section, Table, Words, cells, section

MERGED = "merged"  # all parts of the cost but the gross


def cost_section(
    law: Law, cost: CostSums, services: Suppressed, causes: ShownCauses, few: AbstractSet[str] = frozenset()
) -> Section:
    """The section. `services` and `causes`: their costs, those of few people put together; `few`: parts of few people.

    Parts of the cost are put together where one of them is of few people.
    """
    return section(_("What the payroll costs the employer"), *_blocks(law, cost, services, causes, few))


def _blocks(
    law: Law, cost: CostSums, services: Suppressed, causes: ShownCauses, few: AbstractSet[str]
) -> Iterator[Block]:
    yield _lines(cost, few)
    if len(services.shown) > 1 or (services.shown and services.hidden):
        yield _services(cost, services)
    own, others, cents_of_others = causes
    rest = [(other_causes(others), cents_of_others)] if others else []
    if own or rest:
        shown = [Bar(cause.name or _("other causes"), cents, _signed(cents)) for cause, cents in own]
        shown += [Bar(name, cents, _signed(cents)) for name, cents in rest]
        yield bars.lying("cost-causes", _("What each text costs, all staff, per month"), shown)
        rows = [
            cells(
                cause_label(law, cause),
                written(cause.start, language.current()) if cause.start else "",
                _signed(cents),
            )
            for cause, cents in own
        ]
        rows += [cells(name, "", _signed(cents)) for name, cents in rest]
        rows.append(cells(_("Total"), "", _signed(cost.total.gain)))
        headings = (_("Why the cost changes"), _("Since"), _("Cost"))
        yield Table(_("The cost, text by text"), headings, tuple(rows), numeric=2, total=True)
    if few.isdisjoint({"payroll_tax", *YEAR_TAXES}):
        yield Items(tuple(("", line) for line in year_tax_lines(law, cost)))
    yield Words(_("A text of contributions, or a minimum wage, changes the cost of a pay that it leaves as it is."))


def _lines(cost: CostSums, few: AbstractSet[str]) -> Table:
    """A row for each line, one for all parts where one of them is of few people; what is taken off is below zero."""
    lines = dict(COST_LINES)
    sums = {side: {**own, "exemption": -own["exemption"]} for side, own in cost.sides.items()}
    if not few.isdisjoint(LINES):
        merged = N_("+ contributions, relief and wage tax, merged")
        lines = {"gross": lines["gross"], MERGED: merged, "total": lines["total"]}
        sums = {side: {**own, MERGED: own["total"] - own["gross"]} for side, own in sums.items()}
    rows = []
    for name, words in lines.items():
        before, after = (own[name] for own in sums.values())
        rows.append(cells(_(words), _amount(before), _amount(after), _signed(after - before)))
    headings = (_("Employer cost, per month"), _("Before"), _("After"), _("Difference"))
    return Table(_("Employer cost, all staff, per month"), headings, tuple(rows), numeric=3, total=True)


def _services(cost: CostSums, services: Suppressed) -> Table:
    groups = [(name or _("(none)"), totals) for name, totals in (*services.shown, *services.rest())]
    rows = tuple(_row(name, totals) for name, totals in (*groups, (_("Total"), cost.total)))
    headings = (_("Service"), _("People"), _("Cost before"), _("Cost after"), _("Difference"), "%")
    return Table(_("Employer cost by service"), headings, rows, numeric=5, total=True)


def _row(name: str, totals: Totals) -> tuple[Cell, ...]:
    share = "" if totals.percent is None else localised(plain(totals.percent), language.current())
    people = written_headcount(totals.people)
    return cells(name, people, _amount(totals.before), _amount(totals.after), _signed(totals.gain), share)


def _amount(cents: int) -> str:
    return euros(cents, language.current())


def _signed(cents: int) -> str:
    return euros(cents, language.current(), signed=True)
