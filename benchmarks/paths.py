"""Every path against plain `batch` on the same file: the whole branch, one row per person, or its first rows."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from statistics import median

from measuring import PEAK, REVALO, Asked, Command, Found, against, paired, script, timed

PLAIN, BY_LINE, WORKBOOK = "`batch`", "`batch --lines`", "`batch -o FILE.xlsx`"
SHEETS, FRENCH = "`sheet --batch`", "`batch`, the file as an office in France writes it"
SHARE = 4  # of the rows: how many fewer a second run of the same has, to tell the start from the rows
MONTHS = ("2021-10", "2022-09", "2023-06", "2024-02")  # of the months that `check` compares


def paths(asked: Asked) -> Found:
    """Time, processor time and peak memory of each path over those of `batch`."""
    payroll, rows = _branch(asked)
    activity = _activity(payroll)
    paid = _paid(payroll)
    commands: dict[str, Command] = {
        PLAIN: asked.batch(payroll),
        "`batch --by-text`": asked.batch(payroll, "--by-text", out="by-text"),
        BY_LINE: asked.batch(payroll, "--lines", out="lines"),
        "`batch --employer-cost`": asked.batch(payroll, "--employer-cost", out="cost"),
        WORKBOOK: _workbook(asked, payroll),
        "`report`": (*REVALO, "report", payroll, "-o", asked.folder / "report.html"),
        "`fund`": (*REVALO, "fund", payroll, "--activity", activity, "--year", "2022", "--json"),
        "`check`": (*REVALO, "check", paid, "--tolerance", "100000"),
        "`project`": (*REVALO, "project", payroll, "--from", "2026-01", "--to", "2028-12"),
    }
    values = against(PLAIN, paired(commands, asked.repeats))
    facts = [
        "`fund` costs twelve months of each person, `project` thirty-six, `check` the months of four payslips.",
        _same_totals([*(asked.out(name) for name in ("revalo", "by-text", "lines", "cost")), _book(asked)]),
    ]
    return Found(rows, values, facts)


def all_sectors(asked: Asked) -> Found:
    """The paths that take any payroll, on one of every sector: many readings of the law, and many texts between."""
    payroll = asked.payroll(asked.rows, all_sectors=True)
    commands: dict[str, Command] = {
        PLAIN: asked.batch(payroll),
        "`batch --by-text`": asked.batch(payroll, "--by-text", out="by-text"),
        BY_LINE: asked.batch(payroll, "--lines", out="lines"),
        "`batch --employer-cost`": asked.batch(payroll, "--employer-cost", out="cost"),
        "`report`": (*REVALO, "report", payroll, "-o", asked.folder / "report.html"),
    }
    values = against(PLAIN, paired(commands, asked.repeats))
    facts = [_same_totals([asked.out(name) for name in ("revalo", "by-text", "lines", "cost")])]
    return Found(asked.rows, values, facts)


def workbook(asked: Asked) -> Found:
    """The results of a file as a workbook, and as CSV."""
    payroll, rows = _branch(asked)
    values = against(PLAIN, paired({PLAIN: asked.batch(payroll), WORKBOOK: _workbook(asked, payroll)}, asked.repeats))
    return Found(rows, values, [_same_totals([asked.out("revalo"), _book(asked)])])


def french(asked: Asked) -> Found:
    """The same payroll as offices hold it: cp1252, semicolons, decimal commas, days with slashes."""
    payroll = asked.payroll(asked.rows, all_sectors=True)
    commands = {PLAIN: asked.batch(payroll), FRENCH: asked.batch(_french(payroll), out="french")}
    values = against(PLAIN, paired(commands, asked.repeats))
    return Found(asked.rows, values, [_same_totals([asked.out("revalo"), asked.out("french")])])


def sheets(asked: Asked) -> Found:
    """A page for each person, in HTML: two sizes, to tell the start from the pages."""
    rows = (max(asked.rows // SHARE, 1), asked.rows)
    commands: dict[str, Command] = {
        f"{SHEETS}, {number:,} people": (
            *(*REVALO, "sheet", "--batch", asked.payroll(number, all_sectors=False)),
            *("-o", asked.folder / f"sheets-{number}"),
        )
        for number in rows
    }
    few, many = commands
    repeats = paired(commands, asked.repeats)
    busy = [max(each[many].busy - each[few].busy, 0) / (rows[1] - rows[0]) for each in repeats]
    ratios = [each[many].busy / each[few].busy for each in repeats]
    values = {many: {f"processor time ÷ that of {rows[0]:,}": ratios, PEAK: [each[many].peak for each in repeats]}}
    return Found(asked.rows, values, [f"A further page: {1000 * median(busy):.1f} ms of one core"])


def _workbook(asked: Asked, payroll: Path) -> Command:
    return (*REVALO, "batch", payroll, "-o", _book(asked))


def _book(asked: Asked) -> Path:
    return asked.folder / "out.xlsx"


def _same_totals(files: Sequence[Path]) -> str:
    """That results files come to the same, to the cent; stops everything where they do not."""
    people, before, after = (set(each) for each in zip(*timed(script("totals.py", *files)).json, strict=True))
    if any(len(each) > 1 for each in (people, before, after)):
        raise SystemExit(f"totals differ: people {people}, cents before {before} and after {after}")
    return f"totals: {people.pop():,} people, before and after, the same to the cent in {len(files)} results files"


def _branch(asked: Asked) -> tuple[Path, int]:
    """The branch as a payroll with a row for each person, cut to the rows asked for; how many there are."""
    whole, cut = asked.folder / "whole.csv", asked.folder / "branch.csv"
    timed((*REVALO, "sample", "--branch", "--one-by-one", "-o", whole))
    with whole.open(encoding="utf-8") as source, cut.open("w", encoding="utf-8") as target:
        lines = list(islice(source, asked.rows + 1))
        target.writelines(lines)
    return cut, len(lines) - 1


def _french(payroll: Path) -> Path:
    """A payroll written again as an office in France would."""
    path = payroll.with_name(f"french-{payroll.name}")
    with payroll.open(encoding="utf-8") as source, path.open("w", encoding="cp1252", newline="\r\n") as target:
        target.write(next(source).replace(",", ";"))
        for line in source:
            cells = (_reversed(cell) if "-" in cell[:5] else cell.replace(".", ",") for cell in line.split(","))
            target.write(";".join(cells))
    return path


def _reversed(cell: str) -> str:
    """A month or a day with the year last and slashes; what only looks like one stays."""
    parts = cell.split("-")
    return "/".join(reversed(parts)) if all(map(str.isdecimal, parts)) else cell


def _services(payroll: Path) -> list[str]:
    with payroll.open(encoding="utf-8") as file:
        place = next(file).split(",").index("service_id")
        return sorted({line.split(",")[place] for line in file})


def _activity(payroll: Path) -> Path:
    path = payroll.with_name("activity.csv")
    head = "service_id,department,hours_apa,hours_pch,hours_aide_sociale,hours_other\n"
    path.write_text(head + "".join(f"{name},48,9000,2000,500,1500\n" for name in _services(payroll)), "utf-8")
    return path


def _paid(payroll: Path) -> Path:
    """The same people over some months, each paid the same round amount."""
    path = payroll.with_name("paid.csv")
    with payroll.open(encoding="utf-8") as source, path.open("w", encoding="utf-8") as target:
        target.write(next(source).rstrip("\n") + ",month,paid_gross\n")
        for number, line in enumerate(source):
            target.write(line.rstrip("\n") + f",{MONTHS[number % len(MONTHS)]},1700.00\n")
    return path
