"""Re-encodes a photo: decoded within limits, turned upright, scaled down, written as JPEG without metadata.

What stands in a file besides the picture (EXIF, texts, other pictures, bytes after the end) does not come along.
"""

import hashlib
import io
import struct
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from PIL import Image, ImageOps

from otklik.media.errors import FileRefused
from otklik.media.jpeg_passes import count_passes
from otklik.media.sniffing import PHOTOS, called, sniff
from otklik.media.taken import Taken, read_taken
from otklik.shared.words import marked as _

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000
"""What the largest mode of a phone of today makes; unpacked it takes up to 200 MB, once."""
MOST_SCANS: Final = 64
"""Passes of a progressive JPEG: cameras and programs make about ten; each costs as much as the whole picture."""
_AS_THEY_ARE: Final = ("L", "LA", "RGB", "RGBA", "CMYK", "YCbCr")
"""Modes in which a picture can be made smaller well."""
LONGEST_SIDE: Final = 2560
"""In pixels, of what is kept: a number of a house stays readable."""
SMALL_SIDE: Final = 480
_QUALITY: Final = 82
_BROKEN: Final = (
    ArithmeticError, AttributeError, EOFError, LookupError, MemoryError, OSError, SyntaxError, TypeError, ValueError,
    struct.error,
)  # fmt: skip
"""What reading a broken picture ends in."""
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture made anew. `content` and `small` are JPEG; sizes in pixels."""

    content: bytes
    small: bytes
    width: int
    height: int
    taken: Taken

    @property
    def content_hash(self) -> str:
        """SHA-256 of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def check_photo_size(size: int) -> None:
    """Raises FileRefused for one of more bytes than are taken."""
    if size > MOST_BYTES:
        raise FileRefused(
            _("The photo is larger than %(most)s MB."),
            mend=_("Make it smaller, or take it anew with a lower quality."),
            values={"most": str(MOST_BYTES // 1024 // 1024)},
        )


def make_photo(content: bytes, *, zone: tzinfo) -> Photo:
    """The picture in these bytes, made anew. `zone` is where the camera's clock runs. Raises FileRefused."""
    check_photo_size(len(content))
    kind = sniff(content)
    if kind not in PHOTOS:
        raise _unfit(kind)
    try:
        if kind == "jpeg" and count_passes(content) > MOST_SCANS:
            raise _broken()
        with Image.open(io.BytesIO(content), formats=[PHOTOS[kind]]) as image:
            _check_pixels(image)
            taken = read_taken(image, zone=zone)
            picture = _upright(image)
    except _BOMB as bomb:
        raise _too_many_pixels() from bomb
    except _BROKEN as broken:
        raise _broken() from broken
    content, size = _as_jpeg(picture), picture.size
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Photo(content=content, small=_as_jpeg(picture), width=size[0], height=size[1], taken=taken)


def _check_pixels(image: Image.Image) -> None:
    """Before anything is unpacked: a small file can hold a picture that fills all memory."""
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()


def _upright(image: Image.Image) -> Image.Image:
    """Small enough first: each later step would take as much memory as the whole picture once more."""
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # unpacks only as much as we keep
    if image.mode not in _AS_THEY_ARE:
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    turned = ImageOps.exif_transpose(image)
    if turned.has_transparency_data:
        turned = turned.convert("RGBA")
        white = Image.new("RGBA", turned.size, "white")
        white.alpha_composite(turned)
        turned = white
    plain = Image.new("RGB", turned.size)
    plain.paste(turned.convert("RGB"))
    return plain


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _broken() -> FileRefused:
    return FileRefused(_("The photo is broken."), mend=_("Choose another, or take it anew."))


def _too_many_pixels() -> FileRefused:
    return FileRefused(
        _("The photo has more than %(most)s million pixels."),
        mend=_("Make it smaller, or take it anew with a lower quality."),
        values={"most": str(MOST_PIXELS // 1_000_000)},
    )


def _unfit(kind: str) -> FileRefused:
    if kind == "heic":
        return FileRefused(
            _("A photo in HEIC cannot be read here."),
            mend=_("In the settings of the phone's camera choose «most compatible», or send it as JPEG."),
        )
    if called(kind):
        return FileRefused(
            _("This is no photo but %(what)s."), mend=_("Choose a photo: JPEG, PNG or WebP."),
            values={"what": called(kind)},
        )  # fmt: skip
    return FileRefused(_("This is no photo."), mend=_("Choose a photo: JPEG, PNG or WebP."))
