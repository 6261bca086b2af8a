"""People with several rows in the bill of the months to come: each counts once a month, shared by working time.

Where one of their rows starts or ends while they stay, nobody comes or leaves: what of them is in each group changes,
as hires where a row starts, as leavers else; the amounts of the row are there too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from revalo.people.bill import HIRE, LEAVE, Bill, Mover, Sums
from revalo.people.several_rows import Person, SeveralRows, remarks
from revalo.people.sums import Headcount
from revalo.rules.caveats import PayWarning

Parts = Mapping[str, Headcount]  # how many people are in each group


def share_out(bill: Bill, several: SeveralRows, months: Sequence[int]) -> Iterator[PayWarning]:
    """Change the counts of people of a bill whose further rows counted for nobody; what to say of it.

    `several`: its rows, with one way of grouping, and the periods of which are the `months`.
    """
    for person in several.persons():
        for period, month in enumerate(months):
            for group, change in _less(_people(person, period), _counted(person, period)).items():
                bill.add(group, month, Sums(change))
            if period and _headcounts(person, period) != _headcounts(person, period - 1):
                _move(bill, person, period, month)
    yield from remarks(several.by_period())


def _move(bill: Bill, person: Person, period: int, month: int) -> None:
    """Change who comes and who leaves in a month: what the first rows of people counted for, to what is so."""
    moved = list(zip(person.rows, _headcounts(person, period), _headcounts(person, period - 1), strict=True))
    came = _summed((row.groups[0], max(now - before, 0)) for row, now, before in moved if not row.again)
    went = _summed((row.groups[0], min(now - before, 0)) for row, now, before in moved if not row.again)
    starts = any(now > before for _row, now, before in moved)
    own = _less(_people(person, period), _people(person, period - 1))
    for mover, counted, wanted in ((HIRE, came, starts), (LEAVE, went, not starts)):
        for group, change in _less(own if wanted else {}, counted).items():
            bill.move(group, month, Mover(mover), Sums(change))


def _headcounts(person: Person, period: int) -> list[int]:
    return [row.heads[period] for row in person.rows]


def _people(person: Person, period: int) -> Parts:
    """How much of a person is in each group."""
    return _summed((row.groups[0], part) for row, part in zip(person.rows, person.people[period], strict=True))


def _counted(person: Person, period: int) -> Parts:
    """How much of a person was counted in each group."""
    return _summed((row.groups[0], row.counted(period)) for row in person.rows)


def _summed(parts: Iterable[tuple[str, Headcount]]) -> Parts:
    sums: dict[str, Headcount] = {}
    for group, part in parts:
        sums[group] = sums.get(group, 0) + part
    return sums


def _less(one: Parts, other: Parts) -> Parts:
    """The differences of two counts, those that are none left out."""
    changes = {group: one.get(group, 0) - other.get(group, 0) for group in {**one, **other}}
    return {group: change for group, change in changes.items() if change}
