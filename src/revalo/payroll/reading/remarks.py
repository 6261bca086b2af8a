"""What every output says of the files at its top, the gravest first, each remark under its code."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from revalo.controls import on_one_line
from revalo.errors import UnreadableInput
from revalo.grids.units import numbered, whole_number
from revalo.language import _
from revalo.payroll.reading.headers import like_data
from revalo.payroll.reading.source import RejectCounts
from revalo.register import reason
from revalo.rules.caveats import PayWarning

_MANY = 8  # rows that are listed
_LACKING = "-needed"  # so end the codes of rows that lack a cell


class Rival(NamedTuple):
    """A header that could be the column that another header is (`read`), and how many rows of both were compared."""

    header: str
    read: str
    rows: int


@dataclass(slots=True, eq=False, repr=False)
class FileFacts:
    """What was seen of a file. `headers`: how it names its columns; `counts`: its rejects.

    `speak_of_time`: where no column says the working time, those that speak of time; `entry`: the header of a day of
    entry taken as that in the branch; `weekly`: the header of hours that may be those of a week, and `hours`: whether
    some were read; `day`: the option that counts only for rows without a month; `skipped`: lines that are no person;
    `rivals`: headers that could be a column that another header is; `of_part_of_month`: where months
    are compared as whole ones, headers not used that speak of exits or absences.
    """

    file: str
    headers: Mapping[str, str]
    counts: RejectCounts
    speak_of_time: Sequence[str] | None = None
    entry: str | None = None
    weekly: str | None = None
    hours: bool = False
    day: str = ""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    rivals: Sequence[Rival] = ()
    of_part_of_month: Sequence[str] = ()

    def merge(self, other: "FileFacts") -> None:
        """Add what was seen of another part of the same file."""
        self.weekly = self.weekly if other.weekly is not None else None
        self.hours |= other.hours
        self.skipped += other.skipped
        self.counts.merge(other.counts)

    def check_weekly(self) -> None:
        """Stop where hours may be those of a week, once the file is read; the canonical name is that of a month."""
        if self.hours and self.weekly not in (None, "hours"):
            raise UnreadableInput("hours-of-a-week", file=self.file, header=self.weekly)

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return Path(self.file).name


class Repeated(NamedTuple):
    """Rows of people; `again`: of a person and month met before; `elsewhere`: those of them in another service."""

    rows: int = 0
    again: int = 0
    elsewhere: int = 0


def of_unused(file: str, headers: Sequence[str]) -> str:
    """What to tell of the columns of a file that are not used."""
    return _("{file}: columns not used: {names}").format(file=file, names=listed(headers))


def listed(headers: Sequence[str]) -> str:
    """Headers to be told: each once, and only how many where they look like data."""
    if like_data(headers):
        return _("{number}, whose headers look like data").format(number=len(headers))
    return ", ".join(dict.fromkeys(on_one_line(header) or _("(without a header)") for header in headers))


def remarks(files: Sequence[FileFacts], repeated: Repeated) -> Iterator[PayWarning]:
    """What there is to say of files."""
    for remark_of in (_without_time, _may_be_weekly, _every_row_rejected, _entries, _own_months, _parts_of_months):
        yield from (remark for each in files if (remark := remark_of(each)) is not None)
    yield from (_rival(each, rival) for each in files for rival in each.rivals)
    if repeated.again:
        words = numbered(
            "rows of one person and month (several contracts, or pay items): {rows} rows, {number} person",
            "rows of one person and month (several contracts, or pay items): {rows} rows, {number} people",
            repeated.rows - repeated.again,
            rows=whole_number(repeated.rows),
        )
        yield PayWarning("several-rows", words)
    if repeated.elsewhere:
        words = numbered(
            "people who work in several services: {number} row; its pay is in its own service",
            "people who work in several services: {number} rows; the pay of each row is in its own service",
            repeated.elsewhere,
        )
        yield PayWarning("several-services", words)
    yield from (_skipped(each) for each in files if each.skipped)


def _without_time(facts: FileFacts) -> PayWarning | None:
    if facts.speak_of_time is None:
        return None
    message = _("{file}: no working time in this file: everybody is taken at full time").format(file=facts.name)
    if facts.speak_of_time and not like_data(facts.speak_of_time):
        names = ", ".join(facts.speak_of_time)
        message += _(" (columns that speak of time, not used: {names})").format(names=names)
    return PayWarning("no-working-time", message)


def _may_be_weekly(facts: FileFacts) -> PayWarning | None:
    if facts.weekly is None or not facts.hours:
        return None
    message = _(
        "{file}: column {header}: nobody is above 40 hours: are these hours per week? If so, say it in "
        "a profile (--mapping), as {header}: weekly_hours"
    )
    return PayWarning("hours-of-a-week", message.format(file=facts.name, header=facts.weekly))


def _every_row_rejected(facts: FileFacts) -> PayWarning | None:
    column, code = facts.counts.of_every_row() or ("", "")
    if column not in facts.headers or code.endswith(_LACKING):
        return None
    message = _(
        "{file}: column {header}: every row is rejected, {reason}; the column may be something else: say what it is"
        " in a profile (--mapping)"
    )
    text = message.format(file=facts.name, header=facts.headers[column], reason=reason(code))
    return PayWarning("every-row-rejected", text)


def _entries(facts: FileFacts) -> PayWarning | None:
    if facts.entry is None:
        return None
    message = _("{file}: column {header}: a day of entry, taken as the entry in the branch")
    return PayWarning("entry-as-seniority", message.format(file=facts.name, header=facts.entry))


def _rival(facts: FileFacts, rival: Rival) -> PayWarning:
    words = numbered(
        "{file}: columns {read} and {header} may be the same thing: {read} is read, {header} is not; say in a profile"
        " (--mapping) which one counts (they were compared in the first row alone)",
        "{file}: columns {read} and {header} may be the same thing: {read} is read, {header} is not; say in a profile"
        " (--mapping) which one counts (they were compared in the first {number} rows)",
        rival.rows,
        file=facts.name,
        read=rival.read,
        header=rival.header,
    )
    return PayWarning("two-columns", words)


def _own_months(facts: FileFacts) -> PayWarning | None:
    if not facts.day:
        return None
    message = _("{file}: each row is computed in its own month; {option} counts for rows without one alone")
    return PayWarning("own-months", message.format(file=facts.name, option=facts.day))


def _parts_of_months(facts: FileFacts) -> PayWarning | None:
    if not facts.of_part_of_month or like_data(facts.of_part_of_month):
        return None
    message = _(
        "{file}: columns of exits or absences are not read ({names}): each row is compared as a whole month; leave its"
        " gross paid blank where the month is not whole"
    )
    names = ", ".join(facts.of_part_of_month)
    return PayWarning("parts-of-months", message.format(file=facts.name, names=names))


def _skipped(facts: FileFacts) -> PayWarning:
    listed = ", ".join(str(row) for row, _code in facts.skipped[:_MANY])
    more = len(facts.skipped) - _MANY
    if more > 0:
        listed += numbered(
            " and {number} more: all of them are in OUT.meta.json",
            " and {number} more: all of them are in OUT.meta.json",
            more,
        )
    counts = Counter(code for _row, code in facts.skipped).items()
    reasons = ", ".join(f"{reason(code)}{_(': ')}{number}" for code, number in counts)
    message = _("{file}: lines that are no person, set apart: {number} ({reasons}; rows {rows})")
    return PayWarning(
        "no-person", message.format(file=facts.name, number=len(facts.skipped), reasons=reasons, rows=listed)
    )
