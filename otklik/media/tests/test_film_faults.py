"""What goes wrong with us (disks, storages, databases) takes no video from anybody and holds up no other film."""

import errno
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import InterfaceError, OperationalError, connection
from django.db.models import Q
from pytest_django import Settings

from otklik.media import film_steps
from otklik.media.film_steps import MOST_TRIES, make_next_film
from otklik.media.films import FilmView
from otklik.media.models import Film, FilmFault, FilmState
from otklik.media.services import media_storage
from otklik.media.tests.test_film_steps import LATER, bring, fake, quick, send, stand, view, watched
from otklik.shared.clock import now

__all__ = ["fake", "quick"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings: Settings, tmp_path: Path) -> None:
    """Real files, and none that another test left under the same hash."""
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = {**settings.STORAGES, "media": kept}


@pytest.mark.parametrize("name", ["_fetch", "_put"])
@pytest.mark.parametrize("error", [OSError(28, "full"), OperationalError("away"), InterfaceError("closed")])
def test_what_goes_wrong_with_us_costs_no_try(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...], name: str, error: Exception
) -> None:
    row, at = send(films["vp8"]), now()

    def fails(*_: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(film_steps, name, fails)
        for _ in range(MOST_TRIES + 1):
            assert make_next_film(now=at, program=quick) == 1
            assert make_next_film(now=at, program=quick) == 0, "not at once"
            at += LATER
    assert (Film.objects.get().tries, stand(row)) == (0, [row.name])
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


def test_a_full_disk_costs_no_try(films: dict[str, Path], fake: Any, quick: tuple[str, ...]) -> None:
    row, at = send(films["vp8"]), now()
    for _ in range(MOST_TRIES + 1):
        assert make_next_film(now=at, program=fake("os._exit(os.EX_TEMPFAIL)")) == 1
        assert make_next_film(now=at, program=quick) == 0, "not at once"
        at += LATER
    assert (Film.objects.get().tries, view(row), stand(row)) == (
        0, FilmView(FilmState.WAITING, is_shown=False), [row.name]
    )  # fmt: skip
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


def test_half_a_film_takes_no_room_on_a_full_disk(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    row, at = send(films["mp4"]), now()

    def full(name: str, *_: Any) -> None:
        Path(media_storage().path(name)).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(type(media_storage()), "_save", lambda _, name, content: full(name, content))
        make_next_film(now=at, program=quick)
    assert (Film.objects.get().tries, stand(row)) == (0, [row.name])
    assert (make_next_film(now=at + LATER, program=quick), stand(row)) == (1, [row.made_name])


class Away(threading.Event):
    """Tells nobody to stop; the server ends a line, and takes no other for two pauses where it is down."""

    def __init__(self, patch: pytest.MonkeyPatch, *, is_down: bool) -> None:
        super().__init__()
        self.pauses, self._patch, self._is_down = 0, patch, is_down

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.pauses += 1
        if self.pauses == 2:
            self._patch.undo()
        return False

    def begin(self) -> None:
        other, pid = connection.copy(), connection.connection.info.backend_pid
        with other.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(%s, 5000)", [pid])
        other.close()
        if self._is_down:
            self._patch.setattr(connection, "connect", self._refuse)

    def _refuse(self) -> None:
        raise OperationalError("connection refused")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_down", [False, True])
@pytest.mark.parametrize("name", ["_fetch", "_put", "_fail_if_last"])
def test_a_database_that_is_started_again_costs_no_try(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, fake: Any, quick: tuple[str, ...], name: str, is_down: bool
) -> None:
    row, at, step = send(films["vp8"]), now(), getattr(film_steps, name)

    def lost(*args: Any, **told: Any) -> Any:
        away.begin()
        return step(*args, **told)

    with monkeypatch.context() as patch, pytest.MonkeyPatch.context() as down:
        away = Away(down, is_down=is_down)
        patch.setattr(film_steps, name, lost)
        program = fake("print('heavy')") if name == "_fail_if_last" else quick
        assert make_next_film(now=at, stop=away, program=program) == 1
    assert away.pauses == (2 if is_down else 0)
    assert (Film.objects.get().tries, Film.objects.get().state, stand(row)) == (0, FilmState.WAITING, [row.name])
    assert (make_next_film(now=at + LATER, program=quick), stand(row)) == (1, [row.made_name])


def test_a_worker_that_has_to_stop_waits_for_no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    stop.set()

    def away(*_: Any, **__: Any) -> None:
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(connection, "cursor", away)
    film_steps._give_try_back(1, stop=stop)


class OfAnotherMaker(Exception):
    """As a client of S3 has: no OSError."""


class Remote(FileSystemStorage):
    """A storage elsewhere, which is away for one kind of call."""

    away = ""

    def open(self, name: str, mode: str = "rb") -> "File[Any]":
        self._reach("open")
        return super().open(name, mode)

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        self._reach("save")
        return super().save(name, content, max_length)

    def delete(self, name: str) -> None:
        self._reach("delete")
        super().delete(name)

    def _reach(self, act: str) -> None:
        if self.away == act:
            raise OfAnotherMaker("503 Slow Down")


@pytest.mark.parametrize("act", ["open", "save", "delete"])
def test_a_storage_with_errors_of_its_own_costs_no_try(
    films: dict[str, Path], settings: Settings, tmp_path: Path, quick: tuple[str, ...], act: str
) -> None:
    kept = {"BACKEND": f"{__name__}.Remote", "OPTIONS": {"location": tmp_path / "remote"}}
    settings.STORAGES = {**settings.STORAGES, "media": kept}
    row, at = send(films["mp4"]), now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Remote, "away", act)
        for _ in range(MOST_TRIES + 1):
            assert make_next_film(now=at, program=quick) == 1
            at += LATER
    assert (Film.objects.get().tries, stand(row)) == (0, [row.name])
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


def test_a_storage_that_fails_for_days_costs_tries_and_the_desk_says_so(
    films: dict[str, Path], settings: Settings, tmp_path: Path, quick: tuple[str, ...]
) -> None:
    kept = {"BACKEND": f"{__name__}.Remote", "OPTIONS": {"location": tmp_path / "remote"}}
    settings.STORAGES = {**settings.STORAGES, "media": kept}
    row, at, day = send(films["mp4"]), now(), timedelta(days=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Remote, "away", "save")
        make_next_film(now=at, program=quick)
        assert Film.objects.get().tries == 0
        assert make_next_film(now=at + day, program=quick) == 1
        assert make_next_film(now=at + day + LATER, program=quick) == 0, "hours apart: a short outage takes no film"
        for days in range(2, MOST_TRIES + 1):
            assert Film.objects.get().state == FilmState.WAITING
            assert make_next_film(now=at + days * day, program=quick) == 1
    shown = view(row)
    assert shown is not None
    assert (shown.is_given_up, "storage" in shown.fault, stand(row)) == (True, True, [row.name])
    Film.objects.update(due_at=at)
    assert make_next_film(now=at + 9 * day, program=quick) == 0
    bring(films["mp4"])
    assert (make_next_film(now=at + 9 * day, program=quick), stand(row)) == (1, [row.made_name])


def test_an_original_stays_an_hour_where_a_storage_with_errors_of_its_own_deletes_none(
    films: dict[str, Path],
    settings: Settings,
    tmp_path: Path,
    quick: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kept = {"BACKEND": f"{__name__}.Remote", "OPTIONS": {"location": tmp_path / "remote"}}
    settings.STORAGES = {**settings.STORAGES, "media": kept}
    row, at, let_go = send(films["mp4"]), now(), film_steps._let_original_go

    def away(file_id: int) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Remote, "away", "delete")
            let_go(file_id)

    monkeypatch.setattr(film_steps, "_let_original_go", away)
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.name, row.made_name])
    assert "tried again later: OfAnotherMaker" in caplog.text
    monkeypatch.undo()
    assert (make_next_film(now=at + 3 * LATER, program=quick), stand(row)) == (0, [row.made_name])


def test_a_webm_stays_when_the_program_fell_and_gets_new_tries_when_it_comes_again(
    films: dict[str, Path], fake: Any, quick: tuple[str, ...]
) -> None:
    row, at = send(films["vp8"]), now()
    for _ in range(MOST_TRIES):
        make_next_film(now=at, program=fake("sys.exit(3)"))
        at += LATER
    assert make_next_film(now=at, program=quick) == 0
    assert (Film.objects.get().fault, stand(row)) == (FilmFault.FELL, [row.name])
    bring(films["vp8"])
    assert (make_next_film(now=at, program=quick), stand(row)) == (1, [row.made_name])


@pytest.mark.parametrize("returns_after", [1, MOST_TRIES])
def test_an_original_that_comes_back_with_its_disk_is_shown(
    films: dict[str, Path], quick: tuple[str, ...], returns_after: int
) -> None:
    row, at = send(films["mp4"]), now()
    path = Path(media_storage().path(row.name))
    away = path.rename(path.with_suffix(".away"))
    for _ in range(returns_after):
        assert make_next_film(now=at, program=quick) == 1
        at += LATER
    assert watched(row) is None
    away.rename(path)
    assert watched(row) == path.read_bytes()
    is_given_up = returns_after == MOST_TRIES
    assert make_next_film(now=at, program=quick) == (0 if is_given_up else 1)
    shown = view(row)
    assert shown is not None
    assert (shown.state, shown.is_shown) == (FilmState.FAILED if is_given_up else FilmState.READY, True)


def test_an_original_that_cannot_be_deleted_holds_up_no_other_film(
    films: dict[str, Path], monkeypatch: pytest.MonkeyPatch, quick: tuple[str, ...]
) -> None:
    first, at = send(films["mp4"]), now()

    def refuses(_: int) -> None:
        asked.append(1)
        raise PermissionError

    asked: list[int] = []
    with monkeypatch.context() as patch:
        patch.setattr(film_steps, "_let_original_go", refuses)
        make_next_film(now=at, program=quick)
        second = bring(films["3gp"])
        Film.objects.filter(pk=second.pk).update(due_at=at)
        patch.setattr(film_steps, "_is_used", Q)
        assert make_next_film(now=at, program=quick) == 1
        assert len(asked) == 2, "of each once: not asked again at once"
        assert make_next_film(now=at + LATER, program=quick) == 0
        assert len(asked) == 4
    ready = FilmView(FilmState.READY, is_shown=True)
    assert [view(first), view(second)] == [ready, ready]
    assert make_next_film(now=at + 3 * LATER, program=quick) == 0
    assert [*stand(first), *stand(second)] == [first.made_name, second.made_name]
