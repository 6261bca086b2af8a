"""Examples at the foot of help pages: command lines to copy, short enough never to be folded."""

from revalo.language import N_, _

WHO = "--job avs --seniority 8"
PURPOSE = N_("What Avenant 43 and the Ségur measures changed in gross pay, line by line and to the cent.")
FIRST = (
    ("revalo ask", N_("asks the questions one by one, for those who do not know the options")),
    (f"revalo compute {WHO}", N_("one person, before and after")),
    ("revalo paie.xlsx", N_("what is understood of a payroll, and its totals (a file may be dropped on the program)")),
    ("revalo batch paie.csv -o resultats.xlsx", N_("a whole payroll, row by row")),
    ("revalo report paie.csv -o rapport.html", N_("its report (revalo sheet: the sheet of one person)")),
    ("revalo fund paie.csv --activity activite.csv --year 2022", N_("who pays: services, départements, CNSA")),
    ("revalo project paie.csv --to 2028-12", N_("the cost of the years to come")),
)
EXAMPLES = {
    "ask": ("revalo ask",),
    "compute": (
        f"revalo compute {WHO}",
        "revalo compute --category C --year 8 --hours 104 --net",
        f"revalo compute {WHO} --without article-47 --after 2022-09-01",
        "revalo compute --sector fph --structure ehpad --profession ide --index 420",
    ),
    "timeline": (f"revalo timeline {WHO} --to 2024-12", f"revalo timeline {WHO} --to 2024-12 -o mois.csv"),
    "compare": (f"revalo compare {WHO} --versus job=agent-a-domicile",),
    "arrears": (f"revalo arrears {WHO} --to 2024-01", "revalo arrears paie.csv -o rappels.xlsx"),
    "batch": (
        "revalo batch paie.csv -o resultats.xlsx",
        "revalo batch paie.csv -o resultats.csv --by category --by-text",
        "revalo batch paie.csv --dry-run",
    ),
    "check": ("revalo check paie.csv -o ecarts.csv",),
    "fund": ("revalo fund paie.csv --activity activite.csv --year 2022",),
    "project": (
        "revalo project paie.csv --to 2028-12",
        "revalo project paie.csv --to 2029-12 --by department -o budget.xlsx",
    ),
    "sheet": (f"revalo sheet {WHO} -o fiche.html", "revalo sheet --batch paie.csv -o fiches"),
    "report": ("revalo report paie.csv -o rapport.html",),
    "segur": ("revalo segur --on 2024-02-01 --sector synerpa", "revalo segur segur-pour-tous"),
    "cases": ("revalo cases", "revalo cases --branch"),
    "columns": ("revalo columns paie.csv --write-profile profil.yaml",),
    "convert": ("revalo convert declaration.dsn -o paie.csv",),
    "template": ("revalo template -o paie.xlsx", "revalo template --activity -o activite.xlsx"),
    "errors": ("revalo errors", "revalo errors R201"),
    "glossary": ("revalo glossary", "revalo glossary CTI"),
    "doctor": ("revalo doctor", "revalo doctor --json"),
    "help": ("revalo help compute", "revalo help law diff"),
    "sample": (
        "revalo sample --rows 500 --seed 1 -o paie.csv",
        "revalo sample --branch -o branche.csv",
    ),
    "law list": ("revalo law list --status refused",),
    "law show": ("revalo law show new_grid --on 2024-01-01", "revalo law show avenant-43"),
    "law diff": ("revalo law diff 2021-12-31 2022-08-01",),
    "law validate": ("revalo law validate avenant43.yaml",),
}


def foot(command: str) -> str:
    """The examples of a command, as the foot of its help page."""
    return "\n".join([_("Examples:"), *(f"  {line}" for line in EXAMPLES[command])])


def welcome() -> str:
    """What `revalo` alone says: what it is for, and where to start."""
    start = [f"  {command}\n      {_(words)}" for command, words in FIRST]
    return "\n".join([_(PURPOSE), "", *start, "", _("Every command: revalo --help; in English: revalo --lang en.")])
