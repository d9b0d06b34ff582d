"""Telling whether words are the same that were decided about. Plain."""

import hashlib


def hash_wording(text: str) -> str:
    """A name for what was said, whatever the case of its letters and the spaces between its words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()
