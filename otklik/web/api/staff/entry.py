"""Where calls of programs arrive: find the operation, look at the key, do it, once for each idempotency key.

What stands behind is loaded when the first program asks: who only opens the desk does not wait for it.
"""

import json
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.urls import Resolver404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from otklik.shared import clock

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.urls import ResolverMatch

    from otklik.web.api.staff.authentication import ProgramRequest

IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")


@csrf_exempt
def openapi(request: HttpRequest) -> HttpResponse:
    """What can be asked and done, as OpenAPI 3.1; for everybody."""
    from otklik.web.api.staff.document import openapi_text
    from otklik.web.api.staff.problems import no_method

    if request.method not in ("GET", "HEAD"):
        return no_method("GET, HEAD")
    return HttpResponse(openapi_text(), content_type="application/json", headers={"Access-Control-Allow-Origin": "*"})


@csrf_exempt
def staff_api(request: HttpRequest, rest: str) -> HttpResponse:
    """One call. Only a key opens this door, no cookie: so there is nothing for another site to forge."""
    from otklik.web.api.staff.api import find_operation
    from otklik.web.api.staff.authentication import authenticate
    from otklik.web.api.staff.problems import problem

    now = clock.now()
    try:
        found = find_operation(rest)
    except (Resolver404, Http404):
        return problem(HTTPStatus.NOT_FOUND, _("There is no such address."), code="no_address")
    response: HttpResponse | None = authenticate(request, now=now)
    if response is None:
        try:
            response = _answer(request, found)
        except RequestDataTooBig:
            response = problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The request is too large."), code="too_large")
    response["Cache-Control"] = "no-store"
    response["Vary"] = "Authorization, Accept-Language"
    return response


def _answer(request: HttpRequest, found: "ResolverMatch") -> HttpResponse:
    from otklik.web.api.staff.authentication import CHANGES_NOTHING, TELLS_ONCE
    from otklik.web.api.staff.problems import problem

    word = request.headers.get("Idempotency-Key")
    if word is None or request.method != "POST" or CHANGES_NOTHING.search(request.path):
        return _do(request, found)
    if TELLS_ONCE.search(request.path):
        words = _("What is told once cannot be told again: ask without an Idempotency-Key.")
        return problem(HTTPStatus.BAD_REQUEST, words, code="tells_once")
    if not IDEMPOTENCY_KEY.fullmatch(word):
        words = _("An Idempotency-Key has 1 to 255 characters of ASCII, without spaces.")
        return problem(HTTPStatus.BAD_REQUEST, words, code="unfit_key")
    return _answer_once(request, found, word=word, body=_said(request))


def _said(request: HttpRequest) -> bytes:
    """What came with the request; of a form that was read already, its fields and files."""
    try:
        return request.body
    except RawPostDataException:
        said = [request.POST.urlencode().encode()]
    for name in sorted(request.FILES):
        for file in cast("list[UploadedFile[Any]]", request.FILES.getlist(name)):
            said += [f"\n{json.dumps([name, file.name, file.size])}\n".encode(), *file.chunks()]
            file.seek(0)
    return b"".join(said)


def _do(request: HttpRequest, found: "ResolverMatch") -> HttpResponse:
    """Operations that act answer at once; only tables that are read come in pieces."""
    from otklik.web.api.staff.problems import no_method

    response = cast(HttpResponse, found.func(request, *found.args, **found.kwargs))
    return no_method(response["Allow"]) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response


def _answer_once(request: HttpRequest, found: "ResolverMatch", *, word: str, body: bytes) -> HttpResponse:
    from otklik.integrations.answering_once import Given, SlowWork, answer_once
    from otklik.shared.errors import OtklikError
    from otklik.web.api.staff.problems import refused

    called = cast("ProgramRequest", request)
    program = called.program
    first: list[HttpResponse] = []

    def act(slow: SlowWork) -> Given:
        called.slow = slow
        response = _do(request, found)
        first.append(response)
        is_good = response.status_code < HTTPStatus.MULTIPLE_CHOICES
        return Given(response.status_code, json.loads(response.content) if is_good else None)

    asked = f"{request.method} {request.get_full_path()}\n".encode() + body
    try:
        given = answer_once(program.holder.key_id, word, asked, act=act, now=program.now)
    except OtklikError as why:
        return refused(request, why)
    if not given.is_repeated:
        return first[0]
    text = json.dumps(given.answer, ensure_ascii=False)
    headers = {"Idempotent-Replayed": "true"}
    return HttpResponse(text, status=given.status, content_type="application/json; charset=utf-8", headers=headers)
