"""Bench: measures how fast this installation is, on a database of its own that is thrown away.

Takes: a name of a benchmark and its numbers.
Leaves: one JSON object, with its yardstick, its goal and whether it was met.
Promises: nothing of the real installation is touched; ratios count, for machines are noisy.
"""
