"""The `employee` part of the JSON schemas, from the fields that a person is described by."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from revalo.rules.field import Field
from revalo.rules.fields import FIELDS

COMMON = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "common.schema.json"
ALLOWANCES = {"type": "object", "additionalProperties": {"type": ["integer", "null"]}}


def written(present: str) -> str:
    """The text of the common schema, with the fields as they are."""
    schema = json.loads(present)
    schema["$defs"]["employee"]["properties"] = {name: dict(_property(each)) for name, each in FIELDS.items()}
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _property(field: Field) -> Iterator[tuple[str, Any]]:
    """How JSON shows a field, and what it is."""
    values = field.values
    if values.kind == "number" and not values.places:
        yield from {"type": "integer", "minimum": values.least, "maximum": values.most}.items()
    elif values.kind == "number":
        yield "$ref", "#/$defs/decimal"
    elif values.kind == "day":
        yield "$ref", "#/$defs/day"
    elif values.kind == "choice":
        yield "enum", list(values.names)
    elif values.kind == "allowances":
        yield from ALLOWANCES.items()
    else:
        yield "type", "string"
    yield "description", f"{field.label}."
