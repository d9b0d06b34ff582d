"""Validates a PDF in a process of its own, so that a malicious file harms nothing else.

A small file can unfold to gigabytes, or send a reader round for hours. `read_apart` starts this very file as a program,
away from Django and from whatever the caller holds; it limits itself, then reads the document from its input.
"""

import io
import json
import logging
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

log = logging.getLogger(__name__)

MOST_DEPTH: Final = 30
MOST_MEMORY_BYTES: Final = 1024 * 1024 * 1024
MOST_CPU_SECONDS: Final = 15
MOST_WAIT_SECONDS: Final = 40
"""Where processors are short, the same work takes longer."""

_KEYS: Final = {
    "/JS": "program", "/JavaScript": "program", "/AA": "program", "/EmbeddedFiles": "file", "/EF": "file",
    "/XFA": "form", "/RichMediaContent": "media",
}  # fmt: skip
_ACTIONS: Final = {
    "/JavaScript": "program", "/Launch": "program", "/SubmitForm": "form", "/ImportData": "form", "/GoToE": "file",
    "/GoToR": "file", "/Rendition": "media", "/Movie": "media", "/Sound": "media", "/RichMediaExecute": "media",
}  # fmt: skip
_KINDS: Final = {
    "/EmbeddedFile": "file", "/FileAttachment": "file", "/RichMedia": "media", "/Screen": "media", "/Movie": "media",
    "/Sound": "media", "/3D": "media",
}  # fmt: skip
_OF_STREAMS: Final = ("/F", "/FFilter", "/FDecodeParms")
"""A stream with these has its bytes in another file (ISO 32000-1, 7.3.8.2); in other dictionaries /F is a flag."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found: how many pages (0 where it did not get so far), and what is wrong, or nothing."""

    pages: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of a document is read."""

    pages: int
    objects: int
    memory_bytes: int = MOST_MEMORY_BYTES
    cpu_seconds: int = MOST_CPU_SECONDS
    wait_seconds: int = MOST_WAIT_SECONDS


class _TroubleFound(Exception):
    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def read_apart(content: bytes, bounds: Bounds) -> Reading:
    """Read the document in a process of its own. One that outgrows the bounds, or fells its reader, is complicated."""
    program = [sys.executable, "-I", __file__, json.dumps(asdict(bounds))]
    try:
        ended = subprocess.run(program, input=content, capture_output=True, timeout=bounds.wait_seconds, check=False)
    except subprocess.TimeoutExpired:
        return Reading(trouble="complicated")
    if ended.returncode != 0:
        log.warning("the reader of a PDF ended with %s", ended.returncode)
        return Reading(trouble="complicated")
    return Reading(**json.loads(ended.stdout))


def read(content: bytes, bounds: Bounds) -> Reading:
    """Read the document here. Whatever its bytes make the parser raise, it is broken; nothing is raised."""
    pages = 0
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            return Reading(trouble="locked")
        pages = len(reader.pages)
        if not 1 <= pages <= bounds.pages:
            return Reading(pages, "pages")
        for thing in _dictionaries(reader, bounds):
            _check(thing)
    except _TroubleFound as found:
        return Reading(pages, found.what)
    except MemoryError:
        return Reading(pages, "complicated")
    except Exception:  # noqa: BLE001 - a parser that hostile bytes fell may raise anything
        return Reading(pages, "broken")
    return Reading(pages)


def _check(thing: DictionaryObject) -> None:
    for key in thing:
        if what := _KEYS.get(str(key)):
            raise _TroubleFound(what)
    if what := _ACTIONS.get(_name(thing, "/S")):
        raise _TroubleFound(what)
    if what := _KINDS.get(_name(thing, "/Subtype")) or _KINDS.get(_name(thing, "/Type")):
        raise _TroubleFound(what)
    if isinstance(thing, StreamObject) and any(name in thing for name in _OF_STREAMS):
        raise _TroubleFound("file")


def _name(thing: DictionaryObject, key: str) -> str:
    """What stands there, or what it points at: a name may be an object of its own."""
    return str(thing[key]) if key in thing else ""


def _dictionaries(reader: PdfReader, bounds: Bounds) -> Iterator[DictionaryObject]:
    """Every dictionary of every object that the file's tables name, reached from its pages or not."""
    numbers = {(number, generation) for generation, table in reader.xref.items() for number in table}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > bounds.objects:
        raise _TroubleFound("complicated")
    yield from _within(reader.trailer, depth=0)
    for number, generation in sorted(numbers):
        found = reader.get_object(IndirectObject(number, generation, reader))
        yield from _within(found, depth=0)


def _within(thing: object, *, depth: int) -> Iterator[DictionaryObject]:
    """What stands in an object itself; what it points at comes by its own number."""
    if depth > MOST_DEPTH:
        raise _TroubleFound("complicated")
    if isinstance(thing, DictionaryObject):
        yield thing
        for value in thing.values():
            yield from _within(value, depth=depth + 1)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from _within(value, depth=depth + 1)


def _limit(bounds: Bounds) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory_bytes, bounds.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu_seconds, bounds.cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> None:
    bounds = Bounds(**json.loads(sys.argv[1]))
    _limit(bounds)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity that it mends
    reading = read(sys.stdin.buffer.read(), bounds)
    sys.stdout.write(json.dumps(asdict(reading)))


if __name__ == "__main__":
    _main()
