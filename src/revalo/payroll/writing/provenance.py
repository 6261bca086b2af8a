"""Where results come from: program, law, days compared, rows and sums; in the file itself or in one next to it."""

import hashlib
import json
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date, datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.grids.tables import Scenario
from revalo.language import _
from revalo.money import plain
from revalo.payroll.writing.atomic_files import (
    atomic_output,
    is_passed_on,
    is_regular,
    leave_nothing_at,
    meta_beside,
)
from revalo.people.caveat_counts import CountedCaveat
from revalo.people.side_by_side import whole
from revalo.people.sums import shown_headcount
from revalo.rules.caveats import Assumption

if TYPE_CHECKING:
    from revalo.people.arrears import ArrearsRequest
    from revalo.people.arrears_sums import ArrearsSums
    from revalo.people.cost_sums import CostSums
    from revalo.people.side_by_side import ScenarioSums
    from revalo.people.summary import Summary

SCHEMA = "revalo.origin/1"
UNDATED = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook says when it was made: the same bytes whatever the clock
KEY = "revalo"  # in the metadata of a Parquet file
Origin = Mapping[str, Any]


def origin(law: Law, request: Request | None = None) -> dict[str, Any]:
    """The program, the law and how it was asked to be read: what is known before any row is."""
    asked = {} if request is None else {name: _shown(value) for name, value in request._asdict().items()}
    stated = {name: value for name, value in asked.items() if value not in (None, [], {}, "")}
    return {
        "schema": SCHEMA,
        **law.provenance,
        "asked": stated,
        "scenarios": [_scenario(each) for each in law.scenarios],
    }


def of_run(law: Law, request: Request, summary: "Summary") -> dict[str, Any]:
    """The origin of the results of a whole payroll: the days that were compared, rows and sums too."""
    total = summary.total
    return {
        **origin(law, request),
        "days": [{"before": one, "after": two} for one, two in sorted(summary.days)],
        **of_rows(summary),
        "falls": [{"text": each.text, "because_of": each.because_of} for each in summary.falls],
        "people": shown_headcount(total.people),
        **{name: plain(getattr(total, name)) for name in ("before", "after", "gain")},
        **({} if summary.cost is None else {"employer_cost": of_costs(law, summary.cost)}),
        **({"compared": list(map(_compared, summary.compared))} if summary.compared else {}),
    }


def _compared(scenario: "ScenarioSums") -> dict[str, Any]:
    """A scenario beside the law as it stands: its gross and its cost, with their differences."""
    sums_of = {"gross": scenario.gross} | ({} if scenario.cost is None else {"cost": scenario.cost})
    totals = {name: whole(sums) for name, sums in sums_of.items()}
    amounts = {name: plain(total.after) for name, total in totals.items()}
    return {**_scenario(scenario.scenario), **amounts, "difference": {n: plain(t.gain) for n, t in totals.items()}}


def of_costs(law: Law, cost: "CostSums") -> dict[str, Any]:
    """What the pay costs on each side, by line, and the payroll tax of a year as one employer owes it."""
    return {
        **{side: {name: plain(cents) for name, cents in sums.items()} for side, sums in cost.sides.items()},
        "causes": [
            {"cause": cause.kind, "name": cause.name, "cost": plain(cents)} for cause, cents in cost.causes if cents
        ],
        "payroll_tax_of_year": [
            {
                "side": each.side,
                "year": each.year,
                "association": each.is_association,
                "months": each.months,
                "brackets": plain(each.brackets),
                "due": plain(each.due),
            }
            for each in cost.year_taxes(law)
        ],
    }


def of_arrears(law: Law, asked: "ArrearsRequest", sums: "ArrearsSums", known: Mapping[str, date]) -> dict[str, Any]:
    """The origin of what is owed to a payroll: what was known when, rows, sums and late texts too."""
    days = {"known_on": asked.known.first, "known_later": asked.known.later, "claimed_on": asked.today}
    rows = of_rows(sums)
    rows["rows"]["outside"] = sums.outside
    return {
        **origin(law, asked.request),
        **{name: day and day.isoformat() for name, day in days.items()},
        **rows,
        "pays": sums.pays,
        "pays_owed": sums.pays_owed,
        "owed": plain(sums.owed),
        "within_36_months": plain(sums.within),
        "texts": [
            {"text": name, "known_on": known[name].isoformat(), "pays": text.pays, "owed": plain(text.owed)}
            for name, text in sums.texts.items()
        ],
    }


def of_rows(sums: "Summary | ArrearsSums") -> dict[str, Any]:
    """The rows of a run, those set apart and rejected, and what was assumed or is to be warned of."""
    return {
        "rows": {
            "in": sums.rows_in,
            "out": sums.rows_out,
            "rejected": sums.rows_rejected,
            "skipped": len(sums.skipped),
        },
        "remarks": [{"code": each.code, "text": each.text} for each in sums.remarks],
        "skipped": [{"file": each.file, "row": each.row, "reason": each.code} for each in sums.skipped],
        "rejected": dict(sorted(sums.rejected.items())),
        "assumed": {each.code: each.rows for each in sorted(sums.caveats.assumptions, key=attrgetter("code"))},
        "assumptions": list(map(_counted, sums.caveats.assumptions)),
        "warnings": list(map(_counted, sums.caveats.warnings)),
    }


def _counted(caveat: CountedCaveat) -> dict[str, Any]:
    """A caveat by its code: for how many rows, and the first of them as an example."""
    place = {"code": caveat.code, "rows": caveat.rows, "file": caveat.file, "row": caveat.row}
    if isinstance(caveat.caveat, Assumption):
        return {**place, "value": caveat.caveat.value, "reason": caveat.caveat.reason}
    return {**place, "text": caveat.caveat.text}


def write_beside(stack: ExitStack, out: Path, origin: Origin, digest: str = "") -> None:
    """`OUT.meta.json`, moved into place with the results and their `digest`; none where they are passed on."""
    if not is_passed_on(out):
        file = stack.enter_context(atomic_output(meta_beside(out)))
        whole = {**origin, "results": {"name": out.name, "sha256": digest}} if digest else origin
        file.write(json.dumps(whole, ensure_ascii=False, indent=2).encode() + b"\n")


def digest_of(file: BinaryIO) -> str:
    """The SHA-256 of a file as it is being written, "" where it cannot be read again."""
    file.flush()
    name = getattr(file, "name", "")
    if not isinstance(name, str) or not is_regular(Path(name)):
        return ""
    with Path(name).open("rb") as written:
        return hashlib.file_digest(written, "sha256").hexdigest()


def leave_no_meta(out: Path) -> None:
    """Remove what an earlier run said of results that now say it themselves."""
    leave_nothing_at(meta_beside(out), (b'{\n  "schema": "' + SCHEMA.encode(),))


def properties(origin: Origin) -> dict[str, Any]:
    """The properties of a workbook."""
    return {"created": UNDATED, "comments": _("revalo {revalo} – legal data {law}").format(**origin)}


def _shown(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset | set | tuple | list):
        return sorted(map(str, value))
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _scenario(scenario: Scenario) -> dict[str, str]:
    return {"name": scenario.name, "file": scenario.file, "fingerprint": scenario.fingerprint}
