"""What the commands on payroll files share: files opened as sources, and what to tell of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from revalo.language import _
from revalo.payroll.reading import profile as profiles
from revalo.payroll.reading.headers import like_data
from revalo.payroll.reading.inputs import File, find_files
from revalo.payroll.reading.open import CHUNK_ROWS, open_files
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.row_estimate import about_rows
from revalo.payroll.reading.source import Source


@dataclass(slots=True)
class Opened:
    """Sources to read in order, and what the user should be told once they are read."""

    files: list[File]
    profile: Profile
    sheet: str | None
    positions: Path | None
    notes: list[str] = field(default_factory=list)

    def about_rows(self) -> int:
        """About how many rows there are."""
        return sum(map(about_rows, self.files))

    @property
    def sources(self) -> Iterator[Source]:
        """Each file as a source; its unused columns and warnings are noted on the way."""
        for file in self.files:
            for source in self._opened(file):
                if source.format != "dsn":
                    self.note_unused(source.file, source.unused)
                yield source

    def _opened(self, file: File) -> Iterator[Source]:
        if file.format != "dsn":
            return open_files([file], self.profile, self.sheet)
        from revalo.payroll.reading.dsn.source import as_source, read_dsn  # noqa: PLC0415 - only for a DSN

        reading = read_dsn(file.path, self.positions)
        self.notes += [f"{file.shown}{_(': ')}{warning}" for warning in reading.warnings]
        return iter([as_source(file.path, reading, CHUNK_ROWS, positioned=self.positions is not None)])

    def note_unused(self, file: str, headers: Sequence[str]) -> None:
        """Tell of the columns of a file that are not used."""
        if headers:
            message = _("{file}: columns not used: {names}")
            names = _("{number}, whose headers look like data").format(number=len(headers))
            self.notes.append(message.format(file=file, names=names if like_data(headers) else ", ".join(headers)))


def opened(paths: list[str], mapping: Path | None, sheet: str | None, positions: Path | None) -> Opened:
    """The files that some paths mean, with the profile and the positions given."""
    found = find_files(paths)
    profile = profiles.read(mapping) if mapping is not None else Profile()
    files = Opened(found.files, profile, sheet, positions)
    files.notes += [_("{file}: left aside, {why}").format(file=name, why=why) for name, why in found.skipped]
    return files
