"""How often a JPEG goes over its picture: each pass of a progressive one costs its reader as much as the whole picture.

Only what the reader of the picture comes by is counted (ITU-T T.81, annex B): not what stands inside segments, such as
a small copy of the picture, and not what follows its end, such as the clip of a moving photo.
"""

import re
from typing import Final

MOST_SEGMENTS: Final = 10_000
"""Programs write a few dozen; those of text and of colour hold up to 64 KB each."""
_MARKER: Final = re.compile(rb"\xff([\xc0-\xcf\xd8-\xfe])")
"""What divides a file. In coded data FF00 is a byte, FFD0 to FFD7 are marks to find the way again; FFFF fills."""
_BEGIN: Final = 0xD8
_END: Final = 0xD9
_SCAN: Final = 0xDA


def count_passes(content: bytes) -> int:
    """The scans of the first picture in the file, whole or cut. Raises ValueError for more segments than any has."""
    passes, place = 0, 0
    for _segment in range(MOST_SEGMENTS):
        found = _MARKER.search(content, place)
        if found is None or (marker := found[1][0]) == _END:
            return passes
        place = found.end()
        if marker == _BEGIN:
            continue
        passes += marker == _SCAN
        place += max(2, int.from_bytes(content[place : place + 2]))
    raise ValueError("more segments than any JPEG has")
