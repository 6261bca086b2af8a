"""Pages that people print and hand on: documents made of blocks, written as HTML or PDF.

`document` is the blocks, `sheet` and `board` build them, `html` and `pdf` write them, `svg` draws.

May import what reports may. Tests: `tests/reports`.
"""
