"""In a check, the rows of one person and month are compared by their sums, wherever the sum is said.

Guards: people/check.py, people/claims.py, people/contracts.py, people/gaps.py, people/person_of_row.py.
"""

from pathlib import Path

import pytest

from running import Ran, run

HEADER = "Matricule;Mois;Emploi;Catégorie;Année;Nb h. mens.;Brut payé\n"
ONE, OTHER = "0012;10/2021;AVS;C;8;80;", "0012;10/2021;AVS;C;8;24;"
DUE_ONE, DUE_OTHER = 1062_30, 318_69  # cents: 80 and 24 hours of what 151.67 are due


def checked(folder: Path, *rows: str) -> Ran:
    (folder / "p.csv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return run("check", str(folder / "p.csv"), "--on", "2022-01-01", "--lang", "en")


def euros(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("arrears", [0, 10_00])
def test_a_total_said_once_is_compared_with_what_is_due_for_all(tmp_path: Path, first: bool, arrears: int) -> None:
    total = euros(DUE_ONE + DUE_OTHER - arrears)
    rows = (ONE + total, OTHER) if first else (ONE, OTHER + total)
    found = " ".join(checked(tmp_path, *rows).out.split())
    assert f"2 rows compared, {'1 gap' if arrears else '0 gaps'} in gross pay" in found
    assert "no gross paid nor" not in found
    assert ("€10.00" in found) is bool(arrears)


def test_a_line_of_the_same_payslip_has_the_total_of_the_first(tmp_path: Path) -> None:
    found = checked(tmp_path, ONE, ONE + euros(DUE_ONE))
    assert "0 gaps in gross pay" in found.out


def test_nothing_said_at_all_is_not_compared(tmp_path: Path) -> None:
    found = " ".join(checked(tmp_path, ONE, OTHER, "0013;10/2021;AVS;C;8;24;").out.split())
    assert "3 rows not compared: no gross paid nor" in found
    assert "0 gaps in gross pay" in found


def test_a_person_known_in_part_alone_is_not_compared(tmp_path: Path) -> None:
    unknown = OTHER.replace("C;8;", ";;")
    found = " ".join(checked(tmp_path, ONE + euros(DUE_ONE + DUE_OTHER), unknown.replace("AVS", "")).out.split())
    assert "0 gaps in gross pay" in found
    assert "1 row not compared: another row of the same person and month is not compared" in found


@pytest.mark.parametrize("wrong", ["AVS;C;xx;24;", "AVS;C;8;#N/A;", "AVS;C;8;;"])
@pytest.mark.parametrize("first", [True, False])
def test_a_person_with_a_contract_that_cannot_be_read_is_not_compared(tmp_path: Path, wrong: str, first: bool) -> None:
    whole, rejected = ONE + euros(DUE_ONE + DUE_OTHER), f"0012;10/2021;{wrong}"
    rows = (rejected, whole) if first else (whole, rejected)
    found = " ".join(checked(tmp_path, *rows, "0013;10/2021;AVS;C;8;80;1000,00").out.split())
    assert "1 row compared, 1 gap in gross pay" in found
    assert "€318.69" not in found
    assert "1 row not compared: another row of the same person and month is not compared" in found


def test_another_month_and_a_row_twice_leave_nothing_out(tmp_path: Path) -> None:
    paid = ONE + euros(DUE_ONE - 10_00)
    found = " ".join(
        checked(tmp_path, paid, paid, ONE.replace("10/2021", "11/2021").replace("8;80", "xx;80")).out.split()
    )
    assert "1 row compared, 1 gap in gross pay" in found
    assert "€10.00" in found
    assert "another row of the same person" not in found
