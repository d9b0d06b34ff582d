"""Photos and documents that an answer leads to, for whoever has its link: pictures without time and place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from otklik.answers.showing import find_shown, read_shown, read_shown_document
from otklik.web.pictures import document, picture


@never_cache
@require_safe
def shown_photos(request: HttpRequest, token: str) -> HttpResponse:
    """All of them, small."""
    shown = find_shown(token)
    if shown is None:
        raise Http404(_("There are no photos here any more."))
    return render(request, "portal/photos.html", {"shown": shown, "token": token})


@never_cache
@require_safe
def shown_photo(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One, as large as it is kept."""
    return _one(token, number, is_small=False)


@never_cache
@require_safe
def shown_small(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One, small."""
    return _one(token, number, is_small=True)


@never_cache
@require_safe
def shown_document(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One document, to be saved."""
    found = read_shown_document(token, number)
    if found is None:
        raise Http404(_("There are no photos here any more."))
    name, content = found
    return document(content, name=name)


def _one(token: str, number: int, *, is_small: bool) -> HttpResponse:
    content = read_shown(token, number, is_small=is_small)
    if content is None:
        raise Http404(_("There are no photos here any more."))
    return picture(content, name=f"photo-{number}")
