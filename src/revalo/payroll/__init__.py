"""Payroll files in, results out: every row computed, rejected with its reason, or counted as left aside.

`run` is the one driver: chunks read in order, computed in threads (`parallel`), given back in order; pages, which are
not of arrays, are made in processes (`processes`). `batch`,
`board`, `checked` and `persons` say what is made of them. `reading/`: files to typed columns; `writing/`: results,
rejects and workbooks; `spark/`: the same on a cluster.

May import people, and below it analysis, rules, grids and money, calendar, language, errors and version. Tests:
`tests/payroll`.
"""
