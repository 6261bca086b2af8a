"""Tables and trees on the terminal, readable in any encoding and width.

`console` is every command's terminal; `fitting`, `folding` and `spelling` make texts fit it; `palette` names its
styles.

May import what reports may. Tests: `tests/reports`.
"""
