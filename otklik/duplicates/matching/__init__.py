"""Whether two short texts tell of the same thing, how certainly, and why, in words.

`texts` reads one text, `keys` finds candidates, `features` says what speaks for a pair and against, `compare` decides.
The lab makes the numbers of `artifacts`. No database, no clock.
"""
