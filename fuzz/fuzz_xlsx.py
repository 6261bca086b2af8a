"""XLSX payrolls."""

from harness import fuzz, payroll

fuzz("xlsx", payroll)
