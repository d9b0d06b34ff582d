"""Open data: the register, cases and answer times as files, with a passport that says what they are.

The register is written as it is sent and always of this moment; cases and answer times are made each hour
(`publication.open_making`). The script that counts the figures of the pages from them lies beside.
"""

import hashlib
import inspect
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import condition, require_safe

from otklik.publication.open_data.files import MadeFile, list_kept_files, list_made_files
from otklik.publication.open_data.tables import KEPT_DAYS, SCHEMA_VERSION
from otklik.publication.published import recompute
from otklik.shared.csv_lines import csv_lines
from otklik.shared.text import without_turning
from otklik.web.portal.made_files import CONTENT_TYPES, send_made_file
from otklik.web.portal.register import Register, load_register
from otklik.web.portal.told import body_told, entry_told, page_told, site_url
from otklik.web.reading_order import shown_json

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LIVE = _("At once, when the register changes")
HOURLY = _("Every hour, and at once when a case in it is taken back")
SCRIPT = "recompute.py"
BODY_COLUMNS = {
    "id": _("Name of the body in addresses; never given to another one"),
    "name": _("Full name"),
    "short_name": _("Short name"),
    "level": _("region, ministry, municipality, department or institution"),
    "spheres": _("What it does: one to three spheres"),
    "territory": _("Where it works"),
    "municipality": _("Municipality; empty for bodies of the whole region"),
    "founder": _("Founder"),
    "ogrn": _("State registration number (OGRN)"),
    "phone": _("Phone"),
    "email": _("E-mail of the body"),
    "site": _("Web site"),
    "address": _("Address"),
    "zone": _("Time zone of its hours"),
    "opens": _("Opens on working days"),
    "closes": _("Closes on working days"),
    "break_from": _("Break begins"),
    "break_to": _("Break ends"),
    "url": _("Its page here"),
}
PAGE_COLUMNS = {
    "body": _("The body that keeps it: column id of the bodies"),
    "network": _("Social network"),
    "name": _("Name of the page"),
    "url": _("Address of the page"),
    "badge": _("Mark «Gosorganizatsiya»: yes, no, or unknown where the network does not tell"),
    "badge_seen_on": _("When the mark was last seen"),
    "confirmed_on": _("When the body last confirmed the page"),
}


@dataclass(frozen=True, slots=True)
class File:
    """One file of the data set."""

    title: str
    columns: Mapping[str, str]
    """Column → what it means; in JSON the same names."""
    content_type: str
    lines: Callable[[Register], Iterator[str]]


@dataclass(frozen=True, slots=True)
class FileShown:
    """One file of the passport."""

    name: str
    title: str
    url: str
    content_type: str
    sha256: str
    bytes: int
    columns: tuple[tuple[str, str], ...]
    rows: int
    made_at: datetime | None
    since_on: date | None = None
    """The first day that it tells of; None: it tells of today only."""
    until_on: date | None = None
    is_live: bool = True
    """Of this moment; otherwise made each hour."""


def _json(register: Register) -> Iterator[str]:
    yield "["
    for place, entry in enumerate(register.entries):
        yield ("," if place else "") + "\n" + without_turning(json.dumps(entry_told(entry), ensure_ascii=False))
    yield "\n]\n"


FILES = {
    "bodies.csv": File(
        _("Bodies"), BODY_COLUMNS, "text/csv; charset=utf-8",
        lambda register: csv_lines(BODY_COLUMNS, (body_told(entry.body) for entry in register.entries)),
    ),
    "pages.csv": File(
        _("Official pages"), PAGE_COLUMNS, "text/csv; charset=utf-8",
        lambda register: csv_lines(
            PAGE_COLUMNS, (page_told(page) for entry in register.entries for page in entry.pages)
        ),
    ),
    "register.json": File(_("Bodies with their pages"), BODY_COLUMNS, "application/json", _json),
}  # fmt: skip


@lru_cache(maxsize=len(FILES))
def _measured(name: str, register: Register) -> tuple[str, int]:
    """The checksum of a file and its length in bytes."""
    digest, length = hashlib.sha256(), 0
    for line in FILES[name].lines(register):
        content = line.encode()
        digest.update(content)
        length += len(content)
    return digest.hexdigest(), length


def _etag(request: HttpRequest, name: str) -> str:
    return f'"{hashlib.sha256(load_register().mark.encode()).hexdigest()[:24]}"'


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the data set."""
    if name == SCRIPT:
        script = HttpResponse(inspect.getsource(recompute), content_type="text/x-python; charset=utf-8")
        script["Content-Disposition"] = f'attachment; filename="{SCRIPT}"'
        return script
    return _live_file(request, name) if name in FILES else send_made_file(request, name)


@condition(etag_func=_etag)
def _live_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """Sent as it is written."""
    one = FILES[name]
    answer = StreamingHttpResponse(one.lines(load_register()), content_type=one.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def passport(request: HttpRequest) -> HttpResponse:
    """What the data is, for people."""
    register = load_register()
    tables = [(title, list(files)) for title, files in groupby(list_files(register), key=lambda one: one.title)]
    return render(request, "portal/open_data.html", _told(register) | {"tables": tables})


@require_safe
def passport_json(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    register = load_register()
    files = [_file_told(one) | {"columns": dict(one.columns)} for one in list_files(register)]
    kept = [_file_told(_made_shown(one)) for one in list_kept_files()]
    answer = shown_json(_told(register) | {"files": files, "kept": kept})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _file_told(one: FileShown) -> dict[str, object]:
    return {
        "name": one.name, "title": one.title, "url": one.url, "media_type": one.content_type, "sha256": one.sha256,
        "bytes": one.bytes, "rows": one.rows, "made_at": one.made_at, "since": one.since_on, "until": one.until_on,
        "period": gettext(LIVE if one.is_live else HOURLY),
    }  # fmt: skip


def _told(register: Register) -> dict[str, object]:
    return {
        "title": gettext("Public bodies, their official pages, published cases and answer times"),
        "publisher": register.entries[0].body.name if register.entries else "",
        "licence": LICENCE,
        "schema_version": SCHEMA_VERSION,
        "period": gettext("The register at once, when it changes; cases and answer times every hour"),
        "kept_days": KEPT_DAYS,
        "as_of": register.read_at,
        "bodies": len(register.entries),
        "pages": sum(len(entry.pages) for entry in register.entries),
        "site": settings.OTKLIK_SITE_URL,
    }


def list_files(register: Register) -> list[FileShown]:
    """All files of the data set as they stand now, without the kept ones."""
    return [_live_shown(name, register) for name in FILES] + [_made_shown(one) for one in list_made_files()]


def _live_shown(name: str, register: Register) -> FileShown:
    one, (digest, length) = FILES[name], _measured(name, register)
    return FileShown(
        name=name,
        title=gettext(one.title),
        url=site_url("open_data_file", name),
        content_type=one.content_type,
        sha256=digest,
        bytes=length,
        columns=tuple((column, gettext(meaning)) for column, meaning in one.columns.items()),
        rows=sum(len(entry.pages) for entry in register.entries) if name == "pages.csv" else len(register.entries),
        made_at=register.read_at,
    )


def _made_shown(one: MadeFile) -> FileShown:
    return FileShown(
        name=one.name,
        title=gettext(one.title),
        url=site_url("open_data_file", one.name),
        content_type=CONTENT_TYPES[one.name.rpartition(".")[2]],
        sha256=one.sha256,
        bytes=one.size,
        columns=tuple((column.name, gettext(column.meaning)) for column in one.columns),
        rows=one.row_count,
        made_at=one.made_at,
        since_on=one.since_on,
        until_on=one.until_on,
        is_live=False,
    )
