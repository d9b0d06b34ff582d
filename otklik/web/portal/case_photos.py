"""Photos of a published case: pictures that a person has let pass, by their random numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from otklik.publication.published.photos import read_public_photo
from otklik.web.pictures import picture

_SECONDS = 30
"""A browser may keep it so long: what is withdrawn has to be gone within a minute."""


@require_safe
def photo(request: HttpRequest, number: str) -> HttpResponse:
    """As large as it is published."""
    return _picture(number, is_small=False)


@require_safe
def small_photo(request: HttpRequest, number: str) -> HttpResponse:
    """The small one."""
    return _picture(number, is_small=True)


def _picture(number: str, *, is_small: bool) -> HttpResponse:
    is_number = number.isascii() and number.isdigit()
    content = read_public_photo(number, is_small=is_small) if is_number else None
    if content is None:
        raise Http404(_("There is no such photo, or it is no longer published."))
    response = picture(content, name=number)
    response["Cache-Control"] = f"private, max-age={_SECONDS}"
    return response
