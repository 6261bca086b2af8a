"""Shell completion: what each shell is told, the values of options, and real shells where there are some.

Guards: cli/completion.py.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from revalo.cli import completion
from running import Ran, run

BIN = Path(sys.executable).parent
MODULES = """
import sys
from revalo.cli.main import main
try:
    main([])
finally:
    print(*sys.modules, file=sys.stderr)
"""


def bash(*words: str) -> list[str]:
    """What bash is offered for the last of these words."""
    done = run(_REVALO_COMPLETE="complete_bash", COMP_WORDS=" ".join(("revalo", *words)), COMP_CWORD=str(len(words)))
    assert (done.code, done.err) == (0, "")
    return done.out.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("comp",), ["compute", "compare"]),
        (("law", "v"), ["validate"]),
        (("compute", "--seni"), ["--seniority"]),
        (("compute", "--sector", "ccn"), ["ccn51", "ccn66", "ccn65"]),
        (("compute", "--structure", "esms-h"), ["esms-handicap"]),
        (("compute", "--profession", "infirmier-"), ["infirmier-specialise"]),
        (("compute", "--job", "agent-a"), ["agent-a-domicile"]),
        (("compute", "--without", "article"), ["article-47"]),
        (("compute", "--with", "avenant-6"), ["avenant-66", "avenant-68", "avenant-69"]),
        (("compute", "--set", "avenant43.point"), ["avenant43.point_value="]),
        (("compute", "--allowance", "infirm"), ["infirmier"]),
        (("compute", "--status", ""), ["employe", "technicien", "cadre"]),
        (("segur", "segur-pour"), ["segur-pour-tous", "segur-pour-tous-ccn65"]),
        (("law", "show", "new_g"), ["new_grid"]),
        (("batch", "--by", "s"), ["service", "sector", "structure"]),
        (("compute", "--lang", ""), ["fr", "en"]),
        (("compute", "--sector", "zz"), []),
    ],
    ids=" ".join,
)
def test_values(words: tuple[str, ...], offered: list[str]) -> None:
    assert bash(*words) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_are_told_what_a_value_means(shell: str) -> None:
    line = "revalo compute --sector syn"
    told = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "syn"}
    done = run(_REVALO_COMPLETE=f"complete_{shell}", _TYPER_COMPLETE_FISH_ACTION="get-args", **told)
    assert done.code == 0
    assert "synerpa" in done.out
    assert "EHPAD privés commerciaux" in done.out


@pytest.mark.parametrize(("line", "code"), [("revalo compute --sector syn", 0), ("revalo columns pa", 1)])
def test_fish_completes_files_where_there_is_no_value(line: str, code: int) -> None:
    told = {"_TYPER_COMPLETE_FISH_ACTION": "is-args", "_TYPER_COMPLETE_ARGS": line}
    assert run(_REVALO_COMPLETE="complete_fish", **told).code == code


def test_a_law_that_cannot_be_read_completes_nothing() -> None:
    told = {"COMP_WORDS": "revalo compute --job a", "COMP_CWORD": "3", "REVALO_LAW": "/nowhere"}
    assert run(_REVALO_COMPLETE="complete_bash", **told) == Ran(0, "\n", "")


def test_a_value_is_found_without_any_heavy_module() -> None:
    told = {"_REVALO_COMPLETE": "complete_bash", "COMP_WORDS": "revalo compute --job a", "COMP_CWORD": "3"}
    done = subprocess.run([sys.executable, "-c", MODULES], capture_output=True, check=False, env=os.environ | told)
    assert b"agent-a-domicile" in done.stdout
    modules = set(done.stderr.decode().split())
    assert "revalo.grids.law" in modules
    assert not modules & {"yaml", "numpy", "pyarrow", "rich.table", "rich.console"}


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_the_script_of_each_shell(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: (shell, shell))
    done = run("--show-completion")
    assert (done.code, done.err) == (0, "")
    assert "_REVALO_COMPLETE" in done.out


def test_a_shell_without_completion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("cmd", "cmd.exe"))
    done = run("--install-completion")
    assert (done.code, done.out) == (2, "")
    assert "bash, zsh, fish" in done.err


COMPLETED = {
    "bash": "source ~/.bashrc; COMP_WORDS=(revalo compute --sector syn); COMP_CWORD=3;"
    ' _revalo_completion revalo; echo "${COMPREPLY[@]}"',
    "fish": 'complete -C "revalo compute --sector syn"',
}


@pytest.mark.parametrize("shell", COMPLETED)
def test_a_real_shell(shell: str, tmp_path: Path) -> None:
    if shutil.which(shell) is None or shutil.which("revalo", path=str(BIN)) is None:
        pytest.skip(f"no {shell} here")
    settings = os.environ | {"HOME": str(tmp_path), "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    written = subprocess.run(
        [shell, "-c", "revalo --install-completion; true"], capture_output=True, check=False, env=settings
    )
    assert b"nouveau terminal" in written.stdout, written.stderr
    done = subprocess.run([shell, "-c", COMPLETED[shell]], capture_output=True, check=False, env=settings)
    assert b"synerpa" in done.stdout, done.stderr
    assert (tmp_path / ".config/fish/completions/revalo.fish").exists() == (shell == "fish")
