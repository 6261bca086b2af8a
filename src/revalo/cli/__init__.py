"""The command line: one short file for each command; no arithmetic lives here.

`main` is the entry point, `app` lists the commands, `options/` declares what several share.

May import everything. Tests: `tests/cli`.
"""
