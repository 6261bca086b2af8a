"""A payroll on Spark: `mapInArrow` drives `payroll.run.computed`, the function of the local run, over pieces of files.

What goes through Spark is the work, not the rows. Each task opens its own pieces with the readers of the local run
and writes its own part files with the same writers. Two reasons: Spark's CSV reader knows nothing of title lines, of
a decimal comma, of cp1252 told from UTF-8, nor of the number of a row in its file, which rejects must say; and rows
that never cross into Java are neither copied nor turned into other types, so results are the same bytes. The price:
input and output are on storage that every machine sees under the same path.

First the files are surveyed, one call each: dialect, header, decimal mark, forms of dates, pieces with their first
row numbers (`payroll.pieces`). Then one task computes each share of pieces. With one column per line, a third pass
writes the results again, once it is known which lines some row has. Sums come back to the driver, are merged in
integers, and checked as in the local run; then both folders are moved into place.
"""

from contextlib import ExitStack
from functools import partial
from typing import Any, NamedTuple

from revalo.grids.law import Law
from revalo.payroll.batch import Job, dialect_of_input, finish
from revalo.payroll.reading.inputs import File
from revalo.payroll.reading.pieces import Cut, Piece, Survey, open_piece, shares, survey
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.remarks import FileFacts
from revalo.payroll.reading.review import Review, Taken
from revalo.payroll.reading.sources import Opened
from revalo.payroll.revaluation import BatchRequest, Revaluation
from revalo.payroll.run import computed as compute_chunk
from revalo.payroll.run import raws
from revalo.payroll.spark.fitting import check_places
from revalo.payroll.spark.folders import moved_whole
from revalo.payroll.spark.seen import what_was_seen
from revalo.payroll.spark.session import session
from revalo.payroll.spark.tasks import spread
from revalo.payroll.spark.writing import Place, rejects_file, results_file, waiting_file
from revalo.payroll.writing.atomic_files import rejects_beside
from revalo.payroll.writing.balance import Balance, check_rows
from revalo.payroll.writing.provenance import of_run, origin, write_beside
from revalo.payroll.writing.spill import Spill
from revalo.people.line_columns import with_lines
from revalo.people.summary import Summary
from revalo.people.table import Found

CUT = Cut()
_SURVEYS = 1_000  # tasks at most that look at files


class Order(NamedTuple):
    """What every task needs: the compiled law, how to read, what is asked, where to write."""

    law: Any
    profile: Profile
    taken: Taken
    asked: BatchRequest
    results: Place
    rejects: Place


class Done(NamedTuple):
    """What a task wrote, and its sums. `results` and `rejects`: names of files, None for none.

    `facts`: what was seen of its pieces; `found`: what it read of the law, as it stands and under each scenario.
    """

    results: str | None
    rejects: str | None
    lines: set[str]
    summary: Summary
    balance: Balance
    facts: list[FileFacts]
    found: list[Found]


def run(law: Law, files: Opened, job: Job, master: str | None) -> Summary:
    """Compute every row of the files on a cluster; raises with nothing written on a fault."""
    profile = files.profile._replace(columns=dict(files.profile.columns))
    assert job.out is not None  # noqa: S101 - a cluster writes its results
    out = job.out
    refused = job.rejects or rejects_beside(out)
    check_places(files.on_disk, out, refused)
    with ExitStack() as stack:
        results, rejects = (stack.enter_context(moved_whole(path)) for path in (out, refused))
        spark = stack.enter_context(session(master))
        common = (profile, CUT, files.taken)
        surveys = spread(spark, _surveyed, common, [_absolute(file) for file in files.on_disk], _SURVEYS)
        for file, survey in zip(files.on_disk, surveys, strict=True):
            files.note_unused(file.shown, survey.unused)
        dialect = job.dialect or dialect_of_input(surveys[0].separator, surveys[0].decimal)
        provenance = origin(law, job.asked.request)
        places = (Place.of(parts, dialect, provenance) for parts in (results, rejects))
        order = Order(law.compiled, profile, files.taken, job.asked, *places)
        done = spread(spark, computed, order, shares([piece for each in surveys for piece in each.pieces], CUT))
        revaluation = Revaluation(law, job.asked)
        summary = _merged(revaluation, job, done)
        seen = what_was_seen((each.facts for each in done), asks=files.taken.asks)
        summary.remarks += [*revaluation.remarks(summary.rows_out), *seen]
        results.keep(_named(spark, order, done))
        write_beside(stack, out, of_run(law, job.asked.request, summary))
        if summary.rejected:
            rejects.keep([each.rejects for each in done if each.rejects])
    return summary


def computed(order: Order, share: list[Piece]) -> Done:
    """Compute a share, and write its results and its rejects: what a task does."""
    law, balance = Law(order.law), Balance()
    revaluation = Revaluation(law, order.asked)
    compute = partial(compute_chunk, law, revaluation.revalue)
    summary, lines = Summary(by=order.asked.by), set[str]()
    review = Review(order.taken._replace(asks=False, compares=False), order.profile.columns)
    with ExitStack() as stack:
        results = (waiting_file if order.asked.lines else results_file)(stack, order.results)
        rejects = rejects_file(stack, order.rejects)
        for piece in share:
            for part in map(compute, raws([review.source(open_piece(piece, order.profile))])):
                check_rows(part.result.results)
                balance.written += part.result.results.num_rows
                balance.refused += len(part.rejects)
                results.write(part.result.results)
                if len(part.rejects):
                    rejects.write(part.rejects)
                summary.merge(part.result.summary)
                summary.count(part.rows_in, part.rejects, part.skipped)
                if part.counts is not None:
                    part.counts.add(part.rows_in - len(part.skipped), part.rejects)
                lines |= part.result.lines
    summary.days = revaluation.people.days()
    return Done(results.name, rejects.name, lines, summary, balance, review.files, revaluation.readings.found())


def _absolute(file: File) -> File:
    return file._replace(path=file.path.resolve())


def _surveyed(common: tuple[Profile, Cut, Taken], file: File) -> Survey:
    profile, cut, taken = common
    return survey(file, profile, cut, Review(taken, profile.columns).source)


def _merged(revaluation: Revaluation, job: Job, done: list[Done]) -> Summary:
    """The sums of all tasks, checked; the revaluation takes what they read of the law as read."""
    summary, balance = Summary(job.asked.by, job.least), Balance()
    for part in done:
        summary.merge(part.summary)
        balance.merge(part.balance)
        revaluation.readings.take(part.found)
    finish(summary, revaluation.people)
    balance.check(summary)
    return summary


def _named(spark: Any, order: Order, done: list[Done]) -> list[str]:
    """The names of the results; those that waited for the names of all lines are written again with them."""
    names = [each.results for each in done if each.results]
    if not order.asked.lines:
        return names
    lines = set[str]().union(*(each.lines for each in done))
    return spread(spark, _with_all_lines, (order.results, lines), names)


def _with_all_lines(common: tuple[Place, set[str]], name: str) -> str:
    place, lines = common
    with ExitStack() as stack:
        results = results_file(stack, place)
        for batch in Spill((place.folder / name).open("rb")).batches():
            whole = with_lines(batch, lines)
            check_rows(whole)
            results.write(whole)
    return str(results.name)
