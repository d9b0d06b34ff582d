"""Documents that go out as they came: a PDF that holds nothing but pages.

A PDF may carry programs, other files and forms that send what is typed; whoever opens an answer of a public body trusts
it. What does not belong on a page is refused, not taken out: then the file would be another than the body's own.
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from otklik.media.errors import FileRefused
from otklik.media.sniffing import sniff
from otklik.shared.words import marked as _

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PAGES: Final = 50
MOST_OBJECTS: Final = 50_000
_BEHIND_THE_END: Final = 64
"""So many bytes may follow the last %%EOF: line ends, by some writers."""

_WRITTEN: Final = {b"/JavaScript": "program", b"/Launch": "program", b"/EmbeddedFile": "file"}
"""Looked for in the bytes too: what no table of the file leads to may be found by a reader that mends it."""
_WORDS: Final = {
    "program": _("The document holds a program."),
    "file": _("The document holds other files."),
    "form": _("The document holds a form that sends what is typed."),
    "media": _("The document holds sound, video or other media."),
    "locked": _("The document is locked by a password."),
    "complicated": _("The document is too complicated."),
    "broken": _("The document is broken."),
}
_PRINT_ANEW: Final = _("Print it into a new PDF («Save as PDF») and choose that one.")


@dataclass(frozen=True, slots=True)
class Document:
    """A PDF that passed."""

    content: bytes
    content_hash: str
    pages: int


def check_pdf(content: bytes) -> Document:
    """The document, unchanged. Raises FileRefused with what is wrong with it and how to mend it."""
    if sniff(content) != "pdf":
        raise FileRefused(_("This is no PDF."), mend=_("Choose a PDF, a JPEG, a PNG or a WebP."))
    if len(content) > MOST_BYTES:
        raise FileRefused(
            _("The document is larger than %(most)s MB."),
            mend=_("Save it smaller, or in several parts."),
            values={"most": str(MOST_BYTES // 1024 // 1024)},
        )
    _check_bytes(content)
    from otklik.media.reading_pdf import Bounds, read_apart  # takes eight megabytes, and few processes read a PDF

    reading = read_apart(content, Bounds(pages=MOST_PAGES, objects=MOST_OBJECTS))
    if reading.trouble == "pages":
        raise FileRefused(
            _("The document has %(pages)s pages; at most %(most)s are taken."),
            mend=_("Choose the pages that matter, or put the rest on your site."),
            values={"pages": str(reading.pages), "most": str(MOST_PAGES)},
        )
    if reading.trouble:
        raise _holds(reading.trouble)
    return Document(content, hashlib.sha256(content).hexdigest(), reading.pages)


def _check_bytes(content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0 or len(content) - end - 5 > _BEHIND_THE_END:
        raise FileRefused(_("The document is broken, or something else stands behind its end."), mend=_PRINT_ANEW)
    for written, what in _WRITTEN.items():
        if written in content:
            raise _holds(what)


def _holds(what: str) -> FileRefused:
    return FileRefused(_WORDS[what], mend=_PRINT_ANEW)
