"""Shared: what every room uses: the clock, days off, text and lemmas, backoff of retries, batches, errors.

Takes: nothing of ours.
Leaves: plain values and functions.
Promises: no Django, no database, and no knowledge of appeals, pages or networks.
"""
