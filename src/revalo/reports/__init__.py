"""What people and programs read: results in words, on the terminal, as JSON, as tables, as pages.

Nothing is computed here that could be computed below. `phrases` and `fund_phrases`: wordings that several reports
share; `health`: what `doctor` looks at.

May import everything but api and cli. Tests: `tests/reports`.
"""
