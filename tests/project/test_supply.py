"""What looks at the dependencies: licences on the list, a bill of materials without addresses, pins with hashes."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PINS = sorted((ROOT / "requirements").glob("*.txt"))


def script(name: str) -> dict[str, Any]:
    """The names of a script of tools/supply/."""
    return runpy.run_path(str(ROOT / "tools" / "supply" / name))


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("ISC License (ISCL)", True),
        ("(Apache-2.0 OR GPL-3.0-only)", True),
        ("MIT AND Python-2.0-made-up", False),
        ("BSD License; MIT License", True),
        ("BSD License; GNU General Public License (GPL)", False),
        ("UNKNOWN", False),
        ("", False),
    ],
)
def test_licences_on_the_list(licence: str, fits: bool) -> None:
    assert script("audit.py")["acceptable"](licence) is fits


def test_a_bill_of_materials_without_tools_nor_addresses() -> None:
    home, file, registry = "https://example.org/x", "file:///home/me/x.whl", "https://pypi.example/project/x/"
    links = [{"type": "other", "url": url} for url in (home, file, registry)]
    found = script("sbom.py")["cleaned"](
        {
            "components": [
                {"name": "x", "bom-ref": "x==1", "externalReferences": [*links]},
                {"name": "pip", "bom-ref": "pip==1"},
            ],
            "dependencies": [{"ref": "x==1"}, {"ref": "pip==1"}],
            "metadata": {"tools": {"components": [{"name": "t", "externalReferences": [*links]}]}},
        }
    )
    assert [each["name"] for each in found["components"]] == ["x"]
    assert found["dependencies"] == [{"ref": "x==1"}]
    assert "file:" not in str(found)
    assert "pypi.example" not in str(found)
    assert home in str(found["metadata"])


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_pin_has_hashes_and_no_address(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text.strip())
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in text
