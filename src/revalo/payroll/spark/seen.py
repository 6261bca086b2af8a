"""What a cluster has to say of the files, from what its tasks saw of their pieces."""

from collections.abc import Iterable

from revalo.language import _
from revalo.payroll.reading.remarks import FileFacts, Repeated, remarks
from revalo.rules.caveats import PayWarning


def what_was_seen(parts: Iterable[list[FileFacts]], *, asks: bool) -> list[PayWarning]:
    """What there is to say of the files. `asks`: whether hours that may be those of a week stop the run."""
    files: dict[str, FileFacts] = {}
    for facts in (each for part in parts for each in part):
        if facts.file in files:
            files[facts.file].merge(facts)
        else:
            files[facts.file] = facts
    every = list(files.values())
    for facts in every if asks else ():
        facts.check_weekly()
    return [*remarks(every, Repeated()), *_not_compared(every)]


def _not_compared(files: Iterable[FileFacts]) -> list[PayWarning]:
    if not any("employee_id" in facts.headers for facts in files):
        return []
    message = _(
        "on a cluster rows are not compared with one another: repeated people and lines of payslips are not found;"
        " look for them with --dry-run on one machine"
    )
    return [PayWarning("rows-not-compared", message)]
