"""The pages of many people: a file each in a folder, or one PDF of them all."""

from collections.abc import Iterable
from pathlib import Path

from revalo.api import compare
from revalo.errors import UsageError
from revalo.grids.law import Law
from revalo.language import _
from revalo.pages import writing
from revalo.pages.document import Document
from revalo.pages.names import Names
from revalo.pages.sheet import sheet
from revalo.payroll.files import written_together, written_whole
from revalo.payroll.persons import Person

FORMATS = ("html", "pdf")


def check(out: Path, suffix: str) -> None:
    """Refuse a place that many pages cannot go to; `suffix`: that of the files of a folder."""
    if suffix not in FORMATS:
        raise UsageError(_("--format: html or pdf is expected"))
    if writing.is_pdf(out) and not out.is_dir():
        writing.check(out)
        return
    if out.suffix.lower() in writing.HTML:
        raise UsageError(_("-o: with --batch, give a folder or a file in .pdf"))
    if not out.is_dir() and (out.exists() or not out.parent.is_dir()):
        raise UsageError(_("-o: give a folder, or the name of a new one in a folder that exists"))
    writing.check(Path(f"sheet.{suffix}"))


def write(law: Law, persons: Iterable[Person], out: Path, suffix: str) -> None:
    """Write the page of each person."""
    if writing.is_pdf(out) and not out.is_dir():
        _one_file(law, persons, out)
        return
    names = Names()
    with written_together(out) as folder:
        for person in persons:
            name = names.name(person.employee_id, f"row-{person.row}")
            writing.write(folder / f"{name}.{suffix}", page(law, person))


def page(law: Law, person: Person) -> Document:
    """The page of a row of a payroll file."""
    found = compare(law, person.given, person.request)
    reference = person.employee_id or _("row {row}").format(row=person.row)
    return sheet(found, person.request, reference, person.remarks)


def _one_file(law: Law, persons: Iterable[Person], out: Path) -> None:
    from revalo.pages.pdf import pdf  # noqa: PLC0415 - only for PDF

    documents = [page(law, person) for person in persons]
    if not documents:
        raise UsageError(_("no row of the payroll can be computed: there is no page to write"))
    content = pdf(documents, _("Individual sheets"))
    with written_whole(out) as file:
        file.write(content)
