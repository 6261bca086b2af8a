"""The simulator in a real browser: from a file, without a network, to the cent of the command line, clean and small."""

import json
import random
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from revalo.asking.form import form
from revalo.asking.questions import Question
from revalo.simulator import engine
from running import run
from seeds import tried

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "tools" / "simulator" / "build.py"
RUNTIME = ROOT / ".venv-webassembly" / "node_modules" / "pyodide"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")
WAIT = 60_000  # milliseconds: a machine with much else to do
WIDTHS, SCHEMES = (1280, 390), ("light", "dark")
Opened = tuple[Any, list[str]]  # a page, and what it asked for or complained of so far
PEOPLE = tried(300)
SECTORS = ("bad", "bad", "fph", "fpt", "ccn51", "ccn66", "synerpa")
MOST_BYTES = 12_000_000
TEXTS = {
    "seniority": ("0", "3", "8", "30", "2013-04-15", "01/07/1999"),
    "gross": ("1800", "2 000,50", "2500.00"),
    "index": ("350", "420", "611"),
    "hours": ("104,5", "151.67", "35"),
    "weekly_hours": ("28", "17,5"),
    "fte": ("0,8", "0.5", "1"),
    "coefficient": ("359", "485", "304"),
    "before": ("2021-09-30", "2020-09-01"),
    "after": ("2022-09-01", "2024-02-01", "2025-06-30"),
}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: chromium)"),
    pytest.mark.skipif(shutil.which("node") is None, reason="no Node here: it builds the page"),
    pytest.mark.skipif(not RUNTIME.is_dir(), reason="make simulator fetches Python for WebAssembly"),
]


def build(out: Path) -> Path:
    subprocess.run([sys.executable, BUILD, RUNTIME, out], check=True)
    return out


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("simulator") / "revalo-simulateur.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="make .venv/browser installs what drives Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), chromium_sandbox=False)
        yield browser
        browser.close()


def opened(browser: Any, path: Path, answers: str = "") -> Opened:
    """The page once it is ready."""
    page = browser.new_context(offline=True).new_page()
    page.set_default_timeout(WAIT)
    said: list[str] = []
    page.on("request", lambda request: said.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri() + answers)
    page.wait_for_selector("body[data-state=ready]")
    return page, said


@pytest.fixture(scope="module")
def speaking(browser: Any, path: Path) -> Callable[[str], Opened]:
    """The page in a language, opened once: Python takes seconds to start, and tests go on in it by its address."""
    return cache(lambda lang: opened(browser, path, f"#lang={lang}"))


def moved(page: Any, answers: str) -> None:
    """Have the page at another address, as by a link within it."""
    page.evaluate(
        "to => new Promise(done => { addEventListener('hashchange', done, { once: true }); location.hash = to; })",
        answers,
    )
    assert page.url.endswith(answers)


def check(page: Any, widths: tuple[int, ...] = WIDTHS) -> None:
    """Axe finds nothing and nothing runs over the screen, however wide, light or dark."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate("scheme => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
            found = axe.run(page).response["violations"]
            told = [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found]
            assert told == [], (width, scheme)


def test_it_is_small_and_the_same_twice(path: Path, tmp_path: Path) -> None:
    assert path.stat().st_size <= MOST_BYTES
    assert build(tmp_path / "again.html").read_bytes() == path.read_bytes()


def test_its_policy_forbids_all_but_itself(path: Path, speaking: Callable[[str], Opened]) -> None:
    head = path.read_text("utf-8")[:2000]
    policy = head.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "'unsafe-eval'" not in policy
    assert "connect-src" not in policy, "default-src 'none' holds: nothing can be sent"
    page, said = speaking("fr")
    assert said, "what it asks of itself is seen"
    assert all(each.startswith(("file:", "blob:null/")) for each in said), said
    sent = page.evaluate(
        "new Promise(done => { addEventListener('securitypolicyviolation', e => done(e.violatedDirective));"
        " new Image().src = 'https://example.org/x.png'; setTimeout(() => done('loaded'), 5000); })"
    )
    assert sent == "img-src"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_and_nothing_runs_over(lang: str, speaking: Callable[[str], Opened]) -> None:
    page, _said = speaking(lang)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        moved(page, f"#lang={lang}&job=avs")
        page.fill("#q-seniority", "8")
        page.press("#q-seniority", "Tab")
        page.wait_for_selector("#q-net")
        page.check("#q-net")
        page.check("#q-cost")
        page.click("#form button[type=submit]")
        page.wait_for_selector("#result-title")
        page.click(".result summary")
        page.click("#example")
        page.click("#many-form button[type=submit]")
        page.wait_for_selector("#many-answer .buttons")
        check(page, (width,))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_while_it_loads(browser: Any, path: Path, lang: str) -> None:
    page = browser.new_context(offline=True).new_page()
    page.set_default_timeout(WAIT)
    page.add_init_script("WebAssembly.instantiate = WebAssembly.instantiateStreaming = () => new Promise(() => 0)")
    page.goto(path.as_uri() + f"#lang={lang}")
    page.wait_for_selector("#state-words")
    check(page)
    assert page.evaluate("document.body.dataset.state") is None
    page.context.close()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_where_it_refuses(lang: str, speaking: Callable[[str], Opened]) -> None:
    page, _said = speaking(lang)
    moved(page, f"#lang={lang}&job=cuisinier&seniority=8")
    check(page)
    page.click("#form button[type=submit]")
    page.wait_for_selector("#answer .warning")
    page.fill("#many-form textarea", "a;b\n1;2")
    page.click("#many-form button[type=submit]")
    page.wait_for_selector("#many-answer .warning")
    check(page)


def test_by_keyboard_alone_with_a_link_that_carries_the_answers(
    browser: Any, path: Path, speaking: Callable[[str], Opened]
) -> None:
    page, _said = speaking("fr")
    page.set_viewport_size({"width": WIDTHS[0], "height": 720})
    moved(page, "#lang=fr&job=avs")
    page.focus("#q-seniority")
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    page.wait_for_selector("#result-title:focus")
    assert "2 013,99" in page.inner_text("#answer").replace("\N{NO-BREAK SPACE}", " ")
    assert page.url.endswith("#lang=fr&job=avs&seniority=8")
    again, _said = opened(browser, path, "#" + page.url.partition("#")[2])
    assert again.input_value("#q-seniority") == "8"
    assert again.inner_text("#answer") == page.inner_text("#answer")
    page.fill("#q-seniority", "")
    page.click("#form button[type=submit]")
    assert page.evaluate("document.activeElement.id") == "q-seniority"


def test_what_an_address_carries_is_text(browser: Any, path: Path) -> None:
    page, said = opened(browser, path, "#lang=fr&job=avs&seniority=<img src=x onerror=alert(1)>&x=%00&sector=<b>")
    assert page.locator("img").count() == 0
    assert all(each.startswith(("file:", "blob:null/")) for each in said), said


def people() -> Iterator[dict[str, str]]:
    """Complete forms, drawn answer by answer; always the same ones."""
    dice = random.Random(20211001)
    for _each in range(PEOPLE):
        typed = {"sector": dice.choice(SECTORS)}
        while not (found := form(engine.law(), typed)).is_complete:
            question = found.asked[-1].question
            typed[question.name] = drawn(dice, question)
        for name in ("sides", "time", "wanted", "more.person.1", "structure"):
            there = [each.question for each in found.asked if each.question.name == name]
            if there and dice.random() < 0.3:
                typed[name] = drawn(dice, there[0])
        while not (found := form(engine.law(), typed)).is_complete:
            question = found.asked[-1].question
            typed[question.name] = drawn(dice, question)
        yield typed


def drawn(dice: random.Random, question: Question) -> str:
    if question.choices and not question.several:
        return dice.choice(question.choices).name
    return dice.choice(TEXTS.get(question.name, ("1", "2", "5", "48", "0,5", "infirmier")))


@pytest.mark.thorough
def test_people_to_the_cent_of_the_command_line(speaking: Callable[[str], Opened]) -> None:
    page, _said = speaking("fr")
    computed = 0
    for typed in people():
        answer = page.evaluate("typed => engine.answered('fr', typed)", json.dumps(typed))
        found = json.loads(answer)
        ran = run(*shlex.split(found["command"])[1:], "--json")
        if "error" in found:
            assert ran.code in (2, 5), typed
            continue
        shown = json.loads(ran.out)
        assert (found["before"], found["after"]) == (shown["before"]["gross"], shown["after"]["gross"]), typed
        if found["cost"]:
            assert found["cost"] == shown["after"]["employer_cost"]["total"], typed
        computed += 1
    assert computed >= PEOPLE // 2
