"""The register of errors: a stable code for each, what it means, what to do, and the messages that carry it.

A code never changes its meaning. The code of a message is that of the longest phrase of the register found in it; a
message that no phrase stands for has the code of its family: `R100`, `R200`, `R300`, `R500`.
"""

import re
from typing import NamedTuple

from revalo.language import N_, _


class Fault(NamedTuple):
    """One kind of error. `exit_code`: how the program ends; `phrases`: the messages, as they stand in the code."""

    code: str
    exit_code: int
    cause: str
    remedy: str
    phrases: tuple[str, ...] = ()


HELP = N_("look at the command's page: revalo COMMAND --help")
MAP = N_("look at what each column became (revalo columns FILE), and say it in a profile (--mapping)")
DSN_AGAIN = N_("export the DSN again from the payroll software, without opening it in an editor")
_COVERAGE = (
    "{year}: since 2025 the aid is part of the APA and PCH contributions of the CNSA.\nGive the coverage rate of the"
    " département with --coverage-rate, as 0.42: its contributions of 2024 over its spending of 2024."
)
REGISTER = (
    Fault("R100", 2, N_("the request does not fit"), HELP),
    Fault(
        "R101",
        2,
        N_("a command, an option or a word that the command line does not know, or one that is missing"),
        HELP,
        (
            *("unknown option {name}", "unknown command {name}", "{name} needs a value", "{name} takes no value"),
            *("{name} is missing", "name a command", "more words than this command takes"),
            *("{name}: a whole number is expected", "{name}: at least {least}"),
        ),
    ),
    Fault(
        "R102",
        2,
        N_("options that do not go together, or that contradict each other"),
        N_("keep one of them, as the message says"),
        (
            "--before goes with a date, --without with the after day: give one of them",
            "--json or --csv, not both",
            "--on goes with a day, --from and --to with months: give one of them",
            "{option} does not go with --covid-bonus",
            "--master: it goes with --engine spark",
            "--dry-run, --sheet and --with-positions are for one machine: leave out --engine spark",
            "give --seniority or --since, not both",
            "--hours and --fte do not agree to 0.01 h: give one of them",
            "--batch: people come from the payroll file; leave out the options of one person",
            "give one of --parameters, --refused, --status and --confidence",
            "--json: it goes with --confidence",
            "the options of who pays and of the employer go with --activity FILE",
            "--coverage-rate is for the years from 2025 on; before, see --rate",
            "--exempt-share: civil servants have no exemption",
        ),
    ),
    Fault(
        "R103",
        2,
        N_("the value of an option is not one of those it takes"),
        N_("write it as the message shows"),
        (
            *("--by: {names} is expected", "--engine: local or spark is expected", "--sectors: bad or all is expected"),
            *("--hourly-reading: aid or cost is expected", "--status: one of {names} is expected"),
            "--confidence: one of {names} is expected",
            *("--lang: fr or en is expected", "--format: html or pdf is expected", "--net-status: {names} is expected"),
            "{option}: {expected} is expected",
            "{option}: a number from 0 to {most} is expected, with at most {places} decimals",
            "--tolerance: an amount in euros with two decimals is expected",
            "--hours-factor: a number above 0 is expected",
            "--net-residual: a rate in per cent from 0 to 30 is expected, as 2.27",
            "--allowance {name}: give its number, as in {name}=60",
            "--fte: with --part-time, at most four decimals",
        ),
    ),
    Fault(
        "R104",
        2,
        N_("a date or a month that cannot be read, or in the wrong order"),
        N_("write days as 2021-10-01 and months as 2021-10, the earlier one first"),
        (
            "{option}: write a date as 2021-10-01",
            "{option}: write a month as 2021-10",
            "the first day comes after the second: write revalo law diff {last} {first}",
            "the last month (--to), {last}, comes before the first (--from), {first}",
            "--from and --to: at most {number} months",
            "--known-later: a day after --known-on is expected",
            "--year: the aid of article 47 starts in {first}",
        ),
    ),
    Fault(
        "R105",
        2,
        N_("something is needed and not given"),
        N_("give the option that the message names"),
        (
            "give a results file with -o, or --dry-run",
            "give the hours of the services with --activity FILE",
            "give the year with --year, as 2022 (repeatable)",
            _COVERAGE,
            "the row of the old grid is needed: give --year, --seniority or --since",
            "the old category is needed: give --category, --job, or --status with --degree",
            "several old categories lead there ({names}): give --category",
            "--job: this job has no category in the old grid: give --category",
            "the new classification is needed: give --status with --degree, --job or --category",
            "no payroll file to read",
            "the Covid bonus is paid once: give the rows of a single month",
        ),
    ),
    Fault(
        "R106",
        2,
        N_("a name that the law held here does not know"),
        N_("take the nearest known name, or list them: revalo law show, revalo law list"),
        (
            *("unknown job", "unknown sector", "unknown structure", "unknown profession", "unknown measure"),
            *("unknown text", "unknown parameter", "unknown allowance", "unknown input", "unknown name"),
            "unknown code",
            "this grid does not exist on {day}: choose another day with --on",
        ),
    ),
    Fault(
        "R107",
        2,
        N_("on the day computed, the person is not yet in the branch"),
        N_("choose later days with --before and --after, or mend the date of entry"),
        (
            "--since: on {day} this person is not yet in the branch; choose another --before or --after",
            "--from: this person enters the branch on {day}; start in {month} or later",
        ),
    ),
    Fault(
        "R108",
        2,
        N_("an option that is not for this sector"),
        N_("leave it out, or give the right --sector"),
        ("{option} is not for sector {sector}: {names}",),
    ),
    Fault(
        "R109",
        2,
        N_("a value put in the place of a figure of the law does not fit"),
        N_("name one figure by its path (revalo law list --parameters) and write its value with a point"),
        (
            "--set: write PATH=VALUE, as in avenant43.point_value=6.00",
            "{path}: name one figure of this table, as in {example}",
            "{path}: write a number, not negative, with at most {places} decimals",
            "{path}: one of {names} is expected",
            "{path}: write a place of the new grid, as intervention.technicien.1",
            "{path}: write it as {example}",
            "{path}: a share from 0 to 1 is expected",
        ),
    ),
    Fault(
        "R110",
        2,
        N_("a text that cannot be let in"),
        N_("see the texts and their status: revalo law list"),
        (
            "--with {text}: this text already applies; --with is for refused or announced ones",
            "--with {text}: this text brings no figure held here",
        ),
    ),
    Fault(
        "R111",
        2,
        N_("other classifications to compare that cannot be read"),
        N_("write them as --versus degree=2,echelon=3, three at most"),
        (
            "--versus: give at least one other classification, as in --versus degree=2,echelon=3",
            "--versus: at most {number} other classifications",
            "--versus: write KEY=VALUE,KEY=VALUE, as in degree=2,echelon=3 (decimals with a point)",
            "--versus: {name} stands twice",
        ),
    ),
    Fault(
        "R112",
        2,
        N_("law files that cannot be checked together"),
        N_("validate one of them at a time"),
        ("{one} and {two} both stand for {name}: validate one of them at a time",),
    ),
    Fault(
        "R120",
        2,
        N_("the name of the file to write tells no form that can be written, or no place"),
        N_("give -o a file name with one of the endings named, in a folder that exists"),
        (
            "-o: the file's name must end in .csv or .xlsx",
            "-o: the file's name must end in .csv or .parquet",
            "-o: the file's name must end in .html or .pdf",
            "-o: the file's name must end in .csv, .xlsx, .parquet or .jsonl",
            "-o: with --batch, give a folder or a file in .pdf",
            "-o: give a folder, or the name of a new one in a folder that exists",
            "-o: give a file in a folder that exists",
            "-o: this is not the name of a file",
        ),
    ),
    Fault(
        "R121",
        2,
        N_("the system does not let the file be written"),
        N_("close it if it is open, or choose a folder of yours; nothing was written"),
        (
            "-o: this folder cannot be written",
            "-o: the file cannot be replaced; close it if it is open in Excel",
            "-o: the file cannot be written",
        ),
    ),
    Fault(
        "R122",
        2,
        N_("no room is left on the disk"),
        N_("free some space, or write to another disk; nothing was kept"),
        ("the disk is full, or the file larger than allowed: nothing was kept; free some space and try again",),
    ),
    Fault(
        "R124",
        2,
        N_("a part that is not installed is needed"),
        N_("install it as the message says; for what is there: revalo doctor"),
        (
            "-o: PDF needs the extra `report` (pip install 'revalo[report]'); HTML needs nothing more",
            "--engine spark: Java {java} or later is needed: install it, or set JAVA_HOME to where it is",
            '--engine spark: pyspark is not installed: pip install "revalo[spark]", and Java {java}',
        ),
    ),
    Fault(
        "R125",
        2,
        N_("no page could be made"),
        N_("look at the rejects file: it says why each row was left out"),
        ("no row of the payroll can be computed: there is no page to write",),
    ),
    Fault(
        "R130",
        2,
        N_("files or a master that a Spark cluster cannot work with"),
        N_("give paths that every machine sees, and files in CSV or Parquet; see the guide of --engine spark"),
        (
            "--engine spark: give a path that every machine sees (a mounted share), not an address",
            "--engine spark: standard input and output are on one machine: give files and folders",
            "-o: --engine spark writes a folder of part files: name it .parquet, .csv or .jsonl",
            "--rejects: give another name than that of -o",
            "{file}: --engine spark reads CSV and Parquet: convert it first, or leave out --engine spark",
            "-o: this would take the place of the files to read: give another name",
            "{path}: not a folder that such a run has written: take it away, or give another name",
            "-o: give a folder that every machine of the cluster sees, under the same path",
            "--master: Spark cannot start there ({kind}): give local[*], spark://HOST:7077, yarn or k8s://…",
            "Spark stopped before the end ({kind}): nothing is written; its own logs say where",
        ),
    ),
    Fault(
        "R200",
        3,
        N_("a law file or a scenario does not hold together"),
        N_("mend the line named, then check again: revalo law validate FILE"),
    ),
    Fault(
        "R201",
        3,
        N_("the folder of law files is not there, or holds none"),
        N_("give --law (or REVALO_LAW) a folder of YAML files"),
        (
            "the law folder does not exist: give --law (or REVALO_LAW) a folder of YAML files",
            "the law folder holds no YAML file",
        ),
    ),
    Fault(
        "R202",
        3,
        N_("a YAML file that cannot be read"),
        N_("save it as UTF-8, and mend the line named: brackets, quotes, indentation, names given twice"),
        (
            "not readable as YAML: forbidden characters",
            "not readable as YAML: check the brackets, quotes and indentation around here",
            "not readable as YAML: a second document",
            "the file is not in UTF-8: save it as UTF-8",
            "the file must be a table of names and values",
            "tags, anchors, merges and deep nesting are not used in law files",
            "a name must be plain text",
            "this name appears twice: keep one",
            "too large a file: 16 MB at most",
        ),
    ),
    Fault("R300", 3, N_("a file cannot be read"), N_("mend the line named, or save the table again as .xlsx or CSV")),
    Fault(
        "R301",
        3,
        N_("a file cannot be opened"),
        N_("check its name, close it in Excel, and ask for the right to read it"),
        (
            "there is no such file",
            "it is open in another program, as Excel, or not yours to read: close it and try again",
            "this file cannot be opened",
            "{file}: this file cannot be opened",
            "{folder}: no payroll file in this folder",
            "standard input is closed: give a file",
            "{file}: no room to keep it in {folder}: free some space, or give a file",
        ),
    ),
    Fault("R302", 3, N_("there is nothing in the file"), N_("export it again"), ("the file is empty",)),
    Fault(
        "R303",
        3,
        N_("a kind of file that is not read"),
        N_("save the table as .xlsx or CSV"),
        (
            "this kind of workbook or archive is not read: save it as .xlsx or CSV",
            "an old .xls workbook, or one with a password: save it as .xlsx without a password",
            "a web page, XML, JSON or PDF: save the table as .xlsx or CSV",
            "this is neither text, nor .xlsx, nor Parquet",
            "--activity: one table of services is expected (CSV, XLSX or Parquet)",
        ),
    ),
    Fault(
        "R304",
        3,
        N_("a damaged file"),
        N_("export it again, or open it in Excel and save it again without a password"),
        (
            "a damaged workbook or archive",
            "{file}: a damaged workbook, or one with a password",
            "{file}: a damaged Parquet file",
        ),
    ),
    Fault(
        "R305", 3, N_("no column of the file is known"), MAP, ("{file}: no known column; expected headers: {names}",)
    ),
    Fault(
        "R306",
        3,
        N_("two columns stand for the same thing"),
        MAP,
        ("{file}: two columns stand for {name}: “{one}” and “{other}”; keep one, or say so in a profile",),
    ),
    Fault(
        "R307",
        3,
        N_("the profile (--mapping) does not fit"),
        N_("write one that fits: revalo columns FILE --write-profile PROFILE.yaml"),
        (
            "{file}: the profile names a column that this file does not have: {header}",
            "unknown name",
            "plain text is expected",
            "one of these is expected: {names}",
            "a table of headers and columns is expected",
            "this header appears twice: keep one",
            "two headers stand for {name}: keep one",
        ),
    ),
    Fault(
        "R308",
        3,
        N_("bytes that are not text in the encoding of the file"),
        N_("save the file as UTF-8, or name its encoding in a profile (--mapping)"),
        (
            "{file}: line {line}: not in {encoding}, as the lines above are: name the encoding in a profile",
            "{file}: line {line}: a zero byte: this is not text",
            "a zero byte: this is not text",
        ),
    ),
    Fault(
        "R309",
        3,
        N_("too large to be read safely"),
        N_("save the sheet alone, without empty rows and columns, or as CSV; cut a DSN in several files"),
        (
            "{file}: line {line}: too long to be a row",
            "{file}: too large a workbook: save the sheet alone, without empty rows and columns, or as CSV",
            "{file}: too large a file: cut it in several",
        ),
    ),
    Fault(
        "R310",
        3,
        N_("the workbook has no such sheet"),
        N_("give --sheet one of the names listed"),
        ("{file}: no such sheet; its sheets: {names}",),
    ),
    Fault(
        "R311",
        3,
        N_("a column holds values of a type that is not read"),
        N_("write the column as text, whole numbers or decimals"),
        ("{file}: column {header}: values of type {type} are not read",),
    ),
    Fault(
        "R312",
        3,
        N_("a file without what is to be compared"),
        N_("add the column, or say in a profile (--mapping) which one it is: revalo columns FILE"),
        ("{file}: nothing can be compared without a column {names}",),
    ),
    Fault(
        "R320",
        3,
        N_("a DSN that is cut short or was altered"),
        DSN_AGAIN,
        (
            "S90.G00.90.{rubrique} does not count what the file holds: it is truncated or altered",
            "the file stops without its total (S90.G00.90): it is truncated",
            "a DSN begins with its envelope (S10.G00.00)",
            "something follows the total of the file (S90.G00.90): it is altered",
            "a block without its first rubrique: the file is altered",
            "a block outside the one that it belongs to: the file is altered",
            "exactly one block {code} is expected here: the file is altered",
            "longer than the 256 characters of a DSN line",
            "not a DSN line (Sxx.Gyy.zz.aaa,'value'): the file is truncated or altered",
        ),
    ),
    Fault(
        "R321",
        3,
        N_("a rubrique of a DSN is missing, or does not hold what the norm says"),
        DSN_AGAIN,
        (
            "rubrique {name} is missing",
            "rubrique {name}: {expected}",
            "the month declared is written 01MMAAAA",
            "amounts in Pacific francs: only euros are read",
        ),
    ),
    Fault(
        "R322",
        3,
        N_("the file of positions (--with-positions) cannot be read"),
        N_("give a CSV with a column employee_id (matricule) and a row a person"),
        (
            "no column employee_id (matricule)",
            "two columns {name}",
            "more cells than columns",
            "not a row of a CSV file",
        ),
    ),
    Fault(
        "R330",
        3,
        N_("the file of activity does not hold what is needed"),
        N_("give a row a service: service_id, department, hours by who pays for them; see the guide of revalo fund"),
        (
            "{file}: columns missing: {names}",
            "{file}: no service in this file",
            "{file}: no service for {year}",
            "hours of 0 or more are expected",
            "a share from 0 to 1 is expected, as 0.12 or 12 %",
            "this cell is empty",
            "no such département: write 48, 2A or 974",
            "a year from 2021 on is expected",
            "this service is there already, for the same year",
            "a service without any hours",
            "this service has no readable row in PAYROLL",
            "this service is not in ACTIVITY",
            "this service is not in ACTIVITY for each year asked",
        ),
    ),
    Fault(
        "R500",
        5,
        N_("the law held here has no sourced value for what is asked: nothing is guessed"),
        N_("the message says which value is missing; set it with --set, or ask for another day"),
    ),
    Fault(
        "R501",
        5,
        N_("a département with a minimum wage of its own, which is not held here"),
        N_("leave its people out"),
        (
            "this département has its own minimum wage, not held here",
            "département {department} has its own minimum wage, which the law held here lacks",
        ),
    ),
    Fault(
        "R900",
        1,
        N_("a fault of the program"),
        N_("report it with the command you ran, without its data"),
        (
            "Internal error ({kind} at {place}). Please report it with the command you ran, without its data.",
            "rows or amounts were lost on the way: nothing is written; please report it",
        ),
    ),
    Fault(
        "R901",
        130,
        N_("the run was interrupted"),
        N_("start it again; nothing was written"),
        ("Interrupted; nothing was written.",),
    ),
)
BY_CODE = {fault.code: fault for fault in REGISTER}
_NAME = re.compile(r"\{\w+\}")


def code_of(message: str, family: str) -> str:
    """The code of a message, in the language in use; that of its family where no phrase is found in it."""
    exit_code = BY_CODE[family].exit_code
    faults = [fault for fault in REGISTER if fault.exit_code == exit_code]
    found = [(size, fault.code) for fault in faults for size in _sizes(fault, message)]
    return max(found)[1] if found else family


def _sizes(fault: Fault, message: str) -> list[int]:
    """For each phrase of a fault that is found in a message, how much of it is words."""
    pieces = [_NAME.split(_(phrase)) for phrase in fault.phrases]
    return [len("".join(each)) for each in pieces if re.search(".*?".join(map(re.escape, each)), message, re.DOTALL)]


def with_code(message: str, family: str) -> str:
    """A message with its code at its end."""
    return f"{message} [{code_of(message, family)}]"
