"""What browsers send is made storable before any page sees it: PostgreSQL keeps no NUL and no halves of characters."""

import re
from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

type View = Callable[[HttpRequest], HttpResponse]

_ODD: Final = re.compile(r"[\x00\ud800-\udfff]")


def make_storable(view: View) -> View:
    """Middleware: drop what no text can hold from the query and from simple forms; everything else stays as typed.

    An address that holds it names nothing.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if _ODD.search(request.path_info):
            raise Http404
        request.GET = _storable(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _storable(request.POST)  # type: ignore[assignment]
        return view(request)

    return answer


def _storable(values: QueryDict) -> QueryDict:
    if not any(_ODD.search(str(text)) for _, texts in values.lists() for text in texts):
        return values
    clean = QueryDict(mutable=True, encoding=values.encoding)
    for name, texts in values.lists():
        clean.setlist(name, [_ODD.sub("", str(text)) for text in texts])
    clean._mutable = False
    return clean
