"""Files in parts: each at its place, going on after a break, kept once whole, forgotten where nobody goes on."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from typing import BinaryIO

import pytest
from django.db import connection

from otklik.media.errors import FileRefused
from otklik.media.models import PartedFile, StoredFile
from otklik.media.parts import (
    LEAST_PART,
    MOST_OF_ONE_FORM,
    Standing,
    WrongOffset,
    begin_file,
    find_standing,
    forget_parts,
    forget_whole,
    put_part,
)
from otklik.media.selectors import open_video
from otklik.media.services import drop_unused, keep_videos, media_storage
from otklik.media.tests.films import film
from otklik.shared.clock import now

pytestmark = pytest.mark.django_db
FILM = film(more=b"\x00\x02\x00\x08free" + bytes(2 * LEAST_PART))


def keep(whole: BinaryIO) -> int:
    return keep_videos([whole], now=now())[0].file_id


def put(secret: str, start: int, end: int) -> Standing | None:
    return put_part(secret, FILM[start:end], offset=start, keep=keep, now=now())


def waiting() -> list[str]:
    return [name for name in media_storage().listdir("parts")[1] if PartedFile.objects.get().secret_hash in name]


def test_it_goes_on_where_it_was_and_is_kept_once_whole() -> None:
    secret, size = begin_file(len(FILM), form="stamp", now=now()), len(FILM)
    assert put(secret, 0, LEAST_PART) == Standing(LEAST_PART, size, None)
    with pytest.raises(WrongOffset, match=str(LEAST_PART)):
        put(secret, 0, LEAST_PART)
    assert find_standing(secret) == Standing(LEAST_PART, size, None)
    assert len(waiting()) == 1
    done = put(secret, LEAST_PART, size)
    assert done
    assert done.file_id == StoredFile.objects.get().id
    assert put_part(secret, b"", offset=size, keep=keep, now=now()) == done, "the answer was lost: it comes again"
    assert waiting() == []
    video = open_video(done.file_id or 0)
    assert video
    with video:
        assert video.read().startswith(FILM[:20])


@pytest.mark.parametrize(
    ("start", "end"), [(0, LEAST_PART - 1), (0, 0), (0, 5 * 1024 * 1024)], ids=["a crumb", "nothing", "too much"]
)
def test_parts_have_a_length(start: int, end: int) -> None:
    secret = begin_file(len(FILM), form="stamp", now=now())
    content = (FILM * 40)[start:end]
    with pytest.raises(FileRefused, match="wrong length"):
        put_part(secret, content, offset=start, keep=keep, now=now())
    assert find_standing(secret) == Standing(0, len(FILM), None)


def test_what_is_refused_once_whole_is_gone() -> None:
    secret = begin_file(10, form="stamp", now=now())
    with pytest.raises(FileRefused):
        put_part(secret, b"0123456789", offset=0, keep=keep, now=now())
    assert find_standing(secret) is None
    assert not StoredFile.objects.exists()


def test_a_form_and_all_of_them_together_have_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(MOST_OF_ONE_FORM):
        begin_file(10, form="stamp", now=now())
    with pytest.raises(FileRefused, match="on their way"):
        begin_file(10, form="stamp", now=now())
    begin_file(10, form="another", now=now())
    monkeypatch.setattr("otklik.media.parts.MOST_WAITING", 200)
    with pytest.raises(FileRefused, match="on their way"):
        begin_file(100, form="third", now=now())
    for size, words in ((0, "empty"), (1 << 40, "larger than")):
        with pytest.raises(FileRefused, match=words):
            begin_file(size, form="fourth", now=now())


def test_one_sender_has_a_bound_in_which_whole_files_count_until_a_form_takes_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("otklik.media.parts.MOST_OF_ONE_SENDER", len(FILM) + 50)
    secret = begin_file(len(FILM), form="one", sender="10.0.0.7", now=now())
    put(secret, 0, LEAST_PART)
    done = put(secret, LEAST_PART, len(FILM))
    assert done
    with pytest.raises(FileRefused, match="on their way"):
        begin_file(51, form="two", sender="10.0.0.7", now=now())
    begin_file(50, form="two", sender="10.0.0.7", now=now())
    begin_file(51, form="two", sender="10.0.0.8", now=now())
    forget_whole([done.file_id or 0], sender="10.0.0.8")
    with pytest.raises(FileRefused, match="on their way"):
        begin_file(51, form="two", sender="10.0.0.7", now=now())
    forget_whole([done.file_id or 0], sender="10.0.0.7")
    begin_file(51, form="two", sender="10.0.0.7", now=now())


@pytest.mark.django_db(transaction=True)
def test_of_two_last_parts_at_one_moment_one_keeps_the_file_and_nobody_waits() -> None:
    secret, kept = begin_file(len(FILM), form="stamp", now=now()), []
    put(secret, 0, LEAST_PART)
    inside, go_on = threading.Event(), threading.Event()

    def slow(whole: BinaryIO) -> int:
        inside.set()
        go_on.wait()
        kept.append(connection.in_atomic_block)
        return keep(whole)

    def send(content: bytes, offset: int) -> Standing | None:
        try:
            return put_part(secret, content, offset=offset, keep=slow, now=now())
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(send, FILM[LEAST_PART:], LEAST_PART)
        inside.wait()
        second = pool.submit(send, b"", len(FILM))
        try:
            assert second.result(timeout=60) == Standing(len(FILM), len(FILM), None)
        finally:
            go_on.set()
        assert first.result() == find_standing(secret)
    assert put_part(secret, b"", offset=len(FILM), keep=keep, now=now()) == first.result()
    assert kept == [False]


def test_whole_files_that_no_form_took_are_dropped_soon() -> None:
    secret = begin_file(len(FILM), form="stamp", now=now())
    put(secret, 0, LEAST_PART)
    put(secret, LEAST_PART, len(FILM))
    lately = timedelta(hours=6)
    assert drop_unused(now=now() + timedelta(minutes=50), brought_within=lately) == 0
    assert drop_unused(now=now() + timedelta(hours=7), brought_within=lately) == 0, "of older ones the night thinks"
    assert drop_unused(now=now() + timedelta(hours=2), brought_within=lately) == 1


def test_what_does_not_go_on_is_forgotten() -> None:
    secret = begin_file(len(FILM), form="stamp", now=now())
    put(secret, 0, LEAST_PART)
    assert forget_parts(now=now() + timedelta(hours=1)) == 0
    names = waiting()
    assert forget_parts(now=now() + timedelta(hours=3)) == 1
    assert find_standing(secret) is None
    assert not any(media_storage().exists(f"parts/{name}") for name in names)
    assert put_part(secret, b"", offset=0, keep=keep, now=now()) is None


def test_the_same_video_is_kept_once() -> None:
    first, second = keep_videos([io.BytesIO(FILM), io.BytesIO(FILM)], now=now().astimezone(UTC))
    assert first.file_id == second.file_id
