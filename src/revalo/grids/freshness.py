"""The law cannot rot in silence: files whose last whole check is too old."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from revalo.grids.compiling import Refused, read, resembled
from revalo.grids.reading import Problem
from revalo.language import _


def check_fresh(files: Sequence[Path], day: date, most: int) -> None:
    """Refuse law files whose `verified` day is more than `most` days before a day; those without one are texts."""
    if problems := list(_stale(files, day, most)):
        raise Refused(problems)


def _stale(files: Sequence[Path], day: date, most: int) -> Iterator[Problem]:
    for source in read({resembled(path): path for path in files}):
        verified = date.fromisoformat(source.verified)
        if day - verified > timedelta(days=most):
            message = _(
                "last checked whole on {verified}, more than {most} days before {day}: read its sources again, add what"
                ' changed, then write here the day you did so (docs/en/maintaining-the-law.md, "Once a year")'
            )
            yield source.problem(("verified",), message.format(verified=verified, most=most, day=day))
