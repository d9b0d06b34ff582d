"""Seen before: whether two short texts tell of the same thing, how certainly, and why, in words.

`naming` reads what a text says of its place, `subjects` what it is about, `compare` decides. Plain Python: no database,
no clock. A proposal: people join cases, and take them apart.
"""
