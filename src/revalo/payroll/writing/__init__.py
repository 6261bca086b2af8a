"""Results, rejects and workbooks, written whole or not at all.

`atomic_files` moves files into place, `writers` and `xlsx_writer` write results, `rejects` what could not be
computed, `balance` counts again what is written, `provenance` says where it comes from, `workbook` is the ground of
every workbook.

May import what payroll may. Tests: `tests/payroll`.
"""
