"""What is learnt from cases: how long residents waited, where time was lost, what they say of it.

Takes: cases with their history, answers, the residents' words.
Leaves: nothing yet; figures are counted when they are asked for.
Promises: every figure leads to the cases behind it, and says how it was counted.
"""
