"""What the law protects most (152-ФЗ, art. 10), told of one person: health, beliefs, conviction; what hurts a family.

Nothing is hidden by itself: `finding.find(text)` returns spans with their kind, and a person decides. `words.py` holds
what is looked for, `people.py` of whom it may be told, `idioms.py` where it tells nothing, `reading.py` how it is read.
"""
