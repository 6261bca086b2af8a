"""What the program stands on: known vulnerabilities and licences of every package pinned in requirements/.

    python tools/supply/audit.py SHIPPED     SHIPPED: the interpreter of an environment with what the program installs

Exit 1 where a package has a known vulnerability or a licence that is not on the list below. Where the service of
vulnerabilities cannot be reached, that is said, package by package counted: it is neither a pass nor a failure.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
PINNED = ("runtime", "report", "spark", "build", "dev")  # OpenFisca is only ever run beside the tests
# Licences that may be shipped beside an MIT program: permissive ones, and weak copyleft for files left as they are.
ALLOWED = (
    *(
        "MIT",
        "MIT License",
        "MIT-0",
        "BSD License",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "0BSD",
        "ISC",
        "ISC License (ISCL)",
        "Zlib",
        "CC0-1.0",
    ),
    *("Apache Software License", "Apache-2.0", "Apache License 2.0", "Apache License, Version 2.0", "PSF-2.0"),
    *("Python Software Foundation License", "MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)", "Unlicense"),
)


def main(shipped: str) -> int:
    """Both checks; 1 if either found something."""
    vulnerable = sum(_vulnerabilities(name) for name in PINNED)
    refused = sum(_licences(shipped))
    return 1 if vulnerable or refused else 0


def _vulnerabilities(name: str) -> int:
    """Tell the known vulnerabilities of a list of pins, and how many packages could not be looked up."""
    path = ROOT / "requirements" / f"{name}.txt"
    command = (
        TOOLS / "pip-audit",
        "-r",
        path,
        "--require-hashes",
        "--disable-pip",
        "-f",
        "json",
        "--progress-spinner=off",
    )
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        found: list[dict[str, Any]] = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"{path.name}: NOT CHECKED: pip-audit gave no answer (exit {run.returncode})")
        return 0
    skipped = [each for each in found if "skip_reason" in each]
    bad = [each for each in found if each.get("vulns")]
    for each in bad:
        for vulnerability in each["vulns"]:
            fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
            print(f"{path.name}: {each['name']} {each['version']}: {vulnerability['id']}, fixed in {fixed}")
    checked = f"{len(found) - len(skipped)} packages looked up, {len(bad)} vulnerable"
    unknown = (
        f"; NOT CHECKED: {len(skipped)} (the service of vulnerabilities did not answer for them)" if skipped else ""
    )
    print(f"{path.name}: {checked}{unknown}")
    return len(bad)


def _licences(shipped: str) -> Iterator[int]:
    """Tell the packages installed with the program whose licence is not on the list."""
    command = (TOOLS / "pip-licenses", f"--python={shipped}", "--from=mixed", "--format=json", "--with-system")
    held = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
    tools = {"pip", "setuptools", "wheel"}
    packages = [each for each in held if each["Name"].lower() not in tools]
    for each in packages:
        if not acceptable(each["License"]):
            print(f"licences: {each['Name']} {each['Version']}: {each['License']!r} is not on the list of this script")
            yield 1
    print(f"licences: {len(packages)} packages looked at")


def acceptable(licence: str) -> bool:
    """Whether a licence is on the list; of several joined by `OR` one is enough, else all must be.

    >>> acceptable("MIT"), acceptable("(Apache-2.0 OR GPL-3.0-only)"), acceptable("MIT AND GPL-3.0-only")
    (True, True, False)
    """
    choices = re.split(r"\s+OR\s+", _bare(licence))
    return any(all(_bare(each) in ALLOWED for each in re.split(r"\s+AND\s+|;\s*", _bare(one))) for one in choices)


def _bare(licence: str) -> str:
    """Without the brackets around the whole of it."""
    found = licence.strip()
    return found[1:-1].strip() if found.startswith("(") and found.endswith(")") else found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
