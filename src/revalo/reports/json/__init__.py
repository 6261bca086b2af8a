"""The JSON of the public contract: amounts as texts with two decimals.

May import what reports may. Tests: `tests/reports`.
"""
