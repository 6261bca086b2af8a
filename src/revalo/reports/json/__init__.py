"""The JSON of the public contract."""
