"""Columns whose header does not decide: what their values say they are."""

import re
from collections.abc import Callable, Sequence

from revalo.rules.field import CATEGORIES
from revalo.rules.person import slug

# Patterns are compiled where they are first needed: most files need none of them.
_NUMBER = r"(?ai)(\d[\d\s]*)(?:[.,](\d+))?\s*(%|h)?"
_CLOCK = r"\d{1,3}\s*[:hH]\s*\d{2}"
_SECTOR = (
    r"(?:^|-)(?:bad|ccn|cc|51|65|66|2941|croix|ugecam|fhp|synerpa|fph|fpt|fpe|fehap|nexem|domicile|branche|convention|"
    r"fonction|public|publique|hospitalier|hospitaliere|territorial|territoriale|etat|prive|clinique|idcc)(?:-|$)|ccn\d"
)
_STRUCTURE = (
    r"(?:^|-)(?:saad|sad|ssiad|spasad|ehpad|eps|gcs|clinique|etablissement|esms|residence|autonomie|autre|hopital|chu|ch|"
    r"had|mas|fam|foyer|ime|esat|usld|service)(?:-|$)"
)
_STATUS = r"(?:employe|employee|technicien|technicienne|tam|agent-de-maitrise|cadre|am)(?:-|$)"
_CATEGORY = frozenset(name.lower() for name in CATEGORIES)
_WHOLE, _FULL_WEEK, _PERCENT = 2, 35, 100
_MOST_OF_WEEK = 40
_OF_BRANCH = frozenset(("job", "category", "status", "degree", "year", "coefficient", "old_coefficient"))
_TIMES = frozenset(("hours", "weekly_hours", "fte"))
Sample = Callable[[int], Sequence[str]]


def decide(
    headers: Sequence[str], claimed: Sequence[str | None], free: Sequence[bool], sample: Sample
) -> list[str | None]:
    """What the headers of several meanings became, with regard to their values and to the sector.

    `Secteur` of Nord and Sud and `Structure` of a name are services; `Catégorie` of Employé and Cadre is the status;
    `Salaire brut`, where the file names no sector, is what was paid in home care; `Échelon` beside `Grade`, in a file
    that places nobody in the grids of home care, is that of the grade. `free`: where the profile says nothing;
    canonical names are what they are.
    """
    decided = list(claimed)
    for place, header in enumerate(headers):
        name = claimed[place]
        if name is None or not free[place] or header.strip() == name:
            continue
        raw = sample(place)
        meant = _meant(name, [slug(value) for value in raw if value.strip()])
        if name == "fte" and kind_of_time(raw) == "hours":
            meant = "hours"  # a DSN says its quotity in hours
        if meant != name:
            decided[place] = meant if meant not in decided else None
    for place, (header, is_free) in enumerate(zip(headers, free, strict=True)):
        if is_free and decided[place] == "gross":
            decided[place] = _gross(header, decided)
    _part_time(headers, decided, free, sample)
    _grade(headers, decided, free)
    return decided


def _part_time(headers: Sequence[str], decided: list[str | None], free: Sequence[bool], sample: Sample) -> None:
    """A rate of part time is that of the civil service; in a file of home care it is a share of full time."""
    for place, (header, is_free) in enumerate(zip(headers, free, strict=True)):
        if is_free and decided[place] == "part_time" and header.strip() != "part_time" and "sector" not in decided:
            is_share = any(re.fullmatch(_NUMBER, value.strip()) for value in sample(place))
            decided[place] = "fte" if is_share and _TIMES.isdisjoint(decided) else None


def _grade(headers: Sequence[str], decided: list[str | None], free: Sequence[bool]) -> None:
    """A grade is of the civil service: unused where no sector is named; beside it, `Échelon` is that of the grade.

    The échelon of home care stands with what else places a person in its grids.
    """
    for place, (header, is_free) in enumerate(zip(headers, free, strict=True)):
        if is_free and decided[place] in ("grade", "step") and header.strip() != decided[place]:
            decided[place] = decided[place] if "sector" in decided else None
    if "grade" not in decided or "step" in decided or not _OF_BRANCH.isdisjoint(decided):
        return
    for place, (header, is_free) in enumerate(zip(headers, free, strict=True)):
        if is_free and decided[place] == "echelon" and header.strip() != "echelon":
            decided[place] = "step"


def are_of_a_week(values: Sequence[str]) -> bool:
    """Whether values of hours could all be those of a week: some are above 0, none above 40.

    >>> are_of_a_week(["35", "24"]), are_of_a_week(["35", "104,5"]), are_of_a_week([])
    (True, False, False)
    """
    numbers = [match for value in values if (match := re.fullmatch(_NUMBER, value.strip()))]
    return 0 < max(map(_amount, numbers), default=0) <= _MOST_OF_WEEK


def _amount(match: re.Match[str]) -> float:
    return float(f"{re.sub(r'[^0-9]', '', match[1])}.{match[2] or 0}")


def kind_of_time(values: Sequence[str]) -> str | None:
    """Whether values of working time are hours, hours of a week or a share; None where they could be several.

    >>> kind_of_time(["0,72", "1"]), kind_of_time(["151,67", "104"]), kind_of_time(["35", "24"]), kind_of_time(["80"])
    ('fte', 'hours', 'weekly_hours', None)
    """
    texts = [value.strip() for value in values if value.strip()]
    if any(re.fullmatch(_CLOCK, text) for text in texts):
        return "hours"
    numbers = [match for text in texts if (match := re.fullmatch(_NUMBER, text))]
    if not numbers:
        return None
    if any(match[3] == "%" for match in numbers):
        return "fte"
    most = max(map(_amount, numbers))
    if most <= _WHOLE:
        return "fte"
    if most > _PERCENT:
        return "hours"
    return "weekly_hours" if most == _FULL_WEEK else None


def _meant(name: str, values: Sequence[str]) -> str:
    if not values:
        return name
    if name == "sector" and not any(re.search(_SECTOR, value) for value in values):
        return "service_id"
    if name == "structure" and not any(re.search(_STRUCTURE, value) for value in values):
        return "service_id"
    if name == "category" and any(re.match(_STATUS, value) for value in values) and not _CATEGORY.intersection(values):
        return "status"
    return name


def _gross(header: str, decided: Sequence[str | None]) -> str | None:
    """What a gross is: paid, in a file of home care; the full-time gross of other sectors where it says so."""
    words = slug(header)
    if words == "gross" or "plein" in words or "sector" in decided:
        return "gross"
    return "paid_gross" if "paid_gross" not in decided else None
