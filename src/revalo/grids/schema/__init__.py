"""The shape of the law files: closed models, so that a misspelt or missing name is refused.

`closed` is their base, `files` has one model for each file; `tables`, `grades`, `measures`, `texts` and `workforce`
are what files are made of.

May import what grids may. Tests: `tests/grids`.
"""
