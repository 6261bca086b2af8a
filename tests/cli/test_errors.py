"""The register of errors: a code for every message, no stale phrase, the same in both languages."""

import json
import re
from collections import Counter

import pytest

from catalogue import extracted
from revalo import language
from revalo.payroll.messages import WORDS
from revalo.register import BY_CODE, REGISTER, code_of
from running import run
from transcripts import every

CODE = re.compile(r" \[(R\d{3})\]$")
FAMILIES = {"R100", "R300"}


def test_every_phrase_is_a_message_of_the_program() -> None:
    phrases = [(fault.exit_code, phrase) for fault in REGISTER for phrase in fault.phrases]
    assert {each for each, number in Counter(phrases).items() if number > 1} == set()
    assert {phrase for _code, phrase in phrases} - extracted() == set()


def test_codes_are_unique_and_go_with_their_exit_code() -> None:
    assert len(BY_CODE) == len(REGISTER)
    families = {"1": {2}, "2": {3}, "3": {3}, "5": {5}, "9": {1, 130}}
    for fault in REGISTER:
        assert re.fullmatch(r"R\d{3}", fault.code)
        assert fault.exit_code in families[fault.code[1]], fault.code


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_message_has_the_code_of_its_phrase(lang: str) -> None:
    language.use(lang)
    for fault in REGISTER:
        for phrase in fault.phrases:
            message = re.sub(r"\{\w+\}", "7", language._(phrase))
            [family, *_others] = [each.code for each in REGISTER if each.exit_code == fault.exit_code]
            assert code_of(message, family) == fault.code, phrase


def test_every_error_of_the_transcripts_ends_with_its_code() -> None:
    seen = set()
    for each in every():
        if each.result[0] in ("= 0", "= 4") or "--help" in each.command or each.file == "help":
            continue
        codes = [found[1] for line in each.lines("!") if (found := CODE.search(line))]
        assert codes, each.command
        assert FAMILIES.isdisjoint(codes), f"{each.command}: name its message in register.py"
        exits = {f"= {BY_CODE[code].exit_code}" for code in codes}
        assert exits == {each.result[0]}, each.command
        seen |= set(codes)
    assert len(seen) > 25


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_every_code_is_told(lang: str) -> None:
    found = run("errors", "--json", "--lang", lang).json
    assert found["schema"] == "revalo.errors/1"
    assert [each["code"] for each in found["errors"]] == [*BY_CODE, *WORDS]
    assert all(each["cause"] and each["remedy"] for each in found["errors"])
    shown = run("errors", "--lang", lang).out
    assert all(code in re.sub(r"\s", "", shown) for code in BY_CODE)


def test_an_internal_error_tells_its_kind_and_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_words: object, **_named: object) -> None:
        raise KeyError("1840175123456 MARTIN")

    monkeypatch.setattr("revalo.api.load_law", fail)
    ran = run("law", "list")
    assert ran.code == 1
    assert "KeyError" in ran.err
    assert ran.err.endswith("[R900]\n")
    assert "MARTIN" not in ran.err
    assert json.dumps(ran.out) == '""'
