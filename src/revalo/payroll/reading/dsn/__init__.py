"""The monthly social declaration (DSN) in: a strict, typed reader, and its canonical rows.

Written from the technical guide NEODeS CT2025.1.3; nothing that identifies a person but the matricule is kept.

May import what payroll may. Tests: `tests/payroll`.
"""
