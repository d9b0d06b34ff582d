"""Hiding one message: claimed, taken out of sight, and what follows for its case."""
