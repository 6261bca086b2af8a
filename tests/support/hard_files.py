"""Hard files for every reader, each with the exit code that it must end with: one table, `ALL`.

Each is made on the spot, the large ones from a few bytes. Rows that could be read hold a canary (`SECRET`) where a
person's name would be: it must never be seen again.
"""

import codecs
import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

import attacks
import dsn_files

SECRET = "ZQXJOHN"
HEAD = "employee_id;Nom;category;year;hours\n"
GOOD = f"1;{SECRET};C;8;104,00\n"
DONE, USAGE, UNREADABLE, REJECTS = 0, 2, 3, 4

Make = Callable[[Path], None]


class Hard(NamedTuple):
    """A file, how it is made, and how `revalo` must end with it. `{}` in the words of the command is the file."""

    name: str
    make: Make
    code: int
    command: tuple[str, ...]

    @property
    def reader(self) -> str:
        """The reader that it is hard for."""
        return self.name.split(":")[0]


def _link_to_a_good_file(path: Path) -> None:
    real = path.with_name("real.csv")
    real.write_text(HEAD + GOOD, encoding="utf-8")
    path.symlink_to(real)


def _bytes(content: bytes) -> Make:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def _csv(name: str, content: str | bytes | Make, code: int) -> Hard:
    return _batch("csv: " + name, content, code)


def _batch(name: str, content: str | bytes | Make, code: int) -> Hard:
    make = content if callable(content) else _bytes(content.encode() if isinstance(content, str) else content)
    return Hard(name, make, code, ("batch", "{}", "-o", "out.csv"))


def _row(**cells: str) -> str:
    """A file of one row that holds these cells after what makes it a good one."""
    names, values = ";".join(cells), ";".join(cells.values())
    return f"employee_id;Nom;{names}\n1;{SECRET};{values}\n"


CSV = [
    _csv("empty", b"", UNREADABLE),
    _csv("only a mark", codecs.BOM_UTF8, UNREADABLE),
    _csv("only line feeds", b"\n" * 1000, UNREADABLE),
    _csv("header only", HEAD, DONE),
    _csv("header without a line end", HEAD.strip(), DONE),
    _csv("no known header", f"a;b\n1;{SECRET}\n", UNREADABLE),
    _csv("binary", bytes(range(256)) * 40, UNREADABLE),
    _csv("a NUL in a cell", (HEAD + GOOD).encode().replace(b"104", b"1\x004"), UNREADABLE),
    _csv("a NUL far below", (HEAD + GOOD * 9000).encode() + b"2;\0;C;8;104\n", UNREADABLE),
    _csv("UTF-16 with a mark", (HEAD + GOOD).encode("utf-16"), DONE),
    _csv("UTF-16 without a mark", (HEAD + GOOD).encode("utf-16-be"), DONE),
    _csv("UTF-16 cut in a character", (HEAD + GOOD).encode("utf-16")[:-1], UNREADABLE),
    _csv("UTF-32", (HEAD + GOOD).encode("utf-32"), UNREADABLE),
    _csv("UTF-8 then cp1252", (HEAD + GOOD + "2;é;C;8;104\n").encode() + "3;é;C;8;104\n".encode("cp1252"), DONE),
    _csv("ragged, too long", HEAD + GOOD + "2;x;C;8;104;5;6\n", REJECTS),
    _csv("ragged, too short", HEAD + GOOD + "2;x;C\n", REJECTS),
    _csv("a header twice", "employee_id;category;year;hours;hours\n1;C;8;104;105\n", UNREADABLE),
    _csv("two names of one column", "employee_id;matricule;category;year\n1;2;C;8\n", UNREADABLE),
    _csv("a cell of two megabytes", HEAD + f"1;{SECRET * 300_000};C;8;104\n", DONE),
    _csv("a line of six megabytes", HEAD + f"1;{SECRET * 900_000};C;8;104\n", UNREADABLE),
    _csv("a quoted cell of two megabytes", HEAD + '1;"' + f"{'x' * 99}\n" * 20_000 + '";C;8;104\n', REJECTS),
    _csv("a header of ten thousand columns", ";".join(f"x{i}" for i in range(10_000)) + ";category\n", DONE),
    _csv("a huge number", HEAD + f"1;{SECRET};C;8;{'9' * 4000}\n", REJECTS),
    _csv("a number with an exponent", HEAD + f"1;{SECRET};C;8;1e999999999\n", REJECTS),
    _csv("a number of many decimals", HEAD + f"1;{SECRET};C;8;1,{'0' * 4000}1\n", REJECTS),
    _csv("negative hours", HEAD + f"1;{SECRET};C;8;-5\n", REJECTS),
    _csv("no hours", HEAD + f"1;{SECRET};C;8;0\n", REJECTS),
    _csv("hours that are not a number", HEAD + f"1;{SECRET};C;8;NaN\n2;x;C;8;inf\n3;x;C;8;-Infinity\n", REJECTS),
    _csv("digits of another script", HEAD + f"1;{SECRET};C;8;١٠٤\n", REJECTS),
    _csv("hours and share that disagree", _row(category="C", year="8", hours="104", fte="0,9"), REJECTS),
    _csv("hours and share that agree", _row(category="C", year="8", hours="151,67", fte="1"), DONE),
    _csv("seniority and since", _row(category="C", seniority="8", since="2012-01-01"), REJECTS),
    _csv("a headcount without end", _row(category="C", year="8", headcount="9" * 18), REJECTS),
    _csv("a date that is no day", _row(category="C", since="2021-02-30"), REJECTS),
    _csv("a month that is no month", _row(category="C", year="8", month="2021-13"), REJECTS),
    _csv("a year of a far future", _row(category="C", year="8", month="9999-12"), REJECTS),
    _csv("a category unknown", HEAD + f"1;{SECRET};Z;8;104\n", REJECTS),
    Hard(
        "csv: a blank word, to Parquet",
        _bytes(b"employee_id;service;category;year\n1;Nord;C;8\n2;;C;8\n3;x\n"),
        REJECTS,
        ("batch", "{}", "-o", "out.parquet"),
    ),
    _csv("a quote never closed", HEAD + f'1;"{SECRET};C;8;104\n' + GOOD, REJECTS),
    _csv("quotes in the middle", HEAD + f'1;{SECRET}"x"y;C;8;104\n', DONE),
    _csv("a quote at the very end", HEAD + GOOD + '"', REJECTS),
    _csv("old Mac line ends", (HEAD + GOOD).replace("\n", "\r"), DONE),
    _csv("marks of direction and no width", HEAD + f"\u202e1\u200b;{SECRET};C;8;104\n", DONE),
    _csv("JSON", b'{"a": 1}', UNREADABLE),
    _csv("a web page", b"<html>", UNREADABLE),
    _csv("gzip", gzip.compress((HEAD + GOOD).encode()), UNREADABLE),
    _csv("a folder without a payroll", lambda path: path.mkdir(), UNREADABLE),
    _csv("a file that is not there", lambda _path: None, UNREADABLE),
    _csv("a link to itself", lambda path: path.symlink_to(path), UNREADABLE),
    _csv("a link to nothing", lambda path: path.symlink_to("nowhere"), UNREADABLE),
    _csv("a device without end", lambda path: path.symlink_to("/dev/zero"), UNREADABLE),
    Hard("csv: a name too long", lambda _path: None, UNREADABLE, ("batch", "x" * 300, "-o", "out.csv")),
    _csv("a link to a good file", _link_to_a_good_file, DONE),
]


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()


TITLES = ("employee_id", "Nom", "category", "year", "hours")
PERSON = ("1", SECRET, "C", 8, 104)
GOOD_BOOK = workbook(TITLES, PERSON)


def changed(part: str, change: Callable[[bytes], bytes], book: bytes = GOOD_BOOK) -> bytes:
    """A workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


def part(name: str) -> bytes:
    """A part of a good workbook."""
    with zipfile.ZipFile(io.BytesIO(GOOD_BOOK)) as book:
        return book.read(name)


SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
_ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 50
    + b'">'
    + b"".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 20}">'.encode() for i in range(12))
    + b"]>"
)


def _declared(before: bytes) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"<sst", before + b"<sst").replace(SECRET.encode(), b"&a;")


def _bomb() -> bytes:
    """Zeros that unpack to a hundred megabytes."""
    return changed(STRINGS, lambda _xml: b" " * (100 << 20))


def _lying_bomb() -> bytes:
    """The same, its directory telling of a few bytes only."""
    book = bytearray(_bomb())
    unpacked = struct.pack("<L", 100 << 20)
    place = book.rfind(unpacked)
    first = zlib.crc32(b" " * 1000)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        true = struct.pack("<L", archive.getinfo(STRINGS).CRC)
    assert place > 0
    return bytes(book).replace(unpacked, struct.pack("<L", 1000)).replace(true, struct.pack("<L", first))


def _nested(depth: int) -> bytes:
    return changed(SHEET, lambda xml: xml.replace(b"<sheetData>", b"<x>" * depth + b"</x>" * depth + b"<sheetData>"))


def _other_archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "x")
    return file.getvalue()


def _xlsx(name: str, content: bytes | Callable[[], bytes], code: int) -> Hard:
    def make(path: Path) -> None:
        path.write_bytes(content() if callable(content) else content)

    return _batch("xlsx: " + name, make, code)


XLSX = [
    _xlsx("without a row", workbook(), UNREADABLE),
    _xlsx("header only", workbook(TITLES), DONE),
    _xlsx("good", GOOD_BOOK, DONE),
    _xlsx("cut short", GOOD_BOOK[:-200], UNREADABLE),
    _xlsx("a few bytes", b"PK\x03\x04", UNREADABLE),
    _xlsx("a zip of something else", _other_archive(), UNREADABLE),
    _xlsx("zip bomb", _bomb, UNREADABLE),
    _xlsx("zip bomb that lies about its size", _lying_bomb, UNREADABLE),
    _xlsx("external entity", changed(STRINGS, _declared(_ENTITY)), UNREADABLE),
    _xlsx("a billion laughs", changed(STRINGS, _declared(_LAUGHS)), UNREADABLE),
    _xlsx("elements nested deep", _nested(100_000), DONE),
    _xlsx("a sheet that is not XML", changed(SHEET, lambda _xml: b"\0" * 100), UNREADABLE),
    _xlsx("a sheet cut short", changed(SHEET, lambda xml: xml[: len(xml) // 2]), UNREADABLE),
    _xlsx(
        "a string that is not there",
        changed(SHEET, lambda xml: xml.replace(b"<v>0</v>", b"<v>4000000</v>")),
        UNREADABLE,
    ),
    _xlsx("a stray cell far away", changed(SHEET, lambda xml: xml.replace(b'r="E2"', b'r="XFD1048576"')), UNREADABLE),
    _xlsx(
        "a count without end",
        changed(STRINGS, lambda xml: xml.replace(b'uniqueCount="', b'uniqueCount="99999999')),
        UNREADABLE,
    ),
    _xlsx("a formula error", changed(SHEET, lambda xml: xml.replace(b"<v>104</v>", b"<v>#DIV/0!</v>")), REJECTS),
    _xlsx("a number beyond doubles", changed(SHEET, lambda xml: xml.replace(b"<v>104</v>", b"<v>1e999</v>")), REJECTS),
    _xlsx("a date before dates", changed(SHEET, lambda xml: xml.replace(b"<v>104</v>", b"<v>-1e300</v>")), REJECTS),
    _xlsx("a true for hours", workbook(TITLES, ("1", SECRET, "C", 8, True)), REJECTS),
    _xlsx("a cell of thirty thousand letters", workbook(TITLES, ("1", SECRET * 4000, "C", 8, 104)), DONE),
]


def table(**columns: object) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


GOOD_TABLE = table(employee_id=["1"], Nom=[SECRET], category=["C"], year=[8], hours=["104.00"])


def _parquet(name: str, content: bytes, code: int) -> Hard:
    return _batch("parquet: " + name, content, code)


PARQUET = [
    _parquet("good", GOOD_TABLE, DONE),
    _parquet("a mark and nothing", b"PAR1", UNREADABLE),
    _parquet("two marks", b"PAR1PAR1PAR1", UNREADABLE),
    _parquet("cut short", GOOD_TABLE[:-10], UNREADABLE),
    _parquet("a footer without end", GOOD_TABLE[:-8] + struct.pack("<L", 0x7FFFFFFF) + b"PAR1", UNREADABLE),
    _parquet("bytes turned over", GOOD_TABLE[:200] + GOOD_TABLE[200:400][::-1] + GOOD_TABLE[400:], UNREADABLE),
    _parquet("no row", table(employee_id=pa.array([], pa.string()), category=pa.array([], pa.string())), DONE),
    _parquet("no known column", table(x=[1]), UNREADABLE),
    _parquet("lists for hours", table(category=["C"], year=[8], hours=[[1]]), UNREADABLE),
    _parquet("not a number", table(category=["C", "C"], year=[8, 8], hours=[float("nan"), float("inf")]), REJECTS),
    _parquet("a column twice", table(category=["C"], Catégorie=["C"], year=[8]), UNREADABLE),
]


def _dsn_lines() -> list[str]:
    return (dsn_files.FOLDER / "territorial.dsn").read_text(encoding="latin-1").splitlines()


def _dsn(name: str, change: Callable[[list[str]], list[str]], code: int) -> Hard:
    def make(path: Path) -> None:
        path.write_bytes("".join(f"{line}\r\n" for line in change(_dsn_lines())).encode("latin-1", "replace"))

    return _batch("dsn: " + name, make, code)


def _swapped(old: str, new: str) -> Callable[[list[str]], list[str]]:
    def change(lines: list[str]) -> list[str]:
        place = next(i for i, line in enumerate(lines) if line.startswith(old))
        return [*lines[:place], new, *lines[place + 1 :]]

    return change


DSN = [
    _dsn("good", list, DONE),
    _dsn(
        "a line of three hundred characters", _swapped("S21.G00.30.002", f"S21.G00.30.002,'{SECRET * 43}'"), UNREADABLE
    ),
    _dsn("cut short", lambda lines: lines[:-5], UNREADABLE),
    _dsn("only an envelope", lambda lines: lines[:3], UNREADABLE),
    _dsn("a total that lies", lambda lines: [*lines[:-2], "S90.G00.90.001,'7'", lines[-1]], UNREADABLE),
    _dsn("a line that is not one", lambda lines: [*lines[:9], SECRET, *lines[9:]], UNREADABLE),
    _dsn("a month without end", _swapped("S20.G00.05.005", "S20.G00.05.005,'01139999'"), UNREADABLE),
    _dsn("an index without end", _swapped("S21.G00.40.058", f"S21.G00.40.058,'{'9' * 200}'"), UNREADABLE),
    _dsn("a control character", _swapped("S21.G00.30.002", f"S21.G00.30.002,'{SECRET}\x07'"), UNREADABLE),
    _dsn("something after the end", lambda lines: [*lines, lines[0]], UNREADABLE),
]


def _beside(name: str, content: str | bytes | Make, code: int, *command: str) -> Hard:
    """A file that goes with a good payroll, `payroll.csv`."""
    own = content if callable(content) else _bytes(content.encode() if isinstance(content, str) else content)

    def make(path: Path) -> None:
        path.with_name("payroll.csv").write_text(HEAD + GOOD, encoding="utf-8")
        own(path)

    return Hard(name, make, code, command)


def _mapping(name: str, content: str | bytes | Make, code: int) -> Hard:
    return _beside("mapping: " + name, content, code, "batch", "payroll.csv", "--mapping", "{}", "-o", "out.csv")


_ALIASES = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)
YAML = (
    ("empty", b"", UNREADABLE),
    ("a tag", b"columns: !!python/object/apply:os.system ['true']\n", UNREADABLE),
    ("aliases", _ALIASES, UNREADABLE),
    ("a merge", b"columns:\n  <<: {a: b}\n", UNREADABLE),
    ("nested deep", b"columns: " + b"[" * 100_000, UNREADABLE),
    ("never closed", b"columns: {a: 'b\n", UNREADABLE),
    ("a name twice", b"decimal: ','\ndecimal: '.'\n", UNREADABLE),
    ("UTF-16", "decimal: ','\n".encode("utf-16"), UNREADABLE),
    ("a NUL", b"decimal: \0\n", UNREADABLE),
    ("a character not allowed", "decimal: '\ufffe'\n".encode(), UNREADABLE),
    ("C1 controls", "decimal: '\x85\x80'\n".encode(), UNREADABLE),
    ("two documents", b"decimal: ','\n---\ndecimal: '.'\n", UNREADABLE),
    ("a list", b"- a\n", UNREADABLE),
    ("a folder", lambda path: path.mkdir(), UNREADABLE),
    ("not there", lambda _path: None, UNREADABLE),
    ("a link to itself", lambda path: path.symlink_to(path), UNREADABLE),
    ("a device without end", lambda path: path.symlink_to("/dev/zero"), UNREADABLE),
    ("very large", b"# x\n" * (8 << 20), UNREADABLE),
)
MAPPING = [
    *(_mapping(*each) for each in YAML),
    _mapping("a column that is not one", b"columns: {Nom: nope}\n", UNREADABLE),
    _mapping("an encoding that is not one", b"encoding: rot13\n", UNREADABLE),
    _mapping("a wrong encoding", b"encoding: utf-16\n", UNREADABLE),
]
SCENARIO = [
    *(
        _beside("scenario: " + name, content, code, "batch", "payroll.csv", "--scenario", "{}", "-o", "out.csv")
        for name, content, code in YAML
    ),
    _beside(
        "scenario: for one person",
        b"name: x\n",
        UNREADABLE,
        "compute",
        "--category",
        "C",
        "--year",
        "8",
        "--scenario",
        "{}",
    ),
]


def _in_folder(content: str | bytes | Make) -> Make:
    def make(path: Path) -> None:
        path.mkdir()
        own = content if callable(content) else _bytes(content.encode() if isinstance(content, str) else content)
        own(path / "avenant43.yaml")

    return make


LAW = [
    *(
        Hard("law: " + name, _in_folder(content), code, ("compute", "--category", "C", "--year", "8", "--law", "{}"))
        for name, content, code in YAML
        if name not in ("not there", "a link to itself")
    ),
    Hard("law: a folder that is not there", lambda _path: None, UNREADABLE, ("law", "list", "--law", "{}")),
    Hard("law: a name too long", lambda _path: None, UNREADABLE, ("law", "list", "--law", "x" * 300)),
    Hard(
        "law: a link to itself",
        _in_folder(lambda path: path.symlink_to(path)),
        UNREADABLE,
        ("law", "list", "--law", "{}"),
    ),
    *(
        Hard("law: validate, " + name, make, UNREADABLE, ("law", "validate", "{}"))
        for name, make in (
            ("not there", lambda _path: None),
            ("a folder", lambda path: path.mkdir()),
            ("a device without end", lambda path: path.symlink_to("/dev/zero")),
            ("binary", _bytes(bytes(range(256)))),
        )
    ),
]


def _positions(name: str, content: str | bytes | Make, code: int) -> Hard:
    own = content if callable(content) else _bytes(content.encode() if isinstance(content, str) else content)

    def make(path: Path) -> None:
        path.with_name("d.dsn").write_bytes((dsn_files.FOLDER / "association.dsn").read_bytes())
        own(path)

    return Hard("positions: " + name, make, code, ("batch", "d.dsn", "--with-positions", "{}", "-o", "out.csv"))


POSITIONS = [
    _positions("empty", b"", UNREADABLE),
    _positions("no matricule", b"category\nC\n", UNREADABLE),
    _positions("a column twice", b"matricule;category;categorie\n1;C;C\n", UNREADABLE),
    _positions("ragged", b"matricule;category\n1;C;8\n", UNREADABLE),
    _positions("a quote never closed", b'matricule;category\n"1;C\n', UNREADABLE),
    _positions("a cell of two megabytes", b"matricule;category\n1;" + b"x" * (2 << 20), UNREADABLE),
    _positions("a NUL", b"matricule;category\n1;\0\n", UNREADABLE),
    _positions("not there", lambda _path: None, UNREADABLE),
    _positions("a folder", lambda path: path.mkdir(), UNREADABLE),
    _positions("a device without end", lambda path: path.symlink_to("/dev/zero"), UNREADABLE),
]


def _activity(name: str, content: str | bytes | Make, code: int) -> Hard:
    command = ("fund", "payroll.csv", "--activity", "{}", "--year", "2022", "-o", "out.csv")
    return _beside("activity: " + name, content, code, *command)


ACTIVITY = [
    _activity("empty", b"", UNREADABLE),
    _activity("header only", b"service_id;department;hours_apa\n", UNREADABLE),
    _activity("no hours", b"service_id;department;hours_apa\nA;48;0\n", UNREADABLE),
    _activity("a department that is none", b"service_id;department;hours_apa\nA;999;5\n", UNREADABLE),
    _activity("a service twice", b"service_id;department;hours_apa\nA;48;5\nA;48;5\n", UNREADABLE),
    _activity("negative hours", b"service_id;department;hours_apa\nA;48;-5\n", UNREADABLE),
    _activity("a huge number", b"service_id;department;hours_apa\nA;48;" + b"9" * 500 + b"\n", UNREADABLE),
    _activity("not there", lambda _path: None, UNREADABLE),
]


def _output(name: str, out: str, code: int, *, links: bool = False) -> Hard:
    make = (lambda path: path.symlink_to("/dev/full")) if links else (lambda _path: None)
    return _beside("output: " + name, make, code, "batch", "payroll.csv", "-o", out)


OUTPUT = [
    _output("a folder that is not there", "nowhere/out.csv", USAGE),
    _output("a folder that cannot be written", "/proc/out.csv", USAGE),
    _output("a folder", ".", USAGE),
    _output("an ending that tells no form", "out.doc", USAGE),
    _output("a full disk", "/dev/full", USAGE),
    _output("a name too long", "x" * 300 + ".csv", USAGE),
    _output("a NUL in the name", "x\0.csv", USAGE),
]
UNKNOWN_ENCODING = changed("xl/workbook.xml", lambda old: old.replace(b'encoding="UTF-8"', b'encoding="UTF-4"'))
XLSX += [_xlsx("a part in an encoding that nobody knows", UNKNOWN_ENCODING, UNREADABLE)]
XLSX += [_xlsx(f"attack, {name}", content, UNREADABLE) for name, content in attacks.WORKBOOKS.items()]
ALL = [*CSV, *XLSX, *PARQUET, *DSN, *MAPPING, *SCENARIO, *LAW, *POSITIONS, *ACTIVITY, *OUTPUT]
assert len({each.name for each in ALL}) == len(ALL)
HEAVY = ("zip bomb", "two megabytes", "without end", "very large", "laughs", "nested deep", "ten thousand")
