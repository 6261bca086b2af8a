"""The published cases, stated against computed."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table

from revalo import language
from revalo.analysis.published import DIFFERS, EXACT, NEAR, Replay
from revalo.grids.law import Law
from revalo.language import _
from revalo.money import localised, percentage, plain
from revalo.reports.terminal import cases_of_branch, palette
from revalo.reports.terminal.console import ruled
from revalo.version import notice

if TYPE_CHECKING:
    from rich.console import Console

    from revalo.funding.national import National

SCHEMA = "revalo.cases/1"
FIGURE_WIDTH, AMOUNT_WIDTH = 26, 10
STYLES = {EXACT: palette.EXACT, NEAR: palette.NEAR, DIFFERS: palette.DIFFERS}


def show(console: "Console", replays: Sequence[Replay], branch: Sequence["National"] = ()) -> None:
    """Print one block per case and one row per stated figure, then the whole branch, then the count of verdicts."""
    for _case, group in groupby(replays, key=lambda replay: replay.case):
        rows = list(group)
        console.print(rows[0].title, style=palette.TITLE)
        for words in (rows[0].source, rows[0].readings, rows[0].note):
            if words:
                console.print(Padding(words, (0, 0, 0, 2)), style=palette.QUIET)
        console.print(_rows(rows))
    if branch:
        cases_of_branch.show(console, branch)
    if replays:
        console.print(count(replays))


def _rows(replays: Sequence[Replay]) -> Table:
    table = Table(box=ruled(), pad_edge=True)
    longest = max(len(figure) for replay in replays for figure in _figures(replay))
    table.add_column(_("Figure"), width=FIGURE_WIDTH if longest <= AMOUNT_WIDTH else None)
    for heading in (_("Published amount"), _("Computed"), _("Difference")):
        table.add_column(heading, justify="right", no_wrap=True, width=max(AMOUNT_WIDTH, longest))
    table.add_column(_("Verdict"), no_wrap=True)
    for replay in replays:
        table.add_row(_what(replay.what), *_figures(replay), _(replay.verdict), style=STYLES[replay.verdict])
    return table


def count(replays: Sequence[Replay]) -> str:
    """Count the verdicts: `26 exact, 10 close (within 3 %), 1 different`."""
    verdicts = [replay.verdict for replay in replays]
    message = _("{exact} exact, {near} close (within 3%), {differs} different; none is used to tune a formula.")
    return message.format(exact=verdicts.count(EXACT), near=verdicts.count(NEAR), differs=verdicts.count(DIFFERS))


def as_json(law: Law, replays: Sequence[Replay], branch: Sequence["National"] = ()) -> dict[str, object]:
    """The replays for programs: amounts as strings."""
    cases = [_replay(each) for each in replays]
    totals = [cases_of_branch.plain_of(each) for each in branch]
    return {"schema": SCHEMA, "cases": cases, "branch": totals, "notice": notice(), **law.provenance}


def _replay(replay: Replay) -> dict[str, object]:
    return {
        "case": replay.case,
        "title": replay.title,
        "figure": replay.what,
        "unit": replay.unit,
        "source": replay.source,
        "readings": replay.readings,
        "stated": plain(replay.stated, 2, replay.places),
        "computed": plain(replay.computed),
        "gap": plain(replay.gap),
        "verdict": replay.verdict,
        "expected_exact": replay.expected,
        "note": replay.note,
    }


def _figures(replay: Replay) -> tuple[str, str, str]:
    lang = language.current()
    written = percentage if replay.unit == "%" else localised
    stated = written(plain(replay.stated, 2, replay.places), lang)
    return stated, written(plain(replay.computed), lang), written(plain(replay.gap), lang)


def _what(what: str) -> str:
    words = {
        "before": _("before"),
        "after": _("after"),
        "difference": _("gain"),
        "gross": _("gross"),
        "net": _("net"),
        "base": _("base"),
        "smic_topup": _("top-up to the SMIC"),
        "aid": _("aid"),
        "remainder": _("net cost to the départements"),
    }
    terms = [
        ", ".join(words.get(part, part) for part in term.split(".") if part != "segur") for term in what.split(" - ")
    ]
    return _(" less ").join(terms)
