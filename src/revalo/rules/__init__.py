"""The formulas of a payslip, and what they need: who, in which position, under which law."""
