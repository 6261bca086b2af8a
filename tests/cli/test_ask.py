"""`revalo ask`: answers typed one after the other come to a command line that says the same.

Guards: asking/answers.py, asking/form.py, asking/questions.py, asking/words.py, cli/ask.py.
"""

import shlex
from collections.abc import Iterator

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from revalo.asking.answers import answer, words
from revalo.asking.questions import MORE, Question, again, plan
from revalo.asking.words import HELP, WORDS
from revalo.errors import UsageError
from revalo.grids import store
from revalo.grids.law import Law
from revalo.rules.employer.employer import EMPLOYER_FIELDS
from revalo.rules.fields import FIELDS
from running import Ran, run

LAW = Law(store.compile_law(store.law_files()))
HOME_CARE = ("bad", "", "job", "avs", "8", "", "", "", "")
COMMAND = "revalo compute --sector bad --structure saad --job avs --seniority 8"
# What may be typed where there is no list to choose from.
TYPED: dict[str, st.SearchStrategy[str]] = {
    "seniority": st.sampled_from(["0", "3", "8", "30", "2013-04-15", "01/07/1999"]),
    "year": st.integers(1, 30).map(str),
    "index": st.integers(300, 900).map(str),
    "part_time": st.sampled_from(["80", "90", "50", "70 %"]),
    "gross": st.sampled_from(["1800", "2 000,50 €", "2500.00"]),
    "hours": st.sampled_from(["104,5", "151.67", "35"]),
    "weekly_hours": st.sampled_from(["28", "17,5", "35"]),
    "coefficient": st.sampled_from(["359", "485", "304", "7"]),
    "old_coefficient": st.sampled_from(["325", "304", "7"]),
    "fte": st.sampled_from(["0,8", "0.5", "1"]),
    "before": st.sampled_from(["2021-09-30", "01/09/2020", "2022-01-01"]),
    "after": st.sampled_from(["2022-09-01", "01/02/2024", "2025-06-30"]),
    "department": st.sampled_from(["48", "2a", "976"]),
    "allowances": st.sampled_from(["infirmier", "responsabilite=60", "complexite=4,associations=3"]),
    "staff": st.sampled_from(["9", "250"]),
    "accident_rate": st.sampled_from(["3,66", "2.1"]),
    "provident_rate": st.just("3,61"),
    "exempt_share": st.sampled_from(["0,8", "1"]),
}
FEW = st.integers(0, 12).map(str)


def asked(*answers: str, lang: str = "fr") -> Ran:
    return run("ask", "--lang", lang, typed="".join(f"{each}\n" for each in answers))


def line_of(ran: Ran) -> str:
    assert (ran.code, ran.out.count("\nrevalo compute ")) == (0, 1), ran.err
    return ran.out.splitlines()[-1]


def test_home_care() -> None:
    ran = asked(*HOME_CARE)
    assert line_of(ran) == COMMAND + " --lang fr"
    assert "2 013,99" in ran.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "Quel emploi\u00a0?" in ran.err


def test_in_english() -> None:
    ran = asked(*HOME_CARE, lang="en")
    assert line_of(ran) == COMMAND + " --lang en"
    assert "Which job?" in ran.err
    assert "€2,013.99" in ran.out


def test_a_choice_by_its_number_its_label_or_another_name() -> None:
    ran = asked("8", "EHPAD", "IDE", "2 000,50 €", "heures", "2", "104,5", "", "1", "2")
    assert "cette réponse ne figure pas dans la liste" in ran.err
    line = "revalo compute --sector synerpa --structure ehpad --profession infirmier --gross 2000.5 --hours 104.5"
    assert line_of(ran) == line + " --net --lang fr"


def test_going_back_and_help() -> None:
    ran = asked("bad", "", "category", "<", "<", "ssiad", "", "?", "job", "?", "avs", "8", "", "", "", "")
    assert "--structure ssiad --job avs" in line_of(ran)
    assert "L'un des trois suffit" in ran.err
    assert "agent-a-domicile" in ran.err, "? lists what may be answered"


def test_a_wrong_answer_is_refused_with_the_reason_and_asked_again() -> None:
    ran = asked("bda", *HOME_CARE[:3], "avz", "avs", "", "huit", "8", "", "", "", "")
    assert line_of(ran).startswith(COMMAND)
    assert "bda" in ran.err
    assert "vouliez-vous dire avs" in ran.err
    assert "il faut une réponse ici" in ran.err
    assert ran.err.count("Combien d'années révolues") == 3


def test_answers_that_do_not_do_together_can_be_changed() -> None:
    late = ("bad", "", "job", "avs", "2023-01-01", "", "", "", "")
    ran = asked(*late, "seniority", "8")
    assert "entre plus tard dans la branche" in ran.err
    assert line_of(ran).startswith(COMMAND)
    refused = asked(*late, "")
    assert (refused.code, refused.out) == (2, "")
    assert asked(*late).code == 2


def test_what_cannot_be_computed_is_refused_as_compute_does() -> None:
    ran = asked("bad", "", "job", "cuisinier", "8", "", "", "", "", "")
    assert (ran.code, ran.out) == (5, "")


@pytest.mark.parametrize("typed", [(), ("bad",), HOME_CARE[:-1]])
def test_the_end_of_the_answers(typed: tuple[str, ...]) -> None:
    ran = asked(*typed)
    assert (ran.code, ran.out) == (2, "")
    assert "rien n'a été calculé" in ran.err


def test_leaving() -> None:
    ran = asked("bad", "q")
    assert (ran.code, ran.out) == (0, "")


def test_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupted)
    ran = run("ask")
    assert (ran.code, ran.out) == (130, "")
    assert "Traceback" not in ran.err


def test_every_input_of_a_person_is_asked_for_somewhere() -> None:
    sought = (set(FIELDS) | set(EMPLOYER_FIELDS)) - {"since"}  # `seniority` takes a day too
    for told in (
        {"sector": "bad", "known": "status"},
        {"sector": "bad", "known": "job"},
        {"sector": "fph"},
        {"sector": "fph", "known_index": "grade"},
        {"sector": "ccn66"},
    ):
        told |= {"structure": "ssiad", "profession": "", "time": "hours", "sides": "usual", "wanted": "both"}
        for question in followed(told):
            sought -= {question.name, *(choice.name for choice in question.choices if question.name.startswith(MORE))}
    assert sought == {"fte", "weekly_hours"}, "the other ways to tell the time worked"


def followed(told: dict[str, str]) -> Iterator[Question]:
    """The questions of a plan; one that `told` has no answer to takes its default or its first choice."""
    for question in plan(LAW, told):
        yield question
        first = question.choices[0].name if question.choices and question.needed else "1"
        told.setdefault(question.name, question.default or (first if question.needed else ""))


def test_the_coefficient_leads_to_the_place() -> None:
    ran = asked("bad", "", "coefficient", "485", "cadre", "F", "8", "", "", "", "")
    assert "--coefficient 485 --status cadre --category F --seniority 8" in line_of(ran)
    ran = asked("bad", "", "coefficient", "7", "8", "", "", "", "", "coefficient", "299", "A", *[""] * 5)
    assert "la grille de l'avenant 43 n'a pas ce coefficient" in ran.err
    assert "--coefficient 299" in ran.out


def test_every_question_has_words() -> None:
    assert HELP.keys() <= WORDS.keys()
    assert [each.name for each in again([("sector", "bad")]).choices] == ["sector"]


def drawn(data: st.DataObject, question: Question) -> str:
    """An answer to a question, or none where none is needed."""
    if not question.needed and data.draw(st.booleans(), label=f"{question.name} left out"):
        return ""
    if question.choices and not question.several:
        return data.draw(st.sampled_from([choice.name for choice in question.choices]), label=question.name)
    return data.draw(TYPED.get(question.name, FEW), label=question.name)


@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # each runs three commands
@given(st.data())
def test_the_line_printed_gives_the_same_result(data: st.DataObject) -> None:
    told: dict[str, str] = {}
    typed: list[str] = []
    while question := next((each for each in plan(LAW, told) if each.name not in told), None):
        typed.append(drawn(data, question))
        try:
            told[question.name] = answer(LAW, told, question, typed[-1])
        except UsageError:
            continue  # refused, and asked again
    ran, straight = asked(*typed), run(*words(LAW, told), "--lang", "fr")
    assert ran.code == straight.code
    if ran.code == 0:
        line = line_of(ran)
        assert not set(line) & set("'\"$`\\;&|<>()"), "the same in bash and in PowerShell"
        assert run(*shlex.split(line)[1:]) == straight
        assert ran.out.startswith(straight.out)
