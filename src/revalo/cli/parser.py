"""The inside of Typer, which changes from one minor version to the next: nothing else imports it.

`make newest` tries the newest releases; the bound in pyproject.toml moves when it passes.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from typer._coercion import RuntimeParam, build_runtime_param
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.exceptions import Abort, Exit, TyperException
from typer.main import get_command

__all__ = ["Abort", "Exit", "TyperCommand", "TyperException", "TyperGroup", "get_command"]


class _AsTyped(RuntimeParam):
    """Words, paths and flags as they were typed: Typer would import pydantic for them, most of a start."""

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - as Typer calls it
        kind = _TYPED[self.annotation]
        return [kind(each) for each in value] if param.multiple or param.nargs == -1 else kind(value)


class _IfGiven(RuntimeParam):
    """Others as Typer reads them, from the first value that is given on: most runs give none."""

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        return build_runtime_param(param.type_descriptor)._coerce_value(value, param=param, ctx=ctx)  # noqa: SLF001


_TYPED: Mapping[Any, type] = {str: str, Path: Path, bool: bool, list[str]: str, list[Path]: Path}


def take_as_typed(param: Any) -> None:
    """Read a parameter of words, paths or a flag without pydantic; others only with it where a value is given."""
    described = param.type_descriptor
    reader = _AsTyped if described.annotation in _TYPED else _IfGiven
    typed = reader(described.parameter_info, described.annotation)
    param._runtime_param = typed  # noqa: SLF001 - Typer builds its own here, at the first use


def flag(name: str, callback: Callable[[Any], None]) -> TyperOption:
    """An option without a value that does something else than run the command; `callback` is given its context."""
    from typer._coercion import bool_flag_type_descriptor  # noqa: PLC0415 - only for such an option

    def called(context: Any, _option: Any, given: object) -> None:
        if given and not context.resilient_parsing:
            callback(context)

    return TyperOption(
        param_decls=[name],
        type_descriptor=bool_flag_type_descriptor(),
        default=False,
        callback=called,
        is_flag=True,
        is_eager=True,
        expose_value=False,
        metavar="",
    )


def write_completion(shell: str, program: str, variable: str) -> tuple[str, Any]:
    """Install completion for a shell; the shell, and the file written."""
    from typer.completion import install  # type: ignore[attr-defined]  # noqa: PLC0415 - only when asked

    return install(shell=shell, prog_name=program, complete_var=variable)


def completion_script(shell: str, program: str, variable: str) -> str:
    """What a shell must run to complete."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # noqa: PLC0415 - only when asked

    return str(get_completion_script(prog_name=program, complete_var=variable, shell=shell))


def dress_help(values: Mapping[str, object]) -> None:
    """Give the writer of help pages its words and its colours."""
    from typer import rich_utils  # noqa: PLC0415 - only for a help page

    for name, value in values.items():
        setattr(rich_utils, name, value)
