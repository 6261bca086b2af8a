"""How time grows with people, services, months and texts: the slope of its logarithm over that of the size.

1 is time in step with the size, 2 time by its square, 0 no growth. What the same command takes on a file of ten rows is
taken off first, as starting is no growth; a size that takes hardly longer than that says nothing, and is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product, starmap
from math import log
from pathlib import Path
from typing import NamedTuple

from measuring import HERE, PEAK, REVALO, Asked, Command, Found, Run, timed

FUND = "`fund`"
FEW = 10  # rows of the file that tells what starting costs
LEAST = 1_000  # rows of the smallest file, and of those that grow by texts
STEP = 10
MOST_SERVICES = 100_000
MONTHS, TEXTS = (1, 6, 60, 600), (10, 40, 160)  # the texts are made up, each with a figure of its own
SHOWN = 0.1  # seconds beyond the start, from which a size counts
JOBS = (("agent-a-domicile", "A"), ("employe-a-domicile", "B"), ("avs", "C"))
FIRST = 2024 * 12 + 7  # the first month paid: August
FIRST_TEXT, POINT, SOURCE = date(2024, 2, 2), "5.77", "source: kali-2941, confidence: secondary"


class Size(NamedTuple):
    """What a payroll has."""

    rows: int
    services: int = 100
    months: int = 1
    texts: int = 0


MakesCommand = Callable[[Asked, Path, Size], Command]


def exponents(asked: Asked) -> Found:
    """Each path along each axis: the exponent of each repeat, and the peak of memory at the largest size."""
    values: dict[str, dict[str, list[float]]] = {}
    for path, command in PATHS.items():
        starts = [_run(asked, command, Size(FEW, 1)).busy for _repeat in range(asked.repeats)]
        for (axis, sizes), start in product(_axes(asked.rows).items(), starts):
            if (path, axis) == (FUND, "months"):  # it counts those of a year
                continue
            runs = {_along(axis, size): _run(asked, command, size) for size in sizes}
            cells = values.setdefault(path, {})
            exponent = slope({size: run.busy - start for size, run in runs.items()})
            cells.setdefault(f"by {axis}", []).extend([] if exponent is None else [exponent])
            if axis == "rows":
                cells.setdefault(PEAK, []).append(runs[max(runs)].peak)
    largest = {axis: _along(axis, sizes[-1]) for axis, sizes in _axes(asked.rows).items()}
    facts = [
        "Exponents: 1 is time in step with the size, 2 its square; blank: it takes hardly longer than starting does."
    ]
    facts += ["Largest sizes: " + ", ".join(f"{size:,} {axis}" for axis, size in largest.items()) + "."]
    return Found(asked.rows, values, facts)


def slope(times: Mapping[int, float]) -> float | None:
    """The exponent of some times by size, by least squares; 0 where they fall, None where too few of them count."""
    points = [(log(size), log(time)) for size, time in times.items() if time >= SHOWN]
    if len(points) < 2:  # noqa: PLR2004 - a line needs two
        return None
    middle, height = (sum(each) / len(points) for each in zip(*points, strict=True))
    across = sum((x - middle) ** 2 for x, _y in points)
    found: float = sum((x - middle) * (y - height) for x, y in points) / across
    return max(0.0, found)


def _axes(rows: int) -> dict[str, list[Size]]:
    """The sizes along each axis; the longer a further one takes, the fewer rows there are."""
    some, fewer = max(FEW, rows // STEP), max(FEW, rows // STEP**2)
    return {
        "rows": [Size(number) for number in _tens(min(LEAST, rows), rows)],
        "services": [Size(some, services=number) for number in _tens(1, min(MOST_SERVICES, some))],
        "months": [Size(fewer, months=number) for number in MONTHS if number <= max(1, fewer)],
        "texts": [Size(min(LEAST, some), texts=number) for number in TEXTS if number <= some],
    }


def _along(axis: str, size: Size) -> int:
    return int(getattr(size, axis))


def _tens(first: int, last: int) -> Iterator[int]:
    while first <= last:
        yield first
        first *= STEP


def _run(asked: Asked, command: MakesCommand, size: Size) -> Run:
    return timed(command(asked, _payroll(asked, size), size))


def _payroll(asked: Asked, size: Size) -> Path:
    """People paid in some months and services, each the same round amount; made once."""
    path = asked.folder / f"growing-{'-'.join(map(str, size[:3]))}.csv"
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            file.write("employee_id,service_id,department,job,category,since,echelon,hours,month,paid_gross\n")
            file.writelines(map(_row, range(size.rows), [size] * size.rows))
    return path


def _row(number: int, size: Size) -> str:
    person, later = divmod(number, size.months)
    (job, category), month = JOBS[person % len(JOBS)], FIRST + later
    since = f"{2000 + person % 20}-0{1 + person % 9}-01"
    paid = f"{month // 12}-{month % 12 + 1:02d}"
    return f"P{person},S{person % size.services},59,{job},{category},{since},1,151.67,{paid},1700.00\n"


def _law(asked: Asked, size: Size) -> Command:
    """Options that bring in made-up texts."""
    return ("--law", made_up_law(asked.folder / f"law-{size.texts}", size.texts)) if size.texts else ()


def made_up_law(folder: Path, texts: int) -> Path:
    """A folder of law with so many more texts: each sets the point value from its own day on, the last one back."""
    if not folder.exists():
        folder.mkdir()
        days = [FIRST_TEXT + timedelta(number) for number in range(texts)]
        (folder / "made-up.yaml").write_text("texts:\n" + "".join(starmap(_text, enumerate(days))), encoding="utf-8")
        lines = (HERE.parent / "data" / "avenant43.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
        place = next(number for number, line in enumerate(lines) if f"value: {POINT}" in line) + 1
        lines[place:place] = [_version(number, day, last=day == days[-1]) for number, day in enumerate(days)]
        (folder / "avenant43.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def _text(number: int, day: date) -> str:
    title = f"title: {{fr: Texte {number}, en: Text {number}}}"
    dates = f"signed: {day}, effective: {day}"
    return f"  made-up-{number}: {{{title}, kind: agreement, status: in-force, {dates}, {SOURCE}}}\n"


def _version(number: int, day: date, *, last: bool) -> str:
    value = POINT if last else f"5.{78 + number % 10}"
    return f"    - {{from: {day}, value: {value}, text: made-up-{number}, {SOURCE}}}\n"


def _batch(asked: Asked, payroll: Path, size: Size) -> Command:
    return (*asked.batch(payroll), *_law(asked, size))


def _by_text(asked: Asked, payroll: Path, size: Size) -> Command:
    return (*asked.batch(payroll, "--by-text"), *_law(asked, size))


def _report(asked: Asked, payroll: Path, size: Size) -> Command:
    return (*REVALO, "report", payroll, "-o", asked.folder / "report.html", *_law(asked, size))


def _check(asked: Asked, payroll: Path, size: Size) -> Command:
    return (*REVALO, "check", payroll, "--tolerance", "100000", *_law(asked, size))


def _fund(asked: Asked, payroll: Path, size: Size) -> Command:
    services = min(size.services, size.rows)  # those that somebody works in
    activity = asked.folder / f"activity-{services}.csv"
    if not activity.exists():
        head = "service_id,department,hours_apa,hours_pch,hours_aide_sociale,hours_other\n"
        lines = (f"S{number},59,9000,2000,500,1500\n" for number in range(services))
        activity.write_text(head + "".join(lines), encoding="utf-8")
    return (*REVALO, "fund", payroll, "--activity", activity, "--year", "2024", "--json", *_law(asked, size))


PATHS: Mapping[str, MakesCommand] = {
    "`batch`": _batch,
    "`batch --by-text`": _by_text,
    "`report`": _report,
    "`check`": _check,
    FUND: _fund,
}
