"""How the public API answers: JSON for pages of any site, also where an address has no such method."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from otklik.web.reading_order import shown_json

KEPT_SECONDS: Final = 60
"""So long may others keep an answer: a page that is asked about a thousand times a minute costs us one."""


def answer(told: dict[str, object], *, status: int = 200) -> HttpResponse:
    """Readable from pages of any site: there is nothing here that is not public."""
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": f"public, max-age={KEPT_SECONDS}"}
    return shown_json(told, status=status, headers=headers)


def reads_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """A view that only answers GET and HEAD, and says so."""

    @csrf_exempt  # nothing is changed, so nothing can be forged
    @wraps(view)
    def answered(*given: P.args, **named: P.kwargs) -> HttpResponse:
        request = given[0]
        if isinstance(request, HttpRequest) and request.method not in ("GET", "HEAD"):
            wrong = _("This address answers to: %(methods)s.") % {"methods": "GET"}
            refused = answer({"error": wrong}, status=405)
            refused["Allow"] = "GET, HEAD"
            return refused
        return view(*given, **named)

    return answered
