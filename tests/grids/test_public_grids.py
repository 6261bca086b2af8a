"""The index grids of the civil service: what the reading notes print, and what a grid may not be.

Guards: grids/binding.py, grids/checking_grades.py, grids/grades.py, grids/law.py, grids/passages.py,
reports/terminal/grades.py.
"""

from datetime import date
from itertools import accumulate
from pathlib import Path

import pytest

from mutations import Mutation, Passage, mutate, said, validate
from revalo.grids.binding import Binding, Choices
from revalo.grids.law import Law
from revalo.grids.passages import After, after_of, kept_of, row_of

GRIDS, SERVICE = "public_grids.yaml", "civil_service.yaml"
SUPERIOR = Passage(
    GRIDS, "index: {1: 433, 2: 449, 3: 464, 4: 484, 5: 508, 6: 532, 7: 561, 8: 585, 9: 612, 10: 638, 11: 665}\n"
)
PRINTED = Passage(
    GRIDS, "index: {1: 387, 2: 399, 3: 411, 4: 424, 5: 442, 6: 460, 7: 480, 8: 499, 9: 519, 10: 539, 11: 560}\n"
)
EUROS = Passage(GRIDS, "            euros: {1: 2102.03, 11: 3578.86}\n")
PASSAGE = Passage(GRIDS, '9: "6:5/6", 10: "7:+12",')
TO = Passage(GRIDS, "      - to: aide-soignant-classe-superieure\n")
FIVE = Passage(SERVICE, "1015: 826,")


def index(law: Law, statute: str, grade: str, step: int, day: str) -> int:
    """The index (IM) of an échelon on a day."""
    binding = Binding(law, Choices(date.fromisoformat(day)))
    holder = law.grades[grade].scale or grade
    gross = binding.keyed(f"public_grids.{statute}.{holder}.index", str(step)).value
    return int(binding.keyed("civil_service.index_of", str(gross)).value)


def years(law: Law, statute: str, grade: str, day: str) -> float:
    """The years from the first échelon to the last."""
    version = Binding(law, Choices(date.fromisoformat(day))).standing(f"public_grids.{statute}.{grade}.months")
    assert version is not None
    return float(sum(version.value.values()) / 12)


@pytest.mark.parametrize(
    ("statute", "grade", "step", "day", "expected"),
    [
        ("fph", "aide-soignant-principal", 8, "2021-09-30", 430),
        ("fph", "aide-soignant-classe-superieure", 5, "2021-10-01", 437),
        ("fph", "aide-soignant-classe-superieure", 11, "2024-01-01", 560),
        ("fpt", "aide-soignant-classe-superieure", 1, "2022-01-01", 382),
        ("fph", "aide-soignant-classe-normale", 1, "2023-06-30", 356),
        ("fph", "aide-soignant-classe-normale", 1, "2023-07-01", 368),
        ("fph", "aide-soignant-classe-normale", 1, "2024-01-01", 373),
        ("fph", "isg-grade-2", 5, "2021-09-30", 498),
        ("fph", "isg-grade-2", 4, "2021-10-01", 501),
        ("fph", "isg-grade-2", 10, "2021-09-30", 627),
        ("fph", "isg-grade-2", 9, "2021-10-01", 651),
        ("fph", "isg-grade-1", 11, "2023-12-31", 673),
        ("fph", "isg-grade-1", 11, "2024-01-01", 678),
        ("fpt", "agent-social-c1", 1, "2021-03-31", 330),
        ("fpt", "agent-social-c1", 1, "2021-04-01", 332),
        ("fpt", "agent-social-c1", 1, "2022-01-01", 340),
        ("fpt", "agent-social-c1", 7, "2023-07-01", 367),
        ("fpt", "echelle-b1", 6, "2024-01-01", 386),
        ("fph", "ipa-grade-2", 8, "2021-10-01", 764),
    ],
)
def test_an_echelon_has_the_index_that_was_read(
    law: Law, statute: str, grade: str, step: int, day: str, expected: int
) -> None:
    assert index(law, statute, grade, step, day) == expected


@pytest.mark.parametrize(
    ("statute", "grade", "day", "total"),
    [
        ("fph", "aide-soignant-classe-superieure", "2021-10-01", 25),
        ("fph", "aide-soignant-classe-normale", "2022-09-01", 25.5),
        ("fph", "isg-grade-1", "2021-10-01", 26),
        ("fpt", "isg-grade-2", "2022-01-01", 26),
        ("fpt", "cadre-de-sante", "2022-01-01", 27.5),
        ("fpt", "echelle-b1", "2022-09-01", 26),
        ("fpt", "echelle-b2", "2022-09-01", 26),
        ("fpt", "echelle-c1", "2020-01-01", 21),
        ("fpt", "echelle-c1", "2021-01-01", 25),
    ],
)
def test_a_career_is_as_long_as_its_source_prints(law: Law, statute: str, grade: str, day: str, total: float) -> None:
    assert years(law, statute, grade, day) == total


def test_the_passage_of_the_principals_gains_what_was_published(law: Law) -> None:
    """From 9.37 to 149.95 € a month at 4.686 € the point: 2 to 32 points, and nobody loses."""
    binding = Binding(law, Choices(date(2022, 1, 1)))
    version = binding.standing("public_grids.fpt.aide-soignant-principal.passage")
    assert version is not None
    gains = []
    for key, word in version.value.items():
        (step, _more), after = row_of(key), after_of(word)
        if step != 2:  # échelon 2 was not read
            before = index(law, "fpt", "aide-soignant-principal", step, "2021-12-31")
            gains.append(index(law, "fpt", after.grade, after.step, "2022-01-01") - before)
    assert (min(gains), max(gains)) == (2, 32)
    assert gains == [32, 14, 14, 13, 16, 4, 7, 5, 2, 21, 21]


def test_every_index_gained_five_points_in_2024_and_none_goes_down(law: Law) -> None:
    versions = law.table("civil_service.index_of").versions
    assert [str(each.start) for each in versions] == ["2019-01-01", "2021-04-01", "2023-07-01", "2024-01-01"]
    assert versions[3].value == {key: held + 5 for key, held in versions[2].value.items()}
    for version in versions:
        row = [version.value[key] for key in sorted(version.value, key=int)]
        assert row == list(accumulate(row, max))


def test_a_word_of_a_passage_gives_an_echelon_and_the_seniority_kept() -> None:
    assert after_of("aide-soignant-classe-superieure/5:2/3") == After("aide-soignant-classe-superieure", 5, "2/3")
    assert row_of("10>36") == (10, 36)
    assert row_of("10") == (10, -1)
    assert kept_of("?") is None
    kept = {"none": 0, "all": 700, "18": 540, "2/3": 467, "5/6": 583, "+12": 1060, "bonus12": 1060}
    for word, days in kept.items():
        found = kept_of(word)
        assert found is not None
        assert (found.days(700), found.past_length) == (days, word == "bonus12")


FAULTS = {
    "an index mistyped": SUPERIOR.but("532", "523", "grades.aide-soignant-classe-superieure.grids.1.sum", "somme"),
    "a printed index": PRINTED.but(
        "480", "486", "grades.aide-soignant-classe-superieure.grids.1.printed.3.index.7", ""
    ),
    "printed euros": EUROS.but(
        "3578.86", "3578.88", "grades.isg-grade-2.grids.3.printed.3.euros.11", "ne donne pas ce montant"
    ),
    "an échelon that is not there": PASSAGE.but("6:5/6", "16:5/6", "grades.aide-soignant-principal.passages.1", "16"),
    "words that say nothing": PASSAGE.but(
        "6:5/6", "6:most", "grades.aide-soignant-principal.passages.1.steps.9", "passage"
    ),
    "five points": FIVE.but("1015: 826", "1015: 827", "index_of.versions.4.sum", "somme"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_grid_with_a_fault_is_refused_at_its_line(fault: Mutation, tmp_path: Path) -> None:
    path, _line = mutate(tmp_path, fault)
    problems = said(validate(path))
    assert any(each.field == fault.field and fault.says in each.message for each in problems), problems


def test_a_grade_that_does_not_exist_is_refused_with_the_nearest(tmp_path: Path) -> None:
    for fault, near in (
        (TO.but("superieure", "superieur", "grades.aide-soignant-principal.passages.1.to", ""), "superieure"),
        (Mutation(GRIDS, "\n    scale: echelle-c1\n", "\n    scale: echelle-c4\n", "scale", "", ""), "echelle-c"),
    ):
        text = (Path(__file__).parents[2] / "data" / GRIDS).read_text(encoding="utf-8")
        path = tmp_path / GRIDS
        path.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
        assert any(near in each.message for each in said(validate(path)))
