"""A payroll on a cluster: Spark drives what one machine runs, over pieces of files.

`fitting` refuses what a cluster cannot do, `session` starts Spark, `tasks` shares work out, `run` puts it together,
`folders` and `writing` move results.

May import what payroll may. Tests: `tests/payroll`.
"""
