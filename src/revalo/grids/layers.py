"""Changes of figures from a day on, laid over the versions of the tables as further versions.

Each version that a change touches gets one more version, which follows it: it stands where that one would, and not
before the day of the change. So what a change gives is right for members and others, and as known on any day.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from revalo.grids.parameters import rebuilt
from revalo.money import half_up

Raw = Mapping[str, Any]
PERCENT = 100 * 10**4  # a percentage is held in 1/10000 of a per cent
WEEKLY_HOURS = (35 * 52, 12)  # an hourly wage to a monthly one
TIED = {  # the minimum wage by the hour and by the month: changing one changes the other
    "minimum_wage.hourly": ("minimum_wage.monthly", WEEKLY_HOURS),
    "minimum_wage.monthly": ("minimum_wage.hourly", WEEKLY_HOURS[::-1]),
}


class Adjustment(NamedTuple):
    """One change, from `day` (ISO) on, of the figure under `key` (of all where it is empty).

    `provenance`: what its versions say of themselves (text, source, file, line). Then one of `add` (in integers of the
    unit), `percent` (in 1/10000 of a per cent) and `value` (an integer of the unit, or a word).
    """

    day: str
    key: str
    provenance: Raw
    add: int = 0
    percent: int | None = None
    value: int | str | None = None

    def figure(self, key: str, value: Any) -> Any:
        """The figure under a key, changed; rounded once to its unit, half away from zero."""
        if self.key and key != self.key:
            return value
        if self.value is not None:
            return self.value
        if self.percent is not None:
            return half_up(value * (PERCENT + self.percent), PERCENT)
        return value + self.add

    def touches(self, version: Raw) -> bool:
        """Whether it changes a version: a value holds until the next version of the law, the others last."""
        return self.value is None or version["from"] <= self.day

    def of(self, shape: str, version: Raw) -> Any:
        """The value that a version takes; none where it has none and no figure is given for it."""
        if shape == "scalar" and self.value is not None:
            return self.value
        return None if version["value"] is None else rebuilt(shape, version["value"], self.figure)


def adjusted(tables: Mapping[str, Raw], path: str, adjustment: Adjustment) -> dict[str, Raw]:
    """A table with the versions of a change among its own, and the table tied to it, if any."""
    table = tables[path]
    versions = table["versions"]
    values = {
        place: adjustment.of(table["shape"], versions[place])
        for place in _last(versions, adjustment.provenance["text"])
        if adjustment.touches(versions[place])
    }
    changed = {path: _with(table, adjustment, values)}
    if path in TIED:
        other, (times, by) = TIED[path]
        tied = {place: None if value is None else half_up(value * times, by) for place, value in values.items()}
        changed[other] = _with(tables[other], adjustment, tied)
    return changed


def _last(versions: Sequence[Raw], own: str) -> list[int]:
    """The places of the versions that a scenario has not changed yet: of its own, the last that follows each."""
    last = {
        id(each["follows"]): place for place, each in enumerate(versions) if each["text"] == own and "follows" in each
    }
    return [
        place
        for place, each in enumerate(versions)
        if (last.get(id(each["follows"])) == place if each["text"] == own else id(each) not in last)
    ]


def _with(table: Raw, adjustment: Adjustment, values: Mapping[int, Any]) -> Raw:
    """The table with one version more for each that the change gives a value."""
    versions = table["versions"]
    added = [_version(versions[place], adjustment, value) for place, value in values.items()]
    return {**table, "versions": sorted([*versions, *added], key=lambda version: version["from"])}


def _version(followed: Raw, adjustment: Adjustment, value: Any) -> Raw:
    """A version that follows another; one of the same scenario is replaced, and what that one followed is."""
    own = followed["text"] == adjustment.provenance["text"]
    return {
        **followed,
        **adjustment.provenance,
        "from": max(followed["from"], adjustment.day),
        "value": value,
        "not_found": followed["not_found"] if value is None else None,
        "known_on": None,
        "others_from": None,
        "follows": followed["follows"] if own else followed,
    }
