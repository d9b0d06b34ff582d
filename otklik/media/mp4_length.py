"""Reads the declared length of an MP4, to refuse a long one at once. The transcoder measures the true length."""

import struct

from otklik.media.mp4 import BadVideo, boxes_in


def seconds_of(table: bytes) -> float:
    """By its box `moov`; 0 where that says nothing. Raises BadVideo."""
    (moov,) = boxes_in(table, 0, len(table))
    for box in boxes_in(table, moov.inner, moov.end):
        if box.kind == b"mvhd":
            is_wide = table[box.inner : box.inner + 1] == b"\1"
            told = ">IQ" if is_wide else ">II"
            at = box.inner + (20 if is_wide else 12)
            if at + struct.calcsize(told) > box.end:
                raise BadVideo("broken")
            rate, length = struct.unpack_from(told, table, at)
            unknown = (1 << (64 if is_wide else 32)) - 1
            return length / rate if rate and length != unknown else 0.0
    return 0.0
