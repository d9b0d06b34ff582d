"""Makes the encoder that reads two texts together (`triage/likeness/together.py` runs it).

`taught` gathers pairs from the lessons, `network` and `learning` teach them, `making` writes it down and fits the
weights. Needs the extra `reader`.
"""
