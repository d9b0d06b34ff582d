"""Evidence of decisions: what was known, every later fact, and the file for a lawyer."""
