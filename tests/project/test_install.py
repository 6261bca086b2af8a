"""The wheel: built, installed elsewhere, it answers like the editable install, with its own compiled law."""

import json
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import Any

import pytest

import revalo
from revalo.grids import store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COMPUTE = ("compute", "--category", "C", "--year", "8", "--json")
COMPILED_USED = """
import sys, revalo
law = revalo.load_law()
print(law.fingerprint, "pydantic" in sys.modules, revalo.__file__)
"""


def done(*command: str | Path, folder: Path) -> str:
    """The standard output of a command that must succeed, run in a folder."""
    run = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources without anything compiled before."""
    copy, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    ignore = shutil.ignore_patterns("law.json", "*.mo", "__pycache__")
    for name in ("src", "data", "docs/schemas"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignore)
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, copy / name)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    done(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", out, ".", folder=copy)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that holds the wheel, and borrows the libraries of this one."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    done(sys.executable, "-m", "venv", "--without-pip", home, folder=home.parent)
    found = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = (sys.executable, "-m", "pip", "--python", found, "--disable-pip-version-check")
    done(*pip, "install", "--no-deps", "--no-index", wheel, folder=home.parent)
    borrowed = home / Path(sysconfig.get_path("purelib")).relative_to(sys.prefix) / "borrowed.pth"
    borrowed.write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return found


def package(python: Path) -> Path:
    """The folder of the installed package."""
    where = done(python, "-c", "import revalo; print(revalo.__file__)", folder=python.parent)
    return Path(where.strip()).parent


def state(python: Path) -> tuple[str, bool]:
    """The fingerprint of the law in use, and whether it had to be compiled on the spot."""
    fingerprint, on_the_spot, _file = done(python, "-c", COMPILED_USED, folder=python.parent).split()
    return fingerprint, on_the_spot == "True"


def test_what_the_wheel_holds(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {f"revalo/reports/pages/templates/page.{suffix}" for suffix in ("css", "html.jinja", "typ")}
    assert templates <= names
    data = {f"revalo/data/{path.name}" for path in (ROOT / "data").glob("*.yaml")}
    assert len(data) == 12
    schemas = {f"revalo/schemas/{path.name}" for path in (ROOT / "docs" / "schemas").iterdir()}
    assert "revalo/schemas/compute.schema.json" in schemas <= names
    assert data | {"revalo/law.json", "revalo/locale/fr/LC_MESSAGES/revalo.mo", "revalo/py.typed"} <= names
    assert {name.split("/")[0] for name in names} == {"revalo", f"revalo-{revalo.__version__}.dist-info"}
    assert not [name for name in names if name.endswith((".pyc", ".sh", ".toml")) or "test" in name]


def test_the_compiled_law_is_that_of_the_yaml_files(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    held: dict[str, Any] = json.loads((tmp_path / "revalo" / "law.json").read_bytes())
    files = {path.name: path for path in sorted((tmp_path / "revalo" / "data").glob("*.yaml"))}
    assert held["fingerprint"] == store.fingerprint(files) == store.fingerprint(store.law_files())
    assert held == store.compile_law(files)


def test_it_is_another_install(python: Path) -> None:
    assert python.parents[1] in package(python).parents
    assert ROOT not in package(python).parents


def test_the_same_answer_as_the_editable_install(python: Path, tmp_path: Path) -> None:
    there = done(python, "-m", "revalo", *COMPUTE, folder=tmp_path)
    here = done(sys.executable, "-m", "revalo", *COMPUTE, folder=tmp_path)
    assert there == here
    assert json.loads(there)["after"]["gross"] == "2013.99"
    script = python.parent / "revalo"
    assert done(script, *COMPUTE, folder=tmp_path) == there


def test_pages_are_written_there(python: Path, tmp_path: Path) -> None:
    for name in ("fiche.html", "fiche.pdf"):
        done(python, "-m", "revalo", "sheet", *COMPUTE[1:-1], "-o", name, folder=tmp_path)
    assert "2\u00a0013,99\u00a0€" in (tmp_path / "fiche.html").read_text(encoding="utf-8")
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF-")


def test_the_version(python: Path, tmp_path: Path) -> None:
    assert done(python, "-m", "revalo", "--version", folder=tmp_path) == f"revalo {revalo.__version__}\n"


def test_cases_and_validation_run_there(python: Path, tmp_path: Path) -> None:
    assert "39 exacts" in done(python, "-m", "revalo", "cases", folder=tmp_path)
    files = sorted((package(python) / "data").glob("*.yaml"))
    assert "12 fichiers en ordre" in done(python, "-m", "revalo", "law", "validate", *files, folder=tmp_path)


def test_french_needs_no_source_catalogue(python: Path, tmp_path: Path) -> None:
    for source in package(python).rglob("*.po"):
        source.unlink()
    assert "Salaire de base" in done(python, "-m", "revalo", *COMPUTE, folder=tmp_path)


def test_the_compiled_law_is_used_until_a_file_changes(python: Path, tmp_path: Path) -> None:
    assert state(python) == (store.fingerprint(store.law_files()), False)
    path = package(python) / "data" / "avenant43.yaml"
    shipped = path.read_text(encoding="utf-8")
    try:
        path.write_text(shipped.replace("{fr: Valeur du point,", "{fr: Valeur changée,"), encoding="utf-8")
        fingerprint, on_the_spot = state(python)
        assert on_the_spot
        assert fingerprint != store.fingerprint(store.law_files())
        assert "Valeur changée" in done(python, "-m", "revalo", "law", "show", "point_value", folder=tmp_path)
    finally:
        path.write_text(shipped, encoding="utf-8")
    assert state(python) == (store.fingerprint(store.law_files()), False)


def test_without_the_compiled_law(python: Path, tmp_path: Path) -> None:
    compiled = package(python) / "law.json"
    content = compiled.read_bytes()
    expected = done(python, "-m", "revalo", *COMPUTE, folder=tmp_path)
    try:
        compiled.unlink()
        assert done(python, "-m", "revalo", *COMPUTE, folder=tmp_path) == expected
        compiled.write_text("{}", encoding="utf-8")
        assert done(python, "-m", "revalo", *COMPUTE, folder=tmp_path) == expected
    finally:
        compiled.write_bytes(content)


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """In different folders, at different times, under different rights, with hashes in another order."""
    said = done(sys.executable, ROOT / "tools" / "supply" / "reproduced.py", tmp_path / "dist", folder=tmp_path).split()
    assert said[0] == said[2]
    assert [path.name for path in (tmp_path / "dist").iterdir()] == [said[1]]
