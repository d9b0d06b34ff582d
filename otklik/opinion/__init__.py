"""What people think: surveys, weighted to the population.

Takes: samples of answers and tables of the population.
Leaves: shares with their errors.
Promises: a sample is weighted by a published rule, and what cannot be weighted is refused by name.
"""
