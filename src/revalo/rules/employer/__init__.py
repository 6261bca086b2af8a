"""What pay costs an employer: contributions, exemptions, payroll tax."""
