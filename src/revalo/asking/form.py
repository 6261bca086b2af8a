"""The questions as a form: every one that the answers so far lead to, and what a complete form asks to compute."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from revalo.analysis.comparison import Request
from revalo.asking.answers import DAYS, WANTED, answer, inputs
from revalo.asking.questions import Question, plan
from revalo.asking.words import YES_OR_NO
from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.rules.employer.employer import EMPLOYER_FIELDS, Employer, employer_if_asked
from revalo.rules.net import NetRequest, net_request


class AskedQuestion(NamedTuple):
    """A question, its answer as it is kept ("" where there is none), and why what was typed does not fit."""

    question: Question
    value: str
    refusal: str = ""


class Form(NamedTuple):
    """The questions asked so far, in order, and the answers kept; complete where no answer is missing or refused."""

    asked: tuple[AskedQuestion, ...]
    answers: Mapping[str, str]
    is_complete: bool


class Wanted(NamedTuple):
    """What a complete form asks for; no cost without an employer, no net pay without a request for it."""

    person: Mapping[str, Any]
    request: Request
    employer: Employer | None
    net: NetRequest | None


def form(law: Law, typed: Mapping[str, str]) -> Form:
    """The form that these texts come to: a question without one takes its default, and a refused one ends the form."""
    answers: dict[str, str] = {}
    asked: list[AskedQuestion] = []
    for question in plan(law, answers):
        text = typed.get(question.name, "")
        try:
            answers[question.name] = answer(law, answers, question, text)
        except UsageError as error:
            asked.append(AskedQuestion(question, "", str(error) if text.strip() else ""))
            return Form(tuple(asked), answers, is_complete=False)
        asked.append(AskedQuestion(question, answers[question.name]))
    return Form(tuple(asked), answers, is_complete=True)


def wanted(law: Law, answers: Mapping[str, str]) -> Wanted:
    """What the answers of a complete form ask to compute: the same as the command line that they come to."""
    given = {name: value for name, value in answers.items() if value}
    options = WANTED.get(given.get("wanted", ""), ())
    employer: dict[str, Any] = {name: given.get(name) for name in EMPLOYER_FIELDS}
    employer |= {name: employer[name] == "yes" for name in YES_OR_NO if employer[name]}
    days = {name: parse_day(given[name]) for name in DAYS if name in given}
    texts = {name: (given[name],) if name in given else () for name in ("without", "with")}
    return Wanted(
        dict(inputs(law, answers)),
        Request(days.get("before"), days.get("after"), texts["without"], texts["with"]),
        employer_if_asked(employer, wanted="--employer-cost" in options),
        net_request(given.get("net_status"), None, wanted="--net" in options),
    )
