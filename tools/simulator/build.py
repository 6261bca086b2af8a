"""The simulator: revalo, Python for the browser and a page around them, in one HTML file that loads nothing.

python tools/simulator/build.py RUNTIME OUT     RUNTIME: the unpacked `pyodide` package (make simulator fetches it)

The same sources give the same bytes.
"""

import base64
import gzip
import hashlib
import importlib.metadata
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from revalo.grids import store
from revalo.reports.pages.html import page_style

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PACKAGE = ROOT / "src" / "revalo"
LEFT_OUT = ("cli", "funding", "payroll/spark", "payroll/writing", "reports/tables")  # what no page asks for
SHIPPED = (".py", ".json", ".mo", ".jinja", ".css")
DEVELOPMENT = (  # parts of the standard library that only programmers use
    *("_pyrepl", "doctest", "ensurepip", "idlelib", "lib2to3", "multiprocessing", "pdb", "pydoc", "pydoc_data"),
    *("test", "tkinter", "turtle", "turtledemo", "unittest", "venv", "wsgiref", "xmlrpc"),
)
LIBRARIES = ("jinja2", "markupsafe")  # what a page of revalo needs besides the standard library; pure Python
LICENCES = """revalo: MIT licence, below.
Jinja2 and MarkupSafe: BSD 3-Clause licence, below.
CPython {python}: PSF licence, https://docs.python.org/3/license.html
Pyodide {pyodide}: Mozilla Public Licence 2.0, https://www.mozilla.org/MPL/2.0/ ; its source, unchanged:
https://github.com/pyodide/pyodide/tree/{pyodide}
"""
MOST = 12_000_000  # bytes that a mailbox and an old machine still take


def main(runtime: Path, out: Path) -> int:
    """Build the page, refuse one that is too large, and say what it is."""
    if json.loads(store.COMPILED.read_bytes())["fingerprint"] != store.fingerprint(store.law_files()):
        sys.stderr.write("the compiled law is not that of data/: make compiled\n")
        return 1
    page = built(runtime).encode("utf-8")
    if len(page) > MOST:
        sys.stderr.write(f"{len(page)} bytes: more than {MOST}\n")
        return 1
    out.parent.mkdir(exist_ok=True)
    out.write_bytes(page)
    sys.stdout.write(f"{hashlib.sha256(page).hexdigest()}  {out} ({len(page):,} bytes)\n")
    return 0


def built(runtime: Path) -> str:
    """The whole page."""
    loader = FileSystemLoader(HERE)
    plain = Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, autoescape=False)  # noqa: S701 - ours
    words = json.loads((HERE / "words.json").read_text("utf-8"))
    lock = {"info": json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))["info"], "packages": {}}
    script = plain.get_template("page.js").render(words=_json(words), lock=_json(lock))
    return plain.get_template("page.html").render(
        words=words["fr"],
        hash=f"'sha256-{_base64(hashlib.sha256(script.encode()).digest())}'",
        style=f"{page_style()}{(HERE / 'page.css').read_text('utf-8')}",
        licences=licences(runtime).replace("&", "&amp;").replace("<", "&lt;"),
        parts={name: _base64(gzip.compress(content, 9, mtime=0)) for name, content in parts(runtime).items()},
        script=script,
    )


def parts(runtime: Path) -> dict[str, bytes]:
    """What the page unpacks when it opens."""
    stdlib, package = compiled(runtime, (standard_library(runtime), 2), (archive(), 0))
    return {
        "loader": (runtime / "pyodide.mjs").read_bytes(),
        "runtime": (runtime / "pyodide.asm.mjs").read_bytes(),
        "wasm": (runtime / "pyodide.asm.wasm").read_bytes(),
        "stdlib": stdlib,
        "package": package,
    }


def standard_library(runtime: Path) -> bytes:
    """The standard library without what only programmers use."""
    content = io.BytesIO()
    with zipfile.ZipFile(runtime / "python_stdlib.zip") as source, zipfile.ZipFile(content, "w") as target:
        for name in sorted(source.namelist()):
            if name.partition("/")[0].removesuffix(".py") not in DEVELOPMENT:
                target.writestr(zipfile.ZipInfo(name), source.read(name))
    return content.getvalue()


def archive() -> bytes:
    """Revalo with its law, and the libraries that its pages need, as one archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as target:
        for name, path in sorted(sources()):
            target.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return content.getvalue()


def sources() -> Iterator[tuple[str, Path]]:
    """Every file of the archive by its name there."""
    for path in PACKAGE.rglob("*"):
        name = path.relative_to(PACKAGE).as_posix()
        if path.suffix in SHIPPED and not name.startswith(tuple(f"{room}/" for room in LEFT_OUT)):
            yield f"revalo/{name}", path
    for path in (ROOT / "data").glob("*.yaml"):
        yield f"revalo/data/{path.name}", path
    for library in LIBRARIES:
        for file in importlib.metadata.files(library) or ():
            if file.suffix == ".py":
                yield file.as_posix(), Path(str(file.locate()))


def compiled(runtime: Path, *archives: tuple[bytes, int]) -> list[bytes]:
    """Archives with their Python compiled by the runtime itself, each as far as its level says (`python -O`)."""
    with tempfile.TemporaryDirectory() as folder:
        command: list[str | Path] = ["node", HERE / "compile.mjs", runtime]
        targets: list[Path] = []
        for place, (content, level) in enumerate(archives):
            source, target = Path(folder, f"in-{place}.zip"), Path(folder, f"out-{place}.zip")
            source.write_bytes(content)
            command += [source, target, str(level)]
            targets.append(target)
        subprocess.run(command, check=True)
        return [target.read_bytes() for target in targets]


def licences(runtime: Path) -> str:
    """Under which licences the parts of the page are."""
    version = json.loads((runtime / "package.json").read_text("utf-8"))["version"]
    python = json.loads((runtime / "pyodide-lock.json").read_text("utf-8"))["info"]["python"]
    texts = [LICENCES.format(python=python, pyodide=version), (ROOT / "LICENSE").read_text("utf-8")]
    for library in LIBRARIES:
        files = importlib.metadata.files(library) or ()
        texts += [f"{library}\n\n{file.read_text('utf-8')}" for file in files if file.name.startswith("LICENSE")]
    return "\n\n".join(texts)


def _json(value: object) -> str:
    """JSON that may stand in a script of a page."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
