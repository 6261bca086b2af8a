"""`revalo FILE`: a payroll dropped on the program, or typed alone.

Guards: cli/dropped.py.
"""

from pathlib import Path

import pytest

from running import run

PAYROLL = "Matricule;Emploi;Ancienneté;Heures\n1;AVS;8;151,67\n2;TISF;4;104\n"


@pytest.fixture
def payroll(tmp_path: Path) -> Path:
    path = tmp_path / "ma paie.csv"
    path.write_text(PAYROLL, encoding="utf-8")
    return path


def test_what_is_understood_what_it_comes_to_and_what_to_do_next(payroll: Path) -> None:
    ran = run(str(payroll), "--lang", "fr")
    assert ran.code == 0
    understood, summary = run("columns", str(payroll), "--lang", "fr"), run("batch", str(payroll), "--lang", "fr")
    assert ran.out.startswith(understood.out)
    assert summary.out in ran.out
    assert ran.out.endswith(
        f'  revalo batch "{payroll}" -o resultats.xlsx\n  revalo report "{payroll}" -o rapport.html\n'
    )
    assert sorted(path.name for path in payroll.parent.iterdir()) == ["ma paie.csv"], "nothing is written"


def test_rejected_rows_and_a_file_that_cannot_be_read(payroll: Path) -> None:
    payroll.write_text(PAYROLL + "3;Zorro;4;104\n", encoding="utf-8")
    assert run(str(payroll)).code == 4
    payroll.write_text("a;b\n1;2\n", encoding="utf-8")
    ran = run(str(payroll), "--lang", "en")
    assert (ran.code, "[R305]" in ran.err, "To go on" in ran.out) == (3, True, False)


def test_a_command_comes_before_a_file_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cases").write_text(PAYROLL, encoding="utf-8")
    assert "Matricule" not in run("cases").out


def test_a_word_that_is_neither() -> None:
    ran = run("paye.csv")
    assert (ran.code, "[R101]" in ran.err) == (2, True)
