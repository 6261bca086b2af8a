"""`revalo ask`: the questions of `revalo compute`, one after the other, and the command line they come to."""

import shlex
import sys
from typing import TYPE_CHECKING

import typer

from revalo.cli.options import shared
from revalo.errors import RevaloError, UsageError
from revalo.grids.units import numbered
from revalo.language import _

if TYPE_CHECKING:
    from revalo.asking.questions import Question
    from revalo.grids.law import Law

LISTED = 20  # choices shown without being asked for
EXPLAIN, BACK, QUIT = ("?",), ("<", "retour", "back"), ("q", "quitter", "quit")


class Ended(UsageError):
    """No more answers, and questions left."""


class Back(Exception):
    """The last answer is to be given again."""


def ask(context: typer.Context, law: shared.LawFolder = None, lang: shared.Lang = None) -> None:
    shared.check_language(lang)
    from revalo import api  # noqa: PLC0415 - not needed for the help pages
    from revalo.asking.answers import words  # noqa: PLC0415
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="replace")
    law_used, answers = api.load_law(shared.law_folder(law)), dict[str, str]()
    same = [*(["--law", str(law)] if law else []), *(["--lang", lang] if lang else [])]
    tell(_("Enter: default answer; ? explains, < goes back, q leaves."))
    while True:
        _go_through(law_used, answers)
        line = [*words(law_used, answers), *same]
        try:
            context.find_root().command(line, prog_name="revalo", standalone_mode=False)  # as if it were typed
        except RevaloError as error:
            _change(law_used, answers, error)
        else:
            print("\n" + _("The same in one line:") + f"\nrevalo {shlex.join(line)}")
            return


ask.__doc__ = _("Asks the questions of compute one by one, for those who do not know its options.")


def _go_through(law: "Law", answers: dict[str, str]) -> None:
    """Ask every question that has no answer yet, going back where that is asked for."""
    from revalo.asking.answers import answer  # noqa: PLC0415 - not needed for the help pages
    from revalo.asking.questions import plan  # noqa: PLC0415
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    while question := next((each for each in plan(law, answers) if each.name not in answers), None):
        try:
            answers[question.name] = answer(law, answers, question, _asked(question))
        except Ended:
            raise
        except UsageError as error:
            tell("  " + str(error).replace("\n", "\n  "))
        except Back:
            _forget_last(law, answers)


def _forget_last(law: "Law", answers: dict[str, str]) -> None:
    from revalo.asking.questions import plan  # noqa: PLC0415 - not needed for the help pages

    last = ""
    for question in plan(law, answers):
        if question.name not in answers:
            break
        last = question.name
    answers.pop(last, None)


def _change(law: "Law", answers: dict[str, str], error: RevaloError) -> None:
    """Say why the answers do not fit together, and forget the one to be changed; if there is none, the command ends."""
    from revalo.asking.answers import answer, given  # noqa: PLC0415 - not needed for the help pages
    from revalo.asking.questions import Question, again  # noqa: PLC0415
    from revalo.reports.terminal.console import tell  # noqa: PLC0415

    tell("\n" + str(error))
    question: Question = again(given(law, answers))
    while True:
        try:
            name = answer(law, answers, question, _asked(question))
        except Ended:
            raise error from None
        except UsageError as refusal:
            tell("  " + str(refusal).replace("\n", "\n  "))
        except Back:
            _forget_last(law, answers)
            return
        else:
            if not name:
                raise error
            del answers[name]
            return


def _asked(question: "Question") -> str:
    """The answer to a question as it was typed; the explanation first, if the user asked for it."""
    from revalo.reports.terminal.console import tell  # noqa: PLC0415 - not needed for the help pages

    _show(question, every=len(question.choices) <= LISTED)
    while True:
        text = _typed()
        if text in EXPLAIN:
            tell(question.help)
            _show(question, every=True)
        elif text.lower() in BACK:
            raise Back
        elif text.lower() in QUIT:
            raise typer.Exit
        else:
            return text


def _typed() -> str:
    print("> ", end="", file=sys.stderr, flush=True)
    try:
        return input().strip()
    except EOFError:
        raise Ended("answers-ended") from None


def _show(question: "Question", *, every: bool) -> None:
    """Print a question on standard error, with its choices and what Enter means."""
    from rich.table import Table  # noqa: PLC0415 - not needed for the help pages

    from revalo.reports.terminal import palette  # noqa: PLC0415
    from revalo.reports.terminal.console import messages  # noqa: PLC0415

    console = messages()
    console.print("\n" + question.words, style=palette.TITLE)
    if every and question.choices:
        grid = Table.grid(padding=(0, 2))
        for place, choice in enumerate(question.choices, start=1):
            grid.add_row("", str(place) if question.numbered else "", choice.name, choice.label)
        console.print(grid)
    elif question.choices:
        number = len(question.choices)
        words = numbered("{number} choice; type ? to see it", "{number} choices; type ? to list them", number)
        console.print("  " + words)
    if not question.needed:
        console.print("  " + _enter(question), style=palette.QUIET)


def _enter(question: "Question") -> str:
    if question.default:
        return _("Enter: {default}").format(default=question.default)
    return _("Enter: no answer")
