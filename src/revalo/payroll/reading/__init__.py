"""Payroll files read strictly into typed columns."""
