"""The JSON Schemas of YAML files say what the closed models say: an editor and the program agree on a file.

Guards: grids/reading.py, grids/schema/closed.py, grids/schema/files.py, grids/schema/grades.py,
grids/schema/measures.py, grids/schema/tables.py, grids/schema/texts.py, grids/schema/workforce.py.
"""

import copy
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import derived
import pytest
import yaml
import yaml_schemas
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from revalo.errors import UnreadableInput
from revalo.grids.reading import Document, Place
from revalo.payroll.reading import profile

NAMED = {path: path.read_text("utf-8").partition("\n")[0] for path in derived.files() if path.suffix == ".yaml"}
SPOILT = 20  # changes tried on each file


class AsEditors(yaml.SafeLoader):
    """YAML 1.2, as an editor reads it: a day is text, `on` is a name, and only true and false are flags."""


AsEditors.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith((":timestamp", ":bool"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsEditors.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


class Both:
    """One file as an editor sees it and as the program does, changed alike."""

    def __init__(self, path: Path) -> None:
        schema = path.parent / NAMED[path].removeprefix(derived.MARK)
        self.name = schema.name.removesuffix(".schema.json")
        self.validator = Draft202012Validator(json.loads(schema.read_text("utf-8")), format_checker=FormatChecker())
        self.model = yaml_schemas.MODELS[self.name][0]
        self.typed = json.loads(json.dumps(yaml.load(path.read_text("utf-8"), Loader=AsEditors)))  # names are text
        self.texts = Document(path).data

    def changed(self, place: Place, name: str, value: Any) -> "Both":
        """A copy in which the table at a place has something else under a name; nothing, where the value is None."""
        other = copy.copy(self)
        other.typed, other.texts = copy.deepcopy(self.typed), copy.deepcopy(self.texts)
        for data in (other.typed, other.texts):
            table = data
            for part in place:
                table = table[part]
            if value is None:
                del table[name]
            else:
                table[name] = copy.deepcopy(value)
        return other

    def verdicts(self) -> tuple[bool, bool]:
        """Whether the schema takes the file, and whether the model does."""
        try:
            self.model.model_validate(self.texts)
        except ValidationError:
            return self.validator.is_valid(self.typed), False
        return self.validator.is_valid(self.typed), True


def tables(data: Any, place: Place = ()) -> Iterator[tuple[Place, list[str]]]:
    """Every table of a file: its place, and its names."""
    if isinstance(data, dict):
        yield place, list(data)
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield from tables(value, (*place, key))


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.name)
def test_a_shipped_file_is_what_its_schema_says(path: Path) -> None:
    assert [error.message for error in Both(path).validator.iter_errors(Both(path).typed)] == []


@pytest.mark.parametrize("path", NAMED, ids=lambda path: path.name)
def test_an_editor_and_the_program_agree_on_a_changed_file(path: Path) -> None:
    """A name added, a name left out, a table or a list in the place of something else."""
    rng, whole = random.Random(path.name), Both(path)
    found = list(tables(whole.texts))
    refused = 0
    for _number in range(SPOILT):
        place, names = rng.choice(found)
        name = rng.choice(names)
        value: Any = rng.choice([None, {"unheard-of": {}}, [["x"]], []])
        change = rng.choice([("unheard-of", "x"), (name, value), (name, value)])
        schema, model = whole.changed(place, *change).verdicts()
        assert schema == model, (place, change)
        refused += not model
    assert refused > SPOILT / 4


@pytest.mark.parametrize("name", yaml_schemas.KINDS)
def test_a_schema_is_one(name: str) -> None:
    schema = yaml_schemas.made(name, "https://example.org")
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"https://example.org/schemas/{name}.schema.json"
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "encoding: cp1252\nseparator: tab\ndecimal: ','\ndate_format: JJ/MM/AAAA\ncolumns: {Poste: job}\n",
            True,
        ),
        ("columns: {Poste: jbo}\n", False),
        ("seperator: ';'\n", False),
        ("separator: x\n", False),
        ("encoding: klingon\n", False),
        ("decimal: '·'\n", False),
        ("sheet: [1]\n", False),
        ("columns: job\n", False),
    ],
)
def test_an_editor_and_the_program_agree_on_a_profile(tmp_path: Path, text: str, taken: bool) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    validator = Draft202012Validator(yaml_schemas.made(yaml_schemas.PROFILE, "https://example.org"))
    assert validator.is_valid(yaml.load(text, Loader=AsEditors)) is taken
    if taken:
        profile.read(path)
    else:
        with pytest.raises(UnreadableInput):
            profile.read(path)
