"""Telling whether words are the same that were decided about. Plain."""

import hashlib

from otklik.moderation.errors import DecidedMeanwhile
from otklik.shared.words import marked as _


def hash_wording(text: str) -> str:
    """A name for what was said, whatever the case of its letters and the spaces between its words."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()


def demand_wording(text: str, *, read: str) -> None:
    """Raises DecidedMeanwhile where these are not the words with the hash `read`; empty: whatever stands there."""
    if read and read != hash_wording(text):
        raise DecidedMeanwhile(
            _("The author changed the words after you read them."), mend=_("Read them again, then decide.")
        )
