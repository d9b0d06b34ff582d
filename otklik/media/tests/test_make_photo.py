"""A photo is made anew: what it is, how large it may be, what is read from it and what goes."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from otklik.media.errors import FileRefused
from otklik.media.jpeg_passes import MOST_SEGMENTS, count_passes
from otklik.media.photos import LONGEST_SIDE, MOST_BYTES, SMALL_SIDE, Photo, make_photo
from otklik.media.tests.pictures import bomb, jpeg, picture

ZONE = ZoneInfo("Asia/Yekaterinburg")
TAKEN = "2026:11:24 11:05:00"
POINT = (56.442512, 60.187634)


def made(content: bytes) -> Photo:
    return make_photo(content, zone=ZONE)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_it_takes_photos_whatever_they_are_called(kind: str) -> None:
    photo = made(picture(kind))
    assert (opened(photo.content).format, photo.width, photo.height) == ("JPEG", 20, 10)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "no photo but SVG"),
        (b"<svg/>", "no photo but SVG"),
        (b"<!DOCTYPE html><script>1</script>", "no photo but a web page"),
        (b"%PDF-1.7", "no photo but PDF"),
        (b"PK\x03\x04 docx", "no photo but an archive"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC cannot be read"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf", "no photo but AVIF"),
        (b"\x00\x00\x00\x20ftypmif1\x00\x00\x00\x00mif1avifmiaf", "no photo but AVIF"),
        (b"\x00\x00\x00\x18ftypmp42", "no photo but a video"),
        (b"MZ\x90", "no photo but a program"),
        (picture("GIF"), "no photo but GIF"),
        (picture("BMP"), "no photo but BMP"),
        (picture("TIFF"), "no photo but TIFF"),
        (b"", "This is no photo."),
        ("привет".encode(), "This is no photo."),
        (jpeg()[:200], "broken"),
        (b"\xff\xd8\xff\xe0", "broken"),
        (picture("PNG")[:45], "broken"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "broken"),
    ],
)
def test_it_refuses_what_is_no_photo_in_words(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words):
        made(content)


def test_it_refuses_a_bomb_before_it_goes_off() -> None:
    small = bomb(20_000, 20_000)
    assert len(small) < 100_000
    with pytest.raises(FileRefused, match="50 million pixels"):
        made(small)
    with pytest.raises(FileRefused, match="50 million pixels"):
        made(bomb(8_000, 8_000))  # below what Pillow itself warns of
    with pytest.raises(FileRefused, match="larger than 20 MB"):
        made(jpeg() + bytes(MOST_BYTES))


def test_time_and_point_are_read_before_everything_beside_the_picture_goes() -> None:
    came = jpeg(taken=TAKEN, point=POINT, words="Квартира 17") + b"<script>alert(1)</script>"
    photo = made(came)
    assert photo.taken.at == datetime(2026, 11, 24, 6, 5, tzinfo=UTC)
    assert photo.taken.point == pytest.approx(POINT, abs=1e-5)
    for content in (photo.content, photo.small):
        assert not opened(content).getexif()
        assert all(part not in content for part in (b"Exif", b"script", "Квартира".encode()))


@pytest.mark.parametrize(
    ("taken", "offset", "at"),
    [
        (TAKEN, "+03:00", datetime(2026, 11, 24, 8, 5, tzinfo=UTC)),
        (TAKEN, "-03:30", datetime(2026, 11, 24, 14, 35, tzinfo=UTC)),
        (TAKEN, "+99:00", datetime(2026, 11, 24, 6, 5, tzinfo=UTC)),
        ("0000:00:00 00:00:00", "", None),
        ("вчера", "", None),
        ("", "", None),
    ],
)
def test_the_time_is_told_by_the_camera_and_nonsense_is_no_time(taken: str, offset: str, at: datetime | None) -> None:
    assert made(jpeg(taken=taken, offset=offset)).taken.at == at


@pytest.mark.parametrize("point", [(-33.857, -151.215), (89.99, 179.99)])
def test_the_point_is_told_on_every_side_of_the_world(point: tuple[float, float]) -> None:
    assert made(jpeg(point=point)).taken.point == pytest.approx(point, abs=1e-5)


@pytest.mark.parametrize("point", [(0.0, 0.0), (95.0, 60.0), (56.0, 200.0)])
def test_a_point_that_cannot_be_is_none(point: tuple[float, float]) -> None:
    assert made(jpeg(point=point)).taken.point is None


def test_it_is_turned_upright_and_made_small_enough() -> None:
    photo = made(jpeg(size=(4000, 3000), turned=True))
    assert (photo.width, photo.height) == (LONGEST_SIDE * 3 // 4, LONGEST_SIDE)
    assert max(opened(photo.small).size) == SMALL_SIDE


def test_what_shows_through_becomes_white() -> None:
    assert opened(made(picture("PNG", mode="RGBA")).content).getpixel((5, 5)) == (255, 255, 255)


def test_the_same_picture_has_the_same_name() -> None:
    assert made(jpeg()).content_hash == made(jpeg(taken=TAKEN)).content_hash != made(jpeg(colour="red")).content_hash


def test_it_refuses_a_picture_of_countless_passes() -> None:
    file = io.BytesIO()
    Image.new("L", (64, 64), "grey").save(file, "JPEG", progressive=True)
    whole = file.getvalue()
    assert made(whole).width == 64
    scan = whole[whole.rindex(b"\xff\xda") : whole.rindex(b"\xff\xd9")]
    with pytest.raises(FileRefused, match="broken"):
        made(whole[:-2] + scan * 500 + b"\xff\xd9")


def test_it_takes_a_moving_photo_and_one_with_its_small_copy_inside() -> None:
    """Phones put a clip behind the picture, cameras a copy into a segment: neither is a pass over the picture."""
    whole, marks = jpeg(), b"\xff\xda\x00\x08" * 500
    copy = b"\xff\xe1" + (len(marks) + 2).to_bytes(2) + marks
    assert made(whole + b"\x00\x00\x00\x18ftypmp42" + marks).width == 64
    assert made(whole[:2] + copy + whole[2:]).width == 64


@pytest.mark.parametrize("between", [b"", b"\xff\xd0", b"\xff\x00", b"\xff\xff\xff", b"\xff\x02\xff\xff", b"\xff\xd8"])
def test_no_pass_hides_behind_what_the_reader_goes_over(between: bytes) -> None:
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"\x12" * 9 + between
    assert count_passes(b"\xff\xd8" + scan * 70 + b"\xff\xd9" + scan) == 70


def test_it_refuses_a_picture_of_countless_segments() -> None:
    whole = jpeg()
    with pytest.raises(FileRefused, match="broken"):
        made(whole[:2] + b"\xff\xfe\x00\x02" * (MOST_SEGMENTS + 1) + whole[2:])


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_it_makes_a_photo_of_every_mode_of_a_picture(mode: str) -> None:
    file = io.BytesIO()
    Image.new(mode, (LONGEST_SIDE + 40, 30)).save(file, "JPEG" if mode == "CMYK" else "PNG")
    photo = made(file.getvalue())
    assert photo.width == LONGEST_SIDE
