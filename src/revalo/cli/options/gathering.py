"""Options that several commands share: declared once, handed to each command as one object.

A function declares options in its signature and returns what commands want of them. A command asks for it by a
parameter annotated with `Gathered(function)`; the parser sees the options of the function in place of that parameter.
"""

from collections.abc import Callable, Iterator
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, NamedTuple, get_args


class Gathered(NamedTuple):
    """Marks a parameter as the result of a function that declares options."""

    function: Callable[..., Any]

    def of(self, given: dict[str, Any]) -> Any:
        """What the function makes of its own options, taken out of those given."""
        return self.function(**{name: given.pop(name) for name in signature(self.function).parameters})


def gathered(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of its gathered parameters in their place, in order."""
    marks = {name: mark for name, each in signature(command).parameters.items() if (mark := _mark(each))}
    options = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in _spelled(command)]

    @wraps(command)
    def run(**given: object) -> None:
        made = {name: mark.of(given) for name, mark in marks.items()}
        command(**made, **given)

    run.__signature__ = Signature(options)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in options}
    return run


def _spelled(command: Callable[..., Any]) -> Iterator[Parameter]:
    """The parameters of a command, each gathered one replaced by its options."""
    for parameter in signature(command).parameters.values():
        mark = _mark(parameter)
        yield from signature(mark.function).parameters.values() if mark else [parameter]


def _mark(parameter: Parameter) -> Gathered | None:
    return next((each for each in get_args(parameter.annotation) if isinstance(each, Gathered)), None)
