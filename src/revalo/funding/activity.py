"""The activity of home-care services: the hours of a year by who pays for them, and the users' participation."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from revalo.errors import NotComputable, UnreadableInput
from revalo.language import _
from revalo.money import half_up
from revalo.payroll.reading.faults import Fault
from revalo.payroll.reading.faults import refuse as faults_of
from revalo.payroll.reading.headers import ACTIVITY, with_usual
from revalo.payroll.reading.inputs import ArrowTable, find_files
from revalo.payroll.reading.names import read_department
from revalo.payroll.reading.number import read_number
from revalo.payroll.reading.open import open_files
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.remarks import listed
from revalo.payroll.reading.rows import FAULTS
from revalo.payroll.reading.source import Source
from revalo.payroll.reading.unknown_cells import unknown
from revalo.payroll.spreadsheet_escape import unescape
from revalo.people.columns import CALENDAR_YEARS, HOURS_OF_SERVICE
from revalo.people.failures import NO_PERSON
from revalo.rules.caveats import PayWarning
from revalo.rules.inputs import OWN_MINIMUM_WAGE

WHOLE = 10**6  # one, in `participation` and in factors
QUARTER = 4  # the last quarter of 2021, out of a year's hours
FIRST_YEAR = 2021
CORSICA = ("2A", "2B")
DEPARTMENTS = frozenset(
    [*(f"{n:02d}" for n in range(1, 96) if n != 20), *CORSICA, *(str(n) for n in (971, 972, 973, 974, 976))]  # noqa: PLR2004 - Corsica had 20
)
_NEEDED = ("service_id", "department")
UNUSED = "activity-columns-unused"  # the code of what is to be known of them
_TAKEN_AS_0 = (*HOURS_OF_SERVICE, "participation")  # where the file says nothing


class Service(NamedTuple):
    """A service in a year. Hours in hundredths, `participation` in millionths; `row`: where it stands in the file.

    `worked`: the hours that its staff works, paid ones less leave and absences; 0 where they are not given.
    """

    name: str
    department: str
    apa: int
    pch: int
    social: int
    other: int
    participation: int
    row: int
    worked: int = 0

    @property
    def funded(self) -> int:
        """The hours that the département pays: APA, PCH and aide sociale (L.232-1, L.245-1, L.231-1)."""
        return self.apa + self.pch + self.social

    @property
    def hours(self) -> int:
        """All hours."""
        return self.funded + self.other


class WhatIf(NamedTuple):
    """What a user changes in the activity: the participation of every service, a factor on every hour (millionths)."""

    participation: int | None = None
    hours: int = WHOLE

    def applied(self, service: Service, parts: int = 1) -> Service:
        """A service so changed, over one of so many parts of the year; hours are rounded once, to the hundredth."""
        if self.participation is not None:
            service = service._replace(participation=self.participation)
        hours = (service.apa, service.pch, service.social, service.other)
        apa, pch, social, other = (half_up(each * self.hours, WHOLE * parts) for each in hours)
        return service._replace(apa=apa, pch=pch, social=social, other=other)


class Activity(NamedTuple):
    """An activity file. `years`: services by name, by year; all under None where the file has no column of years.

    `skipped`: the rows of lines that are no service, such as totals; `unused`: the headers that are not understood;
    `blank`: how many rows have nothing in a column of hours, or of participation, that the file has.
    """

    file: str
    years: Mapping[int | None, Mapping[str, Service]]
    columns: frozenset[str]
    skipped: tuple[int, ...] = ()
    unused: tuple[str, ...] = ()
    blank: Mapping[str, int] = {}

    def services(self, year: int, *, whole_years: bool = False, what_if: WhatIf | None = None) -> dict[str, Service]:
        """The services of a year, by name.

        `whole_years`: the hours of a file without years are those of whole years, so that 2021 has a quarter of them.
        """
        stated = self.years.get(year) or self.years.get(None) or {}
        parts = QUARTER if whole_years and year == FIRST_YEAR and None in self.years else 1
        asked = what_if or WhatIf()
        return {name: asked.applied(service, parts) for name, service in stated.items()}

    def names(self, years: list[int]) -> dict[str, int]:
        """Every service of some years, with a row of it."""
        return {name: each.row for year in years for name, each in self.services(year).items()}

    @property
    def absent(self) -> list[str]:
        """The columns of hours, and of participation, that the file does not have: taken as 0."""
        return [name for name in _TAKEN_AS_0 if name not in self.columns]

    @property
    def remarks(self) -> Iterator[PayWarning]:
        """What a reader must know of the file before any figure."""
        if self.unused:
            message = _("{file}: columns not used: {names}; hours that they may hold are counted for no payer")
            yield PayWarning(UNUSED, message.format(file=self.file, names=listed(self.unused)))


def read_activity(path: str | ArrowTable) -> Activity:
    """The activity in a file (CSV, XLSX, Parquet), or in a table in memory.

    Raises `UnreadableInput` naming the row and column of each fault, `NotComputable` for a département with a minimum
    wage of its own.
    """
    files = [path] if isinstance(path, ArrowTable) else find_files([path]).files
    if len(files) != 1 or files[0].format == "dsn":
        raise UnreadableInput("activity-not-a-table")
    [source] = open_files(files, Profile(words=ACTIVITY))
    columns = _columns(source)
    reader = _Reader(source.file, source.decimal)
    for row, cells in _cells(source):
        reader.take(row, cells)
    refuse(reader.faults)
    if not reader.years:
        raise UnreadableInput("activity-empty", file=source.file)
    skipped, unused = tuple(reader.skipped), tuple(source.unused)
    return Activity(source.file, reader.years, columns, skipped, unused, reader.blank)


def refuse(faults: list[Fault]) -> None:
    """Raise `UnreadableInput` with every fault of an activity, if there is any."""
    faults_of(faults, "activity-faults")


def _columns(source: Source) -> frozenset[str]:
    """The columns of the file; refuse one without services, départements or any hours paid by a département."""
    columns = frozenset(name for _header, name in source.mapping if name is not None)
    missing = [name for name in _NEEDED if name not in columns]
    if not columns & set(HOURS_OF_SERVICE[:-1]):
        missing.append(HOURS_OF_SERVICE[0])
    if missing:
        raise UnreadableInput("activity-columns", file=source.file, names=", ".join(missing))
    return columns


def _cells(source: Source) -> Iterator[tuple[int, dict[str, str | None]]]:
    for chunk in source.chunks:
        columns = {name: column.to_pylist() for name, column in chunk.columns.items()}
        for place, row in enumerate(chunk.rows.tolist()):
            yield row, {name: column[place] for name, column in columns.items()}


class _Reader:
    """Rows to services; faults are kept and the reading goes on."""

    def __init__(self, file: str, decimal: str) -> None:
        self.file, self.decimal = file, decimal
        self.years: dict[int | None, dict[str, Service]] = {}
        self.faults: list[Fault] = []
        self.skipped: list[int] = []
        self.blank = Counter[str]()

    def take(self, row: int, cells: Mapping[str, str | None]) -> None:
        """Read one row."""
        before = len(self.faults)

        def fault(column: str, code: str) -> None:
            label = next(with_usual(ACTIVITY, [column])) if column in ACTIVITY.usual else column
            self.faults.append(Fault(self.file, row, label, code))

        if code := cells.get(FAULTS):
            if code in NO_PERSON:
                self.skipped.append(row)
            else:
                fault("", code)
            return
        for column, text in cells.items():
            if text and (code := unknown(text, column)) is not None:
                fault(column, code)
        if len(self.faults) > before:
            return
        name, department = self._place(cells, fault)
        hours = [self._number(cells, column, "activity-hours", fault) for column in HOURS_OF_SERVICE]
        participation = self._number(cells, "participation", "activity-share", fault)
        worked = self._number(cells, "hours_worked", "activity-hours", fault)
        year = self._year(cells, fault)
        if not any(hours) and not any(each.column in HOURS_OF_SERVICE for each in self.faults[before:]):
            fault(HOURS_OF_SERVICE[0], "activity-no-hours")
        if len(self.faults) > before:
            return
        if name in self.years.setdefault(year, {}):
            fault("service_id", "activity-twice")
        else:
            self.blank.update(column for column in _TAKEN_AS_0 if column in cells and not cells[column])
            apa, pch, social, other = hours
            self.years[year][name] = Service(name, department, apa, pch, social, other, participation, row, worked)

    @staticmethod
    def _place(cells: Mapping[str, str | None], fault: Callable[[str, str], None]) -> tuple[str, str]:
        """The service and its département."""
        for column in _NEEDED:
            if not cells[column]:
                fault(column, "activity-blank")
        department = read_department(unescape(cells["department"] or ""))
        if cells["department"] and department not in DEPARTMENTS:
            fault("department", "activity-department")
        if department in OWN_MINIMUM_WAGE:
            raise NotComputable("own-contributions", department=department)
        return unescape(cells["service_id"] or ""), department or ""

    def _number(
        self, cells: Mapping[str, str | None], column: str, range_code: str, fault: Callable[[str, str], None]
    ) -> int:
        """A number of the row, 0 where blank."""
        text = cells.get(column)
        number = read_number(text, column, self.decimal) if text else 0
        if isinstance(number, int):
            return number
        fault(column, range_code if number in ("out-of-range", "percent-or-share") else number)
        return 0

    def _year(self, cells: Mapping[str, str | None], fault: Callable[[str, str], None]) -> int | None:
        if "year" not in cells:
            return None
        year = read_number(cells["year"] or "", "year", self.decimal)
        if isinstance(year, int) and FIRST_YEAR <= year < CALENDAR_YEARS.stop:
            return year
        fault("year", "activity-year" if cells["year"] else "activity-blank")
        return None
