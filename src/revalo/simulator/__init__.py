"""What the simulator asks of revalo: a page in one file that runs the same engine in the browser (`make simulator`).

`engine` answers the page in JSON: the form, the answer of a form, a pasted table; `pasted` reads such a table. The page
itself and what builds it are in tools/simulator.

May import api and what stands below, and nothing that is not pure Python. Tests: `tests/simulator`.
"""
