"""The pages of many people: one file per person in a folder, or one PDF of them all."""

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import NamedTuple

from revalo import language
from revalo.analysis.attribution import effects
from revalo.analysis.career import readings
from revalo.analysis.comparison import Request, compute
from revalo.errors import UsageError
from revalo.grids.binding import kept_bindings
from revalo.grids.decomposition import kept_decompositions
from revalo.grids.law import Law
from revalo.language import _
from revalo.payroll.persons import Person
from revalo.payroll.processes import ordered_process_map
from revalo.payroll.writing.atomic_files import atomic_folder, atomic_output, is_regular
from revalo.reports.pages import writing
from revalo.reports.pages.document import Document
from revalo.reports.pages.names import Names
from revalo.reports.pages.sheet import About, months_of, sheet
from revalo.rules.person import read_employee

FORMATS = ("html", "pdf")
_HEAD = 2048  # bytes of an HTML page that hold its title


def check(out: Path, suffix: str) -> None:
    """Refuse a place that many pages cannot go to; `suffix`: that of the files of a folder."""
    if suffix not in FORMATS:
        raise UsageError("format-value")
    if writing.is_pdf(out) and not out.is_dir():
        writing.check(out)
        return
    if out.suffix.lower() in writing.HTML:
        raise UsageError("name-of-sheets")
    if not out.is_dir() and (out.exists() or not out.parent.is_dir()):
        raise UsageError("folder-of-sheets")
    writing.check(Path(f"sheet.{suffix}"))


def write(law: Law, request: Request, persons: Iterable[Person], out: Path, suffix: str) -> None:
    """Write the page of each person; those of many people are made on every processor."""
    if writing.is_pdf(out) and not out.is_dir():
        with closing(ordered_process_map(documents, (law, request), persons)) as pages:
            _one_file(list(pages), out)
        return
    names = Names()
    with atomic_folder(out) as folder, closing(ordered_process_map(files, (law, request, suffix), persons)) as pages:
        for page in pages:
            name = names.name(page.employee_id, f"row-{page.row}")
            writing.put(folder / f"{name}.{suffix}", page.content)
        _refuse_pages_of_others(out, folder)


def _refuse_pages_of_others(out: Path, written: Path) -> None:
    """Refuse a folder with individual sheets that the pages just written do not replace: those of people who left."""
    if not out.is_dir():
        return
    replaced = {each.name for each in written.iterdir()}
    others = sum(each.name not in replaced and _is_sheet(each) for each in out.iterdir())
    if others:
        raise UsageError("pages-of-others", number=others)


def _is_sheet(path: Path) -> bool:
    """Whether a file is an individual sheet that this program wrote, in one of its languages, as HTML or PDF."""
    suffix = path.suffix.lower()
    if not is_regular(path) or suffix not in (*writing.HTML, *writing.PDF):
        return False
    mark = "<title>{}" if suffix in writing.HTML else ">{}</rdf:li></rdf:Alt></dc:title><xmp:CreatorTool>Typst "
    with path.open("rb") as file:
        content = file.read(_HEAD if suffix in writing.HTML else -1)
    return any(mark.format(title).encode() in content for title in _titles())


def _titles() -> list[str]:
    """The title of an individual sheet in each language."""
    titles = []
    for lang in language.LANGUAGES:
        with language.speaking(lang):
            titles.append(_("Individual sheet"))
    return titles


class Page(NamedTuple):
    """The file of a row of a payroll file."""

    row: int
    employee_id: str
    content: bytes


def files(law: Law, request: Request, suffix: str) -> Callable[[Person], Page]:
    """What makes the file of each person."""
    document, out = documents(law, request), Path(f"sheet.{suffix}")
    return lambda person: Page(person.row, person.employee_id, writing.content_of(out, document(person)))


def documents(law: Law, request: Request) -> Callable[[Person], Document]:
    """What makes the page of each person; they share what is worked out from the law."""
    read = cache(lambda _sector: readings(law, request))  # people of a sector read the same tables
    between, bind = kept_decompositions(), kept_bindings()

    def document(person: Person) -> Document:
        comparison = compute(law, read_employee(law, person.given), person.request, bind=bind)
        about = About(person.employee_id or _("row {row}").format(row=person.row), person.remarks)
        months = months_of(comparison, person.request, read(comparison.employee.sector))
        split = effects(comparison, between, months.by_day if months else {})
        return sheet(comparison, split, months, about)

    return document


def _one_file(documents: list[Document], out: Path) -> None:
    from revalo.reports.pages.pdf import pdf  # noqa: PLC0415 - only for PDF

    if not documents:
        raise UsageError("no-page")
    content = pdf(documents, _("Individual sheets"))
    with atomic_output(out) as file:
        file.write(content)
