"""Running the program inside the test process: a command line with what it printed and its exit code, or a payslip."""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from typing import Any, NamedTuple
from unittest.mock import patch

from revalo.cli.main import main
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.rules.payslip import Payslip, payslip
from revalo.rules.person import read_employee

CODES = (0, 2, 3, 4, 5)  # the exit codes of the contract, except 1 (an internal error)
_MEDDLING = ("REVALO_LANG", "REVALO_LAW", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "NO_COLOR", "TERM")


class Ran(NamedTuple):
    """A finished run."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed, which must be one JSON value and nothing else."""
        return json.loads(self.out)


@contextmanager
def plain_terminal() -> Iterator[None]:
    """A pipe of 80 columns, without the settings of whoever runs the tests."""
    saved = dict(os.environ)
    for name in _MEDDLING:
        os.environ.pop(name, None)
    os.environ["COLUMNS"] = "80"
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


def run(*arguments: str, typed: str = "", encoding: str = "utf-8", **settings: str) -> Ran:
    """Run `revalo` with these arguments, answers typed, in an encoding, with settings of the environment."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="") for _stream in range(2))
    with plain_terminal(), redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.StringIO(typed)):
        os.environ.update(settings)
        try:
            main(arguments)
        except SystemExit as stop:
            code = stop.code
    assert isinstance(code, int), "the exit code is a number"
    return Ran(code, _said(out), _said(err))


def _said(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read().removeprefix("\ufeff")


def compute(*arguments: str) -> Any:
    """The JSON object of a `revalo compute` that must succeed and say nothing on standard error."""
    ran = run("compute", *arguments, "--json")
    assert (ran.code, ran.err) == (0, ""), ran.err
    return ran.json


def lines(side: Any) -> dict[str, str]:
    """The amounts of one side by line."""
    return {line["id"]: line["amount"] for line in side["lines"]}


def slip(law: Law, given: dict[str, Any], day: date) -> Payslip:
    """The payslip of one person on one day."""
    return payslip(read_employee(law, given), Binding(law, Choices(day)))
