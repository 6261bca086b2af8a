"""Many people at once: the same formulas on numpy int64 arrays, dates and codes resolved beforehand.

`columns` says what rows hold, `grouping` puts rows of one law next to one another, `lines` and `table` compute both
sides, `causes` splits the gain, `employer` costs it, `summary` and `board` add up, `check` compares with what was
paid, `suppression` hides small groups, `failures` keeps what cannot be computed.

May import analysis, and below it rules, grids and money, calendar, language, errors and version. Tests:
`tests/people`.
"""
