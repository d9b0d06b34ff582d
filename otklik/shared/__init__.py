"""Shared: the ground that every room stands on: the clock, days off, retries, batches, errors.

Takes: nothing of ours.
Leaves: plain values and functions.
Promises: no Django, no database, and no knowledge of appeals, pages or networks.
"""
