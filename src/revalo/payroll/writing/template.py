"""A blank payroll file: the canonical columns, what they mean, and two example rows."""

import csv
import io
from pathlib import Path

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


def write_csv(path: Path) -> None:
    """Write the template as CSV, in the French dialect."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([[row.get(name, "").replace(".", ",") for name in COLUMNS] for row in EXAMPLES])
    with atomic_output(path) as file:
        file.write(BOM + text.getvalue().encode("utf-8"))


def write_xlsx(path: Path) -> None:
    """Write the template as a workbook: the rows, and a sheet that says what each column means."""
    with atomic_output(path) as file:
        book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet, meanings = book.add_worksheet(_("Payroll")), book.add_worksheet(_("Columns"))
        sheet.set_column(0, len(COLUMNS) - 1, 14)
        sheet.freeze_panes(1, 1)
        meanings.set_column(0, 0, 16)
        meanings.set_column(1, 2, 60)
        for column, (name, each) in enumerate(COLUMNS.items()):
            sheet.write_string(0, column, name, head)
            meanings.write_string(column, 0, name, head)
            meanings.write_string(column, 1, each.described)
            meanings.write_string(column, 2, _(WHO[each.pay]) if each.pay else "")
            for row, example in enumerate(EXAMPLES, start=1):
                sheet.write_string(row, column, example.get(name, ""))
        book.set_properties({"created": UNDATED})
        book.close()
