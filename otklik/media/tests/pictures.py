"""Pictures for tests, drawn by the same library that reads them."""

import io
import zlib
from struct import pack

from PIL import ExifTags, Image


def jpeg(
    *,
    size: tuple[int, int] = (64, 48),
    colour: str | tuple[int, int, int] = "navy",
    taken: str = "",
    offset: str = "",
    point: tuple[float, float] | None = None,
    words: str = "",
    turned: bool = False,
) -> bytes:
    """A photo with what cameras write into it: `taken` as 2026:11:24 11:05:00, `offset` as +05:00."""
    exif = Image.Exif()
    if words:
        exif[ExifTags.Base.ImageDescription] = words
    if turned:
        exif[ExifTags.Base.Orientation] = 6
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    if taken:
        inner[ExifTags.Base.DateTimeOriginal] = taken
    if offset:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    if point:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        gps[ExifTags.GPS.GPSLatitudeRef] = "N" if point[0] >= 0 else "S"
        gps[ExifTags.GPS.GPSLatitude] = _degrees(point[0])
        gps[ExifTags.GPS.GPSLongitudeRef] = "E" if point[1] >= 0 else "W"
        gps[ExifTags.GPS.GPSLongitude] = _degrees(point[1])
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return out.getvalue()


def picture(kind: str, *, mode: str = "RGB") -> bytes:
    """A small picture of a kind that Pillow writes."""
    out = io.BytesIO()
    Image.new(mode, (20, 10), (255, 0, 0, 0) if mode == "RGBA" else 0).save(out, kind)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that says it is enormous, and is: every line is zeros."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))

    lines = zlib.compressobj(9)
    packed = b"".join(lines.compress(bytes(width // 8 + 1)) for _ in range(height)) + lines.flush()
    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _degrees(value: float) -> tuple[float, float, float]:
    whole = abs(value)
    degrees = int(whole)
    minutes = int((whole - degrees) * 60)
    return (degrees, minutes, (whole - degrees - minutes / 60) * 3600)
