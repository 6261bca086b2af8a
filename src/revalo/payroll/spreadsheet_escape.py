"""Text that no spreadsheet takes for a formula, and back.

A cell of text that begins with one of `STARTS` is written behind an apostrophe, as spreadsheets mark plain text;
amounts are numbers and stay as they are. What was written so is read again as it was.
"""

STARTS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")  # the second four: the same signs in full width
MARK = "'"


def neutral(text: str) -> str:
    """Text that a spreadsheet will not take for a formula.

    >>> neutral("=1+1"), neutral("Nord"), neutral("-12")
    ("'=1+1", 'Nord', "'-12")
    """
    return MARK + text if text.startswith(STARTS) else text


def meant(text: str) -> str:
    """The text that was made neutral, as it was.

    >>> meant("'=1+1"), meant("'s-Gravenhage"), meant(neutral("@x"))
    ('=1+1', "'s-Gravenhage", '@x')
    """
    bare = text.removeprefix(MARK)
    return bare if bare.startswith(STARTS) else text
