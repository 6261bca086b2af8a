"""Options that several commands share, declared once.

May import what cli may. Tests: `tests/cli`.
"""
