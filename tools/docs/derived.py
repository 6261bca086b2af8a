"""Files that say what another file states: the addresses and the version of the project, the schemas.

`pyproject.toml` has the addresses, `revalo.__version__` the version, the closed models the names of YAML files, the
fields of a person those of JSON outputs.
"""

import json
import os
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import employee_schema
import yaml_schemas

from revalo import __version__

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs" / "schemas"
MARK = "# yaml-language-server: $schema="
TOML_MARK = "#:schema "


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def home() -> str:
    """The address of the project."""
    return str(project()["urls"]["Homepage"])


def files() -> dict[Path, Callable[[str], str]]:
    """Each file that follows another, with what makes of its present text the text that it should have."""
    written = {SCHEMAS / f"{name}.schema.json": name for name in yaml_schemas.KINDS}
    by_hand = sorted({*SCHEMAS.glob("*.schema.json")} - {*written})
    return {
        ROOT / "CITATION.cff": lambda text: _said(text, version="Version", url="Homepage", repository_code="Source"),
        ROOT / "publiccode.yml": lambda text: _said(
            text, softwareVersion="Version", landingURL="Homepage", url="Source"
        ),
        **{path: _made(name) for path, name in written.items()},
        **{path: _addressed(path) for path in by_hand},
        **{path: _naming(path, yaml_schemas.of_law_file(path.name)) for path in sorted((ROOT / "data").glob("*.yaml"))},
        **{path: _naming(path, "scenario") for path in sorted((ROOT / "docs" / "scenarios").glob("*.yaml"))},
    }


def _said(text: str, **lines: str) -> str:
    """A YAML file whose lines of these names say what the project does."""
    known = {"Version": __version__, **project()["urls"]}
    for name, key in lines.items():
        text = re.sub(rf"(?m)^({name.replace('_', '-')}): .*$", rf'\1: "{known[key]}"', text)
    return text


def _made(name: str) -> Callable[[str], str]:
    return lambda _text: json.dumps(yaml_schemas.made(name, home()), ensure_ascii=False, indent=2) + "\n"


def _addressed(path: Path) -> Callable[[str], str]:
    """A schema written by hand, under its absolute id."""
    found = yaml_schemas.address(path.name.removesuffix(".schema.json"), home())

    def wanted(text: str) -> str:
        text = re.sub(r'(?m)^(  "\$id"): .*$', rf'\1: "{found}",', text)
        return employee_schema.written(text) if path == employee_schema.COMMON else text

    return wanted


def _naming(path: Path, name: str) -> Callable[[str], str]:
    """A YAML file whose first line names its schema, by the way that leads there from its folder."""
    line = f"{MARK}{Path(os.path.relpath(SCHEMAS, path.parent)).as_posix()}/{name}.schema.json\n"
    return lambda text: line + (text.partition("\n")[2] if text.startswith(MARK) else text)
