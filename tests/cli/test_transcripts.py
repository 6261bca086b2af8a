"""Every command and error message, as printed: `REVALO_UPDATE=1 pytest tests/cli/test_transcripts.py` rewrites.

The help pages are the one thing run in a process of its own: their words are chosen when the program is imported.

Guards: cli/app.py, cli/cases.py, cli/parser.py, reports/explanation.py, reports/terminal/bars.py,
reports/terminal/batch.py, reports/terminal/cases.py, reports/terminal/cases_of_branch.py, reports/terminal/check.py,
reports/terminal/columns.py, reports/terminal/comparison.py, reports/terminal/employer_cost.py,
reports/terminal/explanation.py, reports/terminal/fund.py, reports/terminal/fund_covid.py, reports/terminal/law.py,
reports/terminal/law_changes.py, reports/terminal/law_confidence.py, reports/terminal/law_page.py,
reports/terminal/notes.py, reports/terminal/payroll_cost.py, reports/terminal/sector_gains.py,
reports/terminal/segur.py, reports/terminal/spelling.py, reports/terminal/spread.py.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from replay import TODAY

import revalo
from revalo import language
from revalo.money import NBSP
from revalo.register import BY_MESSAGE
from revalo.register.entry import PROBLEM
from revalo.rules.fields import FIELDS
from running import CODES, Ran, plain_terminal, run
from transcripts import FOLDER, Transcript, every, read, write

UPDATE = os.environ.get("REVALO_UPDATE") == "1"
ALL = every()
HELP = "help"
WINDOW = 400  # characters that may stand for a {name}
SOURCES = Path(revalo.__file__).parent
# Where messages for people who made a mistake are raised.
SPEAKING = (
    *(
        "api/person.py",
        "monthly.py",
        "cli/law.py",
        "cli/main.py",
        "cli/options/shared.py",
        "cli/compute.py",
        "cli/usage.py",
        "grids/*.py",
    ),
    *("rules/bounds.py", "analysis/comparison.py", "rules/person.py", "rules/placement.py", "rules/seniority.py"),
    *("analysis/published.py", "rules/allowances.py", "rules/measures.py", "rules/net.py", "rules/payslip.py"),
    *(
        "rules/one_off.py",
        "reports/terminal/law_page.py",
        "cli/segur.py",
        "cli/options/months.py",
        "cli/timeline.py",
        "cli/compare.py",
    ),
    *(
        "cli/arrears.py",
        "analysis/months.py",
        "analysis/changes.py",
        "analysis/remarks.py",
        "analysis/classifications.py",
    ),
    *(
        "analysis/arrears.py",
        "reports/terminal/arrears.py",
        "reports/terminal/chart.py",
        "reports/terminal/classifications.py",
    ),
    *("reports/terminal/timeline.py", "monthly.py"),
    *("rules/one_off.py", "reports/terminal/law_page.py", "cli/segur.py", "reports/terminal/employer_cost.py"),
    *("rules/employer/employer.py", "rules/employer/inputs.py", "rules/employer/cost.py", "rules/employer/exempt.py"),
    *("cli/fund.py", "funding/*.py"),
    *("cli/sheet.py", "cli/report.py", "reports/pages/writing.py", "reports/pages/sheets.py"),
)
# Messages that no command line can bring about, and why.
UNREACHABLE = {
    "too large a file: 16 MB at most": "needs such a file",
    "Internal error ({kind} at {place}). Please report it with the command you ran, without its data.": "a bug",
    "a pipe is not read here: give a file": "test_attacks.py",
    "the results are in their place; the summary could not be shown: the disk is full": "test_places.py",
    "Files written: {number}, of which {names}": "test_places.py",
    "sector {value}: the measure is for {meant}": "measures of other sectors are counted, not listed",
    "a sector": "from Python only",
    "a job of the branch": "from Python only",
    "a grade of the civil service": "from Python only",
    "no law file says who works in the branch: add workforce.yaml to the folder": "the shipped files always do",
    '{path}: give the value as text, as in "6.00"': "from Python only",
    "True or False": "from Python only",
    '{option}: a number given as a binary float may not be the one you wrote: write "{example}" in quotes': (
        "from Python only"
    ),
    "a figure of the law is below zero: {path}": "refused earlier, when the file is read",
    "diploma: another amount": "no shipped measure asks for it as a whole",
    "département {value}: another amount": "no shipped measure asks for it as a whole",
    "not given": "the shipped measures of home care ask for no profession; elsewhere nothing is judged without one",
    "no amount for this profession": "the amounts of shipped measures cover everyone they concern",
    "{one} and {two} both apply to the same person: only one of a family may": "refused earlier, by validation",
    "the disk is full, or the file larger than allowed: nothing was kept; free some space and try again": "a full disk",
    "the name of a command is missing": "`revalo` alone welcomes, and a group alone shows its page",
    "allowance points counted against the minimum wage": "a sum, shown by its terms",
    "declared CTI, carried as it is": "for payroll files",
    "{count} values last checked with their whole file on {verified}, more than {most} days before {day}: read their"
    " sources again, add what changed, then write here the day you did so"
    ' (docs/en/maintaining-the-law.md, "Once a year")': "test_freshness.py",
    "{count} values last seen in {release}, known up to {known}, more than {most} days before {day}: run make law-check"
    ' with a newer release (docs/en/maintaining-the-law.md, "Once a year")': "test_freshness.py",
    "{file}: columns not used: {names}; hours that they may hold are counted for no payer": "test_fund.py",
    "blank in the activity file, rows: {rows}": "test_fund.py",
    "Individual sheets": "the title of a PDF",
    "Individual sheet": "the title of a page",
    "-o: the folder holds sheets that this run does not replace ({number}): of people who left, whose rows are rejected"
    " now or fewer than before, or in another form. Remove them, or choose another folder. Nothing was"
    " written": "two runs into one folder: test_sheets.py",
}
ENGLISH = re.compile(r"\b(the|and|or|not|does|did|is|for|commands|required|copy|found|got)\b", re.IGNORECASE)


def ran(transcript: Transcript, folder: Path) -> Ran:
    """Run the command of a transcript in a folder of its own."""
    transcript.prepare(folder)
    if transcript.file != HELP:
        return run(*transcript.arguments)
    with plain_terminal():
        command = [sys.executable, "-m", "revalo", *transcript.arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("transcript", ALL, ids=[f"{each.file}: {each.command}" for each in ALL])
def test_transcript(transcript: Transcript, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REVALO_TODAY", TODAY)
    found = ran(transcript, tmp_path)
    if UPDATE and _words(transcript.written(found)) != _words(transcript.result):
        path = FOLDER / f"{transcript.file}.txt"
        renewed = transcript._replace(result=transcript.written(found))
        write(path, [renewed if each[:3] == transcript[:3] else each for each in read(path)])
        return
    assert _words(transcript.written(found)) == _words(transcript.result)
    assert str(tmp_path) not in found.out + found.err


def _words(result: tuple[str, ...]) -> list[str]:
    """What was printed, any space being a space: test_typography.py holds those that must not break."""
    return [line.replace(NBSP, " ") for line in result]


@pytest.mark.parametrize("transcript", ALL, ids=[f"{each.file}: {each.command}" for each in ALL])
def test_manners(transcript: Transcript) -> None:
    code, out, err = int(transcript.result[0][2:]), transcript.lines(">"), transcript.lines("!")
    assert code in CODES, "an internal error"
    assert not [line for line in out + err if "Traceback" in line or "Erreur interne" in line]
    if "--rejects -" in transcript.command:
        return  # rejects take the standard output, the summary the other
    if code in (0, 4):
        assert out
        of_files = (*(word for word in transcript.arguments if "." in word), "revalo.toml")  # how a file was read
        assert not [line for line in err if not line.startswith(of_files)], "results on standard output only"
    elif "--help" not in transcript.command and transcript.file != HELP:
        assert err
        assert not out, "messages on standard error only"
    if "--json" not in transcript.command:
        assert max(map(len, out), default=0) <= 80


def test_every_file_and_command_is_there() -> None:
    names = {each.file for each in ALL}
    assert names == {
        "batch",
        "cases",
        "compute",
        "employer_cost",
        "english",
        "errors",
        "explain",
        "fund",
        HELP,
        "json",
        "law",
        "law_diff",
        "law_errors",
        "law_errors_grades",
        "months",
        "months_errors",
        "not_computable",
        "pages",
        "project",
        "scenario",
        "scenario_errors",
        "segur",
        "segur_errors",
        "usage",
    }
    words = {word for each in ALL if each.result[0] == "= 0" for word in each.arguments}
    assert {"compute", "cases", "law", "list", "show", "diff", "validate", "--explain", "--json", "--lang"} <= words
    assert len({(each.setting, each.command) for each in ALL}) == len(ALL), "a transcript stands twice"


def test_french_is_spoken_to_the_end() -> None:
    french = [each for each in ALL if "--lang en" not in each.command]
    words = [(each.command, line) for each in french for line in each.lines("!")]
    words += [(each.command, line) for each in french if each.file == HELP for line in each.lines(">")]
    assert len(words) > 200
    assert not [(command, line) for command, line in words if ENGLISH.search(line)]


def test_no_name_is_cut_short() -> None:
    names = [line for each in ALL if each.file == "law" for line in each.lines(">")]
    assert len(names) > 500
    assert not [line for line in names if "…" in line and "arrondi" not in line]


def test_no_amount_is_cut_at_the_end_of_a_line() -> None:
    printed = [line for each in ALL for line in each.lines(">")]
    assert not [line for line in printed if re.search(r"\d\u00a0$", line)]


def spoken() -> set[str]:
    """Every message of the modules that speak to people who made a mistake, with those of the errors raised there."""
    found = extract_from_dir(SOURCES, [("**.py", "python")], keywords={"_": None, "N_": None})
    modules = {path.relative_to(SOURCES).as_posix() for pattern in SPEAKING for path in SOURCES.glob(pattern)}
    written = "".join((SOURCES / module).read_text(encoding="utf-8") for module in modules)
    names = BY_MESSAGE.keys() & set(re.findall(r'"([a-z0-9-]+)"', written))
    raised = {BY_MESSAGE[name].messages[name] for name in names} - {PROBLEM}
    expected = {each.values.expected for each in FIELDS.values()}
    return raised | expected | {str(each) for file, _line, each, _comments, _context in found if file in modules}


def shown(message: str, words: str) -> bool:
    """Whether a message was printed, a few words in place of each of its {names}."""
    first, *others = [piece for piece in re.split(r"\{\w+\}", squeezed(message)) if piece]
    start = words.find(first)
    while start >= 0:
        place = start + len(first)
        for piece in others:
            found = words.find(piece, place, place + WINDOW)
            place = found + len(piece) if found >= 0 else -1
            if place < 0:
                break
        else:
            return True
        start = words.find(first, start + 1)
    return False


def squeezed(text: str) -> str:
    """Words without the wrapping and the frames of the terminal."""
    return re.sub(r"[\s│]+", " ", text).strip()


def test_every_message_is_shown_by_some_transcript() -> None:
    language.use("fr")
    words = squeezed(" ".join(line for each in ALL for mark in "!>" for line in each.lines(mark)))
    messages = spoken()
    assert len(messages) > 100
    missing = {message for message in messages if not shown(language._(message), words)}
    assert missing == UNREACHABLE.keys()
