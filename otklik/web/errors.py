"""Pages for what went wrong: said in words, with a way on."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from otklik.web.database import is_of_database, note_away


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The request made no sense."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Not for this person."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is no such page, or not for this person: the answer is the same."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """We broke, or the database is away. The page asks nothing of the database, the session or the person."""
    if is_of_database(sys.exception()):
        note_away()
        return away()
    return HttpResponse(render_to_string("500.html", request=None), status=500)


def away() -> HttpResponse:
    """The database is away, or hangs: another try in a moment will do."""
    return HttpResponse(render_to_string("503.html", request=None), status=503, headers={"Retry-After": "5"})
