"""The documentation says what the program does: its commands are run, its links followed, its examples computed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import derived
import help_pages
import pytest
import regenerate
from replay import LANGUAGES, run

import revalo
from revalo.grids.law import Law

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
PAGES = regenerate.pages()


@pytest.mark.parametrize("page", [*PAGES, *regenerate.pictures(), *derived.files()], ids=regenerate.named)
def test_every_output_shown_is_the_real_one(page: Path) -> None:
    _text, problems = regenerate.rewritten(page)
    assert not problems, "\n".join(map(str, problems))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_help_page(language: str) -> None:
    shown = (DOCS / language / "cli.md").read_text(encoding="utf-8")
    missing = [words for words in help_pages.commands() if f"{help_pages.title(words)}\n" not in shown]
    assert not missing, f"cli.md lacks {missing}: run make docs"
    assert ("law", "validate") in set(help_pages.commands())


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.md"


def problems(page: Path, text: str) -> list[str]:
    page.write_text(text, encoding="utf-8")
    return [str(problem) for problem in regenerate.rewritten(page)[1]]


def test_a_stale_output_names_the_file_and_the_command(page: Path) -> None:
    found = problems(page, "# Page\n\n```console\n$ revalo --version\nrevalo 0.0.0\n```\n")
    assert found == ["page.md:4: $ revalo --version: prints something else by now: run make docs"]


def test_a_page_or_a_picture_written_whole_is_stale_when_it_should_hold_something_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    register = DOCS / "fr" / "register.md"
    present = register.read_text(encoding="utf-8")
    monkeypatch.setitem(regenerate.GENERATED, "register.md", lambda _language: f"{present}\n## New section\n\nx\n")
    text, (problem,) = regenerate.rewritten(register)
    assert text != present
    assert str(problem) == "docs/fr/register.md:1: New section: not shown as it is: run make docs"
    monkeypatch.setattr("screenshots.drawn", lambda *_given: "<svg/>")
    text, (problem,) = regenerate.rewritten(regenerate.pictures()[0])
    assert (text, type(problem)) == ("<svg/>", regenerate.Stale)


def test_rewriting_puts_every_output_after_its_command(page: Path) -> None:
    page.write_text("```console\n$ revalo --version\n$ revalo \\\n  --version\nold\n```\n", encoding="utf-8")
    text, found = regenerate.rewritten(page)
    version = text.split("\n")[2]
    assert version.startswith("revalo ")
    assert text == f"```console\n$ revalo --version\n{version}\n$ revalo \\\n  --version\n{version}\n```\n"
    assert len(found) == 2
    assert not problems(page, text)


def test_an_exit_code_that_is_not_announced(page: Path) -> None:
    wrong = "$ revalo compute --category Z\n"
    assert "ends with code 2, 0 is expected" in problems(page, f"```console\n{wrong}```\n")[0]
    assert not problems(page, f"```console {{.quiet exit=2}}\n{wrong}```\n")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("```console {.norun}\n$ make demo\n```", []),
        ("```console {.quiet}\n$ revalo --version   # une remarque\n```", []),
        ("```python\n$ revalo --nothing\n```", []),
        ("```console\n$ make demo\n```", ["a block of commands that are not ours must be marked {.norun}"]),
        ("```console {.quiet}\n$ revalo --version\n$ make demo\n```", ["only revalo can be run: $ make demo"]),
        ("```diff {file=a/avenant43.yaml}\n-no such line\n+x\n```", ["the lines to change must stand once"]),
    ],
)
def test_what_is_done_with_other_blocks(page: Path, block: str, expected: list[str]) -> None:
    found = problems(page, block + "\n")
    assert len(found) == len(expected)
    assert all(part in whole for part, whole in zip(expected, found, strict=True))


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _links(page: Path) -> Iterator[str]:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    return (match[1] for match in LINK.finditer(text) if "://" not in match[1])


@pytest.mark.parametrize("page", PAGES, ids=regenerate.named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in _links(page):
        name, _mark, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), f"{page.name}: {link}"
        assert target.is_relative_to(ROOT), f"{page.name}: {link}"
        assert not anchor or anchor in _anchors(target), f"{page.name}: {link}"


def test_the_readme_leads_to_every_french_page_and_to_the_english_start() -> None:
    linked = {(ROOT / link).resolve() for link in _links(ROOT / "README.md")}
    assert {*(DOCS / "fr").glob("*.md"), DOCS / "en" / "index.md"} <= linked


@pytest.mark.parametrize("page", PAGES, ids=regenerate.named)
def test_a_command_is_left_out_only_where_it_needs_a_cluster(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    left_out = "".join(re.findall(r"^```console \{\.norun\}$.*?^```$", text, re.MULTILINE | re.DOTALL))
    calls = [line for line in left_out.splitlines() if line.startswith("$ revalo")]
    assert [line for line in calls if "--engine spark" not in line] == []
    assert not re.search(r"^ +```", text, re.MULTILINE), "an indented block would not be run"


@pytest.mark.parametrize("language", LANGUAGES)
def test_python_shown_to_analysts_runs(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = (DOCS / language / "analyst.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    exec(code, {})
    assert capsys.readouterr().out.startswith("303.36 ['avenant-43', ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_to_install_bears_the_version(language: str) -> None:
    page = (DOCS / language / "index.md").read_text(encoding="utf-8")
    assert f"install revalo-{revalo.__version__}-py3-none-any.whl" in page


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of law that docs/en/maintaining-the-law.md builds."""
    folder = tmp_path_factory.mktemp("law")
    regenerate.prepare(ROOT / "docs" / "en" / "maintaining-the-law.md", folder)
    return folder


def bases(folder: Path, options: str) -> tuple[str, str]:
    lines, code = run(f"$ revalo compute {options} --json", folder)
    assert code == 0, lines
    found = json.loads("\n".join(lines))
    return found["before"]["lines"][0]["amount"], found["after"]["lines"][0]["amount"]


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        ("--before 2026-12-31 --after 2027-01-01", 344 * 577, 344 * 590),
        ("--before 2026-12-31 --after 2027-01-01 --no-member", 344 * 577, 344 * 577),
        ("--without avenant-90 --after 2027-06-01", 344 * 577, 344 * 590),
        ("--before 2026-12-01 --after 2027-01-01 --known-on 2026-12-11", 344 * 577, 344 * 577),
    ],
)
def test_the_new_point_value_of_the_guide(examples: Path, options: str, before: int, after: int) -> None:
    found = bases(examples, f"--law new-point --job avs --seniority 3 --echelon 1 {options}")
    assert found == (f"{before / 100:.2f}", f"{after / 100:.2f}")


@pytest.mark.parametrize(
    ("options", "before", "after"),
    [
        ("--echelon 2 --without avenant-91 --after 2026-01-15", 359 * 577, 366 * 577),
        ("--echelon 3 --before 2025-12-31 --after 2026-01-01", 383 * 577, 391 * 577),
        ("--echelon 1 --with avenant-68 --before 2025-12-31 --after 2025-12-31", 344 * 577, 350 * 577),
        ("--year 5 --without avenant-43 --after 2026-01-15 --echelon 1", 313 * 577, 350 * 577),
    ],
)
def test_the_new_row_of_the_guide(examples: Path, options: str, before: int, after: int) -> None:
    found = bases(examples, f"--law new-row --job avs --seniority 4 {options}")
    assert found == (f"{before / 100:.2f}", f"{after / 100:.2f}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_names_every_text_and_measure_and_what_is_assumed_or_missing(law: Law, language: str) -> None:
    page = (DOCS / language / "register.md").read_text(encoding="utf-8")
    tables = [law.table(path) for path in law.paths]
    doubtful = [
        table.path
        for table in tables
        if table.outside or any(version.not_found or version.confidence == "assumed" for version in table.versions)
    ]
    named = [*doubtful, *(text.id for text in law.texts), *law.measures]
    assert [name for name in named if f"`{name}`" not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_on_the_law_tells_what_each_text_of_the_branch_brought(law: Law, language: str) -> None:
    page = (DOCS / language / "law.md").read_text(encoding="utf-8")
    not_in_force = {text.id for text in law.texts if text.not_in_force and text.id.startswith("avenant-")}
    tables = [law.table(path) for path in law.paths if path.startswith("avenant43.")]
    brought = {version.text for table in tables for version in table.versions}
    assert [name for name in sorted(not_in_force | brought) if f"`{name}`" not in page] == []
