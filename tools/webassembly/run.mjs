// Runs tests on CPython in WebAssembly (pyodide): node run.mjs PACKAGES LIBRARIES TEST…
// PACKAGES: what is installed for it alone; LIBRARIES: those of the development environment, of which the pure ones are used.
// The law comes compiled, since the models that read its YAML are not pure Python.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, libraries, ...tests] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(packages, "node_modules/pyodide/pyodide.mjs")));
const python = await loadPyodide();
for (const [from, to] of [[process.cwd(), "/project"], [packages, "/packages"], [libraries, "/libraries"]]) {
  python.FS.mkdirTree(to);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: from }, to);
}
python.globals.set("TESTS", python.toPy(tests));
const code = python.runPython(`
import json, os, sys

os.chdir("/project")
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
sys.dont_write_bytecode = True
sys.path[:0] = ["/project/src", "/packages"]
sys.path.append("/libraries")
ABSENT = ("numpy", "pyarrow", "pydantic", "pydantic_core", "_yaml")


class NotHere:
    """What is compiled for another machine is not found."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"no {name} here", name=name)


sys.meta_path.insert(0, NotHere())

import pytest
from revalo.grids import store

store.compile_law = lambda _files: json.loads(store.COMPILED.read_text("utf-8"))

class Skips:
    """A test that wants what is not pure Python is skipped, and counted as such."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        error = call.excinfo and call.excinfo.value
        if isinstance(error, ModuleNotFoundError) and error.name.partition(".")[0] in ABSENT:
            report.outcome, report.longrepr = "skipped", (str(item.path), 0, f"needs {error.name}")
        return report


print("Python", sys.version)
options = ["-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "_hypothesis_pytestplugin"]
int(pytest.main([*options, *TESTS], plugins=[Skips()]))
`);
process.exit(code);
