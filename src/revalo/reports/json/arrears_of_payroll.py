"""What is owed to a payroll for texts known late, for programs: sums by text and by month, never by person."""

from typing import Any

from revalo.money import plain
from revalo.payroll.writing.provenance import of_rows
from revalo.people.arrears import ArrearsRequest, OwedPayroll
from revalo.people.columns import first_day
from revalo.version import notice

SCHEMA = "revalo.arrears.payroll/1"


def arrears(owed: OwedPayroll, asked: ArrearsRequest) -> dict[str, Any]:
    """The sums of a payroll: amounts as strings with two decimals."""
    law, sums, known = owed.counting.law, owed.sums, owed.counting.known()
    rows = of_rows(sums)
    rows["rows"]["outside"] = sums.outside
    return {
        "schema": SCHEMA,
        "claimed_on": asked.today.isoformat(),
        **rows,
        "pays": sums.pays,
        "pays_owed": sums.pays_owed,
        "total": {"owed": plain(sums.owed), "within_36_months": plain(sums.within), "paid_above": plain(sums.above)},
        "texts": [
            {
                "text": text.id,
                "known_on": known[text.id].isoformat(),
                "from": _month(each.first),
                "to": _month(each.last),
                "pays": each.pays,
                "owed": plain(each.owed),
                "within_36_months": plain(each.within),
            }
            for text in owed.counting.texts()
            if (each := sums.texts.get(text.id)) is not None
        ],
        "months": [
            {
                "month": _month(month),
                "people": each.people,
                "paid": plain(each.paid),
                "due": plain(each.due),
                "owed": plain(each.owed),
                "within_36_months": sums.is_claimable(month),
            }
            for month, each in sorted(sums.months.items())
        ],
        "notice": notice(),
        **law.provenance,
    }


def _month(month: int) -> str:
    return first_day(month).strftime("%Y-%m")
