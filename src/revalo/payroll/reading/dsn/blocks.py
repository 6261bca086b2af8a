"""From lines to the tree of blocks: where an instance begins, whose child it is, and whether the file is whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading.dsn.codes import (
    CODES,
    DECLARATION,
    ENVELOPE,
    HEADED,
    KEPT,
    PARENTS,
    TOTAL,
    is_known,
)
from revalo.payroll.reading.dsn.lines import Line, refused
from revalo.payroll.reading.dsn.notes import Notes


@dataclass(slots=True)
class Block:
    """An instance of a block: the line of its first rubrique, the lines that are read, its child instances in order."""

    code: str
    line: int
    head: str
    met: set[str] = field(default_factory=set)
    lines: dict[str, Line] = field(default_factory=dict)
    children: list["Block"] = field(default_factory=list)

    def text(self, rubrique: str) -> str | None:
        """The value of a rubrique, None where it is absent or blank."""
        line = self.lines.get(rubrique)
        return line.value or None if line else None

    def of(self, *codes: str) -> list["Block"]:
        """Its children of these blocks."""
        return [child for child in self.children if child.code in codes]


@dataclass(slots=True)
class Tree:
    """A file: its envelope, its declarations, and its rubriques in the order they were first met."""

    envelope: Block
    declarations: list[Block]
    rubriques: list[str]


class Builder:
    """Builds the tree line by line."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.roots: list[Block] = []
        self.rubriques: dict[str, None] = {}
        self._open: dict[str, Block] = {}  # the nearest instance of each block that may still have children
        self._current: Block | None = None
        self._last = 0

    def add(self, line: Line) -> None:
        """Take the next line."""
        self._last = line.number
        self._check_place(line)
        block = self._current
        if block is None or block.code != line.block or line.rubrique == block.head or line.rubrique in block.met:
            block = self._begin(line)
        block.met.add(line.rubrique)
        self._meet(line)
        if line.rubrique in KEPT.get(line.block, ()):
            block.lines[line.rubrique] = line

    def finish(self) -> Tree:
        """The whole tree, once the totals agree with what was read."""
        if not self.roots:
            raise UnreadableInput("file-empty")
        declarations = [root for root in self.roots if root.code == DECLARATION]
        last = self.roots[-1]
        if last.code != TOTAL:
            raise refused(self._last, "dsn-without-total")
        _check_total(last, "001", self._last, self._last)
        _check_total(last, "002", len(declarations), self._last)
        return Tree(self.roots[0], declarations, list(self.rubriques))

    def _check_place(self, line: Line) -> None:
        if not self.roots and line.block != ENVELOPE:
            raise refused(line.number, "dsn-without-envelope")
        total = self.roots[-1] if self.roots and self.roots[-1].code == TOTAL else None
        if total and (line.block != TOTAL or line.rubrique in total.met):
            raise refused(line.number, "dsn-after-total")

    def _begin(self, line: Line) -> Block:
        if line.block in HEADED and line.rubrique != "001":
            raise refused(line.number, "dsn-block-head")
        block = Block(line.block, line.number, line.rubrique)
        self._current = block
        if line.block in (ENVELOPE, DECLARATION, TOTAL):
            self._open = {line.block: block}
            self.roots.append(block)
        elif line.block in PARENTS:
            self._attach(block)
        return block

    def _attach(self, block: Block) -> None:
        """A child belongs to the nearest parent before it; a new parent closes the older instances under it."""
        parent = self._open.get(PARENTS[block.code])
        if parent is None:
            raise refused(block.line, "dsn-block-place")
        parent.children.append(block)
        for code in [code for code in self._open if _is_under(code, block.code)]:
            del self._open[code]
        self._open[block.code] = block

    def _meet(self, line: Line) -> None:
        """Warn of what the norm does not know."""
        name = f"{line.block}.{line.rubrique}"
        if name not in self.rubriques:
            self.rubriques[name] = None
        if not is_known(line.block, line.rubrique):
            self.notes.add(_("rubrique {name} is not known, and not read").format(name=name), line.number)
        codes = CODES.get((line.block, line.rubrique))
        if codes is not None and line.value not in codes:
            self.notes.add(_("rubrique {name}: a code that is not known").format(name=name), line.number)


def read_tree(lines: Iterable[Line], notes: Notes) -> Tree:
    """The tree of a whole file."""
    builder = Builder(notes)
    for line in lines:
        builder.add(line)
    return builder.finish()


def _is_under(code: str, ancestor: str) -> bool:
    while code in PARENTS:
        code = PARENTS[code]
        if code == ancestor:
            return True
    return False


def _check_total(block: Block, rubrique: str, counted: int, last: int) -> None:
    line = block.lines.get(rubrique)
    if line is None:
        raise refused(last, "dsn-without-total")
    if not line.value.isascii() or not line.value.isdigit() or int(line.value) != counted:
        raise refused(line.number, "dsn-total", rubrique=rubrique)
