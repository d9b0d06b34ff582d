"""How our pictures and documents are handed out: as what they are and nothing else."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from django.core.files.base import File
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from otklik.shared.text import without_turning

_PIECE: Final = 256 * 1024
_RANGE: Final = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")

_ALONE = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}
"""Opened by itself it runs nothing, whatever a browser takes it for."""


def picture(content: bytes, *, name: str) -> HttpResponse:
    """A JPEG that we made."""
    headers = {"Content-Disposition": f'inline; filename="{name}.jpg"', **_ALONE}
    return HttpResponse(content, content_type="image/jpeg", headers=headers)


def video(file: "File[bytes]", *, name: str, asked: str = "") -> HttpResponseBase:
    """An MP4 that was made clean or anew; `asked` is the header Range: a player goes to any place in it."""
    size = file.seek(0, 2)
    headers = {"Content-Disposition": f'inline; filename="{name}.mp4"', "Accept-Ranges": "bytes", **_ALONE}
    start, end = _span_of(asked, size)
    if start >= end:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}", **_ALONE})
    file.seek(start)
    headers |= {"Content-Length": str(end - start)}
    status = 200
    if asked:
        status, headers["Content-Range"] = 206, f"bytes {start}-{end - 1}/{size}"
    pieces = _pieces(file, end - start)
    return StreamingHttpResponse(pieces, status=status, content_type="video/mp4", headers=headers)


def _pieces(file: "File[bytes]", length: int) -> Iterator[bytes]:
    with file:
        while length > 0 and (piece := file.read(min(_PIECE, length))):
            length -= len(piece)
            yield piece


def _span_of(asked: str, size: int) -> tuple[int, int]:
    """The bytes that one range names, from the first to behind the last; all where it names none that we understand."""
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not (found[1] or found[2]):
        return 0, size
    if not found[1]:
        return max(0, size - int(found[2])), size
    return int(found[1]), min(size, int(found[2]) + 1) if found[2] else size


def document(content: bytes, *, name: str) -> HttpResponse:
    """A PDF that was checked, to be saved: its own reader opens it, not the page of our site."""
    shown = without_turning(name)
    called = quote(shown if shown.lower().endswith(".pdf") else f"{shown}.pdf", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{called}", **_ALONE}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
