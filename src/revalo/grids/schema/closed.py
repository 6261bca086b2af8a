"""Closed models: a misspelt or missing name is refused. Every scalar arrives as text; these are its kinds."""

import difflib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from revalo.calendar import parse_day
from revalo.grids.official import LEGIFRANCE_ID
from revalo.language import _

Confidence = Literal["primary", "secondary", "derived", "assumed"]
CONFIDENCES: tuple[Confidence, ...] = ("primary", "secondary", "derived", "assumed")


def nearest(word: str, known: Iterable[str]) -> str:
    """`: did you mean X?` for the closest known names, or the empty string."""
    close = difflib.get_close_matches(word, list(known), n=3, cutoff=0.6)
    return _(" - did you mean {names}?").format(names=", ".join(close)) if close else ""


def _day(text: str) -> date:
    try:
        return parse_day(text)
    except (ValueError, TypeError):
        raise PydanticCustomError("day", _("not a date: write it as 2021-10-01")) from None


def _whole(text: object) -> int:
    if isinstance(text, str) and text.isascii() and text.isdigit():
        return int(text)
    raise PydanticCustomError("whole", _("not a whole number"))


def _legifrance_id(text: object) -> str:
    if isinstance(text, str) and LEGIFRANCE_ID.fullmatch(text):
        return text
    raise PydanticCustomError("legifrance", _("not a Légifrance id: write it as KALIARTI000047783129"))


def _flag(text: object) -> bool:
    if text in ("true", "false"):
        return bool(text == "true")
    raise PydanticCustomError("flag", _("write true or false"))


Day = Annotated[date, BeforeValidator(_day)]
Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_flag)]
LegifranceId = Annotated[str, BeforeValidator(_legifrance_id)]


class Closed(BaseModel):
    """A table of a law file that knows all its names."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    @model_validator(mode="before")
    @classmethod
    def _names(cls, data: object) -> object:
        known = [field.alias or name for name, field in cls.model_fields.items()]
        unknown = [name for name in (data if isinstance(data, dict) else ()) if name not in known]
        if unknown:
            everything = _(" - known names: {names}").format(names=", ".join(known))
            names = [(name, nearest(name, known) or everything) for name in unknown]
            raise PydanticCustomError("unknown_name", "unknown name", {"names": names})
        return data


def one_of(*choices: str) -> ConfigDict:
    """What the JSON Schema of a table says where the names of one choice must be given, and none of the others."""
    every = " ".join(choices).split()
    kinds: list[JsonValue] = [
        {"required": [*choice.split()], "properties": {name: False for name in every if name not in choice.split()}}
        for choice in choices
    ]
    return ConfigDict(json_schema_extra={"oneOf": kinds})


class Label(Closed):
    """Words in both languages."""

    fr: str = Field(min_length=1)
    en: str = Field(min_length=1)
