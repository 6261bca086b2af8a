"""Which test files guard a file of src: each says so at the end of its docstring, after `Guards:`."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = "src/revalo/"
MARK = "\n\nGuards: "


def claimed(test: Path) -> list[str]:
    """The files of src that a test file says it guards, as paths inside `src/revalo`."""
    words = ast.get_docstring(ast.parse(test.read_text(encoding="utf-8"))) or ""
    _about, _mark, names = words.partition(MARK)
    return [name.strip() for name in names.rstrip(".").replace("\n", " ").split(",") if name.strip()]


def guards() -> dict[str, list[str]]:
    """The test files that guard each file of src."""
    by_file: dict[str, list[str]] = {}
    for test in sorted(ROOT.glob("tests/**/test_*.py")):
        for name in claimed(test):
            by_file.setdefault(name, []).append(test.relative_to(ROOT).as_posix())
    return by_file


if __name__ == "__main__":
    tests = guards().get(sys.argv[1].removeprefix(PACKAGE))
    if tests is None:
        sys.exit(f"{sys.argv[1]}: no test file names it; add it to the `Guards:` of the one that should")
    print(*tests)
