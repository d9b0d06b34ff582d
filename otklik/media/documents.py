"""Documents that go out as they came: a PDF that holds nothing but pages.

A PDF may carry programs, other files and forms that send what is typed; whoever opens an answer of a public body trusts
it. What does not belong on a page is refused, not taken out: then the file would be another than the body's own.
"""

import hashlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from otklik.media.errors import FileRefused
from otklik.media.sniffing import sniff
from otklik.shared.words import marked as _

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_PAGES: Final = 50
MOST_OBJECTS: Final = 50_000
MOST_DEPTH: Final = 30
_BEHIND_THE_END: Final = 64
"""So many bytes may follow the last %%EOF: line ends, by some writers."""

_KEYS: Final = {
    "/JS": "program", "/JavaScript": "program", "/AA": "program", "/EmbeddedFiles": "file", "/EF": "file",
    "/XFA": "form", "/RichMediaContent": "media",
}  # fmt: skip
_ACTIONS: Final = {
    "/JavaScript": "program", "/Launch": "program", "/SubmitForm": "form", "/ImportData": "form", "/GoToE": "file",
    "/Rendition": "media", "/Movie": "media", "/Sound": "media", "/RichMediaExecute": "media",
}  # fmt: skip
_KINDS: Final = {
    "/EmbeddedFile": "file", "/FileAttachment": "file", "/RichMedia": "media", "/Screen": "media", "/Movie": "media",
    "/Sound": "media", "/3D": "media",
}  # fmt: skip
_WRITTEN: Final = {b"/JavaScript": "program", b"/Launch": "program", b"/EmbeddedFile": "file"}
"""Looked for in the bytes too: what no table of the file leads to may be found by a reader that mends it."""
_WORDS: Final = {
    "program": _("The document holds a program."),
    "file": _("The document holds other files."),
    "form": _("The document holds a form that sends what is typed."),
    "media": _("The document holds sound, video or other media."),
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
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it tells of every oddity that it mends
    try:
        pages = _read(content)
    except FileRefused:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OverflowError):
        raise FileRefused(_("The document is broken."), mend=_PRINT_ANEW) from None
    return Document(content, hashlib.sha256(content).hexdigest(), pages)


def _check_bytes(content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0 or len(content) - end - 5 > _BEHIND_THE_END:
        raise FileRefused(_("The document is broken, or something else stands behind its end."), mend=_PRINT_ANEW)
    for written, what in _WRITTEN.items():
        if written in content:
            raise _holds(what)


def _read(content: bytes) -> int:
    reader = PdfReader(io.BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise FileRefused(_("The document is locked by a password."), mend=_PRINT_ANEW)
    pages = len(reader.pages)
    if not 1 <= pages <= MOST_PAGES:
        raise FileRefused(
            _("The document has %(pages)s pages; at most %(most)s are taken."),
            mend=_("Choose the pages that matter, or put the rest on your site."),
            values={"pages": str(pages), "most": str(MOST_PAGES)},
        )
    for thing in _dictionaries(reader):
        for key in thing:
            if what := _KEYS.get(str(key)):
                raise _holds(what)
        if what := _ACTIONS.get(str(thing.get("/S", ""))):
            raise _holds(what)
        if what := _KINDS.get(str(thing.get("/Subtype", ""))) or _KINDS.get(str(thing.get("/Type", ""))):
            raise _holds(what)
    return pages


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of every object that the file's tables name, reached from its pages or not."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise FileRefused(_("The document is too complicated."), mend=_PRINT_ANEW)
    yield reader.trailer
    for number, generation in sorted(numbers):
        found = reader.get_object(IndirectObject(number, generation, reader))
        yield from _within(found, depth=0)


def _within(thing: object, *, depth: int) -> Iterator[DictionaryObject]:
    """What stands in an object itself; what it points at comes by its own number."""
    if depth > MOST_DEPTH:
        raise FileRefused(_("The document is too complicated."), mend=_PRINT_ANEW)
    if isinstance(thing, DictionaryObject):
        yield thing
        for value in thing.values():
            yield from _within(value, depth=depth + 1)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from _within(value, depth=depth + 1)


def _holds(what: str) -> FileRefused:
    return FileRefused(_WORDS[what], mend=_PRINT_ANEW)
