"""Independent reference computation of a home-care (sector `bad`) payslip, for the tests only.

Written from the public contract and the published agreements alone: every figure below was typed in
from those texts a second time, on purpose, and nothing is imported from the product or read from its
law files. Where the product and this module differ, one of them has misread a text. It favours
plainness over speed: exact fractions throughout, one function per question, cents at the very end.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import floor

ZERO, ONE = Fraction(0), Fraction(1)
FULL_TIME_HOURS = Fraction("151.67")


@dataclass(frozen=True)
class Text:
    effect: date
    approved: date | None = None  # day the approval appeared in the JO; None for a refused text
    extended: date | None = None  # day the extension appeared in the JO; None when none is known


TEXTS: dict[str, Text] = {
    "avenant-8": Text(date(2013, 1, 1), date(2013, 3, 25), date(2013, 5, 31)),  # approval: day of the order
    # The approval day of avenant 19 is not in the sources; its extension is the first dated publication.
    "avenant-19": Text(date(2014, 7, 1), date(2015, 3, 24), date(2015, 3, 24)),
    "avenant-31": Text(date(2016, 8, 1), date(2017, 3, 5), date(2017, 3, 28)),
    "avenant-44": Text(date(2020, 1, 1), date(2020, 10, 29), date(2021, 6, 23)),
    "avenant-43": Text(date(2021, 10, 1), date(2021, 7, 2), date(2021, 8, 5)),
    "avenant-49": Text(date(2021, 10, 1), date(2021, 10, 8), date(2022, 4, 15)),
    "avenant-51": Text(date(2022, 1, 1), date(2022, 12, 10), date(2023, 1, 19)),
    "avenant-52": Text(date(2022, 7, 1), date(2022, 12, 10), date(2023, 1, 19)),
    "avenant-54": Text(date(2022, 8, 1), date(2023, 5, 20), date(2023, 7, 12)),
    "avenant-53": Text(date(2022, 12, 24), date(2022, 12, 24), date(2023, 4, 28)),
    # Approval dates printed the wrong way round (order after its own publication): the later one is kept.
    "avenant-61": Text(date(2024, 1, 1), date(2023, 12, 28), date(2024, 3, 30)),
    "avenant-66": Text(date(2025, 1, 1)),
    "avenant-68": Text(date(2025, 7, 1)),
    # Members: first day of the second month after approval (day of the order); others: the day after the JO of 4 April.
    "avenant-70": Text(date(2026, 2, 1), date(2025, 12, 22), date(2026, 4, 5)),
}
ARTICLE_47 = frozenset(f"avenant-{n}" for n in (43, 51, 52, 53, 54, 61, 70))


@dataclass(frozen=True)
class Law:
    """Which texts bind, on one day, for one kind of employer."""

    day: date
    member: bool
    removed: frozenset[str]
    added: frozenset[str]
    known_on: date | None

    def applies(self, name: str) -> bool:
        text = TEXTS[name]
        if name in self.removed:
            return False
        if text.approved is None:  # refused: only on request, and then for everyone from its stated day
            return name in self.added and self.day >= text.effect
        if self.known_on is not None and text.approved > self.known_on:
            return False
        if self.member:
            return self.day >= text.effect
        return text.extended is not None and self.day >= max(text.effect, text.extended)

    def latest(self, names: tuple[str, ...]) -> str | None:
        """The applicable text with the latest nominal start."""
        return max((n for n in names if self.applies(n)), key=lambda n: TEXTS[n].effect, default=None)


# fmt: off
FIRST_POINT = Fraction("5.302")  # since 1 April 2009
POINTS: dict[str, Fraction] = {
    "avenant-19": Fraction("5.355"), "avenant-31": Fraction("5.38"),
    "avenant-44": Fraction("5.50"), "avenant-51": Fraction("5.51"),
    "avenant-52": Fraction("5.62"), "avenant-54": Fraction("5.77"),
}

MINIMUM_WAGE: tuple[tuple[date, Fraction], ...] = tuple(
    (date.fromisoformat(start), Fraction(amount)) for start, amount in (
        ("2019-01-01", "1521.22"), ("2020-01-01", "1539.42"), ("2021-01-01", "1554.58"),
        ("2021-10-01", "1589.47"), ("2022-01-01", "1603.12"), ("2022-05-01", "1645.58"),
        ("2022-08-01", "1678.95"), ("2023-01-01", "1709.28"), ("2023-05-01", "1747.20"),
        ("2024-01-01", "1766.92"), ("2024-11-01", "1801.80"), ("2026-01-01", "1823.03"),
        ("2026-06-01", "1867.02"),
    )
)

OLD_GRID: dict[str, tuple[int, ...]] = {
    "A": (270, 271, 272, 273, 274, 275, 276, 277, 278, 279, 280, 281, 282, 283, 284,
          285, 286, 287, 288, 289, 290, 291, 292, 294, 296, 298, 300, 302, 304, 306),
    "B": (271, 272, 273, 274, 275, 276, 277, 279, 283, 287, 291, 295, 299, 302, 305,
          307, 309, 311, 313, 315, 317, 319, 321, 323, 325, 327, 329, 331, 333, 337),
    "C": (296, 304, 307, 311, 313, 316, 321, 325, 329, 333, 337, 341, 345, 348, 351,
          354, 357, 360, 363, 366, 369, 372, 375, 378, 381, 384, 387, 390, 394, 398),
    "D": (321, 326, 331, 336, 341, 346, 350, 354, 358, 362, 366, 370, 374, 378, 382,
          386, 389, 392, 395, 398, 401, 404, 407, 410, 413, 416, 419, 422, 425, 428),
    "E": (367, 372, 377, 382, 387, 403, 411, 418, 423, 427, 432, 437, 442, 447, 450,
          453, 455, 457, 459, 460, 461, 462, 466, 469, 472, 475, 478, 481, 485, 492),
    "F": (398, 428, 437, 447, 456, 466, 475, 485, 491, 498, 505, 512, 519, 526, 529,
          532, 535, 542, 549, 556, 564, 566, 568, 570, 572, 574, 576, 578, 580, 581),
    "G": (443, 453, 463, 473, 483, 493, 503, 513, 523, 533, 543, 553, 563, 573, 583,
          593, 603, 613, 623, 633, 643, 650, 657, 664, 671, 678, 685, 692, 699, 706),
    "H": (550, 560, 570, 580, 590, 600, 610, 620, 630, 640, 650, 660, 670, 680, 690,
          700, 710, 720, 730, 740, 750, 760, 770, 780, 790, 800, 815, 830, 845, 860),
    "I": (732, 747, 762, 777, 792, 807, 822, 837, 852, 867, 882, 897, 912, 927, 942,
          957, 972, 987, 1002, 1017, 1032, 1047, 1062, 1077, 1092, 1112, 1132, 1152, 1172, 1192),
}

NEW_GRID: dict[tuple[str, int], tuple[int, int, int]] = {
    ("employe", 1): (286, 299, 318), ("employe", 2): (344, 359, 383),
    ("technicien", 1): (363, 379, 404), ("technicien", 2): (436, 456, 485),
    ("cadre", 1): (485, 507, 540), ("cadre", 2): (583, 610, 649),
}
EMPLOYE_1: dict[str, tuple[int, int, int]] = {  # the one row that later texts changed
    "avenant-51": (291, 304, 324), "avenant-61": (308, 315, 331),
}
REFUSED_RISE = 6  # points on every échelon in avenants 66 and 68, above the table of 2024

SENIORITY: tuple[tuple[int, int], ...] = ((30, 20), (25, 16), (20, 12), (15, 8), (10, 4), (5, 2))
DIPLOMA: dict[int, int] = {3: 11, 4: 12, 5: 14, 6: 15, 7: 17, 8: 17}
TUTOR: tuple[int, ...] = (0, 7, 9)
APPRENTICE_MASTER: tuple[int, ...] = (0, 11, 13)
OVERTIME_PAID = (Fraction(125, 100), Fraction(150, 100))  # labour code, L.3121-36: the first eight hours, the others
EXTRA_PAID = (Fraction(110, 100), Fraction(125, 100))  # L.3123-29: up to a tenth of the contract, the others
SUNDAY_RATE, NIGHT_RATE = Fraction(45, 100), Fraction(5, 100)
ON_CALL_OLD, ON_CALL_NEW = (7, 8), (8, 10)  # ordinary, special

Bands = tuple[tuple[int, int | None, int], ...]  # from, up to (None: no limit), points
OLD_ALLOWANCES: dict[str, Bands] = {
    "responsabilite": ((10, 49, 26), (50, 299, 54), (301, None, 80)),
    "associations": ((11, 20, 15), (21, 50, 35), (51, None, 50)),
    "complexite": ((2, 3, 24), (4, 5, 48), (6, 7, 74), (8, None, 98)),
    "places": ((50, None, 36),),
}
OLD_NURSE_POINTS = 25
YEARS_IN_JOB = ((0, 5), (6, 10), (11, 15), (16, 20), (21, 25), (26, 30))
NEW_ALLOWANCES: dict[str, Bands] = {  # all of them for cadres
    "responsabilite": ((5, 9, 15), (10, 49, 54), (50, 299, 80), (301, None, 122)),
    "associations": ((11, 20, 40), (21, 50, 80), (51, None, 122)),
    "complexite": ((1, 3, 56), (4, 5, 80), (6, 7, 114), (8, None, 142)),
    "places": ((20, 49, 18), (50, None, 36)),
    "cadre-superieur-a": tuple(
        (low, high, n) for (low, high), n in zip(YEARS_IN_JOB, (43, 56, 68, 81, 93, 106), strict=True)
    ),
    "cadre-superieur-b": tuple(
        (low, high, n) for (low, high), n in zip(YEARS_IN_JOB, (127, 164, 200, 236, 272, 309), strict=True)
    ),
}
DEGREE: dict[str, int] = {"cadre-superieur-a": 2, "cadre-superieur-b": 2, "associations": 2, "places": 1}
# fmt: on


@dataclass(frozen=True)
class Worker:
    category: str | None = None  # A..I
    year: int | None = None  # 1..30, row of the old grid
    status: str | None = None  # employe | technicien | cadre
    degree: int | None = None
    echelon: int | None = None
    seniority: int = 0  # completed years, and at least a day more
    since: date | None = None  # exact day of entry in the branch; wins over seniority
    diploma: int | None = None  # 3..8
    hours: Fraction | None = None  # a month
    fte: Fraction | None = None
    tutor: int = 0  # 0..2
    apprentices: int = 0  # 0..2
    sunday_hours: Fraction = ZERO
    night_hours: Fraction = ZERO
    on_call: Fraction = ZERO  # days, ordinary
    on_call_special: Fraction = ZERO  # days: Sundays, holidays, nights, or split
    overtime_25: Fraction = ZERO  # hours of the month above full time, paid 125 %
    overtime_50: Fraction = ZERO  # paid 150 %
    extra_10: Fraction = ZERO  # hours of the month above a part-time contract, paid 110 %
    extra_25: Fraction = ZERO  # paid 125 %
    allowances: Mapping[str, int | None] = field(default_factory=dict)
    aide_soignant: bool = False  # status and degree are those held before avenant 70


def cents(euros: Fraction) -> int:
    """Half away from zero; no amount here is negative."""
    return floor(euros * 100 + Fraction(1, 2))


def share_of(worker: Worker) -> Fraction:
    share = ONE if worker.fte is None else worker.fte
    if worker.hours is not None:
        if worker.fte is not None and abs(worker.fte * FULL_TIME_HOURS - worker.hours) > Fraction(1, 100):
            raise ValueError("hours and fte disagree")
        share = worker.hours / FULL_TIME_HOURS
    if share <= 0:
        raise ValueError("no working time")
    return min(share, ONE)


def minimum_wage(day: date) -> Fraction:
    known = [amount for start, amount in MINIMUM_WAGE if start <= day]
    if not known:
        raise ValueError(f"no minimum wage held for {day}")
    return known[-1]


def point_value(law: Law) -> Fraction:
    name = law.latest(tuple(POINTS))
    return FIRST_POINT if name is None else POINTS[name]


def old_coefficient(worker: Worker, law: Law) -> int:
    if worker.category not in OLD_GRID or worker.year is None or not 1 <= worker.year <= 30:
        raise ValueError("no position in the old grid")
    if worker.category in ("A", "B") and not law.applies("avenant-8"):
        raise ValueError("categories A and B before avenant 8: tables not found")
    return OLD_GRID[worker.category][worker.year - 1]


def new_position(worker: Worker, law: Law) -> tuple[str, int, int]:
    status, degree, echelon = worker.status, worker.degree, worker.echelon
    if worker.aide_soignant and law.applies("avenant-70"):
        status, degree = "technicien", 1
    if status is None or degree is None or (status, degree) not in NEW_GRID or echelon not in (1, 2, 3):
        raise ValueError("no position in the new grid")
    return status, degree, echelon


def new_coefficient(position: tuple[str, int, int], law: Law) -> int:
    status, degree, echelon = position
    row, rise = NEW_GRID[status, degree], 0
    # A later version stands by itself: both refused rises are read over the 2024 table and never add up.
    name = law.latest((*EMPLOYE_1, "avenant-66", "avenant-68"))
    if name in ("avenant-66", "avenant-68"):
        name, rise = "avenant-61", REFUSED_RISE
    if (status, degree) == ("employe", 1) and name is not None:
        row = EMPLOYE_1[name]
    return row[echelon - 1] + rise


def anniversary(start: date, years: int) -> date:
    year = start.year + years
    if (start.month, start.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28)
    return start.replace(year=year)


def seniority_percent(worker: Worker, day: date) -> int:
    for years, percent in SENIORITY:
        if worker.since is None and worker.seniority >= years:  # completed years, and a day
            return percent
        if worker.since is not None and day > anniversary(worker.since, years):
            return percent
    return 0


def band_points(name: str, bands: Bands, value: int | None) -> int:
    if value is None or value < 0:
        raise ValueError(f"{name}: a value is needed")
    if value < bands[0][0]:
        return 0
    for low, high, points in bands:
        if low <= value and (high is None or value <= high):
            return points
    raise ValueError(f"{name}: {value} is in no printed band")


def old_allowance_points(name: str, value: int | None) -> int:
    if name == "infirmier":
        return OLD_NURSE_POINTS
    return band_points(name, OLD_ALLOWANCES[name], value) if name in OLD_ALLOWANCES else 0


def new_allowance_points(name: str, value: int | None, position: tuple[str, int, int]) -> int:
    if name not in NEW_ALLOWANCES or position[0] != "cadre" or position[1] != DEGREE.get(name, position[1]):
        return 0
    return band_points(name, NEW_ALLOWANCES[name], value)


def paid(shares: tuple[Fraction, ...], *hours: Fraction) -> Fraction:
    """Hours, each counted for the share of the hourly rate that it is paid."""
    return sum((share * number for share, number in zip(shares, hours, strict=True)), ZERO)


def check(worker: Worker, without: frozenset[str], with_: frozenset[str]) -> None:
    if not without <= TEXTS.keys() | {"article-47"}:
        raise ValueError("unknown text")
    if not all(name in TEXTS and TEXTS[name].approved is None for name in with_):
        raise ValueError("only a refused text can be added")
    if not worker.allowances.keys() <= NEW_ALLOWANCES.keys() | {"infirmier"}:
        raise ValueError("unknown allowance")
    if worker.diploma is not None and worker.diploma not in DIPLOMA:
        raise ValueError("unknown diploma level")
    if not (0 <= worker.tutor <= 2 and 0 <= worker.apprentices <= 2):
        raise ValueError("no step printed beyond the second person")
    times = [worker.sunday_hours, worker.night_hours, worker.on_call, worker.on_call_special]
    times += [worker.overtime_25, worker.overtime_50, worker.extra_10, worker.extra_25]
    if worker.seniority < 0 or min(times) < 0:
        raise ValueError("negative quantity")


def payslip(
    worker: Worker,
    day: date,
    *,
    member: bool = True,
    without: frozenset[str] = frozenset(),
    with_: frozenset[str] = frozenset(),
    known_on: date | None = None,
) -> dict[str, int]:
    """Payslip lines of sector `bad` on `day`, in cents, keyed by the contract's line ids, plus "gross".

    Lines of zero are left out, except `base`. ValueError where the texts give no figure.
    """
    check(worker, without, with_)
    removed = without | ARTICLE_47 if "article-47" in without else without
    law = Law(day, member, removed, with_, known_on)
    point, smic, share = point_value(law), minimum_wage(day), share_of(worker)

    if law.applies("avenant-43"):
        position = new_position(worker, law)
        full = point * new_coefficient(position, law)
        topped_up = max(full, smic)
        allowances = {n: new_allowance_points(n, v, position) for n, v in worker.allowances.items()}
        seniority_base = topped_up if law.applies("avenant-53") else full
        percent = seniority_percent(worker, day)
        diploma = 0 if worker.diploma is None else DIPLOMA[worker.diploma]
        tutor, apprentices = TUTOR[worker.tutor], APPRENTICE_MASTER[worker.apprentices]
        night_rate = ZERO if position == ("employe", 1, 1) and law.applies("avenant-49") else NIGHT_RATE
        on_call, counted = ON_CALL_NEW, 0
    else:
        full = point * old_coefficient(worker, law)
        allowances = {n: old_allowance_points(n, v) for n, v in worker.allowances.items()}
        topped_up = full + max(ZERO, smic - full - point * sum(allowances.values()))
        seniority_base, percent, diploma, tutor, apprentices = ZERO, 0, 0, 0, 0
        night_rate, on_call = ZERO, ON_CALL_OLD
        counted = sum(cents(point * n * share) for n in allowances.values())

    hourly = topped_up / FULL_TIME_HOURS
    lines = {
        "base": cents(full * share),
        "smic_topup": max(0, cents(smic * share) - cents(full * share) - counted),
        "seniority": cents(seniority_base * share * percent / 100),
        "diploma": cents(point * diploma * share),
        "tutor": cents(point * tutor),
        "apprentice_master": cents(point * apprentices),
        "sunday": cents(hourly * worker.sunday_hours * SUNDAY_RATE),
        "night": cents(hourly * worker.night_hours * night_rate),
        "on_call": cents(point * (worker.on_call * on_call[0] + worker.on_call_special * on_call[1])),
        "overtime": cents(hourly * paid(OVERTIME_PAID, worker.overtime_25, worker.overtime_50)),
        "extra_hours": cents(hourly * paid(EXTRA_PAID, worker.extra_10, worker.extra_25)),
        **{f"allowance.{name}": cents(point * n * share) for name, n in allowances.items()},
    }
    lines = {name: amount for name, amount in lines.items() if amount or name == "base"}
    return {**lines, "gross": sum(lines.values())}
