"""The processes that a process has started, where Linux lists them."""

from pathlib import Path


def processes_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    return [int(each.name) for each in Path("/proc").glob("[0-9]*") if _status(each)[1:2] == [str(parent)]]


def is_alive(process: int) -> bool:
    """Whether a process goes on."""
    return _status(Path(f"/proc/{process}"))[:1] not in ([], ["Z"])


def _status(process: Path) -> list[str]:
    """The state of a process, its parent and more; nothing where it has ended."""
    try:
        return (process / "stat").read_text("utf-8", "ignore").rpartition(")")[2].split()
    except OSError:
        return []
