"""Making films of the videos that were brought, one at a time, in a loop of the worker that holds up nothing else.

Whatever is killed wherever: a film is begun again until it was begun `MOST_TRIES` times, and stands under one name
only, so none is there twice; what lies in between stands in files without a name.
"""

import logging
import shutil
import tempfile
import threading
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from otklik.config.alone import alone
from otklik.media.film_running import PROGRAM, Made, film_of
from otklik.media.models import ComesAs, Film, FilmFault, FilmState, StoredFile
from otklik.media.services import media_storage, uses

log = logging.getLogger(__name__)

MOST_TRIES: Final = 3
_AGAIN_AFTER: Final = timedelta(minutes=5)
_NEEDS_NO_ORIGINAL: Final = Q(state=FilmState.READY) | Q(state=FilmState.FAILED, comes_as=ComesAs.WEBM)


def make_next_film(*, now: datetime, stop: threading.Event | None = None, program: tuple[str, ...] = PROGRAM) -> int:
    """Make the film that waits longest, if no other worker makes one. Returns how many were tried.

    Takes minutes, or ends soon after `stop` is set: then the film waits for the next worker.
    """
    with alone("otklik films", 0) as is_mine:
        if not is_mine:
            return 0
        for file_id in list(Film.objects.filter(_NEEDS_NO_ORIGINAL, has_original=True).values_list("pk", flat=True)):
            _let_original_go(file_id)  # broken off between a film and its original
        film = _begin_next(now)
        if film is None:
            return 0
        _make(film, now=now, stop=stop or threading.Event(), program=program)
    return 1


def _begin_next(moment: datetime) -> Film | None:
    """The next one that anybody uses: what was brought and never sent is not worth minutes of a processor."""
    is_used = Q()
    for use in uses():
        is_used |= Q(Exists(use.related_model._base_manager.filter(**{use.field.name: OuterRef("pk")})))
    with transaction.atomic():
        waiting = Film.objects.filter(is_used, state=FilmState.WAITING, has_original=True, due_at__lte=moment)
        film = waiting.select_for_update(skip_locked=True).order_by("due_at", "pk").first()
        if film is not None:
            film.tries += 1
            film.due_at = moment + film.tries * _AGAIN_AFTER  # whatever ends this try, the next one is not at once
            film.save(update_fields=["tries", "due_at"])
    return film


def _make(film: Film, *, now: datetime, stop: threading.Event, program: tuple[str, ...]) -> None:
    if film.tries > MOST_TRIES:  # each time the worker itself was killed
        _fail(film, FilmFault.FELL)
        return
    with tempfile.TemporaryFile() as source:
        if not _fetch(film.file, source):
            _fail(film, FilmFault.GONE)
            return
        with film_of(source, stop=stop, program=program) as made:
            if made.file is not None:
                _put(film, made, made.file)
            elif made.fault is None:
                Film.objects.filter(pk=film.pk).update(tries=film.tries - 1, due_at=now)
            elif made.fault == FilmFault.FELL and film.tries < MOST_TRIES:
                log.warning("media: the program that makes films fell, try %s of %s", film.tries, MOST_TRIES)
            else:
                _fail(film, made.fault)


def _fetch(row: StoredFile, source: BinaryIO) -> bool:
    """A copy of the original. In a restored archive the film may stand instead: its rows are older than its files."""
    storage = media_storage()
    for name in (row.name, row.made_name):
        try:
            with storage.open(name) as file:
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
        storage.delete(row.made_name)  # of a try that was broken off
        storage.save(row.made_name, File(file))
        Film.objects.filter(pk=film.pk).update(state=FilmState.READY, fault="", size=made.size)
    _let_original_go(film.pk)
    log.info("media: a film is made")


def _fail(film: Film, fault: FilmFault) -> None:
    Film.objects.filter(pk=film.pk).update(state=FilmState.FAILED, fault=fault, has_original=fault != FilmFault.GONE)
    log.warning("media: no film can be made of a video: %s", fault)
    if film.comes_as == ComesAs.WEBM:
        _let_original_go(film.pk)


def _let_original_go(file_id: int) -> None:
    """Contents first: whatever breaks between, it is let go of next time."""
    with transaction.atomic():
        row = StoredFile.objects.select_for_update().filter(id=file_id).first()
        if row is not None and Film.objects.filter(_NEEDS_NO_ORIGINAL, pk=file_id).exists():
            media_storage().delete(row.name)
            Film.objects.filter(pk=file_id).update(has_original=False)
