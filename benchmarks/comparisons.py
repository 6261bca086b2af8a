"""`revalo batch` against other programs on the same file: a copy, an ordinary loop, OpenFisca-core, one pass in C."""

import shutil
from pathlib import Path
from typing import Any

from measuring import HERE, Asked, Command, Found, Skipped, against, paired, script, timed

BATCH = "`revalo batch`"
CHECKED = 100_000  # rows whose amounts are compared, line by line
OPENFISCA, PINNED = HERE.parent / ".venv-openfisca", HERE.parent / "requirements" / "openfisca.txt"
ENGINE = "engine alone ÷ that of `revalo`"


def copy(asked: Asked) -> Found:
    """The same file read with types and written again, no rule."""
    payroll = asked.payroll(asked.rows, all_sectors=True)
    out = asked.out("copy")
    commands = {
        BATCH: asked.batch(payroll),
        "typed copy of the whole file": script("plain_copy.py", payroll, out),
        "typed copy, eight columns written": script("plain_copy.py", payroll, out, "--eight"),
    }
    return Found(asked.rows, against(BATCH, paired(commands, asked.repeats)), [])


def loop(asked: Asked) -> Found:
    """A row after the other, with pydantic and Decimal."""

    def command(payroll: Path, *options: str) -> Command:
        return script("row_by_row.py", payroll, asked.figures(payroll)[0], asked.out("loop"), *options)

    fact = _same(asked, command, asked.out("loop"), all_sectors=True)
    payroll = asked.payroll(asked.rows, all_sectors=True)
    commands = {BATCH: asked.batch(payroll), "pydantic and Decimal, row by row": command(payroll)}
    return Found(asked.rows, against(BATCH, paired(commands, asked.repeats)), [fact])


def one_pass(asked: Asked) -> Found:
    """The C program: the bound."""
    compiler = next(filter(None, map(shutil.which, ("cc", "gcc", "clang"))), None)
    if compiler is None:
        raise Skipped("no C compiler here: install one (cc, gcc or clang)")
    program = asked.folder / "one_pass"
    timed((compiler, "-O2", "-o", program, HERE / "one_pass.c"))

    def command(payroll: Path, *options: str) -> Command:
        return (program, payroll, asked.figures(payroll)[1], asked.out("one-pass"), *options)

    fact = _same(asked, command, asked.out("one-pass"), all_sectors=False)
    payroll = asked.payroll(asked.rows, all_sectors=False)
    commands = {BATCH: asked.batch(payroll), "one pass in C": command(payroll)}
    return Found(asked.rows, against(BATCH, paired(commands, asked.repeats)), [fact])


def openfisca(asked: Asked) -> Found:
    """OpenFisca-core with the same rule; then both engines in the same program."""
    ready = OPENFISCA / "ready"
    if not ready.exists() or ready.stat().st_mtime < PINNED.stat().st_mtime:
        raise Skipped("OpenFisca is not installed, or not as pinned: run `make openfisca` first")

    def command(payroll: Path, *options: str) -> Command:
        files = (payroll, asked.figures(payroll)[0], asked.out("openfisca"))
        return script("arrays.py", "openfisca_engine", *files, *options, python=OPENFISCA / "bin" / "python")

    def ours(payroll: Path, *options: str) -> Command:
        files = (payroll, asked.figures(payroll)[0], asked.out("arrays"))
        return script("arrays.py", "revalo_engine", *files, *options)

    facts = [_same(asked, ours, asked.out("arrays"), all_sectors=False, who="`revalo` in the same program")]
    apart = _differences(asked, command, asked.out("openfisca"), all_sectors=False)
    facts.append(f"OpenFisca-core: {_told(apart)}")
    payroll = asked.payroll(asked.rows, all_sectors=False)
    theirs = "OpenFisca-core, in a bare program"
    mine = "the engine of `revalo`, in the same program"
    repeats = paired({BATCH: asked.batch(payroll), theirs: command(payroll), mine: ours(payroll)}, asked.repeats)
    values = against(BATCH, repeats)
    for name in (theirs, mine):
        values[name][ENGINE] = [_engine(runs[name]) / _engine(runs[mine]) for runs in repeats]
    versions = [repeats[0][name].json["versions"]["numpy"] for name in (theirs, mine)]
    facts.append(f"numpy {versions[0]} under OpenFisca-core, {versions[1]} under `revalo`")
    return Found(asked.rows, values, facts)


def _engine(run: Any) -> float:
    return float(run.json["seconds"]["compute"])


def _same(asked: Asked, command: Any, out: Path, *, all_sectors: bool, who: str = "") -> str:
    """Stop where an amount differs from that of `revalo batch --lines`; else say how many were compared."""
    apart = _differences(asked, command, out, all_sectors=all_sectors)
    if apart["different"]:
        raise SystemExit(f"the amounts are not those of revalo batch: {_told(apart)}")
    return f"{who or 'amounts'}: {_told(apart)}"


def _differences(asked: Asked, command: Any, out: Path, *, all_sectors: bool) -> Any:
    """How many amounts differ from those of `revalo batch --lines`, on as many rows as are checked."""
    payroll = asked.payroll(min(asked.rows, CHECKED), all_sectors=all_sectors)
    timed(asked.batch(payroll, "--lines"))
    timed(command(payroll, "--lines"))
    return timed(script("differences.py", asked.out("revalo"), out)).json


def _told(apart: Any) -> str:
    compared = f"{apart['amounts']:,} amounts compared with `revalo batch --lines` ({apart['rows']:,} rows, "
    compared += f"{apart['columns']} columns)"
    if not apart["different"]:
        return f"{compared}, none differs"
    share = 100 * apart["different"] / apart["amounts"]
    return f"{compared}, {apart['different']:,} differ ({share:.2f} %), by {apart['largest'] / 100:.2f} at most"
