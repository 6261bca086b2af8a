"""The people of payroll files one by one, each as `revalo compute` would take them; the others are rejects."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from revalo import language
from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import euros
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, run
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected
from revalo.people import person_of_row
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.people.summary import Summary
from revalo.people.table import Outcome, People


class Person(NamedTuple):
    """A row that can be computed: its place, its employee number, its inputs, its days, what is to be said of it."""

    row: int
    employee_id: str
    given: Mapping[str, Any]
    request: Request
    remarks: tuple[str, ...]


def persons(
    law: Law, sources: Iterator[Source], request: Request, rejects: Path, summary: Summary, tick: Progress
) -> Iterator[Person]:
    """Every person that can be computed, in the order of the files; rejects are written on the way."""
    people = People(law, request)

    def outcome_of(rows: ParsedRows) -> tuple[tuple[ParsedRows, Outcome], Failures]:
        outcome = people.outcome(rows)
        return (rows, outcome), outcome.failures

    with ExitStack() as stack:
        rejected = Rejected(stack, rejects, dialect_of(language.current()))
        for part in run(law, sources, outcome_of, rejected):
            rows, outcome = part.result
            summary.rows_out += len(outcome.kept)
            summary.count(part.rows_in, part.rejects, part.skipped)
            tick(len(part.rejects))
            for i in outcome.kept.tolist():
                yield _person(law, rows, outcome, i, request)
                tick(1)


def _person(law: Law, typed: ParsedRows, outcome: Outcome, i: int, request: Request) -> Person:
    given = person_of_row.person(typed, i)
    remarks = tuple(_remarks(law, typed, outcome, i, str(given.get("sector", "bad"))))
    own = person_of_row.request_of(typed, i, request)
    return Person(int(typed.rows[i]), person_of_row.word(typed, "employee_id", i), given, own, remarks)


def _remarks(law: Law, typed: ParsedRows, outcome: Outcome, i: int, sector: str) -> Iterator[str]:
    """A CTI that was declared, where it is all that is known of the Ségur measures."""
    declared = person_of_row.number(typed, "declared_cti", i)
    if declared > 0 and outcome.unjudged[i] and law.pay(sector) == "index":
        message = _("declared CTI, {amount}: carried as it is by revalo batch, not counted on this page")
        yield message.format(amount=euros(declared, language.current()))
