"""Reading an answer as the command line would, and writing all of them as one command line."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from revalo.analysis.comparison import Request, check_request
from revalo.asking.questions import MORE, Answers, Question, plan
from revalo.asking.words import YES_OR_NO
from revalo.calendar import parse_day
from revalo.errors import UsageError
from revalo.grids.law import Law, near
from revalo.rules.employer.employer import EMPLOYER_FIELDS as EMPLOYER
from revalo.rules.employer.employer import read_employer
from revalo.rules.fields import FIELDS
from revalo.rules.person import option, read_employee, slug

_FRENCH_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_NUMBER = re.compile(r"[\s€%]")
DAYS = ("before", "after")
WAYS = ("known", "known_index", "time", "sides", "wanted")  # questions that only lead to others
WANTED = {"net": ["--net"], "cost": ["--employer-cost"], "both": ["--net", "--employer-cost"]}


def answer(law: Law, answers: Answers, question: Question, text: str) -> str:
    """The answer as it is kept, "" for none; a `UsageError` says why it does not fit."""
    text = text.strip() or question.default
    if not text:
        if question.needed:
            raise UsageError("answer-needed")
        return ""
    if question.several:
        return ",".join(_several(law, answers, question, text.split(",")))
    if question.name in FIELDS and question.name not in WAYS:
        return _of_person(law, answers, question, _picked(question, text) or text)
    if question.choices:
        return _chosen(question, text, law)
    return _of_day(text) if question.name in DAYS else _of_employer(question.name, text)


def _several(law: Law, answers: Answers, question: Question, texts: Iterable[str]) -> list[str]:
    values = []
    for text in texts:
        name, mark, number = text.strip().partition("=")
        values.append((_picked(question, name) or name) + mark + number)
    _person(law, answers, {"allowances": values})
    return values


def _picked(question: Question, text: str) -> str | None:
    """The choice of this number in the list, of this name, or of this label, if any; a name goes before a number."""
    wanted = slug(text)
    for choice in question.choices:
        if wanted in (slug(choice.name), slug(choice.label), *choice.aliases):
            return choice.name
    if text.isdecimal() and question.numbered and 1 <= int(text) <= len(question.choices):
        return question.choices[int(text) - 1].name
    return None


def _chosen(question: Question, text: str, law: Law) -> str:
    chosen = _picked(question, text)
    if chosen is None and question.name in ("without", "with"):
        chosen = law.text(text).id
    if chosen is None:
        names = [choice.name for choice in question.choices]
        raise UsageError("answer-unknown", name=text, near=near(text, names))
    if question.name == "with":
        check_request(law, Request(with_=(chosen,)))
    return chosen


def _of_day(text: str) -> str:
    try:
        return parse_day(_iso(text)).isoformat()
    except ValueError:
        raise UsageError("answer-day") from None


def _iso(text: str) -> str:
    match = _FRENCH_DAY.fullmatch(text)
    return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text


def _of_employer(name: str, text: str) -> str:
    number = _NUMBER.sub("", text).replace(",", ".")
    read_employer(**{name: number})  # type: ignore[arg-type]
    return number


def _of_person(law: Law, answers: Answers, question: Question, text: str) -> str:
    """An input of a person, read together with those told before, and written as the program understands it."""
    name = question.name
    if FIELDS[name].values.unit:
        text = _NUMBER.sub("", text)
    if name == "seniority" and not text.isdecimal():
        name = "since"
    if FIELDS[name].values.kind == "day":
        text = _iso(text)
    given_inputs = _person(law, answers, {name: text})
    return str(given_inputs.get(name, "0"))


def _person(law: Law, answers: Answers, given: dict[str, Any]) -> dict[str, Any]:
    return read_employee(law, dict(inputs(law, answers)) | given).given_inputs()


def inputs(law: Law, answers: Answers) -> Iterator[tuple[str, Any]]:
    """The inputs of `read_employee` that were told."""
    for question in _told(law, answers):
        if value := answers[question.name]:
            if question.name == "seniority":
                yield ("seniority" if value.isdecimal() else "since"), value
            elif question.name == "allowances":
                yield question.name, value.split(",")
            elif question.name in FIELDS:
                yield question.name, value


def _told(law: Law, answers: Answers) -> Iterator[Question]:
    """The questions of the plan that have an answer, up to the first that has none."""
    for question in plan(law, answers):
        if question.name not in answers:
            return
        yield question


def given(law: Law, answers: Answers) -> Iterator[tuple[str, str]]:
    """What was told, question by question, in the order they were asked."""
    return ((each.name, answers[each.name]) for each in _told(law, answers) if not each.name.startswith(MORE))


def words(law: Law, answers: Answers) -> list[str]:
    """The words of the `revalo compute` that says the same as the answers."""
    typed = ["compute"]
    for name, value in inputs(law, answers):
        for typed_value in value if isinstance(value, list) else [value]:
            typed += [option(name), typed_value]
    for question in _told(law, answers):
        typed += _more_options(question.name, answers[question.name])
    return typed


def _more_options(name: str, value: str) -> list[str]:
    """The words of an answer that is not an input of a person."""
    if not value or name in FIELDS or name.startswith(MORE):
        return []
    if name == "wanted":
        return WANTED.get(value, [])
    if name in YES_OR_NO:
        yes, no = YES_OR_NO[name]
        return [yes if value == "yes" else no]
    return [option(name), value] if name in (*DAYS, *EMPLOYER, "without", "with", "net_status") else []
