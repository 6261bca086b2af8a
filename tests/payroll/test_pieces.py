"""Pieces of payroll files: read apart, they give the rows of the whole file, with their numbers.

Guards: payroll/reading/pieces.py, payroll/reading/source.py, payroll/revaluation.py.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from payroll_files import source
from revalo.analysis.comparison import Request
from revalo.grids.law import Law
from revalo.payroll.reading.inputs import find_files
from revalo.payroll.reading.pieces import Cut, open_piece, shares, survey
from revalo.payroll.reading.profile import Profile
from revalo.payroll.reading.source import Source
from revalo.payroll.revaluation import BatchRequest, Revaluation
from revalo.payroll.run import computed, raws
from revalo.people.summary import Summary

HEADER = "Matricule;Département;Mois;Emploi;Catégorie;Année;Date d'ancienneté;Heures"
TITLES = "Édition de paie\nService du personnel\n"
ROWS = 400
CUT = Cut(bytes=3_000, rows=90)


def lines(number: int = ROWS) -> Iterator[str]:
    for i in range(number):
        job = "sorcier" if i % 50 == 7 else "avs"
        hours = "1.04,00" if i % 70 == 3 else f"{100 + i % 50},00"
        yield f"{i:04d};{75 + i % 3};{1 + i % 12:02d}/2021;{job};C;8;{1 + i % 28:02d}/0{1 + i % 9}/2010;{hours}"
        if i % 60 == 11:
            yield ";;;;;;;"
        if i % 90 == 13:
            yield "de trop;" * 12


def text(end: str = "\n", titles: str = "") -> str:
    return (titles + "\n".join([HEADER, *lines()]) + "\n").replace("\n", end)


FILES = {
    "plain": text().encode(),
    "windows": text("\r\n", TITLES).encode("cp1252"),
    "marked": text("\r\n").encode("utf-8-sig"),
    "no last line end": text().rstrip("\n").encode(),
}
WHOLE = {
    "quoted line breaks": text().replace("avs", '"av\ns"', 5).encode(),
    "wide": text().encode("utf-16"),
    "old line ends": text("\r").encode("cp1252"),
}


def rows(sources: list[Source]) -> list[tuple[Any, ...]]:
    found = []
    for each in sources:
        for chunk in each.chunks:
            columns = [column.to_pylist() for _name, column in sorted(chunk.columns.items()) if _name != "(row)"]
            found += list(zip(chunk.rows.tolist(), *columns, strict=True))
    return found


def pieces_of(path: Path, cut: Cut = CUT) -> list[Source]:
    [file] = find_files([path]).files
    return [open_piece(piece, Profile()) for piece in survey(file, Profile(), cut).pieces]


@pytest.mark.parametrize("name", [*FILES, *WHOLE])
def test_pieces_of_a_text_are_its_rows(name: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes((FILES | WHOLE)[name])
    found = pieces_of(path)
    assert (len(found) > 4) is (name in FILES)
    assert rows(found) == rows([source(path)])
    assert {(each.separator, each.decimal, each.mapping) for each in found} == {
        (each.separator, each.decimal, each.mapping) for each in [source(path)]
    }


def test_pieces_of_a_parquet_file_are_its_row_groups(tmp_path: Path) -> None:
    cells = [line.split(";") for line in lines() if len(line.split(";")) == 8]
    names = HEADER.split(";")
    table = pa.Table.from_pydict({name: [row[place] for row in cells] for place, name in enumerate(names)})
    pq.write_table(table, tmp_path / "in.parquet", row_group_size=40)
    found = pieces_of(tmp_path / "in.parquet")
    assert len(found) > 3
    assert rows(found) == rows([source(tmp_path / "in.parquet")])
    pq.write_table(table.slice(0, 0), tmp_path / "empty.parquet")
    assert rows(pieces_of(tmp_path / "empty.parquet")) == []


@pytest.mark.parametrize("by_text", [False, True])
def test_sums_of_pieces_are_those_of_the_whole(law: Law, tmp_path: Path, *, by_text: bool) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(FILES["windows"])
    asked = BatchRequest(Request(without=("avenant-43",)), lines=True, by="department", by_text=by_text)
    whole, apart = (outcome(law, asked, sources) for sources in ([source(path)], pieces_of(path)))
    assert whole == apart
    assert whole[1]
    assert whole[2]["rejected"]["ambiguous-date"] == 0
    assert whole[2]["rows_in"] == whole[2]["rows_out"] + sum(whole[2]["rejected"].values())


def outcome(law: Law, asked: BatchRequest, sources: list[Source]) -> tuple[Any, ...]:
    """Every row, every reject and every sum."""
    revaluation, summary = Revaluation(law, asked), Summary(by=asked.by)
    found: list[Any] = []
    refused: list[Any] = []
    for part in map(partial(computed, law, revaluation.revalue), raws(sources)):
        assert part.rows_in == part.result.results.num_rows + len(part.rejects)
        found += part.result.results.to_pylist()
        refused += part.rejects
        summary.merge(part.result.summary)
        summary.count(part.rows_in, part.rejects, part.skipped)
    names = ("rows_in", "rows_out", "rejected", "total", "groups", "causes", "latest")
    caveats = [(each.code, each.rows) for each in (*summary.caveats.assumptions, *summary.caveats.warnings)]
    return found, refused, {name: getattr(summary, name) for name in names}, caveats


def test_small_pieces_share_a_task(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        (tmp_path / f"{name}.csv").write_bytes(FILES["plain"])
    files = find_files([tmp_path]).files
    size = len(FILES["plain"])
    whole = [piece for file in files for piece in survey(file, Profile(), Cut(10 * size)).pieces]
    assert [len(share) for share in shares(whole, Cut(2 * size))] == [2, 2]
    assert [len(share) for share in shares(whole, Cut(size))] == [1, 1, 1, 1]
    assert shares([], CUT) == []
