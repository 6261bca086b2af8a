"""The options that describe one person, shared by the commands that compute one: one for each field."""

from inspect import Parameter, Signature
from typing import Annotated, Any

import typer

from revalo.cli import completion
from revalo.cli.options import shared
from revalo.cli.options.gathering import Gathered
from revalo.rules.field import Field
from revalo.rules.fields import FIELDS

PANELS = {"person": shared.PERSON, "time": shared.TIME}


def person(**given: object) -> dict[str, Any]:
    """The inputs of a person under the names of `read_employee`, as text, None where not given."""
    return {name: given[each.singular] for name, each in FIELDS.items()}


def given_option(person: dict[str, Any]) -> str | None:
    """The first option of a person that was given, as it is written; None where none was."""
    names = (
        each.singular
        for name, each in FIELDS.items()
        if person[name] not in (None, [], each.default if isinstance(each.default, str) else None)
    )
    return next(("--" + name.replace("_", "-") for name in names), None)


def _parameter(field: Field) -> Parameter:
    """The option of a field: text, or several texts."""
    option = typer.Option(
        metavar=field.values.metavar,
        help=field.described,
        rich_help_panel=PANELS[field.panel],
        autocompletion=_values(field),
        show_default=False,
    )
    kind: Any = list[str] if field.is_several else str
    default = field.default if isinstance(field.default, str) else None
    annotated: Any = Annotated  # of a type that is only known here
    annotation = annotated[kind if default else kind | None, option]
    return Parameter(field.singular, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _values(field: Field) -> completion.Complete | None:
    """What completion offers for a field."""
    if field.values.section:
        return completion.named(field.values.section)
    if field.values.kind == "job":
        return completion.jobs()
    if field.is_several:
        return completion.allowances()
    offered = field.suggested or field.choices
    return completion.words(*offered) if offered else None


person.__signature__ = Signature([_parameter(each) for each in FIELDS.values()])  # type: ignore[attr-defined]
Person = Annotated[dict[str, Any], Gathered(person)]
