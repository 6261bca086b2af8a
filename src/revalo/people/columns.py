"""The canonical columns of a payroll file: their kinds, and what a file holds once read."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from revalo.language import N_
from revalo.people.failures import NONE, Rejects
from revalo.rules.field import Field, Values
from revalo.rules.fields import FIELDS

MISSING = -1  # an absent number in a typed column: every real one is 0 or more
FIRST_YEAR, LAST_YEAR = 1900, 2100  # of the days that a file may name
CALENDAR_YEARS = range(1990, 2101)  # in `year`: a calendar year, never a row of the grid
_TEXT, _MONTH = Values("text", "", ""), Values("month", "", "")


def _euros(most: int) -> Values:
    return Values("number", N_("an amount in euros, with two decimals"), "", 2, 0, most, "EUR")


# What a row says besides the inputs of a person.
_OF_ROW = (
    Field(
        *("employee_id", _TEXT, N_("Staff number")),
        help=N_("Staff number; never the social-security number."),
        headers=(
            *("Matricule", "Matricule salarié", "Numéro matricule", "Numéro salarié", "N° salarié", "No salarié"),
            *("Code salarié", "Identifiant", "Identifiant salarié", "Id salarié"),
        ),
    ),
    Field("service_id", _TEXT, N_("Service"), headers=("Service", "Code service")),
    Field(
        *("month", _MONTH, N_("Month")),
        help=N_("Month computed, e.g. 2021-10."),
        headers=("Mois", "Mois de paie", "Mois payé", "Période", "Période de paie"),
    ),
    Field(
        *("before_month", _MONTH, N_("Month before")),
        help=N_("Month that the computed one is compared with, e.g. 2021-09."),
        headers=("Mois avant", "Mois d'avant"),
    ),
    Field(
        *(
            "headcount",
            Values("number", N_("a number of people, 1 or more"), "", 0, 1, 10_000_000),
            N_("Number of people"),
        ),
        help=N_("How many people the row stands for, 1 by default."),
        headers=("Effectif", "Nombre de salariés", "Nb salariés"),
    ),
    Field(
        *("paid_gross", _euros(1_000_000_00), N_("Gross paid")),
        help=N_("Gross really paid, for revalo check."),
        headers=("Brut payé", "Brut versé", "Salaire brut payé"),
    ),
    Field(
        *("declared_cti", _euros(10_000_00), N_("CTI declared")),
        help=N_("Civil service: CTI really paid, carried where the profession is not given."),
        headers=("CTI déclaré", "CTI payé"),
    ),
)
OF_ROW = tuple(each.name for each in _OF_ROW)
COLUMNS: Mapping[str, Field] = {
    **{each.name: each for each in _OF_ROW[:4]},
    **{name: each for name, each in FIELDS.items() if each.in_files},
    **{each.name: each for each in _OF_ROW[4:]},
}  # every column of a payroll file, in the order of the template


def _of_kind(*kinds: str) -> tuple[str, ...]:
    return tuple(name for name, each in COLUMNS.items() if each.values.kind in kinds)


def _limits(name: str) -> tuple[int, int, int]:
    values = COLUMNS[name].values
    return values.places, values.least, values.most


# Numbers: name → (decimals held, least, most) in integers of that many decimals.
NUMBERS: Mapping[str, tuple[int, int, int]] = {name: _limits(name) for name in _of_kind("number")}
DATES = _of_kind("day")  # ordinals of the proleptic calendar (date.toordinal)
MONTHS = _of_kind("month")  # year × 12 + month - 1
CODES = _of_kind("named", "job", "choice")  # names known to the law
WORDS = _of_kind("text", "code")  # free identifiers, carried to the output
CANONICAL = (*WORDS, *MONTHS, *CODES, *DATES, *NUMBERS)
WORKING_TIME = ("hours", "weekly_hours", "fte")  # a file with one of these says the time of each of its people
PAID = ("paid_gross", "declared_cti")  # what was paid, not what a person is
AGAIN = "(again)"  # among the numbers of rows, 1: of a person and month that another row before was of too
PERSON = "(person)"  # a number for the person and month of a row, 0 where there is no staff number
SAME_PAYSLIP = "(payslip)"  # 1: the same as that row but for what was paid
HOURS_OF_SERVICE = ("hours_apa", "hours_pch", "hours_aide_sociale", "hours_other")
ACTIVITY: Mapping[str, Values] = {
    **dict.fromkeys(HOURS_OF_SERVICE, Values("number", "", "", 2, 0, 1_000_000_000_00, "h")),
    "hours_worked": Values("number", "", "", 2, 0, 1_000_000_000_00, "h"),
    "participation": Values("number", "", "", 6, 0, 1_000_000, "share"),
}  # the numbers of an activity file (revalo fund)
LIMITS: Mapping[str, Values] = {**{name: COLUMNS[name].values for name in NUMBERS}, **ACTIVITY}


class ParsedRows(NamedTuple):
    """Rows ready for the formulas, all arrays of the same length; rejects and lines that are no person are taken out.

    `numbers`: int64 arrays (NUMBERS, DATES, MONTHS), MISSING where absent; `codes` and `words`: (int32 indices, -1
    where absent; the values that they stand for: a list of names, a pyarrow string array of words). Columns absent from
    the file are absent here; `numbers` has AGAIN and SAME_PAYSLIP only where some row is, and PERSON where rows are
    compared. `unread`: the rows of people that are rejects, with the cells that could be read.
    """

    file: str
    rows: Any
    numbers: Mapping[str, Any]
    codes: Mapping[str, tuple[Any, list[str]]]
    words: Mapping[str, tuple[Any, Any]]
    rejects: Rejects
    skipped: Rejects = NONE
    unread: "ParsedRows | None" = None

    @property
    def rows_in(self) -> int:
        """How many rows the chunk had in the file, rejects and lines that are no person among them."""
        return len(self.rows) + len(self.rejects) + len(self.skipped)

    def at(self, places: Any) -> "ParsedRows":
        """The rows at some positions, in that order, or of a mask; the rejects stay."""
        return self._replace(
            rows=self.rows[places],
            numbers={name: values[places] for name, values in self.numbers.items()},
            codes={name: (indices[places], names) for name, (indices, names) in self.codes.items()},
            words={name: (indices[places], names) for name, (indices, names) in self.words.items()},
        )


def first_day(month: int) -> date:
    """The first day of a month held as year × 12 + month - 1."""
    return date(month // 12, month % 12 + 1, 1)
