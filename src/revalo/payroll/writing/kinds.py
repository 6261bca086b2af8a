"""How the cells of columns look in workbooks."""

from collections.abc import Mapping

import pyarrow as pa

from revalo.people.columns import COLUMNS
from revalo.people.results import INPUTS

UNITS = {"EUR": "money", "share": "share"}  # how decimal inputs of a unit look; hours else


def kind_of(field: pa.Field, own: Mapping[str, str]) -> str:
    """The kind of the cells of a column. `own`: by name, those that are not told by what the column holds."""
    if field.name in INPUTS and pa.types.is_decimal(field.type):
        return UNITS.get(COLUMNS[field.name].values.unit, "hours")
    if pa.types.is_integer(field.type):
        return own.get(field.name, "year")
    return own.get(field.name, "money" if pa.types.is_decimal(field.type) else "text")
