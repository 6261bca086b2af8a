"""What no law file may be: unreadable, full of YAML tricks, several faults at once, names that lead nowhere.

Guards: grids/checking.py, grids/checking_measures.py.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from mutations import PROBLEM, Mutation, Passage, mutate, said, shipped, validate
from revalo.grids import store
from running import run

LAW, TEXTS, WAGE, CASES, SEGUR = (f"{name}.yaml" for name in ("avenant43", "texts", "minimum_wage", "cases", "segur"))
POINT = Passage(
    LAW,
    "    - {from: 2014-07-01, value: 5.355, text: avenant-19, confidence: primary, legifrance: KALIARTI000030334917}\n",
)
NEXT = Passage(
    LAW,
    "    - {from: 2016-08-01, value: 5.38, text: avenant-31, confidence: primary, legifrance: KALIARTI000034826510}\n",
)
BOTH = Passage(LAW, POINT.words + NEXT.words)
MARKED = POINT.words.replace("- {", "- &it {")
TUTOR = Passage(LAW, "value: {1: 7, 2: 9}, sum: 16")
AVS = Passage(
    LAW, "      category: C\n      versions: [{from: 2021-10-01, value: intervention.employe.2, text: avenant-43,"
)
AVS = Passage(LAW, "auxiliaire-de-vie-sociale-deavs]\n" + AVS.words)
HEAD = Passage(LAW, "verified: 2026-04-10\nsource: consolidated-2025\n")
OLD_GRID = Passage(
    LAW, "(old grid)}\n  unit: points\n  shape: row\n  first: {fr: année, en: year}\n  source: kali-2941\n"
)
NEW_GRID = Passage(LAW, "  first: {fr: échelon, en: échelon}\n  created_by: avenant-43\n")
SUPERIOR = Passage(LAW, "    jobs: [directeur-general]\n    statuses: [cadre.2]\n")
CASE = Passage(CASES, "    employee: {job: aide-soignant, echelon: 2, seniority: 4}\n")
GAIN = Passage(CASES, "      - {what: difference.base, amount: 115, exact: true}\n")
WITHOUT = Passage(
    CASES, "{category: A, year: 1, seniority: 0, echelon: 1}\n    before: {on: 2020-12-31, without: [avenant-44]}"
)
LAST_MONTHLY = Passage(WAGE, "    - {from: 2026-06-01, value: 1867.02, text: smic-2026-06, confidence: secondary}\n")
NOT_USED = "n'ont pas cours dans les fichiers de droit"
VALUE = "point_value.versions.2.value"

TRICKS = {
    "tag": POINT.but("5.355", "!euro 5.355", VALUE, NOT_USED),
    "python tag": POINT.but("5.355", "!!python/object/apply:os.getcwd []", VALUE, NOT_USED),
    "binary": POINT.but("5.355", "!!binary NS4zNTU=", VALUE, NOT_USED),
    "set": TUTOR.but("{1: 7, 2: 9}", "!!set {1, 2}", "supplements.tutor.versions.1.value", NOT_USED),
    "alias of a figure": POINT.but("01, value: 5.355", "01, article: &a x, value: *a", VALUE, NOT_USED),
    "alias of an entry": BOTH.becoming(MARKED + "    - *it\n", "    - *it", "point_value.versions.3", NOT_USED),
    "merge key": BOTH.becoming(
        MARKED + "    - {<<: *it, from: 2016-08-01}\n", "    - {<<", "point_value.versions.3", NOT_USED
    ),
    "alias to itself": POINT.but("5.355", "&loop [*loop]", VALUE, NOT_USED),
    "list as a name": POINT.but("value:", "? [a, b] : c, value:", "point_value.versions.2", "un texte simple"),
    "deep nesting": POINT.but("5.355", "[" * 60 + "]" * 60, VALUE, NOT_USED),
    "unclosed": BOTH.becoming(MARKED.replace("}", "") + NEXT.words, "    - {from: 2016", "", "illisible comme YAML"),
    "two documents": NEXT.becoming("---\n" + NEXT.words, "---", "", "illisible comme YAML"),
    "tab": NEXT.becoming("\t" + NEXT.words, "\t", "", "illisible comme YAML"),
    **{
        f"control character {ord(each):x}": NEXT.becoming(f"# {each}\n" + NEXT.words, "# ", "", "caractères interdits")
        for each in "\x07\x7f\x80\x9f\ufeff\ufffe\uffff"
    },
}
# Names given once for a whole grid or file, and names of the law that lead nowhere.
NAMES = {
    "unit of a grid": OLD_GRID.below("unit: points", "unit: point", "old_grid.unit", "unité inconnue"),
    "source of a grid": OLD_GRID.below("source: kali-2941", "source: kali-2491", "old_grid.source", "source inconnue"),
    "source of a file": HEAD.below("source: consolidated-2025", "source: consolidated-2052", "source", "inconnue"),
    "text of a grid": NEW_GRID.below("created_by: av", "created_by: va", "new_grid.created_by", "texte inconnu"),
    "text of a row": Passage(LAW, '    D:\n      article: "10"\n').below(
        'article: "10"',
        'created_by: avenant-433\n      article: "10"',
        "rows.D.created_by",
        "texte inconnu avenant-433",
    ),
    "place of a job": AVS.below(
        "versions: [{from: 2021-10-01, value: intervention.employe.2",
        "versions: [{from: 2021-10-01, value: intervention.employe.22",
        "avs",
        "",
    ),
    "filière of a job": AVS.below(
        "versions: [{from: 2021-10-01, value: intervention",
        "versions: [{from: 2021-10-01, value: interventoin",
        "avs",
        "",
    ),
    "category of a job": AVS.below("category: C", "category: Z", "avs", ""),
    "job of an allowance": SUPERIOR.below(
        "jobs: [directeur-general", "jobs: [directeur-genral", "cadre-superieur-b", ""
    ),
    "status of an allowance": SUPERIOR.below("statuses: [cadre.2", "statuses: [cadr.2", "cadre-superieur-b", ""),
    "input of a case": CASE.but("seniority", "senoirity", "press-avenant-70", ""),
    "job of a case": CASE.but("aide-soignant", "aide-soigant", "press-avenant-70", ""),
    "figure of a case": GAIN.but("difference.base", "difference.bsae", "press-avenant-70", ""),
    "amount of a case": GAIN.but("115", "115,4", "press-avenant-70", ""),
    "source of a case": Passage(CASES, 'category A, after 1 year"}\n    source: press-kit-2021-10').below(
        "2021-10", "2021-11", "impact-a-1.source", "source inconnue press-kit-2021-11 – vouliez-vous dire"
    ),
    "text left out of a case": WITHOUT.below(
        "-44", "-444", "ministry-a-start.before.without.1", "texte inconnu avenant-444 – vouliez-vous dire avenant-44"
    ),
    "source of a text": Passage(TEXTS, "Titre III art. 2, 11-19\n    source: kali-2941-2026").below(
        "2026", "2062", "texts.avenant-43.source", "source inconnue kali-2941-2062 – vouliez-vous dire"
    ),
    "text that another depends on": Passage(
        TEXTS, "    depends_on: [titre-iii-2010]\n    reference: KALITEXT000044159632"
    ).but("iii-2010", "iii-2011", "texts.avenant-43.depends_on.1", "texte inconnu titre-iii-2011 – vouliez-vous dire"),
    "text of a group": Passage(TEXTS, "    texts: [avenant-43, avenant-51, ").but(
        "51", "511", "groups.article-47.texts.2", "texte inconnu avenant-511 – vouliez-vous dire avenant-51"
    ),
    "profession of a group": Passage(SEGUR, "professions: [medecin, pharmacien, chirurgien-dentiste]").but(
        "pharm", "farm", "profession_groups.medical.professions.2", "nom inconnu farmacien – vouliez-vous dire"
    ),
    "structure of a sector": Passage(SEGUR, "pay: branch, structure: saad, ").but(
        "saad", "sad", "sectors.bad.structure", "nom inconnu sad – vouliez-vous dire saad"
    ),
    "measure before another": Passage(SEGUR, "    unless: [prime-fpt-aide-domicile]\n").but(
        "-fpt-", "-ftp-", "cti-socio-educatif.unless.1", "nom inconnu prime-ftp-aide-domicile – vouliez-vous dire"
    ),
    "sector of a measure": Passage(SEGUR, "      - {sectors: [bad], structures: [ssiad]}\n").but(
        "[bad]", "[bda]", "prime-covid-esms.who.2.sectors.1", "nom inconnu bda – vouliez-vous dire bad ?"
    ),
    "profession of an amount": Passage(SEGUR, "      forty:\n        who:\n          - departments: [").below(
        "departments: [",
        "professions: [medcin]\n            departments: [",
        "forty.who.1.professions.1",
        "nom inconnu",
    ),
}


@pytest.mark.parametrize("mutation", TRICKS.values(), ids=TRICKS)
def test_yaml_tricks_are_refused(tmp_path: Path, mutation: Mutation) -> None:
    path, line = mutate(tmp_path, mutation)
    (problem,) = said(validate(path))
    assert (problem.file, problem.line) == (path.name, line)
    assert problem.field.startswith(mutation.field)
    assert mutation.says in problem.message


@pytest.mark.parametrize("mutation", NAMES.values(), ids=NAMES)
def test_names_that_lead_nowhere(tmp_path: Path, mutation: Mutation) -> None:
    path, line = mutate(tmp_path, mutation)
    problems = said(validate(path))
    assert {(problem.file, problem.line) for problem in problems} == {(path.name, line)}, problems
    assert any(mutation.field in problem.field and mutation.says in problem.message for problem in problems), problems


def test_an_hourly_minimum_wage_without_its_monthly_one(tmp_path: Path) -> None:
    path, _line = mutate(tmp_path, LAST_MONTHLY.becoming("", "", "", ""))
    assert said(validate(path))[0].file == WAGE


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("point_value: Échelon\n".encode("cp1252"), "le fichier n'est pas en UTF-8 : enregistrez-le en UTF-8"),
        ("verified: 2026-02-01\n".encode("utf-16"), "le fichier n'est pas en UTF-8"),
        (b"", "le fichier doit être un tableau de noms et de valeurs"),
        (b"# rien\n", "le fichier doit être un tableau de noms et de valeurs"),
        (b"---\n", "le fichier doit être un tableau de noms et de valeurs"),
        (b"- point_value\n- old_grid\n", "le fichier doit être un tableau de noms et de valeurs"),
        (b"point_value\n", "le fichier doit être un tableau de noms et de valeurs"),
        (b"PK\x03\x04\x14\x00\x06\x00", "illisible comme YAML"),
    ],
    ids=["cp1252", "utf-16", "empty", "comment", "empty document", "list", "word", "zip"],
)
@pytest.mark.parametrize("name", [LAW, "brouillon.yaml"])
def test_unreadable_files(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (problem,) = said(validate(path))
    assert (problem.file, problem.line, problem.field) == (name, 1, "")
    assert says in problem.message


def test_a_directory_and_a_missing_file(tmp_path: Path) -> None:
    folder, missing = tmp_path / "avenant43.yaml", tmp_path / "absent.yaml"
    folder.mkdir()
    for path in (folder, missing):
        (problem,) = said(validate(path))
        assert (problem.file, problem.message) == (path.name, "ce fichier ne peut pas être ouvert [R301]")


@pytest.mark.parametrize("width", [9, 90])
def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path, width: int) -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, width)]
    path = tmp_path / "bomb.yaml"
    path.write_text("\n".join(rows), encoding="utf-8")
    (problem,) = said(validate(path))
    assert (problem.file, problem.line) == ("bomb.yaml", 2)
    assert NOT_USED in problem.message


def test_brackets_without_end_do_not_crash(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("a: " + "[" * 100_000, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "revalo", "law", "validate", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "deep.yaml:1:" in done.stderr


SHAPE = [("value: 5.355", "valeu: 5.355"), ("from: 2020-01-01, value: 5.50", "from: 2020-1-01, value: 5.50")]
SHAPE += [("{from: 2021-10-01, value: 5, text: avenant-43,", "{from: 2021-10-01, value: 5,")]
MEANING = [("value: 5.38,", "value: 5.3O,"), ("text: avenant-52, confidence", "text: avenant-520, confidence")]
MEANING += [("sum: 8563", "sum: 8536"), ("15: 8, 20: 12", "20: 12, 15: 8")]


@pytest.mark.parametrize("faults", [SHAPE, MEANING], ids=["shape", "meaning"])
def test_several_problems_are_all_told(tmp_path: Path, faults: list[tuple[str, str]]) -> None:
    text = shipped(LAW)
    for old, new in faults:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tmp_path / LAW).write_text(text, encoding="utf-8")
    expected = sorted(text.count("\n", 0, text.index(new)) + 1 for _old, new in faults)
    told = said(validate(tmp_path / LAW))
    assert [problem.line for problem in told] == expected, told


def test_two_misspelt_names_in_one_table_are_both_told(tmp_path: Path) -> None:
    path, _line = mutate(tmp_path, POINT.but("value: 5.355, text:", "valeu: 5.355, txet:", "", ""))
    told = {problem.field.rpartition(".")[2] for problem in said(validate(path))}
    assert {"valeu", "txet"} <= told


def test_problems_of_several_files_are_all_told(tmp_path: Path) -> None:
    one, _line = mutate(tmp_path, POINT.but("2014-07", "2014-17", "", ""))
    two, _line = mutate(tmp_path, Passage(WAGE, "verified: 2026-10-27").but("2026", "26", "", ""))
    assert [problem.file for problem in said(validate(one, two))] == [LAW, WAGE]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_line_is_file_line_field_message(tmp_path: Path, lang: str) -> None:
    path, _line = mutate(tmp_path, POINT.but("2014-07", "2014-17", "", ""))
    ran = run("law", "validate", str(path), "--lang", lang)
    assert all(PROBLEM.fullmatch(line) for line in ran.err.splitlines()), ran.err


def test_a_file_saved_under_another_name(tmp_path: Path) -> None:
    for name in (LAW, TEXTS, WAGE, CASES, "sources.yaml"):
        copy = tmp_path / f"copie de {name}"
        copy.write_text(shipped(name), encoding="utf-8")
        assert validate(copy).code == 0, name
    broken, line = mutate(tmp_path, POINT.but("5.355", "5.3555555", VALUE, ""))
    renamed = broken.rename(tmp_path / "essai.yaml")
    (problem,) = said(validate(renamed))
    assert (problem.file, problem.line, problem.field) == ("essai.yaml", line, VALUE)


def test_no_file_given_is_left_unread(tmp_path: Path) -> None:
    good, (broken, _line) = tmp_path / "a.yaml", mutate(tmp_path, POINT.but("5.355", "5.3555555", VALUE, ""))
    good.write_text(shipped(LAW), encoding="utf-8")
    bad = broken.rename(tmp_path / "b.yaml")
    for order in ((good, bad), (bad, good)):
        assert validate(*order).code != 0, [path.name for path in order]


def test_the_shipped_files_and_windows_habits(tmp_path: Path) -> None:
    files = sorted(store.shipped_folder().glob("*.yaml"))
    assert validate(*files)[::2] == (0, "")
    windows = tmp_path / LAW
    windows.write_bytes(b"\xef\xbb\xbf" + shipped(LAW).replace("\n", "\r\n").encode())
    assert validate(windows).code == 0


def test_two_folders_at_once(tmp_path: Path) -> None:
    twice = [tmp_path / folder / LAW for folder in ("un", "deux")]
    ran = validate(*twice)
    assert (ran.code, ran.out) == (2, "")
    assert "validez-les l'un après l'autre" in ran.err
