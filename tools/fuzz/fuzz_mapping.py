"""Profiles: how a payroll is to be read."""

from harness import fuzz

from revalo.payroll.reading.profile import read

fuzz("mapping", read)
