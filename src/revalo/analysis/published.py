"""The amounts that others published, computed again: stated, computed, gap, verdict."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from revalo import language
from revalo.analysis.comparison import Comparison, compare
from revalo.calendar import written
from revalo.errors import LawError, LawFileError, RevaloError
from revalo.grids.binding import Choices
from revalo.grids.cases import Case, PersonCase, Reading, Stated
from revalo.grids.law import Law
from revalo.grids.workforce import Base
from revalo.language import N_, _
from revalo.money import half_up, parse_fixed
from revalo.rules.formulas import is_line
from revalo.rules.net import NetRequest, net
from revalo.rules.payslip import Payslip
from revalo.rules.person import read_employee

CLOSE = Fraction(3, 100)
EXACT, NEAR, DIFFERS = N_("exact"), N_("close"), N_("differs")
_TERM = re.compile(r"(net\.)?(before|after|difference)\.([a-z0-9_.\-]+)")


class Replay(NamedTuple):
    """One published figure. Amounts in cents, percentages in hundredths; `expected`: the law files say it is exact."""

    case: str
    title: str
    what: str
    unit: str
    source: str
    stated: int
    places: int
    computed: int
    verdict: str
    expected: bool
    readings: str
    note: str | None

    @property
    def gap(self) -> int:
        """Stated less computed."""
        return self.stated - self.computed

    @property
    def failed(self) -> bool:
        """Whether the law files say it is exact and it is not."""
        return self.expected and self.verdict != EXACT


def replay(law: Law) -> Iterator[Replay]:
    """Every published figure about one person, in the order of the law files."""
    for name, case in people(law):
        figure = partial(_figure, _compared(law, case))
        for stated in case.stated:
            yield judged(law, name, stated, figure, readings_of(case))


def people(law: Law) -> list[tuple[str, PersonCase]]:
    """The published cases of one person, by name; the others are of `funding.published`."""
    return [(name, case) for name, case in law.cases.items() if isinstance(case, PersonCase)]


def check(law: Law) -> None:
    """Refuse published cases that cannot be replayed, naming file, line and field."""
    problems = [problem for name, case in people(law) for problem in _problems(law, name, case)]
    if problems:
        raise LawFileError(("law-file", problem) for problem in problems)


def _problems(law: Law, name: str, case: PersonCase) -> Iterator[str]:
    """What is wrong with a case: each input by itself, then the person, then each figure stated."""
    inputs = case.employee
    sector = {"sector": inputs["sector"]} if "sector" in inputs else {}
    for key, value in inputs.items():
        if failed := failure(partial(read_employee, law, {**sector, key: value})):
            yield located(name, case, f"employee.{key}", failed)
    if failed := failure(partial(_compared, law, case)):
        yield located(name, case, "employee", failed)
        return
    yield from problems_of_stated(law, name, partial(_figure, _compared(law, case)))


def problems_of_stated(law: Law, name: str, figure: Callable[[str], int]) -> Iterator[str]:
    """What is wrong with the figures that a case states."""
    case = law.cases[name]
    for i, stated in enumerate(case.stated):
        if failed := failure(partial(judged, law, name, stated, figure, "")):
            yield located(name, case, f"stated.{i + 1}", failed)


def failure(attempt: Callable[[], object]) -> str | None:
    """The first line of what goes wrong in an attempt, if anything does."""
    try:
        attempt()
    except (RevaloError, ValueError) as error:
        return str(error).partition("\n")[0]
    return None


def located(name: str, case: Case, field: str, message: str) -> str:
    """A problem of a case, at its line."""
    line = case.lines.get(field, case.lines[""])
    return f"{case.file}:{line}: cases.{name}.{field}: {message}"


def _compared(law: Law, case: PersonCase) -> Comparison:
    employee = read_employee(law, case.employee)
    sides = (_choices(law, side)._replace(held_on=case.before.on) for side in (case.before, case.after))
    return compare(law, employee, *sides)


def _choices(law: Law, reading: Reading) -> Choices:
    return Choices(reading.on, without=law.expand(reading.without), with_=law.expand(reading.with_))


def judged(law: Law, name: str, stated: Stated, figure: Callable[[str], int], readings: str) -> Replay:
    """One figure that a case states, beside the one computed: `figure` gives the cents of what it names."""
    case = law.cases[name]
    amount = parse_fixed(stated.amount, 2)
    places = len(stated.amount.partition(".")[2])
    computed, unit = figure(stated.what), "EUR"
    if stated.percent_of is not None:
        computed, unit = half_up(10_000 * computed, figure(stated.percent_of)), "%"
    note = language.label(case.note) if case.note else None
    return Replay(
        name,
        language.label(case.title),
        stated.what,
        unit,
        law.sources[case.source].title,
        amount,
        places,
        computed,
        _verdict(amount, computed, places),
        stated.exact,
        readings,
        note,
    )


def readings_of(case: PersonCase | Base) -> str:
    """The day and the law that each side assumes: `before 31/12/2020 without avenant-44, after 01/10/2021`."""
    return ", ".join(_reading(word, side) for word, side in ((_("before"), case.before), (_("after"), case.after)))


def _reading(word: str, reading: Reading) -> str:
    shown = f"{word} {written(reading.on, language.current())}"
    for texts, joint in ((reading.without, _("without {texts}")), (reading.with_, _("with {texts}"))):
        if texts:
            shown += " " + joint.format(texts=", ".join(texts))
    return shown


def _verdict(stated: int, computed: int, places: int) -> str:
    """Exact at the precision printed, close within 3 %, else different."""
    step = 10 ** (2 - places)
    if half_up(computed, step) * step == stated:
        return EXACT
    return NEAR if abs(stated - computed) <= CLOSE * abs(stated) else DIFFERS


def _figure(comparison: Comparison, what: str) -> int:
    """`after.base`, `difference.gross`, or one less another: `after.base - before.gross`."""
    terms = [_term(comparison, term.strip()) for term in what.split(" - ")]
    return terms[0] - sum(terms[1:])


def _term(comparison: Comparison, term: str) -> int:
    match = _TERM.fullmatch(term)
    if match is None:
        raise LawError("case-term", term=term)
    of_net, side, line = match.groups()
    if line != "gross" and not is_line(line):
        raise LawError("case-term", term=term)
    if side == "difference":
        return _line(comparison.after, line, of_net) - _line(comparison.before, line, of_net)
    return _line(comparison.before if side == "before" else comparison.after, line, of_net)


def _line(slip: Payslip, line: str, of_net: str | None) -> int:
    if line == "gross":
        return net(slip, NetRequest()).amount if of_net else slip.gross
    if of_net and line in slip.lines:
        return net(slip, NetRequest()).of_measure(slip, line)
    return slip.lines.get(line, 0)
