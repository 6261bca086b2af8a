"""A CSV in a language: separator, decimal mark, byte order mark; small files, without a table engine."""

import csv
import io
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from revalo import language
from revalo.money import plain
from revalo.payroll.spreadsheet_escape import escape
from revalo.payroll.writing.atomic_files import atomic_output, one_run
from revalo.payroll.writing.provenance import Origin, digest_of, write_beside

BOM = b"\xef\xbb\xbf"


class Dialect(NamedTuple):
    """How a CSV is written."""

    separator: str
    decimal: str
    bom: bool

    def amount(self, cents: int | None) -> str:
        """An amount in euros, empty where there is none."""
        return "" if cents is None else plain(cents).replace(".", self.decimal)


FRENCH = Dialect(";", ",", bom=True)
ENGLISH = Dialect(",", ".", bom=False)


def dialect_of(lang: str) -> Dialect:
    """How the readers of a language open a CSV."""
    return FRENCH if lang == "fr" else ENGLISH


def write_rows(path: Path, header: Iterable[str], rows: Iterable[Iterable[int | str | None]], origin: Origin) -> None:
    """Write a small CSV in the dialect of the language: integers are amounts in cents; `-` is standard output.

    `origin`: where it comes from, for the file beside it.
    """
    dialect = dialect_of(language.current())
    cells = ([escape(each) if isinstance(each, str) else dialect.amount(each) for each in row] for row in rows)
    write_text(path, dialect, lines_of(chain([header], cells), dialect), origin)


def lines_of(rows: Iterable[Iterable[int | str]], dialect: Dialect) -> str:
    """Rows of cells as lines, those quoted that need it."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=dialect.separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


def write_text(path: Path, dialect: Dialect, text: str, origin: Origin) -> None:
    """Write the text of a CSV, and beside it where it comes from."""
    with one_run(), ExitStack() as stack:
        file = stack.enter_context(atomic_output(path))
        file.write((BOM if dialect.bom else b"") + text.encode("utf-8"))
        write_beside(stack, path, origin, digest_of(file))
