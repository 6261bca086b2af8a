"""Nothing of people leaves by any door: outputs, messages, temporary files, the network.

A payroll holds a social-security number, a name and cells found nowhere else; every command is run on it, good or
bad, and everything that it prints or writes is searched for them. Staff numbers alone go through: results need them.
"""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

import dsn_files
from hard_files import workbook
from seeds import seeds

NIR, NAME, CELL = "184017512345678", "ZQXMARTIN", "qzxcontent"
CANARIES = (NIR, NIR[:13], NAME, CELL)
HEADER = "matricule;nir;nom;service;département;catégorie;année;heures;brut payé;mois;commentaire"
GOOD = [f"A{i};{NIR};{NAME};Nord;48;C;8;104,00;1500,00;2021-11;{CELL}" for i in range(9)]
BAD = [  # each cell at fault holds a canary
    f"B1;{NIR};{NAME};Nord;48;{CELL};8;104,00;1500,00;2021-11;",
    f"B2;{NIR};{NAME};Nord;48;C;{NIR};104,00;1500,00;2021-11;",
    f"B3;{NIR};{NAME};Nord;48;C;8;{CELL};1500,00;2021-11;",
    f"B4;{NIR};{NAME};Nord;48;C;8;104;{NAME};2021-11;",
    f"B5;{NIR};{NAME};Nord;48;C;8;104;1500;{CELL};",
    f"B6;{NIR};{NAME};Nord",
    f'B7;"{NAME};Nord;48;C;8;104;1500;2021-11;',
]
ACTIVITY = "service;département;heures APA;commentaire\nNord;48;1000;" + CELL + "\n"
SPY = """
import os, sys
def deny(event, arguments):
    if event.startswith("socket.") and event != "socket.gethostname":
        sys.stderr.write("NETWORK " + event)
        os._exit(99)
sys.addaudithook(deny)
"""


DRIVER = """
import contextlib, os, shlex, sys
from revalo.cli.main import main
start = os.getcwd()
for number, words in enumerate(sys.argv[1:]):
    os.makedirs(os.path.join(start, str(number)))
    os.chdir(os.path.join(start, str(number)))
    with open("printed", "w") as out, contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            main(shlex.split(words))
        except SystemExit as stop:
            code = stop.code
    print(code)
"""


class Command(NamedTuple):
    """Words of a command, and how it may end."""

    words: str
    codes: tuple[int, ...] = (0, 4)


COMMANDS = [
    *(Command(f"batch {{}} -o out{ending}") for ending in (".csv", ".xlsx", ".parquet", ".jsonl")),
    Command("batch {} -o out.csv --lines --by category --by-text"),
    Command("batch {} -o - --rejects rejects.csv"),
    Command("batch {} --dry-run --rejects rejects.csv"),
    Command("check {} -o gaps.csv"),
    Command("fund {} --activity activity.csv --year 2021 --json", (0, 3, 4)),
    Command("fund {} --activity activity.csv --year 2021 -o fund.xlsx", (0, 3, 4)),
    Command("fund {} --activity activity.csv --year 2021 -o fund.csv", (0, 3, 4)),
    Command("report {} -o report.html"),
    Command("sheet --batch {} -o sheets"),
    Command("columns {} --write-profile profile.yaml"),
    Command("batch {} -o out.doc", (2,)),
    Command("batch {} -o nowhere/out.csv", (2,)),
    Command("batch {} -o out.csv --mapping activity.csv", (3,)),
    Command("batch {} -o out.csv --before yesterday", (2,)),
]
ALONE = [
    Command("--help"),
    Command("compute --category C --year 8"),
    Command("compute --category C --year 8 --explain"),
    Command("compute --category C --year 8 --json --employer-cost"),
    Command("timeline --category C --year 8 --from 2021-01 --to 2022-12"),
    Command("arrears --category C --year 8 --known-on 2021-09-30 --known-later 2022-12-31", (0, 2, 4)),
    Command("compare --category C --year 8 --versus echelon=2"),
    *(Command(words) for words in ("cases", "law list", "segur", "errors", "doctor", "template -o template.xlsx")),
    Command("sample --rows 50 -o sample.csv"),
    Command("sheet --category C --year 8 -o sheet.html"),
]


def payrolls(folder: Path) -> Iterator[Path]:
    """The same people as CSV and as a workbook, well and badly filled in, and files that cannot be read at all."""
    for name, rows in (("good", GOOD), ("bad", [*GOOD, *BAD])):
        path = folder / f"{name}.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        yield path
    path = folder / "bad.xlsx"
    path.write_bytes(workbook(tuple(HEADER.split(";")), *(tuple(row.split(";")) for row in (*GOOD, *BAD))))
    yield path
    path = folder / "headless.csv"
    path.write_text("\n".join(GOOD) + "\n", encoding="utf-8")
    yield path
    path = folder / "broken.csv"
    path.write_bytes(f"{HEADER}\n{GOOD[0]}\n".encode() + f"é;{NAME}\0{CELL}\n".encode())
    yield path


def seen(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, parts of workbooks unpacked."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()
            if path.suffix == ".xlsx":
                with zipfile.ZipFile(path) as book:
                    yield from ((f"{path.name}/{name}", book.read(name)) for name in book.namelist())


def check(commands: Sequence[Command], payroll: Path | None, folder: Path, spy: Path) -> None:
    """Run commands where nothing may leave, and search all that they left."""
    work, temporary, home = (folder / name for name in ("work", "temporary", "home"))
    for place in (work, temporary, home):
        place.mkdir(parents=True)
    (folder / "activity.csv").write_text(ACTIVITY, encoding="utf-8")
    given = [each.words.format(payroll).replace("activity.csv", str(folder / "activity.csv")) for each in commands]
    environment = os.environ | {"PYTHONPATH": str(spy), "TMPDIR": str(temporary), "HOME": str(home)}
    environment |= {name: str(home) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *given], cwd=work, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    unreadable = payroll is not None and payroll.stem in ("headless", "broken")
    for command, code in zip(commands, done.stdout.split(), strict=True):
        assert int(code) in ((2, 3) if unreadable else command.codes), command
    for name, content in (("printed", done.stdout + done.stderr), *seen(work), *seen(temporary)):
        found = [canary for canary in CANARIES if canary.encode() in content]
        assert not found, f"{name}: {found}"
    assert not [*temporary.iterdir(), *home.iterdir()], "nothing is kept"
    files = [path for path in work.rglob("*") if path.is_file() and path.name != "printed"]
    assert not [path for path in files if path.name.endswith(".part") or path.name.startswith("core")]
    assert os.name != "posix" or not [path for path in files if path.stat().st_mode & 0o077]


@pytest.fixture(scope="module")
def spy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `sitecustomize` ends the program at the first use of the network."""
    folder = tmp_path_factory.mktemp("spy")
    (folder / "sitecustomize.py").write_text(SPY, encoding="utf-8")
    return folder


def test_commands_without_a_payroll_use_no_network(tmp_path: Path, spy: Path) -> None:
    check(ALONE, None, tmp_path, spy)


@pytest.mark.parametrize("place", seeds(1, 0, 2, 3, 4))
def test_nothing_of_people_leaves(place: int, tmp_path: Path, spy: Path) -> None:
    payroll = list(payrolls(tmp_path))[place]
    check(COMMANDS, payroll, tmp_path / "here", spy)


def test_nothing_of_people_leaves_a_dsn(tmp_path: Path, spy: Path) -> None:
    text = (dsn_files.FOLDER / "association.dsn").read_text(encoding="latin-1")
    path = tmp_path / "people.dsn"
    text = text.replace("S21.G00.30.001,'" + "0" * 13, "S21.G00.30.001,'" + NIR[:13]).replace("'Prénom'", f"'{NAME}'")
    assert NIR[:13] in text
    path.write_text(text, encoding="latin-1")
    words = ("batch {} -o out.csv", "convert {} -o out.csv", "columns {}")
    check([Command(each) for each in words], path, tmp_path / "whole", spy)
    path.write_text("\n".join(text.splitlines()[:-3]), encoding="latin-1")
    check([Command(each, (3,)) for each in words], path, tmp_path / "cut", spy)


def test_headers_that_hold_numbers_are_not_shown(tmp_path: Path, spy: Path) -> None:
    """A file without a header, where a cell of the first person happens to be the name of a column."""
    path = tmp_path / "people.csv"
    path.write_text("\n".join(f"A{i};{NIR};{NAME};{CELL};Service" for i in range(3)) + "\n", encoding="utf-8")
    words = ("columns {}", "columns {} --write-profile p.yaml", "batch {} -o out.csv", "batch {} --dry-run")
    check([Command(each) for each in words], path, tmp_path / "here", spy)


def test_the_spy_sees(spy: Path) -> None:
    command = [sys.executable, "-c", "import socket; socket.socket()"]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(spy)}, capture_output=True, check=False)
    assert (done.returncode, done.stderr[:7]) == (99, b"NETWORK")
