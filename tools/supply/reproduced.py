"""The wheel built twice, in different folders, at different times, under different rights: the same bytes.

python tools/supply/reproduced.py OUT     writes the wheel into the folder OUT if both builds agree; else exit 1
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ("src", "data", "docs/schemas", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md")
MADE = shutil.ignore_patterns("law.json", "*.mo", "__pycache__")


def main(out: str) -> int:
    """Build, compare, keep."""
    with tempfile.TemporaryDirectory() as folder:
        sources = copied(ROOT, Path(folder, "sources"))
        one = built(copied(sources, Path(folder, "a")), 0o022, seed=1)
        two = built(copied(sources, Path(folder, "another place")), 0o077, seed=2)
        for wheel in (one, two):
            print(f"{hashlib.sha256(wheel.read_bytes()).hexdigest()}  {wheel.name}")
        if one.read_bytes() != two.read_bytes():
            print("the two builds differ")
            return 1
        Path(out).mkdir(exist_ok=True)
        shutil.copy(one, out)
    return 0


def copied(root: Path, folder: Path) -> Path:
    """A fresh copy of the sources, without anything made from them."""
    folder.mkdir()
    for name in SOURCES:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=MADE)
        else:
            shutil.copy(source, folder)
    return folder


def built(folder: Path, umask: int, seed: int) -> Path:
    """A wheel from sources whose files are of another time each."""
    for path in folder.rglob("*"):
        os.utime(path, (10**9 * seed, 10**9 * seed))
    command = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps")
    how = ("--no-build-isolation", "--no-index", "-w", folder / "wheel", ".")
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    subprocess.run((*command, *how), cwd=folder, env=environment, umask=umask, check=True)
    (wheel,) = (folder / "wheel").glob("*.whl")
    return wheel


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
