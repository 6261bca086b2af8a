"""Words that several reports share."""

import re
from typing import TYPE_CHECKING

from revalo import language
from revalo.calendar import today, written
from revalo.grids.binding import Choices, Fall
from revalo.grids.law import Law
from revalo.grids.tables import Scenario, Table
from revalo.language import N_, _
from revalo.money import localised, percentage
from revalo.rules.open_points import BY_SIGNATURE
from revalo.rules.payslip import Payslip
from revalo.rules.trace import Computed

if TYPE_CHECKING:
    from revalo.analysis.changes import Change
    from revalo.people.crossing import Crossing

CONFIDENCE = {
    "primary": N_("legal text read"),
    "secondary": N_("article or note"),
    "derived": N_("computed from sourced figures"),
    "assumed": N_("assumption"),
}
_FIGURE = r"(\d+(?:\.\d+)?)( %)?| - "


def local(formula: str) -> str:
    """A formula with its numbers, percentages and minus signs written as the language does."""
    return re.sub(_FIGURE, _figure, formula)


def _figure(match: re.Match[str]) -> str:
    number, is_percentage = match.groups()
    if number is None:
        return " − "
    return (percentage if is_percentage else localised)(number, language.current())


def changes_told(changes: "tuple[Change, ...]") -> str:
    """The changes that have an effect, one per line, each with its text in brackets."""
    from revalo.analysis.changes import with_effect  # noqa: PLC0415 - only for months

    return "\n".join(f"{each.what} ({each.text})" if each.text else each.what for each in with_effect(changes))


def people_heading(crossing: "Crossing") -> str:
    """What counts of people are: people, or their months where the payroll has several."""
    return _("Months of pay") if len(crossing.periods) > 1 else _("People")


def line_label(slip: Computed, name: str) -> str:
    """The label of a payslip line in the language in use; that of its measure where it has one."""
    measure = slip.binding.law.measures.get(name.removeprefix("segur."))
    if measure is not None:
        return language.label(measure.label)
    formula = slip.formulas[name]
    if formula.label:
        return _(formula.label)
    figure = slip.inputs[formula.needs[0]].figure
    return language.label(figure.table.label) if figure else name


def announced(slip: Payslip, name: str) -> str | None:
    """The net amount that was announced for the measure of a line, if any."""
    measure = slip.binding.law.measures[name.removeprefix("segur.")]
    return language.label(measure.announced) if measure.announced else None


def band_of(low: int, high: int | None) -> str:
    """A band as people write it: `10-49`, `> 300`."""
    return f"> {low - 1}" if high is None else f"{low}-{high}"


def confidence_word(confidence: str) -> str:
    """What a confidence means, in the language in use."""
    return _(CONFIDENCE[confidence])


def scenario_line(scenario: Scenario) -> str:
    """A scenario in one line: its name, its title, its file and the start of its hash."""
    message = _("Scenario {name}: {title} ({file}, {fingerprint})")
    title, mark = language.label(scenario.title), scenario.fingerprint[:8]
    return message.format(name=scenario.name, title=title, file=scenario.file, fingerprint=mark)


def short_title(law: Law, name: str) -> str:
    """A text as people name it: its title up to what it is about."""
    return re.split(r"\s?:\s", language.label(law.text(name).title))[0]


def dated_text(law: Law, name: str) -> str:
    """The same with the day it takes effect, where that is known."""
    day, title = law.text(name).effective, short_title(law, name)
    return title if day is None else f"{title} ({written(day, language.current())})"


def imagined(slip: Payslip) -> list[Scenario]:
    """The scenarios that a side reads."""
    return [each for each in slip.binding.law.scenarios if each.name in slip.binding.choices.with_]


def law_of(law: Law, choices: Choices) -> list[str]:
    """What sets a reading of the law apart: `without article-47`."""
    said = []
    scenarios = choices.with_ & {each.name for each in law.scenarios}
    for texts, message in ((choices.without, _("without {texts}")), (choices.with_ - scenarios, _("with {texts}"))):
        names = law.names(texts)
        if names:
            several = _("{number} texts").format(number=len(names))
            said.append(message.format(texts=names[0] if len(names) == 1 else several))
    if choices.known_on:
        said.append(_("known on {day}").format(day=written(choices.known_on, language.current())))
    if not choices.member:
        said.append("--no-member")
    if scenarios:
        said.append(_("with --scenario"))
    if choices.settings:
        said.append(_("with --set"))
    return said


def fall_line(law: Law, fall: Fall) -> str:
    """What falls with a text left out, in one line: the text left out, the text that falls, its tables."""
    message = _("set aside together with {cause}: {text} ({what})")
    return message.format(cause=fall.because_of, text=fall.text, what=tables_of(law, fall))


def tables_of(law: Law, fall: Fall) -> str:
    """The tables that a text falls from, by label."""
    return _("; ").join(dict.fromkeys(table_name(law.table(path)) for path in fall.paths))


def name_in_law(law: Law, code: str) -> str:
    """What the law calls what an assumption is about: a table by its path, an open point; empty for others."""
    if code in law.open_points:
        return language.label(law.open_points[code].label)
    if code == BY_SIGNATURE:
        return _("accord not yet extended")
    parts = code.split(".")
    above = (".".join(parts[:number]) for number in range(len(parts), 0, -1))
    path = next((each for each in above if law.has(each)), None)
    return "" if path is None else table_name(law.table(path)) + code.removeprefix(path)


def table_name(table: Table) -> str:
    """The label of a table, with the row of its grid if it is one."""
    label = language.label(table.label)
    if table.unit == "position":
        return _("place of the job {name}").format(name=label)
    row = table.path.partition("_grid.")[2] if "_grid." in table.path else ""
    return f"{label}, {row}" if row else label


def provenance(law: Law) -> str:
    """The program and the law that a result comes from, short."""
    said = law.provenance
    return _("revalo {version} – legal data {mark}").format(version=said["revalo"], mark=said["law"][:8])


def provenance_today(law: Law) -> str:
    """The same with the day taken for today, which some of the page depends on."""
    return f"{provenance(law)}, {written(today(), language.current())}"
