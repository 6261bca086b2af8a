"""Shell completion: the script of the shell in use, and the values that options take, which come from the law."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revalo.errors import UsageError
from revalo.language import LANGUAGES, _

if TYPE_CHECKING:
    from revalo.grids.law import Law

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
VARIABLE = "_REVALO_COMPLETE"
Complete = Callable[[str], list[tuple[str, str]]]


def install(ctx: Any, _param: Any, asked: bool) -> bool:
    """Install completion for the shell in use, and say where."""
    if asked and not ctx.resilient_parsing:
        from revalo.cli.parser import write_completion  # noqa: PLC0415 - only when asked

        shell, path = write_completion(_shell(), "revalo", VARIABLE)
        message = _("Completion for {shell} written in {file}; it works in a new terminal.")
        print(message.format(shell=shell, file=path))
        ctx.exit()
    return asked


def show(ctx: Any, _param: Any, asked: bool) -> bool:
    """Print the script of the shell in use."""
    if asked and not ctx.resilient_parsing:
        from revalo.cli.parser import completion_script  # noqa: PLC0415 - only when asked

        print(completion_script(_shell(), "revalo", VARIABLE))
        ctx.exit()
    return asked


def _shell() -> str:
    from shellingham import ShellDetectionFailure, detect_shell  # noqa: PLC0415 - only when asked

    try:
        name, _path = detect_shell()
    except ShellDetectionFailure:
        name = ""
    if name not in SHELLS:
        raise UsageError("shell-unknown", names=", ".join(SHELLS))
    return str(name)


def words(*names: str) -> Complete:
    """Completion among a few words."""
    return lambda incomplete: [(name, "") for name in names if name.startswith(incomplete)]


def named(section: str) -> Complete:
    """Completion among the sectors, structures, professions or Ségur measures, with their labels."""
    return _among(lambda law: ((name, entry.label) for name, entry in getattr(law, section).items()))


def jobs() -> Complete:
    """Completion among the jobs of the branch."""
    return _among(lambda law: ((table.path.rpartition(".")[2], table.label) for table in law.rows("avenant43.jobs")))


def allowances() -> Complete:
    """Completion among the allowances of both grids."""
    paths = ("avenant43.old_allowances", "avenant43.new_allowances")
    return _among(lambda law: ((row.path.rpartition(".")[2], row.label) for path in paths for row in law.rows(path)))


def texts(*statuses: str) -> Complete:
    """Completion among the legal texts, or those of a status, with their groups."""

    def of(law: "Law") -> Iterator[tuple[str, Any]]:
        yield from ((text.id, text.title) for text in law.texts if not statuses or text.status in statuses)
        if not statuses:
            yield from ((name, group.title) for name, group in law.groups.items())

    return _among(of)


def settings() -> Complete:
    """Completion among the parameters that `--set` takes, ready for their value."""
    return _among(lambda law: ((f"{path}=", law.table(path).label) for path in law.paths))


def pages() -> Complete:
    """Completion among what `revalo law show` knows."""

    def of(law: "Law") -> Iterator[tuple[str, Any]]:
        yield from ((text.id, text.title) for text in law.texts)
        yield from ((name, group.title) for name, group in law.groups.items())
        yield from ((name, measure.label) for name, measure in law.measures.items())
        yield from ((name, grade.label) for name, grade in law.grades.items())
        for path in law.paths:
            table = law.table(path)
            yield path, table.label
            yield from ((part, table.label) for part in path.split(".")[:2])
        sections = ("sectors", "structures", "professions", "grades")
        yield from ((section, dict.fromkeys(LANGUAGES, "")) for section in sections)

    return _among(of)


def _among(of: Callable[[Any], Any]) -> Complete:
    """Completion among the names that a law holds; silent where the law cannot be read."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        from revalo import language  # noqa: PLC0415 - when a key is pressed
        from revalo.errors import RevaloError  # noqa: PLC0415
        from revalo.grids import store  # noqa: PLC0415

        try:
            law = store.load(Path(folder) if (folder := os.environ.get("REVALO_LAW")) else None)
        except RevaloError:
            return []
        choices = dict(of(law))
        return [(name, language.label(label)) for name, label in choices.items() if name.startswith(incomplete)]

    return complete


LAW = {"--without": texts(), "--with": texts("refused", "announced"), "--set": settings()}  # values of those options
