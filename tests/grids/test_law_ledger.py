"""Double entry: every figure, date and word of the law stands a second time in a ledger, in the same order."""

from difflib import unified_diff

from ledger import LEDGER, lines

HOW = """the law and its ledger differ. Read the source again; if the law is right, write the lines with + into
tests/law/ledger.txt by hand, where the lines with - stand (docs/en/maintaining-the-law.md, "Double entry")."""


def test_the_law_is_what_the_ledger_says() -> None:
    held = LEDGER.read_text(encoding="utf-8").splitlines()
    moved = [line for line in unified_diff(held, list(lines()), lineterm="", n=0) if line[:2] not in ("--", "++", "@@")]
    assert moved == [], "\n".join([HOW, *moved[:40]])


def test_the_ledger_holds_every_version() -> None:
    text = LEDGER.read_text(encoding="utf-8")
    assert "avenant43.point_value: from=2022-08-01 value=5.77 text=avenant-54 confidence=primary" in text
    assert len(text.splitlines()) > 800
