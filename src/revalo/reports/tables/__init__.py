"""Results as CSV files and workbooks."""
