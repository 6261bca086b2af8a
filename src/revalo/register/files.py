"""What is wrong with files, of the law (R200 to R299) or of people (R300 to R399)."""

from revalo.language import N_
from revalo.register.entry import PROBLEM, Entry

_MAP = N_(
    "name the columns as expected, or say in a profile (--mapping) what each one is:"
    " revalo columns FILE --write-profile PROFILE.yaml"
)
_DSN_AGAIN = N_("export the DSN again from the payroll software, without opening it in an editor")
FILES = (
    Entry(
        "R200",
        N_("a law file or a scenario has an error"),
        N_("fix the line shown, then check again: revalo law validate FILE"),
        {
            "law-file": PROBLEM,
            "law-too-large": N_("the figures of the law are too large: {formula} could pass 64-bit integers"),
            "law-below-zero": N_("a figure of the law is below zero: {path}"),
            "law-two-of-a-family": N_("{one} and {two} both apply to the same person: only one of a family may"),
            "case-term": N_("{term}: write before.LINE, after.LINE or difference.LINE"),
            "case-shared-inputs": N_("give the columns year and borne, or covid_total"),
            "case-shared-term": N_("{term}: use one of {names}"),
            "case-shared-year": N_("write a year from 2021 to 2024"),
            "no-workforce": N_("no law file says who works in the branch: add workforce.yaml to the folder"),
            "workforce-not-computable": N_("some kind of employee of workforce.yaml cannot be computed"),
        },
    ),
    Entry(
        "R201",
        N_("the folder of law files does not exist, or is empty"),
        N_("give --law (or REVALO_LAW) a folder of YAML files"),
        {
            "law-folder-missing": N_(
                "the law folder does not exist: give --law (or REVALO_LAW) a folder of YAML files"
            ),
            "law-folder-empty": N_("the law folder holds no YAML file"),
        },
    ),
    Entry(
        "R202",
        N_("a YAML file cannot be read"),
        N_("save it as UTF-8, and fix the line shown: brackets, quotes, indentation, names given twice"),
        {
            "yaml-characters": N_("not readable as YAML: forbidden characters"),
            "yaml-syntax": N_("not readable as YAML: check the brackets, quotes and indentation around here"),
            "yaml-documents": N_("not readable as YAML: a second document"),
            "yaml-encoding": N_("the file is not in UTF-8: save it as UTF-8"),
            "yaml-not-a-table": N_("the file must be a table of names and values"),
            "yaml-features": N_("tags, anchors, merges and deep nesting are not used in law files"),
            "yaml-name": N_("a name must be plain text"),
            "yaml-name-twice": N_("this name appears twice: keep one"),
            "yaml-too-large": N_("too large a file: 16 MB at most"),
            "yaml-pipe": N_("a pipe is not read here: give a file"),
        },
    ),
    Entry(
        "R300",
        N_("a file cannot be read"),
        N_("fix the line shown, or save the table again as .xlsx or CSV"),
    ),
    Entry(
        "R301",
        N_("a file cannot be opened"),
        N_("check its name, close it in Excel, and ask for the right to read it"),
        {
            "no-such-file": N_("there is no such file"),
            "file-open-elsewhere": N_(
                "it is open in another program, e.g. Excel, or not yours to read: close it and try again"
            ),
            "file-not-opened": N_("this file cannot be opened"),
            "profile-not-opened": N_("{file}: this file cannot be opened"),
            "folder-without-payroll": N_("{folder}: no payroll file in this folder"),
            "standard-input-closed": N_("standard input is closed: give a file"),
            "input-changed": N_("{file}: this file changed while it was read: wait until it is complete"),
            "no-room-for-input": N_("{file}: no room to keep it in {folder}: free some space, or give a file"),
        },
    ),
    Entry(
        "R302",
        N_("the file is empty"),
        N_("export it again"),
        {
            "file-empty": N_("the file is empty"),
        },
    ),
    Entry(
        "R303",
        N_("the file is not a table, or not of a kind that is read"),
        N_("open it in the program that made it, and export it as .xlsx or CSV"),
        {
            "archive-not-read": N_("this kind of workbook or archive is not read: save it as .xlsx or CSV"),
            "old-xls": N_("this is an old .xls workbook, or one with a password; save it as .xlsx without a password"),
            "not-a-table": N_(
                "this file is not a table but a web page, XML, JSON or PDF, whatever its name; open"
                " it in the program that made it, and export it as .xlsx or CSV"
            ),
            "not-text": N_("this is neither text, nor .xlsx, nor Parquet"),
            "several-tables": N_(
                "{file}: row {row}: the header again, with its columns elsewhere: put each table in a file of its own"
            ),
            "activity-not-a-table": N_("--activity: give one table of services (CSV, XLSX or Parquet)"),
        },
    ),
    Entry(
        "R304",
        N_("the file is damaged"),
        N_("export it again, or open it in Excel and save it again without a password"),
        {
            "damaged-archive": N_("this workbook or archive is damaged"),
            "damaged-workbook": N_("{file}: the workbook is damaged, or has a password"),
            "damaged-parquet": N_("{file}: the Parquet file is damaged"),
            "table-not-read": N_(
                "{file}: its own library cannot give this table as Arrow: give each column values of one type"
            ),
        },
    ),
    Entry(
        "R305",
        N_("no column header of the file is recognised"),
        _MAP,
        {
            "no-known-column": N_(
                "{file}: no column header is recognised. Name the columns {names} and so on; a model that explains"
                " every column: revalo template -o model.xlsx"
            ),
        },
    ),
    Entry(
        "R306",
        N_("two columns give the same information"),
        _MAP,
        {
            "column-twice": N_(
                "{file}: two columns give the same information ({name}): “{one}” and “{other}”;"
                " delete one, or leave one out in a profile: revalo columns FILE --write-profile"
                " PROFILE.yaml"
            ),
        },
    ),
    Entry(
        "R307",
        N_("the profile (--mapping) does not match the file, or has an error"),
        N_("write one that fits: revalo columns FILE --write-profile PROFILE.yaml"),
        {
            "profile-header-missing": N_("{file}: the profile names a column that this file does not have: {header}"),
            "profile-name": N_("unknown name{near}"),
            "profile-text": N_("write plain text"),
            "profile-choice": N_("use one of {names}"),
            "profile-undecided": N_("say what this column is: hours, weekly_hours, fte, another one, or unused"),
            "profile-same-marks": N_("thousands and decimal cannot have the same mark"),
            "profile-columns": N_("give a table of headers and columns"),
            "profile-header-twice": N_("this header appears twice: keep one"),
            "profile-date-format": PROBLEM,
            "profile-column-twice": N_("two headers mean {name}: keep one"),
        },
    ),
    Entry(
        "R308",
        N_("the file has bytes that are not text in its encoding"),
        N_("save the file as UTF-8, or name its encoding in a profile (--mapping)"),
        {
            "wrong-encoding": N_(
                "{file}: line {line}: not in {encoding}, as the lines above are: name the encoding in a profile"
            ),
            "broken-accents": N_(
                "{file}: the accents of column “{header}” were broken before this file was written: export it again as"
                " UTF-8, or name the column in a profile (--mapping)"
            ),
            "zero-byte": N_("{file}: line {line}: a zero byte: this is not text"),
            "positions-zero-byte": N_("a zero byte: this is not text"),
        },
    ),
    Entry(
        "R309",
        N_("the file is too large to be read safely"),
        N_("save the sheet alone, without empty rows and columns, or as CSV; cut a DSN in several files"),
        {
            "parquet-word": N_("{file}: a text of a column that is read has more than {longest} bytes"),
            "line-too-long": N_("{file}: line {line}: too long to be a row"),
            "workbook-too-large": N_(
                "{file}: too large a workbook: save the sheet alone, without empty rows and columns, or as CSV"
            ),
            "workbook-memory": N_(
                "{file}: a workbook that asks for too much memory: save the sheet alone, without empty rows and"
                " columns, or as CSV"
            ),
            "workbook-stops-reader": N_(
                "{file}: a workbook that stops its reader: save the sheet alone in a new workbook, or as CSV"
            ),
            "parquet-memory": N_("{file}: a Parquet file that asks for too much memory: write it again, or as CSV"),
            "parquet-stops-reader": N_("{file}: a Parquet file that stops its reader: write it again, or as CSV"),
            "dsn-too-large": N_(
                "{file}: a DSN of more than {most} MB is not read, as it takes some 20 times its size in memory: give"
                " the DSN of each establishment, or the payroll as CSV"
            ),
        },
    ),
    Entry(
        "R310",
        N_("the workbook has no such sheet"),
        N_("give --sheet one of the names listed"),
        {
            "no-such-sheet": N_("{file}: no such sheet; its sheets: {names}"),
        },
    ),
    Entry(
        "R311",
        N_("a column has values of a type that is not read"),
        N_("write the column as text, whole numbers or decimals"),
        {
            "column-type": N_("{file}: column {header}: values of type {type} are not read"),
        },
    ),
    Entry(
        "R312",
        N_("the file lacks the column that is to be compared"),
        N_(
            "add the column, or say in a profile (--mapping) which one it is: revalo columns"
            " FILE --write-profile PROFILE.yaml"
        ),
        {
            "nothing-to-compare": N_(
                "{file}: nothing can be compared, because there is no column {names}; add it, or say"
                " which one it is in a profile: revalo columns FILE --write-profile PROFILE.yaml"
            ),
        },
    ),
    Entry(
        "R313",
        N_("several sheets of a workbook have people"),
        N_("name those to read with --sheet (can be repeated), or read them all with --all-sheets"),
        {
            "several-sheets": N_(
                "{file}: several sheets have people: {names}; name those to read with --sheet, or give --all-sheets"
            ),
        },
    ),
    Entry(
        "R314",
        N_("the rows are lines of payslips"),
        N_("export one row for each person and month, with what was paid in all"),
        {
            "pay-items": N_(
                "{file}: several rows for one person and month, each a pay item: what was due cannot be"
                " compared line by line; export one row for each person and month"
            ),
        },
    ),
    Entry(
        "R315",
        N_("a column that looks like working time is not understood"),
        N_("say in a profile (--mapping) what it is: hours, weekly_hours, fte, or unused"),
        {
            "time-not-understood": N_(
                "{file}: column “{header}” looks like working time and is not understood, so everybody would be taken"
                " at full time; say in a profile (--mapping) what it is: hours, weekly_hours, fte, or unused"
            ),
        },
    ),
    Entry(
        "R316",
        N_("a column of hours where nobody is above 40 may be hours per week"),
        N_("say in a profile (--mapping) what it is: hours (per month) or weekly_hours"),
        {
            "hours-of-a-week": N_(
                "{file}: column “{header}”: nobody is above 40 hours, so these may be hours per week; say in a "
                "profile (--mapping) what it is: hours (per month) or weekly_hours"
            ),
        },
    ),
    Entry(
        "R317",
        N_("two columns could be the same thing, and their values differ"),
        N_("say in a profile (--mapping) what each of them is, or that one is unused"),
        {
            "two-columns": N_(
                "{file}: columns “{read}” and “{header}” could both be the same thing, and their values differ; say in"
                " a profile (--mapping) what each of them is, or that one is unused"
            ),
        },
    ),
    Entry(
        "R320",
        N_("the DSN is cut short, or was altered"),
        _DSN_AGAIN,
        {
            "dsn-total": N_("S90.G00.90.{rubrique} does not count what the file holds: it is truncated or altered"),
            "dsn-without-total": N_("the file stops without its total (S90.G00.90): it is truncated"),
            "dsn-without-envelope": N_("a DSN begins with its envelope (S10.G00.00)"),
            "dsn-after-total": N_("something follows the total of the file (S90.G00.90): it is altered"),
            "dsn-block-head": N_("a block without its first rubrique: the file is altered"),
            "dsn-block-place": N_("a block outside the one that it belongs to: the file is altered"),
            "dsn-one-block": N_("there must be exactly one block {code} here: the file is altered"),
            "dsn-line-too-long": N_("longer than the 256 characters of a DSN line"),
            "dsn-line": N_("not a DSN line (Sxx.Gyy.zz.aaa,'value'): the file is truncated or altered"),
        },
    ),
    Entry(
        "R321",
        N_("a rubrique of a DSN is missing, or does not hold what the norm says"),
        _DSN_AGAIN,
        {
            "dsn-rubrique-missing": N_("rubrique {name} is missing"),
            "dsn-rubrique": N_("rubrique {name}: {expected}"),
            "dsn-month": N_("the month declared is written 01MMAAAA"),
            "dsn-pacific-francs": N_("amounts in Pacific francs: only euros are read"),
        },
    ),
    Entry(
        "R322",
        N_("the file of positions (--with-positions) cannot be read"),
        N_("give a CSV with a column employee_id (matricule) and one row per person"),
        {
            "positions-key": N_("no column employee_id (matricule)"),
            "positions-column-twice": N_("two columns {name}"),
            "positions-cells": N_("more cells than columns"),
            "positions-csv": N_("not a row of a CSV file"),
        },
    ),
    Entry(
        "R330",
        N_("the activity file has a value that is not accepted, or lacks something"),
        N_(
            "fill in one row for each service: service_id, department and the hours of each"
            " payer; see the guide of revalo fund"
        ),
        {
            "activity-columns": N_("{file}: columns missing: {names}"),
            "activity-empty": N_("{file}: no service in this file"),
            "activity-without-year": N_("{file}: no service for {year}"),
            "activity-hours": N_("give a number of hours, 0 or more"),
            "activity-share": N_("give a share from 0 to 1, e.g. 0.12 or 12%"),
            "activity-blank": N_("this cell is empty"),
            "activity-department": N_("no département has this code; write 48, 2A or 974"),
            "activity-year": N_("give a year from 2021 on"),
            "activity-twice": N_("this service already has a row for the same year"),
            "activity-no-hours": N_("this service has no hours at all"),
            "not-in-payroll": N_("this service has no readable row in the payroll file"),
            "not-in-activity": N_("this service is not in the activity file"),
            "not-in-activity-years": N_("this service is not in the activity file for each year asked"),
            "activity-faults": PROBLEM,
        },
    ),
    Entry(
        "R331",
        N_("a file of movements (hires, leavers) is inconsistent"),
        N_(
            "give one row per movement: kind (hire, leave or replace), month, and employee_id or the columns of a"
            " payroll with headcount; see the guide of revalo project"
        ),
        {
            "movements-not-a-table": N_("--movements: give one table (CSV, XLSX or Parquet)"),
            "movements-columns": N_("{file}: columns missing: {names}"),
            "movements-empty": N_("{file}: no movement in this file"),
            "movement-kind": N_("give hire, leave or replace"),
            "movement-month": N_("give the month, e.g. 2027-03"),
            "movement-nobody": N_("give employee_id, or the columns of a payroll"),
            "movement-unknown": N_("nobody carried from the payroll file has this staff number"),
            "movement-too-many": N_("more people leave than this row of the payroll file has"),
            "movement-below-zero": N_("{file}: more people leave than there are: {group}, {month}"),
            "movement-faults": PROBLEM,
        },
    ),
)
