"""The values of a version, from text to integers of their unit, in the shape of their table."""

import re
from typing import Any

from revalo.grids import units
from revalo.grids.reading import Place
from revalo.grids.schema.closed import nearest
from revalo.grids.schema.tables import Described
from revalo.language import _

_BAND = re.compile(r"(\d+)-(\d+)|>(\d+)", re.ASCII)


class InvalidValue(Exception):
    """A value that does not fit its table, at a place inside it."""

    def __init__(self, message: str, place: Place = ()) -> None:
        super().__init__(message)
        self.place = place


def converted(raw: Any, about: Described) -> tuple[Any, list[int] | None]:
    """The value in integers, and its figures for the checksum."""
    match about.shape, raw:
        case "scalar", str():
            return _figure(raw, about, ()), None
        case "row", list():
            row = [_figure(text, about, (i,)) for i, text in enumerate(raw)]
            return row, row
        case "map", dict():
            table = {key: _figure(text, about, (key,)) for key, text in raw.items()}
            return table, list(table.values())
        case "over", dict():
            steps = [[_threshold(key), _figure(text, about, (key,))] for key, text in raw.items()]
            return steps, [step[1] for step in steps]
        case "bands", dict():
            bands = [[*_band(key), _figure(text, about, (key,))] for key, text in raw.items()]
            return bands, [band[2] for band in bands]
    raise InvalidValue(_("this value does not have the shape {shape}").format(shape=about.shape))


def _figure(text: Any, about: Described, place: Place) -> Any:
    if not isinstance(text, str):
        raise InvalidValue(_("write a single figure here"), place)
    if about.choices and text not in about.choices:
        raise InvalidValue(
            _("not one of {names}").format(names=", ".join(about.choices)) + nearest(text, about.choices), place
        )
    try:
        if text.startswith("-"):
            raise InvalidValue(_("a figure of the law is never below zero"), place)
        return units.parse(text, about.unit)
    except ValueError:
        hint = (
            _("write decimals with a point, e.g. 5.62")
            if "," in text
            else _("not a figure in {unit}").format(unit=about.unit)
        )
        raise InvalidValue(hint, place) from None


def _threshold(key: str) -> int:
    if not (key.isascii() and key.isdigit()):
        raise InvalidValue(_("not a whole number"), (key,))
    return int(key)


def _band(key: str) -> tuple[int, int | None]:
    match = _BAND.fullmatch(key)
    if match is None:
        raise InvalidValue(_("write a band as 10-49 or >300"), (key,))
    return (int(match[3]) + 1, None) if match[3] else (int(match[1]), int(match[2]))
