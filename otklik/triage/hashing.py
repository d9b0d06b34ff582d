"""Numbers in place of words: from them no word can be read."""

from hashlib import blake2b


def hash_of(text: str) -> int:
    """A number of 64 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)
