"""A blank payroll, or a blank activity: the canonical columns, what they mean, and two example rows."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

from revalo.language import N_, _
from revalo.payroll.writing.atomic_files import atomic_output
from revalo.payroll.writing.dialect import BOM
from revalo.payroll.writing.provenance import UNDATED
from revalo.people.columns import COLUMNS

WHO = {"branch": N_("home care"), "index": N_("civil service"), "gross": N_("other sectors")}
EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "employee_id": "0001",
        "service_id": "Nord",
        "department": "48",
        "month": "2021-10",
        "job": "avs",
        "category": "C",
        "year": "8",
        "echelon": "2",
        "seniority": "8",
        "diploma": "3",
        "hours": "104.00",
        "paid_gross": "1422.47",
    },
    {
        "employee_id": "0002",
        "service_id": "EHPAD",
        "department": "48",
        "month": "2024-02",
        "sector": "fph",
        "structure": "ehpad",
        "profession": "infirmier",
        "part_time": "80",
        "index": "420",
    },
)
ACTIVITY: Mapping[str, str] = {
    "service_id": N_("Service, named as in the payroll file."),
    "department": N_("Département that pays: 48, 2A or 974."),
    "year": N_("Calendar year of the hours; leave the column out where the file is of one year."),
    "hours_apa": N_("Hours of the year paid by the APA (the last quarter's in 2021)."),
    "hours_pch": N_("Hours of the year paid by the PCH."),
    "hours_aide_sociale": N_("Hours of the year paid by the aide sociale (home help)."),
    "hours_other": N_("Hours that others pay: funds, mutual insurers, users."),
    "participation": N_("Users' share of what the département funds, e.g. 0.12 or 12%; 0 by default."),
}
SERVICES: tuple[dict[str, str], ...] = (
    {
        "service_id": "Nord",
        "department": "48",
        "year": "2022",
        "hours_apa": "12000.00",
        "hours_pch": "3500.50",
        "hours_aide_sociale": "400.00",
        "hours_other": "2600.00",
        "participation": "0.12",
    },
    {"service_id": "Sud", "department": "48", "year": "2022", "hours_apa": "8000.00", "hours_other": "900.00"},
)


class Template(NamedTuple):
    """A blank file. `columns`: what each means, and for whom it is; `examples`: rows; `title`: of the sheet of rows."""

    title: str
    columns: Mapping[str, tuple[str, str]]
    examples: tuple[dict[str, str], ...]


def of_payroll() -> Template:
    """A payroll."""
    meanings = {name: (each.described, _(WHO[each.pay]) if each.pay else "") for name, each in COLUMNS.items()}
    return Template(_("Payroll"), meanings, EXAMPLES)


def of_activity() -> Template:
    """The hours of services, for who pays."""
    return Template(_("Activity"), {name: (_(words), "") for name, words in ACTIVITY.items()}, SERVICES)


def write_csv(path: Path, blank: Template) -> None:
    """Write a template as CSV, in the French dialect."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(blank.columns)
    rows.writerows([[row.get(name, "").replace(".", ",") for name in blank.columns] for row in blank.examples])
    with atomic_output(path) as file:
        file.write(BOM + text.getvalue().encode("utf-8"))


def write_xlsx(path: Path, blank: Template) -> None:
    """Write a template as a workbook: the rows, and a sheet that says what each column means."""
    with atomic_output(path) as file:
        book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet, meanings = book.add_worksheet(blank.title), book.add_worksheet(_("Columns"))
        sheet.set_column(0, len(blank.columns) - 1, 14)
        sheet.freeze_panes(1, 1)
        meanings.set_column(0, 0, 16)
        meanings.set_column(1, 2, 60)
        for column, (name, (meaning, who)) in enumerate(blank.columns.items()):
            sheet.write_string(0, column, name, head)
            meanings.write_string(column, 0, name, head)
            meanings.write_string(column, 1, meaning)
            meanings.write_string(column, 2, who)
            for row, example in enumerate(blank.examples, start=1):
                sheet.write_string(row, column, example.get(name, ""))
        book.set_properties({"created": UNDATED})
        book.close()
