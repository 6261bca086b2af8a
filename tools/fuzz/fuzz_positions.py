"""Positions that go with a DSN."""

from harness import fuzz

from revalo.payroll.reading.dsn.notes import Notes
from revalo.payroll.reading.dsn.positions import read_positions

fuzz("positions", lambda path: read_positions(path, Notes()))
