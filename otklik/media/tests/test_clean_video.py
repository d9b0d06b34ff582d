"""A video is made clean: its pictures stay as they are, what stands beside them goes, and what lies is refused."""

import io
import struct
import tempfile
from pathlib import Path

import pytest
from pytest_django import Settings

from otklik.media.errors import FileRefused
from otklik.media.models import ComesAs
from otklik.media.mp4 import BadVideo, clean_mp4
from otklik.media.mp4_length import seconds_of
from otklik.media.tests.films import FILM, PICTURES, TRACE, WHERE, box, film
from otklik.media.tests.pictures import jpeg
from otklik.media.videos import make_video


def cleaned(content: bytes) -> bytes:
    with tempfile.TemporaryFile() as out:
        clean_mp4(io.BytesIO(content), out)
        out.seek(0)
        return out.read()


def test_pictures_stay_and_everything_beside_them_goes() -> None:
    came = film()
    left = cleaned(came)
    assert len(left) == len(came), "no offset may change"
    assert left[left.index(b"mdat") + 4 :].startswith(PICTURES)
    for gone in (WHERE, TRACE.strip(), b"Maria", b"xmp", b"loose words", struct.pack(">I", 3_800_000_000)):
        assert gone in came
        assert gone not in left
    assert left.count(b"trak") == 1
    assert cleaned(left) == left, "what is clean stays as it is"


def test_a_film_of_an_encoder_keeps_every_byte_that_a_player_needs() -> None:
    came = FILM.read_bytes()
    left = cleaned(came)
    assert b"56.4477" in came
    assert b"56.4477" not in left
    start = came.index(b"mdat") - 4
    (length,) = struct.unpack_from(">I", came, start)
    assert left[start : start + length] == came[start : start + length]
    for table in (b"stsd", b"stts", b"stsz", b"stco", b"stsc", b"elst"):
        at = came.index(table) - 4
        (length,) = struct.unpack_from(">I", came, at)
        assert left[at : at + length] == came[at : at + length]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (film(is_outside=True), "outside"),
        (film(no_pictures=True), "none"),
        (film(more=box(b"moof", bytes(20))), "parts"),
        (film(first=b"skip"), "broken"),
        (film(shift=100_000), "broken"),
        (film(more=film()), "broken"),
        (film()[:-30], "broken"),
        (film()[:200], "broken"),
        (film(more=struct.pack(">I4s", 7, b"free")), "broken"),
        (film(more=struct.pack(">I4sQ", 1, b"free", 1 << 62)), "broken"),
        (box(b"ftyp", b"mp42") + box(b"moov", struct.pack(">I4s", 0, b"trak")), "none"),
        (box(b"ftyp", b"mp42"), "broken"),
        (b"", "broken"),
    ],
)
def test_what_cannot_be_made_clean_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(BadVideo) as refused:
        cleaned(content)
    assert str(refused.value) == why


@pytest.mark.parametrize("kind", [b"stsz", b"stco", b"stsc"])
def test_a_table_that_names_billions_costs_nothing(kind: bytes) -> None:
    content = bytearray(film())
    at = content.index(kind) + 4 + (8 if kind == b"stsz" else 4)
    content[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(BadVideo):
        cleaned(bytes(content))


def test_a_webm_is_kept_as_it_came_until_a_film_is_made_of_it(films: dict[str, Path]) -> None:
    content = films["vp9"].read_bytes()
    with make_video(io.BytesIO(content)) as video:
        assert (video.comes_as, video.file.read(), video.size) == (ComesAs.WEBM, content, len(content))


def test_a_long_one_is_refused_at_once(settings: Settings) -> None:
    assert 1.9 < seconds_of(clean_mp4(io.BytesIO(FILM.read_bytes()), io.BytesIO())) < 2.1
    settings.OTKLIK_VIDEO_MAX_MINUTES = 0
    with pytest.raises(FileRefused, match=r"longer than the bound: 0 min"), make_video(io.BytesIO(FILM.read_bytes())):
        pass


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        (struct.pack(">IIIIII", 0, 0, 0, 600, 1500, 0), 2.5),
        (struct.pack(">IQQIQ", 1 << 24, 0, 0, 600, 1 << 33), (1 << 33) / 600),
        (struct.pack(">IIIIII", 0, 0, 0, 600, (1 << 32) - 1, 0), 0),
        (struct.pack(">IIIIII", 0, 0, 0, 0, 1500, 0), 0),
    ],
    ids=["narrow", "wide", "unknown", "by no clock"],
)
def test_it_reads_how_long_a_film_says_it_is(told: bytes, seconds: float) -> None:
    assert seconds_of(box(b"moov", box(b"free", b"x"), box(b"mvhd", told))) == seconds
    assert seconds_of(box(b"moov", box(b"free", b"x"))) == 0
    with pytest.raises(BadVideo):
        seconds_of(box(b"moov", box(b"mvhd", told[:12])))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (jpeg(), "This is no video"),
        (b"\x1aE\xdf\xa3 webm", "cannot be read here"),
        (b"\x1aE\xdf\xa3\x8b\x42\x82\x88matroska", "cannot be read here"),
        (b"<svg/>", "no video from a phone but SVG"),
        (b"MZ", "no video from a phone but a program"),
        (film()[:200], "broken, or not whole"),
    ],
)
def test_it_says_in_words_what_is_wrong(content: bytes, words: str) -> None:
    with pytest.raises(FileRefused, match=words), make_video(io.BytesIO(content)):
        pass


def test_a_video_over_the_bound_is_refused_before_it_is_read(settings: Settings) -> None:
    settings.OTKLIK_VIDEO_MAX_MB = 1
    with pytest.raises(FileRefused, match="larger than 1 MB"), make_video(io.BytesIO(bytes(1024 * 1024 + 1))):
        pass
