"""What the page of the simulator asks of revalo, as JSON: the form, the answer of a form, a pasted table.

It runs inside the page, on Python in WebAssembly, and in the tests, on the Python at hand: the same code.
"""

import json
import shlex
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from revalo import api, language
from revalo.analysis.attribution import effects
from revalo.asking.answers import words
from revalo.asking.form import AskedQuestion, form, wanted
from revalo.errors import RevaloError
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import euros, plain
from revalo.reports.explanation import Tree, explained
from revalo.reports.pages import beside
from revalo.reports.pages.html import html
from revalo.reports.pages.sheet import months_of, sheet
from revalo.reports.phrases import provenance
from revalo.rules.fields import FIELDS
from revalo.simulator import pasted

NOT_PEOPLE = ("known", "time", "sides", "wanted")  # questions that only lead to others


@cache
def law() -> Law:
    """The law inside the page."""
    return api.load_law()


def about(lang: str) -> str:
    """The program and the law of the page, in a line."""
    language.use(lang)
    return provenance(law())


def asked(lang: str, typed: str) -> str:
    """The questions that some answers lead to. `typed`: a JSON object of texts by the name of the question."""
    language.use(lang)
    filled = form(law(), _texts(typed))
    return json.dumps({"questions": [_question(each) for each in filled.asked], "complete": filled.is_complete})


def answered(lang: str, typed: str) -> str:
    """The answer of a complete form: its page, the trees behind its lines, and the command line that says the same.

    Or, where revalo refuses, `error`: why, and what to do.
    """
    language.use(lang)
    filled = form(law(), _texts(typed))
    line = shlex.join(["revalo", *words(law(), filled.answers), "--lang", lang])
    return json.dumps({"command": line, **_told(lambda: _answer(filled.answers))})


def table(lang: str, text: str) -> str:
    """What a pasted table is understood as: its columns and the number of its rows; or why it is refused."""
    language.use(lang)
    try:
        return json.dumps(_told(lambda: pasted.read(text)))
    except pasted.Refused as refused:
        return json.dumps({"error": str(refused), "remedy": _("for more, use: revalo batch")})


def rows(lang: str, first: int, number: int) -> str:
    """Some rows of the pasted table, computed or refused one by one."""
    language.use(lang)
    return json.dumps(pasted.computed(law(), first, number))


def table_csv(lang: str) -> str:
    """The rows of the pasted table that are computed so far, and the others with the reason, as a CSV file."""
    language.use(lang)
    return pasted.csv_of_rows()


def _texts(typed: str) -> dict[str, str]:
    """The texts of a JSON object; whatever else an address may carry is left out."""
    given = json.loads(typed)
    return {str(name): value for name, value in given.items() if isinstance(value, str)}


def _told(answer: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    try:
        return answer()
    except RevaloError as error:
        return {"error": error.display(), "remedy": error.remedy}


def _question(shown: AskedQuestion) -> dict[str, Any]:
    question = shown.question
    values = FIELDS[question.name].values if question.name in FIELDS and question.name not in NOT_PEOPLE else None
    return {
        "name": question.name,
        "words": question.words,
        "help": "" if "revalo " in question.help else question.help,  # that of a command
        "choices": [[choice.name, choice.label or choice.name] for choice in question.choices],
        "default": question.default,
        "needed": question.needed,
        "several": question.several,
        "number": bool(values and values.kind == "number" and question.name != "seniority"),
        "day": question.name in ("before", "after"),
        "value": shown.value,
        "refusal": shown.refusal,
    }


def _answer(answers: Mapping[str, str]) -> dict[str, Any]:
    asked_for = wanted(law(), answers)
    comparison, costs = api.costed(
        api.net_told(api.compare(law(), asked_for.person, asked_for.request), asked_for.net), asked_for.employer
    )
    split = effects(comparison)
    page = sheet(comparison, split, months_of(comparison, asked_for.request))
    document = beside.with_beside(page, beside.cost(costs), beside.net_pay(comparison, asked_for.net))
    gain = euros(comparison.difference, language.current(), signed=True)
    return {
        "before": plain(comparison.before.gross),
        "after": plain(comparison.after.gross),
        "cost": plain(costs.after.total) if costs else None,
        "said": _("Gain: {amount} per month").format(amount=gain),
        "page": html(document).decode(),
        "trees": [_tree(each) for each in explained(comparison, split, costs)],
    }


def _tree(tree: Tree) -> list[Any]:
    return [tree.words, [_tree(each) for each in tree.branches]]
