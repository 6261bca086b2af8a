"""What a workbook says of its cells beside their values: formulas never computed, errors, zeros shown, rows hidden."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.parsers import expat

from revalo.payroll.reading.unknown_cells import ERROR, FORMULA

_PIECE = 1 << 20
_WORTH = re.compile(rb"""t="e"|<(?:\w+:)?f[\s>/]|hidden=["'](?:1|true)""")  # else a sheet has nothing to say
_ZEROS = re.compile(r"0{2,}")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LONGEST_TAG = 256


class Marks(NamedTuple):
    """`unknown`: what stands for a cell without a value that can be known, by row and column from 0.

    `padded`: how many digits a format shows, by row and column; `hidden`: rows that are not shown.
    """

    unknown: dict[tuple[int, int], str]
    padded: dict[tuple[int, int], int]
    hidden: set[int]


def read_marks(archive: zipfile.ZipFile, sheet: str) -> Marks:
    """The marks of a sheet, by its name. Raises `ValueError` for a workbook that does not hold together."""
    marks = Marks({}, {}, set())
    part = _part_of(archive, sheet)
    padded = _padded_styles(archive)
    if part is not None and (padded or _is_worth(archive, part)):
        _Scan(marks, padded).run(archive, part)
    return marks


def is_ours(archive: zipfile.ZipFile) -> bool:
    """Whether this program wrote the workbook."""
    return "docProps/core.xml" in archive.namelist() and b">revalo " in archive.read("docProps/core.xml")


def _is_worth(archive: zipfile.ZipFile, part: str) -> bool:
    kept = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if _WORTH.search(kept + piece):
                return True
            kept = piece[-_LONGEST_TAG:]
    return False


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part that holds a sheet."""
    targets = {
        each["Id"]: each["Target"] for _name, each in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    for _name, attributes in _elements(archive, "xl/workbook.xml", "sheet"):
        if attributes.get("name") == sheet:
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            target = targets.get(key, "")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return path if path in archive.namelist() else None
    return None


def _padded_styles(archive: zipfile.ZipFile) -> dict[str, int]:
    """The styles whose format shows a number with zeros before it, with how many digits."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    codes: dict[str, int] = {}
    styles: dict[str, int] = {}
    inside, place = False, 0
    for name, attributes in _elements(archive, "xl/styles.xml", "numFmt", "cellXfs", "cellStyleXfs", "dxfs", "xf"):
        code = re.sub(r'["\\]', "", attributes.get("formatCode", ""))
        if name == "numFmt" and _ZEROS.fullmatch(code):
            codes[attributes.get("numFmtId", "")] = len(code)
        elif name == "xf" and inside:
            if attributes.get("numFmtId") in codes:
                styles[str(place)] = codes[attributes["numFmtId"]]
            place += 1
        elif name not in ("numFmt", "xf"):
            inside = name == "cellXfs"
    return styles


def _elements(archive: zipfile.ZipFile, part: str, *names: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The elements of some names in a part, with their attributes."""
    elements: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name in names:
            elements.append((name, attributes))

    parser = _parser()
    parser.StartElementHandler = start
    _parse(parser, archive, part)
    return iter(elements)


def _parser() -> Any:
    parser = expat.ParserCreate()
    parser.EntityDeclHandler = _refuse
    parser.buffer_text = True
    return parser


def _refuse(*_declared: Any) -> None:
    raise ValueError  # entities have no place in a workbook, and can grow without end


def _parse(parser: Any, archive: zipfile.ZipFile, part: str) -> None:
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_PIECE):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 - as the parser has it
    except (expat.ExpatError, LookupError) as error:  # an encoding that nobody knows, among others
        raise ValueError from error


class _Scan:
    """A pass over the cells of a sheet."""

    def __init__(self, marks: Marks, padded: dict[str, int]) -> None:
        self.marks, self.padded = marks, padded
        self.row = self.column = -1
        self.kind = self.style = ""
        self.has_formula = self.has_value = self.has_text = self.inside_value = False

    def run(self, archive: zipfile.ZipFile, part: str) -> None:
        """Read every cell."""
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        _parse(parser, archive, part)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "row":
                self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
                self.column = -1
                if attributes.get("hidden") in ("1", "true"):
                    self.marks.hidden.add(self.row)
            case "c":
                self.column = _column(attributes["r"]) if "r" in attributes else self.column + 1
                self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "0")
                self.has_formula = self.has_value = self.has_text = False
            case "f":
                self.has_formula = True
            case "v" | "is":
                self.has_value = self.inside_value = True

    def _text(self, text: str) -> None:
        if self.inside_value and text.strip():
            self.has_text = True

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v" | "is":
                self.inside_value = False
            case "c":
                self._note((self.row, self.column))

    def _note(self, place: tuple[int, int]) -> None:
        if self.kind == "e":
            self.marks.unknown[place] = ERROR
        elif self.has_formula and not self.has_text and not (self.kind == "str" and self.has_value):
            self.marks.unknown[place] = FORMULA  # one that gives an empty text says so
        elif self.kind == "n" and self.style in self.padded:
            self.marks.padded[place] = self.padded[self.style]


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789").upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
