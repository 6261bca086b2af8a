"""What stops a computation: no value in the law (R500 to R599), or the program itself (R900 to R999)."""

from revalo.language import N_
from revalo.register.entry import PROBLEM, Entry

COMPUTING = (
    Entry(
        "R500",
        N_("no source gives this value: nothing is guessed"),
        N_("give the value yourself with --set, or ask for another date; why there is none: revalo law show NAME"),
        {
            "not-computable": PROBLEM,
            "grid-not-yet": N_("this grid does not exist on {day}: choose another day with --on"),
            "employer-rates-start": N_("employer rates start on {day} in revalo's legal data: choose a later day"),
        },
    ),
    Entry(
        "R501",
        N_("a département has its own contributions, which are not in revalo's legal data"),
        N_("ask for its pay alone, without net pay or employer cost"),
        {
            "own-contributions": N_(
                "département {department} has its own contributions, which are not in revalo's legal"
                " data: neither the net nor the cost of its pay can be computed"
            ),
        },
    ),
    Entry(
        "R900",
        N_("the program has a fault"),
        N_("report it with the command you ran, without its data"),
        {
            "internal-error": N_(
                "Internal error ({kind} at {place}). Please report it with the command you ran, without its data."
            ),
            "unbalanced": N_("rows or amounts were lost on the way: nothing is written; please report it"),
            "process-lost": N_(
                "a process of the computation was ended, often because memory ran out: nothing is written"
            ),
            "spark-stopped": N_("Spark stopped before the end ({kind}): nothing is written; its own logs say where"),
        },
    ),
    Entry(
        "R901",
        N_("the run was interrupted"),
        N_("start it again; nothing was written"),
        {
            "interrupted": N_("Interrupted; nothing was written."),
        },
    ),
)
