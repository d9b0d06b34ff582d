"""Duplicates: which messages tell of the same.

Takes: texts of judged messages, and of calls that staff type in.
Leaves: pairs that are proposed as the same (`SeenBefore`), with a certainty and the reasons.
Promises: the same pairs are proposed whichever text came first; people join cases, never the machine.
"""
