"""What was announced for the whole branch, beside the range from nobody to everybody in échelon 3."""

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table

from revalo import language
from revalo.funding.national import BILLED, INSIDE, NEAR, OUTSIDE, National
from revalo.language import N_, _
from revalo.money import NBSP, localised, percentage, plain
from revalo.reports.terminal import palette
from revalo.reports.terminal.console import ruled
from revalo.reports.terminal.notes import listed

if TYPE_CHECKING:
    from rich.console import Console

BASES = {
    "ministry": N_("ministry"),
    "eve": N_("eve"),
    "same-day": N_("same day"),
    "refused": N_("avenant 68"),
}
STYLES = {INSIDE: palette.EXACT, NEAR: palette.NEAR, OUTSIDE: palette.DIFFERS}
BASE_WIDTH = 14


def show(console: "Console", replays: Sequence[National]) -> None:
    """Print a block for each case with a row for each base; then the bases, and how to read the shares."""
    console.print(_("The whole branch"), style=palette.TITLE)
    for _case, group in groupby(replays, key=lambda each: each.case):
        rows = list(group)
        console.print(rows[0].title, style=palette.TITLE)
        for words in (rows[0].source, rows[0].note):
            if words:
                console.print(Padding(words, (0, 0, 0, 2)), style=palette.QUIET)
        console.print(_table(rows))
    bases = {each.base: f"{each.base_label} ({each.readings})" for each in replays}
    listed(console, [(_base(name), words) for name, words in bases.items()])
    echelon_3 = _("from nobody to everybody with eight completed years or more; the share that the figure implies")
    billed = _("brought to the published wage bill, as Sundays, nights and allowances move with pay")
    kept = _("the few people whose pay would fall keep it, at the same cost")
    listed(console, [(_("Échelon 3"), echelon_3), ("*", billed), (_("Pay never falls"), kept)])
    console.print(_count(replays) + "\n")


def plain_of(replay: National) -> dict[str, object]:
    """A figure for programs: numbers as strings, in millions of euros or in per cent."""
    return {
        "case": replay.case,
        "title": replay.title,
        "figure": replay.what,
        "unit": replay.unit,
        "source": replay.source,
        "base": replay.base,
        "readings": replay.readings,
        "stated": plain(replay.stated, 2, replay.places),
        "low": plain(replay.low),
        "high": plain(replay.high),
        "echelon_3_share": None if replay.share is None else plain(replay.share),
        "verdict": replay.verdict,
        "note": replay.note,
    }


def _table(replays: Sequence[National]) -> Table:
    table = Table(box=ruled(), pad_edge=True)
    table.add_column(_("Base"), width=BASE_WIDTH)
    for heading in (_("Published amount"), _("Computed"), _("Échelon 3")):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column(_("Verdict"), no_wrap=True)
    for replay in replays:
        base = _base(replay.base) + (" *" if replay.what.startswith(BILLED) else "")
        row = (base, *_numbers(replay), _(replay.verdict))
        table.add_row(*row, style=STYLES[replay.verdict])
    return table


def _base(name: str) -> str:
    return _(BASES[name]) if name in BASES else name


def _numbers(replay: National) -> tuple[str, str, str]:
    """The figure announced, the range computed, the share in échelon 3 that the former implies."""
    lang = language.current()
    written = percentage if replay.unit == "%" else _millions
    low, high = plain(replay.low), plain(replay.high)
    computed = written(high, lang) if low == high else f"{localised(low, lang)} – {written(high, lang)}"
    share = "" if replay.share is None else percentage(plain(replay.share), lang)
    return written(plain(replay.stated, 2, replay.places), lang), computed, share


def _millions(number: str, lang: str) -> str:
    return f"{localised(number, lang)}{NBSP}M€" if lang == "fr" else f"€{localised(number, lang)}M"


def _count(replays: Sequence[National]) -> str:
    verdicts = [each.verdict for each in replays]
    message = _("{inside} inside, {near} near (within 3% of the range), {outside} outside.")
    return message.format(inside=verdicts.count(INSIDE), near=verdicts.count(NEAR), outside=verdicts.count(OUTSIDE))
