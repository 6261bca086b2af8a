"""What people and programs read: tables, explanations, JSON."""
