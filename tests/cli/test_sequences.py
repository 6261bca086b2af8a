"""Any commands in any order over one folder: no input changes, sums add up, nothing else appears."""

import json
import os
import tempfile
from contextlib import chdir
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from revalo.payroll.writing.atomic_files import atomic_output, one_run
from revalo.payroll.writing.workbook import Book
from running import run

INPUTS = {
    "paie.csv": "matricule;service;departement;catégorie;année\n1;Nord;48;C;8\n2;Nord;48;D;9\n3;Sud;59;Z;9\n",
    "mois.csv": "matricule;mois;catégorie;année;heures;brut payé\n1;2022-01;C;8;104;1200\n1;2022-02;C;8;104;1300\n",
    "profil.yaml": "columns:\n  service: service_id\n",
    "s.yaml": "name: x1\ntitle: {fr: a, en: a}\nfrom: 2021-10-01\nchanges:\n"
    "  - {path: avenant43.point_value, value: 6.00}\n",
    "heures.csv": "service_id;department;hours_apa;hours_pch;hours_aide_sociale;hours_other;participation\n"
    "Nord;48;900;200;50;150;0,1\nSud;59;900;200;50;150;0\n",
    "depart.csv": "kind;month;employee_id\nleave;2027-03;2\n",
    "dsn.dsn": (Path(__file__).parents[1] / "dsn" / "association.dsn").read_text("latin-1"),
}
PAYROLLS = st.sampled_from(["paie.csv", "mois.csv", "dsn.dsn", ".", "absent.csv", "profil.yaml"])
OUTPUTS = st.sampled_from(["r.csv", "r.xlsx", "r.parquet", "r.jsonl", "s.csv", "paie.csv", "./mois.csv", "s.yaml"])
PAGES = st.sampled_from(["p.html", "q.html", "paie.csv", "profil.yaml"])
MORE = st.lists(
    st.sampled_from(
        [("--rejects", "x.csv"), ("--rejects", "r.csv"), ("--scenario", "s.yaml"), ("--mapping", "profil.yaml")]
    ),
    max_size=2,
    unique_by=lambda each: each[0],
).map(lambda each: [word for pair in each for word in pair])
LEAVERS = st.sampled_from([[], ["--movements", "depart.csv"], ["--activity", "heures.csv"]])
MONTHS = ["--from", "2026-12", "--to", "2027-04"]
COMMANDS = st.one_of(
    st.tuples(PAYROLLS, OUTPUTS, MORE).map(lambda each: ["batch", each[0], "-o", each[1], *each[2]]),
    st.tuples(PAYROLLS, PAGES, MORE).map(lambda each: ["report", each[0], "-o", each[1], *each[2]]),
    st.tuples(PAYROLLS, st.sampled_from(["pages", ".", "r.csv"])).map(
        lambda each: ["sheet", "--batch", each[0], "-o", each[1]]
    ),
    st.tuples(PAYROLLS, st.sampled_from(["new.yaml", "profil.yaml", "paie.csv"])).map(
        lambda each: ["columns", each[0], "--write-profile", each[1]]
    ),
    st.tuples(PAYROLLS, st.sampled_from(["c.csv", "mois.csv"])).map(lambda each: ["check", each[0], "-o", each[1]]),
    st.tuples(PAYROLLS, st.sampled_from(["f.csv", "f.xlsx", "heures.csv", "paie.csv"]), MORE).map(
        lambda each: ["fund", each[0], "--activity", "heures.csv", "--year", "2022", "-o", each[1], *each[2]]
    ),
    st.tuples(PAYROLLS, st.sampled_from(["b.csv", "b.xlsx", "b.html", "depart.csv", "s.yaml"]), MORE, LEAVERS).map(
        lambda each: ["project", each[0], *MONTHS, "-o", each[1], *each[2], *each[3]]
    ),
    st.tuples(PAYROLLS, st.sampled_from(["a.csv", "a.xlsx", "mois.csv"])).map(
        lambda each: ["arrears", each[0], "--on", "2022-12-31", "-o", each[1]]
    ),
    st.sampled_from(["d.csv", "dsn.dsn"]).map(lambda each: ["convert", "dsn.dsn", "-o", each]),
    st.sampled_from(["t.csv", "t.xlsx"]).map(lambda each: ["template", "-o", each]),
    st.sampled_from(["e.csv", "e.parquet"]).map(lambda each: ["sample", "--rows", "3", "-o", each]),
)
KNOWN = {"pages", "x.csv", "new.yaml", "p.html", "q.html", "c.csv", "rejects.csv", "..rejects.csv"} | {
    f"{name}{ending}"
    for name in (
        *("r.csv", "r.xlsx", "r.parquet", "r.jsonl", "s.csv", "p.html", "q.html", "pages", "c.csv", "a.csv", "a.xlsx"),
        *("b.csv", "b.xlsx", "b.html", "f.csv", "f.xlsx", "d.csv", "t.csv", "t.xlsx", "e.csv", "e.parquet"),
    )
    for ending in ("", ".rejects.csv", ".meta.json")
}


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.lists(COMMANDS, min_size=1, max_size=5))
def test_any_commands_over_a_folder(commands: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as place, chdir(place):
        for name, text in INPUTS.items():
            Path(name).write_bytes(text.encode("latin-1" if name.endswith(".dsn") else "utf-8"))
        for command in filter(_reads_what_it_may_not_write, commands):
            ran = run(*command)
            assert ran.code in (0, 2, 3, 4, 5), (commands, ran.err)
            assert "R900" not in ran.err, (commands, ran.err)
            for name, text in INPUTS.items():
                encoding = "latin-1" if name.endswith(".dsn") else "utf-8"
                assert Path(name).read_bytes() == text.encode(encoding), commands
            _check_outputs(Path(place), commands)


def test_the_temporary_folder_of_a_workbook_goes_with_the_run(tmp_path: Path) -> None:
    """Whatever holds the workbook in memory for a while longer."""
    with chdir(tmp_path):
        with one_run(), atomic_output(Path("r.xlsx")) as file:
            book = Book(file)
            assert len(list(tmp_path.iterdir())) == 2
            book.sheet("People", ("text",), ("Name",)).add(("1",))
            book.close()
        assert [path.name for path in tmp_path.iterdir()] == ["r.xlsx"], book


def _reads_what_it_may_not_write(command: list[str]) -> bool:
    """Whether what a command would write over, of the inputs, is among what it reads itself."""
    options = ("-o", "--rejects", "--write-profile")
    written = {os.path.normpath(command[at + 1]) for at, word in enumerate(command) if word in options}
    read = {word for at, word in enumerate(command) if command[at - 1] not in options}
    every = read | (set(INPUTS) if "." in read else set())
    return not (written & set(INPUTS)) - every


def _check_outputs(folder: Path, commands: list[list[str]]) -> None:
    """What is there is what was asked for, whole, and its rows add up."""
    for path in folder.iterdir():
        page = path.suffix == ".html" and path.stem.removeprefix("row-").partition("-")[0].isdigit()
        assert path.name in INPUTS or path.name in KNOWN or page or path.name.endswith(".rejects.csv"), (
            path.name,
            commands,
        )
    for path in folder.glob("*.meta.json"):
        told = json.loads(path.read_text("utf-8"))
        if rows := told.get("rows"):
            assert rows["in"] == rows["out"] + rows["rejected"] + rows["skipped"], commands
        assert os.path.exists(path.name.removesuffix(".meta.json")), commands  # noqa: PTH110
