"""What must be said of the figures of the law behind the lines of rows, as `rules.figure_caveats` says it of one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

import numpy as np

from revalo.grids.binding import Binding, LawFigure
from revalo.people.alike import told_apart
from revalo.people.rows import Coded, Refusal, Rows
from revalo.rules.caveats import Caveat
from revalo.rules.figure_caveats import caveats_of, depends_on_membership, member_assumed
from revalo.rules.graph import Formula, Result
from revalo.rules.inputs import Input
from revalo.rules.trace import inputs_behind

Behind = Mapping[str, frozenset[str]]  # by line, the inputs that it used


class Computed(NamedTuple):
    """The lines of rows: inputs, formulas in order, and their values and results by name (integers, or arrays)."""

    inputs: Mapping[str, Any]
    formulas: Sequence[Formula]
    values: Mapping[str, Any]

    @property
    def lines(self) -> list[str]:
        """The ids of the lines there could be."""
        return [each.id for each in self.formulas if each.kind == "line"]


def note_figures(rows: Rows, computed: Computed, *, asks_member: bool) -> None:
    """Note the caveats of the figures behind the lines that each row has; `asks_member`: membership was not given."""
    said = dict(_said(rows, computed.inputs, asks_member=asks_member))
    if not said:
        return
    for name, used in _used(rows, computed, said).items():
        caveats, codes = said[name]
        if used is True and np.ndim(codes) == 0:
            for caveat in caveats[0]:
                rows.note(caveat)
        elif used is True or used.any():
            rows.note_each(((), *caveats), used * (codes + 1))


def _said(rows: Rows, inputs: Mapping[str, Any], *, asks_member: bool) -> Iterator[tuple[str, Coded]]:
    """The caveats of the figures behind each input that has some: all figures of a table have some, or none."""
    for name, given in inputs.items():
        if isinstance(given, Input) and given.figure is None:
            continue
        coded = _figures(given)
        tables = {figure.table.path: figure for figure in coded.values if figure is not None and figure.version}
        if any(_of_figure(rows.binding, figure, asks_member=asks_member) for figure in tables.values()):
            caveats = [_of_figure(rows.binding, figure, asks_member=asks_member) for figure in coded.values]
            yield name, Coded(caveats, coded.codes)


def _figures(given: Any) -> Coded:
    """The figures behind an input of rows."""
    figure = given.figure if isinstance(given, Input) else given
    if not isinstance(figure, Coded):
        return Coded((_figure(figure),), 0)
    return Coded([_figure(each) for each in figure.values], figure.codes)


def _figure(given: Any) -> LawFigure | None:
    if given is None or isinstance(given, LawFigure):
        return given
    return None if isinstance(given, Refusal) else given.figure


def _of_figure(binding: Binding, figure: LawFigure | None, *, asks_member: bool) -> tuple[Caveat, ...]:
    """What must be said of a figure, worked out once under a binding."""
    if figure is None:
        return ()
    key = ("caveats", figure.path, asks_member)
    if key not in binding.cache:
        member = (member_assumed(),) if asks_member and depends_on_membership(binding, [figure]) else ()
        binding.cache[key] = (*caveats_of(binding, figure), *member)
    return binding.cache[key]  # type: ignore[no-any-return]


def _used(rows: Rows, computed: Computed, names: Iterable[str]) -> dict[str, Any]:
    """For each of some inputs, the rows (booleans) with a line that used it; True where all have one."""
    used: dict[str, Any] = {name: np.zeros(rows.size, dtype=bool) for name in names}
    patterns = list(_patterns(rows, computed))
    for line in computed.lines:
        shown = line == "base" or computed.values[line] != 0
        for name in used if shown is not False else ():
            wheres = [where for where, behind in patterns if name in behind[line]]
            if wheres and used[name] is not True:
                mine = shown if len(wheres) == len(patterns) else shown & reduce(or_, wheres)
                used[name] = mine is True or used[name] | mine
    return used


def _patterns(rows: Rows, computed: Computed) -> Iterator[tuple[Any, Behind]]:
    """Rows whose formulas are written alike, and what is behind their lines: a formula looks at what is 0."""
    bits = {name: computed.values[name] != 0 for each in computed.formulas for name in each.looks_at}
    bits["share"] = computed.values["worked"] != computed.values["full_time"]
    packed: Any = 0
    for place, bit in enumerate(bits.values()):
        of_all = _of_all(bit)
        packed = packed + ((bit.astype(np.int64) if of_all is None else int(of_all)) << place)
    alike, codes = told_apart(packed, 1 << len(bits)) if np.ndim(packed) else ([packed], 0)
    for i, pattern in enumerate(alike):
        where = True if len(alike) == 1 else codes == i
        yield where, _behind(rows.binding, computed, {name: pattern >> place & 1 for place, name in enumerate(bits)})


def _of_all(bit: Any) -> bool | None:
    """What a condition of rows is, where it is the same for all; else None."""
    if isinstance(bit, bool):
        return bit
    return True if bit.all() else None if bit.any() else False


def _behind(binding: Binding, computed: Computed, bits: Mapping[str, int]) -> Behind:
    """The inputs behind each line where the formulas are written in one way; worked out once under a binding."""
    key = ("behind", tuple(each.id for each in computed.formulas), tuple(bits.values()))
    if key not in binding.cache:
        sample = _Sample(binding, computed, bits)
        binding.cache[key] = {line: frozenset(inputs_behind(sample, line)) for line in computed.lines}
    return binding.cache[key]  # type: ignore[no-any-return]


class _Sample:
    """A person with the formulas of some rows: 1 for an input that they have, 0 for one that they lack."""

    def __init__(self, binding: Binding, computed: Computed, bits: Mapping[str, int]) -> None:
        self.binding = binding
        self.formulas = {each.id: each for each in computed.formulas}
        whole = {"worked": 1, "full_time": 1 + bits["share"]}
        self.inputs = {name: Input(whole.get(name, bits.get(name, 1)), "count", "") for name in computed.inputs}
        self.results = {name: Result(bits.get(name, 1), 1, 1) for name in self.formulas}
        self.lines = dict.fromkeys(computed.lines, 1)
        self.uses: dict[str, list[str]] = {}
