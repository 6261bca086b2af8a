"""Rows of a file under one reading of the law, as rules see them: a rule is called once for each distinct combination.

What a rule gives for rows is `Coded`: the different things it gave, and for each row which of them. A column that
the file lacks is None for all rows, and a value that depends only on such columns is the same for all: no array.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import repeat
from typing import Any, NamedTuple

import numpy as np

from revalo.errors import NotComputable, RevaloError, UsageError
from revalo.grids.binding import Binding
from revalo.language import _
from revalo.people.alike import told_apart
from revalo.people.arrays import Entries, completed, entries
from revalo.people.columns import DATES, MISSING
from revalo.people.failures import Failures
from revalo.register import reason
from revalo.rules.caveats import Caveat, each_once
from revalo.rules.payee import Rule
from revalo.rules.seniority import Seniority

NOT_COMPUTABLE = "not-computable"
REJECT_OF = {
    "several-categories": "category-needed",
    "job-without-category": "category-needed",
    "fte-with-part-time": "too-many-decimals",
}  # the code of a row for an error whose name is not that of a reject
_WITH_NEAREST = ("unknown-coefficient", "coefficient-not-held", "unknown-old-coefficient")
MOST_YEARS = 250  # between two days that a file may name
_YEARS = (None, *(Seniority(done, done - past) for done in range(-1, MOST_YEARS) for past in (0, 1)))


class Refusal(NamedTuple):
    """Stands for the value of a rule that refused."""

    error: RevaloError
    caveats: tuple[Caveat, ...] = ()

    @property
    def value(self) -> "Refusal":
        """None, for the value that a rule would give."""
        return self


class Coded(NamedTuple):
    """The different things that rows have (`values`), and for each row which of them (`codes`, an int64 array)."""

    values: Sequence[Any]
    codes: Any


Combined = tuple[list[list[Any]], Any]  # see `combinations`


class Noted(NamedTuple):
    """Caveats of one code: one (or None) for each of the codes of the rows; where `codes` is None, all rows have it."""

    caveats: Sequence[Caveat | None]
    codes: Any = None

    @property
    def mask(self) -> Any:
        """For which rows there is one: booleans, or True for all."""
        return True if self.codes is None else np.array([each is not None for each in self.caveats])[self.codes]

    def of(self, i: int) -> Caveat | None:
        """The caveat of a row."""
        return self.caveats[0 if self.codes is None else int(self.codes[i])]


@dataclass(slots=True, eq=False, repr=False)
class Rows:
    """Rows of a chunk under one binding, all paid in the same way (`pay`): positions in the chunk, typed columns.

    `columns`: numbers (int64 arrays, MISSING where absent) by name; `names`: inputs that are names, coded. Rows that
    cannot be computed are added to `failures`; what was assumed or is to be warned of is in `noted`, by code.
    `entered`: their days of entry, where they have been worked out.
    """

    pay: str
    positions: Any
    columns: Mapping[str, Any]
    names: Mapping[str, Coded]
    binding: Binding
    failures: Failures
    noted: dict[str, list[Noted]] = field(default_factory=dict)
    entered: Entries | None = None
    _values: dict[str, Any] = field(default_factory=dict, init=False)
    _combined: dict[tuple[int, ...], tuple[Sequence[Coded], Combined]] = field(default_factory=dict, init=False)

    @property
    def size(self) -> int:
        """How many rows."""
        return len(self.positions)

    def under(self, binding: Binding) -> "Rows":
        """The same rows under another binding."""
        return replace(self, binding=binding, noted={})

    def at(self, places: Any) -> "Rows":
        """Some of the rows, by their places among these; what is noted stays behind."""
        columns = {name: values[places] for name, values in self.columns.items()}
        names = {name: Coded(each.values, each.codes[places]) for name, each in self.names.items()}
        entered = Entries(*(each[places] for each in self.entered)) if self.entered else None
        return replace(self, positions=self.positions[places], columns=columns, names=names, noted={}, entered=entered)

    def value(self, name: str) -> Any:
        """An input by its name, `Coded` unless it is the same for all; None where the file has no such column."""
        if name not in self._values:
            self._values[name] = self._value(name)
        return self._values[name]

    def _value(self, name: str) -> Any:
        if name in self.names:
            return _settled(self.names[name])
        if name not in self.columns:
            return None
        if name in DATES:
            return _settled(_dates(self.columns[name]))
        codes = self.columns[name] - MISSING
        return _settled(Coded((None, *range(int(codes.max(initial=0)))), codes))

    def number(self, name: str) -> Any:
        """A number by its name, an int64 array; 0 where it was not given, for all where the file has no such column."""
        if name not in self.columns:
            return 0
        return np.maximum(self.columns[name], 0)

    def time_since(self) -> Any:
        """The years from the date of entry to the day; the calendar on arrays, as dates are too many to look up."""
        since = self.columns.get("since")
        if since is None:
            return None
        self.entered = self.entered or entries(since)
        return _settled(years_on(self.binding.choices.day, since, self.entered))

    def look_up(self, rule: Rule, *arguments: Any, column: str = "month") -> Any:
        """What a rule gives, `Coded` unless it is the same for all; the rows for which it refuses fail."""
        if not _varying(arguments):
            [answer] = _answers(self.binding, rule, [arguments])
            if isinstance(answer, Refusal):
                self.refuse(answer.error, np.ones(self.size, dtype=bool), column)
            return answer
        combined, codes = self.filled_combinations(arguments)
        answers = _answers(self.binding, rule, combined)
        for i, answer in enumerate(answers):
            if isinstance(answer, Refusal):
                self.refuse(answer.error, codes == i, column)
        return Coded(answers, codes)

    def apply(self, rule: Rule, *arguments: Any, column: str = "month") -> Any:
        """The value that a rule gives in a `Ruled`, equal ones put together; its caveats are noted."""
        given = self.look_up(rule, *arguments, column=column)
        if isinstance(given, Refusal):
            return given
        if not isinstance(given, Coded):
            for caveat in each_once(given.caveats):
                self.note(caveat)
            return given.value
        caveats = [each.caveats for each in given.values]
        if any(caveats):
            self.note_each(caveats, given.codes)
        return merged([each.value for each in given.values], given.codes)

    def filled_combinations(self, arguments: Sequence[Any]) -> tuple[list[tuple[Any, ...]], Any]:
        """The arguments of a rule for each distinct combination of those that vary; which of them each row has."""
        varying = _varying(arguments)
        key = tuple(map(id, varying))
        if key not in self._combined:  # with what it is of, which must not give its place to another
            self._combined[key] = varying, combinations(varying)
        combined, codes = self._combined[key][1]
        number, rest = len(combined[0]), iter(combined)
        each_one = [next(rest) if isinstance(each, Coded) else repeat(each, number) for each in arguments]
        return list(zip(*each_one, strict=True)), codes

    def part(self, work: Callable[..., Any], *arguments: Any) -> Any:
        """What some of the work on the rows gives."""
        return work(self, *arguments)

    def pick(self, condition: Any, one: Any, other: Any) -> Any:
        """One of two things by a condition, or that of each row."""
        if np.ndim(condition) == 0:
            return one if condition else other
        return Coded((other, one), condition.astype(np.int64))

    def distinct(self, given: Any) -> Iterator[Any]:
        """The different things that a rule gave."""
        every = given.values if isinstance(given, Coded) else (given,)
        return (each for each in every if not isinstance(each, Refusal))

    def numbers(self, given: Any, number: Callable[[Any], int]) -> Any:
        """A number of what a rule gave: an int64 array, or the same for all; 0 where it refused."""
        if not isinstance(given, Coded):
            return 0 if isinstance(given, Refusal) else number(given)
        table = [0 if isinstance(each, Refusal) else number(each) for each in given.values]
        return np.array(table, dtype=np.int64).take(given.codes)

    def some(self, condition: Any) -> bool:
        """Whether a condition holds for some row."""
        return bool(np.any(condition))

    def coded(self, given: Any) -> Coded:
        """What a rule gave, as `Coded` even where it is the same for all."""
        return given if isinstance(given, Coded) else Coded((given,), np.zeros(self.size, dtype=np.int64))

    def remark(self, work: Callable[..., None], *arguments: Any) -> None:
        """Do some work on the rows that does nothing but note caveats."""
        work(self, *arguments)

    def note(self, caveat: Caveat, where: Any = True) -> None:  # noqa: FBT002 - a condition, or that of each row
        """Note a caveat for the rows for which a condition holds."""
        if np.ndim(where) == 0:
            if where:
                self._add(caveat.code, (caveat,))
        elif where.any():
            self._add(caveat.code, (None, caveat), where)

    def refuse(self, error: RevaloError, where: Any, column: str) -> None:
        """Take out the rows for which a condition holds."""
        if np.any(where):
            mask = np.broadcast_to(where, self.size)
            self.failures.add(self.positions[mask], column, *_code_of(error))

    def note_each(self, caveats_of: Iterable[Iterable[Caveat]], codes: Any) -> None:
        """Note the caveats of each of the codes of the rows; of two of one code for the same person, the first."""
        every = [tuple(caveats) for caveats in caveats_of]
        by_code: dict[str, list[Caveat | None]] = {}
        for i, caveats in enumerate(every):
            for caveat in reversed(caveats):
                by_code.setdefault(caveat.code, [None] * len(every))[i] = caveat
        for code, mine in by_code.items():
            self._add(code, mine, codes)

    def _add(self, code: str, caveats: Sequence[Caveat | None], codes: Any = None) -> None:
        short = None if codes is None else codes.astype(np.min_scalar_type(len(caveats)))
        self.noted.setdefault(code, []).append(Noted(caveats, short))


def _varying(arguments: Iterable[Any]) -> list[Coded]:
    """The arguments of a rule that are not the same for all rows."""
    return [each for each in arguments if isinstance(each, Coded)]


def _settled(column: Coded) -> Any:
    """What the rows have, itself where it is the same for all: rules then answer for all at once."""
    codes = column.codes
    is_one = len(codes) and codes[0] == codes[-1] and (codes == codes[0]).all()
    return column.values[int(codes[0])] if is_one else column


def years_on(day: date, since: Any, entered: Entries) -> Coded:
    """The years (`Seniority`) from days of entry to a day; None where `since` is MISSING."""
    done, past = completed(entered, day)
    codes = 1 + 2 * (np.maximum(done, -1) + 1) + (done - past)
    return Coded(_YEARS, (codes * (since != MISSING)).astype(np.int64))


def _dates(ordinals: Any) -> Coded:
    """A column of days, as the days that it holds."""
    distinct, codes = np.unique(ordinals, return_inverse=True)
    return Coded([None if each == MISSING else date.fromordinal(each) for each in distinct.tolist()], codes)


def _code_of(error: RevaloError) -> tuple[str, str]:
    """The code of an error for a row, and the law's own words where it lacks something."""
    if error.name == NOT_COMPUTABLE and isinstance(error, NotComputable):
        return NOT_COMPUTABLE, error.reason
    if "near" in error.figures and error.name in _WITH_NEAREST:
        near = _("the nearest are {names}").format(names=error.figures["near"])
        return error.name, f"{reason(error.name)} ({near})"
    return REJECT_OF.get(error.name, error.name), ""


def combinations(columns: Sequence[Coded]) -> Combined:
    """The distinct combinations of the values of some columns, column by column; for each row which of them it has."""
    packed, width = columns[0].codes, len(columns[0].values)
    for column in columns[1:]:
        packed, width = packed * len(column.values) + column.codes, width * len(column.values)
    places, codes = told_apart(packed, width)
    values = []
    for column in reversed(columns):
        size = len(column.values)
        values.append([column.values[place % size] for place in places])
        places = [place // size for place in places]
    return values[::-1], codes


def _answers(binding: Binding, rule: Rule, asked: Iterable[tuple[Any, ...]]) -> list[Any]:
    """What a rule gives for each of some arguments, worked out once under a binding; `Refusal` as in `worked_out`."""
    cache, answers = binding.cache, []
    for arguments in asked:
        key = rule, arguments
        answer = cache.get(key)
        if answer is None:
            answer = cache[key] = worked_out(binding, rule, arguments)
        answers.append(answer)
    return answers


def worked_out(binding: Binding, rule: Rule, arguments: tuple[Any, ...]) -> Any:
    """What a rule gives; a `Refusal` where it refuses, or did for an argument."""
    for each in arguments:
        if isinstance(each, Refusal):
            return each
    try:
        return rule(binding, *arguments)
    except (UsageError, NotComputable) as error:
        return Refusal(_alone(error))


def _alone(error: RevaloError) -> RevaloError:
    """An error without the calls that it came by: kept, they would keep all rows that were being computed."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def merged(values: list[Any], codes: Any) -> Coded:
    """The same, equal values put together."""
    try:
        distinct = dict.fromkeys(values)
    except TypeError:  # figures of the law, which nothing is looked up by
        return Coded(values, codes)
    if len(distinct) == len(values):
        return Coded(values, codes)
    places = {each: place for place, each in enumerate(distinct)}
    return Coded(list(distinct), np.array([places[each] for each in values]).take(codes))
