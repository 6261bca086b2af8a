"""The styles of the terminal, each named for what it tells: the one place where a colour is chosen."""

TITLE, TOTAL, TERM, QUIET = "title", "total", "term", "quiet"
GAIN, LOSS, BAR = "gain", "loss", "bar"
EXACT, NEAR, DIFFERS = "exact", "near", "differs"
STYLES = {
    TITLE: "bold",
    TOTAL: "bold",
    TERM: "bold",
    QUIET: "dim",
    GAIN: "bold green",
    LOSS: "bold red",
    BAR: "cyan",
    EXACT: "green",
    NEAR: "yellow",
    DIFFERS: "red",
}

HELP = {  # the names are those of `typer.rich_utils`
    "STYLE_OPTION": "bold cyan",
    "STYLE_SWITCH": "bold cyan",
    "STYLE_NEGATIVE_OPTION": "bold cyan",
    "STYLE_NEGATIVE_SWITCH": "bold cyan",
    "STYLE_COMMANDS_TABLE_FIRST_COLUMN": "bold cyan",
    "STYLE_TYPES": "yellow",
    "STYLE_USAGE": "bold",
    "STYLE_REQUIRED_SHORT": "red",
    "STYLE_REQUIRED_LONG": "red",
    "STYLE_HELPTEXT": "",
}


def of_change(cents: int) -> str:
    """The style of an amount gained or lost."""
    return GAIN if cents > 0 else LOSS if cents < 0 else TOTAL
