"""Videos as they come: from phones, made clean (`mp4.py`); a film is made of each later (`film_steps.py`)."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

from django.conf import settings

from otklik.media.errors import FileRefused
from otklik.media.models import ComesAs
from otklik.media.mp4 import BadVideo, clean_mp4
from otklik.media.mp4_length import seconds_of
from otklik.media.sniffing import VIDEOS, called, sniff
from otklik.shared.words import marked as _

_PIECE: Final = 1024 * 1024
_HEAD: Final = 1024
_AS_MP4: Final = _("Record it with the phone's own camera, or save it as MP4.")
_WORDS: Final = {
    "broken": _("The video is broken, or not whole."),
    "parts": _("The video is written in pieces, as programs for recording the screen do it."),
    "outside": _("The video refers to other files."),
    "none": _("There are no moving pictures in the file."),
}


@dataclass(frozen=True, slots=True)
class Video:
    """A clean MP4 or QuickTime file, or a WebM as it came, open at its beginning."""

    file: BinaryIO
    size: int
    content_hash: str
    """SHA-256 of what is kept."""
    comes_as: ComesAs = ComesAs.MP4


@contextmanager
def make_video(source: BinaryIO) -> Iterator[Video]:
    """The video in a file, made clean where it is no WebM; gone again afterwards. Raises FileRefused."""
    check_video_size(source.seek(0, 2))
    source.seek(0)
    kind = sniff(source.read(_HEAD))
    if kind not in ComesAs:
        raise _unfit(kind)
    with tempfile.TemporaryFile() as out:
        if kind == ComesAs.WEBM:
            source.seek(0)
            shutil.copyfileobj(source, out, _PIECE)
        else:
            _clean(source, out)
        yield Video(out, out.seek(0, 2), _hash_of(out), ComesAs(kind))


def _clean(source: BinaryIO, out: BinaryIO) -> None:
    try:
        length = seconds_of(clean_mp4(source, out))
    except BadVideo as bad:
        raise FileRefused(_WORDS[str(bad)], mend=_AS_MP4) from bad
    if length > settings.OTKLIK_VIDEO_MAX_MINUTES * 60 + 1:
        raise FileRefused(
            _("The video is longer than the bound: %(most)s min."),
            mend=_("Make it shorter: half a minute is enough."),
            values={"most": str(settings.OTKLIK_VIDEO_MAX_MINUTES)},
        )


def check_video_size(size: int) -> None:
    """Raises FileRefused for one that is larger than the setting allows."""
    if size > settings.OTKLIK_VIDEO_MAX_MB * _PIECE:
        raise FileRefused(
            _("The video is larger than %(most)s MB."),
            mend=_("Make it shorter, or record it with a lower quality: half a minute is enough."),
            values={"most": str(settings.OTKLIK_VIDEO_MAX_MB)},
        )


def _hash_of(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(_PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()


def _unfit(kind: str) -> FileRefused:
    if kind in VIDEOS:
        return FileRefused(_("A video of this kind cannot be read here."), mend=_AS_MP4)
    if called(kind):
        wrong = _("This is no video from a phone but %(what)s.")
        return FileRefused(wrong, mend=_AS_MP4, values={"what": called(kind)})
    return FileRefused(_("This is no video."), mend=_AS_MP4)
