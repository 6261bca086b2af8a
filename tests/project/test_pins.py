"""Pins are installed, never resolved: neither the pip at hand nor the releases of the day change what is installed."""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ROOT / "requirements"
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==(\S+)", re.MULTILINE)
NEWEST = "99999.0"  # a release of the day that no pin knows

# What stands in one environment together: `all` of these would be installed one after the other.
ENVIRONMENTS = [
    ("runtime", "build", "dev", "spark", "browser", "fuzz", "mutation", "lock"),
    ("runtime", "report"),
    ("runtime", "tables"),
]
PROJECT = ("Makefile", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md")


def pins(name: str) -> dict[str, str]:
    """Each package of a requirements file, with its version."""
    return dict(PIN.findall((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8")))


def forged_wheel(folder: Path, name: str, version: str, *needed: str) -> str:
    """Write the wheel of a package that holds nothing, and say its SHA-256."""
    stem = f"{name.replace('-', '_').replace('.', '_')}-{version}"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\nProvides-Extra: more\n"
    files = {
        "METADATA": metadata + "".join(f"Requires-Dist: {each}\n" for each in needed),
        "WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = f"{stem}.dist-info/RECORD"
    path = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        lines = []
        for file, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            lines.append(f"{stem}.dist-info/{file},sha256={digest},{len(text.encode())}\n")
            wheel.writestr(f"{stem}.dist-info/{file}", text)
        wheel.writestr(record, "".join(lines) + f"{record},,\n")
    return hashlib.sha256(path.read_bytes()).hexdigest()


def offline(index: Path, home: Path) -> dict[str, str]:
    """The environment of a machine that knows one folder of packages and has never installed anything."""
    known = {name: os.environ[name] for name in ("PATH", "PYENV_ROOT", "SYSTEMROOT") if name in os.environ}
    pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(index), "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1"}
    return {**known, **pip, "HOME": str(home), "LANG": "C.UTF-8", "UNCOMPILED": "--no-compile"}


def make(folder: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "-C", str(folder), *words], env=environment, capture_output=True, encoding="utf-8", check=False
    )


def installs() -> Iterator[str]:
    """Each command of the Makefile that installs something."""
    for line in MAKEFILE.replace("\\\n", " ").splitlines():
        yield from (command for command in line.split("&&") if re.search(r"\$\(PIP\).* install ", command))


def test_nothing_is_resolved() -> None:
    found = list(installs())
    assert len(found) == 4
    assert [command for command in found if "--no-deps" not in command] == []
    assert len(re.findall(r"-r \$\(REQUIREMENTS\)/", MAKEFILE)) == 2
    assert "$(PIP) check" in MAKEFILE


@pytest.mark.parametrize("files", ENVIRONMENTS, ids="+".join)
def test_one_version_of_a_package_in_an_environment(files: tuple[str, ...]) -> None:
    versions: dict[str, set[str]] = {}
    for file in files:
        for name, version in pins(file).items():
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_every_file_is_installed_somewhere() -> None:
    named = set(re.findall(r"\$\(REQUIREMENTS\)/([\w-]+)\.txt", MAKEFILE)) | {"oldest-pip"}
    assert named == {path.stem for path in REQUIREMENTS.glob("*.txt")}


@pytest.mark.slow
def test_a_newer_release_changes_nothing(tmp_path: Path) -> None:
    """The case that stopped a newcomer: a package asks for another one with an extra, which is newer in the index."""
    index, project = tmp_path / "index", tmp_path / "project"
    (project / "requirements").mkdir(parents=True)
    index.mkdir()
    pinned = {
        "pytest-plugin": forged_wheel(index, "pytest-plugin", "1.0", "measured[more]>=1.0"),
        "measured": forged_wheel(index, "measured", "1.0"),
    }
    forged_wheel(index, "measured", "2.0")
    lock = "".join(f"{name}==1.0 --hash=sha256:{digest}\n" for name, digest in pinned.items())
    file = project / "requirements" / "openfisca.txt"
    shutil.copy(ROOT / "Makefile", project)
    environment = offline(index, tmp_path)

    file.write_text(lock.splitlines()[0], encoding="utf-8")
    incomplete = make(project, environment, "openfisca", f"PYTHON={sys.executable}")
    assert incomplete.returncode != 0
    assert "requires measured, which is not installed" in incomplete.stdout

    file.write_text(lock, encoding="utf-8")
    complete = make(project, environment, "openfisca", f"PYTHON={sys.executable}")
    assert complete.returncode == 0, complete.stderr
    assert "No broken requirements" in complete.stdout


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every pinned package that the commands of the README install, and beside each a newer release."""
    folder = tmp_path_factory.mktemp("index")
    names = ("runtime", "build", "dev", "oldest-pip")
    files = [word for name in names for word in ("-r", str(REQUIREMENTS / f"{name}.txt"))]
    command = [sys.executable, "-m", "pip", "-q", "download", "--no-deps", "--require-hashes", "-d", str(folder)]
    run = subprocess.run([*command, *files], capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, f"the pinned packages must be within reach of pip:\n{run.stderr}"
    for package in {package for name in names for package in pins(name)}:
        forged_wheel(folder, package, NEWEST)
    return folder


def python_of_old(folder: Path) -> Path:
    """A Python whose environments come with the oldest pip of Python 3.11, as a fresh 3.11.0 makes them."""
    path = folder / "python"
    version = pins("oldest-pip")["pip"]
    path.write_text(
        f'#!/bin/sh\nset -e\n"{sys.executable}" "$@"\n'
        f'if [ "$1 $2" = "-m venv" ]; then "$3/bin/python" -m pip -qq install "pip=={version}"; fi\n',
        encoding="utf-8",
    )
    path.chmod(0o755)
    return path


@pytest.mark.slow
def test_the_commands_of_the_readme_on_an_old_machine(index: Path, tmp_path: Path) -> None:
    """In a clean copy, with the oldest pip and newer releases of all: the demo, then what `make test` installs."""
    clone, environment = tmp_path / "clone", offline(index, tmp_path)
    old = f"PYTHON={python_of_old(tmp_path)}"
    clone.mkdir()
    for name in PROJECT:
        shutil.copy(ROOT / name, clone)
    ignored = shutil.ignore_patterns("law.json", "*.mo", "__pycache__")
    for name in ("src", "data", "docs/schemas", "requirements"):
        shutil.copytree(ROOT / name, clone / name, ignore=ignored)
    demo = make(clone, environment, "demo", old)
    assert demo.returncode == 0, demo.stdout + demo.stderr
    tests = make(clone, environment, "test", old, "PYTEST=echo")
    assert tests.returncode == 0, tests.stdout + tests.stderr

    pip = [str(clone / ".venv" / "bin" / "python"), "-m", "pip", "list", "--format=json"]
    listed = subprocess.run(pip, env=environment, capture_output=True, encoding="utf-8", check=True).stdout
    installed = {each["name"].lower(): each["version"] for each in json.loads(listed)}
    assert installed["pip"] == pins("oldest-pip")["pip"]
    assert installed["coverage"] == pins("dev")["coverage"]
    assert NEWEST not in installed.values()
