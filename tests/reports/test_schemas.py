"""Every `--json` output and every YAML file is what its JSON Schema in docs/schemas says, field by field.

Guards: reports/json/fund.py, reports/json/project.py.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import derived
import pytest
import regenerate
import yaml_schemas
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from replay import LANGUAGES, run

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((regenerate.DOCS / "schemas").glob("*.schema.json"))
}
AVS = "--job avs --seniority 8"
NURSE = "--sector fph --structure ehpad --profession infirmier --index 420 --part-time 80"
CARE = "--sector synerpa --profession aide-soignant --gross 1900"
HIGHER = "avenant43.point_value=6.00"
SCENARIO = "--scenario docs/scenarios/plus-6-points.yaml"
FUND = "fund effectifs.csv --activity activite.csv"
CALLS = [
    ("compute", f"compute {AVS} --category C --echelon 2 --diploma 3 --hours 104,5 --allowance responsabilite=9"),
    ("compute", f"compute {AVS} --echelon 2 --without article-47 --after 2022-09-01 --known-on 2022-12-31"),
    ("compute", f"compute --job tisf --since 2012-03-15 --on-call 0.5 --employer-cost --set {HIGHER} {SCENARIO}"),
    ("compute", f"compute {NURSE} --after 2024-02-01 --employer-cost --net"),
    ("compute", f"compute {CARE} --after 2024-02-01 --net"),
    ("compute", f"compute {AVS} --structure ssiad --profession avs --department 75 --absence-days 0 --fte 0.5"),
    ("timeline", f"timeline {AVS} --to 2022-02"),
    ("timeline", f"timeline {AVS} --to 2022-02 --employer-cost"),
    ("timeline", f"timeline {NURSE} --to 2020-12 --lang en"),
    ("compare", f"compare {AVS} --versus echelon=3"),
    ("compare", f"compare {AVS} --versus job=agent-a-domicile --from 2021-09 --to 2021-11 {SCENARIO}"),
    ("arrears", f"arrears {AVS} --to 2022-03"),
    ("arrears", f"arrears {AVS} --known-on 2022-11-01 --known-later 2023-01-01"),
    ("arrears-payroll", "arrears effectifs.csv --from 2022-01 --to 2022-12"),
    ("law-diff", "law diff 2021-12-31 2024-02-01 --without avenant-52 --no-member"),
    ("law-diff", f"law diff 2026-12-31 2027-01-01 {SCENARIO}"),
    ("law-confidence", "law list --confidence assumed --confidence secondary"),
    ("cases", "cases"),
    ("errors", "errors"),
    ("doctor", "doctor"),
    ("project", "project effectifs.csv --from 2026-11 --to 2027-12 --activity activite.csv"),
    ("project", f"project effectifs.csv --from 2026-11 --to 2027-06 {SCENARIO.replace('--scenario', '--compare')}"),
    ("project", f"project effectifs.csv --from 2026-11 --to 2028-02 --by category --echelon-3-after 4 {SCENARIO}"),
    ("fund", f"{FUND} --year 2021 --national"),
    ("fund", f"{FUND} --year 2022 {SCENARIO}"),
    ("fund", f"{FUND} --year 2027 --coverage-rate 0.427 {SCENARIO.replace('--scenario', '--compare')}"),
    ("fund", f"{FUND} --year 2025 --coverage-rate 0.427"),
    ("fund-years", f"{FUND} --year 2022 --year 2023"),
    ("fund-covid", f"{FUND} --covid-bonus"),
]


FAILING = [
    ("compute --seniority 8", "R105", 2),
    ("compute --jobb avs", "R101", 2),
    ("compute --job cuisinier --seniority 8", "R500", 5),
    ("fund absent.csv --activity activite.csv --year 2022", "R301", 3),
    ("compute --job avs --seniority 8 --scenario absent.yaml", "R301", 3),
]


def closed(schema: Any) -> Any:
    """The same schema, where an object has the properties it names and no other."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    inside = {name: closed(each) for name, each in schema.items()}
    return inside | ({"additionalProperties": False} if "properties" in schema and "type" in schema else {})


REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], Resource.from_contents(closed(schema))) for schema in SCHEMAS.values()
)


def checked(name: str, found: Any) -> None:
    schema = closed(SCHEMAS[name])
    Draft202012Validator(schema, registry=REGISTRY, format_checker=FormatChecker()).validate(found)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Where the pages run their commands, with the files of the page on who pays."""
    with regenerate.workplace() as place:
        regenerate.prepare(regenerate.DOCS / "fr" / "fund.md", place)
        yield place


@pytest.mark.parametrize(("name", "arguments"), CALLS, ids=lambda value: value)
def test_an_output_is_what_its_schema_says(folder: Path, name: str, arguments: str) -> None:
    lines, code = run(f"$ revalo {arguments} --json", folder)
    assert code == 0, lines
    checked(name, json.loads("\n".join(lines)))


@pytest.mark.parametrize(("arguments", "code", "exit_code"), FAILING)
def test_an_error_is_what_its_schema_says(folder: Path, arguments: str, code: str, exit_code: int) -> None:
    lines, ended = run(f"$ revalo {arguments} --json", folder)
    found = json.loads("\n".join(lines))
    checked("error", found)
    assert (found["code"], ended) == (code, exit_code)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])
    assert SCHEMAS[name]["$id"] == f"{derived.home()}/schemas/{name}.schema.json"


def test_every_schema_is_tried_and_told() -> None:
    tried = {name for name, _arguments in CALLS}
    assert tried == set(SCHEMAS) - {"common", "error"} - set(yaml_schemas.KINDS)
    for language in LANGUAGES:
        page = (regenerate.DOCS / language / "json.md").read_text(encoding="utf-8")
        assert [name for name in SCHEMAS if f"../schemas/{name}.schema.json" not in page] == []


@pytest.mark.parametrize(
    "spoilt", [{"gross": "1628"}, {"gross": 1628}, {"date": "30/09/2021"}, {"lines": None}, {"unheard-of": "x"}]
)
def test_a_schema_refuses_what_it_should(folder: Path, spoilt: dict[str, Any]) -> None:
    found = json.loads("\n".join(run(f"$ revalo compute {AVS} --json", folder)[0]))
    checked("compute", found)
    with pytest.raises(ValidationError):
        checked("compute", found | {"before": found["before"] | spoilt})
