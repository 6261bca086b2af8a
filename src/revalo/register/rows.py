"""Why rows are rejected: the codes of the column `code` of a file of rejects, never with what a cell holds."""

from revalo.language import N_
from revalo.register.entry import Entry

_MAPPING = N_("see `revalo columns` for what each column became, and `--mapping` to change it")
ROWS = (
    Entry(
        "ragged",
        N_("the row has more or fewer cells than the header, or a quote that is never closed"),
        N_("put cells that hold the separator between quotes"),
    ),
    Entry(
        "not-a-number",
        N_("this is not a number, or it has two decimal marks"),
        N_("write digits with one decimal mark at most, as 1796,40"),
    ),
    Entry(
        "too-many-decimals",
        N_("the number has more decimals than this column holds"),
        N_("amounts and hours have two decimals at most, shares six (four with a part-time rate), counts none"),
    ),
    Entry(
        "out-of-range",
        N_("the number is outside the limits of this column"),
        _MAPPING,
    ),
    Entry(
        "unknown-code",
        N_("this name is not known to the law"),
        N_("the known names: revalo law show sectors, structures, professions or jobs"),
    ),
    Entry(
        "not-a-date",
        N_("this is not a date in the form of the column"),
        N_("write it as 2013-04-15, or give the form"),
    ),
    Entry(
        "ambiguous-date",
        N_("this date could mean two days"),
        N_("give the form of the dates (date_format: JJ/MM/AAAA in a profile), or write 2013-04-15"),
    ),
    Entry(
        "not-a-month",
        N_("this is not a month, or its year is not said"),
        N_("write 2021-10 or 10/2021, or add a column Année"),
    ),
    Entry(
        "year-without-month",
        N_("a calendar year without its month"),
        N_("fill the column Mois, or leave this column out with `--mapping`"),
    ),
    Entry(
        "both-month-and-year",
        N_("the month has a year already, and the column Année says another"),
        N_("keep one of them"),
    ),
    Entry(
        "both-seniority-and-since",
        N_("seniority is said twice: in years and by a date"),
        N_("leave one of the two columns out with `--mapping`"),
    ),
    Entry(
        "both-hours-and-fte",
        N_("hours and share of full time do not agree to 0.01 h"),
        N_("leave one of the two columns out with `--mapping`"),
    ),
    Entry(
        "not-computable",
        N_("the law held here has no sourced value for this row"),
        N_("see the law page of the measure, or set a value with --set"),
    ),
    Entry(
        "own-minimum-wage",
        N_("this département has its own minimum wage, not held here"),
        N_("leave the row out"),
    ),
    Entry(
        "not-for-this-sector",
        N_("this column is not for the sector of the row"),
        N_("empty the cell, or mend the sector"),
    ),
    Entry(
        "year-needed",
        N_("the row of the old grid is needed"),
        N_("fill year, seniority or since"),
    ),
    Entry(
        "category-needed",
        N_("the old category is needed"),
        N_("fill category or job"),
    ),
    Entry(
        "classification-needed",
        N_("the new classification is needed"),
        N_("fill status and degree, job or category"),
    ),
    Entry(
        "service-needed",
        N_("the service is not said"),
        N_("fill service_id: the activity is known by service"),
    ),
    Entry(
        "month-needed",
        N_("the month is not said, and other rows of this file have one"),
        N_("fill the month, or leave this column out with `--mapping`"),
    ),
    Entry(
        "not-yet-in-the-branch",
        N_("on the day computed this person is not yet in the branch"),
        N_("compare later days with --before and --after"),
    ),
)
