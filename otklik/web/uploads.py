"""Files that come with a form: bounded while they arrive, read once."""

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
        raise FileRefused(
            _("At most %(most)s photos at once."), mend=_("Choose the clearest."), values={"most": str(at_most)}
        )
    return [one.read(MOST_BYTES + 1) for one in files]


def read_media(request: HttpRequest, *, at_most: int) -> list[BinaryIO]:
    """The files of the field `photos`, photos or videos, open. Raises FileRefused."""
    files = _came(request, "photos")
    if len(files) > at_most:
        raise FileRefused(
            _("At most %(most)s photos at once."), mend=_("Choose the clearest."), values={"most": str(at_most)}
        )
    return [one.file for one in files]


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
        if not one.size:
            raise FileRefused(
                _("The file «%(name)s» is empty."),
                mend=_("Choose it again."),
                values={"name": _name_of(one.name or "")},
            )
    return files


def _name_of(told: str) -> str:
    """A file's name in one line; Django has taken the folders away."""
    return " ".join("".join(letter for letter in told if letter.isprintable()).split())[-_LONGEST_NAME:]


def _check_all_came(request: HttpRequest) -> None:
    if request.META.get("otklik.files_left_out"):
        raise FileRefused(
            _("The photos are too large together: at most %(most)s MB at once."),
            mend=_("Send them in several steps."),
            values={"most": str(MOST_TOGETHER // 1024 // 1024)},
        )
