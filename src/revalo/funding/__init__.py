"""From what raises cost to who pays for them: article 47, the départements, the CNSA.

`question` is what is asked, `activity` reads the hours of services, `counting` costs the rows of a payroll, `terms`
and `article47` share the cost, `settlement` settles a year, `study` puts it together, `remarks` says what it rests
on; `covid` is the bonus of 2020.

May import payroll, and below it people, analysis, rules, grids and money, calendar, language, errors and version.
Tests: `tests/funding`.
"""
