"""Numbers in place of words: from them no word can be read."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import repeat
from zlib import crc32


def hash_of(text: str) -> int:
    """A number of 64 bits, the same in every process."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def checksums(words: Sequence[str], *, reach: int) -> Iterator[list[int]]:
    """CRC-32 of words; then of the pairs «one other» that stand one word apart, two words, up to `reach`."""
    written = [word.encode() for word in words]
    alone = [*map(crc32, written)]
    yield alone
    begun = [*map(crc32, repeat(b" "), alone)]  # a checksum can be gone on with, so no pair is put together
    for step in range(1, reach + 1):
        yield [*map(crc32, written[step:], begun)]
