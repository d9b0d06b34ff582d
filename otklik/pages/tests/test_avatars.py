"""One picture or two?"""

import io

import pytest
from PIL import Image, ImageDraw, ImageEnhance

from otklik.pages.avatars import are_same, difference_hash


def picture(seed: int, *, size: int = 200, kind: str = "PNG", brighter: float = 1.0) -> bytes:
    """A coat of arms of sorts: circles at places that follow from the seed."""
    image = Image.new("RGB", (200, 200), "white")
    draw = ImageDraw.Draw(image)
    for number in range(1, 9):
        x, y = (seed * number * 37) % 160, (seed * number * 61) % 160
        draw.ellipse((x, y, x + 45, y + 45), fill=(number * 25, 255 - number * 20, seed * 40 % 255))
    image = ImageEnhance.Brightness(image.resize((size, size))).enhance(brighter)
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    "copy",
    [picture(3), picture(3, size=100), picture(3, kind="JPEG"), picture(3, brighter=0.8, size=400, kind="WEBP")],
)
def test_a_picture_made_smaller_darker_or_saved_anew_is_the_same(copy: bytes) -> None:
    assert are_same(picture(3), copy)


@pytest.mark.parametrize("seed", [1, 2, 4, 5, 6, 7])
def test_another_picture_is_another(seed: int) -> None:
    assert not are_same(picture(3), picture(seed))


def test_plain_pictures_and_what_is_none_are_the_same_as_nothing() -> None:
    file = io.BytesIO()
    Image.new("RGB", (50, 50), "red").save(file, "PNG")
    assert not are_same(file.getvalue(), file.getvalue())
    for broken in (b"", b"GIF89a", picture(3)[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 40):
        assert not are_same(broken, broken)
        assert difference_hash(broken) is None


def test_a_huge_picture_is_not_unpacked() -> None:
    file = io.BytesIO()
    Image.new("1", (3_000, 3_000)).save(file, "PNG")
    assert difference_hash(file.getvalue()) is None
