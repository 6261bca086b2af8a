"""The grade and the échelon of a civil servant on a day, and the index that they give: lengths, passages, grids.

A person is in an échelon since a day, or (where that is not given) on the day that a reading of the law says
(`Choices.held_on`): then the échelon moves with the decrees only, not with seniority.
"""

from datetime import date, timedelta
from functools import partial
from typing import NamedTuple

from revalo import language
from revalo.calendar import months_later, seniority_days, written
from revalo.errors import NotComputable, UsageError
from revalo.grids.binding import Binding, LawFigure
from revalo.grids.law import Law
from revalo.grids.passages import MONTH, After, after_of, row_of
from revalo.grids.sections import Left
from revalo.grids.tables import Table, Version
from revalo.language import _

CONVERSION = "civil_service.index_of"
DAY = timedelta(days=1)


class GradeHeld(NamedTuple):
    """What is said of a civil servant: the grade, the échelon, the day it was reached; and what a passage led to."""

    statute: str
    grade: str
    step: int
    since: date | None = None
    grade_after: str | None = None
    step_after: int | None = None


class Rank(NamedTuple):
    """A grade and an échelon. `since`: the day it was reached, None where the échelon is held whatever the time.

    `passage`: the last one, as a figure of the law; `lost_on`: the day from which the seniority is not known.
    """

    grade: str
    step: int
    since: date | None
    passage: LawFigure | None = None
    lost_on: date | None = None
    is_told: bool = False  # what came after a passage was given


class Passing(NamedTuple):
    """A version of a table of passages."""

    table: Table
    version: Version


def rank_on(binding: Binding, grade: GradeHeld) -> Rank:
    """The grade and the échelon on the day of a binding; raises where no source says it."""
    return binding.once(("rank", grade), lambda: _rank(binding, grade))  # type: ignore[no-any-return]


def gross_index(binding: Binding, statute: str, rank: Rank) -> LawFigure:
    """The gross index of an échelon on the day, under the name of its grade."""
    path = table_path(binding.law, statute, rank.grade, "index")
    version = binding.standing(path)
    if version is None or _is_older(binding.law.table(path), version, rank):
        raise _no_grid(binding, statute, rank.grade)
    figure = binding.keyed(path, str(rank.step))
    return figure._replace(label=place_words(binding.law, rank))


def _is_older(table: Table, version: Version, rank: Rank) -> bool:
    """Whether a grid is the one from before the passage that led to a rank, which brought a grid of its own."""
    if rank.passage is None or rank.passage.version is None:
        return False
    start = rank.passage.version.start
    return version.start < start and any(each.start == start for each in table.versions)


def index_of(binding: Binding, gross: LawFigure) -> LawFigure:
    """The index (IM) that a gross index is paid at on the day."""
    return binding.keyed(CONVERSION, str(gross.value))


def place_words(law: Law, rank: Rank) -> str:
    """A grade and an échelon, as people read them."""
    return _("{grade}, échelon {step}").format(grade=language.label(law.grades[rank.grade].label), step=rank.step)


def held_day(binding: Binding, grade: GradeHeld) -> date:
    """The day on which a person is in the échelon given: that since when, or the one that is compared."""
    if grade.since is not None:
        return grade.since
    left, anchor = (
        binding.law.grades[grade.grade].left_on(grade.statute),
        binding.choices.held_on or binding.choices.day,
    )
    return left.start - DAY if left and anchor >= left.start else anchor


def table_path(law: Law, statute: str, grade: str, kind: str) -> str:
    """The path of a table of a grade: `index`, `months`, or its own `passage`; grids may be those of its scale."""
    holder = grade if kind == "passage" else law.grades[grade].scale or grade
    return f"public_grids.{statute}.{holder}.{kind}"


def is_before_grids(law: Law, grade: GradeHeld) -> bool:
    """Whether an échelon was reached before the first grid that was read."""
    versions = law.table(table_path(law, grade.statute, grade.grade, "index")).versions
    return grade.since is not None and grade.since < versions[0].start


def check_held(law: Law, grade_held: GradeHeld) -> None:
    """Refuse a grade that its civil service does not have, and what contradicts its end."""
    grade = law.grades[grade_held.grade]
    if grade_held.statute not in grade.statutes:
        raise UsageError("grade-elsewhere", grade=grade_held.grade, names=", ".join(grade.statutes))
    left = grade.left_on(grade_held.statute)
    if left and grade_held.since is not None and grade_held.since >= left.start:
        raise UsageError("grade-closed", grade=grade_held.grade, day=_shown(left.start), after=left.to)


def _rank(binding: Binding, grade: GradeHeld) -> Rank:
    check_held(binding.law, grade)
    day, anchor = binding.choices.day, held_day(binding, grade)
    if grade.since is not None and day < grade.since:
        raise UsageError("not-yet-in-the-step", day=_shown(day), since=_shown(grade.since))
    _check_left_out(binding, grade, anchor)
    start = Rank(grade.grade, grade.step, grade.since)
    if day < anchor:
        _check_same_numbers(binding, grade, anchor)
        return start
    rank = _walked(binding, grade, start, anchor)
    if rank.lost_on is not None and day > rank.lost_on and not _is_last(binding, grade.statute, rank):
        raise _lost(binding, rank)
    return rank


def _walked(binding: Binding, grade: GradeHeld, rank: Rank, at: date) -> Rank:
    """The rank on the day, from one held at a day: échelons by their lengths, passages on their days."""
    day = binding.choices.day
    while True:
        passing = next_passage(binding, grade.statute, rank.grade, at)
        move = _next_move(binding, grade.statute, rank, at)
        if move is not None and move <= day and (passing is None or move < passing.version.start):
            rank, at = rank._replace(step=rank.step + 1, since=move), max(at, move)
        elif passing is not None:
            rank, at = _passed(binding, grade, rank, passing), passing.version.start
        else:
            return rank


def next_passage(binding: Binding, statute: str, grade: str, after: date) -> Passing | None:
    """The next passage of a grade after a day, as far as the day of the binding; of one day, its own."""
    every = [each for each in passages(binding, statute, grade) if each.version.start > after]
    first = min((each.version.start for each in every), default=None)
    return next((each for each in reversed(every) if each.version.start == first), None)


def passages(binding: Binding, statute: str, grade: str) -> list[Passing]:
    """The passages of a grade that count by the day: those of its scale, then its own."""
    work = partial(_passages, binding, statute, grade)
    return binding.once(("passages", statute, grade), work)  # type: ignore[no-any-return]


def _passages(binding: Binding, statute: str, grade: str) -> list[Passing]:
    tables = _passage_tables(binding.law, statute, grade)
    for table in tables:
        binding.standing(table.path)  # what was read decides which texts can change the result
    return [Passing(table, version) for table in tables for version in binding.applicable(table)]


def _passage_tables(law: Law, statute: str, grade: str) -> list[Table]:
    holders = dict.fromkeys((law.grades[grade].scale or grade, grade))
    paths = (f"public_grids.{statute}.{holder}.passage" for holder in holders)
    return [law.table(path) for path in paths if path in law.paths]


def _next_move(binding: Binding, statute: str, rank: Rank, at: date) -> date | None:
    """The day on which the next échelon is reached; None where time does not count, or there is no next one."""
    if rank.since is None or _is_last(binding, statute, rank, at):
        return None
    return months_later(rank.since, _length(binding, statute, rank, at))


def _length(binding: Binding, statute: str, rank: Rank, at: date) -> int:
    """The months of an échelon, by the grid of a day; refused where they were not read."""
    path = table_path(binding.law, statute, rank.grade, "months")
    version = _held_at(binding, path, at) if path in binding.law.paths else None
    months = (version.value if version and version.value else {}).get(str(rank.step))
    if months is None:
        reason = _("the length of {place} was not read, so the day of the next échelon is not known")
        text = reason.format(place=place_words(binding.law, rank))
        raise _refused(text, _("without --step-since the échelon is held as it is given"))
    return int(months)


def _is_last(binding: Binding, statute: str, rank: Rank, at: date | None = None) -> bool:
    """Whether an échelon is the last one of its grade, by the grid of a day (that of the binding)."""
    version = _held_at(binding, table_path(binding.law, statute, rank.grade, "index"), at or binding.choices.day)
    if version is None or version.value is None:
        raise _no_grid(binding, statute, rank.grade)
    return rank.step >= max(map(int, version.value))


def _held_at(binding: Binding, path: str, at: date) -> Version | None:
    """The version of a table that stood on a day before that of the binding; before all of them, the first one."""
    binding.standing(path)
    applicable = binding.applicable(binding.law.table(path))
    return next((each for each in reversed(applicable) if each.start <= at), applicable[0] if applicable else None)


def _passed(binding: Binding, grade_held: GradeHeld, rank: Rank, passing: Passing) -> Rank:
    """The rank after a passage: as it was given, else as its table says."""
    start = passing.version.start
    if grade_held.step_after is not None and not rank.is_told:
        to = grade_held.grade_after or _leads_to(binding.law, grade_held.statute, rank.grade, passing.version)
        figure = _figure(passing, str(rank.step))
        return Rank(to, grade_held.step_after, None, figure, is_told=True)
    acquired = None if rank.since is None else seniority_days(rank.since, start)
    key, after = _row(binding, rank, passing, acquired)
    grade = rank.grade if after.grade == binding.law.grades[rank.grade].scale else after.grade
    moved = rank._replace(grade=grade, step=after.step, since=None, passage=_figure(passing, key))
    if acquired is None:
        return moved
    kept = after.seniority
    if kept is None:
        return moved._replace(lost_on=start)
    days = kept.days(acquired)
    if not kept.past_length and not _is_last(binding, grade_held.statute, moved, start):
        days = min(days, MONTH * _length(binding, grade_held.statute, moved, start))
    months, left = divmod(days, MONTH)
    return moved._replace(since=months_later(start, -months) - left * DAY)


def _row(binding: Binding, rank: Rank, passing: Passing, acquired: int | None) -> tuple[str, After]:
    """The row of a passage for a rank: by the seniority in the échelon where the table asks for it."""
    rows = {key: after_of(word) for key, word in (passing.version.value or {}).items() if row_of(key)[0] == rank.step}
    if not rows:
        raise _no_passage(binding, rank, passing)
    if acquired is not None:
        key = max((key for key in rows if acquired > MONTH * row_of(key)[1]), key=lambda key: row_of(key)[1])
        return key, rows[key]
    if len({after.step for after in rows.values()}) > 1:
        message = _("where {place} leads on {day} hangs on the seniority in the échelon")
        text = message.format(place=place_words(binding.law, rank), day=_shown(passing.version.start))
        raise _refused(text, _("give --step-since (column step_since), or --step-after"))
    return next(iter(rows.items()))


def _leads_to(law: Law, statute: str, grade: str, version: Version) -> str:
    """The grade that a passage leads to: another one where it closed this one."""
    left = law.grades[grade].left_on(statute)
    return left.to if left and (left.start, left.text) == (version.start, version.text) else grade


def _figure(passing: Passing, key: str) -> LawFigure:
    """A passage as a figure of the law."""
    table, version = passing
    return LawFigure((version.value or {}).get(key, key), table.unit, f"{table.path}.{key}", "", table, version)


def _check_left_out(binding: Binding, grade: GradeHeld, anchor: date) -> None:
    """Refuse what was reached by a passage whose text is left out: what it was before is not known."""
    law, without = binding.law, binding.choices.without
    into: list[Left] = [left for each in law.grades.values() for left in each.left if left.to == grade.grade]
    texts = [each.text for each in into if each.statute == grade.statute and each.start <= binding.choices.day]
    for table in _passage_tables(law, grade.statute, grade.grade):
        texts += [version.text for version in table.versions if version.start <= anchor]
    if text := next((text for text in texts if text in without), None):
        reason = _("this grade and échelon were reached by {text}, which is left out").format(text=text)
        raise _refused(reason, _("give the grade and the échelon held before it, with --step-since"))


def _check_same_numbers(binding: Binding, grade: GradeHeld, anchor: date) -> None:
    """Refuse a day before a passage that numbered the échelons of the grade anew."""
    day = binding.choices.day
    for table in _passage_tables(binding.law, grade.statute, grade.grade):
        for version in table.versions:
            if day < version.start <= anchor:
                reason = _("the échelon given is of {anchor}; the passage of {start} changed the échelons")
                text = reason.format(anchor=_shown(anchor), start=_shown(version.start))
                raise _refused(text, _("give the échelon held before it, with --step-since (column step_since)"))


def _no_grid(binding: Binding, statute: str, grade: str) -> NotComputable:
    """Why a grade has no grid on the day."""
    path = table_path(binding.law, statute, grade, "index")
    version, day = binding.standing(path), _shown(binding.choices.day)
    label = language.label(binding.law.grades[grade].label)
    if version is not None and version.not_found:
        reason = f"{label}, {day}{_(': ')}{language.label(version.not_found)}"
        return _refused(reason, _("choose another day, or give --index"))
    starts = [each.start for each in binding.law.table(path).versions]
    message = _("{grade} has no grid on {day}; the first one starts on {start}")
    reason = message.format(grade=label, day=day, start=_shown(min(starts)))
    return _refused(reason, _("give the grade held then, another day (--before, --from), or --index"))


def _no_passage(binding: Binding, rank: Rank, passing: Passing) -> NotComputable:
    """Where a passage leads was not read: what to give instead."""
    reason = passing.version.not_found or passing.table.outside
    message = _("passage of {day} from {place}: {reason}")
    text = message.format(
        day=_shown(passing.version.start),
        place=place_words(binding.law, rank),
        reason=language.label(reason) if reason else _("outside the printed table"),
    )
    return _refused(text, _("give what it led to: --grade-after and --step-after (columns of the same names)"))


def _lost(binding: Binding, rank: Rank) -> NotComputable:
    """After a passage whose kept seniority was not found, the next échelon has no day."""
    message = _("the seniority kept in {place} at the passage of {day} was not found: the next échelon has no day")
    text = message.format(place=place_words(binding.law, rank), day=_shown(rank.lost_on))
    return _refused(text, _("leave --step-since out to hold the échelon, or give the échelon since a later day"))


def _refused(reason: str, way: str) -> NotComputable:
    return NotComputable("not-computable", problem=f"{reason}\n{way}", reason=f"{reason} ({way})")


def _shown(day: date | None) -> str:
    return written(day, language.current()) if day else ""
