"""What pay costs an employer: contributions, exemptions, payroll tax.

`employer` reads what is known of the employer, `inputs` looks up the figures of a day, `contributions` holds the
formulas, `cost` runs them.

May import what rules may. Tests: `tests/rules`.
"""
