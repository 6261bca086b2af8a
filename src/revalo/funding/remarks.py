"""What must be said with the amounts of a year: the assumptions and the warnings."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from revalo import language
from revalo.calendar import written
from revalo.funding.activity import FIRST_YEAR, QUARTER, WHOLE, Activity
from revalo.funding.article47 import AID, COST
from revalo.funding.counting import Counting
from revalo.funding.question import Question
from revalo.funding.settlement import Year
from revalo.funding.terms import MERGED
from revalo.grids.law import Law
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.money import euros, plain
from revalo.people.caveat_counts import CountedCaveat
from revalo.people.columns import first_day
from revalo.people.crossed import SMALL
from revalo.rules.caveats import Assumption
from revalo.rules.employer.cost import payroll_tax_of
from revalo.rules.figure_caveats import CARRIED_FORWARD, MEMBER, member_assumed
from revalo.rules.units import MONTHS

_NAMED = 8  # services told by name
_MINIMUM_WAGE = ("minimum_wage.hourly", "minimum_wage.monthly")


def assumptions(year: Year, activity: Activity, question: Question, counting: Counting) -> Iterator[Assumption]:
    """What was taken where nothing was given, and what the user changed; each once."""
    every = (
        *_of_payroll(year, counting),
        *_of_activity(year, activity, question),
        *_of_shares(year, question),
        *_what_ifs(question),
        *counting.counted.employers[year.law.year].assumptions,
        *_of_law(year, question),
    )
    yield from dict.fromkeys(every)


def _of_payroll(year: Year, counting: Counting) -> Iterator[Assumption]:
    months = [first_day(month).strftime("%Y-%m") for month in year.law.months]
    if not counting.counted.costs.dated:
        reason = _("payroll file without months: it stands for each of them")
        yield Assumption("month", f"{months[0]} - {months[-1]}", reason)
    if rows := counting.counted.costs.aged:
        reason = _("years in the branch given as a number: one more every twelve months after this one (rows: {rows})")
        month = first_day(counting.counted.costs.described).strftime("%Y-%m")
        yield Assumption("ageing", month, reason.format(rows=whole_number(rows)))
    for caveat in counting.counted.caveats[year.law.year].assumptions:
        if caveat.code != MEMBER:
            yield Assumption(caveat.code, "", f"{caveat.words} ({_months_of_pay(caveat)})")


def _months_of_pay(caveat: CountedCaveat) -> str:
    """Of how many months of pay something must be said, and the row of the first."""
    message = _("months of pay: {number}; first: {file}, row {row}")
    return message.format(number=whole_number(caveat.rows), file=caveat.file, row=caveat.row)


def _of_activity(year: Year, activity: Activity, question: Question) -> Iterator[Assumption]:
    for name in activity.absent:
        yield Assumption(name, "0", _("the activity file lacks this column"))
    for name, number in activity.blank.items():
        yield Assumption(name, "0", _("blank in the activity file, rows: {rows}").format(rows=whole_number(number)))
    if activity.skipped:
        rows = ", ".join(map(str, activity.skipped))
        yield Assumption(
            "service_id", "", _("activity file: lines that are no service, set apart (rows {rows})").format(rows=rows)
        )
    if year.law.year == FIRST_YEAR and len(question.years) > 1 and None in activity.years:
        reason = _(
            "activity file without years: its hours are a whole year's, of which the last quarter of 2021 has 1/{part}"
        )
        yield Assumption("hours", f"1/{QUARTER}", reason.format(part=QUARTER))


def _of_shares(year: Year, question: Question) -> Iterator[Assumption]:
    terms = year.law.terms
    if terms.hourly is not None:
        reason = {
            AID: _("not the cost of an hour; for the other reading: --hourly-reading cost"),
            COST: _("the CNSA pays its share of it; for the other reading: --hourly-reading aid"),
        }[terms.reading]
        yield Assumption("hourly_reading", terms.reading, reason)
    if year.law.year >= MERGED:
        yield Assumption("coverage_rate", plain(terms.rate, 6, 0), _("the coverage rate given"))
    elif question.asked.rate is not None:
        yield Assumption("rate", plain(terms.rate, 6, 0), _("what-if: in place of the share of the decree"))
    if year.law.year < MERGED and question.asked.cap is not None:
        yield Assumption("cap", plain(question.asked.cap, 4), _("what-if: in place of the hourly amount of the CNSA"))


def _what_ifs(question: Question) -> Iterator[Assumption]:
    if (share := question.what_if.participation) is not None:
        yield Assumption("participation", plain(share, 6, 0), _("what-if: in place of that of every service"))
    if (factor := question.what_if.hours) != WHOLE:
        yield Assumption("hours_factor", plain(factor, 6, 0), _("what-if: every hour of the activity file times this"))
    if question.request.without:
        reason = _("the texts whose cost is shared, in place of those of article 47")
        yield Assumption("without", ", ".join(question.request.without), reason)
    for path, text in question.request.settings.items():
        yield Assumption(path, text, _("what-if: used after only, and counted in the cost"))


def _of_law(year: Year, question: Question) -> Iterator[Assumption]:
    if question.request.member is None:
        yield member_assumed()
    for figure in year.law.figures:
        if figure.version and figure.version.confidence == "assumed" and figure.version.note:
            yield Assumption(figure.path, figure.table.display(figure.value), language.label(figure.version.note))


class Warned(NamedTuple):
    """A warning; `department`: the one whose amounts it tells."""

    words: str
    department: str = ""


def warnings(year: Year, question: Question, counting: Counting) -> Iterator[Warned]:
    """The warnings, each once."""
    before = (*_incomplete(year, counting), *_unknown(year))
    after = (
        *_beside_the_aid(year),
        *_payroll_tax(year, counting.law),
        *_rows(counting),
        *_of_employer(year, counting),
        *_of_rows(year, counting),
        *_carried(year, counting),
        *_minimum_wage(counting.law, question),
        *_small(year),
    )
    yield from dict.fromkeys((*map(Warned, before), *_of_departments(year), *map(Warned, after)))


def _incomplete(year: Year, counting: Counting) -> Iterator[str]:
    """The cost lacks rows, months or whole services."""
    if rows := counting.counted.costs.incomplete[year.law.year]:
        yield numbered(
            "{year}: the cost is incomplete: {number} row of the payroll file could not be computed (see the rejects)",
            "{year}: the cost is incomplete: {number} rows of the payroll file could not be computed (see the rejects)",
            rows,
            year=year.law.year,
        )
    paid = {month for service in year.services for month in service.months}
    lacking = [month for month in year.law.months if month not in paid]
    if paid and lacking:
        message = _("{year}: the payroll file has {held} of {every} months: the cost of the others is missing")
        yield message.format(year=year.law.year, held=len(paid), every=len(year.law.months))
    if counting.unstaffed:
        message = _(
            "{year}: services of the activity file without any readable row in the payroll file, left out with their"
            " hours: {number} ({names}; see the rejects)"
        )
        names = ", ".join(counting.unstaffed[:_NAMED]) + ("…" if len(counting.unstaffed) > _NAMED else "")
        yield message.format(year=year.law.year, number=whole_number(len(counting.unstaffed)), names=names)
    if empty := sum(not service.months for service in year.services):
        yield numbered(
            "{year}: {number} service without any row computed: its cost is taken as 0",
            "{year}: {number} services without any row computed: their cost is taken as 0",
            empty,
            year=year.law.year,
        )


def _small(year: Year) -> Iterator[str]:
    """Services are shared one by one, the smallest too: their lines could say what one person earns."""
    few = sum(any(0 < month.people < SMALL for month in service.months.values()) for service in year.services)
    if few:
        message = _(
            "services of fewer than {small} people: {number}; their lines could tell someone's pay: publish none"
        )
        yield message.format(small=SMALL, number=whole_number(few))


def _unknown(year: Year) -> Iterator[str]:
    """What the law does not say of the year."""
    if year.law.year >= MERGED:
        message = _(
            "{year}: the aid is part of the APA and PCH contributions of the CNSA: it has no hourly amount and no"
            " envelope of its own"
        )
        yield message.format(year=year.law.year)
    for reason in year.law.missing:
        yield _("{year}: {reason}; the aid is estimated without the hourly cap").format(
            year=year.law.year, reason=reason
        )
    if year.law.agents:
        message = _("not included: the aid for the 49 points of territorial agents, since April 2022 ({reason})")
        yield message.format(reason=year.law.agents)


def _of_departments(year: Year) -> Iterator[Warned]:
    """The aid by the other reading of the hourly amount, where it differs; raises that cost less than nothing."""
    other = COST if year.law.terms.reading == AID else AID
    message = _("{year}, {department}: with --hourly-reading {reading} the aid would be {amount}, not {aid}")
    for department in year.departments:
        place = {"year": year.law.year, "department": department.code}
        if department.amounts.other_aid not in (None, department.amounts.aid):
            amounts = [
                euros(cents, language.current())
                for cents in (department.amounts.other_aid or 0, department.amounts.aid)
            ]
            yield Warned(message.format(reading=other, amount=amounts[0], aid=amounts[1], **place), department.code)
        if department.amounts.borne < 0:
            below = _("{year}, {department}: the pay rises lower the cost there: no aid")
            yield Warned(below.format(**place), department.code)


def _beside_the_aid(year: Year) -> Iterator[str]:
    if year.law.floor_tariff:
        yield _(
            "floor tariff and dotation complémentaire: shown, not deducted; check, the rule against paying twice"
            " was not found"
        )


def _payroll_tax(year: Year, law: Law) -> Iterator[str]:
    """The payroll tax of a whole year as one employer owes it: allowance and relief are never spread over people."""
    months = [month for service in year.services for month in service.months.values()]
    brackets = sum(month.tax for month in months)
    if not brackets or len(year.law.months) < MONTHS:
        return
    due = payroll_tax_of(law, year.law.year, brackets, is_association=True)
    message = _(
        "{year} wage tax: {brackets} as counted here, employee by employee; {due} if all services are "
        "one association (allowance and relief deducted)"
    )
    amounts = (euros(cents, language.current()) for cents in (brackets, due))
    yield message.format(year=year.law.year, **dict(zip(("brackets", "due"), amounts, strict=True)))


def _rows(counting: Counting) -> Iterator[str]:
    costs = counting.counted.costs
    if costs.outside:
        yield numbered(
            "{number} row of the payroll file has a month outside the years asked: left out",
            "{number} rows of the payroll file have a month outside the years asked: left out",
            costs.outside,
        )
    if costs.elsewhere:
        yield numbered(
            "{number} row names another département than its service: that of the activity file is used",
            "{number} rows name another département than their service: that of the activity file is used",
            costs.elsewhere,
        )
    if costs.not_yet:
        yield numbered(
            "{number} row is of somebody who entered the branch during a year: nothing is counted before",
            "{number} rows are of people who entered the branch during a year: nothing is counted before",
            costs.not_yet,
        )


def _of_rows(year: Year, counting: Counting) -> Iterator[str]:
    """The warnings of the rows; the law files carried past their check are told for the whole year."""
    for caveat in counting.counted.caveats[year.law.year].warnings:
        if caveat.code != CARRIED_FORWARD:
            yield f"{caveat.words} ({_months_of_pay(caveat)})"


def _of_employer(year: Year, counting: Counting) -> Iterator[str]:
    """The warnings of the employer's cost; of one that comes back month after month, the last."""
    days = [written(first_day(month), language.current()) for month in year.law.months]
    last: dict[str, str] = {}
    for _code, words in counting.counted.employers[year.law.year].warnings:
        day = next((each for each in days if words.startswith(each)), "")
        last[words.removeprefix(day)] = words
    yield from last.values()


def _carried(year: Year, counting: Counting) -> Iterator[str]:
    """Law files whose figures are carried past the day they were verified."""
    last, lang = date(year.law.year, 12, 1), language.current()
    law = counting.law
    used = {version.file: law.table(path).verified for path, version in counting.people[year.law.year].versions_used()}
    used |= {figure.version.file: figure.table.verified for figure in year.law.figures if figure.version}
    message = _("{day}: the values of {file} were last checked on {verified}; a newer text may be missing")
    for file, verified in sorted(used.items()):
        if last > verified:
            yield message.format(day=written(last, lang), file=file, verified=written(verified, lang))


def _minimum_wage(law: Law, question: Question) -> Iterator[str]:
    """A what-if on the minimum wage is read on the after side only, so that the cost holds its whole effect."""
    tables = [law.table(path) for path in _MINIMUM_WAGE]
    names = {scenario.name for scenario in law.scenarios}
    brought = any(version.text in names for table in tables for version in table.versions)
    if brought or any(path in _MINIMUM_WAGE for path in question.request.settings):
        yield _("your own minimum wage is used after only, not before: its whole effect is in the cost")
