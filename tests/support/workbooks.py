"""Workbooks computed again: every formula's value taken away, then worked out by LibreOffice."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

OFFICE = shutil.which("soffice")
_FORMULA = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def cells(path: Path, *, formulas: bool = False) -> Iterator[tuple[str, str, Any]]:
    """Sheet, place and value of every cell that is not empty."""
    book = openpyxl.load_workbook(path, data_only=not formulas)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from ((sheet.title, cell.coordinate, cell.value) for cell in row if cell.value not in (None, ""))


def emptied(path: Path, folder: Path) -> Path:
    """The same workbook, every formula without its value."""
    folder.mkdir(exist_ok=True)
    bare = folder / path.name
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _FORMULA.sub(rb"\1", old.read(name)))
    return bare


def computed(path: Path, folder: Path) -> Path:
    """The same workbook computed and written by LibreOffice."""
    out, profile = folder / "computed", f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out / path.name
