"""The words of the questions, under the name of what each asks for; `name.kind` words one of its ways to go on."""

from revalo.language import N_
from revalo.rules.fields import FIELDS

WORDS = {name: each.question or each.label for name, each in FIELDS.items()} | {
    "known": N_("How do you know this person's place in the grid: job, category or status?"),
    "known.job": N_("the job"),
    "known.category": N_("the category of the old grid (A to I)"),
    "known.status": N_("the status and degré of the Avenant 43 grid"),
    "known.coefficient": N_("the coefficient that the pay slip prints"),
    "known_index": N_("What do you know of this person's pay?"),
    "known_index.index": N_("the index (indice majoré)"),
    "known_index.grade": N_("the grade and the échelon"),
    "time": N_("How much does this person work?"),
    "time.full": N_("full time"),
    "time.hours": N_("a number of hours per month"),
    "time.weekly_hours": N_("a number of hours per week"),
    "time.fte": N_("a working-time fraction"),
    "more.person": N_("Anything else that counts?"),
    "more.employer": N_("Anything known of the employer?"),
    "sides": N_("What is to be compared?"),
    "sides.usual": N_("the usual days: the eve and the day of Avenant 43, or before the Ségur and today"),
    "sides.days": N_("two days of my choice"),
    "sides.without": N_("one day, with and without a text"),
    "sides.with": N_("one day, without and with a refused or announced text"),
    "before": N_("First day?"),
    "after": N_("On which day?"),
    "without": N_("Without which text?"),
    "with": N_("With which text?"),
    "wanted": N_("What do you want to see?"),
    "wanted.gross": N_("gross pay"),
    "wanted.net": N_("gross pay and an estimate of net pay"),
    "wanted.cost": N_("gross pay and what it costs the employer"),
    "wanted.both": N_("all of these"),
    "net_status": N_("Net pay of which status?"),
    "staff": N_("Staff of the employer"),
    "accident_rate": N_("Occupational-accident rate (AT/MP) in per cent, e.g. 3.66"),
    "provident_rate": N_("Prévoyance, employer's share in per cent, e.g. 3.61"),
    "exempt_share": N_("Share of hours at vulnerable people's homes, e.g. 0.8"),
    "payroll_tax": N_("Wage tax due"),
    "payroll_tax.yes": N_("yes"),
    "payroll_tax.no": N_("no"),
    "health_cover": N_("Health cover of home care counted"),
    "health_cover.yes": N_("yes"),
    "health_cover.no": N_("no"),
    "public_contract": N_("Contract staff of a public employer"),
    "public_contract.yes": N_("yes"),
    "public_contract.no": N_("no, a civil servant"),
    "again": N_("Which answer is to be changed?"),
}
HELP = {name: each.hint for name, each in FIELDS.items() if each.hint} | {
    "known": N_("One of the three is enough: the other places follow from it, and the result says which."),
    "sides": N_("The result shows both days side by side, and the difference line by line."),
    "without": N_("A text, e.g. avenant-43, or a group of texts, e.g. article-47."),
    "after": N_("Date, e.g. 2022-09-01 or 01/09/2022; the default date if none is given."),
    "before": N_("Date, e.g. 2022-09-01 or 01/09/2022."),
    "payroll_tax": N_("Due from associations that pay no value-added tax: yes in home care by default."),
    "health_cover": N_("No for an employee who has another cover; yes by default."),
    "public_contract": N_("Who is paid by index without being a civil servant; no by default."),
}
# What is answered by yes or no, with the option of each.
YES_OR_NO = {
    "payroll_tax": ("--payroll-tax", "--no-payroll-tax"),
    "health_cover": ("--health-cover", "--no-health-cover"),
    "public_contract": ("--public-contract", "--civil-servants"),
}
# Further inputs that may be asked for, in this order; those of another way of being paid are left out.
DETAILS = tuple(sorted((name for name, each in FIELDS.items() if each.more), key=lambda name: FIELDS[name].more))
