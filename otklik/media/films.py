"""The transcoded copy of a video: whether it is needed, and what people see until it is ready."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.files.storage import Storage

from otklik.media.models import ComesAs, FileKind, Film, FilmFault, FilmState, StoredFile
from otklik.shared.words import marked as _

_FAULTS: Final = {
    FilmFault.BROKEN: _("The video is broken, or written in a way that cannot be read here."),
    FilmFault.NONE: _("There are no moving pictures in the file."),
    FilmFault.PICTURE: _("Its pictures are too large."),
    FilmFault.LONG: _("The video is too long."),
    FilmFault.HEAVY: _("Making it ready would take too long."),
    FilmFault.FELL: _("The program that makes videos ready broke down on it."),
    FilmFault.GONE: _("When it was to be made ready, its file was not in its place."),
    FilmFault.STORAGE: _("The storage of files has failed for more than a day."),
}


@dataclass(frozen=True, slots=True)
class FilmView:
    """A video as pages show it."""

    state: FilmState
    is_shown: bool
    """There is something to watch."""
    fault: str = ""
    """In words, to be translated."""

    @property
    def is_being_made(self) -> bool:
        """Whoever wants the film has to come again."""
        return self.state == FilmState.WAITING

    @property
    def is_given_up(self) -> bool:
        """There will be no film; `fault` says why."""
        return self.state == FilmState.FAILED


def want_film(row: StoredFile, *, comes_as: ComesAs, storage: Storage, now: datetime) -> bool:
    """A video was brought, its row locked: a film is wanted, or there. Returns whether the original is needed."""
    film, _made = Film.objects.get_or_create(file=row, defaults={"comes_as": comes_as, "due_at": now})
    if film.state == FilmState.READY and storage.exists(row.made_name):
        return False
    may_be_ours = film.state == FilmState.FAILED and film.fault not in FilmFault.of_the_file()
    if film.state == FilmState.READY or not film.has_original or may_be_ours:  # once more from the beginning
        Film.objects.filter(file=row).update(
            state=FilmState.WAITING, fault="", tries=0, due_at=now, size=None, has_original=True
        )
    return True


def shown_name(row: StoredFile) -> str | None:
    """Where that stands which people may watch; None: there is nothing (yet)."""
    film = _film_of(row)
    if film is not None and film.state == FilmState.READY:
        return row.made_name
    is_clean = film is None or (film.comes_as == ComesAs.MP4 and film.has_original)
    return row.name if is_clean else None


def film_view(row: StoredFile) -> FilmView | None:
    """How a video stands, with its film if that was selected; None for what is no video."""
    if row.kind != FileKind.VIDEO:
        return None
    film = _film_of(row)
    if film is None:
        return FilmView(FilmState.WAITING, is_shown=True)
    fault = _FAULTS[FilmFault(film.fault)] if film.state == FilmState.FAILED else ""
    return FilmView(FilmState(film.state), shown_name(row) is not None, fault)


def _film_of(row: StoredFile) -> Film | None:
    film: Film | None = getattr(row, "film", None)
    return film
