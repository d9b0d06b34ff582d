"""Seen before: whether two short texts tell of the same thing, how certainly, and why, in words.

`naming` reads what a text says of its place, `subjects` what it is about, `texts` all of one text; `signs` says what
speaks for two texts and against, `compare` decides. The lab makes the numbers of `artifacts`. No database, no clock.
A proposal: people join cases, and take them apart.
"""
