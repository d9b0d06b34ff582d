"""When and where a photo was taken, by what the camera wrote into it (EXIF 2.32, tags of time and GPS)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Any, Final

from PIL import ExifTags, Image

_BROKEN: Final = (ArithmeticError, LookupError, OSError, SyntaxError, TypeError, ValueError)
"""What reading a broken EXIF ends in."""
_LONGEST_OFFSET: Final = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of the taking. `at` is aware; `point` is latitude and longitude in degrees (WGS 84)."""

    at: datetime | None = None
    point: tuple[float, float] | None = None


def read_taken(image: Image.Image, *, zone: tzinfo) -> Taken:
    """Time and point out of a picture; a camera that names no zone is believed to run by `zone`."""
    try:
        exif = image.getexif()
        return Taken(at=_time(exif, zone), point=_point(exif))
    except _BROKEN:
        return Taken()


def is_point(latitude: float, longitude: float) -> bool:
    """Whether these can be degrees of a place; 0, 0 is what a camera without a fix writes."""
    return -90 <= latitude <= 90 and -180 <= longitude <= 180 and (latitude, longitude) != (0, 0)


def _time(exif: Image.Exif, zone: tzinfo) -> datetime | None:
    try:
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        said = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime) or ""
        plain = datetime.strptime(_words(said), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (the zone follows)
        offset = _offset(_words(inner.get(ExifTags.Base.OffsetTimeOriginal) or ""))
        return plain.replace(tzinfo=offset or zone).astimezone(UTC)
    except _BROKEN:
        return None


def _offset(words: str) -> tzinfo | None:
    if len(words) != 6 or words[0] not in "+-":
        return None
    hours, minutes = int(words[1:3]), int(words[4:6])
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if words[0] == "-" else away) if away <= _LONGEST_OFFSET else None


def _point(exif: Image.Exif) -> tuple[float, float] | None:
    try:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef], south="S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef], south="W")
    except _BROKEN:
        return None
    return (latitude, longitude) if is_point(latitude, longitude) else None


def _degrees(parts: Any, reference: Any, *, south: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return round(-value if _words(reference).upper() == south else value, 6)


def _words(value: Any) -> str:
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else str(value)
    return text.strip("\x00 ")
