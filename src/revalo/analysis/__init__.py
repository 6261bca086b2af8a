"""What is made of payslips: comparisons, causes, months, arrears, published cases."""
