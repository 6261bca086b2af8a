"""`revalo sheet`: the amounts of `compute`, pages that stand alone, many people, hostile names, PDF.

Guards: analysis/career.py, cli/sheet.py, payroll/persons.py, reports/pages/advice.py, reports/pages/beside.py,
reports/pages/document.py, reports/pages/html.py, reports/pages/lines.py, reports/pages/names.py,
reports/pages/pdf.py, reports/pages/sheet.py, reports/pages/sheets.py, reports/pages/situation.py,
reports/pages/steps.py, reports/pages/svg.py, reports/pages/texts.py, reports/pages/writing.py.
"""

import json
import re
import subprocess
import sys
from itertools import pairwise, product
from pathlib import Path

import pytest

from pages import Page, check, said
from revalo import language
from revalo.money import euros, parse_fixed
from revalo.reports.pages.document import Chart, Document, Table, cells, section
from revalo.reports.pages.html import html
from revalo.reports.pages.names import Names, safe
from revalo.reports.pages.svg import scale
from running import compute, run

PEOPLE = [
    ("--job", "avs", "--since", "2012-04-15", "--diploma", "3"),
    ("--category", "C", "--year", "8", "--fte", "0.8"),
    ("--category", "A", "--year", "1"),
    ("--sector", "fph", "--structure", "ehpad", "--profession", "ide", "--index", "420"),
    ("--sector", "ccn51", "--structure", "ehpad", "--profession", "aide-soignant", "--gross", "1900"),
    ("--job", "avs", "--seniority", "8", "--without", "article-47", "--after", "2022-01-01"),
    ("--job", "avs", "--seniority", "8", "--set", "avenant43.point_value=6.00"),
    ("--job", "avs", "--seniority", "8", "--before", "2022-10-01", "--after", "2021-10-01"),
]
HOSTILE = ("../x", "<script>alert(1)</script>", "=1+1", "..", "CON", "A1", "a1", "", "&amp;", "#strike[x]")


def sheet(folder: Path, *options: str) -> Page:
    ran = run("sheet", *options, "-o", str(folder / "sheet.html"))
    assert (ran.code, ran.err) == (0, "")
    return Page((folder / "sheet.html").read_text(encoding="utf-8"))


def written(amount: str, lang: str, *, signed: bool = False) -> str:
    return euros(parse_fixed(amount, 2), lang, signed=signed)


def payroll(folder: Path, *names: str) -> Path:
    path = folder / "paie.csv"
    rows = [f'"{name}";C;8' for name in names]
    path.write_text("\n".join(["matricule;categorie;annee", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("person", PEOPLE, ids=" ".join)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_amounts_are_those_of_compute(person: tuple[str, ...], lang: str, tmp_path: Path) -> None:
    page = sheet(tmp_path, *person, "--lang", lang)
    check(page)
    found = compute(*person, "--lang", lang)
    caption = {"fr": "Le brut d'un mois, ligne par ligne", "en": "The gross of a month, line by line"}[lang]
    _headings, *rows, total = page.rows(caption)
    sides = [{line["label"]: line["amount"] for line in found[side]["lines"]} for side in ("before", "after")]
    for label, before, after, _difference in rows:
        amounts = [written(side[label], lang) if label in side else "" for side in sides]
        assert [before, after] == amounts
    assert len(rows) == len(set(sides[0]) | set(sides[1]))
    gross = [written(found[side]["gross"], lang) for side in ("before", "after")]
    assert total[1:] == [*gross, written(found["difference"]["gross"], lang, signed=True)]


def test_why_adds_up_and_texts_have_references(tmp_path: Path) -> None:
    page = sheet(tmp_path, *PEOPLE[0])
    assert page.rows("L'écart, texte par texte")[-1] == ["Total", "", "+242,99\u00a0€"]
    texts = page.rows("Les textes derrière ces chiffres")
    assert "Avenant 43-2020\u00a0: emplois, classification et rémunération" in [row[0] for row in texts]
    assert "étendu le 05/08/2021" in page.text
    assert "Dictionnaire permanent" in page.text
    assert "qui ne valent pas conseil juridique" in page.text


def test_every_step_of_the_chart_is_named(tmp_path: Path) -> None:
    page = sheet(tmp_path, *PEOPLE[0])
    _headings, *steps = page.rows("Les paliers du graphique")
    assert [row[0] for row in steps] == [str(number) for number in range(1, len(steps) + 1)]
    change = "Grille applicable\u00a0: ancienne grille → grille de l'avenant 43 (avenant-43)"
    assert steps[2][:3] == ["3", "10/2021", change]
    numbers = [said(each) for each in page.all("text")]
    assert {row[0] for row in steps} <= set(numbers)
    assert "Le salaire passe de 1 787,50\u00a0€ (01/2020)" in said(next(page.all("desc"))).replace(
        "1\u00a0787", "1 787"
    )


def test_a_late_entry_starts_the_chart(tmp_path: Path) -> None:
    page = sheet(tmp_path, "--job", "avs", "--since", "2021-03-10")
    assert "(04/2021)" in said(next(page.all("desc")))


def test_a_civil_servant(tmp_path: Path) -> None:
    page = sheet(tmp_path, "--sector", "fpt", "--structure", "saad", "--profession", "avs", "--index", "400")
    check(page)


def test_pages_written_for_a_person_hold_no_identity(tmp_path: Path) -> None:
    page = sheet(tmp_path, *PEOPLE[0])
    assert [said(each) for each in page.all("h1")] == ["Fiche individuelle"]


def test_one_file_a_person_and_the_rejects(tmp_path: Path) -> None:
    out = tmp_path / "fiches"
    path = payroll(tmp_path, *HOSTILE)
    path.write_text(path.read_text(encoding="utf-8") + "A2;Z;8\n", encoding="utf-8")
    ran = run("sheet", "--batch", str(path), "-o", str(out))
    assert ran.code == 4
    names = sorted(each.name for each in out.iterdir())
    assert len(names) == len(HOSTILE)
    assert len({name.casefold() for name in names}) == len(HOSTILE)
    assert all(re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]*\.html", name) for name in names)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["fiches", "fiches.rejects.csv", "paie.csv"]
    for each in out.iterdir():
        page = Page(each.read_text(encoding="utf-8"))
        check(page)
        assert not list(page.all("script"))
    assert "unknown-code" in (tmp_path / "fiches.rejects.csv").read_text(encoding="utf-8-sig")
    titles = {said(next(Page(each.read_text(encoding="utf-8")).all("h1"))) for each in out.iterdir()}
    assert titles == {f"Fiche individuelle {name or 'ligne 9'}" for name in HOSTILE}


@pytest.mark.parametrize("suffix", ["html", "pdf"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_folder_with_pages_of_people_who_left_is_refused(suffix: str, lang: str, tmp_path: Path) -> None:
    if suffix == "pdf":
        pytest.importorskip("typst")
    out = tmp_path / "fiches"
    before = ("--format", suffix, "--lang", lang)
    assert run("sheet", "--batch", str(payroll(tmp_path, "A1", "A2")), "-o", str(out), *before).code == 0
    held = {each.name: each.read_bytes() for each in out.iterdir()}
    path = payroll(tmp_path, "A2", "A3")
    path.write_text(path.read_text(encoding="utf-8") + "A4;Z;8\n", encoding="utf-8")
    ran = run("sheet", "--batch", str(path), "-o", str(out), "--format", suffix, "--lang", "en")
    assert ran.code == 2
    assert "that this run does not replace (1): of people who left" in " ".join(ran.err.split())
    assert "A1" not in ran.err + ran.out
    assert {each.name: each.read_bytes() for each in out.iterdir()} == held
    assert sorted(each.name for each in tmp_path.iterdir()) == ["fiches", "paie.csv"]
    (out / f"A1.{suffix}").unlink()
    assert run("sheet", "--batch", str(path), "-o", str(out), "--format", suffix, "--lang", "en").code == 4
    assert sorted(each.stem for each in out.iterdir()) == ["A2", "A3"]


@pytest.mark.parametrize("later", ["A1;C;8\n", "A1;C;8\nA2;Z;8\n", "A1;C;8\nA2;C;8\nA2;C;8\n"])
def test_a_sheet_of_a_row_that_is_no_more_is_refused(later: str, tmp_path: Path) -> None:
    """Of somebody who left, is rejected now, or has fewer rows: nothing is written, and the message says why."""
    out, path = tmp_path / "fiches", tmp_path / "paie.csv"
    head = "employee_id;category;year\n"
    path.write_text(head + "A1;C;8\nA2;C;8\nA2;D;9\n", encoding="utf-8")
    assert run("sheet", "--batch", str(path), "-o", str(out)).code == 0
    assert sorted(each.stem for each in out.iterdir()) == ["A1", "A2", "A2-2"]
    path.write_text(head + later, encoding="utf-8")
    ran = run("sheet", "--batch", str(path), "-o", str(out), "--lang", "en")
    assert ran.code == 2
    assert "whose rows are rejected now or fewer than before" in " ".join(ran.err.split())
    assert sorted(each.stem for each in out.iterdir()) == ["A1", "A2", "A2-2"]


def test_pages_of_another_form_are_not_left_beside(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    out, path = tmp_path / "fiches", payroll(tmp_path, "A1")
    assert run("sheet", "--batch", str(path), "-o", str(out)).code == 0
    assert run("sheet", "--batch", str(path), "-o", str(out), "--format", "pdf").code == 2
    assert [each.name for each in out.iterdir()] == ["A1.html"]


def test_files_of_others_stay_in_the_folder(tmp_path: Path) -> None:
    out, path = tmp_path / "fiches", payroll(tmp_path, "A1")
    out.mkdir()
    others = {
        "note.html": b"<title>Fiche</title>",
        "a.pdf": b"%PDF-1.7 Fiche individuelle",
        "notes.txt": b"",
        "A1.htm": b"",
    }
    for name, content in others.items():
        (out / name).write_bytes(content)
    (out / "folder.html").mkdir()
    assert run("report", str(path), "-o", str(out / "rapport.html")).code == 0
    for _again in range(2):
        assert run("sheet", "--batch", str(path), "-o", str(out)).code == 0
    assert {name: (out / name).read_bytes() for name in others} == others
    assert (out / "rapport.html").is_file()


def test_many_pages_have_the_amounts_of_batch(tmp_path: Path) -> None:
    payroll_file, results = tmp_path / "p.csv", tmp_path / "r.jsonl"
    run("sample", "--rows", "12", "--seed", "4", "--sectors", "all", "-o", str(payroll_file))
    assert run("batch", str(payroll_file), "-o", str(results), "--lang", "en").code == 0
    assert run("sheet", "--batch", str(payroll_file), "-o", str(tmp_path / "out"), "--lang", "en").code == 0
    for held in map(json.loads, results.read_text(encoding="utf-8").splitlines()):
        page = Page((tmp_path / "out" / f"{safe(held['employee_id'])}.html").read_text(encoding="utf-8"))
        total = page.rows("The gross of a month, line by line")[-1]
        assert total[1:3] == [written(held[f"{side}_gross"], "en") for side in ("before", "after")]


def test_pdf(tmp_path: Path) -> None:
    out = tmp_path / "fiche.pdf"
    assert run("sheet", *PEOPLE[0], "-o", str(out)).code == 0
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert 2 <= pages_of(content) <= 4
    assert b"<dc:title>" in content
    assert b"Fiche individuelle" in content
    assert run("sheet", "--batch", str(payroll(tmp_path, *HOSTILE)), "-o", str(tmp_path / "all.pdf")).code == 0
    assert len(HOSTILE) * 2 <= pages_of((tmp_path / "all.pdf").read_bytes()) <= len(HOSTILE) * 4


def pages_of(content: bytes) -> int:
    """How many pages a PDF has: the largest count of a node of its tree of pages."""
    return max(int(each) for each in re.findall(rb"/Count (\d+)", content))


def test_without_the_library_for_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = run("sheet", *PEOPLE[0], "-o", str(tmp_path / "a.pdf"))
    assert ran.code == 2
    assert "revalo[report]" in ran.err
    assert not list(tmp_path.iterdir())
    assert run("sheet", *PEOPLE[0], "-o", str(tmp_path / "a.html")).code == 0


def test_safe_names() -> None:
    names = Names()
    assert [names.name(each, "row-2") for each in ("a", "A", "a-2", "..", "nul.txt")] == [
        "a",
        "A-2",
        "a-2-2",
        "row-2",
        "_nul.txt",
    ]
    assert len(safe("x" * 500)) == 60


def test_texts_are_escaped_wherever_they_stand() -> None:
    language.use("en")
    bad = '<b onload="x">&'
    table = Table(bad, (bad,), (cells(bad),), numeric=0)
    chart = Chart(bad, bad, '<svg role="img" aria-labelledby="a b"><title id="a">t</title><desc id="b">d</desc></svg>')
    page = Page(html(Document(bad, bad, (bad,), (section(bad, table, chart),), (bad,))).decode())
    check(page)
    assert not list(page.all("b"))
    assert said(next(page.all("h1"))) == f"{bad} {bad}"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast() -> None:
    page = html(Document("", "", (), (), ())).decode()
    themes = re.findall(r":root \{(.*?)\}", page, re.DOTALL)
    assert len(themes) == 3
    for theme in themes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", theme))
        for words, ground in product(("ink", "pale", "strong"), ("paper", "band")):
            light, dark = sorted((luminance(colours[words]), luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (words, ground)


@pytest.mark.parametrize(("low", "high"), [(0, 0), (152_000, 221_776), (100, 101), (1, 90_000_000), (-500, 500)])
def test_scales_hold_what_they_show(low: int, high: int) -> None:
    levels = scale(low, high, 8, 100)
    assert levels[0] <= low <= high <= levels[-1]
    assert 2 <= len(levels) <= 9
    assert len({b - a for a, b in pairwise(levels)}) == 1


def test_the_page_of_one_person_needs_no_table_of_people_and_no_terminal() -> None:
    """What the simulator has not, since it is not pure Python, or not needed by a page."""
    code = """if True:
        import sys
        for name in ("numpy", "pyarrow", "pydantic", "yaml", "rich", "typer"):
            sys.modules[name] = None
        from revalo import api
        from revalo.analysis.attribution import effects
        from revalo.analysis.comparison import Request
        from revalo.payroll.reading import dates, headers, names, number
        from revalo.reports.explanation import explained
        from revalo.reports.json.results import comparison
        from revalo.reports.pages.html import html
        from revalo.reports.pages.sheet import months_of, sheet
        found = api.compare(api.load_law(), {"job": "avs", "since": "2012-04-15"}, Request())
        split = effects(found)
        assert html(sheet(found, split, months_of(found, Request())))
        assert list(explained(found, split)) and comparison(found, split)
    """
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
