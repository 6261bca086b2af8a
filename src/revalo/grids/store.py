"""Find and load the law: the law files, the compiled copy shipped with the program, a user's own folder."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revalo.errors import LawError, UsageError
from revalo.grids.entries import decoded
from revalo.grids.law import Law

if TYPE_CHECKING:
    from revalo.grids.compiling import Compiler

PACKAGE = Path(__file__).parents[1]
COMPILED = PACKAGE / "law.json"
FORMAT = "1"


def shipped_folder() -> Path:
    """The folder of the law files: inside an installed package, or beside `src` in a checkout."""
    inside = PACKAGE / "data"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "data"


def law_files(extra: Path | None = None) -> dict[str, Path]:
    """The law files by name; those of `extra` replace the shipped ones of the same name, or add to them."""
    files = {path.name: path for path in sorted(shipped_folder().glob("*.yaml"))}
    if extra is not None:
        if not _is_folder(extra):
            raise LawError("law-folder-missing")
        own = {path.name: path for path in sorted(extra.glob("*.yaml"))}
        if not own:
            raise LawError("law-folder-empty")
        files |= own
    return files


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name too long, among others
        return False


def with_overrides(given: Sequence[Path]) -> dict[str, Path]:
    """The shipped files with the given ones laid over them; a file under another name replaces the one it resembles."""
    from revalo.grids.compiling import resembled  # noqa: PLC0415 - pydantic and YAML only when a law must be read

    files: dict[str, Path] = {}
    for path in given:
        name = resembled(path)
        if name in files:
            raise UsageError("law-files-alike", one=files[name].name, two=path.name, name=name)
        files[name] = path
    return law_files() | files


def fingerprint(files: Mapping[str, Path]) -> str:
    """A hash of the names and bytes of the law files."""
    digest = hashlib.sha256(FORMAT.encode())
    for name, path in files.items():
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def compile_law(files: Mapping[str, Path]) -> dict[str, Any]:
    """Read, check and compile law files; raise `LawError` with every problem found."""
    return compiled(files).law


def compiled(files: Mapping[str, Path]) -> "Compiler":
    """The compiler after it has read and checked law files."""
    from revalo.grids.checking import check  # noqa: PLC0415 - pydantic and YAML only when the law must be compiled
    from revalo.grids.compiling import Compiler, Refused, read  # noqa: PLC0415

    compiler = Compiler()
    for source in read(files):
        compiler.add(source)
    if problems := list(check(compiler)):
        raise Refused(problems)
    compiler.law["fingerprint"] = fingerprint(files)
    return compiler


def load(extra: Path | None = None) -> Law:
    """The law: the compiled copy when it is that of the present files, else compiled on the spot."""
    files = law_files(extra)
    if extra is None and COMPILED.is_file():
        compiled = decoded(COMPILED.read_bytes())
        if compiled.get("fingerprint") == fingerprint(files):
            return Law(compiled)
    return Law(compile_law(files))
