"""DSN: lines, under a total that counts them, so that what is fed is read to the end."""

from pathlib import Path

from harness import fuzz, payroll

import dsn_files


def read(path: Path) -> None:
    """The lines as they are, then with the total that they should have."""
    lines = [line for line in path.read_bytes().split(b"\n") if not line.startswith(b"S90.")]
    payroll(path)
    declarations = sum(line.startswith(b"S20.G00.05.001,") for line in lines)
    total = b"S90.G00.90.001,'%d'\nS90.G00.90.002,'%d'\n" % (len(lines) + 2, declarations)
    path.write_bytes(b"\n".join([*lines, total]))
    payroll(path)


fuzz("dsn", read, (each.read_bytes() for each in sorted(dsn_files.FOLDER.glob("*.dsn"))))
