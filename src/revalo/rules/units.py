"""The units that formulas convert between."""

CENT = 100  # ten-thousandths of a euro in a cent
ONE = 10_000  # a rate of 100 %
DAY = 100  # hundredths in a day
COEFFICIENT = 10_000  # a coefficient of 1
MONTHS = 12  # months in a year
