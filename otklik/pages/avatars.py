"""Compares avatars by a perceptual hash (dHash): for each of 64 pixels, whether it is brighter than the next."""

import io

from PIL import Image

_SIDE = 8
MOST_PIXELS = 4_000_000
SAME_WITHIN = 6
"""Of 64 spots so many may differ: the same picture made smaller, brighter, or saved anew."""
_TOO_PLAIN = 8
"""A picture of one colour has hardly a spot that differs: it is like every other such."""


def are_same(one: bytes, other: bytes) -> bool:
    """Whether two files show one picture; no for what is too plain to tell, or is no picture."""
    hashes = (difference_hash(one), difference_hash(other))
    if None in hashes:
        return False
    first, second = (value or 0 for value in hashes)
    is_plain = min(first.bit_count(), 64 - first.bit_count()) < _TOO_PLAIN
    return not is_plain and (first ^ second).bit_count() <= SAME_WITHIN


def difference_hash(picture: bytes) -> int | None:
    """64 bits that change little when the picture does; None for what cannot be read as a picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            grey = image.convert("L").resize((_SIDE + 1, _SIDE))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    spots = grey.tobytes()
    bits = 0
    for row in range(_SIDE):
        for column in range(_SIDE):
            place = row * (_SIDE + 1) + column
            bits = bits << 1 | (spots[place] > spots[place + 1])
    return bits
