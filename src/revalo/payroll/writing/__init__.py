"""Results, rejects and workbooks written whole or not at all."""
