"""Any bytes to any reader, any word to any option: an exit code of the contract, in words, and no internal error."""

import contextlib
import os
import re
import string
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dsn_files
from hard_files import GOOD, GOOD_BOOK, GOOD_TABLE, HEAD, SHEET, STRINGS, changed, part
from running import CODES, run

SOME = settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
PROFILE = b"encoding: utf-8\nseparator: ';'\ndecimal: ','\ndate_format: JJ/MM/AAAA\ncolumns: {Nom: unused}\n"
SCENARIO = (
    b"name: x\ntitle: {fr: a, en: b}\nfrom: 2027-01-01\nchanges:\n  - {path: avenant43.point_value, value: 6.00}\n"
)
DSN = (dsn_files.FOLDER / "territorial.dsn").read_bytes()
SAMPLES = {
    "csv": (HEAD + GOOD * 3).encode(),
    "utf-16": (HEAD + GOOD * 3).encode("utf-16"),
    "xlsx": GOOD_BOOK,
    "sheet": part(SHEET),
    "strings": part(STRINGS),
    "parquet": GOOD_TABLE,
    "dsn": DSN,
    "mapping": PROFILE,
    "scenario": SCENARIO,
    "law": b"point_value: {unit: EUR per point, versions: [{from: 2021-10-01, value: 5.50, text: avenant-44}]}\n",
    "positions": b"matricule;categorie;annee\n1;C;8\n2;D;9\n",
    "activity": b"service_id;department;hours_apa;participation\nA;48;100;0,1\n",
}
COMMANDS = {
    "mapping": ("batch", "pay.csv", "--mapping", "given", "-o", "out.csv"),
    "scenario": ("compute", "--category", "C", "--year", "8", "--scenario", "given"),
    "law": ("law", "validate", "given"),
    "positions": ("batch", "d.dsn", "--with-positions", "given", "-o", "out.csv"),
    "activity": ("fund", "pay.csv", "--activity", "given", "--year", "2022"),
}
BATCH = ("batch", "given", "-o", "out.csv")


@contextlib.contextmanager
def elsewhere() -> Iterator[Path]:
    """A folder of its own, with a good payroll."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path("pay.csv").write_text(HEAD + GOOD, encoding="utf-8")
        Path("d.dsn").write_bytes(DSN)
        try:
            yield Path(folder)
        finally:
            os.chdir(here)


def given_as(kind: str, content: bytes) -> bytes:
    """The bytes of the file: a part of a workbook stands in a whole one."""
    parts = {"sheet": SHEET, "strings": STRINGS}
    return changed(parts[kind], lambda _old: content) if kind in parts else content


@st.composite
def damaged(draw: Any, sample: bytes) -> bytes:
    """A good file with bytes cut out, put in, doubled or changed."""
    content = bytearray(sample)
    for _change in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        stop = min(len(content), start + draw(st.sampled_from([0, 1, 2, 8, 64])))
        held = bytes(content[start:stop])
        odd = st.sampled_from(
            [b"", b"\0", b"\xff", b'"', b"\n", b";", b"\r", b"\xef\xbb\xbf", b"9" * 30, b"-", b"'", held * 3]
        )
        content[start:stop] = draw(odd | st.binary(max_size=6))
    return bytes(content)


@pytest.mark.parametrize("kind", SAMPLES)
@SOME
@given(data=st.data())
def test_any_bytes_to_any_reader(kind: str, data: st.DataObject) -> None:
    content = data.draw(damaged(SAMPLES[kind]))
    with elsewhere() as folder:
        (folder / "given").write_bytes(given_as(kind, content))
        ran = run(*COMMANDS.get(kind, BATCH))
        assert ran.code in CODES, ran.err
        assert bool(ran.err) or ran.code in (0, 4)
        assert Path("out.csv").exists() == (ran.code in (0, 4) and "-o" in COMMANDS.get(kind, BATCH))
        assert not list(folder.glob(".*"))


def options() -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Every option of every command: the words of the command, the option, and whether it takes a value."""
    from revalo.cli.app import app_of  # noqa: PLC0415
    from revalo.cli.parser import get_command  # noqa: PLC0415 - only here

    yield from _below(get_command(app_of()), ())


def _below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for option in command.params:
        if option.param_type_name == "option" and option.name not in SHELL:
            yield from ((words, name, not option.is_flag) for name in (*option.opts, *option.secondary_opts))
    for name, child in getattr(command, "commands", {}).items():
        yield from _below(child, (*words, name))


WORDS = st.one_of(
    st.text(string.printable.replace("/", ""), max_size=20),  # no file is written elsewhere
    st.text(max_size=6).map(lambda text: re.sub(r"[\0/\ud800-\udfff]", "", text)),
    st.sampled_from(
        ["", "-1", "0", "1e999", "nan", "inf", "9" * 40, "1,5", "٣", "2021-02-30", "..", "a=b", "-", "é" * 300]
    ),
)
NEEDED = {
    "batch": ("pay.csv", "-o", "out.csv"),
    "check": ("pay.csv",),
    "columns": ("pay.csv",),
    "compute": ("--category", "C", "--year", "8"),
    "convert": ("d.dsn", "-o", "out.csv"),
    "sample": ("--rows", "3", "-o", "out.csv"),
    "sheet": ("--category", "C", "--year", "8", "-o", "out.html"),
    "report": ("pay.csv", "-o", "out.html"),
    "timeline": ("--category", "C", "--year", "8", "--from", "2021-09", "--to", "2021-11"),
}
SHELL = ("install_completion", "show_completion")  # they change, or look at, the shell of whoever runs the tests
LARGE = {("sample", "--rows")}  # a number of rows is taken at its word


@pytest.mark.parametrize(("words", "option", "takes"), list(options()), ids=str)
@settings(max_examples=1, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_word_to_any_option(words: tuple[str, ...], option: str, takes: bool, data: st.DataObject) -> None:
    value = [data.draw(WORDS)] if takes else []
    if takes and words and (words[0], option) in LARGE:
        value = [data.draw(st.sampled_from(["0", "-3", "x", "", "1.5"]))]
    if option == "--engine" and value == ["spark"]:
        return
    with elsewhere():
        ran = run(*words, *NEEDED.get(words[0], ()) if words else (), option, *value)
        assert ran.code in CODES, (value, ran.err)
        assert ran.err or ran.code in (0, 4)
