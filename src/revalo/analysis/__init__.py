"""What is made of payslips: comparisons, causes, months, arrears, published cases.

`comparison` computes both sides, `attribution` splits their difference by cause, `changes` says which figures moved,
`employer_cost` adds what both sides cost; `timeline`, `career` and `arrears` go month by month; `classifications`
sets several side by side; `published` replays amounts of others.

May import rules, and below it grids and money, calendar, language, errors and version. Tests: `tests/analysis`.
"""
