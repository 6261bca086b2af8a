"""The law: reading its files, refusing what does not hold together, binding it to a day.

From files to the compiled law: `reading`, `schema`, `values`, `compiling`, `checking`. At run time: `store` finds it,
`law` and `sections` hold it typed, `binding` reads it on a day, `parameters` takes values that users set, `scenarios`
lays what-ifs over it, `decomposition` goes from one reading to another cause by cause, `history` tells what changed.

May import nothing but money, calendar, language, errors and version. Tests: `tests/grids`.
"""
