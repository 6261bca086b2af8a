"""A payroll on a cluster: Spark drives the function that one machine runs."""
