"""Any terminal: cp1252, plain C, pipes, broken pipes, no colour.

Guards: __main__.py, payroll/writing/sample_file.py, reports/terminal/console.py, reports/terminal/fitting.py,
reports/terminal/folding.py, reports/terminal/palette.py, reports/terminal/progress.py.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

COMPUTE = ("compute", "--job", "avs", "--category", "C", "--year", "8", "--seniority", "8", "--echelon", "2")
MANAGER = (
    *("compute", "--job", "directeur-general", "--year", "30", "--seniority", "30", "--echelon", "3"),
    *("--allowance", "responsabilite=301", "--allowance", "complexite=8", "--allowance", "cadre-superieur-b=12"),
)
MONTHS = ("timeline", *COMPUTE[1:], "--to", "2022-12")
COMMANDS = [COMPUTE, (*COMPUTE, "--explain"), (*COMPUTE, "--json"), ("cases",), ("law", "list"), ("--help",), MONTHS]
COMMANDS += [("compare", *COMPUTE[1:], "--versus", "echelon=3"), ("arrears", *COMPUTE[1:], "--to", "2023-06")]
COLOUR = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|38;|48;)[0-9;]*m")
MEDDLING = ("REVALO_LANG", "REVALO_LAW", "FORCE_COLOR", "NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8")
C_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ONE_AFTER_THE_OTHER = """
import shlex, sys
from revalo.cli.main import main
for words in sys.argv[1:]:
    try:
        main(shlex.split(words))
    except SystemExit as stop:
        assert not stop.code, words
    sys.stdout.write(chr(12))
"""
MODULES = """
import sys
from revalo.cli.main import main
try:
    main(sys.argv[1:])
finally:
    print(" ".join(sys.modules), file=sys.stderr)
"""


def environment(**settings: str) -> dict[str, str]:
    """The environment of the tests without what would change the output, and with some settings."""
    return {name: value for name, value in os.environ.items() if name not in MEDDLING} | settings


def revalo(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Run `revalo` in a process of its own, piped."""
    command = [sys.executable, "-m", "revalo", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env=environment(**settings))


def printed_by_each(**settings: str) -> dict[tuple[str, ...], bytes]:
    """What each command prints on standard output, piped, one after the other in one process of an environment."""
    words = [sys.executable, "-c", ONE_AFTER_THE_OTHER, *(shlex.join(command) for command in COMMANDS)]
    done = subprocess.run(words, capture_output=True, check=False, env=environment(**settings))
    assert (done.returncode, done.stderr) == (0, b"")
    return dict(zip(COMMANDS, done.stdout.split(b"\f")[:-1], strict=True))


def test_a_windows_console() -> None:
    printed = {command: text.decode("cp1252") for command, text in printed_by_each(PYTHONIOENCODING="cp1252").items()}
    assert "1\u00a0787,50\u00a0€" in printed[COMPUTE]
    assert "Écart" in printed[COMPUTE]
    assert "?" not in printed[COMPUTE]


def test_messages_on_a_windows_console() -> None:
    done = revalo("compute", "--category", "Z", PYTHONIOENCODING="cp1252")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "indiquez une catégorie de A à I" in done.stderr.decode("cp1252")


def test_a_terminal_that_only_knows_ascii() -> None:
    assert all(text.isascii() for text in printed_by_each(**C_LOCALE).values())


def test_piped_without_colour_at_80_columns() -> None:
    for command, text in printed_by_each(PYTHONIOENCODING="utf-8").items():
        assert b"\x1b" not in text
        if "--json" not in command:
            assert max(map(len, text.decode().splitlines())) <= 80


def test_colours_are_asked_for_or_not() -> None:
    coloured = revalo("cases", FORCE_COLOR="1", TERM="xterm-256color", PYTHONIOENCODING="utf-8").stdout.decode()
    plain = revalo("cases", FORCE_COLOR="1", TERM="xterm-256color", NO_COLOR="1", PYTHONIOENCODING="utf-8")
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain.stdout.decode())


def without_reader(command: tuple[str, ...]) -> subprocess.CompletedProcess[bytes]:
    """Run `revalo` into a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = [sys.executable, "-m", "revalo", *command]
        return subprocess.run(run, stdout=writing, stderr=subprocess.PIPE, check=False, env=environment())
    finally:
        os.close(writing)


@pytest.mark.parametrize("command", [COMPUTE, MONTHS, ("cases",), ("--help",)], ids=" ".join)
def test_a_reader_that_went_away(command: tuple[str, ...]) -> None:
    assert without_reader(command).stderr == b""


@pytest.mark.parametrize("command", [("law", "list"), (*COMPUTE, "--json")], ids=" ".join)
def test_a_reader_that_went_away_is_no_internal_error(command: tuple[str, ...]) -> None:
    assert without_reader(command).returncode != 1


def test_head() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "revalo", "law", "list"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    ) as listing:
        assert listing.stdout is not None
        assert listing.stderr is not None
        listing.stdout.readline()
        listing.stdout.close()
        assert listing.stderr.read() == b""


@pytest.mark.parametrize("lines", ["--json", "--explain"])
def test_the_same_answer_in_every_process(lines: str) -> None:
    answers = {revalo(*MANAGER, lines, PYTHONHASHSEED=str(seed)).stdout for seed in (0, 5)}
    assert len(answers) == 1, "the order of the lines changes from one run to the next"


def test_an_instant_answer_reads_no_yaml_and_no_table() -> None:
    run = [sys.executable, "-c", MODULES, *COMPUTE, "--json"]
    done = subprocess.run(run, capture_output=True, check=False, env=environment())
    assert done.returncode == 0
    modules = set(done.stderr.decode().split())
    assert "revalo.rules.payslip" in modules
    assert not modules & {"yaml", "rich.table", "numpy", "pandas", "pyarrow"}


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"REVALO_LANG": "en"}, "Base salary"),
        ({"REVALO_LANG": "fr"}, "Salaire de base"),
        ({"REVALO_LANG": "de"}, "Salaire de base"),
        ({}, "Salaire de base"),
        ({"LANG": "en_GB.UTF-8"}, "Base salary"),
        ({"LANG": "fr_FR.UTF-8"}, "Salaire de base"),
        ({"LC_ALL": "de_DE.UTF-8", "LANG": "en_GB.UTF-8"}, "Salaire de base"),
        ({"REVALO_LANG": "fr", "LC_ALL": "en_US.UTF-8"}, "Salaire de base"),
    ],
)
def test_the_language_of_the_environment(settings: dict[str, str], words: str) -> None:
    assert words in revalo(*COMPUTE, PYTHONIOENCODING="utf-8", **settings).stdout.decode()


def test_the_law_of_the_environment(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    done = revalo(*COMPUTE, REVALO_LAW=str(missing))
    assert (done.returncode, done.stdout) == (3, b"")
    assert b"Traceback" not in done.stderr
