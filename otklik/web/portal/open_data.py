"""Open data: the register as files, with a passport that says what they are and how to check a copy."""

import csv
import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import condition, require_safe

from otklik.web.portal.register import Register, load_register
from otklik.web.portal.told import body_told, entry_told, page_told, site_url

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
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


def _csv(columns: Collection[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    lines = _Lines()
    writer: csv.DictWriter[str] = csv.DictWriter(lines, columns)
    yield "\ufeff"  # so that a spreadsheet reads it as UTF-8
    writer.writeheader()
    yield lines.taken()
    for row in rows:
        writer.writerow({name: _harmless(value) for name, value in row.items()})
        yield lines.taken()


def _harmless(value: str) -> str:
    """A spreadsheet shall not take a name for a formula."""
    return f"'{value}" if value[:1] in ("=", "@", "+", "-") else value


class _Lines:
    """Where a writer of CSV puts its line until it is sent on."""

    def __init__(self) -> None:
        self._text = ""

    def write(self, text: str) -> None:
        self._text += text

    def taken(self) -> str:
        text, self._text = self._text, ""
        return text


def _json(register: Register) -> Iterator[str]:
    yield "["
    for place, entry in enumerate(register.entries):
        yield ("," if place else "") + "\n" + json.dumps(entry_told(entry), ensure_ascii=False)
    yield "\n]\n"


FILES = {
    "bodies.csv": File(
        _("Bodies"), BODY_COLUMNS, "text/csv; charset=utf-8",
        lambda register: _csv(BODY_COLUMNS, (body_told(entry.body) for entry in register.entries)),
    ),
    "pages.csv": File(
        _("Official pages"), PAGE_COLUMNS, "text/csv; charset=utf-8",
        lambda register: _csv(PAGE_COLUMNS, (page_told(page) for entry in register.entries for page in entry.pages)),
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
@condition(etag_func=_etag)
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file of the data set, sent as it is written."""
    if name not in FILES:
        raise Http404(gettext("There is no such file."))
    one = FILES[name]
    answer = StreamingHttpResponse(one.lines(load_register()), content_type=one.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def passport(request: HttpRequest) -> HttpResponse:
    """What the data is, for people."""
    register = load_register()
    return render(request, "portal/open_data.html", _told(register) | {"files": _files(register)})


@require_safe
def passport_json(request: HttpRequest) -> JsonResponse:
    """The same for programs."""
    register = load_register()
    files = [
        {"name": one.name, "title": one.title, "url": one.url, "media_type": one.content_type, "sha256": one.sha256,
         "bytes": one.bytes, "columns": dict(one.columns)}
        for one in _files(register)
    ]  # fmt: skip
    answer = JsonResponse(_told(register) | {"files": files}, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _told(register: Register) -> dict[str, object]:
    return {
        "title": gettext("Public bodies and their official pages in social networks"),
        "publisher": register.entries[0].body.name if register.entries else "",
        "licence": LICENCE,
        "period": gettext("At once, when the register changes"),
        "as_of": register.read_at,
        "bodies": len(register.entries),
        "pages": sum(len(entry.pages) for entry in register.entries),
        "site": settings.OTKLIK_SITE_URL,
    }


def _files(register: Register) -> list[FileShown]:
    return [_file_shown(name, register) for name in FILES]


def _file_shown(name: str, register: Register) -> FileShown:
    one, (digest, length) = FILES[name], _measured(name, register)
    return FileShown(
        name=name,
        title=gettext(one.title),
        url=site_url("open_data_file", name),
        content_type=one.content_type,
        sha256=digest,
        bytes=length,
        columns=tuple((column, gettext(meaning)) for column, meaning in one.columns.items()),
    )
