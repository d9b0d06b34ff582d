"""Redactions: what is taken out of a text before everybody may read it.

Each file hides one thing: `hide(text)` returns the text with a mark in its place. The order is in
`otklik/publication/redacting.py`; a new redaction is a file here, one line there, and a table test of yes and no.
"""
