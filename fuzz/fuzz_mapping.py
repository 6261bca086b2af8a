"""Profiles: how a payroll is to be read."""

from harness import fuzz

from revalo.payroll.profile import read

fuzz("mapping", read)
