"""Why rows are rejected: the codes of the column `code` of a file of rejects, never with what a cell holds."""

from revalo.language import N_
from revalo.register.entry import Entry

_MAPPING = N_("what each column was read as: revalo columns FILE; to change it: --mapping")
ROWS = (
    Entry(
        "ragged",
        N_("the row has more or fewer cells than the header, or a quote that is never closed"),
        N_("put cells that hold the separator between quotes"),
    ),
    Entry(
        "formula-without-value",
        N_("a formula whose value was never stored: what this cell holds cannot be known"),
        N_("open the file in Excel or LibreOffice, save it, and give that file"),
    ),
    Entry(
        "error-value",
        N_("an error value of a spreadsheet (such as #N/A or #REF!): what this cell holds cannot be known"),
        N_("correct the formula of this cell, or write its value"),
    ),
    Entry(
        "rounded-number",
        N_("a staff number that a spreadsheet has rounded (such as 1,23E+12): whose it is cannot be known"),
        N_("export the file again with the staff numbers as text"),
    ),
    Entry(
        "percent-or-share",
        N_("a working-time fraction above 2: is it a percentage?"),
        N_("write 0,8 or 80%"),
    ),
    Entry(
        "time-needed",
        N_("no working time, in a file that says it for others: full time is not taken for granted"),
        N_("fill in hours, weekly_hours or fte, or give --blank full-time"),
    ),
    Entry(
        "headcount-needed",
        N_("no number of people, in a file that says it for others"),
        N_("fill in Headcount (headcount)"),
    ),
    Entry(
        "duplicate-row",
        N_("the same person and month as a row before, with the same cells: it would be counted twice"),
        N_("take the row out, or give the column that makes them different a name (--mapping)"),
    ),
    Entry(
        "pay-item-row",
        N_("another pay item of a row before: it would be counted as another person"),
        N_("export one row for each person and month"),
    ),
    Entry(
        "total-line",
        N_("a total"),
        N_("nothing to do: it is set apart"),
    ),
    Entry(
        "page-foot",
        N_("the head or the foot of a page"),
        N_("nothing to do: it is set apart"),
    ),
    Entry(
        "repeated-header",
        N_("the header again"),
        N_("nothing to do: it is set apart"),
    ),
    Entry(
        "not-a-number",
        N_("this is not a number"),
        N_("write digits with one decimal mark at most: 1796,40"),
    ),
    Entry(
        "two-marks",
        N_("this number has a mark that may be of decimals or of thousands"),
        N_("write it without marks between thousands, or say in a profile which mark that is (thousands)"),
    ),
    Entry(
        "too-many-decimals",
        N_("the number has more decimals than this column accepts"),
        N_("amounts and hours have two decimals at most, shares six (four with a part-time rate), counts none"),
    ),
    Entry(
        "out-of-range",
        N_("the number is outside the limits of this column"),
        _MAPPING,
    ),
    Entry(
        "unknown-code",
        N_("this name is not recognised"),
        N_("the names accepted: revalo law show jobs, sectors, structures, professions or grades"),
    ),
    Entry(
        "not-a-date",
        N_("this is not a date in the form of the column"),
        N_("write it in the form 2013-04-15, or give its form in a profile (date_format)"),
    ),
    Entry(
        "ambiguous-date",
        N_("this date can be read in two ways"),
        N_(
            "give the form of the dates in a profile (date_format JJ/MM/AAAA), or write the date in the form 2012-04-03"
        ),
    ),
    Entry(
        "not-a-month",
        N_("this is not a month, or its year is missing"),
        N_("write 2021-10 or 10/2021, or add a column Année"),
    ),
    Entry(
        "year-without-month",
        N_("there is a calendar year without its month"),
        N_("fill the column Mois, or leave this column out with --mapping"),
    ),
    Entry(
        "both-month-and-year",
        N_("the month has a year already, and the column Année says another"),
        N_("keep one of them"),
    ),
    Entry(
        "both-seniority-and-since",
        N_("seniority is given twice: in years and as a date"),
        N_("leave one of the two columns out with --mapping"),
    ),
    Entry(
        "both-hours-and-fte",
        N_("the hours per month, the hours per week and the working-time fraction do not agree to 0.01 h per month"),
        N_("leave one of the two columns out with --mapping"),
    ),
    Entry(
        "not-computable",
        N_("no source gives this value for the row: nothing is guessed"),
        N_(
            "leave the row out, or give the value yourself with --set; for a job that the"
            " agreement does not list, fill in Status and Degré"
        ),
    ),
    Entry(
        "not-for-this-sector",
        N_("this column is not for the sector of the row"),
        N_("empty the cell, or correct the sector"),
    ),
    Entry(
        "year-needed",
        N_("the seniority is missing"),
        N_("fill in Seniority, Since (date of entry in the branch) or Year (grid year of the old grid)"),
    ),
    Entry(
        "category-needed",
        N_("the person cannot be placed in the old grid"),
        N_("fill in Job (the simplest), or Category, or Status and Degré"),
    ),
    Entry(
        "classification-needed",
        N_("the person cannot be placed in the Avenant 43 grid"),
        N_("fill in Job (the simplest), or Category, or Status and Degré"),
    ),
    Entry(
        "unknown-coefficient",
        N_("the Avenant 43 grid has no such coefficient"),
        N_("correct the coefficient: revalo law show new_grid; or use another column with --mapping"),
    ),
    Entry(
        "coefficient-not-held",
        N_("the Avenant 43 grid has no such coefficient on the day computed"),
        N_("correct the coefficient, or leave the column out with --mapping: revalo law show new_grid --on DATE"),
    ),
    Entry(
        "coefficient-before-the-grid",
        N_("a coefficient of the Avenant 43 grid, which does not apply on the day computed"),
        N_("take it as old_coefficient with --mapping, beside the category"),
    ),
    Entry(
        "coefficient-needs-status",
        N_("this coefficient stands twice in the Avenant 43 grid"),
        N_("fill in Status (status)"),
    ),
    Entry(
        "coefficient-elsewhere",
        N_("the coefficient is not that of the status, degré or échelon"),
        N_("leave one of the columns out with --mapping"),
    ),
    Entry(
        "unknown-old-coefficient",
        N_("this category has no such coefficient"),
        N_("correct the coefficient or the category: revalo law show old_grid"),
    ),
    Entry(
        "old-coefficient-elsewhere",
        N_("the old coefficient is not that of the grid year"),
        N_("leave one of the two columns out with --mapping"),
    ),
    Entry(
        "index-needed",
        N_("the index (indice majoré) is missing: without it the pay is not known"),
        N_("fill in Indice majoré; --measures-only counts the Ségur measures alone"),
    ),
    Entry(
        "grade-needed",
        N_("the grade is missing: without it the échelon says nothing"),
        N_("fill in Grade (revalo law show grades), or Indice majoré"),
    ),
    Entry(
        "step-needed",
        N_("the échelon of the grade is missing"),
        N_("fill in Échelon du grade (column step)"),
    ),
    Entry(
        "step-after-needed",
        N_("the échelon after the passage is missing"),
        N_("fill in step_after beside grade_after"),
    ),
    Entry(
        "index-and-step-differ",
        N_("the index is not that of the grade and échelon on the day of the row"),
        N_("correct one of them, or leave Indice majoré or Grade out with --mapping"),
    ),
    Entry(
        "not-yet-in-the-step",
        N_("the échelon is reached after the day computed"),
        N_("compare later dates with --before and --after, or correct step_since"),
    ),
    Entry(
        "grade-closed",
        N_("everybody had left this grade by the day given in step_since"),
        N_("give the grade that took its place: revalo law show grades"),
    ),
    Entry(
        "grade-elsewhere",
        N_("this grade is not of the civil service of the row"),
        N_("correct Grade or Secteur: revalo law show grades"),
    ),
    Entry(
        "gross-needed",
        N_("the gross is missing: without it the pay is not known"),
        N_("fill in Brut; --measures-only counts the Ségur measures alone"),
    ),
    Entry(
        "service-needed",
        N_("the service is missing"),
        N_("fill in Service: the activity is known by service"),
    ),
    Entry(
        "month-needed",
        N_("the month is missing, and other rows of this file have one"),
        N_("fill in Month, or leave this column out with --mapping"),
    ),
    Entry(
        "not-yet-in-the-branch",
        N_("the person enters the branch after the day computed"),
        N_("compare later dates with --before and --after, or correct the date of entry"),
    ),
)
