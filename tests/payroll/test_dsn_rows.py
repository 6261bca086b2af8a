"""From declarations to canonical rows: pay, time, seniority, sector, and what is said.

Guards: payroll/reading/dsn/blocks.py, payroll/reading/dsn/canonical.py, payroll/reading/dsn/codes.py,
payroll/reading/dsn/convert.py, payroll/reading/dsn/declaration.py, payroll/reading/dsn/lines.py,
payroll/reading/dsn/notes.py, payroll/reading/dsn/pay.py, payroll/reading/dsn/positions.py,
payroll/reading/dsn/quotity.py, payroll/reading/dsn/reading.py, payroll/reading/dsn/source.py,
payroll/reading/dsn/values.py.
"""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsn_files import (
    NOVEMBER,
    block,
    civil,
    contract,
    declaration,
    lines,
    pay,
    payment,
    person,
    sample,
    seniority,
    views,
    written,
)
from revalo import language
from revalo.errors import UnreadableInput
from revalo.payroll.reading.dsn.canonical import COLUMNS, USED, Row
from revalo.payroll.reading.dsn.source import Reading, as_source, read_dsn
from revalo.people.columns import CANONICAL
from seeds import tried

COMPANY_SENIORITY = "seniority in the branch is not declared"


@pytest.fixture(autouse=True)
def english() -> None:
    language.use("en")


def read(folder: Path, *declarations: list[str], test: bool = False) -> Reading:
    path = folder / "file.dsn"
    path.write_bytes(written(lines(*declarations, test=test)))
    return read_dsn(path)


def row_of(folder: Path, *parts: list[str]) -> Row:
    [row] = read(folder, declaration("01102021", person("7", "X", *parts))).rows
    return row


def said(reading: Reading, what: str) -> bool:
    return any(what in warning for warning in reading.warnings)


def test_the_association() -> None:
    reading = read_dsn(sample("association.dsn"))
    first, hired, three, four, apprentice = reading.rows
    assert first.cells == {
        "employee_id": "0012",
        "service_id": "99999999800017",
        "month": "2021-10",
        "sector": "bad",
        "hours": "104.00",
        "seniority": "11",
        "paid_gross": "1422.47",
    }
    assert (first.base, first.back_pay, first.partial) == (1290_51, 38_90, ())
    assert hired.cells["hours"] == "151.67"
    assert (hired.partial, hired.cells["seniority"]) == (("entry",), "0")
    assert [each.cells["employee_id"] for each in (three, four)] == ["0014", "0014"]
    assert [each.cells["service_id"] for each in (three, four)] == ["99999999800017", "480000017"]
    assert [each.cells["paid_gross"] for each in (three, four)] == ["700.00", "480.00"]
    assert [each.cells["seniority"] for each in (three, four)] == ["4", "2"]
    assert apprentice.cells["profession"] == "apprenti"
    for what in ("back-pay", COMPANY_SENIORITY, "several contracts", "not a whole one"):
        assert said(reading, what)


def test_the_territorial_employer() -> None:
    reading = read_dsn(sample("territorial.dsn"))
    [row] = reading.rows
    assert row.cells == {
        "employee_id": "T-001",
        "service_id": "99999999700025",
        "month": "2022-11",
        "sector": "fpt",
        "index": "420",
        "part_time": "80",
        "seniority": "12",
        "paid_gross": "2051.10",
        "declared_cti": "203.69",
    }
    assert (row.base, row.cti, row.cti_points) == (1745_14, 203_69, 49)
    assert said(reading, "CTI points")
    assert not said(reading, COMPANY_SENIORITY)
    assert reading.declarations[0].establishment.public is True


def test_two_declarations_in_one_file() -> None:
    reading = read_dsn(sample("two-declarations.dsn"))
    declarations = reading.declarations
    assert [f"{each.month:%Y-%m}" for each in declarations] == ["2021-10", "2022-11"]
    assert [len(each.persons) for each in declarations] == [4, 1]
    assert reading.warnings


def test_a_cancelled_declaration_is_said() -> None:
    reading = read_dsn(sample("cancelled.dsn"))
    assert [row.cells["sector"] for row in reading.rows] == ["fpt"]
    assert said(reading, "cancels another")
    assert said(reading, "replaces or cancels")


def test_a_declaration_replaced_by_a_later_one(tmp_path: Path) -> None:
    old = declaration("01102021", person("1", "X", contract("C0001")))
    other = declaration("01092021", person("2", "X", contract("C0001")))
    new = declaration("01102021", person("3", "X", contract("C0001")), kind=("01", "03"), order="2")
    reading = read(tmp_path, new, old, other)
    assert [row.cells["employee_id"] for row in reading.rows] == ["3", "2"]
    assert said(reading, "replaces or cancels")


@pytest.mark.parametrize(
    ("kind", "what"),
    [(("01", "02"), "without anyone"), (("01", "05"), "without anyone"), (("07", "01"), "not the monthly one")]
    + [((event, "01"), "not the monthly one") for event in ("04", "05", "08", "09")],
)
def test_other_declarations_are_not_read(tmp_path: Path, kind: tuple[str, str], what: str) -> None:
    reading = read(tmp_path, declaration("01102021", person("1", "X", contract("C0001")), kind=kind))
    assert reading.rows == []
    assert said(reading, what)


def test_pacific_francs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"line 12: .*Pacific"):
        read(tmp_path, declaration("01102021", currency="02"))


def test_one_month_declared_twice_is_said(tmp_path: Path) -> None:
    reading = read(tmp_path, *[declaration("01102021", person("1", "X", contract("C0001")))] * 2)
    assert len(reading.rows) == 2
    assert said(reading, "declared twice")


def test_missing_or_doubled_blocks_are_refused(tmp_path: Path) -> None:
    for broken in (
        block("S20.G00.05", ("001", "01"), ("002", "01"), ("005", "01102021")),
        [*declaration("01102021"), *block("S21.G00.11", ("001", "00025"))],
    ):
        with pytest.raises(UnreadableInput, match="exactly one block"):
            read(tmp_path, broken)


def test_a_test_file_is_said(tmp_path: Path) -> None:
    assert said(read(tmp_path, declaration("01102021"), test=True), "a test")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["001", "002", "003", "010", "012", "017", "022"]),
            st.integers(-9_999_99, 9_999_99),
            st.sampled_from([("01102021", "31102021"), ("15102021", "20102021"), ("01092021", "30092021")]),
        ),
        max_size=12,
    )
)
@settings(max_examples=tried(60))
def test_types_are_never_added(
    tmp_path_factory: pytest.TempPathFactory, given_lines: list[tuple[str, int, tuple[str, str]]]
) -> None:
    """Gross is the sum of type 001 of the month alone, base of type 010; other periods stand apart."""
    parts = [pay("C0001", kind, f"{amount / 100:.2f}", period) for kind, amount, period in given_lines]
    row = row_of(tmp_path_factory.mktemp("dsn"), contract("C0001"), payment(*parts))

    def total(kind: str, *, now: bool) -> int | None:
        found = [n for each, n, (_from, to) in given_lines if each == kind and to.endswith("102021") is now]
        return sum(found) if found else None

    gross = total("001", now=True)
    assert row.cells.get("paid_gross") == (None if gross is None else f"{gross / 100:.2f}")
    assert (row.base, row.cti) == (total("010", now=True), total("022", now=True))
    assert row.back_pay == (total("001", now=False) or 0)


def test_several_payments_add_up(tmp_path: Path) -> None:
    half = payment(views("C0001", "500.00", "450.00"))
    row = row_of(tmp_path, contract("C0001"), half, half)
    assert (row.cells["paid_gross"], row.base) == ("1000.00", 900_00)


@pytest.mark.parametrize(
    ("given_values", "hours", "fte"),
    [
        ({}, "104.00", None),
        ({"_013": "151.67"}, "151.67", None),
        ({"_013": "0104.00"}, "104.00", None),
        ({"_012": "35.00", "_013": "28.00"}, None, "0.8"),
        ({"_012": "35.00", "_013": "30.00"}, "130.00", None),
        ({"_011": "20", "_012": "21.00", "_013": "21.00"}, None, "1"),
        ({"_011": "99", "_012": "", "_013": "", "_014": "10"}, None, None),
        ({"_011": "99", "_012": "0.00", "_013": "0.00", "_014": "20"}, None, "0"),
    ],
)
def test_time_worked(tmp_path: Path, given_values: dict[str, str], hours: str | None, fte: str | None) -> None:
    row = row_of(tmp_path, contract("C0001", **given_values))
    assert (row.cells.get("hours"), row.cells.get("fte")) == (hours, fte)


@pytest.mark.parametrize(
    ("given_values", "expected"),
    [
        ({}, {"part_time": "80"}),
        ({"_055": "90.00"}, {"part_time": "90"}),
        ({"_055": "", "_013": "151.67", "_014": "10"}, {}),
        ({"_055": "", "_013": "121.34", "_012": "151.67"}, {"hours": "121.34"}),
        ({"_053": "02", "_054": "35.00", "_012": "28.00"}, {"fte": "0.8", "part_time": "80"}),
        ({"_053": "02", "_054": "35.00", "_012": "17.50", "_055": ""}, {"fte": "0.5"}),
        ({"_053": "02", "_054": "35.00", "_012": "20.00"}, {"hours": "86.67", "part_time": "80"}),
        ({"_053": "02", "_054": "35.00", "_012": "104.00", "_055": ""}, {"hours": "104.00"}),
        ({"_053": "02", "_054": "35.00", "_012": "151.67", "_055": ""}, {"fte": "0"}),
        ({"_053": "02", "_054": "", "_055": ""}, {"fte": "0"}),
    ],
)
def test_civil_service_time(tmp_path: Path, given_values: dict[str, str], expected: dict[str, str]) -> None:
    cells = row_of(tmp_path, civil("C0001", **given_values)).cells
    assert {name: cells[name] for name in ("hours", "fte", "part_time") if name in cells} == expected
    assert cells["index"] == "420"


@pytest.mark.parametrize(
    ("status", "idcc", "sector"),
    [
        ("06", "2941", "bad"),
        ("06", "0029", "ccn51"),
        ("04", "0413", "ccn66"),
        ("06", "0405", "ccn65"),
        ("08", "9999", "fpe"),
        ("09", "9999", "fph"),
        ("10", "2941", "fpt"),
        ("06", "2264", "idcc-2264"),
        ("06", "9999", "idcc-9999"),
        ("06", "", "bad"),
    ],
)
def test_sector(tmp_path: Path, status: str, idcc: str, sector: str) -> None:
    reading = read(tmp_path, declaration("01102021", person("7", "X", contract("C0001", _002=status, _017=idcc))))
    assert reading.rows[0].cells["sector"] == sector
    assert said(reading, "does not say the sector") == sector.startswith("idcc")


@pytest.mark.parametrize(
    ("kind", "unit", "value", "years"),
    [
        ("07", "03", "4", "4"),
        ("07", "03", "4.00", "4"),
        ("07", "02", "95", "7"),
        ("07", "02", "96", "8"),
        ("07", "01", "1825", "4"),
        ("07", "01", "1826", "5"),
        ("02", "02", "11", "0"),
        ("04", "03", "9", None),
        ("07", "09", "9", None),
    ],
)
def test_seniority_in_completed_years(tmp_path: Path, kind: str, unit: str, value: str, years: str | None) -> None:
    row = row_of(tmp_path, contract("C0001"), seniority("C0001", kind, unit, value))
    assert row.cells.get("seniority") == years


def test_branch_seniority_wins_in_either_order(tmp_path: Path) -> None:
    both = [seniority("C0001", "07", "03", "3"), seniority("C0001", "02", "03", "9")]
    for order in (both, both[::-1]):
        reading = read(tmp_path, declaration("01102021", person("7", "X", contract("C0001"), *order)))
        assert reading.rows[0].cells["seniority"] == "9"
        assert not said(reading, COMPANY_SENIORITY)


@pytest.mark.parametrize(
    ("child", "reason"),
    [
        (block("S21.G00.62", ("001", "15102021"), ("002", "059")), "exit"),
        (block("S21.G00.62", ("001", "31102021"), ("002", "059")), None),
        (block("S21.G00.62", ("001", "15102021"), ("002", "099")), None),
        (block("S21.G00.41", ("001", "10102021"), ("007", "120.00")), "change"),
        (block("S21.G00.41", ("001", "01102021"), ("007", "120.00")), None),
        (block("S21.G00.60", ("001", "01"), ("002", "04102021")), "leave"),
        (block("S21.G00.65", ("001", "501"), ("002", "04102021")), "leave"),
    ],
)
def test_months_that_are_not_whole(tmp_path: Path, child: list[str], reason: str | None) -> None:
    row = row_of(tmp_path, [*contract("C0001"), *child], payment(views("C0001", "1.00", "1.00")))
    assert row.partial == ((reason,) if reason else ())


def test_unpaid_absence(tmp_path: Path) -> None:
    absence = block("S21.G00.53", ("001", "02"), ("002", "7.00"), ("003", "10"))
    row = row_of(tmp_path, contract("C0001"), payment(pay("C0001", "002", "1.00", ("01102021", "31102021"), absence)))
    assert row.partial == ("unpaid-absence",)


@pytest.mark.parametrize("nature", ["29", "80", "81", "89"])
def test_not_employment(tmp_path: Path, nature: str) -> None:
    reading = read(tmp_path, declaration("01102021", person("7", "X", contract("C0001", _007=nature))))
    assert reading.rows == []
    assert said(reading, "internship")


def test_contracts_outside_the_month(tmp_path: Path) -> None:
    ended = [*contract("C0001"), *block("S21.G00.62", ("001", "30092021"), ("002", "059"))]
    reading = read(tmp_path, declaration("01102021", person("7", "X", ended, contract("C0002", _001="01112021"))))
    assert reading.rows == []
    assert said(reading, "outside the declared month")


def test_unknown_rubriques_and_codes_warn(tmp_path: Path) -> None:
    odd = [*contract("C0001"), *block("S21.G00.40", ("999", "x")), *block("S21.G00.99", ("001", "x"))]
    file = declaration("01102021", person("7", "X", odd, payment(pay("C0001", "031", "1.00"))))
    reading = read(tmp_path, file)
    assert len(reading.rows) == 1
    for name in ("S21.G00.40.999", "S21.G00.99.001", "S21.G00.51.011"):
        assert said(reading, name)


def test_pay_of_an_unknown_contract_is_said(tmp_path: Path) -> None:
    reading = read(
        tmp_path, declaration("01102021", person("7", "X", contract("C1"), payment(pay("C9", "001", "1.00"))))
    )
    assert "paid_gross" not in reading.rows[0].cells
    assert said(reading, "a contract that is not declared")


def test_overseas_department(tmp_path: Path) -> None:
    for code, expected in (("97600", "976"), ("97410", "974"), ("48000", None)):
        employer = [("001", "00017"), ("004", code), ("017", "01"), ("022", "2941")]
        file = declaration("01102021", person("7", "X", contract("C0001")), establishment=employer)
        assert read(tmp_path, file).rows[0].cells.get("department") == expected


def test_amounts_and_dates_are_strict(tmp_path: Path) -> None:
    for bad in ({"_013": "104,00"}, {"_013": "104.0"}, {"_013": "+104.00"}, {"_013": "-104.00"}, {"_001": "31022021"}):
        with pytest.raises(UnreadableInput, match=r"line \d+: rubrique S21\.G00\.40\."):
            read(tmp_path, declaration("01102021", person("7", "X", contract("C0001", **bad))))
    with pytest.raises(UnreadableInput, match="01MMAAAA"):
        read(tmp_path, declaration("15102021"))


def test_source_gives_chunks_of_canonical_text() -> None:
    source = as_source(sample("two-declarations.dsn"), read_dsn(sample("two-declarations.dsn")), 2)
    chunks = list(source.chunks)
    assert (source.format, source.decimal, source.encoding, source.rows) == ("dsn", ".", "cp1252", 6)
    assert [len(chunk.rows) for chunk in chunks] == [2, 2, 2]
    numbers = [int(number) for chunk in chunks for number in chunk.rows]
    content = sample("two-declarations.dsn").read_bytes().split(b"\r\n")
    assert all(content[number - 1].startswith(b"S21.G00.40.001") for number in numbers)
    assert set(chunks[0].columns) == set(COLUMNS) <= set(CANONICAL)
    assert chunks[0].columns["hours"].to_pylist() == ["104.00", "151.67"]
    assert chunks[2].columns["part_time"].to_pylist() == [None, "80"]
    assert dict(source.mapping)["S21.G00.30.019"] == "employee_id"
    assert dict(source.mapping)["S21.G00.30.001"] is None
    assert set(USED.values()) <= set(COLUMNS)


def test_pay_periods_over_the_edge(tmp_path: Path) -> None:
    edge = payment(pay("C0001", "001", "10.00", ("26092021", "25102021")), pay("C0001", "001", "5.00", NOVEMBER))
    reading = read(tmp_path, declaration("01102021", person("7", "X", contract("C0001"), edge)))
    assert (reading.rows[0].cells["paid_gross"], reading.rows[0].back_pay) == ("10.00", 5_00)
    assert said(reading, "edge of the month")
