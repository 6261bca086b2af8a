"""The bill of materials (CycloneDX, JSON) of what the program installs: no registry, no path of the machine.

python supply/sbom.py SHIPPED OUT     SHIPPED: the interpreter of an environment with the program installed
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOOLS = Path(sys.executable).parent
BUILDERS = {"pip", "setuptools", "wheel"}  # in the environment, and not of the program
REGISTRY = ("pypi.", "pythonhosted.")


def main(shipped: str, out: str) -> None:
    """Write the bill."""
    command = (
        *(TOOLS / "cyclonedx-py", "environment", shipped, "--pyproject", ROOT / "pyproject.toml"),
        *("--mc-type", "application", "--output-reproducible", "--output-format", "JSON"),
    )
    held = json.loads(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout)
    text = json.dumps(cleaned(held), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    Path(out).write_text(text, encoding="utf-8")
    print(f"{out}: {len(held['components'])} components")


def cleaned(bill: dict[str, Any]) -> dict[str, Any]:
    """The bill without the tools of the environment, and without addresses of registries or of files."""
    own = {each["bom-ref"] for each in bill["components"] if each["name"].lower() in BUILDERS}
    bill["components"] = [each for each in bill["components"] if each["bom-ref"] not in own]
    bill["dependencies"] = [each for each in bill["dependencies"] if each["ref"] not in own]
    for each in [*bill["components"], bill["metadata"]["component"]]:
        kept = [link for link in each.pop("externalReferences", []) if _is_told(link["url"])]
        if kept:
            each["externalReferences"] = kept
    return bill


def _is_told(address: str) -> bool:
    return not address.startswith("file:") and not any(name in address for name in REGISTRY)


if __name__ == "__main__":
    main(*sys.argv[1:])
