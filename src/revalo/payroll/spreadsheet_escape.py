"""Text that no spreadsheet takes for a formula, and back.

A cell of text that begins with one of `STARTS` is written behind an apostrophe, as spreadsheets mark plain text;
amounts are numbers and stay as they are. What was written so is read again as it was.
"""

import re

STARTS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")  # the second four: the same signs in full width
MARK = "'"
_PROTECTED = re.compile(r'="([^"]*)"')  # how the zeros of 0013 are kept from a spreadsheet


def escape(text: str) -> str:
    """Text that a spreadsheet will not take for a formula.

    >>> escape("=1+1"), escape("Nord"), escape("-12")
    ("'=1+1", 'Nord', "'-12")
    """
    return MARK + text if text.startswith(STARTS) else text


def unescape(text: str) -> str:
    """The text that was escaped, or kept from a spreadsheet, as it was.

    >>> unescape("'=1+1"), unescape("'s-Gravenhage"), unescape(escape("@x"))
    ('=1+1', "'s-Gravenhage", '@x')
    >>> unescape("'0012"), unescape('="0013"')
    ('0012', '0013')
    """
    if match := _PROTECTED.fullmatch(text):
        return match[1]
    bare = text.removeprefix(MARK)
    return bare if bare.startswith(STARTS) or bare[:1].isdigit() else text
