"""Build hook: compile the law and the message catalogues into the package.

The compiled law is keyed by the hash of the YAML files, so a stale copy is never used (see `revalo.grids.store`).
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs for wheels and editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the compiled files; ship the YAML files and the JSON Schemas in a standard wheel."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(ROOT / "src"))
        compile_catalogues()
        compile_law()
        if version == "standard":
            build_data["force_include"][str(ROOT / "data")] = "revalo/data"
            build_data["force_include"][str(ROOT / "docs" / "schemas")] = "revalo/schemas"


def compile_law() -> None:
    """Write `law.json`, the law as the program reads it at start."""
    from revalo.grids import store  # noqa: PLC0415 - importable only once `src` is on the path
    from revalo.grids.entries import encoded  # noqa: PLC0415
    from revalo.grids.law import Law  # noqa: PLC0415
    from revalo.rules.bounds import prove  # noqa: PLC0415

    found = store.compile_law(store.law_files())
    prove(Law(found))
    store.COMPILED.write_bytes(encoded(found))


def compile_catalogues() -> None:
    """Write a `.mo` file beside each `.po` catalogue."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    for path in (ROOT / "src/revalo/locale").glob("*/LC_MESSAGES/*.po"):
        with path.open("rb") as source:
            catalogue = read_po(source, locale=path.parts[-3])
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
