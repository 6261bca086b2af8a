"""Where a text places the people of a grade: the words of the law files, as an échelon and the seniority kept there."""

import re
from fractions import Fraction
from typing import NamedTuple

from revalo.calendar import MONTH_DAYS
from revalo.language import N_, _
from revalo.money import NBSP

MONTH = MONTH_DAYS  # days of a month of seniority: twelve make a year
_KEPT = r"(?a)(\d+)/(\d+)|(\+|bonus)?(\d+)"
_MORE_THAN = r"(?a)(\d+)>(\d+)"
_WORDS = {"none": "0", "all": N_("all"), "?": "?"}


class Kept(NamedTuple):
    """The seniority kept: `share` of what was acquired and `months` besides.

    `past_length`: it may be more than the length of the échelon.
    """

    share: Fraction
    months: int
    past_length: bool

    def days(self, acquired: int) -> int:
        """The days kept of those acquired, both counted by months of 30 days; rounded to the nearest day."""
        exact = self.share * acquired + MONTH * self.months
        return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


class After(NamedTuple):
    """The grade and the échelon after a passage, and what is kept of the seniority: the word of the law files."""

    grade: str
    step: int
    kept: str

    @property
    def seniority(self) -> Kept | None:
        """What is kept of the seniority; None where no source says it."""
        return kept_of(self.kept)

    @property
    def words(self) -> str:
        """The échelon and the seniority kept, as people read them."""
        return _("échelon {step}, seniority kept: {kept}").format(step=self.step, kept=self.kept_words)

    @property
    def kept_words(self) -> str:
        """The seniority kept, in short: `2/3`, `all`, `18 m`."""
        if self.kept in _WORDS:
            return _(_WORDS[self.kept])
        if "/" in self.kept:
            return self.kept
        more = "+" if self.kept.startswith(("+", "bonus")) else ""
        return f"{more}{self.kept.lstrip('+bonus')}{NBSP}m"


def after_of(word: str) -> After:
    """What `aide-soignant-classe-superieure/5:2/3` says."""
    grade, _mark, rest = word.partition("/")
    step, _mark, kept = rest.partition(":")
    return After(grade, int(step), kept)


def kept_of(word: str) -> Kept | None:
    """The seniority kept that a word says; None for `?`."""
    if word == "?":
        return None
    if word in ("none", "all"):
        return Kept(Fraction(int(word == "all")), 0, past_length=False)
    match = re.fullmatch(_KEPT, word)
    if match is None:
        raise ValueError(word)
    if match[1]:
        return Kept(Fraction(int(match[1]), int(match[2])), 0, past_length=False)
    return Kept(Fraction(int(match[3] is not None)), int(match[4]), past_length=match[3] == "bonus")


def row_of(key: str) -> tuple[int, int]:
    """The échelon of a row of a passage, and the months in it that the row asks to exceed (-1: none)."""
    match = re.fullmatch(_MORE_THAN, key)
    return (int(match[1]), int(match[2])) if match else (int(key), -1)
