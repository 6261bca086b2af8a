"""Photographs of the HTML report, `docs/images/*/report.png`, by a headless Chromium (`make photographs`).

They are taken by hand, after a change of the report: a browser draws them, so no test can hold them to the byte.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from regenerate import DOCS, workplace
from replay import LANGUAGES, run

SIZE = "900,1000"
COMMANDS = ("$ revalo sample --rows 150 --seed 5 -o payroll.csv", "$ revalo report payroll.csv -o report.html")


def photograph(browser: str, language: str) -> Path:
    """The top of a report on a payroll made up, as a browser shows it."""
    picture = DOCS / "images" / language / "report.png"
    with workplace() as folder, tempfile.TemporaryDirectory() as profile:
        for command in COMMANDS:
            run(command, folder, language)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        page = (folder / "report.html").as_uri()
        subprocess.run(  # noqa: S603 - the browser of this machine, on our own page
            [browser, *options, f"--window-size={SIZE}", f"--screenshot={picture}", page],
            stderr=subprocess.DEVNULL,
            check=True,
        )
    return picture


def main() -> int:
    """Take a photograph in each language; 1 where no browser is there."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.stderr.write("no Chromium on the path\n")
        return 1
    for language in LANGUAGES:
        sys.stdout.write(f"{photograph(browser, language)}: written again\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
