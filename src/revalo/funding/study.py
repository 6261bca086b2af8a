"""The whole of `revalo fund`: a payroll and an activity, to years settled with all that must be said about them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from revalo import language
from revalo.errors import UnreadableInput
from revalo.funding.activity import Activity
from revalo.funding.costs import Costs
from revalo.funding.counting import Counted, Counting
from revalo.funding.question import Question
from revalo.funding.remarks import Warned, assumptions, warnings
from revalo.funding.settlement import Year, balanced, settled
from revalo.funding.terms import year_law
from revalo.grids.law import Law
from revalo.grids.tables import Version
from revalo.grids.texts import Text
from revalo.payroll.reading.source import Source
from revalo.payroll.run import Progress, no_progress, run
from revalo.payroll.writing.dialect import dialect_of
from revalo.payroll.writing.rejects import Rejected, TakesRejects
from revalo.people.columns import ParsedRows
from revalo.people.failures import Failures
from revalo.people.scenario_remarks import scenario_remarks
from revalo.rules.caveats import Assumption, PayWarning

ARTICLE_47 = "article-47"


class Study(NamedTuple):
    """The answer. `assumptions` and `warnings`: by year; `versions`: the values of the law met; `texts`: theirs.

    `remarks`: what a reader must know of the files before any figure; `compared`: the same under each scenario that
    stands beside the law; `unstaffed`: the services of ACTIVITY that were rejected, PAYROLL having nobody of theirs.
    """

    law: Law
    question: Question
    years: list[Year]
    costs: Costs
    assumptions: Mapping[int, list[Assumption]]
    warnings: Mapping[int, list[Warned]]
    versions: list[Version]
    remarks: Sequence[PayWarning] = ()
    compared: Sequence["Study"] = ()
    unstaffed: Sequence[str] = ()

    @property
    def texts(self) -> list[Text]:
        """The texts behind the figures, in the order of the law."""
        ids = {version.text for version in self.versions}
        return [text for text in self.law.texts if text.id in ids]


def study(
    law: Law,
    sources: Iterator[Source],
    activity: Activity,
    question: Question,
    rejects: Path | TakesRejects,
    progress: Progress = no_progress,
    remarks: Callable[[], Sequence[PayWarning]] = tuple,
) -> Study:
    """Count the payroll, settle each year; rows that cannot be computed go to `rejects`, a file if it is a path.

    `remarks`: what the files have to tell, once they are read.
    """
    counting = counting_of(law, activity, question)
    beside = question.under_scenarios()
    others = [counting_of(law, activity, question) for law, question in beside]

    def count(rows: ParsedRows) -> tuple[list[Counted], Failures]:
        every = [each.count(rows) for each in (counting, *others)]
        failures = every[0][1]
        for _counted, more in every[1:]:
            failures = failures.with_(more)
        return [counted for counted, _failures in every], failures

    with ExitStack() as stack:
        rejected = rejects
        if isinstance(rejected, Path):
            rejected = Rejected(stack, rejected, dialect_of(language.current()))
        for part in run(law, sources, count, rejected, progress):
            for of_scenario, counted in zip((counting, *others), part.result, strict=True):
                of_scenario.add(counted)
        rejected.write(counting.check())
    counting.share_out()
    for of_scenario in others:
        of_scenario.share_out()
        of_scenario.unstaffed = counting.unstaffed
    compared = [answer(each, own) for each, (_law, own) in zip(others, beside, strict=True)]
    answered = answer(counting, question)
    own = dict.fromkeys((*answered.remarks, *(each for other in compared for each in other.remarks)))
    return answered._replace(remarks=(*remarks(), *own), compared=compared)


def counting_of(law: Law, activity: Activity, question: Question) -> Counting:
    """What counts the rows of a payroll for a question; refuses years that the activity does not have."""
    question.check()
    _check_years(activity, question)
    request = question.request._replace(without=question.request.without or (ARTICLE_47,))
    return Counting(law, request, question.employer, activity, question.years)


def answer(counting: Counting, question: Question) -> Study:
    """Each year settled, once every row is counted."""
    law, activity = counting.law, counting.activity
    years = [_settled(counting, year, question) for year in question.years]
    readings = [binding for people in counting.people.values() for binding in people.bound()]
    used = [version for people in counting.people.values() for _path, version in people.versions_used()]
    used += [figure.version for year in years for figure in year.law.figures if figure.version]
    return Study(
        law,
        question,
        years,
        counting.counted.costs,
        {year.law.year: list(assumptions(year, activity, question, counting)) for year in years},
        {year.law.year: list(warnings(year, question, counting)) for year in years},
        used,
        (*activity.remarks, *counting.remarks, *scenario_remarks(law, readings, counting.counted.costs.counted)),
        unstaffed=counting.unstaffed,
    )


def _check_years(activity: Activity, question: Question) -> None:
    for year in question.years:
        if not activity.services(year):
            raise UnreadableInput("activity-without-year", file=activity.file, year=year)


def _settled(counting: Counting, year: int, question: Question) -> Year:
    """A year, without the services that have no staff."""
    months = counting.counted.costs.months[year]
    terms = year_law(counting.law, year, question.request, question.asked)
    every = counting.activity.services(year, whole_years=len(question.years) > 1, what_if=question.what_if)
    services = {name: service for name, service in every.items() if name not in counting.unstaffed}
    return balanced(settled(terms, services, months), months)
