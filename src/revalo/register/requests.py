"""What is wrong with a request: R100 to R119."""

from revalo.language import N_
from revalo.register.entry import PROBLEM, Entry

_HELP = N_("see the options and their values: revalo COMMAND --help")
REQUESTS = (
    Entry(
        "R100",
        N_("an option is misused"),
        _HELP,
        {
            "answer-needed": N_("an answer is needed here; ? explains"),
            "answer-unknown": N_("this is not one of the answers: {name}{near}"),
            "answer-day": N_("write a day as 2022-09-01 or 01/09/2022"),
            "answers-ended": N_("the answers ended before the last question; nothing was computed"),
            "today-form": N_("REVALO_TODAY: give a date, e.g. 2021-10-01"),
            "shell-unknown": N_("the shell in use was not recognised: run this from {names}"),
            "misused": PROBLEM,
        },
    ),
    Entry(
        "R101",
        N_("a command, an option or a word does not exist, or one is missing"),
        _HELP,
        {
            "unknown-option": N_("the option {name} does not exist"),
            "unknown-command": N_("the command {name} does not exist"),
            "option-needs-value": N_("{name} needs a value"),
            "option-takes-no-value": N_("{name} takes no value"),
            "option-missing": N_("{name} is missing"),
            "command-missing": N_("the name of a command is missing"),
            "too-many-words": N_("this command does not take so many words"),
            "option-not-whole": N_("{name}: give a whole number"),
            "option-at-least": N_("{name}: give {least} or more"),
        },
    ),
    Entry(
        "R102",
        N_("two options cannot be given together"),
        N_("keep one of them, as the message says"),
        {
            "before-or-without": N_(
                "--before and --without cannot be given together: keep --before to compare two"
                " dates, --without to remove a text"
            ),
            "activity-by-service": N_("--activity: hours are those of services; leave out --by"),
            "sheet-and-all-sheets": N_("--sheet and --all-sheets cannot be given together: keep one of them"),
            "person-with-payroll": N_("{option} is for one person: remove it, or PAYROLL"),
            "payroll-needed": N_("{option} is for a payroll: give PAYROLL too, or remove it"),
            "one-file-of-results": N_("--csv and -o cannot be given together for a payroll: keep one of them"),
            "scenario-or-compare": N_(
                "--scenario and --compare cannot be given together: --scenario computes a what-if in place of the law,"
                " --compare sets each beside it"
            ),
            "compare-twice": N_("--compare: two scenarios have the same name: give each its own"),
            "json-or-csv": N_("--json and --csv cannot be given together: keep one of them"),
            "day-or-months": N_(
                "--on is for one day, --from and --to are for a period of months: keep one or the other"
            ),
            "not-with-covid-bonus": N_("{option} cannot be given with --covid-bonus: remove it"),
            "master-without-spark": N_("--master is for Spark only: add --engine spark, or remove it"),
            "not-with-spark": N_(
                "--dry-run, --sheet, --all-sheets, --compare and --with-positions work on one machine only: remove"
                " them, or do without --engine spark"
            ),
            "both-seniority-and-since": N_(
                "--seniority and --since cannot be given together: keep the date of entry in the"
                " branch if you know it, otherwise the completed years"
            ),
            "coefficient-elsewhere": N_(
                "--coefficient {value} is {places} in the Avenant 43 grid; the status, degré or échelon given is"
                " another one: keep one of them"
            ),
            "old-coefficient-elsewhere": N_(
                "--old-coefficient {value} is grid year {year} of category {category}, not that of --year: keep one"
            ),
            "coefficient-before-the-grid": N_(
                "--coefficient {value} is one of the Avenant 43 grid, which does not apply on {day}: give"
                " --old-coefficient with --category"
            ),
            "index-and-step-differ": N_(
                "--index {index} is not the index of this échelon that day, {found}: keep --index, or --grade with"
                " --step"
            ),
            "both-hours-and-fte": N_(
                "--hours, --weekly-hours and --fte do not agree to 0.01 h per month: keep one of them"
            ),
            "batch-or-person": N_(
                "--batch reads people from the payroll file: remove the options that describe one person"
            ),
            "one-list-of-parameters": N_(
                "--parameters, --refused, --status and --confidence cannot be given together: keep one of them"
            ),
            "json-without-confidence": N_("--json needs --confidence here: add it, or ask for the list without JSON"),
            "sharing-without-activity": N_(
                "the options on who pays and on the employer need --activity FILE: add it, or remove them"
            ),
            "coverage-rate-before-2025": N_(
                "--coverage-rate is for the years from 2025 on; for earlier years, use --rate"
            ),
            "exempt-share-civil-servant": N_("--exempt-share: civil servants have no such exemption; remove it"),
        },
    ),
    Entry(
        "R103",
        N_("an option has a value that it does not accept"),
        N_("give a value as the message shows"),
        {
            "blank-value": N_("--blank: use full-time"),
            "by-value": N_("--by: use {names}"),
            "engine-value": N_("--engine: use local or spark"),
            "sectors-value": N_("--sectors: use bad or all"),
            "only-with-branch": N_("--echelon-3-share and --one-by-one go with --branch"),
            "hourly-reading-value": N_("--hourly-reading: use aid or cost"),
            "status-value": N_("--status: use one of {names}"),
            "confidence-value": N_("--confidence: use one of {names}"),
            "lang-value": N_("--lang: use fr or en"),
            "format-value": N_("--format: use html or pdf"),
            "net-status-value": N_("--net-status: use {names}"),
            "input-value": N_("{option}: value not accepted; give {expected}"),
            "table-needed": N_(
                "{name}: give a table that speaks Arrow (pandas 2.2 or later, polars, duckdb, pyarrow), the path of a"
                " file, or several of them"
            ),
            "mapping-column": N_("mapping: {header}: this is not one of the columns of a payroll{near}"),
            "input-float": N_(
                '{option}: a number given as a binary float may not be the one you wrote: write "{example}" in quotes'
            ),
            "number-value": N_(
                "{option}: value not accepted; give a number from 0 to {most}, with at most {places} decimals"
            ),
            "tolerance-value": N_("--tolerance: give an amount in euros with two decimals"),
            "echelon-3-years": N_("--echelon-3-after: give a number of years from 0 to {most}"),
            "hours-factor-value": N_("--hours-factor: give a number above 0"),
            "net-residual-value": N_("--net-residual: give a rate in per cent from 0 to 30, e.g. 2.27"),
            "allowance-number": N_("--allowance {name}: give its number, e.g. {name}=60"),
            "fte-with-part-time": N_("--fte: with --part-time, give four decimals at most"),
        },
    ),
    Entry(
        "R104",
        N_("a date or a month cannot be read, or dates are not in order"),
        N_("write days in the form 2021-10-01 and months in the form 2021-10, the earlier one first"),
        {
            "date-form": N_("{option}: write the date in the form 2021-10-01"),
            "month-form": N_("{option}: write the month in the form 2021-10"),
            "days-in-order": N_("the first day comes after the second: write revalo law diff {last} {first}"),
            "months-in-order": N_("the last month (--to), {last}, comes before the first (--from), {first}"),
            "too-many-months": N_("--from and --to: at most {number} months"),
            "known-later-order": N_("--known-later: give a day after --known-on"),
            "year-before-aid": N_("--year: the aid of article 47 starts in {first}"),
        },
    ),
    Entry(
        "R105",
        N_("something needed is missing"),
        N_("give the option that the message names"),
        {
            "page-needed": N_("{option} adds to the page: give -o FILE.html or FILE.pdf"),
            "results-needed": N_("with --engine spark, the file to write is missing: give -o"),
            "activity-needed": N_("the hours of the services are missing: give --activity FILE"),
            "years-needed": N_("the year is missing: give --year, e.g. 2022 (can be repeated)"),
            "coverage-rate-needed": N_(
                "{year}: since 2025 the aid is part of the APA and PCH contributions of the CNSA.\nGive the "
                "coverage rate of the département with --coverage-rate, e.g. 0.42: its contributions of 2024 "
                "over its spending of 2024."
            ),
            "year-needed": N_(
                "the seniority is missing: give --seniority (completed years), --since (date of"
                " entry in the branch) or --year (grid year of the old grid)"
            ),
            "category-needed": N_(
                "the person's job is missing: give --job, --category, or --status with --degree;"
                " e.g. --job avs --seniority 8. To answer questions instead: revalo ask"
            ),
            "coefficient-needs-status": N_(
                "coefficient {value} stands twice in the Avenant 43 grid ({places}): add --status"
            ),
            "several-categories": N_(
                "several categories of the old grid lead to this status and degré ({names}): give --category"
            ),
            "job-without-category": N_("--job: this job has no category in the old grid: give --category"),
            "classification-needed": N_(
                "the person cannot be placed in the Avenant 43 grid: give --job, --category, or --status with --degree"
            ),
            "index-needed": N_(
                "the index is missing: give --index, or --measures-only to count the Ségur measures alone"
            ),
            "profession-needed": N_("--sectors needs a profession: give --profession, e.g. infirmier"),
            "grade-needed": N_("the grade is missing: give --grade beside --step (revalo law show grades), or --index"),
            "step-needed": N_("the échelon of the grade is missing: give --step"),
            "step-after-needed": N_("the échelon after the passage is missing: give --step-after beside --grade-after"),
            "gross-needed": N_(
                "the gross is missing: give --gross, or --measures-only to count the Ségur measures alone"
            ),
            "no-payroll-file": N_("no payroll file to read"),
            "single-month-needed": N_("the Covid bonus is paid once: give the rows of a single month"),
        },
    ),
    Entry(
        "R106",
        N_("a name is not in revalo's legal data"),
        N_("take the nearest known name, or list them: revalo law show, revalo law list"),
        {
            "unknown-job": N_("unknown job: {name}{near}\nthe whole list: revalo law show jobs"),
            "unknown-sector": N_("unknown sector: {name}{near}\nthe whole list: revalo law show sectors"),
            "unknown-structure": N_("unknown structure: {name}{near}\nthe whole list: revalo law show structures"),
            "unknown-profession": N_("unknown profession: {name}{near}\nthe whole list: revalo law show professions"),
            "unknown-grade": N_("unknown grade: {name}{near}\nthe whole list: revalo law show grades"),
            "unknown-measure": N_("unknown measure: {name}{near}"),
            "unknown-text": N_("unknown text: {name}{near}"),
            "unknown-parameter": N_("unknown parameter: {name}{near}"),
            "unknown-coefficient": N_(
                "--coefficient {value}: the Avenant 43 grid has no such coefficient; the nearest are {near}"
            ),
            "coefficient-not-held": N_(
                "--coefficient {value}: the Avenant 43 grid has no such coefficient on {day}; the nearest are {near}"
            ),
            "unknown-old-coefficient": N_(
                "--old-coefficient {value}: category {category} has no such coefficient; the nearest are {near}"
            ),
            "unknown-allowance": N_("unknown allowance: {name}{near}"),
            "unknown-word": N_("the glossary does not have this word: {name}{near}"),
            "unknown-input": N_(
                "{name} does not describe a person{near}\n"
                "what does: job, category, year, status, degree, echelon, seniority, since, hours"
                " and so on"
            ),
            "unknown-name": N_("unknown name: {name}{near}\nsee revalo law list, revalo law list --parameters"),
            "unknown-error-code": N_("unknown code: {name}{near}"),
        },
    ),
    Entry(
        "R107",
        N_("the person enters the branch after a date computed"),
        N_("choose later dates with --before and --after, or correct the date of entry"),
        {
            "not-yet-in-the-branch": N_(
                "--since: the person enters the branch later and has no pay on {day}; choose later"
                " dates with --before and --after, or correct the date of entry"
            ),
            "not-yet-in-the-step": N_(
                "--step-since: the échelon is reached on {since}, after {day}; choose later dates with --before and"
                " --after, or give the échelon held before"
            ),
            "grade-closed": N_(
                "--grade {grade}: everybody left this grade on {day} for {after}; give that one, or an earlier"
                " --step-since"
            ),
            "months-before-entry": N_("--from: the person enters the branch on {day}; start in {month} or later"),
        },
    ),
    Entry(
        "R108",
        N_("an option is not for this sector"),
        N_("leave it out, or give the right --sector"),
        {
            "not-for-this-sector": N_(
                "{option} is not for “{sector}”, only for --sector {names}. Remove it, or correct --sector"
            ),
            "grade-elsewhere": N_("--grade {grade} is a grade of {names}: correct --grade or --sector"),
        },
    ),
    Entry(
        "R109",
        N_("a value given in place of a figure of the law is not accepted"),
        N_(
            "name one figure by its path (revalo law list --parameters) and write its value with"
            " a point: --set avenant43.point_value=6.00"
        ),
        {
            "setting-form": N_("--set: write PATH=VALUE, e.g. avenant43.point_value=6.00"),
            "setting-path": N_("{path}: this is a table; name one of its figures, e.g. {example}"),
            "setting-number": N_(
                "{path}: value not accepted; give a number of 0 or more, with a point and at most {places} decimals"
            ),
            "setting-choice": N_("{path}: value not accepted; use one of {names}"),
            "setting-place": N_("{path}: write a place of the Avenant 43 grid, e.g. intervention.technicien.1"),
            "setting-form-of-unit": N_("{path}: write it as {example}"),
            "setting-share": N_("{path}: value not accepted; give a share from 0 to 1"),
            "setting-as-text": N_('{path}: give the value as text, as in "6.00"'),
        },
    ),
    Entry(
        "R110",
        N_("a text cannot be added with --with, or left out with --without"),
        N_("the texts and their status: revalo law list"),
        {
            "text-already-applies": N_(
                "--with {text}: this text already applies; only a refused or announced text can be"
                " added (revalo law list --refused). To remove one: --without"
            ),
            "text-without-figure": N_("--with {text}: no figure of this text is known, so that nothing would change"),
            "text-left-out-without-figure": N_(
                "--without {text}: no figure of this text is known, so that nothing would change"
            ),
        },
    ),
    Entry(
        "R111",
        N_("--versus is not written as it should be"),
        N_("write --versus job=tisf,echelon=2, three times at most"),
        {
            "versus-missing": N_("--versus: give at least one other classification, as in --versus degree=2,echelon=3"),
            "versus-too-many": N_("--versus: at most {number} other classifications"),
            "versus-form": N_(
                "--versus: write pairs KEY=VALUE with commas between them, e.g. echelon=3 or"
                " job=tisf,echelon=2 (decimals with a point)"
            ),
            "versus-twice": N_("--versus: {name} is given twice; keep one"),
        },
    ),
    Entry(
        "R113",
        N_("the settings file of the house (revalo.toml) is not as it should be"),
        N_("correct the line shown; its settings are listed in docs/en/settings.md"),
        {
            "settings-not-opened": N_("{file}: this settings file cannot be opened"),
            "settings-syntax": N_('{file}:{line}: this is not TOML; write lines such as lang = "fr"'),
            "settings-key": N_("{file}:{line}: {key}: this is not a setting{near}"),
            "settings-value": N_("{file}:{line}: {key}: value not accepted; give {expected}"),
        },
    ),
    Entry(
        "R112",
        N_("law files cannot be checked together"),
        N_("validate one of them at a time"),
        {
            "law-files-alike": N_("{one} and {two} both replace {name}: validate one of them at a time"),
        },
    ),
)
