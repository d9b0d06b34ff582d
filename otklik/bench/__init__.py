"""Bench: measures how fast and how reliable this installation is.

Takes: numbers of messages, people and pages.
Leaves: a table of times, loads and losses.
Promises: its own rows are told from real ones and removed afterwards.
"""
