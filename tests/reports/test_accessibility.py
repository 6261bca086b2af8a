"""Pages in a real browser: nothing is loaded, axe-core finds nothing serious, nothing runs over the screen."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import revalo
from running import run
from shared_files import files

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")
WIDTHS = (1280, 390)
PERSON = ("--job", "avs", "--since", "2012-04-15", "--diploma", "3")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (Debian: chromium)"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="make .venv/browser installs what drives Chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET), chromium_sandbox=False)
        yield browser
        browser.close()


@pytest.fixture(scope="module", params=["fr", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sheet of each kind of pay and a report, in a language."""
    folder, lang = tmp_path_factory.mktemp("pages"), request.param
    payroll, activity = files(folder, (9, 6, 7, 2))
    with payroll.open("a", encoding="utf-8") as file:
        file.write("X1,Causses,Z,3,employe,1,1,3,151.67,,,1\n")
    who_pays = ("--activity", str(activity), "--year", "2022", "--year", "2023")
    asked = (
        ("sheet", *PERSON),
        ("sheet", "--sector", "fph", "--structure", "ehpad", "--profession", "ide", "--index", "420"),
        ("report", str(payroll), "--title", "Association du Val, 2022", *who_pays),
    )
    found = [folder / f"{place}.html" for place in range(len(asked))]
    codes = [run(*words, "-o", str(out), "--lang", lang).code for words, out in zip(asked, found, strict=True)]
    assert codes == [0, 0, 4]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_loaded(browser: Any, pages: list[Path], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for path in pages:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            asked: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.goto(path.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            found = axe.run(page).response["violations"]
            assert [(each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
            assert asked == [path.as_uri()]
            page.close()


@pytest.mark.parametrize("theme", ["true", "false", ""], ids=["light", "dark", "of the system"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_a_notebook_shows(browser: Any, tmp_path: Path, scheme: str, theme: str) -> None:
    """Readable whatever the theme of the notebook and that of the system, whose style it leaves unchanged."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    payroll, _activity = files(tmp_path, (9, 6, 7, 2))
    result = revalo.revalue(payroll, by_text=True, employer_cost=True, lang="en")
    told = f' data-jp-theme-light="{theme}"' if theme else ""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.set_content(
        f"<!doctype html><html lang=en><head><title>x</title></head><body{told}><p id=own>own</p>"
        f"{result._repr_html_()}</body></html>"
    )
    found = [each for each in axe.run(page).response["violations"] if each["impact"] in ("serious", "critical")]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    paper = page.evaluate("getComputedStyle(document.querySelector('.revalo')).backgroundColor")
    is_dark = theme == "false" or (theme == "" and scheme == "dark")
    assert paper == ("rgb(20, 23, 27)" if is_dark else "rgb(255, 255, 255)")
    assert page.evaluate("getComputedStyle(document.getElementById('own')).fontSize") == "16px"
    page.close()


def test_axe_is_at_work(browser: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#999;background:#fff'>pale</p></body></html>")
    assert {"image-alt", "color-contrast", "html-has-lang"} <= {
        each["id"] for each in axe.run(page).response["violations"]
    }
