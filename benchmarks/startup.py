"""How long `revalo compute` takes beside a one-option Typer program that imports what the command line is made of."""

from measuring import PYTHON, REVALO, Asked, Found, paired

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
AS_MANY = 3  # runs for each repeat: they are short


def startup(asked: Asked) -> Found:
    """One person, from nothing to the answer, against the bare program."""
    bare = asked.folder / "bare.py"
    bare.write_text(BARE, encoding="utf-8")
    commands = {"compute": COMPUTE, "bare": (PYTHON, bare)}
    runs = paired(commands, asked.repeats * AS_MANY + 1)[1:]  # the first brings the files into memory
    ratios = [each["compute"].seconds / each["bare"].seconds for each in runs]
    return Found(1, {"`revalo compute`": {"time ÷ a bare Typer program": ratios}}, [])
