"""What a field is: one input of a person or one column of a file, what it may be, its names and its words."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any, Literal, NamedTuple

from revalo.language import N_, _
from revalo.money import plain

Kind = Literal["number", "choice", "named", "job", "day", "code", "text", "month", "allowances"]
Pay = Literal["branch", "index", "gross"]
Panel = Literal["person", "time"]

CATEGORIES = tuple("ABCDEFGHI")
STATUSES = ("employe", "technicien", "cadre")
DOMAINS = ("intervention", "support")
SHARE = 6  # decimals of `fte`
MOST_HOURS = 744_00  # a month of 31 days, in hundredths of an hour
MOST_WEEKLY_HOURS = 168_00
MOST_DAYS = 31_00
FEW = 10  # whole numbers that completion lists


class Values(NamedTuple):
    """What an input may be, and how that is said.

    `number`: `least` to `most` in integers of `places` decimals, of a `unit` (EUR, h, %, days, share, or none);
    `spelled`: how a file may write it besides, as a regular expression with the number in its group.
    `choice`: one of `names`; `named`: an entry of a section of the law.
    """

    kind: Kind
    expected: str
    metavar: str
    places: int = 0
    least: int = 0
    most: int = 0
    unit: str = ""
    names: tuple[str, ...] = ()
    section: str = ""
    spelled: str = ""

    @property
    def limits(self) -> tuple[int, int, int]:
        """Decimals, least and most of a number."""
        return self.places, self.least, self.most


class Field(NamedTuple):
    """One input of a person, or one column of a payroll file.

    `label` names it to people; `help` says what it is, on the command line and in the template (where empty, the
    label does). `question` and `hint`: the words of `revalo ask`, where the label is not enough. `headers`: how files
    name it besides its own name, the usual one first. `pay`: the one way of being paid that takes it, if not all.
    `more`: its rank among the details that `ask` offers to tell; 0 where it is not one of them. `amount`: for a figure
    that formulas take as it is, their name of it, and `amount_label` what they call it.
    """

    name: str
    values: Values
    label: str
    help: str = ""
    question: str = ""
    hint: str = ""
    headers: tuple[str, ...] = ()
    pay: Pay | None = None
    default: Any = None
    panel: Panel = "person"
    in_files: bool = True
    suggested: tuple[str, ...] = ()
    more: int = 0
    amount: str = ""
    amount_label: str = ""

    @property
    def described(self) -> str:
        """What the input is, in a sentence of the language in use."""
        return _(self.help) if self.help else _(self.label) + "."

    @property
    def is_several(self) -> bool:
        """Whether it may be given several times."""
        return self.values.kind == "allowances"

    @property
    def singular(self) -> str:
        """The name of one of its values: `allowance`."""
        return self.name.removesuffix("s") if self.is_several else self.name

    @property
    def option(self) -> str:
        """The command-line option of the input: `--sunday-hours`."""
        return "--" + self.singular.replace("_", "-")

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that can be listed."""
        values = self.values
        if values.kind == "number" and not values.places and values.most - values.least < FEW:
            return tuple(map(str, range(values.least, values.most + 1)))
        return values.names

    def shown(self, value: Any) -> Any:  # noqa: ANN401 - of the kind that the field says
        """A value as JSON shows it: decimals and days as text."""
        if self.values.places:
            return plain(value, self.values.places, 0)
        return value.isoformat() if isinstance(value, date) else value


def stated(values: Values, label: str, **parts: Any) -> Any:  # noqa: ANN401 - as `dataclasses.field`
    """An attribute of `Employee` that states its field: `parts` are those of `Field` by name."""
    stated_field = Field("", values, label, **parts)
    if isinstance(stated_field.default, Mapping):
        return field(default_factory=dict, metadata={"field": stated_field})
    return field(default=stated_field.default, metadata={"field": stated_field})


def whole(least: int, most: int, expected: str, metavar: str = "", *, unit: str = "", spelled: str = "") -> Values:
    """A whole number."""
    return Values("number", expected, metavar or f"{least}-{most}", 0, least, most, unit, spelled=spelled)


def decimal(places: int, least: int, most: int, expected: str, metavar: str, unit: str) -> Values:
    """A number of some decimals, within limits in integers of that many."""
    return Values("number", expected, metavar, places, least, most, unit)


def hours_from(least: int, expected: str) -> Values:
    """Hours in a month."""
    return decimal(2, least, MOST_HOURS, expected, "H", "h")


def one_of(names: tuple[str, ...], expected: str, metavar: str = "NAME") -> Values:
    """One of a few names."""
    return Values("choice", expected, metavar, names=names)


def named(section: str, expected: str, metavar: str = "NAME") -> Values:
    """An entry of a section of the law."""
    return Values("named", expected, metavar, section=section)


HOURS_OF_MONTH = hours_from(0, N_("hours in the month, at most 744 and with two decimals"))
DAYS_OF_MONTH = decimal(2, 0, MOST_DAYS, N_("days in the month, at most 31 and with two decimals"), "DAYS", "days")
