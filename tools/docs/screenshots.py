"""Screenshots of the terminal: real output of real commands as SVG, in docs/images (written by `make docs`).

They load nothing: Rich's own drawing names a web font, ours asks for whatever fixed-width font the reader has.
"""

import io
import re
from pathlib import Path
from typing import NamedTuple

from replay import run

WIDTH = 80
FIRST_MONTHS = "--from 2021-09 --to 2022-08"


class Shot(NamedTuple):
    """What is shown under a name: commands one after the other, in one folder."""

    name: str
    commands: tuple[str, ...]


SHOTS = (
    Shot("compute", ("$ revalo compute --job avs --category C --year 8 --seniority 8 --echelon 2 --diploma 3",)),
    Shot("batch", ("$ revalo sample --rows 200 --seed 7 -o {input}", "$ revalo batch {input} -o {output}")),
    Shot("national", ("$ revalo sample --branch -o {input}", "$ revalo batch {input} --by category -o {output}")),
    Shot("timeline", (f"$ revalo timeline --job avs --since 2013-06-15 {FIRST_MONTHS}",)),
)
FILES = {
    "fr": {"input": "paie.csv", "output": "resultats.xlsx"},
    "en": {"input": "payroll.csv", "output": "results.xlsx"},
}
_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def drawn(shot: Shot, folder: Path, language: str) -> str:
    """A shot as SVG, its commands run in a folder."""
    from rich.console import Console  # noqa: PLC0415 - the pages alone do not need it
    from rich.terminal_theme import SVG_EXPORT_THEME  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    for command in (each.format(**FILES[language]) for each in shot.commands):
        lines, code = run(command, folder, language, FORCE_COLOR="1", TERM="xterm-256color")
        if code:
            raise RuntimeError(f"{command} ends with code {code}")
        console.print(Text.from_ansi("\n".join([command, *lines, ""])))
    return _WEB_FONT.sub("", console.export_svg(title="revalo", theme=SVG_EXPORT_THEME, unique_id=shot.name))
