"""Transcodes uploaded videos, one at a time, in a loop of the worker that blocks nothing else.

Whatever is killed wherever: a film is begun again until it was begun `MOST_TRIES` times, and stands under one name
only, so none is there twice; what lies in between stands in files without a name. What goes wrong with us (a full
disk, a storage or a database that is away) costs no try, and no original goes for what may be ours. A storage that
still fails for a video of yesterday may do so for ever: that costs tries, hours apart.
"""

import itertools
import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.core.files.base import File
from django.db import Error, InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q

from otklik.ground.advisory_lock import try_advisory_lock
from otklik.media.film_running import PROGRAM, Made, film_of
from otklik.media.models import ComesAs, FileKind, Film, FilmFault, FilmState, StoredFile
from otklik.media.services import media_storage, uses
from otklik.shared.backoff import outage_pause_seconds

log = logging.getLogger(__name__)

MOST_TRIES: Final = 3
_AGAIN_AFTER: Final = timedelta(minutes=5)
_MAY_BE_AWAY: Final = timedelta(days=1)
"""So long after a video was brought no failing storage costs a try."""
_STORAGE_AGAIN_AFTER: Final = timedelta(hours=8)
_LET_GO_AGAIN_AFTER: Final = timedelta(hours=1)
_MAY_BE_ON_ITS_WAY: Final = timedelta(hours=1)
"""Of a file that was brought so lately the row of its film may be written any moment."""
_NEEDS_NO_ORIGINAL: Final = Q(state=FilmState.READY) | Q(
    state=FilmState.FAILED, comes_as=ComesAs.WEBM, fault__in=FilmFault.of_the_file()
)


def make_next_film(*, now: datetime, stop: threading.Event | None = None, program: tuple[str, ...] = PROGRAM) -> int:
    """Make the film that waits longest, if no other worker makes one. Returns how many were tried.

    Takes minutes, or ends soon after `stop` is set: then the film waits for the next worker.
    """
    with try_advisory_lock("otklik films", 0) as is_locked:
        if not is_locked:
            return 0
        left = Film.objects.filter(_NEEDS_NO_ORIGINAL, has_original=True, due_at__lte=now)
        for film_id in list(left.values_list("pk", flat=True)):  # broken off between a film and its original
            _try_to_let_original_go(film_id, now=now)
        film = _begin_next(now)
        if film is None:
            return 0
        stop = stop or threading.Event()
        try:
            _try_to_make(film, now=now, stop=stop, program=program)
        except (OSError, Error):  # ours, not the video's; it is due again in some minutes
            log.exception("media: a film could not be made, through no fault of the video")
            _give_try_back(film.pk, stop=stop)
    return 1


def _give_try_back(film_id: int, *, stop: threading.Event) -> None:
    """As soon as the database is there again, if it was that: without it nothing else can be made either."""
    for failures in itertools.count():
        try:
            Film.objects.filter(pk=film_id, state=FilmState.WAITING, tries__gt=0).update(tries=F("tries") - 1)
        except (OperationalError, InterfaceError):
            connection.close()
            if failures and stop.wait(outage_pause_seconds(failures)):  # the first time only the line may be dead
                return
        else:
            return


@contextmanager
def _of_the_storage() -> Iterator[None]:
    """Whatever a storage fails with is told as a disk would: those of other makers (S3) have errors of their own."""
    try:
        yield
    except (OSError, Error):
        raise
    except Exception as error:
        raise OSError("the storage of files failed") from error


def want_missing_films(*, now: datetime) -> int:
    """Let videos wait for films that have no row of one: an older program brought them. Returns how many.

    Each night: it reads the whole table. The older program kept no WebM.
    """
    rows = StoredFile.objects.filter(_is_used(), kind=FileKind.VIDEO, film=None, kept_at__lt=now - _MAY_BE_ON_ITS_WAY)
    missing = [Film(file_id=file_id, due_at=now) for file_id in rows.values_list("pk", flat=True)]
    Film.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)


def _is_used() -> Q:
    """Of a file, or of its film, which has the same key."""
    is_used = Q()
    for use in uses():
        is_used |= Q(Exists(use.related_model._base_manager.filter(**{use.field.name: OuterRef("pk")})))
    return is_used


def _begin_next(moment: datetime) -> Film | None:
    """The next one that anybody uses: what was brought and never sent is not worth minutes of a processor."""
    with transaction.atomic():
        waiting = Film.objects.filter(_is_used(), state=FilmState.WAITING, has_original=True, due_at__lte=moment)
        film = waiting.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
        if film is not None:
            film.tries += 1
            film.due_at = moment + film.tries * _AGAIN_AFTER  # whatever ends this try, the next one is not at once
            film.save(update_fields=["tries", "due_at"])
    return film


def _try_to_make(film: Film, *, now: datetime, stop: threading.Event, program: tuple[str, ...]) -> None:
    """Raises what goes wrong with us, unless it is a disk or a storage that had a day to come back."""
    try:
        _make(film, now=now, stop=stop, program=program)
    except OSError:
        if film.file.kept_at > now - _MAY_BE_AWAY:
            raise
        log.exception("media: the storage still fails for a video of yesterday")
        Film.objects.filter(pk=film.pk).update(due_at=now + film.tries * _STORAGE_AGAIN_AFTER)
        _fail_if_last(film, FilmFault.STORAGE, now=now)


def _make(film: Film, *, now: datetime, stop: threading.Event, program: tuple[str, ...]) -> None:
    if film.tries > MOST_TRIES:  # each time the worker itself was killed
        _fail(film, FilmFault.FELL, now=now)
        return
    with tempfile.TemporaryFile() as source:
        if not _fetch(film.file, source):
            _fail_if_last(film, FilmFault.GONE, now=now)
            return
        with film_of(source, stop=stop, program=program) as made:
            if made.file is not None:
                _put(film, made, made.file)
                _try_to_let_original_go(film.pk, now=now)
            elif made.fault is None:
                Film.objects.filter(pk=film.pk).update(tries=film.tries - 1, due_at=now)
            else:
                _fail_if_last(film, made.fault, now=now)


def _fetch(row: StoredFile, source: BinaryIO) -> bool:
    """A copy of the original. In a restored archive the film may stand instead: its rows are older than its files."""
    storage = media_storage()
    for name in (row.name, row.made_name):
        try:
            with _of_the_storage(), storage.open(name) as file:
                shutil.copyfileobj(file, source)
        except FileNotFoundError:
            continue
        return True
    return False


def _put(film: Film, made: Made, file: BinaryIO) -> None:
    """The film takes the original's place, unless the video was let go of meanwhile; the row's lock keeps that away."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(id=film.pk).first()
        if row is None:
            return
        storage = media_storage()
        with _of_the_storage():
            storage.delete(row.made_name)  # of a try that was broken off
        try:
            with _of_the_storage():
                storage.save(row.made_name, File(file))
        except OSError:  # half of a film would take the room that is missing
            with suppress(OSError), _of_the_storage():
                storage.delete(row.made_name)
            raise
        Film.objects.filter(pk=film.pk).update(state=FilmState.READY, fault="", size=made.size)
    log.info("media: a film is made")


def _fail_if_last(film: Film, fault: FilmFault, *, now: datetime) -> None:
    """What tells of the video itself is final; all else is tried again, as often as may be."""
    if fault in FilmFault.of_the_file() or film.tries >= MOST_TRIES:
        _fail(film, fault, now=now)
    else:
        log.warning("media: a film could not be made (%s), try %s of %s", fault, film.tries, MOST_TRIES)


def _fail(film: Film, fault: FilmFault, *, now: datetime) -> None:
    Film.objects.filter(pk=film.pk).update(state=FilmState.FAILED, fault=fault)
    log.warning("media: no film can be made of a video: %s", fault)
    _try_to_let_original_go(film.pk, now=now)


def _try_to_let_original_go(file_id: int, *, now: datetime) -> None:
    """One that cannot be deleted waits an hour, and keeps no other film waiting."""
    try:
        _let_original_go(file_id)
    except OSError as error:
        log.warning(
            "media: an original cannot be deleted, tried again later: %s", type(error.__cause__ or error).__name__
        )
        Film.objects.filter(pk=file_id).update(due_at=now + _LET_GO_AGAIN_AFTER)


def _let_original_go(file_id: int) -> None:
    """Contents first: whatever breaks between, it is let go of next time."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(id=file_id).first()
        if row is not None and Film.objects.filter(_NEEDS_NO_ORIGINAL, pk=file_id).exists():
            with _of_the_storage():
                media_storage().delete(row.name)
            Film.objects.filter(pk=file_id).update(has_original=False)
