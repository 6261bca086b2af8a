"""The address of the official copy of a text: in `law show`, in pages, in the workbook of a payroll.

Guards: grids/official.py, grids/texts.py.
"""

import re
from pathlib import Path

import pytest

from revalo.grids import official
from revalo.grids.law import Law
from running import run

ADDRESS = re.compile(r"https://www\.legifrance\.gouv\.fr/(?:conv_coll|jorf|codes|loda)/[a-z_]+/[A-Z]{8}[0-9]{12}")


@pytest.mark.parametrize(
    ("told", "first"),
    [
        ("KALITEXT000044159632, Titre III art. 2, 11-19", "KALITEXT000044159632"),
        ("KALIARTI000044391998 (art. V.26), JORFTEXT000045583077", "JORFTEXT000045583077"),
        ("art. 8 (JORFARTI000045155299)", "JORFARTI000045155299"),
        ("décret 2018-1173", None),
        (None, None),
    ],
)
def test_the_id_of_the_text_goes_before_those_of_its_articles(told: str | None, first: str | None) -> None:
    assert official.first_id(told) == first


def test_every_known_id_has_a_page(law: Law) -> None:
    addresses = [text.official for text in law.texts if text.official]
    assert len(addresses) > 30
    assert all(ADDRESS.fullmatch(each) for each in addresses)
    assert law.text("avenant-43").official == "https://www.legifrance.gouv.fr/conv_coll/id/KALITEXT000044159632"
    assert law.text("temps-partiel-fp").official is None


def test_law_show_gives_the_address() -> None:
    shown = run("law", "show", "avenant-70").out.replace("\n", "").replace(" ", "")
    assert "https://www.legifrance.gouv.fr/conv_coll/id/KALITEXT000054040668" in shown
    assert "legifrance.gouv.fr" not in run("law", "show", "temps-partiel-fp").out


def test_a_sheet_links_the_texts_behind_its_figures(tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    assert run("sheet", "--category", "C", "--year", "8", "--seniority", "8", "-o", str(page)).code == 0
    address = "https://www.legifrance.gouv.fr/conv_coll/id/KALITEXT000044159632"
    assert f'<a href="{address}" rel="noreferrer">{address}</a>' in page.read_text(encoding="utf-8")
