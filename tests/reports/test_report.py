"""`revalo report`: the figures of `batch`, nobody told apart, pages that stand alone.

Guards: cli/report.py, payroll/board.py, people/board.py, reports/pages/advice.py, reports/pages/bars.py,
reports/pages/board.py, reports/pages/document.py, reports/pages/html.py, reports/pages/payroll_cost.py,
reports/pages/project.py, reports/pages/side_by_side.py, reports/pages/svg.py.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import Page, check
from revalo.money import euros, parse_fixed
from revalo.people.spread import spread
from running import run


@pytest.fixture(scope="module")
def payroll(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("payroll") / "paie.csv"
    assert run("sample", "--rows", "400", "--seed", "7", "-o", str(path)).code == 0
    return path


@pytest.fixture(scope="module")
def page(payroll: Path) -> Page:
    out = payroll.parent / "rapport.html"
    ran = run("report", str(payroll), "-o", str(out), "--lang", "en", "--title", "<Paie> & co")
    assert (ran.code, ran.err) == (0, "")
    return Page(out.read_text(encoding="utf-8"))


def cents(text: str) -> int:
    sign = -1 if text.startswith("-") else 1
    return sign * parse_fixed(text.strip("+-").removeprefix("€").replace(",", ""), 2)


def test_the_page_stands_alone(page: Page) -> None:
    check(page)
    assert "&lt;Paie&gt; &amp; co" in page.text
    assert len(list(page.all("svg"))) >= 6


def test_the_figures_are_those_of_batch(page: Page, payroll: Path, tmp_path: Path) -> None:
    out = tmp_path / "r.jsonl"
    assert run("batch", str(payroll), "-o", str(out), "--lang", "en").code == 0
    held = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    sums = [sum(cents(row[name]) for row in held) for name in ("before_gross", "after_gross", "gain")]
    total = page.rows("Gain by service")[-1]
    assert total[1] == str(len(held))
    assert [cents(each) for each in total[2:5]] == sums
    for shown in page.rows("Gain by service")[1:-1]:
        mine = [row for row in held if row["service_id"] == shown[0]]
        assert int(shown[1]) == len(mine)
        assert cents(shown[4]) == sum(cents(row["gain"]) for row in mine)


@pytest.mark.parametrize("caption", ["Gain by category (old grid)", "Gain by service", "Gain by département"])
def test_groups_add_up_and_none_is_small(page: Page, caption: str) -> None:
    _headings, *rows, total = page.rows(caption)
    assert all(int(row[1]) >= 5 for row in rows)
    for column in (2, 3, 4):
        assert sum(cents(row[column]) for row in rows) == cents(total[column])


def test_groups_add_up_over_every_sector(tmp_path: Path) -> None:
    path, out = tmp_path / "p.csv", tmp_path / "r.html"
    assert run("sample", "--rows", "120", "--sectors", "all", "--seed", "9", "-o", str(path)).code == 0
    assert run("report", str(path), "-o", str(out), "--lang", "en").code == 0
    found = Page(out.read_text(encoding="utf-8"))
    for caption in ("Gain by category (old grid)", "Gain by status and degré (Avenant 43 grid)"):
        _headings, *rows, total = found.rows(caption)
        assert sum(int(row[1]) for row in rows) == int(total[1]) == 120
        assert sum(cents(row[4]) for row in rows) == cents(total[4])
        assert all(int(row[1]) >= 5 for row in rows)


def test_what_the_texts_brought_is_the_gain(page: Page) -> None:
    _headings, *rows, total = page.rows("The gain, text by text")
    assert sum(cents(row[2]) for row in rows) == cents(total[2])
    assert total[2] == page.rows("Gain by service")[-1][4]
    assert rows[0][0].startswith("avenant-43: ")


def test_the_slices_hold_everyone(page: Page) -> None:
    _headings, *rows = page.rows("People by monthly gain, in euros")
    assert sum(int(row[1]) for row in rows) == 400


def test_the_minimum_wage_by_date(page: Page, tmp_path: Path) -> None:
    rows = {row[0]: row[1:] for row in page.rows("Share of staff paid at the SMIC")[1:]}
    assert {"2020-01-01", "2021-09-30", "2021-10-01", "2024-11-01"} <= rows.keys()
    path = tmp_path / "p.csv"
    names = "\n".join(f"{n};A;1;0" if n % 2 else f"{n};C;20;19" for n in range(20))
    path.write_text(f"matricule;categorie;annee;anciennete\n{names}\n", encoding="utf-8")
    out = tmp_path / "r.html"
    assert run("report", str(path), "-o", str(out)).code == 0
    found = Page(out.read_text(encoding="utf-8"))
    shown = {row[0]: row[1:] for row in found.rows("Part des salariés rémunérés au SMIC")[1:]}
    assert shown["30/09/2021"] == ["20", "10", "50,00\u00a0%"]


def test_rejects_and_pdf(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    rows = "\n".join(f"{n};C;8" for n in range(9))
    path.write_text(f"matricule;categorie;annee\n{rows}\nX;Z;8\n", encoding="utf-8")
    ran = run("report", str(path), "-o", str(tmp_path / "r.pdf"))
    assert ran.code == 4
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "r.pdf.rejects.csv").exists()


def test_nobody_at_all(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("matricule;categorie;annee\nX;Z;8\n", encoding="utf-8")
    ran = run("report", str(path), "-o", str(tmp_path / "r.html"))
    assert ran.code == 4
    check(Page((tmp_path / "r.html").read_text(encoding="utf-8")))


def test_a_small_service_is_not_what_is_left_of_its_departement(tmp_path: Path) -> None:
    path, out = tmp_path / "p.csv", tmp_path / "r.html"
    sizes = {("Nord", "59"): 20, ("Est", "59"): 12, ("Ouest", "59"): 3, ("Sud", "13"): 10, ("Port", "13"): 9}
    rows = [f"{service};{code};C;8" for (service, code), size in sizes.items() for _ in range(size)]
    path.write_text("\n".join(["service;departement;categorie;annee", *rows]), encoding="utf-8")
    assert run("report", str(path), "-o", str(out)).code == 0
    found = Page(out.read_text(encoding="utf-8"))
    services = [row[:2] for row in found.rows("Gain par service")[1:]]
    assert services == [
        ["Nord", "20"],
        ["Sud", "10"],
        ["Port", "9"],
        ["Autres groupes (2, regroupés)", "15"],
        ["Total", "54"],
    ]
    assert [row[:2] for row in found.rows("Gain par département")[1:-1]] == [["59", "35"], ["13", "19"]]


@given(st.dictionaries(st.integers(-300, 300), st.integers(1, 20), min_size=1, max_size=40))
def test_slices_of_gains(gains: dict[int, int]) -> None:
    found = spread(Counter(gains), 5)
    assert sum(people for _start, _end, people in found) == sum(gains.values())
    assert len(found) <= 10
    assert all(people == 0 or people >= 5 for _start, _end, people in found) or len(found) == 1
    assert [end for _start, end, _people in found[:-1]] == [start for start, _end, _people in found[1:]]


def test_money_is_written_in_full() -> None:
    assert cents(euros(-123_456, "en")) == -123_456


def test_the_cost_of_the_report_is_that_of_batch(tmp_path: Path) -> None:
    payroll = tmp_path / "paie.csv"
    assert run("sample", "--rows", "150", "--seed", "7", "-o", str(payroll)).code == 0
    words = ("--employer-cost", "--staff", "20", "--lang", "en")
    assert run("report", str(payroll), "-o", str(tmp_path / "r.html"), *words).code == 0
    page = Page((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert run("batch", str(payroll), "-o", str(tmp_path / "r.csv"), "--by-text", *words).code == 0
    meta = json.loads((tmp_path / "r.csv.meta.json").read_text(encoding="utf-8"))["employer_cost"]
    total = page.rows("Employer cost, all staff, per month")[-1]
    assert [cents(each) for each in total[1:3]] == [parse_fixed(meta[side]["total"], 2) for side in ("before", "after")]
    by_text = page.rows("The cost, text by text")[1:]
    assert sum(cents(row[2]) for row in by_text[:-1]) == cents(by_text[-1][2]) == cents(total[3])
    assert [cents(row[2]) for row in by_text[:-1]] == [cents(each["cost"]) for each in meta["causes"]], (
        "the same causes"
    )
    groups = page.rows("Employer cost by service")[1:]
    assert sum(cents(row[3]) for row in groups[:-1]) == cents(groups[-1][3]) == cents(total[2])
    check(page)
