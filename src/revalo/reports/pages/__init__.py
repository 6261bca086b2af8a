"""Pages that people print and hand on: documents made of blocks, written as HTML or PDF."""
