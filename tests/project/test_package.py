"""What the package and the files around it say of the project: once, and the same everywhere.

Guards: version.py.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import revalo

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
URLS: dict[str, str] = PROJECT["urls"]


def loaded(name: str) -> dict[str, Any]:
    """A YAML file of the root."""
    found: dict[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return found


def test_how_to_cite_it() -> None:
    found = loaded("CITATION.cff")
    assert found["version"] == revalo.__version__
    assert found["url"] == URLS["Homepage"]
    assert found["repository-code"] == URLS["Source"]
    assert found["authors"] == PROJECT["authors"]
    assert found["license"] == PROJECT["license"]
    assert found["keywords"] == PROJECT["keywords"]


def test_what_public_bodies_read() -> None:
    found = loaded("publiccode.yml")
    assert found["softwareVersion"] == revalo.__version__
    assert (found["landingURL"], found["url"]) == (URLS["Homepage"], URLS["Source"])
    assert found["legal"]["license"] == PROJECT["license"]
    assert found["maintenance"]["contacts"] == PROJECT["authors"]
    assert set(found["description"]) == set(found["localisation"]["availableLanguages"]) == {"fr", "en"}
    for words in found["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in words["features"])


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda path: path.name)
def test_the_files_of_the_forge_are_read(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text(encoding="utf-8")), dict)


def test_the_steps_of_the_workflow_are_those_of_the_makefile() -> None:
    targets = (ROOT / "Makefile").read_text(encoding="utf-8")
    jobs = loaded(".github/workflows/tests.yml")["jobs"]
    steps = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    assert steps
    for step in steps:
        assert step == ".ci/run" or f"\n{step.split()[1]}:" in targets


def test_a_version_of_python_that_is_named() -> None:
    """The tests run on a version that the classifiers name: they say what was tried."""
    named = {line.rpartition(" :: ")[2] for line in PROJECT["classifiers"] if line.startswith("Programming Language")}
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in named


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md"])
def test_the_links_of_a_page_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = [part.split(")")[0].split("#")[0] for part in text.split("](")[1:]]
    assert links
    assert [link for link in links if "://" not in link and link and not (ROOT / link).exists()] == []
