"""A table of people at once: the formulas of `rules` on numpy int64 arrays, dates and codes resolved beforehand."""
