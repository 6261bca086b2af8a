"""Payroll files read strictly into typed columns.

`inputs` and `sources` find the files, `formats` tells what they are, `csv`, `xlsx`, `parquet` and `dsn/` read them,
`headers` and `profile` say which column is which, `cells`, `numerals`, `number`, `dates` and `names` turn texts into
figures, days and codes.

May import what payroll may, and nothing of writing/. Tests: `tests/payroll`.
"""
