"""Typed values of a block: dates, amounts, counts; one that does not fit is refused with its line."""

import re
from datetime import date

from revalo.language import _
from revalo.money import parse_fixed
from revalo.payroll.reading.dsn.blocks import Block
from revalo.payroll.reading.dsn.lines import refused

_DAY = re.compile(r"(\d\d)(\d\d)(\d{4})", re.ASCII)
_FIXED = re.compile(r"-?\d{1,15}\.\d\d", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


def day(block: Block, rubrique: str) -> date | None:
    """A date written JJMMAAAA."""
    text = block.text(rubrique)
    match = _DAY.fullmatch(text or "")
    if text is None:
        return None
    try:
        if match is None:
            raise ValueError  # noqa: TRY301 - a calendar that refuses the day says the same
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        raise _wrong(block, rubrique, _("give a date in the form JJMMAAAA")) from None


def fixed(block: Block, rubrique: str) -> int | None:
    """A number with exactly two decimals, in hundredths: cents, hundredths of an hour, of a per cent."""
    text = block.text(rubrique)
    if text is None:
        return None
    if not _FIXED.fullmatch(text):
        raise _wrong(block, rubrique, _("write a number with a point and two decimals"))
    return parse_fixed(text, 2)


def positive(block: Block, rubrique: str) -> int | None:
    """A number with exactly two decimals, 0 or more."""
    value = fixed(block, rubrique)
    if value is not None and value < 0:
        raise _wrong(block, rubrique, _("write a number of 0 or more"))
    return value


def whole(block: Block, rubrique: str) -> int | None:
    """A whole number, possibly written with two zero decimals."""
    text = block.text(rubrique)
    if text is None:
        return None
    bare = text.removesuffix(".00")
    if not _WHOLE.fullmatch(bare):
        raise _wrong(block, rubrique, _("write a whole number"))
    return int(bare)


def required(block: Block, rubrique: str) -> str:
    """A value that no declaration goes without."""
    text = block.text(rubrique)
    if text is None:
        raise refused(block.line, "dsn-rubrique-missing", name=f"{block.code}.{rubrique}")
    return text


def required_day(block: Block, rubrique: str) -> date:
    """A date that no declaration goes without."""
    required(block, rubrique)
    read = day(block, rubrique)
    assert read is not None  # noqa: S101 - required just above
    return read


def _wrong(block: Block, rubrique: str, expected: str) -> Exception:
    name = f"{block.code}.{rubrique}"
    return refused(block.lines[rubrique].number, "dsn-rubrique", name=name, expected=expected)
