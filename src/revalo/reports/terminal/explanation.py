"""The trees behind the lines of a comparison, drawn."""

from typing import TYPE_CHECKING

from rich import tree

from revalo.reports.explanation import Tree, explained

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from revalo.analysis.attribution import Effect
    from revalo.analysis.comparison import Comparison
    from revalo.analysis.employer_cost import EmployerCosts


def show(
    console: "Console", comparison: "Comparison", split: "Sequence[Effect]", costs: "EmployerCosts | None" = None
) -> None:
    """Print each tree, and a line after it."""
    for why in explained(comparison, split, costs):
        console.print(_drawn(why))
        console.print()


def _drawn(sentence: Tree) -> tree.Tree:
    drawn = tree.Tree(sentence.words)
    drawn.children += map(_drawn, sentence.branches)
    return drawn
