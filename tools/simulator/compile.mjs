// Compiles the Python of zip archives, on the very Python that will run it: node compile.mjs RUNTIME [IN OUT LEVEL]…
// A page that had to compile the standard library at each start would take five times as long. LEVEL: how much is left
// out, as `python -O`: 0 nothing, 2 docstrings and assertions. One Python for all of them: it takes seconds to start.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, ...asked] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(runtime, "pyodide.mjs")));
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
for (let place = 0; place < asked.length; place += 3) {
  const [from, to, level] = asked.slice(place, place + 3);
  python.FS.writeFile("/in.zip", readFileSync(from));
  python.globals.set("LEVEL", Number(level));
  python.runPython(`
import importlib.util
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

with zipfile.ZipFile("/in.zip") as source, zipfile.ZipFile("/out.zip", "w") as target:
    for name in sorted(source.namelist()):
        data = source.read(name)
        if name.endswith(".py"):
            code = compile(data, name, "exec", dont_inherit=True, optimize=LEVEL)
            name, data = name + "c", _code_to_hash_pyc(code, importlib.util.source_hash(data), False)
        target.writestr(zipfile.ZipInfo(name), data)
`);
  writeFileSync(to, python.FS.readFile("/out.zip"));
}
