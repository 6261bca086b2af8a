"""Values in force whose last check is too old.

A value was last checked when it was last seen in a copy of the law (the record that `make law-check` keeps), or when
its file was last verified whole, whichever came later. Values that others have followed can no longer go out of date.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from revalo.grids.compiling import Refused, Source, read, resembled
from revalo.grids.reading import Problem
from revalo.grids.store import shipped_folder
from revalo.grids.versions import Checked, Record, stated
from revalo.language import _


def check_fresh(files: Sequence[Path], day: date, most: int) -> None:
    """Refuse law files with values last checked more than `most` days before a day; those without a day are texts."""
    if problems := list(_stale(files, day, timedelta(days=most))):
        raise Refused(problems)


def _stale(files: Sequence[Path], day: date, most: timedelta) -> Iterator[Problem]:
    for path in files:
        name = resembled(path)
        (source,) = read({name: path})
        record = Record(path.parent if name == path.name else shipped_folder())
        if day - date.fromisoformat(source.verified) > most:
            yield from _values(source, record, day, most)


def _values(source: Source, record: Record, day: date, most: timedelta) -> Iterator[Problem]:
    """The values in force whose check is too old: those seen in each release, then those that only were read."""
    last = [record.of(each) for each in stated(source) if each.last]
    seen = Counter(check for check in last if check and day - check.known > most)
    for check, count in sorted(seen.items()):
        yield source.problem(("verified",), _seen_too_long_ago(check, count, day, most))
    if unseen := last.count(None):
        message = _(
            "{count} values last checked with their whole file on {verified}, more than {most} days before {day}: read"
            " their sources again, add what changed, then write here the day you did so"
            ' (docs/en/maintaining-the-law.md, "Once a year")'
        )
        words = message.format(count=unseen, verified=source.verified, most=most.days, day=day)
        yield source.problem(("verified",), words)


def _seen_too_long_ago(check: Checked, count: int, day: date, most: timedelta) -> str:
    message = _(
        "{count} values last seen in {release}, known up to {known}, more than {most} days before {day}: run"
        ' make law-check with a newer release (docs/en/maintaining-the-law.md, "Once a year")'
    )
    return message.format(count=count, release=check.release, known=check.known, most=most.days, day=day)
