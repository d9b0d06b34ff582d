"""Strips metadata from a phone's video: the MP4 or QuickTime file keeps pictures and sound, nothing else.

The file stands box in box. Boxes that players need are copied, everything else (places, times, names of devices, texts,
other tracks such as those in which phones write where they were) becomes an empty box of the same size, so that no
offset changes. Of the large box of samples only those bytes are copied that a track of pictures or sound refers to.
Nothing is unpacked, so nothing can grow: the work is bounded by the size of the file and of its table.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

MOST_TABLE: Final = 32 * 1024 * 1024
"""Bytes of the box `moov`: an hour of video has about two million."""
MOST_BOXES: Final = 5_000
MOST_CHUNKS: Final = 2_000_000
_PIECE: Final = 1024 * 1024
_KEPT_TRACKS: Final = (b"vide", b"soun")
_HOLDS: Final = {
    b"moov": (b"mvhd", b"trak"),
    b"trak": (b"tkhd", b"edts", b"mdia"),
    b"edts": (b"elst",),
    b"mdia": (b"mdhd", b"hdlr", b"minf", b"elng"),
    b"minf": (b"vmhd", b"smhd", b"dinf", b"stbl", b"hdlr"),
    b"dinf": (b"dref",),
    b"stbl": (
        b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stps", b"sdtp", b"stsc", b"stsz", b"stco", b"co64",
        b"sgpd", b"sbgp",
    ),
}  # fmt: skip
"""What a player needs, box by box."""


class BadVideo(Exception):
    """It cannot be made clean; the argument says why: broken, parts, outside, none."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its kind, where it begins, where its contents begin and where it ends."""

    kind: bytes
    start: int
    inner: int
    end: int


def clean_mp4(source: BinaryIO, out: BinaryIO) -> bytes:
    """Write the video in `source` into the empty file `out`, as long as it, with nothing beside it.

    Returns its table, the box `moov`, as it was written. Raises BadVideo.
    """
    size = source.seek(0, 2)
    tops = list(_top_boxes(source, size))
    tables = [box for box in tops if box.kind == b"moov"]
    if any(box.kind == b"moof" for box in tops):
        raise BadVideo("parts")
    if tops[0].kind != b"ftyp" or len(tables) != 1 or tables[0].end - tables[0].start > MOST_TABLE:
        raise BadVideo("broken")
    table = _read(source, tables[0].start, tables[0].end)
    cleaned, spans = _clean_table(table, size)
    holds = [box for box in tops if box.kind == b"mdat"]
    out.truncate(size)
    for box in tops:
        _write_top(source, out, box)
    _write(out, tables[0].start, cleaned)
    _copy_spans(source, out, spans, holds)
    return cleaned


def _top_boxes(source: BinaryIO, size: int) -> Iterator[Box]:
    at, count = 0, 0
    while at < size:
        count += 1
        head = _read(source, at, min(at + 16, size))
        box = _box_at(head, 0, base=at, end=size)
        if count > MOST_BOXES or box is None:
            raise BadVideo("broken")
        yield box
        at = box.end
    if not count:
        raise BadVideo("broken")


def _box_at(data: bytes | bytearray, at: int, *, base: int, end: int) -> Box | None:
    """The box that begins in `data` at `at`, which is the place `base` + `at` of something that ends at `end`."""
    if len(data) - at < 8:
        return None
    length, kind = struct.unpack_from(">I4s", data, at)
    inner = 8
    if length == 1:
        if len(data) - at < 16:
            return None
        (length,) = struct.unpack_from(">Q", data, at + 8)
        inner = 16
    elif length == 0:
        length = end - base - at
    start = base + at
    return Box(kind, start, start + inner, start + length) if inner <= length <= end - start else None


def boxes_in(table: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """The boxes that stand between two places of a table. Raises BadVideo."""
    at = start
    while at < end:
        if end - at < 8 and not any(table[at:end]):
            return  # some writers end a list of boxes by zeros
        box = _box_at(table, at, base=0, end=end)
        if box is None:
            raise BadVideo("broken")
        yield box
        at = box.end


def _clean_table(table: bytes, size: int) -> tuple[bytes, list[tuple[int, int]]]:
    """The table with nothing beside what players need, and where the samples of its tracks stand in the file."""
    made = bytearray(table)
    (moov,) = boxes_in(made, 0, len(made))
    spans: list[tuple[int, int]] = []
    kept = 0
    for box in list(boxes_in(made, moov.inner, moov.end)):
        if box.kind == b"trak" and _handler_of(made, box) in _KEPT_TRACKS:
            _clean(made, box, left=MOST_BOXES)
            spans += _spans_of(made, box, size)
            kept += 1
        elif box.kind == b"mvhd":
            _clean_leaf(made, box)
        else:
            _empty(made, box)
    if not kept or not spans:
        raise BadVideo("none")
    return bytes(made), spans


def _clean(table: bytearray, box: Box, *, left: int) -> int:
    for inner in list(boxes_in(table, box.inner, box.end)):
        left -= 1
        if left < 0:
            raise BadVideo("broken")
        if inner.kind not in _HOLDS[box.kind]:
            _empty(table, inner)
        elif inner.kind in _HOLDS:
            left = _clean(table, inner, left=left)
        else:
            _clean_leaf(table, inner)
    return left


def _clean_leaf(table: bytearray, box: Box) -> None:
    if box.kind in (b"mvhd", b"tkhd", b"mdhd"):
        _need(box, 20)
        length = 16 if table[box.inner] == 1 else 8
        table[box.inner + 4 : box.inner + 4 + length] = bytes(length)  # when it was made and changed
    elif box.kind == b"hdlr":
        _need(box, 24)
        table[box.inner + 24 : box.end] = bytes(box.end - box.inner - 24)  # a name, often of the device
    elif box.kind == b"dref":
        _check_references(table, box)


def _check_references(table: bytearray, box: Box) -> None:
    """Samples stand in this very file: a player must not be sent anywhere for them."""
    _need(box, 8)
    for one in boxes_in(table, box.inner + 8, box.end):
        if one.end - one.inner < 4 or not table[one.inner + 3] & 1:
            raise BadVideo("outside")
        table[one.inner + 4 : one.end] = bytes(one.end - one.inner - 4)


def _handler_of(table: bytearray, track: Box) -> bytes:
    media = _find(table, track, b"mdia")
    handler = _find(table, media, b"hdlr") if media else None
    return bytes(table[handler.inner + 8 : handler.inner + 12]) if handler else b""


def _spans_of(table: bytearray, track: Box, size: int) -> list[tuple[int, int]]:
    """Where the samples of a track stand in the file: by chunk, from its start to its end."""
    stbl: Box | None = track
    for kind in (b"mdia", b"minf", b"stbl"):
        stbl = _find(table, stbl, kind) if stbl else None
    if stbl is None:
        raise BadVideo("broken")
    chunks = _chunk_places(table, stbl)
    length, lengths = _sample_lengths(table, stbl)
    spans: list[tuple[int, int]] = []
    at = 0
    for start, samples in zip(chunks, _samples_by_chunk(table, stbl, len(chunks)), strict=True):
        if not length and at + samples > len(lengths):
            raise BadVideo("broken")
        end = start + (length * samples or sum(lengths[at : at + samples]))
        at += samples
        if end > size:
            raise BadVideo("broken")
        spans.append((start, end))
    return spans


def _chunk_places(table: bytearray, stbl: Box) -> tuple[int, ...]:
    narrow, wide = _find(table, stbl, b"stco"), _find(table, stbl, b"co64")
    box = narrow or wide
    if box is None:
        raise BadVideo("broken")
    return _numbers(table, box, "I" if narrow else "Q")


def _sample_lengths(table: bytearray, stbl: Box) -> tuple[int, tuple[int, ...]]:
    """The length that all samples have, or 0 and that of each."""
    box = _find(table, stbl, b"stsz")
    if box is None:
        raise BadVideo("broken")
    _need(box, 12)
    length, count = struct.unpack_from(">II", table, box.inner + 4)
    if length:
        return length, ()
    if box.end - box.inner - 12 < 4 * count:
        raise BadVideo("broken")
    return 0, struct.unpack_from(f">{count}I", table, box.inner + 12)


def _samples_by_chunk(table: bytearray, stbl: Box, chunks: int) -> Iterator[int]:
    """How many samples each chunk has; the box tells it for runs of chunks."""
    box = _find(table, stbl, b"stsc")
    if box is None:
        raise BadVideo("broken")
    told = _numbers(table, box, "III")
    runs = list(zip(told[::3], told[1::3], strict=True))
    ends = [first for first, _ in runs[1:]] + [chunks + 1]
    if chunks and (not runs or runs[0][0] != 1 or any(a[0] >= end for a, end in zip(runs, ends, strict=True))):
        raise BadVideo("broken")
    counted = 0
    for (first, samples), end in zip(runs, ends, strict=True):
        for _ in range(min(end, chunks + 1) - first):
            counted += 1
            yield samples
    if counted != chunks:
        raise BadVideo("broken")


def _numbers(table: bytearray, box: Box, row: str) -> tuple[int, ...]:
    """The rows of a box that begins with their count."""
    _need(box, 8)
    (count,) = struct.unpack_from(">I", table, box.inner + 4)
    if count > MOST_CHUNKS or box.end - box.inner - 8 < count * struct.calcsize(f">{row}"):
        raise BadVideo("broken")
    return struct.unpack_from(f">{row * count}", table, box.inner + 8)


def _find(table: bytearray, box: Box, kind: bytes) -> Box | None:
    return next((one for one in boxes_in(table, box.inner, box.end) if one.kind == kind), None)


def _empty(table: bytearray, box: Box) -> None:
    table[box.start + 4 : box.start + 8] = b"free"
    table[box.inner : box.end] = bytes(box.end - box.inner)


def _need(box: Box, length: int) -> None:
    if box.end - box.inner < length:
        raise BadVideo("broken")


def _write_top(source: BinaryIO, out: BinaryIO, box: Box) -> None:
    """What stands outside the table: the kind of file, and the heads of the boxes; contents of others stay zeros."""
    if box.kind == b"ftyp":
        _write(out, box.start, _read(source, box.start, min(box.end, box.start + 256)))
        if box.end - box.start > 256:
            raise BadVideo("broken")
    elif box.kind != b"moov":
        head = bytearray(_read(source, box.start, box.inner))
        head[4:8] = b"mdat" if box.kind == b"mdat" else b"free"
        _write(out, box.start, bytes(head))


def _copy_spans(source: BinaryIO, out: BinaryIO, spans: list[tuple[int, int]], holds: list[Box]) -> None:
    """Samples, each byte once; what they refer to outside the boxes of samples is not theirs."""
    done = 0
    for start, end in sorted(spans):
        begin = max(start, done)
        done = max(done, end)
        if begin >= end:
            continue
        if not any(box.inner <= start and end <= box.end for box in holds):
            raise BadVideo("broken")
        for at in range(begin, end, _PIECE):
            _write(out, at, _read(source, at, min(at + _PIECE, end)))


def _read(source: BinaryIO, start: int, end: int) -> bytes:
    source.seek(start)
    found = source.read(end - start)
    if len(found) != end - start:
        raise BadVideo("broken")
    return found


def _write(out: BinaryIO, start: int, content: bytes) -> None:
    out.seek(start)
    out.write(content)
