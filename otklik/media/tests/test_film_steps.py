"""A video is made anew once somebody uses it: the film takes the original's place, or it is said why there is none."""

import io
import sys
import threading
from contextlib import nullcontext
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from django.db import connection

from otklik.intake.accept_act import ActKind, Sent, accept_act
from otklik.intake.models import ResidentAct
from otklik.media import film_running, film_steps
from otklik.media.film_running import Made
from otklik.media.film_steps import MOST_TRIES, make_next_film, want_missing_films
from otklik.media.films import FilmView, film_view
from otklik.media.models import ComesAs, Film, FilmFault, FilmState, StoredFile
from otklik.media.selectors import open_video
from otklik.media.services import drop_unused, keep_videos, media_storage
from otklik.media.tests.encoders import look
from otklik.shared.clock import now
from tests.town import build_town

pytestmark = pytest.mark.django_db
LATER = timedelta(hours=1)


@pytest.fixture
def fake(tmp_path: Path) -> Any:
    """A program that does what it is told instead of making a film."""

    def program(does: str) -> tuple[str, ...]:
        file = tmp_path / f"{len(list(tmp_path.iterdir()))}.py"
        file.write_text(f"import os, signal, sys\n{does}\n")
        return (sys.executable, str(file))

    return program


@pytest.fixture
def quick(films: dict[str, Path], fake: Any) -> tuple[str, ...]:
    """One that has the film at hand: decoders take half a second to load."""
    program: tuple[str, ...] = fake(
        f"os.write(int(sys.argv[2]), open({str(films['mp4'])!r}, 'rb').read()); print('done')"
    )
    return program


def bring(path: Path, *, at: datetime | None = None) -> StoredFile:
    (kept,) = keep_videos([io.BytesIO(path.read_bytes())], now=at or now())
    return StoredFile.objects.get(id=kept.file_id)


def send(path: Path) -> StoredFile:
    """Brought and sent: a report uses it."""
    row = bring(path)
    accept_act(
        Sent(ActKind.REPORT, "Во дворе осталась яма", "1", widget_page=build_town().page.id), [row.id], now=now()
    )
    return row


def view(row: StoredFile) -> FilmView | None:
    return film_view(StoredFile.objects.select_related("film").get(id=row.id))


def watched(row: StoredFile) -> bytes | None:
    file = open_video(row.id)
    if file is None:
        return None
    with file:
        return bytes(file.read())


def stand(row: StoredFile) -> list[str]:
    """What of it is in the storage."""
    return [name for name in row.names if media_storage().exists(name)]


def test_the_film_takes_the_place_of_the_original(films: dict[str, Path]) -> None:
    row = send(films["mov"])
    assert (view(row), stand(row)) == (FilmView(FilmState.WAITING, is_shown=True), [row.name])
    assert watched(row), "until then what came is shown"
    assert make_next_film(now=now()) == 1
    assert (view(row), stand(row)) == (FilmView(FilmState.READY, is_shown=True), [row.made_name])
    film = watched(row)
    assert film is not None
    assert look(film)["tracks"] == ["audio aac", "video h264"]
    assert Film.objects.get().size == len(film)
    assert make_next_film(now=now() + LATER) == 0


def test_a_webm_is_shown_to_nobody_until_it_is_made(films: dict[str, Path]) -> None:
    row = send(films["vp9"])
    assert (view(row), watched(row)) == (FilmView(FilmState.WAITING, is_shown=False), None)
    make_next_film(now=now())
    film = watched(row)
    assert film is not None
    assert look(film)["tracks"] == ["audio aac", "video h264"]


@pytest.mark.parametrize(("kind", "is_shown"), [("mp4", True), ("vp8", False)])
def test_what_cannot_be_made_says_why_and_is_not_tried_again(
    films: dict[str, Path], fake: Any, kind: str, *, is_shown: bool, quick: tuple[str, ...]
) -> None:
    row = send(films[kind])
    assert make_next_film(now=now(), program=fake("print('heavy')")) == 1
    shown = view(row)
    assert shown is not None
    assert (shown.state, shown.is_shown, "too long" in shown.fault) == (FilmState.FAILED, is_shown, True)
    assert (watched(row) is not None, stand(row)) == (is_shown, [row.name] if is_shown else [])
    assert make_next_film(now=now() + LATER, program=quick) == 0


def test_a_program_that_falls_is_tried_a_few_times_and_not_at_once(films: dict[str, Path], fake: Any) -> None:
    row, at = send(films["mp4"]), now()
    falls = fake("os.kill(os.getpid(), signal.SIGKILL)")
    for tried in range(1, MOST_TRIES + 1):
        assert make_next_film(now=at, program=falls) == 1
        assert Film.objects.get().tries == tried
        assert make_next_film(now=at, program=falls) == 0
        at += LATER
    assert (Film.objects.get().fault, stand(row)) == (FilmFault.FELL, [row.name])
    assert make_next_film(now=at, program=falls) == 0


def test_killed_in_the_middle_it_is_made_again_and_is_there_once(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    row, at = send(films["mp4"]), now()

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    for name in ("_put", "_let_original_go"):  # before it is put down, and between the film and its original
        with monkeypatch.context() as patch:
            patch.setattr(film_steps, name, killed)
            with pytest.raises(KeyboardInterrupt):
                make_next_film(now=at, program=quick)
        at += LATER
    assert (view(row), stand(row)) == (FilmView(FilmState.READY, is_shown=True), list(row.names))
    assert make_next_film(now=at, program=quick) == 0
    assert stand(row) == [row.made_name]


def test_a_worker_that_stops_leaves_it_to_the_next_one_and_no_try_is_lost(
    films: dict[str, Path], fake: Any, quick: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_running, "LOOK_EVERY_SECONDS", 0.01)
    row, stop, at = send(films["mp4"]), threading.Event(), now()
    stop.set()
    assert make_next_film(now=at, stop=stop, program=fake("signal.pause()")) == 1
    assert (Film.objects.get().tries, view(row)) == (0, FilmView(FilmState.WAITING, is_shown=True))
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


def test_one_that_kills_the_worker_each_time_is_given_up(films: dict[str, Path], fake: Any) -> None:
    send(films["mp4"])
    Film.objects.update(tries=MOST_TRIES)
    assert make_next_film(now=now(), program=fake("raise SystemExit('never begun')")) == 1
    assert Film.objects.get().fault == FilmFault.FELL


def test_only_one_is_made_at_a_time(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    send(films["mp4"])
    with monkeypatch.context() as patch:  # as another process sees it that asks while one is being made
        patch.setattr(film_steps, "try_advisory_lock", lambda *_: nullcontext(enter_result=False))
        assert make_next_film(now=now(), program=quick) == 0
    assert Film.objects.get().tries == 0


def test_what_nobody_sent_is_not_made_and_goes_as_a_whole(films: dict[str, Path], quick: tuple[str, ...]) -> None:
    row = bring(films["mp4"], at=now() - timedelta(days=1))
    assert make_next_film(now=now(), program=quick) == 0
    assert drop_unused(now=now()) == 1
    assert (stand(row), Film.objects.exists(), StoredFile.objects.exists()) == ([], False, False)


def test_of_what_is_erased_neither_film_nor_original_stays(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    first, second = send(films["mp4"]), send(films["vp8"])
    make_next_film(now=now(), program=quick)

    def erase(row: StoredFile) -> None:
        ResidentAct.photos.through.objects.filter(storedfile=row).delete()
        StoredFile.objects.filter(id=row.id).update(kept_at=now() - timedelta(days=1))
        assert drop_unused(now=now(), among=[row.id]) == 1

    erase(first)
    put = film_steps._put

    def put_late(film: Film, made: Made, file: BinaryIO) -> None:
        erase(second)  # while it is being made
        put(film, made, file)

    monkeypatch.setattr(film_steps, "_put", put_late)
    assert make_next_film(now=now(), program=quick) == 1
    assert [*stand(first), *stand(second)] == []
    assert not Film.objects.exists()


def test_the_same_video_again_needs_no_second_film_and_no_second_original(
    films: dict[str, Path], quick: tuple[str, ...]
) -> None:
    row = send(films["mp4"])
    make_next_film(now=now(), program=quick)
    assert bring(films["mp4"]).id == row.id
    assert (stand(row), make_next_film(now=now() + LATER, program=quick)) == ([row.made_name], 0)
    media_storage().delete(row.made_name)  # the disk was lost
    bring(films["mp4"])
    assert make_next_film(now=now() + LATER, program=quick) == 1
    assert stand(row) == [row.made_name]


def test_a_webm_that_failed_gets_another_chance_when_it_comes_again(
    films: dict[str, Path], fake: Any, quick: tuple[str, ...]
) -> None:
    row = send(films["vp8"])
    make_next_film(now=now(), program=fake("print('broken')"))
    assert stand(row) == []
    bring(films["vp8"])
    assert (make_next_film(now=now() + LATER, program=quick), stand(row)) == (1, [row.made_name])


@pytest.mark.parametrize(("left", "state"), [("made", FilmState.READY), ("nothing", FilmState.FAILED)])
def test_an_archive_whose_rows_are_older_than_its_files_comes_right(
    films: dict[str, Path], left: str, state: FilmState, quick: tuple[str, ...]
) -> None:
    row = send(films["vp9"])
    make_next_film(now=now(), program=quick)
    Film.objects.update(state=FilmState.WAITING, tries=0, due_at=now(), size=None, has_original=True)
    if left == "nothing":
        media_storage().delete(row.made_name)
    for hours in range(1, MOST_TRIES + 1):
        make_next_film(now=now() + hours * LATER, program=quick)
    assert (Film.objects.get().state, stand(row)) == (state, [row.made_name] if left == "made" else [])


def test_the_kind_that_it_came_as_is_noted(films: dict[str, Path]) -> None:
    bring(films["vp9"]), bring(films["3gp"])
    assert list(Film.objects.order_by("pk").values_list("comes_as", flat=True)) == [ComesAs.WEBM, ComesAs.MP4]


def test_videos_from_before_wait_for_their_films(films: dict[str, Path], quick: tuple[str, ...]) -> None:
    row = send(films["mp4"])
    Film.objects.all().delete()
    assert view(row) == FilmView(FilmState.WAITING, is_shown=True)
    with connection.cursor() as cursor:
        cursor.execute(import_module("otklik.media.migrations.0006_films").WAIT)
    assert (make_next_film(now=now() + LATER, program=quick), stand(row)) == (1, [row.made_name])


def test_videos_that_an_older_program_brought_meanwhile_get_their_films(
    films: dict[str, Path], quick: tuple[str, ...]
) -> None:
    row = send(films["mp4"])
    bring(films["3gp"])  # nobody uses it
    Film.objects.all().delete()
    assert want_missing_films(now=now()) == 0, "it may be on its way"
    assert want_missing_films(now=now() + 2 * LATER) == 1
    assert want_missing_films(now=now() + 2 * LATER) == 0
    assert (make_next_film(now=now() + 2 * LATER, program=quick), stand(row)) == (1, [row.made_name])
