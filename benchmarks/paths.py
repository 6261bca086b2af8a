"""Every path against plain `batch` on the same file: the whole branch, one row per person, or its first rows."""

from itertools import islice
from pathlib import Path

from measuring import REVALO, Asked, Command, Found, against, paired, timed

PLAIN = "`batch`"
MONTHS = ("2021-10", "2022-09", "2023-06", "2024-02")  # of the months that `check` compares


def paths(asked: Asked) -> Found:
    """Time, processor time and peak memory of each path over those of `batch`."""
    payroll, rows = _branch(asked)
    activity = _activity(payroll)
    paid = _paid(payroll)
    commands: dict[str, Command] = {
        PLAIN: asked.batch(payroll),
        "`batch --by-text`": asked.batch(payroll, "--by-text", out="by-text"),
        "`batch --lines`": asked.batch(payroll, "--lines", out="lines"),
        "`batch --employer-cost`": asked.batch(payroll, "--employer-cost", out="cost"),
        "`batch -o FILE.xlsx`": (*REVALO, "batch", payroll, "-o", asked.folder / "out.xlsx"),
        "`report`": (*REVALO, "report", payroll, "-o", asked.folder / "report.html"),
        "`fund`": (*REVALO, "fund", payroll, "--activity", activity, "--year", "2022", "--json"),
        "`check`": (*REVALO, "check", paid, "--tolerance", "100000"),
        "`project`": (*REVALO, "project", payroll, "--from", "2026-01", "--to", "2028-12"),
    }
    facts = ["`fund` costs twelve months of each person, `project` thirty-six, `check` the months of four payslips."]
    return Found(rows, against(PLAIN, paired(commands, asked.repeats)), facts)


def _branch(asked: Asked) -> tuple[Path, int]:
    """The branch as a payroll with a row for each person, cut to the rows asked for; how many there are."""
    whole, cut = asked.folder / "whole.csv", asked.folder / "branch.csv"
    timed((*REVALO, "sample", "--branch", "--one-by-one", "-o", whole))
    with whole.open(encoding="utf-8") as source, cut.open("w", encoding="utf-8") as target:
        lines = list(islice(source, asked.rows + 1))
        target.writelines(lines)
    return cut, len(lines) - 1


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
