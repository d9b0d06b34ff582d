"""Triage: what is it, is it decent, what does it concern, where, how urgent?

Takes: messages that wait for it.
Leaves: a `Verdict` with `Finding`s, the model's version and how certain it is.
Promises: a rule that fails sends the message to a person, never through; criticism is never a ground.
"""
