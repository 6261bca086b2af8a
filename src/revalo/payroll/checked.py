"""A payroll file checked: what was paid against what was due, and the list of gaps."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from revalo import language
from revalo.errors import RevaloError
from revalo.grids.law import Law
from revalo.money import plain
from revalo.payroll.cells import typed_chunks
from revalo.payroll.files import neutral, written_whole
from revalo.payroll.run import Progress
from revalo.payroll.writers import BOM, dialect_of
from revalo.people.check import GROSS, Comparison, Gap
from revalo.people.columns import Source, first_day
from revalo.people.table import People
from revalo.rules.comparison import Request, compute
from revalo.rules.employee import read_employee
from revalo.rules.trace import own_texts

HEADER = ("file", "row", "employee_id", "month", "compared", "paid", "due", "arrears", "within_36_months", "texts")


def checked(
    law: Law,
    sources: Iterator[Source],
    request: Request,
    found: Comparison,
    progress: Progress = lambda _rows: None,
) -> None:
    """Compare every row of the sources; rows that cannot be computed are among those not compared."""
    people = People(law, request)
    for source in sources:
        for typed in typed_chunks(source, law):
            found.add(typed, people.outcome(typed))
            progress(len(typed.rows) + len(typed.rejects))


def texts_of(law: Law, request: Request, gap: Gap) -> list[str]:
    """The texts behind what is due for a gap."""
    day = first_day(gap.month)
    try:
        slip = compute(law, read_employee(law, gap.person), request._replace(before=day, after=day)).after
    except RevaloError:
        return []
    lines = [line for line in slip.lines if gap.what == GROSS or line.startswith("segur.")]
    return list(dict.fromkeys(text for line in lines for text in own_texts(slip, line)))


def write(path: Path, law: Law, request: Request, found: Comparison) -> None:
    """Write the list of gaps as CSV, in the dialect of the language."""
    dialect = dialect_of(language.current())
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=dialect.separator, lineterminator="\n")
    rows.writerow(HEADER)
    for gap in found.gaps:
        amounts = [plain(cents).replace(".", dialect.decimal) for cents in (gap.paid, gap.due, gap.arrears)]
        place = [neutral(gap.file), str(gap.row), neutral(gap.employee_id), first_day(gap.month).strftime("%Y-%m")]
        place.append(gap.what)
        within = "1" if found.claimable(gap) else "0"
        rows.writerow([*place, *amounts, within, " ".join(texts_of(law, request, gap))])
    with written_whole(path) as file:
        file.write((BOM if dialect.bom else b"") + text.getvalue().encode("utf-8"))
