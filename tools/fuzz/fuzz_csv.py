"""CSV payrolls."""

from harness import fuzz, payroll

fuzz("csv", payroll)
