"""Personal data in a text: where it stands, of what kind, how certainly; and the text with marks in its place.

Takes: a text; names of people and of officials as arguments.
Leaves: spans with kind and certainty, and texts with marks.
Promises: plain Python without a database; time grows with the length of a text, not with its square.
"""
