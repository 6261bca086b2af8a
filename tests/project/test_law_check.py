"""`make law-check` on a made-up copy of the packages: what stands in the words is found, what does not is named."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import against_openfisca
import check_law
import earned
import law_claims
import newer_releases
import official_copies
import pytest
import records
import text_register
from official_copies import CopyError
from official_words import Words, day_in_words, holds_figure, holds_row, in_letters, numbers

from official_package import AGREEMENT, agreement, made_up, pack, section

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up packages that carry the law as it stands."""
    return made_up(DATA, tmp_path_factory.mktemp("copy")).parent


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A copy of the law files, to plant errors in."""
    return Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("checks.json")))


def openfisca(folder: Path, copy: Path, wages: dict[str, float]) -> Path:
    """A made-up OpenFisca with one parameter, known to the pins."""
    packages = folder / "lib" / "python3.11" / "site-packages"
    (packages / "openfisca_france-9.9.9.dist-info").mkdir(parents=True)
    (packages / "openfisca_france" / "parameters").mkdir(parents=True)
    values = "".join(f"  {day}:\n    value: {wage}\n" for day, wage in wages.items())
    (packages / "openfisca_france" / "parameters" / "smic.yaml").write_text(f"values:\n{values}", encoding="utf-8")
    (copy / "openfisca_map.json").write_text('{"smic": ["minimum_wage.hourly"]}', encoding="utf-8")
    path = copy / "pins.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**held, "openfisca": {"openfisca-france 9.9.9": "2026-10-27"}}), encoding="utf-8")
    return folder


def run(law: Path, copy: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, list[str]]:
    """Exit code and lines of a check."""
    places = ["--law", str(law), "--pins", str(copy / "pins.json"), "--archives", str(copy)]
    code = check_law.main([*places, "--openfisca", str(copy / "none"), *more])
    out = capsys.readouterr()
    return code, [*out.out.splitlines(), *out.err.splitlines()]


def plant(law: Path, file: str, old: str, new: str) -> None:
    path = law / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all_is_found_where_the_words_carry_it(law: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(law, copy, capsys)
    assert code == 0, [line for line in lines if ": found:" not in line]
    assert sum(": found:" in line for line in lines) >= 60
    assert any(": found: avenant43.point_value@2022-08-01: KALIARTI000047783129" in line for line in lines)


OTHERS = "others_from: 2022-05-"
PLANTED = {
    "two digits of a coefficient": ("avenant43.yaml", "[308, 315, 331]", "[308, 351, 331]", "308, 351, 331"),
    "a day off": ("avenant43.yaml", "{from: 2022-08-01, value: 5.77", "{from: 2022-08-02, value: 5.77", "2022-08-02"),
    "a figure of another year": ("avenant43.yaml", "01, value: 5.62", "01, value: 5.51", "5.51"),
    "two digits of a row": ("avenant43.yaml", "[436, 456, 485]", "[436, 465, 485]", "436, 465, 485"),
    "a band": ("avenant43.yaml", "26-30: 106", "26-30: 160", "26-30: 160"),
    "a level": ("avenant43.yaml", "6: 15, 7: 17, 8: 17", "6: 17, 7: 15, 8: 17", "6: 17"),
    "two digits of a contribution": ("contributions.yaml", "value: 8.55", "value: 5.85", "5.85 (% of pay)"),
    "a contribution a day off": ("contributions.yaml", "01-01, value: 2.11", "01-02, value: 2.11", "2026-01-02"),
    "a contribution of another year": ("contributions.yaml", "value: 3.61", "value: 3.41", "3.41 (% of pay)"),
    "terms that do not add up": ("contributions.yaml", "3.21 + 0.20", "3.21 + 0.02", "is not 3.41"),
    "a day of every year": ("funding.yaml", "value: 09-15", "value: 09-16", "16 septembre"),
    "two digits of a share": ("funding.yaml", "value: 0.90", "value: 0.09", "0.09 (share)"),
    "a share of another year": ("funding.yaml", "value: 0.90", "value: 0.80", "0.80 (share)"),
    "a share a day off": ("funding.yaml", "01-01\n      value: 0.90", "01-02\n      value: 0.90", "2025-01-02"),
    "an amount of another text": ("segur.yaml", "value: 386.00", "value: 206.00", "206.00 (EUR)"),
    "an amount": ("segur.yaml", "value: 54.00", "value: 45.00", "45.00 (EUR)"),
    "a day of an amount": ("segur.yaml", f"01-01, {OTHERS}01, value: 19", f"01-02, {OTHERS}01, value: 19", "01-02"),
    "a day for others": ("segur.yaml", f"{OTHERS}01, value: 19", f"{OTHERS}02, value: 19", "others from 2022-05-02"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "said"), PLANTED.values(), ids=PLANTED)
def test_a_planted_error_is_found(
    file: str, old: str, new: str, said: str, law: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plant(law, file, old, new)
    code, lines = run(law, copy, capsys)
    wrong = [line for line in lines if ": not found:" in line]
    assert code == 1
    assert len(wrong) == 1
    assert wrong[0].startswith(f"{file}:")
    assert said in wrong[0]


ACT = "    extended: {on: 2023-07-03, published: 2023-07-12}\n"
TEXTS = {
    "extension": (ACT, ACT.replace("07-12", "07-13")),
    "order": (ACT, ACT.replace("07-03", "07-04")),
    "signature": ("signed: 2022-10-05", "signed: 2022-10-06"),
    "no extension": (ACT, ""),
    "effect": ("effective: 2022-08-01", "effective: 2022-08-02"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), TEXTS.values(), ids=TEXTS)
def test_a_day_of_a_text_is_compared(
    old: str, new: str, law: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (law / "texts.yaml").read_text(encoding="utf-8")
    start = text.index("  avenant-54:\n")
    end = text.index("\n  avenant-", start + 5)
    held = text[start:end]
    held = re.sub(r"    extended: \{on: 2023-07-03, published: 2023-07-12[^}]*\}\n", ACT, held)
    assert held.count(old) == 1
    (law / "texts.yaml").write_text(text[:start] + held.replace(old, new) + text[end:], encoding="utf-8")
    code, lines = run(law, copy, capsys)
    assert code == 1
    assert [line for line in lines if "avenant-54 (KALITEXT000047783125): " in line]


def test_a_wage_of_another_year(law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    claims = [claim for claim in law_claims.load(law).claims if claim.path == "minimum_wage.hourly"]
    wages = {claim.start.isoformat(): float(claim.value) for claim in claims}
    there = openfisca(tmp_path / "openfisca", mine, wages)
    assert run(law, mine, capsys, "--openfisca", str(there))[0] == 0
    plant(law, "minimum_wage.yaml", "value: 11.52", "value: 11.65")
    code, lines = run(law, mine, capsys, "--openfisca", str(there))
    assert code == 1
    (told,) = [line for line in lines if "minimum_wage.hourly" in line]
    assert "11.65 here (smic-2023-05, openfisca-smic), 11.52 there (openfisca-france 9.9.9, smic)" in told


def test_a_record_keeps_what_openfisca_said_where_it_is_not_installed(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    claims = [claim for claim in law_claims.load(law).claims if claim.path == "minimum_wage.hourly"]
    wages = {claim.start.isoformat(): float(claim.value) for claim in claims}
    there = openfisca(tmp_path / "openfisca", mine, wages)
    assert run(law, mine, capsys, "--openfisca", str(there), "--write")[0] == 0
    assert run(law, mine, capsys, "--write")[0] == 0
    record = records.read(law / "checks.json")
    assert record.figures["minimum_wage.hourly@2023-05-01"]["seen"] == "parameter"
    assert record.releases["openfisca-france 9.9.9"] == "2026-10-27"
    plant(law, "minimum_wage.yaml", "value: 11.52", "value: 11.65")
    run(law, mine, capsys, "--write")
    assert records.read(law / "checks.json").figures["minimum_wage.hourly@2023-05-01"]["seen"] == "reading"


# One table of each file that is compared with parameters: its line, the figure, and the figure wrong in two ways.
SMIC = "2023-05-01, value: 11.52, text: smic-2023-05"
PARAMETERS = {
    "minimum_wage.yaml": ("minimum_wage.hourly", SMIC, "11.52", "11.25", "11.27"),
    "civil_service.yaml": ("civil_service.point_value", "2022-07-01, value: 58.2004", "58.2004", "58.0204", "56.2323"),
    "net.yaml": ("net.rates.public-contract", "2026-01-01, value: 0.1967025", "0.1967025", "0.1976025", "0.1963025"),
    "contributions.yaml": ("contributions.ceiling", "2024-01-01, value: 3864", "3864", "3684", "3666"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["two digits", "a day off", "another year"])
@pytest.mark.parametrize("file", PARAMETERS)
def test_an_error_planted_beside_a_parameter_is_found(
    file: str, kind: str, law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, written, figure, swapped, of_another_year = PARAMETERS[file]
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    claims = [claim for claim in law_claims.load(law).claims if claim.path == path and claim.is_figure]
    there = openfisca(tmp_path / "openfisca", mine, {each.start.isoformat(): float(each.value) for each in claims})
    (mine / "openfisca_map.json").write_text(json.dumps({"smic": [path]}), encoding="utf-8")
    assert run(law, mine, capsys, "--openfisca", str(there))[0] == 0
    day = written[:10]
    wrong = {
        "two digits": written.replace(figure, swapped),
        "a day off": written.replace(day, f"{day[:-2]}02"),
        "another year": written.replace(figure, of_another_year),
    }[kind]
    plant(law, file, written, wrong)
    code, lines = run(law, mine, capsys, "--openfisca", str(there))
    assert code == 1
    assert [line for line in lines if line.startswith(f"{file}:") and f" {path}: " in line and " there" in line]


def test_a_primary_figure_that_nobody_saw_is_said(law: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plant(
        law,
        "minimum_wage.yaml",
        "12.31, text: smic-2026-06, confidence: secondary",
        "12.31, text: smic-2026-06, confidence: primary",
    )
    code, lines = run(law, copy, capsys)
    assert code == 1
    (told,) = [line for line in lines if "primary, but neither seen nor read in a text" in line]
    assert "minimum_wage.hourly@2026-06-01 (openfisca-smic)" in told


def test_nine_in_ten_of_the_copied_figures_must_be_seen(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = law / "avenant43.yaml"
    path.write_text(re.sub(r", legifrance: KALIARTI\d{12}", "", path.read_text(encoding="utf-8")), encoding="utf-8")
    code, lines = run(law, copy, capsys)
    assert code == 1
    assert [line for line in lines if re.match(r"only \d+ of \d+ primary figures of the scope", line)]


def test_what_openfisca_changes_on_another_day(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    claims = [claim for claim in law_claims.load(law).claims if claim.path == "minimum_wage.hourly"]
    wages = {claim.start.isoformat(): float(claim.value) for claim in claims} | {"2027-01-01": 12.5}
    there = openfisca(tmp_path / "openfisca", mine, wages)
    code, lines = run(law, mine, capsys, "--openfisca", str(there))
    assert code == 1
    assert [line for line in lines if "minimum_wage.hourly: from 2027-01-01: 12.5 there" in line]


def test_a_sum_of_parameters(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("values:\n  2020-01-01: {value: 0.11}\n", encoding="utf-8")
    rises = "values:\n  2020-01-01: {value: 0.1}\n  2026-01-01: {value: 0.2}\n"
    (tmp_path / "b.yaml").write_text(rises, encoding="utf-8")
    (claim,) = [each for each in law_claims.load(DATA).claims if each.key == "net.rates.civil-servant@2020-01-01"]
    pairs = {"a + b * 0.9825": [claim.path]}
    first, later = against_openfisca.compared([replace(claim, value="0.20825")], tmp_path, pairs)
    assert first.wrong == ""
    assert later.wrong == "from 2026-01-01: 0.30650 there, 0.20825 here"
    first, later = against_openfisca.compared([replace(claim, value="0.20852")], tmp_path, pairs)
    assert first.wrong.endswith("0.20825 there")


def remade(folder: Path, change: Any) -> Path:
    """Packages of the law as it stands, after a change of the tree of the agreement."""
    path = made_up(DATA, folder)
    tree = agreement(law_claims.load(DATA))
    change(tree)
    held = json.loads(path.read_text(encoding="utf-8"))
    held["packages"][0] = pack(folder, "@made-up/kali-data", "9.9.9", AGREEMENT, tree)
    path.write_text(json.dumps(held), encoding="utf-8")
    return folder


def test_a_newer_agreement_is_named(law: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    title = "Avenant n° 74/2026 du 3 mars 2026 relatif aux salaires"
    mine = remade(tmp_path / "copy", lambda tree: tree["children"].append(section("KALITEXT000099999974", title, [])))
    code, lines = run(law, mine, capsys)
    assert code == 1
    assert "texts.yaml: avenant 74: not in texts.yaml (KALITEXT000099999974, signed 2026-03-03)" in lines


def _reword(tree: dict[str, Any]) -> None:
    for child in tree["children"][-1]["children"]:
        if child["data"]["id"] == "KALIARTI000047783129":
            child["data"]["content"] += "<p>Une phrase de plus.</p>"


def test_changed_words_are_said_though_the_figure_stands(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(law, copy, capsys, "--write")[0] == 0
    mine = remade(tmp_path / "copy", _reword)
    code, lines = run(law, mine, capsys)
    assert code == 1
    assert [line for line in lines if ": changed: avenant43.point_value@2022-08-01" in line]


def _withdraw(tree: dict[str, Any]) -> None:
    articles = tree["children"][-1]["children"]
    for child in articles:
        if child["data"]["id"] == "KALIARTI000047783129":
            child["data"] |= {"id": "KALIARTI000099999999"}


def test_a_replaced_article_is_said(law: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, lines = run(law, remade(tmp_path / "copy", _withdraw), capsys)
    assert code == 1
    (told,) = [line for line in lines if ": absent: avenant43.point_value@2022-08-01" in line]
    assert "KALIARTI000047783129 is in none of the copies (now KALIARTI000099999999)" in told


def _amend(tree: dict[str, Any]) -> None:
    """A newer version of the article of the last point value, with another figure, beside the one that is named."""
    for child in list(tree["children"][-1]["children"]):
        if child["data"]["id"] == "KALIARTI000047783129":
            newer = {
                **child["data"],
                "id": "KALIARTI000099999999",
                "content": "<p>La valeur du point est de 5,99 euros.</p>",
            }
            tree["children"][-1]["children"].insert(0, {"type": "article", "data": newer})


def test_a_newer_version_of_an_article_with_another_figure_is_said(
    law: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, lines = run(law, remade(tmp_path / "copy", _amend), capsys)
    assert code == 1
    (told,) = [line for line in lines if ": changed: avenant43.point_value@" in line]
    assert "@2022-08-01: " in told
    assert "now KALIARTI000099999999, where 5.77 (EUR per point) is not in the words of the article" in told


@pytest.mark.parametrize("more", [[], ["--newer"]])
def test_a_package_that_is_not_the_pinned_one_is_refused(
    more: list[str], law: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    mine = made_up(DATA, tmp_path / "copy").parent
    archive = mine / "made-up-kali-data-9.9.9.tgz"
    archive.write_bytes(archive.read_bytes() + b"\0")
    code, lines = run(law, mine, capsys, *more)
    assert code == 2
    assert "not the package pinned for kali-data 9.9.9 (its hash differs)" in lines[-1]


def test_without_npm_it_says_so(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    places = ["--law", str(law), "--pins", str(copy / "pins.json"), "--archives", str(tmp_path / "empty")]
    assert check_law.main(places) == 2
    assert "npm cannot be run here" in capsys.readouterr().err


def test_the_record_says_what_was_seen(law: Path, copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(law, copy, capsys, "--write")[0] == 0
    record = records.read(law / "checks.json")
    seen = record.figures["avenant43.point_value@2022-08-01"]
    assert seen["state"] == "5.77"
    assert (seen["seen"], seen["in"], seen["release"]) == ("article", "KALIARTI000047783129", "kali-data 9.9.9")
    assert record.figures["net.rates.private@2020-01-01"]["seen"] == "reading"
    assert re.fullmatch("[0-9a-f]{16}", record.articles["KALIARTI000047783129"]["words"])
    assert "compter" not in (law / "checks.json").read_text(encoding="utf-8")  # never the words
    first = (law / "checks.json").read_bytes()
    assert run(law, copy, capsys, "--write")[0] == 0
    assert (law / "checks.json").read_bytes() == first


def test_what_a_newer_release_changes(
    law: Path, copy: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def newest(pin: official_copies.Pin, archives: Path) -> official_copies.Pin:
        if "kali" not in pin.name:
            return pin
        tree = agreement(law_claims.load(DATA))
        _reword(tree)
        days = {"dateSignaTexte": "2026-09-01", "datePubliTexte": "2026-09-12"}
        order = {"linkType": "ETEND", "textCid": "JORFTEXT000099999999", **days}
        title = "Avenant n° 74/2026 du 3 mars 2026 relatif aux salaires"
        tree["children"].append(section("KALITEXT000099999974", title, [order]))
        held = pack(archives, pin.name, "10.0.0", AGREEMENT, tree)
        return replace(pin, version="10.0.0", integrity=held["integrity"])

    monkeypatch.setattr(newer_releases, "latest", newest)
    mine = Path(shutil.copytree(copy, tmp_path / "copy"))
    code, lines = run(law, mine, capsys, "--newer")
    assert code == 1
    assert lines[0].startswith("kali-data 10.0.0 is newer than kali-data 9.9.9; pin it with sha512-")
    assert "  KALIARTI000047783129: its words changed" in lines
    assert any("avenant43.point_value@2022-08-01" in line for line in lines)
    assert "  new: Avenant n° 74/2026 du 3 mars 2026 relatif aux salaires (KALITEXT000099999974)" in lines
    assert "legi-data 9.9.9 is the newest release" in lines


# Words as the official copies print them, not made from the law files.


@pytest.mark.parametrize(
    ("line", "figure", "unit", "stands"),
    [
        ("La valeur du point est de 5,77 euros.", "5.77", "EUR per point", True),
        ("La valeur du point est de 5,77 euros.", "77", "EUR per point", False),
        ("La valeur du point est de 15,77 euros.", "5.77", "EUR per point", False),
        ("portée, à compter du 1er janvier 2020, à 5,50 €.", "5.5", "EUR per point", True),
        ("Coef. 308 | Coef. 315 | Coef. 331", "315", "points", True),
        ("Coefficient 308 | Coefficient 3150", "315", "points", False),
        ("deux cent quatre-vingt-onze points", "291", "points", True),
        ("deux cent quatre-vingt-dix points", "291", "points", False),
        ("Avoir suivi en échelon 2,105 heures de formation", "105", "h", True),
        ("A compter du 1er janvier 2026 | 8,55 % | 6,9 % | 2,11 % | 0,40 %", "6.90", "% of pay", True),
        ("12 % à compter de 20 ans", "2", "%", False),
        ("soit 1 867,02 € par mois", "1867.02", "EUR", True),
        ("238 euros bruts mensuel", "238.00", "EUR", True),
        ("Elle est fixée à 0,3206 pour les revenus", "0.3206", "coefficient", True),
        ("Elle est fixée à 0,32065 pour les revenus", "0.3206", "coefficient", False),
    ],
)
def test_figures_in_words(line: str, figure: str, unit: str, stands: bool) -> None:
    assert holds_figure(line, Decimal(figure), unit) is stands


def test_numbers_in_letters() -> None:
    said = {21: "vingt et un", 71: "soixante et onze", 80: "quatre vingt", 91: "quatre vingt onze", 200: "deux cent"}
    assert {number: in_letters(number) for number in said} == said
    assert in_letters(1777) == "mille sept cent soixante dix sept"
    assert len({in_letters(number) for number in range(3000)}) == 3000


def test_rows_and_columns_of_tables() -> None:
    page = Words(
        "<table><tr><th>Année</th><th>Coefficient</th></tr>"
        "<tr><td>1</td><td align='center'>296</td></tr><tr><td>2</td><td>304</td></tr>"
        "<tr><td>3</td><td>307</td></tr></table>"
    )
    assert holds_row(page, [Decimal(296), Decimal(304), Decimal(307)])
    assert not holds_row(page, [Decimal(296), Decimal(307)])
    assert not holds_row(page, [Decimal(304), Decimal(296), Decimal(307)])


def test_lines_days_and_fingerprints() -> None:
    page = Words("<p>L'avenant prendra effet le 1 er\u00a0août 2022,<br/>sous réserve.</p>")
    assert page.lines == ["L'avenant prendra effet le 1er août 2022,", "sous réserve."]
    assert page.holds_date(date(2022, 8, 1))
    assert not page.holds_date(date(2022, 8, 2))
    assert page.fingerprint == Words("<div>L'avenant prendra effet le 1er août 2022,</div>sous réserve.").fingerprint
    assert page.fingerprint != Words("<p>L'avenant prendra effet le 1er août 2023,<br/>sous réserve.</p>").fingerprint
    assert day_in_words(date(2021, 10, 15)) == "15 octobre 2021"
    assert text_register.signature("Avenant n° 54-2022 du 5 octobre 2022 relatif") == date(2022, 10, 5)
    assert numbers("De 1 000 à 2 499 : 12,5") == [Decimal(1000), Decimal(2499), Decimal("12.5")]


def test_the_pins_name_versions_and_hashes_and_no_address() -> None:
    text = (ROOT / "tools" / "law_check" / "pins.json").read_text(encoding="utf-8")
    assert "http" not in text
    for pin in official_copies.pins(ROOT / "tools" / "law_check" / "pins.json"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", pin.version)
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", pin.integrity)


def test_a_missing_file_of_a_package_is_said(copy: Path) -> None:
    (pin, _code) = official_copies.pins(copy / "pins.json")
    with pytest.raises(CopyError, match=r"KALICONT000000000000\.json missing"):
        list(official_copies.articles(replace(pin, files=["KALICONT000000000000"]), copy / pin.tarball))


def test_most_primary_figures_were_seen_in_their_article() -> None:
    """Nine in ten of those of the agreements and codes that the copies hold; the record says why not of the others.

    The record is that of the data as they stand: the tool saw each primary figure, or somebody read it in a text named.
    """
    record = records.read(DATA / "checks.json")
    choices = json.loads((ROOT / "tools" / "law_check" / "pins.json").read_text(encoding="utf-8"))
    primary = {
        each.key: each for each in law_claims.load(DATA).claims if each.is_figure and each.confidence == "primary"
    }
    current = {key for key, each in primary.items() if record.figures.get(key, {}).get("state") == each.state}
    assert primary.keys() - current == set()
    inside = [key for key, each in primary.items() if earned.is_copied(each, choices["scope"]["sources"])]
    seen = [key for key in inside if record.figures[key]["seen"] == "article"]
    assert len(inside) >= 90
    assert len(seen) >= 0.9 * len(inside)
    for key, each in primary.items():
        entry = record.figures[key]
        assert entry["seen"] in ("article", "parameter") or (each.source in choices["readings"] and entry["why"])
    assert all("why" in entry for entry in record.figures.values() if entry["seen"] == "reading")
    assert {entry["release"] for entry in record.articles.values()} <= set(record.releases)
