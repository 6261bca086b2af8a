"""A blank payroll file: the canonical columns, what they mean, and two example rows."""

import csv
import io
from pathlib import Path

import xlsxwriter

from revalo.language import N_, _
from revalo.payroll.writing.atomic_files import written_whole
from revalo.payroll.writing.dialect import BOM
from revalo.payroll.writing.provenance import UNDATED

MEANINGS = {
    "employee_id": N_("staff number; never the social-security number"),
    "service_id": N_("service"),
    "department": N_("département, as 48 or 2A"),
    "month": N_("month computed, as 2021-10"),
    "sector": N_("bad (home care) by default; ccn51, ccn66, fhp, fph…"),
    "structure": N_("saad, ssiad, ehpad, clinique… (outside home care)"),
    "profession": N_("aide-soignant, infirmier… (outside home care)"),
    "job": N_("home care: job, as avs or tisf"),
    "category": N_("home care: category A to I, before October 2021"),
    "year": N_("home care: row of the grid before October 2021, 1 to 30"),
    "domain": N_("home care: intervention or support"),
    "status": N_("home care: employe, technicien or cadre"),
    "degree": N_("home care: degree, 1 or 2"),
    "echelon": N_("home care: échelon, 1 to 3"),
    "seniority": N_("completed years in the branch"),
    "since": N_("or date of entry in the branch"),
    "diploma": N_("level of the recognised diploma, 3 to 8"),
    "hours": N_("hours a month; full time is 151.67"),
    "fte": N_("or share of full time, as 0.8"),
    "part_time": N_("civil service: part-time rate, as 80"),
    "index": N_("civil service: index (indice majoré)"),
    "gross": N_("other sectors: full-time gross without any Ségur measure"),
    "tutor": N_("people followed as a tutor"),
    "apprentices": N_("apprentices followed"),
    "sunday_hours": N_("hours on Sundays and public holidays in the month"),
    "night_hours": N_("night hours in the month (night workers)"),
    "headcount": N_("how many people the row stands for, 1 by default"),
    "paid_gross": N_("gross really paid, for revalo check"),
    "declared_cti": N_("civil service: CTI really paid, carried where the profession is not given"),
}
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
    rows.writerow(MEANINGS)
    rows.writerows([[row.get(name, "").replace(".", ",") for name in MEANINGS] for row in EXAMPLES])
    with written_whole(path) as file:
        file.write(BOM + text.getvalue().encode("utf-8"))


def write_xlsx(path: Path) -> None:
    """Write the template as a workbook: the rows, and a sheet that says what each column means."""
    with written_whole(path) as file:
        book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
        head = book.add_format({"bold": True, "bottom": 1})
        sheet, meanings = book.add_worksheet(_("Payroll")), book.add_worksheet(_("Columns"))
        sheet.set_column(0, len(MEANINGS) - 1, 14)
        sheet.freeze_panes(1, 1)
        meanings.set_column(0, 0, 16)
        meanings.set_column(1, 1, 70)
        for column, (name, meaning) in enumerate(MEANINGS.items()):
            sheet.write_string(0, column, name, head)
            meanings.write_string(column, 0, name, head)
            meanings.write_string(column, 1, _(meaning))
            for row, example in enumerate(EXAMPLES, start=1):
                sheet.write_string(row, column, example.get(name, ""))
        book.set_properties({"created": UNDATED})
        book.close()
