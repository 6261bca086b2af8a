"""Scenario files for the tests."""

from pathlib import Path


def scenario(folder: Path, *changes: str, name: str = "essai", start: str = "2027-01-01") -> Path:
    """A scenario file with some changes, each as YAML writes it between braces."""
    path = folder / f"{name}.yaml"
    head = f"name: {name}\ntitle: {{fr: Essai, en: Try}}\nfrom: {start}\nchanges:\n"
    path.write_text(head + "".join(f"  - {{{change}}}\n" for change in changes), encoding="utf-8")
    return path
