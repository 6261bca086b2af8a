"""Results as CSV files and workbooks.

May import what reports may. Tests: `tests/reports`.
"""
