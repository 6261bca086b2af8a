"""Headers, words, blanks and formats shuffled: a row is right, rejected, set apart or told; never silently different.

What a header that is told to be not used would have said is left out of what a row is expected to come to.
"""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

import revalo
from revalo.grids.law import Law
from running import run
from seeds import tried

VOCABULARY: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text("utf-8"))
USUAL = {
    "category": ["Catégorie", "category", "Cat.", "Catégorie d'avant"],
    "year": ["Année", "year", "Ligne de grille"],
    "seniority": ["Ancienneté", "seniority", "Ancieneté"],
    "diploma": ["Diplôme", "Niv. dipl.", "Diplome reconnu par la branche"],
    "hours": ["Heures mensuelles", "hours", "Temps travaillé par mois"],
    "weekly_hours": ["H/semaine", "weekly_hours", "Heures chaque semaine"],
    "fte": ["ETP", "fte", "Part du temps complet"],
}
OTHERS = {
    "Nom": "Personne",
    "Taux horaire": "12,34",
    "Net à payer": "1500,00",
    "Prime d'ancienneté": "35,00",
    "Heures supplémentaires": "3",
    "Commentaire": "à voir",
    "Date de naissance": "01/02/1980",
}
FULL_MONTH, FULL_WEEK = 15167, 35
Row = dict[str, str]


class Shape(NamedTuple):
    """How a file is written."""

    headers: dict[str, str]
    order: list[str]
    separator: str
    encoding: str
    titles: int
    total: bool
    repeated: bool


def spelled(column: str, cents: int, draw: st.DrawFn) -> str:
    """A time as people write it; `cents`: hundredths of an hour, or of a share."""
    comma = f"{cents // 100},{cents % 100:02d}"
    minutes = f"{cents % 100 * 60 // 100:02d}"
    forms = {
        "hours": [
            comma,
            f"{comma} h",
            f"{cents // 100}:{minutes}",
            f"{cents // 100}h{minutes}",
            comma.replace(",", "."),
        ],
        "weekly_hours": [comma, f"{comma} h", f"{cents // 100}"],
        "fte": [comma, f"{cents} %", comma.replace(",", ".")],
    }[column]
    exact = (
        forms if column != "hours" or cents % 25 == 0 else [*forms[:2], forms[-1]]
    )  # minutes that are hundredths of an hour
    return draw(st.sampled_from([*exact, "", "#N/A", "selon planning"] if draw(st.integers(0, 5)) == 0 else exact))


@st.composite
def shapes(draw: st.DrawFn) -> tuple[Shape, list[Row]]:
    """A file and its people, by column."""
    time = draw(st.sampled_from(["hours", "weekly_hours", "fte", "none"]))
    columns = ["category", "year", *draw(st.lists(st.sampled_from(["seniority", "diploma"]), unique=True))]
    columns += [] if time == "none" else [time]
    headers = {each: draw(st.sampled_from([*USUAL[each], *VOCABULARY[each]])) for each in columns}
    others = draw(st.lists(st.sampled_from(sorted(OTHERS)), unique=True, max_size=3))
    people: list[Row] = []
    for number in range(draw(st.integers(2, 5))):
        row = {"employee_id": f"00{number}", "category": draw(st.sampled_from("ABCDEF"))}
        row |= {"year": str(draw(st.integers(1, 20))), "seniority": str(draw(st.integers(0, 20)))}
        row["diploma"] = draw(st.sampled_from(["", "3", "4"]))
        if time != "none":
            cents = {"hours": st.integers(1, 600), "weekly_hours": st.integers(1, 34), "fte": st.integers(1, 4)}[time]
            factor = {"hours": 25, "weekly_hours": 100, "fte": 25}[time]
            row[time] = spelled(time, draw(cents) * factor, draw)
        people.append({name: cell for name, cell in row.items() if name in ("employee_id", *columns)})
    order = draw(st.permutations(["employee_id", *columns, *others]))
    headers |= {each: each for each in others}
    shape = Shape(
        {**headers, "employee_id": draw(st.sampled_from(["Matricule", "N° salarié"]))},
        list(order),
        draw(st.sampled_from([";", "\t"])),
        draw(st.sampled_from(["utf-8", "cp1252", "utf-8-sig", "utf-16"])),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.booleans()),
    )
    return shape, people


def text_of(shape: Shape, people: Sequence[Row]) -> str:
    out = io.StringIO(newline="")
    lines = csv.writer(out, delimiter=shape.separator, lineterminator="\r\n")
    lines.writerows([["Édition de la paie"]] * shape.titles)
    header = [shape.headers[each] for each in shape.order]
    lines.writerow(header)
    for place, person in enumerate(people):
        if shape.repeated and place == 1:
            lines.writerow(header)
        lines.writerow([person.get(each, OTHERS.get(each, "")) for each in shape.order])
    if shape.total:
        lines.writerow(["TOTAL", *[""] * (len(header) - 1)])
    return out.getvalue()


def expected(law: Law, person: Mapping[str, str]) -> str:
    """The gross after of a person, from what `compute` takes."""
    inputs: dict[str, Any] = {name: cell for name, cell in person.items() if cell and name != "employee_id"}
    for name in ("hours", "weekly_hours", "fte"):
        if name in inputs:
            inputs[name] = number_of(inputs[name])
    return str(revalo.compute(law=law, **inputs)["after"]["gross"])


def number_of(cell: str) -> str:
    """A time of the test as `compute` takes it."""
    hours, mark, minutes = cell.replace("h", ":").partition(":")
    if mark and minutes:
        return f"{hours}.{int(minutes) * 100 // 60:02d}"
    if cell.endswith("%"):
        return f"{int(cell.removesuffix('%')) / 100:.2f}"
    return cell.removesuffix("h").strip().replace(",", ".")


def unused(shape: Shape, told: str) -> set[str]:
    """The columns that the run says it does not use."""
    names = next((line.split(":", 2)[2] for line in told.splitlines() if "columns not used:" in line), "")
    listed = {name.strip() for name in names.split(", ")}
    return {column for column, header in shape.headers.items() if header in listed}


@settings(max_examples=tried(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(shapes())
def test_a_row_is_right_rejected_set_apart_or_told(law: Law, drawn: tuple[Shape, list[Row]]) -> None:
    shape, people = drawn
    with TemporaryDirectory() as folder:
        path, out = Path(folder) / "p.csv", Path(folder) / "o.csv"
        path.write_bytes(text_of(shape, people).encode(shape.encoding))
        ran = run("batch", str(path), "-o", str(out), "--lang", "en")
        if ran.code == 3:
            assert "[R3" in ran.err
            event(ran.err.split("[")[-1][:4])
            assert [each.name for each in Path(folder).iterdir()] == ["p.csv"]
            return
        assert ran.code in (0, 4), ran.err
        meta = json.loads(Path(f"{out}.meta.json").read_text("utf-8"))
        with out.open(encoding="utf-8-sig", newline="") as file:
            results = {each["employee_id"]: each["after_gross"] for each in csv.DictReader(file)}
    rows = meta["rows"]
    assert rows["in"] == rows["out"] + rows["rejected"] + rows["skipped"] == len(people) + shape.total + shape.repeated
    assert rows["skipped"] == shape.total + shape.repeated
    left = unused(shape, ran.err)
    event(f"computed, {'rejects' if rows['rejected'] else 'no reject'}")
    is_timed = not {"hours", "weekly_hours", "fte"}.isdisjoint(set(shape.headers) - left)
    assert is_timed or "no-working-time" in {each["code"] for each in meta["remarks"]}
    assert len(results) == rows["out"] == len(people) - rows["rejected"]
    for person in people:
        if (found := results.get(person["employee_id"])) is not None:
            known = {name: cell for name, cell in person.items() if name not in left}
            assert found == expected(law, known), (person, shape)
