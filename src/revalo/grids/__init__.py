"""The law as objects: reading the YAML, refusing what does not hold, binding it to a day."""
