"""Personal data in a text: where it stands, of what kind, how certainly; and the text with marks in its place.

Takes: a text; names of people and officials as arguments. Leaves: spans with kind and certainty, masked texts.
Promises: plain Python, no Django and no database; time grows with the length of a text, not with its square.
"""
