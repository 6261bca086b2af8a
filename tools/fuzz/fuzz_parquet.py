"""Parquet payrolls."""

from harness import fuzz, payroll

fuzz("parquet", payroll)
