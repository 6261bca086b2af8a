"""The register of errors: each code with what it means, what to do, and its messages. Nothing else says them.

An error is raised with the name of its message (`UsageError("category-needed")`); a row is rejected with its code.
May import language. Tests: `tests/cli`.
"""

from collections.abc import Mapping

from revalo.controls import on_one_line
from revalo.language import N_, _
from revalo.register.computing import COMPUTING
from revalo.register.entry import Entry
from revalo.register.files import FILES
from revalo.register.requests import REQUESTS
from revalo.register.results import RESULTS
from revalo.register.rows import ROWS

EXITS: Mapping[int, str] = {
    0: N_("done"),
    1: N_("internal error: please report it"),
    2: N_("the request is incomplete, contradictory or not understood"),
    3: N_("a payroll file or a law file cannot be read, or is inconsistent"),
    4: N_("done, with rows rejected or gaps found"),
    5: N_("not computable: revalo's legal data lack a value"),
    130: N_("interrupted (Ctrl-C, kill): nothing was written"),
}  # how the program ends, all commands
REGISTER = (*REQUESTS, *RESULTS, *FILES, *COMPUTING, *ROWS)
BY_CODE: Mapping[str, Entry] = {entry.code: entry for entry in REGISTER}
BY_MESSAGE: Mapping[str, Entry] = {name: entry for entry in REGISTER for name in entry.messages}


_NAMES = ("file", "header", "headers", "names", "name", "sheet", "sheets", "folder")  # of figures that files give


def words(name: str, /, **figures: object) -> str:
    """A message in the language in use, with its figures; what they name stays on one line."""
    plain = {
        key: on_one_line(each) if key in _NAMES and isinstance(each, str) else each for key, each in figures.items()
    }
    return _(BY_MESSAGE[name].messages[name]).format(**plain)


def coded(message: str, name: str) -> str:
    """What people read: a message, with the public code of the message of this name at its end."""
    return f"{message} [{BY_MESSAGE[name].code}]"


def reason(code: str) -> str:
    """Why a row was rejected; a code without words stands for itself."""
    return _(BY_CODE[code].cause) if code in BY_CODE else code


def reasons(rejected: Mapping[str, int]) -> list[tuple[str, int]]:
    """Why rows were rejected and how many, the most frequent first, equals in the order of the file."""
    ordered = sorted(rejected.items(), key=lambda each: -each[1])
    return [(reason(code), number) for code, number in ordered]


def remedy(code: str) -> str:
    """What to do about a rejected row; empty for a code without words."""
    return _(BY_CODE[code].remedy) if code in BY_CODE else ""
