"""Videos for tests: put together box by box, with what phones write beside the pictures."""

import struct
from pathlib import Path

WHERE = b"+56.4477+060.1933/"
PICTURES, TRACE = b"pictures" * 4, b"gps 56.4477 60.1933 "
FILM = Path(__file__).with_name("phone.mp4")
"""A second of colours and silence, as encoders write it, with a place and a title."""


def box(kind: bytes, *inner: bytes) -> bytes:
    content = b"".join(inner)
    return struct.pack(">I4s", len(content) + 8, kind) + content


def full(kind: bytes, *inner: bytes) -> bytes:
    return box(kind, bytes(4), *inner)


def track(
    handler: bytes,
    *,
    chunks: list[int],
    samples: list[int],
    per_chunk: int = 1,
    is_outside: bool = False,
    written: bytes = b"",
) -> bytes:
    """A track whose chunks begin at these places of the file; `written`: the box that says how it is written."""
    reference = full(b"url ", b"http://example.org/x") if is_outside else box(b"url ", b"\0\0\0\1")
    table = box(
        b"stbl",
        full(b"stsd", struct.pack(">I", bool(written)), written),
        full(b"stsc", struct.pack(">IIII", 1, 1, per_chunk, 1)),
        full(b"stsz", struct.pack(f">II{len(samples)}I", 0, len(samples), *samples)),
        full(b"stco", struct.pack(f">I{len(chunks)}I", len(chunks), *chunks)),
    )
    return box(
        b"trak",
        full(b"tkhd", struct.pack(">II", 3_800_000_000, 3_800_000_001), bytes(72)),
        box(
            b"mdia",
            full(b"mdhd", struct.pack(">II", 3_800_000_000, 3_800_000_001), bytes(16)),
            full(b"hdlr", bytes(4), handler, bytes(12), b"Phone of Maria\0"),
            box(b"minf", full(b"vmhd", bytes(8)), box(b"dinf", full(b"dref", struct.pack(">I", 1), reference)), table),
        ),
        box(b"udta", box(b"\xa9xyz", WHERE)),
    )


def film(
    *, is_outside: bool = False, first: bytes = b"ftyp", more: bytes = b"", shift: int = 0, no_pictures: bool = False
) -> bytes:
    """What a phone makes: pictures, a track of places beside them, and where, when and by whom it was taken."""
    head = box(first, b"mp42", bytes(4), b"mp42isom")
    at = len(head) + 8
    samples = box(b"mdat", PICTURES, TRACE, b"loose words")
    handler = b"meta" if no_pictures else b"vide"
    moov = box(
        b"moov",
        full(b"mvhd", struct.pack(">II", 3_800_000_000, 3_800_000_001), bytes(88)),
        track(handler, chunks=[at + shift, at + 16], samples=[8, 8, 8, 8], per_chunk=2, is_outside=is_outside),
        track(b"meta", chunks=[at + len(PICTURES)], samples=[len(TRACE)]),
        box(b"udta", box(b"\xa9xyz", WHERE), box(b"\xa9nam", b"Maria")),
        box(b"meta", b"com.apple.quicktime.location.ISO6709", WHERE),
        box(b"uuid", bytes(16), b"<x:xmpmeta>Maria</x:xmpmeta>"),
    )
    return head + samples + moov + box(b"uuid", bytes(16), WHERE) + more
