"""What to write where the encoding of the terminal lacks a character: `EUR` for €, `->` for an arrow, `e` for é."""

import codecs
import unicodedata

ERRORS = "revalo.spelling"  # the name under which streams and encoders find it
SPELLINGS = {
    "→": "->",
    "…": "...",
    "×": "x",
    "÷": "/",
    "≈": "~",
    "≥": ">=",
    "≤": "<=",
    "−": "-",
    "–": "-",
    "—": "-",
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "«": '"',
    "»": '"',
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "€": "EUR",
    "§": "par. ",
    "°": "o",
    "·": "-",
    "•": "-",
    "½": "1/2",
    "█": "#",
    "░": ":",
    "▁": "-",
    "─": "-",
    "━": "-",
    "│": "|",
    "┃": "|",
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼╸╺╴╶", "+"),
}
UNKNOWN = "?"


def spelled(text: str, encoding: str) -> str:
    """A text with every character that an encoding lacks written in ASCII."""
    return text.encode(encoding, ERRORS).decode(encoding)


def _spelling(character: str) -> str:
    known = SPELLINGS.get(character)
    if known is not None:
        return known
    bare = "".join(each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each))
    return bare if bare.isascii() else UNKNOWN


def _replaced(error: UnicodeError) -> tuple[str, int]:
    """The spelling of the characters at fault; `EUR` keeps clear of the number it comes before."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing, after = error.object[error.start : error.end], error.object[error.end : error.end + 1]
    space = " " if missing.endswith("€") and after.isdigit() else ""
    return "".join(map(_spelling, missing)) + space, error.end


codecs.register_error(ERRORS, _replaced)
