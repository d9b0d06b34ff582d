"""How Open311 answers: the same facts as JSON or as XML, errors as a list of code and description."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from otklik.shared.errors import OtklikError
from otklik.shared.text import without_turning

CONTENT_TYPES: Final = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
_NOT_IN_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Items:
    """A list whose elements XML calls by a name; JSON has the list alone."""

    name: str
    values: Sequence[object]


class NotAnswered(Exception):
    """The request cannot be answered: the status and what to tell, in the language of the request."""

    def __init__(self, code: int, description: str, *, wait_seconds: int = 0) -> None:
        super().__init__(description)
        self.code, self.description, self.wait_seconds = code, description, wait_seconds


def answer(form: str, name: str, told: Items | Mapping[str, object], *, status: int = 200) -> HttpResponse:
    """`told` under the root `name`, in the form that the address asks for; pages of any site may read it."""
    content = _as_json(told) if form == "json" else _as_xml(name, told)
    return HttpResponse(
        content, status=status, content_type=CONTENT_TYPES[form], headers={"Access-Control-Allow-Origin": "*"}
    )


def refusal(form: str, wrong: NotAnswered) -> HttpResponse:
    """An error as GeoReport has it."""
    told = Items("error", [{"code": wrong.code, "description": wrong.description}])
    answered = answer(form, "errors", told, status=wrong.code)
    if wrong.wait_seconds:
        answered["Retry-After"] = str(wrong.wait_seconds)
    return answered


def jurisdiction() -> str:
    """The one jurisdiction of this installation: the host of its pages."""
    return urlsplit(settings.OTKLIK_SITE_URL).hostname or ""


def georeport(*methods: str) -> Callable[[View], View]:
    """A view of GeoReport: what goes wrong is told in its form; another jurisdiction is none of ours."""

    def wrap(view: View) -> View:
        @csrf_exempt  # no cookie counts here: who sends shows a key, and a method that is none is told so
        @wraps(view)
        def answered(request: HttpRequest, *, form: str, **named: str) -> HttpResponse:
            try:
                if request.method not in (*methods, *(["HEAD"] if "GET" in methods else [])):
                    raise NotAnswered(405, _("This address answers to: %(methods)s.") % {"methods": ", ".join(methods)})
                asked = request.POST.get("jurisdiction_id") or request.GET.get("jurisdiction_id", "")
                if asked and asked.casefold() != jurisdiction():
                    told = _("jurisdiction_id was not found; here it is %(ours)s, or leave it out.")
                    raise NotAnswered(404, told % {"ours": jurisdiction()})
                return view(request, form=form, **named)
            except NotAnswered as wrong:
                refused = refusal(form, wrong)
            except OtklikError as wrong:
                refused = refusal(form, NotAnswered(getattr(wrong, "code", 400), wrong.say(_)))
            if refused.status_code == 405:
                refused["Allow"] = ", ".join(methods)
            return refused

        return answered

    return wrap


def _as_json(told: object) -> str:
    return without_turning(json.dumps(_plain(told), ensure_ascii=False))


def _plain(told: object) -> object:
    if isinstance(told, Items):
        return [_plain(one) for one in told.values]
    if isinstance(told, Mapping):
        return {name: _plain(value) for name, value in told.items()}
    return told


def _as_xml(name: str, told: object) -> bytes:
    root = ET.Element(name)
    _fill(root, told)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content


def _fill(element: ET.Element, told: object) -> None:
    if isinstance(told, Items):
        for one in told.values:
            _fill(ET.SubElement(element, told.name), one)
    elif isinstance(told, Mapping):
        for name, value in told.items():
            _fill(ET.SubElement(element, name), value)
    elif isinstance(told, bool):
        element.text = "true" if told else "false"
    elif told is not None:
        element.text = _NOT_IN_XML.sub("", str(told))
