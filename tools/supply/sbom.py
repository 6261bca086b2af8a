"""The bill of materials (CycloneDX, JSON) of what the program installs: no registry, no path of the machine.

python tools/supply/sbom.py SHIPPED OUT     SHIPPED: the interpreter of an environment with the program installed
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent
BUILDERS = {"pip", "setuptools", "wheel"}  # in the environment, and not of the program
KIND = "pypi"  # of every package here, as their `purl` says; the registry is named after it


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
    _without_addresses(bill)
    return bill


def _without_addresses(node: Any) -> None:
    """Take the addresses of registries and of files out, wherever they are."""
    if isinstance(node, list):
        for each in node:
            _without_addresses(each)
    elif isinstance(node, dict):
        if links := node.pop("externalReferences", []):
            node["externalReferences"] = [link for link in links if _is_told(link)]
        for each in node.values():
            _without_addresses(each)


def _is_told(link: dict[str, str]) -> bool:
    """Whether a link is neither a file of this machine, nor a download, nor a page of the registry."""
    address = urlsplit(link["url"])
    return address.scheme != "file" and link["type"] != "distribution" and not address.netloc.startswith(f"{KIND}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
