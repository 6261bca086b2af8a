"""Payroll files of any usual kind, as sources of rows."""

from collections.abc import Iterable, Iterator
from functools import partial

from revalo.payroll.reading.formats import cannot_open
from revalo.payroll.reading.inputs import THE_VISIBLE_ONE, ArrowTable, Input, SheetChoice
from revalo.payroll.reading.numerals import without_thousands
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.rows import with_texts
from revalo.payroll.reading.source import RawRows, Source
from revalo.people.columns import NUMBERS

CHUNK_ROWS = 131_072


def open_files(
    files: Iterable[Input],
    profile: Profile | None = None,
    sheets: SheetChoice = THE_VISIBLE_ONE,
    chunk_rows: int = CHUNK_ROWS,
) -> Iterator[Source]:
    """Each file, sheet of a workbook or table in memory as a source, in order (DSN apart, see `dsn.source`).

    Nothing is read beyond headers until the chunks of a source are asked for; a chunk has `chunk_rows` rows or more,
    less than twice as many, but the last one of a file may have fewer. Raises `UnreadableInput` for a file that
    cannot be read.
    """
    known = profile or Profile()
    for file in files:
        try:
            yield from (plain_numbers(each, known) for each in _open(file, known, sheets, chunk_rows))
        except OSError as error:
            raise cannot_open(file.shown, error) from None


def plain_numbers(source: Source, profile: Profile) -> Source:
    """A source whose numbers have no mark between thousands, where a profile says which one they have."""
    mark = profile.thousands
    if mark is None:
        return source
    change = partial(without_thousands, mark=mark, decimal=source.decimal)

    def plain(chunk: RawRows) -> RawRows:
        columns = chunk.columns.items()
        return chunk._replace(
            columns={name: with_texts(cells, change) if name in NUMBERS else cells for name, cells in columns}
        )

    return source._replace(chunks=map(plain, source.chunks))


def _open(file: Input, profile: Profile, sheets: SheetChoice, chunk_rows: int) -> list[Source]:
    if isinstance(file, ArrowTable):
        from revalo.payroll.reading.arrow import open_arrow  # noqa: PLC0415 - only for tables in memory

        return [open_arrow(file.table, file.shown, profile, chunk_rows)]
    match file.format:
        case "xlsx":
            from revalo.payroll.reading.xlsx import open_xlsx  # noqa: PLC0415 - only for workbooks

            return open_xlsx(file.path, file.shown, profile, sheets, chunk_rows)
        case "parquet":
            from revalo.payroll.reading.parquet import open_parquet  # noqa: PLC0415 - only for Parquet

            return [open_parquet(file.path, file.shown, profile, chunk_rows)]
    from revalo.payroll.reading.csv import open_csv  # noqa: PLC0415 - only for text

    return [open_csv(file.path, file.shown, profile, chunk_rows)]
