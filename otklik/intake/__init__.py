"""Intake: every message kept once, exactly as it came.

Takes: webhook bodies, polled answers, acts of residents on our own pages.
Leaves: `RawEvent`, `ResidentMessage` with its versions.
Promises: the same event twice, or in any order, ends in the same state; what is not understood is kept and shown.
"""
