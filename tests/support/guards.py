"""Which test files guard a file of src: that of its name in its room, and those that name it after `Guards:`."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = "src/revalo/"
MARK = "\n\nGuards: "


def claimed(test: Path) -> list[str]:
    """The files of src that the docstring of a test file names, as paths inside `src/revalo`."""
    words = ast.get_docstring(ast.parse(test.read_text(encoding="utf-8"))) or ""
    _about, _mark, names = words.partition(MARK)
    return [name.strip() for name in names.rstrip(".").replace("\n", " ").split(",") if name.strip()]


def guards() -> dict[str, list[str]]:
    """The test files that guard each file of src, as paths inside the project."""
    by_file: dict[str, list[str]] = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = path.relative_to(ROOT / PACKAGE)
        own = Path("tests", *name.parts[:-1][:1], f"test_{name.stem}.py")
        if (ROOT / own).is_file():
            by_file[name.as_posix()] = [own.as_posix()]
    for test in sorted(ROOT.glob("tests/**/test_*.py")):
        for said in claimed(test):
            tests = by_file.setdefault(said, [])
            tests += {test.relative_to(ROOT).as_posix()}.difference(tests)
    return by_file


if __name__ == "__main__":
    tests = guards().get(sys.argv[1].removeprefix(PACKAGE))
    if tests is None:
        sys.exit(f"{sys.argv[1]}: no test file names it; add it to the `Guards:` of the one that should")
    print(*tests)
