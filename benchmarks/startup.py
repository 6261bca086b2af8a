"""How long the program takes where there is next to nothing to do, beside the least that Python needs for the same.

`revalo compute` beside a one-option Typer program that imports what the command line is made of; `revalo batch` of a
hundred rows beside a Python that imports numpy and pyarrow, and ends.
"""

from measuring import PYTHON, REVALO, Asked, Command, Found, Values, paired

BARE = """
import typer
import yaml
from pydantic import BaseModel
from rich.table import Table

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    print(name)


app()
"""
COMPUTE = (*REVALO, "compute", "--job", "avs", "--category", "C", "--year", "8")
IMPORTS = (PYTHON, "-c", "import numpy, pyarrow")
ROWS = 100
AS_MANY = 3  # runs for each repeat: they are short


def startup(asked: Asked) -> Found:
    """One person, then a hundred rows, from nothing to the answer."""
    bare = asked.folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    values = _against(asked, "`revalo compute`", COMPUTE, (PYTHON, bare), "a bare Typer program")
    payroll = asked.payroll(ROWS, all_sectors=True)
    name = f"`revalo batch`, {ROWS} rows"
    values |= _against(asked, name, asked.batch(payroll), IMPORTS, "importing numpy and pyarrow")
    return Found(1, values, [])


def _against(asked: Asked, name: str, command: Command, least: Command, what: str) -> Values:
    """A command against the least."""
    runs = paired({"it": command, "least": least}, asked.repeats * AS_MANY + 1)[1:]  # the first fills the disk's memory
    return {
        name: {
            f"time ÷ {what}": [each["it"].seconds / each["least"].seconds for each in runs],
            f"processor time ÷ {what}": [each["it"].busy / each["least"].busy for each in runs],
        }
    }
