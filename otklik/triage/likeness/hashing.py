"""Numbers in place of words, as the whole room makes them."""

from otklik.triage.hashing import hash_of

__all__ = ["hash_of"]
