"""How much the tests and the checks of the law notice: changes the rules, or the figures, and counts who sees it.

python tools/mutation code [--sample N] [--seed S] [--only WORD]        formulas and readings of the law: rules/, grids/
python tools/mutation figures [--sample N] [--seed S] [--only WORD]     every figure, date and word of data/*.yaml
python tools/mutation measure                                           which tests run which lines, again
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import choosing
import forked
import formulas
import law_figures
from choosing import ROOT
from formulas import CodeMutant
from law_figures import FigureMutant

RULES = tuple(path for room in ("rules", "grids") for path in sorted((ROOT / "src/revalo" / room).glob("*.py")))
TARGET = 95  # per cent
Mutant = CodeMutant | FigureMutant
Trial = Callable[[Any], int]


def main() -> int:
    """Run one of the commands."""
    asked = _arguments()
    if asked.what == "measure":
        choosing.measure()
        return 0
    every, trial = _code() if asked.what == "code" else _figures()
    named = [mutant for mutant in every if asked.only in str(mutant)]
    size = min(asked.sample or len(named), len(named))
    print(f"{asked.what}: {size} mutants of {len(named)} (seed {asked.seed})", flush=True)
    forked.preload()
    sample = random.Random(asked.seed).sample(named, size)
    return _told(sample, trial, asked.workers)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("code", "figures", "measure"))
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="how many mutants; 0: all of them")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="which sample")
    parser.add_argument("--only", default="", metavar="WORD", help="mutants whose name holds this word")
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="how many at once")
    return parser.parse_args()


def _code() -> tuple[list[Mutant], Trial]:
    every = [mutant for path in RULES for mutant in formulas.mutants(path)]
    choice = choosing.chosen()
    choice.look_up(RULES)
    return [*every], partial(forked.code_trial, choice)


def _figures() -> tuple[list[Mutant], Trial]:
    every = [mutant for path in law_figures.FILES for mutant in law_figures.mutants(path)]
    return [*every], forked.figure_trial


def _told(sample: Sequence[Mutant], trial: Trial, workers: int) -> int:
    """Try every mutant; tell those that live, then the score. The first trial changes nothing: it must live."""
    ((_same, code),) = forked.tried([sample[0].unchanged], trial, 1)
    if code != forked.ALIVE:
        print("the tests fail before anything is changed: put them right first")
        return 2
    counted: Counter[int] = Counter()
    for mutant, code in forked.tried(sample, trial, workers):
        counted[code] += 1
        if code == forked.ALIVE:
            print(f"alive: {mutant}\n  " + mutant.shown.replace("\n", "\n  "), flush=True)
    seen = len(sample) - counted[forked.ALIVE]
    score = 100 * seen / len(sample)
    refused = f", {counted[forked.REFUSED]} of them by `revalo law validate`" if counted[forked.REFUSED] else ""
    print(f"killed {seen} of {len(sample)}{refused}: {score:.1f} % (target {TARGET} %)")
    return 0 if score >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
