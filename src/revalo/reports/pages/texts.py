"""The texts behind figures, with their references."""

from collections.abc import Iterable

from revalo import language
from revalo.calendar import written
from revalo.grids.law import Law
from revalo.grids.tables import Version
from revalo.grids.texts import Text
from revalo.language import _
from revalo.reports.pages.document import Cell, Table
from revalo.reports.phrases import confidence_word
from revalo.rules import trace
from revalo.rules.payslip import Payslip


def versions_behind(*slips: Payslip) -> list[Version]:
    """The values of the law behind the lines of payslips."""
    versions = (each.version for slip in slips for line in slip.lines for each in trace.figures(slip, line))
    return [version for version in versions if version is not None]


def table(law: Law, versions: Iterable[Version]) -> Table:
    """One row for each text, in the order of the law: title, dates, articles, source, how far it can be trusted."""
    by_text: dict[str, list[Version]] = {}
    for version in versions:
        by_text.setdefault(version.text, []).append(version)
    rows = tuple(_row(law, text, by_text[text.id]) for text in law.texts if text.id in by_text)
    headings = (_("Text"), _("Dates"), _("Source and reliability"))
    return Table(_("The texts behind these figures"), headings, rows, numeric=0, widths=(4, 2, 3))


def _row(law: Law, text: Text, versions: list[Version]) -> tuple[Cell, ...]:
    articles = dict.fromkeys(version.article for version in versions if version.article)
    reference = [text.reference] if text.reference else []
    cited = [_("article {number}").format(number=each) for each in articles]
    weakest = trace.weakest([version.confidence for version in versions])
    sources = dict.fromkeys(version.source for version in versions)
    titles = [law.sources[source].title for source in sources]
    return (
        Cell(language.label(text.title), (text.id, *reference, *([", ".join(cited)] if cited else [])), text.official),
        Cell("", tuple(_dates(text))),
        Cell(confidence_word(weakest).capitalize(), tuple(titles)),
    )


def _dates(text: Text) -> list[str]:
    """The days of a text that are known."""
    days = (
        (_("signed {day}"), text.signed),
        (_("approved {day}"), text.approved),
        (_("extended {day}"), text.extended),
        (_("effective {day}"), text.effective),
    )
    return [message.format(day=written(day, language.current())) for message, day in days if day]
