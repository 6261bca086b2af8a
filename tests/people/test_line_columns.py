"""Lines held by row have, once in columns, each amount in its place and 0.00 elsewhere."""

import numpy as np
import pyarrow as pa

from revalo.people.line_columns import LINES, RowLines, in_columns, with_lines

NAMES = ["before_base", "after_base", "before_seniority", "after_seniority"]
HELD = RowLines(np.array([0, 2, 2, 4]), np.array([0, 1, 1, 3]), np.array([10_00, 11_00, 12_00, 5_00]), NAMES)


def batch() -> pa.RecordBatch:
    """Three rows, the second without lines."""
    return pa.RecordBatch.from_pydict(
        {"row": pa.array([1, 2, 3]), LINES: HELD.array(), "noted": pa.array(["", "", "x"])}
    )


def test_lines_of_a_batch_are_those_put_in() -> None:
    for start in range(3):
        lines = RowLines.of(batch()[LINES][start:])
        first = HELD.ends[start]
        assert lines.ends.tolist() == (HELD.ends[start:] - first).tolist()
        assert lines.columns.tolist() == HELD.columns[first:].tolist()
        assert lines.cents.tolist() == HELD.cents[first:].tolist()
        assert lines.names == NAMES


def test_lines_come_to_the_sum_of_a_side() -> None:
    assert HELD.rows.tolist() == [0, 0, 2, 2]
    assert HELD.sums("before").tolist() == [10_00, 0, 0]
    assert HELD.sums("after").tolist() == [11_00, 0, 17_00]


def test_a_column_for_each_line_of_the_file_in_the_order_of_a_payslip() -> None:
    table = in_columns(with_lines(batch(), {"seniority", "smic_topup", "base"}))
    assert table.schema.names == [
        "row",
        *(f"{side}_{name}" for name in ("base", "smic_topup", "seniority") for side in ("before", "after")),
        "noted",
    ]
    assert [str(each) for each in table["after_base"].to_pylist()] == ["11.00", "0.00", "12.00"]
    assert [str(each) for each in table["after_seniority"].to_pylist()] == ["0.00", "0.00", "5.00"]
    assert [str(each) for each in table["before_smic_topup"].to_pylist()] == ["0.00"] * 3


def test_a_batch_without_lines_stays_as_it_is() -> None:
    rows = batch().select(["row"])
    assert in_columns(rows) is rows
