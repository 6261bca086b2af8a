"""What `revalo doctor` looks at: the program, its law, the machine, the terminal, the optional parts."""

import locale
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from revalo import house, language
from revalo.errors import LawError, UsageError
from revalo.grids import store
from revalo.language import _
from revalo.rules.bounds import prove
from revalo.version import __version__

GOOD, LACKING, WRONG = "good", "lacking", "wrong"  # lacking: needed by some commands only
_SETTINGS = (
    "REVALO_LANG",
    "REVALO_LAW",
    "REVALO_CONFIG",
    "PYTHONUTF8",
    "PYTHONIOENCODING",
    "NO_COLOR",
    "LC_ALL",
    "LANG",
)


class Check(NamedTuple):
    """One thing looked at: what was found, how it is, and what to do where it is not good."""

    name: str
    value: str
    state: str = GOOD
    remedy: str = ""


def examine(folder: Path | None) -> list[Check]:
    """Everything. `folder`: that of `--law` or REVALO_LAW."""
    return [
        Check("revalo", __version__),
        *_law(folder),
        Check("python", f"{platform.python_implementation()} {platform.python_version()}"),
        Check("platform", platform.platform()),
        *_words(),
        *_terminal(),
        *_parts(),
        _temporary(),
    ]


def _law(folder: Path | None) -> Iterator[Check]:
    yield Check("law_folder", _short(folder or store.shipped_folder()))
    try:
        law = store.load(folder)
        if folder:
            prove(law)  # the shipped law was proved when it was compiled
    except LawError as error:
        lines = len(str(error).splitlines())
        remedy = _("correct them: revalo law validate FILE shows each problem with its line")
        yield Check("law", _("problems: {number}").format(number=lines), WRONG, remedy)
    else:
        yield Check("law", law.fingerprint)


def _words() -> Iterator[Check]:
    """Languages and encodings."""
    yield Check("language", language.current())
    yield Check("locale", ".".join(filter(None, locale.getlocale())) or "C")
    streams = (sys.stdin, sys.stdout, sys.stderr)
    encodings = [str(getattr(stream, "encoding", None)) for stream in streams]
    said = f"{sys.getfilesystemencoding()} / {' / '.join(encodings)}"
    if all(map(_can_print, encodings[1:])):
        yield Check("encodings", said)
    else:
        yield Check("encodings", said, LACKING, _("set PYTHONUTF8=1: some characters are shown as question marks"))
    yield from _house()
    settings = [f"{name}={_short(Path(os.environ[name]))}" for name in _SETTINGS if name in os.environ]
    yield Check("settings", " ".join(settings) or "-")


def _house() -> Iterator[Check]:
    """The settings of the house, if there are any, and what is wrong with them."""
    try:
        house.load(house.asked())
    except UsageError as error:
        yield Check("house", str(error), WRONG, error.remedy)
        return
    settings = house.current()
    if settings is None:
        yield Check("house", "-")
    else:
        keys = ", ".join(settings.values)
        yield Check("house", f"{_short(settings.path)} ({settings.fingerprint[:8]}){_(': ')}{keys}")


def _can_print(encoding: str) -> bool:
    try:
        "é€→".encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _terminal() -> Iterator[Check]:
    width = shutil.get_terminal_size().columns
    narrow = _("widen the window: tables are made for 80 columns")
    is_terminal = sys.stdout.isatty()
    yield Check("terminal", _("yes") if is_terminal else _("no (piped or redirected)"))
    yield Check("width", str(width), GOOD if width >= 80 else LACKING, "" if width >= 80 else narrow)  # noqa: PLR2004
    colour = is_terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    yield Check("colour", _("yes") if colour else _("no"))


def _parts() -> Iterator[Check]:
    """The optional parts: what each is for, and how to add it."""
    yield _package("report", "typst", _("for PDF: pip install 'revalo[report]'"))
    yield _package("spark", "pyspark", _("for --engine spark: pip install 'revalo[spark]'"))
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")
    remedy = _("for --engine spark: install Java 17 or later, or set JAVA_HOME to where it is")
    yield Check("java", _short(Path(java))) if java else Check("java", _("absent"), LACKING, remedy)


def _package(name: str, package: str, remedy: str) -> Check:
    try:
        return Check(name, f"{package} {version(package)}")
    except PackageNotFoundError:
        return Check(name, _("absent"), LACKING, remedy)


def _temporary() -> Check:
    """Whether temporary files can be written."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x" * 4096)
            file.flush()
    except OSError:
        return Check(
            "temporary", _("cannot be written"), WRONG, _("free some space, or set TMPDIR to a folder of yours")
        )
    return Check("temporary", _short(Path(tempfile.gettempdir())))


def _short(path: Path) -> str:
    """A path as it can be shown to others: the home folder, which names the user, is `~`."""
    try:
        return str(Path("~", path.relative_to(Path.home())))
    except (ValueError, RuntimeError):
        return str(path)
