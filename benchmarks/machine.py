"""The machine that figures were taken on, without its name."""

import os
import platform
from importlib.metadata import version
from pathlib import Path


def described() -> str:
    """Cores, memory, processor, system, versions; and how busy it was before."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return ", ".join((
        f"{os.cpu_count()} cores{_model()}",
        f"{memory:.0f} GB",
        f"{platform.system()} {platform.machine()}",
        f"{platform.python_implementation()} {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("pyarrow", "numpy", "pydantic", "revalo")),
        f"load {os.getloadavg()[0]:.1f} before",
    ))  # fmt: skip


def _model() -> str:
    """The processor as Linux names it."""
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f" ({names[0]})" if names and names[0] else ""
