"""Pay by grade and échelon, computed apart: indices (IM) column by column, échelons day by day."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

SINCE_2024 = date(2024, 1, 1)
PASSAGE = date(2021, 10, 1)
C3 = (350, None, 368, 380, 393, 403, 415, 430, 450, 473)  # the index of each échelon in 2021
C3_2022 = (355, 361, 368, 380, 393, 403, 415, 430, 450, 473)
C3_MONTHS = (12, 12, 24, 24, 24, 24, 36, 36, 36)
SUPERIOR = (382, 394, 406, 419, 437, 455, 475, 494, 514, 534, 555)  # from October 2021; five points more from 2024
SUPERIOR_MONTHS = (18, 24, 24, 24, 24, 30, 36, 36, 36, 48)
NURSES_BEFORE = (422, 435, 455, 475, 498, 521, 544, 567, 594, 627)
NURSES = (422, 445, 473, 501, 529, 558, 588, 619, 651, 685, 722)
NURSES_MONTHS = (18, 24, 24, 24, 24, 30, 36, 36, 48, 48)
NURSES_AFTER = (1, 2, 3, 4, 4, 5, 6, 7, 8, 9)
POINT = {date(2017, 2, 1): "56.2323", date(2022, 7, 1): "58.2004", date(2023, 7, 1): "59.0734"}
LEAST = {
    date(2013, 1, 1): 309,
    date(2021, 10, 1): 340,
    date(2022, 1, 1): 343,
    date(2022, 5, 1): 352,
    date(2023, 1, 1): 353,
    date(2023, 5, 1): 361,
    SINCE_2024: 366,
}


@dataclass
class CareAssistant:
    """A principal care assistant of a hospital: the échelon of scale C3 and the day it was reached."""

    step: int
    since: date

    def on(self, day: date) -> tuple[str, int]:
        """The grade and the échelon on a day, lived day by day."""
        grade, step, since, today = "C3", self.step, self.since, self.since
        while True:
            if today == PASSAGE and grade == "C3" and since < PASSAGE:
                grade, (step, since) = "superior", after_reform(step, since)
            months = C3_MONTHS if grade == "C3" else SUPERIOR_MONTHS
            while step <= len(months) and later(since, months[step - 1]) <= today:
                step, since = step + 1, later(since, months[step - 1])
            if today == day:
                return grade, step
            today += timedelta(days=1)


def after_reform(step: int, since: date) -> tuple[int, date]:
    """The échelon of the classe supérieure on 1 October 2021, and the day from which it is counted (article 20)."""
    acquired = days_of_30(since, PASSAGE)
    year = 360
    if step == 10:
        new, kept = (8, Fraction(540)) if acquired > 3 * year else (8, Fraction(0)) if acquired > year else (7, None)
        kept = Fraction(acquired + year) if kept is None else kept
    else:
        new = {9: 6, 8: 5, 7: 4, 6: 4, 5: 3, 4: 2, 3: 1, 2: 1, 1: 1}[step]
        share = {9: Fraction(5, 6), 8: Fraction(2, 3), 7: Fraction(2, 3), 5: Fraction(1), 4: Fraction(1)}
        kept = share.get(step, Fraction(0)) * acquired + {3: 360, 2: 180}.get(step, 0)
    days = min(int(kept + Fraction(1, 2)), 30 * SUPERIOR_MONTHS[new - 1])
    start = later(PASSAGE, -(days // 30)) - timedelta(days=days % 30)
    return new, start


def days_of_30(start: date, end: date) -> int:
    """Days between two days by months of 30 days: whole months, then the days left, 29 at most."""
    months = 0
    while later(start, months + 1) <= end:
        months += 1
    return 30 * months + min((end - later(start, months)).days, 29)


def later(day: date, months: int) -> date:
    """A day some months later, or the last one of its month."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(last, day.day))
        except ValueError:
            continue
    raise AssertionError


def paid(index: int, day: date) -> int:
    """Cents a month at full time for an index on a day, the minimum index at least."""
    least = max((start, value) for start, value in LEAST.items() if start <= day)[1]
    point = Fraction(max((start, value) for start, value in POINT.items() if start <= day)[1])
    exact = 100 * max(index, least) * point / 12
    return int(exact + Fraction(1, 2))


def index_on(grade: str, step: int, day: date) -> int | None:
    """The index (IM) of an échelon of `C3`, `superior`, `nurses-before` or `nurses` on a day."""
    more = 5 if day >= SINCE_2024 else 0
    table: tuple[int | None, ...] = {
        "C3": C3 if day < date(2022, 1, 1) else C3_2022,
        "superior": SUPERIOR,
        "nurses-before": NURSES_BEFORE,
        "nurses": NURSES,
    }[grade]
    found = table[step - 1]
    return None if found is None else found + more
