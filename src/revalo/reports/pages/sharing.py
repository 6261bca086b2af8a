"""Who pays, in the report for a management board: `revalo fund` as charts and tables, small groups put together."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from revalo.funding.activity import UNUSED
from revalo.funding.article47 import cost_per_hour
from revalo.funding.settlement import Amounts, DepartmentShare, ServiceShare, Year
from revalo.funding.study import Study
from revalo.grids.law import Law
from revalo.language import _
from revalo.people.merging import merged_for_privacy, other_groups, together
from revalo.people.sums import Headcount
from revalo.reports import fund_phrases as words
from revalo.reports.inputs import study_field, study_value
from revalo.reports.pages import bars
from revalo.reports.pages.bars import Bar, Stack
from revalo.reports.pages.document import Block, Chart, Figure, Figures, Items, Section, Table, Words, cells, section
from revalo.rules.caveats import Assumption

DETAILED, BARS = 8, 15  # départements drawn one by one, services in a chart


class Privacy(NamedTuple):
    """Groups of fewer than `small` people are not shown alone, nor those that the page puts together elsewhere."""

    small: int
    departments: AbstractSet[str] = frozenset()
    services: AbstractSet[str] = frozenset()


class ShareRow(NamedTuple):
    """What some services cost, and who pays it. Cents, hours in hundredths."""

    name: str
    cost: int
    others: int
    users: int
    borne: int
    hours: int


def sections(study: Study, privacy: Privacy) -> Iterator[Section]:
    """A section for each year, the years side by side, the method."""
    for year in study.years:
        yield section(_("Who pays in {year}").format(year=year.law.year), *_year(year, privacy))
    if len(study.years) > 1:
        yield section(_("Who pays, year by year"), _evolution(study.years))
    yield section(_("Who pays: what these amounts rest on"), *_rests(study))
    if beware := _beware(study, privacy):
        yield section(_("Who pays: to be aware of"), Items(tuple(("", words) for words in beware)))


def _year(year: Year, privacy: Privacy) -> Iterator[Block]:
    yield _figures(year.total)
    shown, others = _departments(year, privacy)
    if len(year.departments) > 1 or not shown:
        title = _("all départements, {year}").format(year=year.law.year)
        yield from _waterfall(f"waterfall-{year.law.year}", title, year.total)
    if len(year.departments) > 1:
        yield _by_department(year, shown, others)
    for department in shown if len(shown) <= DETAILED else ():
        title = _("département {code}, {year}").format(code=department.code, year=year.law.year)
        yield from _waterfall(f"waterfall-{year.law.year}-{department.code}", title, department.amounts)
        yield Items(tuple(("", line) for sentence in words.aid(year, department) for line in sentence))
    yield from _by_service(year, shown, others, privacy)
    if items := tuple(("", each) for each in words.not_counted(year)):
        yield Items(items)


def _figures(total: Amounts) -> Figures:
    return Figures(
        (
            Figure(
                _("Cost of the pay rises"), words.amount(total.cost), _("for the year, employer contributions included")
            ),
            Figure(_("Other payers"), words.amount(total.others), _of(total.others, total.cost)),
            Figure(_("User contributions"), words.amount(total.users), _of(total.users, total.cost)),
            Figure(_("Département's share before aid"), words.amount(total.borne), _of(total.borne, total.cost)),
            Figure(_("CNSA aid"), words.amount(total.aid), _of(total.aid, total.cost)),
            Figure(_("Net cost to the département"), words.amount(total.remainder), _of(total.remainder, total.cost)),
        )
    )


def _of(cents: int, whole: int) -> str:
    share = words.percent(cents, whole)
    return share and _("{share}% of the cost").format(share=share)


def _departments(year: Year, privacy: Privacy) -> tuple[list[DepartmentShare], list[DepartmentShare]]:
    """The départements that may be shown alone, and the others."""
    of_hidden = {each.code for each in year.departments if _names(each) <= privacy.services}
    services = {each.code: each.services for each in year.departments}
    hidden = _together(services, privacy.small, privacy.departments | of_hidden)
    shown = [each for each in year.departments if each.code not in hidden]
    return shown, [each for each in year.departments if each.code in hidden]


def _names(department: DepartmentShare) -> set[str]:
    return {each.service.name for each in department.services}


def _together(groups: Mapping[str, Sequence[ServiceShare]], small: int, already: AbstractSet[str]) -> set[str]:
    """The groups of services to be put together, by the people whose cost changes.

    A group without any costs nothing: it hides nobody, and is put together where it has few people, or `already`.
    """
    raised = {name: sum(map(_raised, services)) for name, services in groups.items()}
    some = {name: number for name, number in raised.items() if number}
    few = {name for name, services in groups.items() if sum(map(_people, services)) < small}
    nothing = {name for name in groups.keys() - some if name in few | already}
    return nothing | together(some, small, len(some), (already | few) & some.keys())


def _people(service: ServiceShare) -> Headcount:
    """How many people a service has in the month that has most."""
    return max((month.people for month in service.months.values()), default=0)


def _raised(service: ServiceShare) -> int:
    """How many people cost more in the month that has most of them."""
    return max((month.raised for month in service.months.values()), default=0)


def _waterfall(name: str, of: str, sums: Amounts) -> Iterator[Chart | Table]:
    """The way from the cost to what is left, drawn and as a table."""
    steps = words.steps(sums)
    title = _("From the cost to what is left: {of}").format(of=of)
    tones = {True: "", False: "fill"}
    drawn = (Bar(each.label, each.cents, words.amount(each.cents), each.start, tones[each.is_sum]) for each in steps)
    yield bars.lying(name, title, list(drawn))
    rows = tuple(cells(each.label, words.amount(each.cents), words.percent(each.cents, sums.cost)) for each in steps)
    yield Table(title, (_("Who pays"), _("Amount"), "%"), rows, numeric=2, total=True)


def _by_department(year: Year, shown: list[DepartmentShare], others: list[DepartmentShare]) -> Table:
    rows = [(each.code, each.amounts) for each in shown]
    if others:
        rows.append((other_groups(len(others)), _sums([each.amounts for each in others])))
    headings = (_("Département"), *_six_headings())
    written = [cells(name, *_six(sums)) for name, sums in (*rows, (_("Total"), year.total))]
    caption = _("Who pays in {year}, by département, in euros").format(year=year.law.year)
    return Table(caption, headings, tuple(written), numeric=6, total=True)


def _sums(amounts: list[Amounts]) -> Amounts:
    """The six amounts of some départements together; the other figures are those of the first."""
    first = amounts[0]
    summed = ("cost", "others", "users", "borne", "aid")
    return first._replace(**{name: sum(getattr(each, name) for each in amounts) for name in summed})


def _six_headings() -> tuple[str, ...]:
    return _("Cost"), _("Others"), _("Users"), _("Share before aid"), _("CNSA aid"), _("Net cost")


def _six(sums: Amounts) -> tuple[str, ...]:
    amounts = (sums.cost, sums.others, sums.users, sums.borne, sums.aid, sums.remainder)
    return tuple(map(words.number, amounts))


def _by_service(
    year: Year, shown: list[DepartmentShare], others: list[DepartmentShare], privacy: Privacy
) -> Iterator[Block]:
    """Each service, the dearest first; those of a département that is not shown are never told apart."""
    parts = sorted(_alone(shown, privacy), key=lambda part: (-part.cost, part.name))
    parts += _joined(shown, others, privacy)
    stacks = [Stack(part.name, (part.borne, part.users, part.others), words.amount(part.cost)) for part in parts]
    title = _("Who pays for each service in {year}, before the aid of the CNSA").format(year=year.law.year)
    yield bars.stacked(f"services-{year.law.year}", title, (_("département"), _("users"), _("others")), stacks[:BARS])
    headings = (_("Service"), _("Cost"), _("Others"), _("Users"), _("Département's share before aid"), _("Cost/h"))
    total = _part(_("Total"), year.services)
    rows = tuple(cells(part.name, *_five(part)) for part in (*parts, total))
    yield Table(_("Who pays in {year}, by service").format(year=year.law.year), headings, rows, numeric=5, total=True)
    yield Words(_("The aid is worked out for a whole département, not for each service."))
    if len(parts) < len(year.services):
        yield Words(merged_for_privacy(privacy.small))


def _alone(shown: list[DepartmentShare], privacy: Privacy) -> Iterator[ShareRow]:
    """The services that may be shown alone."""
    for department in shown:
        hidden = _hidden(department, privacy)
        yield from (
            _part(every.service.name, [every]) for every in department.services if every.service.name not in hidden
        )


def _joined(shown: list[DepartmentShare], others: list[DepartmentShare], privacy: Privacy) -> Iterator[ShareRow]:
    """The other services, together within each département: its amounts are shown, and would tell them apart."""
    for department in shown:
        hidden = _hidden(department, privacy)
        if services := [every for every in department.services if every.service.name in hidden]:
            yield _part(f"{department.code}{_(': ')}{other_groups(len(services))}", services)
    if services := [every for each in others for every in each.services]:
        yield _part(other_groups(len(services)), services)


def _hidden(department: DepartmentShare, privacy: Privacy) -> set[str]:
    return _together({every.service.name: [every] for every in department.services}, privacy.small, privacy.services)


def _part(name: str, services: list[ServiceShare]) -> ShareRow:
    """Some services as one."""
    amounts = {key: sum(getattr(each, key) for each in services) for key in ("cost", "others", "users", "borne")}
    return ShareRow(name, hours=sum(each.service.hours for each in services), **amounts)


def _five(part: ShareRow) -> tuple[str, ...]:
    by_hour = cost_per_hour(part.cost, part.hours)
    return tuple(map(words.amount, (part.cost, part.others, part.users, part.borne, by_hour)))


def _evolution(years: list[Year]) -> Table:
    headings = (_("Year"), *_six_headings())
    rows = tuple(cells(str(year.law.year), *_six(year.total)) for year in years)
    return Table(_("All départements, year by year, in euros"), headings, rows, numeric=6)


def _rests(study: Study) -> Iterator[Block]:
    """How the amounts are made, and what was assumed; each once, whatever the year."""
    yield Words(
        _(
            "The cost of the pay rises is what the employer pays with the texts less what it would pay without them, "
            "month by month. The département funds its share of hours, less user contributions."
        )
    )
    assumed = dict.fromkeys(each for year in study.years for each in study.assumptions[year.law.year])
    yield Items(tuple((_assumed(study.law, each), each.reason) for each in assumed))


def _assumed(law: Law, assumption: Assumption) -> str:
    name = study_field(law, assumption.field)
    return f"{name} = {study_value(law, assumption)}" if assumption.value != "" else name


def _beware(study: Study, privacy: Privacy) -> list[str]:
    """The warnings, each once; none that gives amounts of a département that is not shown."""
    hidden = {year.law.year: {each.code for each in _departments(year, privacy)[1]} for year in study.years}
    every = [(year.law.year, each) for year in study.years for each in study.warnings[year.law.year]]
    unused = [each.text for each in study.remarks if each.code == UNUSED]
    return list(dict.fromkeys([*unused, *(each.words for year, each in every if each.department not in hidden[year])]))
