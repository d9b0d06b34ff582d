"""Makes the public copy of an internal picture: smaller, with chosen areas blurred.

What is blurred is gone from the picture: of an area only a few patches of its mean colours are left.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageFilter

from otklik.media.photos import SMALL_SIDE, Photo
from otklik.media.taken import Taken

LONGEST_SHOWN: Final = 1600
"""In pixels, of what everybody may see."""
_QUALITY: Final = 78
"""Other than that of the picture inside: even of a small one nothing is the same byte for byte."""
_PATCHES: Final = 5
"""So many along the longer side of an area: neither a face nor a number can be read of them."""
MOST_AREAS: Final = 40


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture, in shares of its width and height (0…1)."""

    left: float
    top: float
    width: float
    height: float

    @property
    def is_fit(self) -> bool:
        """Whether it lies in the picture and is no line."""
        inside = 0 <= self.left <= 1 and 0 <= self.top <= 1
        return inside and 0 < self.width <= 1 and 0 < self.height <= 1


def make_shown(content: bytes, areas: Sequence[Area]) -> Photo:
    """The picture made anew with these areas blurred. `content` is a JPEG of ours."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
        picture = image.convert("RGB")
    picture.thumbnail((LONGEST_SHOWN, LONGEST_SHOWN))
    for area in areas[:MOST_AREAS]:
        _blur(picture, area)
    shown, size = _as_jpeg(picture), picture.size
    picture.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return Photo(content=shown, small=_as_jpeg(picture), width=size[0], height=size[1], taken=Taken())


def _blur(picture: Image.Image, area: Area) -> None:
    left, top = int(area.left * picture.width), int(area.top * picture.height)
    right = min(picture.width, max(left + 1, round((area.left + area.width) * picture.width)))
    bottom = min(picture.height, max(top + 1, round((area.top + area.height) * picture.height)))
    if right <= left or bottom <= top:
        return
    part = picture.crop((left, top, right, bottom))
    longer = max(part.size)
    few = (max(1, part.width * _PATCHES // longer), max(1, part.height * _PATCHES // longer))
    patches = part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
    soft = patches.filter(ImageFilter.GaussianBlur(max(1, longer // (_PATCHES * 4))))
    picture.paste(soft, (left, top))


def _as_jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    plain = Image.new("RGB", picture.size)
    plain.paste(picture)
    plain.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
