"""Sending a file of open data that stands ready: not again what has not changed, packed, or a part of it."""

import re
from collections.abc import Iterator
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext

from otklik.publication.open_data.files import MadeFile, find_made_file, open_made_file, pieces_of

CONTENT_TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})", re.ASCII)
_GZIP: Final = re.compile(r"(?:^|[,\s])(?:gzip|\*)\s*(?:;\s*q\s*=\s*([0-9.]+))?\s*(?:,|$)", re.IGNORECASE)


def send_made_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file under this name; 404 where there is none, 206 for a part, 304 where it has not changed."""
    file = find_made_file(name)
    if file is None:
        raise Http404(gettext("There is no such file."))
    is_packed = _takes_gzip(request)
    etag = _etag(file, is_packed=is_packed)
    modified = int(file.made_at.timestamp())
    unchanged = get_conditional_response(request, etag=etag, last_modified=modified)
    if unchanged is not None:
        return _with_headers(unchanged, file, etag, is_packed=is_packed)
    length = file.packed_size if is_packed else file.size
    part = _part_asked(request, etag, length)
    if part is not None and part[0] >= part[1]:
        answer: HttpResponseBase = HttpResponse(status=416, headers={"Content-Range": f"bytes */{length}"})
        return _with_headers(answer, file, etag, is_packed=is_packed)
    start, end = part or (0, length)
    answer = StreamingHttpResponse(
        _content(file, start, end, is_packed=is_packed),
        status=206 if part else 200,
        content_type=CONTENT_TYPES[name.rpartition(".")[2]],
    )
    answer["Content-Length"] = str(end - start)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    if part:
        answer["Content-Range"] = f"bytes {start}-{end - 1}/{length}"
    return _with_headers(answer, file, etag, is_packed=is_packed)


def _content(file: MadeFile, start: int, end: int, *, is_packed: bool) -> Iterator[bytes]:
    content = open_made_file(file, is_packed=is_packed)
    if content is None:
        raise Http404(gettext("There is no such file."))
    return pieces_of(content, start=start, length=end - start)


def _etag(file: MadeFile, *, is_packed: bool) -> str:
    return f'"{file.sha256[:32]}{"-gz" if is_packed else ""}"'


def _takes_gzip(request: HttpRequest) -> bool:
    found = _GZIP.search(request.headers.get("Accept-Encoding", ""))
    return found is not None and (found[1] or "1").strip("0.") != ""


def _part_asked(request: HttpRequest, etag: str, length: int) -> tuple[int, int] | None:
    """From where to where, of one part; several at once, and what cannot be read, is the whole. Empty: out of it."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first:
        return max(0, length - int(last)), length if int(last) else 0
    end = min(int(last) + 1, length) if last else length
    return None if last and int(last) < int(first) else (int(first), end)


def _with_headers[Answer: HttpResponseBase](answer: Answer, file: MadeFile, etag: str, *, is_packed: bool) -> Answer:
    answer["ETag"] = etag
    answer["Last-Modified"] = http_date(file.made_at.timestamp())
    answer["Accept-Ranges"] = "bytes"
    answer["Access-Control-Allow-Origin"] = "*"
    # what is taken back shall not live on in somebody's cache: it is kept, and asked about each time
    answer["Cache-Control"] = "no-cache"
    answer["Vary"] = "Accept-Encoding"
    if is_packed and answer.status_code in (200, 206):
        answer["Content-Encoding"] = "gzip"
    return answer
