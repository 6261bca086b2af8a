"""Photographs of the report and of the simulator, `docs/images/*/*.png`, by a headless Chromium (`make photographs`).

They are taken by hand, after a change of either (`make simulator` builds the simulator first): a browser
draws them, so no test can hold them to the byte.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from regenerate import DOCS, workplace
from replay import LANGUAGES, run

SIZE = "900,1000"
SIMULATOR = DOCS.parent / "dist" / "revalo-simulateur.html"
ANSWERS = "#lang={language}&job=avs&seniority=8"
SIMULATOR_SIZE, LOADED = "900,1220", "120000"  # milliseconds of its own clock: Python has started by then
COMMANDS = ("$ revalo sample --rows 150 --seed 5 -o payroll.csv", "$ revalo report payroll.csv -o report.html")


def photograph(browser: str, language: str) -> Path:
    """The top of a report on a payroll made up, as a browser shows it."""
    picture = DOCS / "images" / language / "report.png"
    with workplace() as folder:
        for command in COMMANDS:
            run(command, folder, language)
        _taken(browser, (folder / "report.html").as_uri(), picture, SIZE)
    return picture


def photograph_simulator(browser: str, language: str) -> Path:
    """The top of the simulator with an answer."""
    picture = DOCS / "images" / language / "simulator.png"
    address = SIMULATOR.as_uri() + ANSWERS.format(language=language)
    _taken(browser, address, picture, SIMULATOR_SIZE, f"--virtual-time-budget={LOADED}")
    return picture


def _taken(browser: str, address: str, picture: Path, size: str, *further: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        subprocess.run(  # noqa: S603 - the browser of this machine, on our own page
            [browser, *options, *further, f"--window-size={size}", f"--screenshot={picture}", address],
            stderr=subprocess.DEVNULL,
            check=True,
        )


def main() -> int:
    """Take a photograph in each language; 1 where no browser is there."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.stderr.write("no Chromium on the path\n")
        return 1
    takers = (photograph, *([photograph_simulator] if SIMULATOR.is_file() else []))
    for language in LANGUAGES:
        for take in takers:
            sys.stdout.write(f"{take(browser, language)}: written again\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
