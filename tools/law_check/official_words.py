"""What the words of an official article hold: figures in digits or in letters, rows of tables, dates.

Text only: this module knows neither the packages nor the files of the law.
"""

import hashlib
import html
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from html.parser import HTMLParser
from itertools import groupby

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
BLOCKS = {"p", "br", "tr", "li", "div", "center", "h1", "h2", "h3", "h4", "table"}
SPACES = re.compile(r"\s+")
NUMBER = re.compile(r"\d+(?:,\d+)?")

# After each unit of the law files: what the words put around its figure. A cell of a table may hold the bare figure.
MARKS = {
    "EUR": (r"", r" ?(?:€|euros?\b)"),
    "EUR per point": (r"", r" ?(?:€|euros?\b)"),
    "EUR per hour": (r"", r" ?(?:€|euros?\b)"),
    "points": (r"", r" ?(?:points?|pts)\b"),
    "%": (r"", r" ?(?:%|pour cent|p\. 100)"),
    "% of pay": (r"", r" ?(?:%|pour cent|p\. 100)"),
    "months": (r"", r" ?mois\b"),
    "years": (r"", r" ?(?:ans?|années?)\b"),
    "h": (r"", r" ?(?:heures?|h)\b"),
    "coefficient": (r"", r"(?! ?%)"),
    "count": (r"", r""),
}
MOST_IN_LETTERS = 10_000
COEFFICIENT = r"(?:coef\.|coefficient) ?"
UNITS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"),
    *("dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"),
)
FOUR_SCORE = 80
TENS = {
    10: "dix",
    20: "vingt",
    30: "trente",
    40: "quarante",
    50: "cinquante",
    60: "soixante",
    FOUR_SCORE: "quatre vingt",
}


class Words:
    """The words of one article, from its HTML: lines (a paragraph or a row of a table) and tables."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def lines(self) -> list[str]:
        """Paragraphs and rows of tables, tidied."""
        return _Reader.read(self.source).lines

    @cached_property
    def tables(self) -> list[list[list[str]]]:
        """Tables as rows of cells."""
        return _Reader.read(self.source).tables

    @cached_property
    def fingerprint(self) -> str:
        """A hash of the words, without their markup: the same until somebody changes a word."""
        return hashlib.sha256("\n".join(self.lines).encode()).hexdigest()[:16]

    def holds_date(self, day: date) -> bool:
        """Whether a day is printed, as in `1er janvier 2022`."""
        return any(day_in_words(day) in line for line in self.lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.held = ""
        self.in_cell = False

    @classmethod
    def read(cls, source: str) -> "_Reader":
        reader = cls()
        reader.feed(source)
        reader.close()
        reader.end_line()
        return reader

    def end_line(self) -> None:
        if line := tidy(self.held):
            self.lines.append(line)
        self.held = ""

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        if tag == "table":
            self.tables.append([])
        if tag == "tr" and self.tables:
            self.tables[-1].append([])
        if tag in ("td", "th"):
            self.in_cell = True
            self.held += " | "
            if self.tables and self.tables[-1]:
                self.tables[-1][-1].append("")
        elif tag in BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False
        elif tag in BLOCKS:
            self._break()

    def _break(self) -> None:
        if self.in_cell:
            self.held += " "
        else:
            self.end_line()

    def handle_data(self, data: str) -> None:
        self.held += data
        if self.in_cell and self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def tidy(text: str) -> str:
    """Words on one line, with plain spaces, plain apostrophes and `1er` in one word."""
    plain = html.unescape(text).replace("’", "'").replace("\u00ad", "")
    plain = SPACES.sub(" ", plain).strip(" |")
    return re.sub(r"\b1 er\b", "1er", plain)


def day_in_words(day: date) -> str:
    """A day as French texts print it."""
    return f"{day_of_year_in_words(day.month, day.day)} {day.year}"


def day_of_year_in_words(month: int, day: int) -> str:
    """A day of every year, as French texts print it."""
    return f"{'1er' if day == 1 else day} {MONTHS[month - 1]}"


def in_letters(number: int) -> str:
    """A whole number below ten thousand in French letters, without hyphens: `deux cent quatre vingt onze`."""
    for size, name in ((1000, "mille"), (100, "cent")):
        if number >= size:
            times, rest = divmod(number, size)
            head = name if times == 1 else f"{in_letters(times)} {name}"
            return f"{head} {in_letters(rest)}" if rest else head
    if number < len(UNITS):
        return UNITS[number]
    tens = max(each for each in TENS if each <= number)
    rest = number - tens
    joint = "et " if rest in (1, 11) and tens != FOUR_SCORE else ""
    return f"{TENS[tens]} {joint}{in_letters(rest)}" if rest else TENS[tens]


def digits(figure: Decimal) -> str:
    """A pattern for a figure in digits: French decimals, zeros at the end or not, thousands apart or not."""
    whole, _, decimals = f"{figure:f}".partition(".")
    decimals = decimals.rstrip("0")
    groups = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ?", whole)
    return groups + (f",{decimals}0*" if decimals else "(?:,0+)?")


def holds_figure(line: str, figure: Decimal, unit: str) -> bool:
    """Whether a line states a figure with its unit, in digits or in letters; a bare figure counts in a cell only."""
    before, after = MARKS[unit]
    number = digits(figure)
    start = r"(?:(?<![\d,.])|(?<=échelon \d,))"  # some copies lack a space: `échelon 2,105 heures`
    forms = [f"{start}{before}{number}(?![\\d]|,\\d){after}"]
    if unit in ("points", "coefficient"):
        forms.append(f"{COEFFICIENT}{number}(?!\\d|,\\d)")
    if unit == "points":
        forms.append(rf"(?:^|\| ?)(?:\d+ )*{number}(?: \d+)* ?(?:\||$)")
    if figure == int(figure) and figure < MOST_IN_LETTERS:
        forms.append(rf"\b{_lettered(int(figure))}{after}")
    return any(re.search(form, line, re.IGNORECASE) for form in forms)


def _lettered(number: int) -> str:
    return in_letters(number).replace("vingt", "vingts?").replace("cent", "cents?").replace(" ", "[ -]")


def numbers(text: str) -> list[Decimal]:
    """The numbers of a text, in order."""
    joined = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", text)
    return [Decimal(each.replace(",", ".")) for each in NUMBER.findall(joined)]


def holds_row(words: Words, row: Sequence[Decimal]) -> bool:
    """Whether a table holds figures side by side, or one under the other, in this order, nothing between them."""
    return any(_contains(run, row) for run in _slices(words.tables))


def _slices(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[list[Decimal]]:
    """Rows and columns of tables, as runs of numbers; a cell of words ends a run."""
    for table in tables:
        width = max(map(len, table), default=0)
        columns = ([row[at] for row in table if len(row) > at] for at in range(width))
        for cells in (*table, *columns):
            for known, run in groupby(map(_lone_number, cells), key=lambda number: number is not None):
                if known:
                    yield [each for each in run if each is not None]


def _lone_number(cell: str) -> Decimal | None:
    """The number of a cell that holds one number, bare or after `Coef.`."""
    bare = re.sub(COEFFICIENT, "", tidy(cell), flags=re.IGNORECASE).strip()
    found = numbers(bare)
    return found[0] if len(found) == 1 and re.fullmatch(r"[\d ,]+(?: ?(?:%|€|points?))?", bare) else None


def _contains(run: Sequence[Decimal], row: Sequence[Decimal]) -> bool:
    return any(list(run[at : at + len(row)]) == list(row) for at in range(len(run) - len(row) + 1))
