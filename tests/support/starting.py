"""The processes that a process has started, where Linux lists them."""

from pathlib import Path


def processes_of(parent: int) -> list[int]:
    """The processes that a process has started."""
    status = (
        each.read_text("utf-8", "ignore").rpartition(")")[2].split() for each in Path("/proc").glob("[0-9]*/stat")
    )
    ids = [int(each.parent.name) for each in Path("/proc").glob("[0-9]*/stat")]
    return [number for number, fields in zip(ids, status, strict=False) if int(fields[1]) == parent]


def is_alive(process: int) -> bool:
    """Whether a process goes on."""
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text("utf-8", "ignore").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
