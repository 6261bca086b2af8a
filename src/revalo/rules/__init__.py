"""What one payslip is made of: who, in which place of the grid, under which law, by which formulas.

`person` reads the inputs of a person, `placement` finds the place in the grid, `branch`, `civil_service`,
`given_gross` and `segur` hold the formulas of each way of being paid, `graph` orders them, `payslip` runs them,
`trace` explains them, `bounds` proves that no product overflows. `employer/`: what the pay costs; `net`: an estimate
of what is left of it.

May import grids, and below it money, calendar, language, errors and version. Tests: `tests/rules`.
"""
