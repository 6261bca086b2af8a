"""What is wrong with a request: R100 to R199."""

from revalo.language import N_
from revalo.register.entry import PROBLEM, Entry

_HELP = N_("look at the command's page: revalo COMMAND --help")
REQUESTS = (
    Entry(
        "R100",
        N_("the request does not fit"),
        _HELP,
        {
            "answer-needed": N_("an answer is needed here; ? explains"),
            "answer-unknown": N_("not among the answers: {name}{near}"),
            "answer-day": N_("write a day as 2022-09-01 or 01/09/2022"),
            "answers-ended": N_("the answers ended before the last question; nothing was computed"),
            "today-form": N_("REVALO_TODAY: a date is expected, as in 2021-10-01"),
            "shell-unknown": N_("the shell in use was not recognised: run this from {names}"),
            "misused": PROBLEM,
        },
    ),
    Entry(
        "R101",
        N_("a command, an option or a word that the command line does not know, or one that is missing"),
        _HELP,
        {
            "unknown-option": N_("unknown option {name}"),
            "unknown-command": N_("unknown command {name}"),
            "option-needs-value": N_("{name} needs a value"),
            "option-takes-no-value": N_("{name} takes no value"),
            "option-missing": N_("{name} is missing"),
            "command-missing": N_("name a command"),
            "too-many-words": N_("more words than this command takes"),
            "option-not-whole": N_("{name}: a whole number is expected"),
            "option-at-least": N_("{name}: at least {least}"),
        },
    ),
    Entry(
        "R102",
        N_("options that do not go together, or that contradict each other"),
        N_("keep one of them, as the message says"),
        {
            "before-or-without": N_("--before goes with a date, --without with the after day: give one of them"),
            "json-or-csv": N_("--json or --csv, not both"),
            "day-or-months": N_("--on goes with a day, --from and --to with months: give one of them"),
            "not-with-covid-bonus": N_("{option} does not go with --covid-bonus"),
            "master-without-spark": N_("--master: it goes with --engine spark"),
            "not-with-spark": N_(
                "--dry-run, --sheet and --with-positions are for one machine: leave out --engine spark"
            ),
            "both-seniority-and-since": N_("give --seniority or --since, not both"),
            "both-hours-and-fte": N_("--hours and --fte do not agree to 0.01 h: give one of them"),
            "batch-or-person": N_("--batch: people come from the payroll file; leave out the options of one person"),
            "one-list-of-parameters": N_("give one of --parameters, --refused, --status and --confidence"),
            "json-without-confidence": N_("--json: it goes with --confidence"),
            "sharing-without-activity": N_("the options of who pays and of the employer go with --activity FILE"),
            "coverage-rate-before-2025": N_("--coverage-rate is for the years from 2025 on; before, see --rate"),
            "exempt-share-civil-servant": N_("--exempt-share: civil servants have no exemption"),
        },
    ),
    Entry(
        "R103",
        N_("the value of an option is not one of those it takes"),
        N_("write it as the message shows"),
        {
            "by-value": N_("--by: {names} is expected"),
            "engine-value": N_("--engine: local or spark is expected"),
            "sectors-value": N_("--sectors: bad or all is expected"),
            "hourly-reading-value": N_("--hourly-reading: aid or cost is expected"),
            "status-value": N_("--status: one of {names} is expected"),
            "confidence-value": N_("--confidence: one of {names} is expected"),
            "lang-value": N_("--lang: fr or en is expected"),
            "format-value": N_("--format: html or pdf is expected"),
            "net-status-value": N_("--net-status: {names} is expected"),
            "input-value": N_("{option}: {expected} is expected"),
            "number-value": N_("{option}: a number from 0 to {most} is expected, with at most {places} decimals"),
            "tolerance-value": N_("--tolerance: an amount in euros with two decimals is expected"),
            "hours-factor-value": N_("--hours-factor: a number above 0 is expected"),
            "net-residual-value": N_("--net-residual: a rate in per cent from 0 to 30 is expected, as 2.27"),
            "allowance-number": N_("--allowance {name}: give its number, as in {name}=60"),
            "fte-with-part-time": N_("--fte: with --part-time, at most four decimals"),
        },
    ),
    Entry(
        "R104",
        N_("a date or a month that cannot be read, or in the wrong order"),
        N_("write days as 2021-10-01 and months as 2021-10, the earlier one first"),
        {
            "date-form": N_("{option}: write a date as 2021-10-01"),
            "month-form": N_("{option}: write a month as 2021-10"),
            "days-in-order": N_("the first day comes after the second: write revalo law diff {last} {first}"),
            "months-in-order": N_("the last month (--to), {last}, comes before the first (--from), {first}"),
            "too-many-months": N_("--from and --to: at most {number} months"),
            "known-later-order": N_("--known-later: a day after --known-on is expected"),
            "year-before-aid": N_("--year: the aid of article 47 starts in {first}"),
        },
    ),
    Entry(
        "R105",
        N_("something is needed and not given"),
        N_("give the option that the message names"),
        {
            "results-needed": N_("give a results file with -o, or --dry-run"),
            "activity-needed": N_("give the hours of the services with --activity FILE"),
            "years-needed": N_("give the year with --year, as 2022 (repeatable)"),
            "coverage-rate-needed": N_(
                "{year}: since 2025 the aid is part of the APA and PCH contributions of the CNSA.\n"
                "Give the coverage rate of the département with --coverage-rate, as 0.42: its"
                " contributions of 2024 over its spending of 2024."
            ),
            "year-needed": N_("the row of the old grid is needed: give --year, --seniority or --since"),
            "category-needed": N_("the old category is needed: give --category, --job, or --status with --degree"),
            "several-categories": N_("several old categories lead there ({names}): give --category"),
            "job-without-category": N_("--job: this job has no category in the old grid: give --category"),
            "classification-needed": N_(
                "the new classification is needed: give --status with --degree, --job or --category"
            ),
            "no-payroll-file": N_("no payroll file to read"),
            "single-month-needed": N_("the Covid bonus is paid once: give the rows of a single month"),
        },
    ),
    Entry(
        "R106",
        N_("a name that the law held here does not know"),
        N_("take the nearest known name, or list them: revalo law show, revalo law list"),
        {
            "unknown-job": N_("unknown job: {name}{near}\nthe whole list: revalo law show jobs"),
            "unknown-sector": N_("unknown sector: {name}{near}\nthe whole list: revalo law show sectors"),
            "unknown-structure": N_("unknown structure: {name}{near}\nthe whole list: revalo law show structures"),
            "unknown-profession": N_("unknown profession: {name}{near}\nthe whole list: revalo law show professions"),
            "unknown-measure": N_("unknown measure: {name}{near}"),
            "unknown-text": N_("unknown text: {name}{near}"),
            "unknown-parameter": N_("unknown parameter: {name}{near}"),
            "unknown-allowance": N_("unknown allowance: {name}{near}"),
            "unknown-input": N_("unknown input: {name}{near}"),
            "unknown-name": N_("unknown name: {name}{near}\nsee revalo law list, revalo law list --parameters"),
            "unknown-error-code": N_("unknown code: {name}{near}"),
        },
    ),
    Entry(
        "R107",
        N_("on the day computed, the person is not yet in the branch"),
        N_("choose later days with --before and --after, or mend the date of entry"),
        {
            "not-yet-in-the-branch": N_(
                "--since: on {day} this person is not yet in the branch; choose another --before or --after"
            ),
            "months-before-entry": N_("--from: this person enters the branch on {day}; start in {month} or later"),
        },
    ),
    Entry(
        "R108",
        N_("an option that is not for this sector"),
        N_("leave it out, or give the right --sector"),
        {
            "not-for-this-sector": N_("{option} is not for sector {sector}: {names}"),
        },
    ),
    Entry(
        "R109",
        N_("a value put in the place of a figure of the law does not fit"),
        N_("name one figure by its path (revalo law list --parameters) and write its value with a point"),
        {
            "setting-form": N_("--set: write PATH=VALUE, as in avenant43.point_value=6.00"),
            "setting-path": N_("{path}: name one figure of this table, as in {example}"),
            "setting-number": N_("{path}: write a number, not negative, with at most {places} decimals"),
            "setting-choice": N_("{path}: one of {names} is expected"),
            "setting-place": N_("{path}: write a place of the new grid, as intervention.technicien.1"),
            "setting-form-of-unit": N_("{path}: write it as {example}"),
            "setting-share": N_("{path}: a share from 0 to 1 is expected"),
            "setting-as-text": N_('{path}: give the value as text, as in "6.00"'),
        },
    ),
    Entry(
        "R110",
        N_("a text that cannot be let in"),
        N_("see the texts and their status: revalo law list"),
        {
            "text-already-applies": N_(
                "--with {text}: this text already applies; --with is for refused or announced ones"
            ),
            "text-without-figure": N_("--with {text}: this text brings no figure held here"),
        },
    ),
    Entry(
        "R111",
        N_("other classifications to compare that cannot be read"),
        N_("write them as --versus degree=2,echelon=3, three at most"),
        {
            "versus-missing": N_("--versus: give at least one other classification, as in --versus degree=2,echelon=3"),
            "versus-too-many": N_("--versus: at most {number} other classifications"),
            "versus-form": N_("--versus: write KEY=VALUE,KEY=VALUE, as in degree=2,echelon=3 (decimals with a point)"),
            "versus-twice": N_("--versus: {name} stands twice"),
        },
    ),
    Entry(
        "R112",
        N_("law files that cannot be checked together"),
        N_("validate one of them at a time"),
        {
            "law-files-alike": N_("{one} and {two} both stand for {name}: validate one of them at a time"),
        },
    ),
    Entry(
        "R120",
        N_("the name of the file to write tells no form that can be written, or no place"),
        N_("give -o a file name with one of the endings named, in a folder that exists"),
        {
            "name-csv-xlsx": N_("-o: the file's name must end in .csv or .xlsx"),
            "name-csv-parquet": N_("-o: the file's name must end in .csv or .parquet"),
            "name-html-pdf": N_("-o: the file's name must end in .html or .pdf"),
            "name-of-results": N_("-o: the file's name must end in .csv, .xlsx, .parquet or .jsonl"),
            "name-of-sheets": N_("-o: with --batch, give a folder or a file in .pdf"),
            "folder-of-sheets": N_("-o: give a folder, or the name of a new one in a folder that exists"),
            "file-in-folder": N_("-o: give a file in a folder that exists"),
            "not-a-file-name": N_("-o: this is not the name of a file"),
        },
    ),
    Entry(
        "R121",
        N_("the system does not let the file be written"),
        N_("close it if it is open, or choose a folder of yours; nothing was written"),
        {
            "folder-not-writable": N_("-o: this folder cannot be written"),
            "file-in-use": N_("-o: the file cannot be replaced; close it if it is open in Excel"),
            "file-not-writable": N_("-o: the file cannot be written"),
            "folder-not-replaced": N_("-o: the file cannot be written ({reason})"),
        },
    ),
    Entry(
        "R122",
        N_("no room is left on the disk"),
        N_("free some space, or write to another disk; nothing was kept"),
        {
            "disk-full": N_(
                "the disk is full, or the file larger than allowed: nothing was kept; free some space and try again"
            ),
        },
    ),
    Entry(
        "R124",
        N_("a part that is not installed is needed"),
        N_("install it as the message says; for what is there: revalo doctor"),
        {
            "pdf-not-installed": N_(
                "-o: PDF needs the extra `report` (pip install 'revalo[report]'); HTML needs nothing more"
            ),
            "java-needed": N_(
                "--engine spark: Java {java} or later is needed: install it, or set JAVA_HOME to where it is"
            ),
            "spark-not-installed": N_(
                '--engine spark: pyspark is not installed: pip install "revalo[spark]", and Java {java}'
            ),
        },
    ),
    Entry(
        "R125",
        N_("no page could be made"),
        N_("look at the rejects file: it says why each row was left out"),
        {
            "no-page": N_("no row of the payroll can be computed: there is no page to write"),
        },
    ),
    Entry(
        "R130",
        N_("files or a master that a Spark cluster cannot work with"),
        N_("give paths that every machine sees, and files in CSV or Parquet; see the guide of --engine spark"),
        {
            "spark-address": N_(
                "--engine spark: give a path that every machine sees (a mounted share), not an address"
            ),
            "spark-standard-streams": N_(
                "--engine spark: standard input and output are on one machine: give files and folders"
            ),
            "spark-name-of-results": N_(
                "-o: --engine spark writes a folder of part files: name it .parquet, .csv or .jsonl"
            ),
            "spark-name-of-rejects": N_("--rejects: give another name than that of -o"),
            "spark-format": N_(
                "{file}: --engine spark reads CSV and Parquet: convert it first, or leave out --engine spark"
            ),
            "spark-overwrites": N_("-o: this would take the place of the files to read: give another name"),
            "spark-not-its-folder": N_(
                "{path}: not a folder that such a run has written: take it away, or give another name"
            ),
            "spark-folder-not-shared": N_(
                "-o: give a folder that every machine of the cluster sees, under the same path"
            ),
            "spark-cannot-start": N_(
                "--master: Spark cannot start there ({kind}): give local[*], spark://HOST:7077, yarn or k8s://…"
            ),
        },
    ),
)
