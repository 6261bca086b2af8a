"""DSN payrolls."""

from harness import fuzz, payroll

fuzz("dsn", payroll)
