"""The JSON Schemas of the files that people write in YAML and TOML, made from the closed models that read them.

An editor that knows them checks a file while it is typed: the first line of the file names its schema.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from revalo import house
from revalo.grids.scenario_files import ScenarioFile
from revalo.grids.schema.files import SCHEMAS, Additions
from revalo.payroll.reading import profile
from revalo.payroll.reading.dates import FORMS
from revalo.payroll.reading.text import ENCODINGS
from revalo.people.columns import CANONICAL

SCALAR = ["string", "number", "boolean"]  # a figure may stand without quotes: the reader takes every scalar as text


def of_law_file(name: str) -> str:
    """The name of the schema of a law file."""
    return f"law-{name.removesuffix('.yaml').replace('_', '-')}"


MODELS: Mapping[str, tuple[type[BaseModel], str]] = {
    **{of_law_file(file): (model, f"The law file {file}") for file, model in SCHEMAS.items()},
    "law-additions": (Additions, "A further law file, in the folder given with --law"),
    "scenario": (ScenarioFile, "A scenario, given with --scenario"),
}


PROFILE = "profile"
SETTINGS = "settings"
KINDS = (*MODELS, PROFILE, SETTINGS)
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AsWritten(GenerateJsonSchema):
    """Schemas of what stands in the YAML: a text may look like a number, and nothing is written as null."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Any scalar, where the model wants text."""
        return {**super().str_schema(schema), "type": SCALAR}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left out."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default, where it says something."""
        if schema.get("default") in (None, [], {}):
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No title: a field has its name."""
        del schema
        return False


def made(name: str, home: str) -> dict[str, Any]:
    """The schema of one kind of file; `home`: the address of the project."""
    if name == PROFILE:
        return {"$schema": DIALECT, "$id": address(name, home), **_profile()}
    if name == SETTINGS:
        return {"$schema": DIALECT, "$id": address(name, home), "title": "The settings of a house", **house.schema()}
    model, title = MODELS[name]
    schema = model.model_json_schema(by_alias=True, mode="validation", schema_generator=_AsWritten)
    for definition in schema.get("$defs", {}).values():
        definition.pop("title", None)
    head = {"$schema": DIALECT, "$id": address(name, home), "title": title}
    return head | {key: value for key, value in schema.items() if key != "title"}


def _profile() -> dict[str, Any]:
    """The schema of a profile, from the words that its reader knows."""
    fields: dict[str, Any] = {
        "encoding": {"enum": [*ENCODINGS]},
        "separator": {"enum": [*profile.SEPARATORS]},
        "decimal": {"enum": [*profile.DECIMALS]},
        "thousands": {"enum": [*profile.THOUSANDS]},
        "date_format": {"type": "string", "examples": [*FORMS]},
        "sheet": {"type": SCALAR},
        "columns": {"type": "object", "additionalProperties": {"enum": [*CANONICAL, profile.UNUSED, ""]}},
    }
    return {
        "title": "A profile, given with --mapping",
        "description": "How the files of one payroll product are to be read; what is left out is found.",
        "type": "object",
        "properties": {name: fields[name] for name in profile.FIELDS},
        "additionalProperties": False,
    }


def address(name: str, home: str) -> str:
    """The absolute id of a schema."""
    return f"{home}/schemas/{name}.schema.json"
