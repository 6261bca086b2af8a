"""What the commands on payroll files share: files opened as sources, and what to tell of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from revalo.errors import UnreadableInput
from revalo.language import _
from revalo.payroll.reading import profile as profiles
from revalo.payroll.reading.inputs import THE_VISIBLE_ONE, ArrowTable, File, Input, SheetChoice, find_files
from revalo.payroll.reading.open import CHUNK_ROWS, open_files
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.remarks import of_unused
from revalo.payroll.reading.review import EVERYTHING, Review, Taken
from revalo.payroll.reading.source import RawRows, Source
from revalo.payroll.reading.text import BLOCK
from revalo.rules.caveats import PayWarning

LONG = 3 * BLOCK  # bytes of a CSV that has at least so many chunks, however its rows are cut


@dataclass(eq=False, repr=False)
class Opened:
    """Sources to read in order; `reading_notes`: what to say of how they were read."""

    files: list[Input]
    profile: Profile
    sheets: SheetChoice
    positions: Path | None
    taken: Taken
    reading_notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._review = Review(self.taken, self.profile.columns)

    @property
    def remarks(self) -> list[PayWarning]:
        """What every output says at its top once every row is read, the gravest first."""
        return list(self._review.remarks())

    @property
    def notes(self) -> list[str]:
        """All there is to tell, in words, once every row is read: the gravest first."""
        return [*(each.text for each in self.remarks), *self.reading_notes]

    @property
    def on_disk(self) -> list[File]:
        """The files among what there is to read."""
        return [each for each in self.files if isinstance(each, File)]

    def about_rows(self) -> int:
        """About how many rows there are in the files."""
        from revalo.payroll.reading.row_estimate import about_rows  # noqa: PLC0415 - only for a progress bar

        return sum(map(about_rows, self.on_disk))

    @property
    def sources(self) -> Iterator[Source]:
        """Each file as a source; its unused columns and warnings are noted on the way."""
        for file in self.files:
            for source in self._opened(file):
                if source.format != "dsn":
                    self.note_unused(source.file, source.unused)
                self.reading_notes += source.notes
                yield self._review.source(_watched(source, file) if isinstance(file, File) else source)

    def _opened(self, file: Input) -> Iterator[Source]:
        if isinstance(file, ArrowTable) or file.format != "dsn":
            return open_files([file], self.profile, self.sheets)
        from revalo.payroll.reading.dsn.source import as_source, read_dsn  # noqa: PLC0415 - only for a DSN

        reading = read_dsn(file.path, self.positions)
        self.reading_notes += [f"{file.shown}{_(': ')}{warning}" for warning in reading.warnings]
        return iter([as_source(file.path, reading, CHUNK_ROWS, positioned=self.positions is not None)])

    def note_unused(self, file: str, headers: Sequence[str]) -> None:
        """Tell of the columns of a file that are not used."""
        if headers:
            self.reading_notes.append(of_unused(file, headers))


def _watched(source: Source, file: File) -> Source:
    """A source whose file must be the same when its rows have been read as when it was opened."""
    before = _state(file.path)

    def chunks() -> Iterator[RawRows]:
        yield from source.chunks
        if _state(file.path) != before:
            raise UnreadableInput("input-changed", file=file.shown)

    is_long = file.format == "csv" and before is not None and before[0] > LONG
    return source._replace(chunks=chunks(), is_long=is_long)


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def opened(
    paths: Sequence[str | Path | ArrowTable],
    mapping: Path | Profile | None = None,
    sheets: SheetChoice = THE_VISIBLE_ONE,
    positions: Path | None = None,
    taken: Taken = EVERYTHING,
) -> Opened:
    """The files that some paths mean, or tables in memory, with the profile and the positions given.

    `taken`: what the command takes.
    """
    files_read: list[Input] = []
    skipped: list[tuple[str, str]] = []
    for path in paths:
        if isinstance(path, ArrowTable):
            files_read.append(path)
        else:
            meant = find_files([path])
            files_read += meant.files
            skipped += meant.skipped
    profile = profiles.read(mapping) if isinstance(mapping, Path) else mapping or Profile()
    files = Opened(files_read, profile, sheets, positions, taken)
    files.reading_notes += [_("{file}: left aside, {why}").format(file=name, why=why) for name, why in skipped]
    return files
