"""People in: payroll files of any usual kind, read strictly into typed columns; rejects with their place and reason."""
