"""Topics: what residents write about, as group → topic → fact.

Takes: the catalogue that we ship, and what administrators edit.
Leaves: `Topic`s.
Promises: seeding again never overwrites what a person edited.
"""
