"""Files that come with a form: bounded while they arrive, read once."""

from collections.abc import Callable
from typing import Any, BinaryIO, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from otklik.media.errors import FileRefused
from otklik.media.photos import MOST_BYTES
from otklik.media.services import MOST_AT_ONCE
from otklik.shared.words import marked as _

MOST_TOGETHER: Final = 100 * 1024 * 1024
"""Of all files of one request."""
_LONGEST_NAME: Final = 120


class StopHuge(FileUploadHandler):
    """Stands before Django's own handlers: what is over the bound is read off the line and kept nowhere."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002 (Django's signature)
        """Hand the piece on while the whole is within the bound."""
        self._came += len(raw_data)
        if self._came > MOST_TOGETHER:
            if self.request is not None:
                self.request.META["otklik.files_left_out"] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:  # noqa: ARG002
        """The next handler makes the file."""
        return


def read_photos(request: HttpRequest, *, at_most: int = MOST_AT_ONCE) -> list[bytes]:
    """The bytes of the files of the field `photos`. Raises FileRefused."""
    files = _came(request, "photos")
    if len(files) > at_most:
        raise _too_many(at_most)
    return [one.read(MOST_BYTES + 1) for one in files]


def keep_media(
    request: HttpRequest, keep: Callable[[BinaryIO], int], *, at_most: int
) -> tuple[list[int], list[FileRefused]]:
    """Keep the files of the field `photos`, photos or videos, each by itself: their ids, and those that were not taken.

    One that is refused loses no other, and is named.
    """
    files: list[Any] = request.FILES.getlist("photos")
    ids: list[int] = []
    refused: list[FileRefused] = []
    for one in files[:at_most]:
        try:
            _check_size(one)
            ids.append(keep(one.file))
        except FileRefused as why:
            if one.size:  # an empty one is named in the words themselves
                why.name = why.name or _name_of(one.name or "")
            refused.append(why)
    if len(files) > at_most:
        refused.append(_too_many(at_most))
    if request.META.get("otklik.files_left_out"):
        refused.append(_too_large_together())
    return list(dict.fromkeys(ids)), refused


def _too_many(at_most: int) -> FileRefused:
    return FileRefused(
        _("At most %(most)s photos at once."), mend=_("Choose the clearest."), values={"most": str(at_most)}
    )


def read_files(request: HttpRequest, *, at_most: int) -> list[tuple[str, bytes]]:
    """Name and bytes of the files of the field `files`. Raises FileRefused."""
    files = _came(request, "files")
    if len(files) > at_most:
        raise FileRefused(
            _("At most %(most)s files at once."), mend=_("Choose those that matter."), values={"most": str(at_most)}
        )
    return [(_name_of(one.name or ""), one.read(MOST_BYTES + 1)) for one in files]


def _came(request: HttpRequest, field: str) -> list[Any]:
    """The files of a field. One that was chosen and has nothing in it is told of: its sender believes that it came."""
    _check_all_came(request)
    files: list[Any] = request.FILES.getlist(field)
    for one in files:
        _check_size(one)
    return files


def _check_size(file: Any) -> None:
    if not file.size:
        raise FileRefused(
            _("The file «%(name)s» is empty."), mend=_("Choose it again."), values={"name": _name_of(file.name or "")}
        )


def _name_of(told: str) -> str:
    """A file's name in one line; Django has taken the folders away."""
    return " ".join("".join(letter for letter in told if letter.isprintable()).split())[-_LONGEST_NAME:]


def _check_all_came(request: HttpRequest) -> None:
    if request.META.get("otklik.files_left_out"):
        raise _too_large_together()


def _too_large_together() -> FileRefused:
    return FileRefused(
        _("The photos are too large together: at most %(most)s MB at once."),
        mend=_("Send them in several steps."),
        values={"most": str(MOST_TOGETHER // 1024 // 1024)},
    )
