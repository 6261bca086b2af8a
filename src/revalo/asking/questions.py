"""Which question comes next, from the law and from what has been told so far.

A plan goes through its questions in order; each is yielded before its answer is looked at, so a plan followed up to the
first question without an answer never reads an answer that is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import NamedTuple

from revalo import language
from revalo.asking.words import DETAILS, HELP, WORDS, YES_OR_NO
from revalo.grids.law import Law
from revalo.grids.tables import Table
from revalo.language import _
from revalo.rules.coefficient import places_of
from revalo.rules.employer.employer import EMPLOYER_FIELDS as EMPLOYER
from revalo.rules.field import CATEGORIES
from revalo.rules.fields import FIELDS
from revalo.rules.net import STATUSES as NET_STATUSES
from revalo.rules.placement import categories_leading
from revalo.rules.working_time import TIMES

Answers = Mapping[str, str]
JOBS = "avenant43.jobs"
MORE = "more"  # begins the names of the questions that ask what else there is to tell
CHOICES = {name: each.choices for name, each in FIELDS.items()} | {"net_status": NET_STATUSES}


class Choice(NamedTuple):
    """An answer offered, by its name, with what it means and other names for it."""

    name: str
    label: str = ""
    aliases: tuple[str, ...] = ()


class Question(NamedTuple):
    """A question: the name of what it asks for, its words, and what may be answered.

    `default`: what Enter stands for, "" to leave it untold; `needed`: Enter is no answer.
    """

    name: str
    words: str
    choices: tuple[Choice, ...] = ()
    default: str = ""
    needed: bool = False
    several: bool = False

    @property
    def numbered(self) -> bool:
        """Whether a choice may be told by its place in the list: not where names are numbers themselves."""
        return not any(choice.name.isdecimal() for choice in self.choices)

    @property
    def help(self) -> str:
        """What to say to those who ask."""
        return _(HELP[self.name]) if self.name in HELP else ""


def plan(law: Law, answers: Answers) -> Iterator[Question]:
    """Every question of a person, a comparison and a result, as far as the answers lead."""
    asked: set[str] = set()
    for question in _plan(law, answers, asked):
        asked.add(question.name)
        yield question


def _plan(law: Law, answers: Answers, asked: set[str]) -> Iterator[Question]:
    yield _question("sector", _of(law, "sectors"), default="bad")
    usual = law.sectors[answers["sector"]].structure or ""
    yield _question("structure", _of(law, "structures"), default=usual)
    if _concerned(law, answers["sector"], answers["structure"]):
        yield _question("profession", _of(law, "professions"))
    pay = law.pay(answers["sector"])
    yield from {"branch": _branch, "index": _index, "gross": _gross}[pay](law, answers)
    yield from _time(answers)
    yield from _more("person", law, answers, asked, [name for name in DETAILS if _fits(name, pay)])
    yield from _sides(law, answers)
    yield from _wanted(law, answers, asked)


def _question(name: str, choices: Iterable[Choice] = (), *, default: str = "", needed: bool = False) -> Question:
    offered = tuple(choices) or tuple(map(Choice, CHOICES.get(name, ())))
    return Question(name, _(WORDS[name]), offered, default, needed)


def _kinds(name: str, *kinds: str, default: str = "") -> Question:
    """A question between ways to go on, named here, worded in the catalogue."""
    return _question(name, [Choice(kind, _(WORDS[f"{name}.{kind}"])) for kind in kinds], default=default or kinds[0])


def _of(law: Law, section: str) -> Iterator[Choice]:
    for name, entry in law.named(section).items():
        yield Choice(name, language.label(entry.label), entry.aliases)


def _grades(law: Law, sector: str) -> Iterator[Choice]:
    """The grades of a civil service; all of them where it has none, for the answer to be refused with its reason."""
    for name, grade in law.grades.items():
        if sector in grade.statutes or not any(sector in each.statutes for each in law.grades.values()):
            yield Choice(name, language.label(grade.label), grade.aliases)


def _jobs(law: Law) -> Iterator[Choice]:
    for table in law.rows(JOBS):
        yield Choice(_last(table), language.label(table.label), tuple(table.aliases))


def _concerned(law: Law, sector: str, structure: str) -> bool:
    """Whether some Ségur measure is for this sector and, where it is told, this structure."""
    clauses = (clause for measure in law.measures.values() for clause in measure.who)
    return any(
        clause.is_for(sector) and structure in (clause.structures or [structure]) for clause in clauses if structure
    )


def _branch(law: Law, answers: Answers) -> Iterator[Question]:
    """The place in both grids: from the job, from the old one or from the new one."""
    yield _kinds("known", "job", "category", "status", "coefficient")
    if answers["known"] == "job":
        yield _question("job", _jobs(law), needed=True)
        if not law.table(f"{JOBS}.{answers['job']}").categories:
            yield _question("category", needed=True)
    elif answers["known"] == "category":
        yield _question("category", needed=True)
        yield _question("year")
    elif answers["known"] == "coefficient":
        yield from _by_coefficient(law, answers)
    else:
        yield _question("status", needed=True)
        yield _question("degree", needed=True)
        yield from _leading(law, f"{answers['status']}.{answers['degree']}")
    yield _question("seniority", needed=not answers.get("year"))


def _by_coefficient(law: Law, answers: Answers) -> Iterator[Question]:
    """The coefficient, what distinguishes its places, and the old category; the result refuses an unknown one."""
    yield _question("coefficient", needed=True)
    places = places_of(law).get(int(answers["coefficient"]), ())
    if len(places) > 1:
        yield _question("status", [Choice(str(each.status)) for each in places], needed=True)
        places = tuple(each for each in places if each.status == answers["status"])
    if places:
        yield from _leading(law, f"{places[0].status}.{places[0].degree}")


def _leading(law: Law, degree: str) -> Iterator[Question]:
    """The old category, where not a single one leads to the status and degree."""
    leading = categories_leading(law, degree, None)
    if len(leading) != 1:
        yield _question("category", map(Choice, leading or CATEGORIES), needed=True)


def _index(law: Law, answers: Answers) -> Iterator[Question]:
    """The index of a civil servant, or the grade and the échelon that give it."""
    yield _kinds("known_index", "index", "grade")
    if answers["known_index"] == "index":
        yield _question("index", needed=True)
    else:
        yield _question("grade", _grades(law, answers["sector"]), needed=True)
        yield _question("step", needed=True)
        yield _question("step_since")
    yield _question("part_time")


def _gross(_law: Law, _told: Answers) -> Iterator[Question]:
    yield _question("gross", needed=True)


def _time(answers: Answers) -> Iterator[Question]:
    yield _kinds("time", "full", *TIMES)
    if answers["time"] != "full":
        yield _question(answers["time"], needed=True)


def _more(about: str, law: Law, answers: Answers, asked: set[str], names: Iterable[str]) -> Iterator[Question]:
    """The details that may still be given, until there are no more."""
    for turn in count(1):
        name = f"{MORE}.{about}.{turn}"
        left = [Choice(each, _(WORDS[each])) for each in names if each not in asked]
        if not left:
            return
        yield Question(name, _(WORDS[f"{MORE}.{about}"]), tuple(left))
        if not answers[name]:
            return
        yield _detail(answers[name], law)


def _detail(name: str, law: Law) -> Question:
    if name in YES_OR_NO:
        return _kinds(name, "yes", "no")
    if section := FIELDS[name].values.section if name in FIELDS else "":
        return _question(name, _of(law, section), needed=True)
    if name == "allowances":
        tables = {_last(table): table for side in ("old", "new") for table in law.rows(f"avenant43.{side}_allowances")}
        offered = [Choice(each, language.label(table.label)) for each, table in tables.items()]
        return _question(name, offered, needed=True)._replace(several=True)
    return _question(name, needed=True)


def _fits(name: str, pay: str) -> bool:
    """Whether people paid in this way have this input."""
    return FIELDS[name].pay in (None, pay)


def _sides(law: Law, answers: Answers) -> Iterator[Question]:
    """The two readings of the law."""
    yield _kinds("sides", "usual", "days", "without", "with")
    match answers["sides"]:
        case "days":
            yield _question("before", needed=True)
            yield _question("after", needed=True)
        case "without":
            groups = [Choice(name, language.label(group.title)) for name, group in law.groups.items()]
            texts = [Choice(text.id, language.label(text.title)) for text in law.texts if law.brings(text.id)]
            yield _question("without", [*groups, *texts], needed=True)
            yield _question("after")
        case "with":
            not_in_force = (text for text in law.texts if text.not_in_force and law.brings(text.id))
            yield _question("with", [Choice(text.id, language.label(text.title)) for text in not_in_force], needed=True)
            yield _question("after")


def _wanted(law: Law, answers: Answers, asked: set[str]) -> Iterator[Question]:
    """What is wanted besides the gross pay, and the inputs needed for it."""
    yield _kinds("wanted", "gross", "net", "cost", "both")
    if answers["wanted"] in ("net", "both") and law.pay(answers["sector"]) == "index":
        yield _question("net_status", default="civil-servant")
    if answers["wanted"] in ("cost", "both"):
        yield from _more("employer", law, answers, asked, EMPLOYER)


def again(given: Iterable[tuple[str, str]]) -> Question:
    """Which of the answers given is to be changed."""
    return _question("again", [Choice(name, f"{_(WORDS[name])} {value}") for name, value in given])


def _last(table: Table) -> str:
    return table.path.rpartition(".")[2]
