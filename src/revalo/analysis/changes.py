"""What changed between two payslips of a person: the figures behind their lines, and the text that brought each."""

from collections.abc import Iterator
from typing import NamedTuple

from revalo.grids import units
from revalo.grids.binding import LawFigure
from revalo.language import _
from revalo.rules.graph import run_again
from revalo.rules.inputs import Input
from revalo.rules.payslip import Payslip

REGIME = "avenant43.classification"
NOTHING = Input(0, "count", "")
BEHIND_INDEX = ("gross_index", "passage")  # told with the index that they give


class Change(NamedTuple):
    """A figure whose value, or whose text, is another one. `text` None: time passed, or the user set it.

    `old` and `new`: the figure as people read it, None where it did not stand; equal where a text states it again.
    `has_effect`: whether the old figure in place of the new one would give other amounts.
    """

    text: str | None
    figure: str
    old: str | None
    new: str | None
    has_effect: bool = True

    @property
    def what(self) -> str:
        """The change in few words, in the language in use: `Point value: €5.50 → €5.51`."""
        if self.old == self.new:
            message = _("{figure}: {new}, unchanged")
        elif self.old is None:
            message = _("{figure}: {new}, starts")
        elif self.new is None:
            message = _("{figure}: {old}, ends")
        else:
            message = _("{figure}: {old} → {new}")
        return message.format(figure=self.figure, old=self.old, new=self.new)


def changes(before: Payslip, after: Payslip) -> tuple[Change, ...]:
    """What changed in the figures behind the lines of either payslip, in the order of the payslip."""
    if after.is_like(before):
        return ()
    regime = _regime(before, after)
    moved_all = [regime] if regime else []
    names = dict.fromkeys(name for name in (*after.shown, *before.shown) if name not in BEHIND_INDEX)
    moving_text = regime.text if regime else _moving_text(before, after)
    for name in names:
        if moved := list(_changed(before, after, name, moving_text)):
            has_effect = _has_effect(before, after, name)
            moved_all += [each._replace(has_effect=has_effect and each.old != each.new) for each in moved]
    return tuple(dict.fromkeys(moved_all))


def with_effect(moved: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes that have an effect on the amounts; all of them where none has an effect alone."""
    return tuple(each for each in moved if each.has_effect) or moved


def _has_effect(before: Payslip, after: Payslip, name: str) -> bool:
    """Whether the old figure would give other amounts; a word, such as a rule, is taken to have an effect."""
    if not (name in before.inputs and name in after.inputs) or isinstance(after.inputs[name].value, str):
        return True
    again = run_again(after.formulas.values(), after.values, {name: before.inputs[name].value})
    return any(result.value != after.values[node] for node, result in again if after.formulas[node].kind == "line")


def _regime(before: Payslip, after: Payslip) -> Change | None:
    """The passage from a grid to another."""
    if after.binding.law.pay(after.employee.sector) != "branch":
        return None
    old, new = before.binding.scalar(REGIME), after.binding.scalar(REGIME)
    return None if old.value == new.value else _moved(old, new)


def _moving_text(before: Payslip, after: Payslip) -> str | None:
    """The text that moved the job of a person in the grid, else the first one that brings a new figure."""
    old, new = (slip.inputs.get("place_of_job", NOTHING).figure for slip in (before, after))
    if old and new and old.value != new.value:
        return _text(new)
    arrived = [after.inputs[name].figure for name in after.shown if name not in before.inputs]
    return next((_text(each) for each in arrived if each), None)


def _changed(before: Payslip, after: Payslip, name: str, moving_text: str | None) -> Iterator[Change]:
    """The changes of one input. `moving_text`: the text behind a place in another table, and behind what ends."""
    one, two = before.inputs.get(name, NOTHING), after.inputs.get(name, NOTHING)
    old, new = one.figure, two.figure
    if name == "index" and "gross_index" in before.inputs and "gross_index" in after.inputs:
        yield from _index_moved(before, after)
    elif old is None or new is None:
        yield from _appeared_or_gone(one, two, moving_text)
    elif old.path == new.path:
        if (old.value, old.version) != (new.value, new.version):
            yield _moved(old, new)
    elif old.table.path != new.table.path:
        yield _moved(old, new)._replace(text=moving_text or _text(new))
    else:
        yield from _moved_with_time(before, old, new)


def _index_moved(before: Payslip, after: Payslip) -> Iterator[Change]:
    """The move of an index that a grade and an échelon give, by what moved it: a passage, time, a grid, an index."""
    one, two = before.inputs["index"], after.inputs["index"]
    places = [slip.inputs["gross_index"].figure for slip in (before, after)]
    passages = [slip.inputs.get("passage", NOTHING).figure for slip in (before, after)]
    if one.figure == two.figure and places[0].path == places[1].path:
        return
    text = _text(two.figure)
    if passages[1] is not None and passages[0] != passages[1]:
        text = _text(passages[1])
    elif places[0].path != places[1].path:
        text = None
    elif places[0].value != places[1].value:
        text = _text(places[1])
    old, new = (table.display(each.value) for table, each in ((one.figure.table, one), (two.figure.table, two)))
    yield Change(text, _from_to(*(each.label for each in places)), old, new)


def _from_to(old: str, new: str) -> str:
    """From an échelon to another one, the grade said once where it is the same."""
    if old == new:
        return new
    same = old.rpartition(", ")[0] == new.rpartition(", ")[0]
    return f"{old} → {new.rpartition(', ')[2] if same else new}"


def _appeared_or_gone(one: Input, two: Input, moving_text: str | None) -> Iterator[Change]:
    """A figure of the law in place of nothing, or of an input of the person; or the other way round."""
    figure = two.figure or one.figure
    if figure is None or figure.unit in units.WORDS:
        return  # a word, such as a place or a rule, comes and goes with the grid
    old, new = (figure.table.display(each.value) if each.value else None for each in (one, two))
    text = _text(figure) if two.figure else moving_text or _text(figure)
    if old or new:
        yield Change(text, figure.label, old, new)


def _moved_with_time(before: Payslip, old: LawFigure, new: LawFigure) -> Iterator[Change]:
    """Another place in the same table, with time; then, if the table changed as well, its text."""
    between = before.binding.again(new)
    if between is None:
        yield _moved(old, new)
        return
    yield _moved(old, between)._replace(text=None)
    if between.version != new.version:
        yield _moved(between, new)


def _moved(old: LawFigure, new: LawFigure) -> Change:
    return Change(_text(new), new.label, old.table.display(old.value), new.table.display(new.value))


def _text(figure: LawFigure) -> str | None:
    return figure.version.text if figure.version else None
