"""An independent reader of the formulas that the product prints, and integers that remember how large they grew."""

import re
from collections.abc import Callable
from fractions import Fraction
from math import floor
from typing import Any

_TOKEN = re.compile(r"\s*(max\(|min\(|[()×/+,%-]|\d+(?:\.\d+)?)")


def value(formula: str) -> Fraction:
    """The exact value of `2 % × max(286 × 5.50, 1589.47) × 104 / 151.67`."""
    tokens: list[str] = []
    place = 0
    while place < len(formula):
        match = _TOKEN.match(formula, place)
        assert match, f"unreadable from {formula[place:]!r} in {formula!r}"
        tokens.append(match[1])
        place = match.end()
    reader = _Reader(tokens)
    found = reader.sum()
    assert not reader.tokens, f"left over in {formula!r}: {reader.tokens}"
    return found


class _Reader:
    """Sums of products of numbers, percentages, brackets, least and most, from the left."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens

    def next_is(self, *wanted: str) -> bool:
        return bool(self.tokens) and self.tokens[0] in wanted

    def sum(self) -> Fraction:
        found = self.product()
        while self.next_is("+", "-"):
            sign = self.tokens.pop(0)
            term = self.product()
            found = found + term if sign == "+" else found - term
        return found

    def product(self) -> Fraction:
        found = self.factor()
        while self.next_is("×", "/"):
            sign = self.tokens.pop(0)
            factor = self.factor()
            found = found * factor if sign == "×" else found / factor
        return found

    def factor(self) -> Fraction:
        token = self.tokens.pop(0)
        if token in ("(", "max(", "min("):
            parts = [self.sum()]
            while self.next_is(","):
                self.tokens.pop(0)
                parts.append(self.sum())
            assert self.tokens.pop(0) == ")"
            assert token != "(" or len(parts) == 1
            return min(parts) if token == "min(" else max(parts)
        found = Fraction(token)
        if self.next_is("%"):
            self.tokens.pop(0)
            found /= 100
        return found


def cents(exact: Fraction) -> int:
    """Euros to cents, half away from zero."""
    rounded = floor(abs(exact) * 100 + Fraction(1, 2))
    return -rounded if exact < 0 else rounded


class Tracked(int):
    """An integer whose sums, products and quotients note the largest magnitude met."""

    largest = 0

    @classmethod
    def fresh(cls) -> None:
        """Forget what was met before."""
        cls.largest = 0


def _noting(name: str) -> Callable[..., Any]:
    plain = getattr(int, name)

    def operate(self: int, *others: int) -> Any:
        found = plain(self, *others)
        if found is NotImplemented:
            return found
        Tracked.largest = max(Tracked.largest, *map(int.__abs__, (found, self, *others)))
        return Tracked(found)

    return operate


for _name in ("add", "sub", "mul", "floordiv"):
    for _side in ("", "r"):
        setattr(Tracked, f"__{_side}{_name}__", _noting(f"__{_side}{_name}__"))
for _name in ("abs", "neg"):
    setattr(Tracked, f"__{_name}__", _noting(f"__{_name}__"))
