"""Which sheets of a workbook are read: the visible one with people in it; where several are, those that are named."""

import zipfile
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading import headers
from revalo.payroll.reading.dates import Forms, read_month
from revalo.payroll.reading.inputs import SheetChoice
from revalo.payroll.reading.layout import MOST_TITLES, with_names_above
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.scalars import as_text
from revalo.payroll.reading.xlsx_marks import is_ours

_OF_PEOPLE = 2  # columns understood, at least, in a sheet taken for one of people beside others
_SAMPLE = 100  # rows whose values decide where a header does not
_YEARS = 12  # months up to this have no year


class Chosen(NamedTuple):
    """A sheet to read: its first rows as text, where the header is among them, and what to tell of the others."""

    sheet: CalamineSheet
    tops: list[list[str]]
    top: int
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """The headers."""
        return [name.strip() for name in self.tops[self.top]]

    def sample(self, column: int) -> list[str]:
        """Some values of a column."""
        rows = islice(self.sheet.iter_rows(), self.top + 1, self.top + 1 + _SAMPLE)
        return [as_text(cells[column], ",") or "" for cells in rows]

    @property
    def month(self) -> str | None:
        """The month that the name of the sheet says: `Octobre 2021`."""
        name = self.sheet.name.strip()
        month = read_month(name, Forms()) if name else "not-a-month"
        return f"{month // 12}-{month % 12 + 1:02d}" if isinstance(month, int) and month > _YEARS else None


def choose_sheets(
    book: CalamineWorkbook, archive: zipfile.ZipFile, file: str, profile: Profile, asked: SheetChoice
) -> list[Chosen]:
    """The sheets to read; `UnreadableInput` where none has a known column, or several have and none is named."""
    sheets = [each for each in book.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
    every = [each.name for each in sheets]
    names = asked.names or ((profile.sheet,) if profile.sheet and not asked.all else ())
    if any(name not in every for name in names):
        raise UnreadableInput("no-such-sheet", file=file, names=", ".join(every))
    if names:
        return [_read(book, name, file, profile) for name in names]
    visible = [each.name for each in sheets if each.visible == SheetVisibleEnum.Visible] or every
    with_people = _with_people([_looked_at(book, name, profile) for name in visible], file, profile)
    if len(with_people) > 1 and not asked.all and not is_ours(archive):
        raise UnreadableInput("several-sheets", file=file, names=", ".join(each.sheet.name for each in with_people))
    read = with_people if asked.all else with_people[:1]
    return [read[0]._replace(notes=tuple(_aside(file, read, every, visible))), *read[1:]]


def _aside(file: str, read: Sequence[Chosen], every: Sequence[str], visible: Sequence[str]) -> list[str]:
    """What to tell of the sheets that are not read."""
    names = {each.sheet.name for each in read}
    left = [
        name if name in visible else _("{sheet} (hidden)").format(sheet=name) for name in every if name not in names
    ]
    message = _("{file}: sheet read: {names}; not read: {others}")
    return (
        [message.format(file=file, names=", ".join(each.sheet.name for each in read), others=", ".join(left))]
        if left
        else []
    )


def _with_people(looked: Sequence[tuple[Chosen, int]], file: str, profile: Profile) -> list[Chosen]:
    most = max((known for _chosen, known in looked), default=0)
    if not most:
        raise headers.none_known(file, profile.words)
    least = max(min(most, _OF_PEOPLE), most / 2)  # a sheet that explains columns has few beside one that uses them
    return [chosen for chosen, known in looked if known >= least]


def _read(book: CalamineWorkbook, name: str, file: str, profile: Profile) -> Chosen:
    chosen, known = _looked_at(book, name, profile)
    if not known:
        raise headers.none_known(file, profile.words)
    return chosen


def _looked_at(book: CalamineWorkbook, name: str, profile: Profile) -> tuple[Chosen, int]:
    """A sheet with its likely header, and how many of its columns are known."""
    sheet = book.get_sheet_by_name(name)
    cells = [[as_text(cell, ".") or "" for cell in row] for row in islice(sheet.iter_rows(), MOST_TITLES + 1)]
    tops = list(with_names_above(cells, profile))
    known = [headers.known(row, profile.columns, profile.words) for row in tops] or [0]
    return Chosen(sheet, tops, known.index(max(known))), max(known)
