"""Rules of decency, one file each, named by what it finds: `find(text) -> Finding | None`, the first one of a text.

Takes: a text as it came. Leaves: what was found and where. Promises: plain Python; criticism is never a ground.
The order stands in `registry.py`; a new rule is one file, a table of ten texts that it must find and ten that it must
not, and one line there.
"""
