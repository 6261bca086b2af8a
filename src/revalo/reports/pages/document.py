"""A document as its readers see it, whatever it is written in: sections of blocks, all of plain text."""

from typing import Any, NamedTuple


class Figure(NamedTuple):
    """A headline: what it is, how much, and a word below."""

    label: str
    value: str
    note: str = ""


class Figures(NamedTuple):
    """Headlines side by side."""

    figures: tuple[Figure, ...]


class Words(NamedTuple):
    """A paragraph."""

    text: str


class Warned(NamedTuple):
    """A warning, set apart."""

    text: str


class Items(NamedTuple):
    """A list: a few words in bold (none at all for a plain list), and what there is to say."""

    items: tuple[tuple[str, str], ...]


class Facts(NamedTuple):
    """Names and values."""

    facts: tuple[tuple[str, str], ...]


class Cell(NamedTuple):
    """A cell of a table: its text, smaller lines below, and the address of what it names."""

    text: str
    small: tuple[str, ...] = ()
    address: str | None = None


ROOM, NAME, GAP = 46, 13, 2  # characters: across a phone, of the first column, between two columns
MOST_ON_A_PHONE = 4  # columns


class Table(NamedTuple):
    """A table. `numeric`: how many of its last columns hold numbers; `total`: the last row is a total.

    `widths`: how the columns of words share the room that numbers leave; evenly where it is empty.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: int
    total: bool = False
    widths: tuple[int, ...] = ()

    @property
    def is_too_wide_for_a_phone(self) -> bool:
        """Whether its figures leave no room for its words: each row becomes lines of a heading and a value there."""
        if len(self.headings) > MOST_ON_A_PHONE or not self.numeric:
            return True
        columns = zip(*(row[-self.numeric :] for row in self.rows), strict=True)
        figures = sum(max(len(cell.text) for cell in column) + GAP for column in columns)
        return figures + NAME > ROOM


class Chart(NamedTuple):
    """A picture (an SVG element) with its title, and the text that says what it shows."""

    title: str
    description: str
    svg: str


Block = Figures | Words | Warned | Items | Facts | Table | Chart


class Section(NamedTuple):
    """A part of a document under a heading."""

    title: str
    blocks: tuple[Block, ...]


class Document(NamedTuple):
    """A whole document. `reference`: what tells it from others, such as an employee number; `foot`: on every page."""

    title: str
    reference: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def kind(block: Block) -> str:
    """The name of what a block is, as templates know it."""
    return type(block).__name__.lower()


def section(title: str, *blocks: Block | None) -> Section:
    """A section of the blocks that there are."""
    return Section(title, tuple(block for block in blocks if block is not None))


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of plain cells."""
    return tuple(map(Cell, texts))


def plain(document: Document) -> dict[str, Any]:
    """The document as JSON objects."""
    sections = [{"title": each.title, "blocks": [_plain(block) for block in each.blocks]} for each in document.sections]
    return {**document._asdict(), "sections": sections}


def _plain(block: Block) -> dict[str, Any]:
    shown = {"kind": kind(block), **block._asdict()}
    if isinstance(block, Table):
        shown["rows"] = [[cell._asdict() for cell in row] for row in block.rows]
    if isinstance(block, Figures):
        shown["figures"] = [figure._asdict() for figure in block.figures]
    return shown
