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


def person(**given: Any) -> dict[str, Any]:
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


def _parameter(each: Field) -> Parameter:
    """The option of a field: text, or several texts."""
    option = typer.Option(
        metavar=each.values.metavar,
        help=each.described,
        rich_help_panel=PANELS[each.panel],
        autocompletion=_values(each),
        show_default=False,
    )
    kind: Any = list[str] if each.is_several else str
    default = each.default if isinstance(each.default, str) else None
    annotated: Any = Annotated  # of a type that is only known here
    annotation = annotated[kind if default else kind | None, option]
    return Parameter(each.singular, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _values(each: Field) -> completion.Complete | None:
    """What completion offers for a field."""
    if each.values.section:
        return completion.named(each.values.section)
    if each.values.kind == "job":
        return completion.jobs()
    if each.is_several:
        return completion.allowances()
    offered = each.suggested or each.choices
    return completion.words(*offered) if offered else None


person.__signature__ = Signature([_parameter(each) for each in FIELDS.values()])  # type: ignore[attr-defined]
Person = Annotated[dict[str, Any], Gathered(person)]
