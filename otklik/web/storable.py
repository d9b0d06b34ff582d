"""What browsers send is made storable before any page sees it: PostgreSQL keeps no NUL and no halves of characters."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

type View = Callable[[HttpRequest], HttpResponse]


def make_storable(view: View) -> View:
    """Middleware: drop what no text can hold from the query and from simple forms; everything else stays as typed."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.GET = _storable(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _storable(request.POST)  # type: ignore[assignment]
        return view(request)

    return answer


def _storable(values: QueryDict) -> QueryDict:
    if not any(map(_is_odd, (text for _, texts in values.lists() for text in texts))):
        return values
    clean = QueryDict(mutable=True, encoding=values.encoding)
    for name, texts in values.lists():
        clean.setlist(name, [_plain(str(text)) for text in texts])
    clean._mutable = False
    return clean


def _is_odd(text: object) -> bool:
    return "\x00" in str(text) or any("\ud800" <= character <= "\udfff" for character in str(text))


def _plain(text: str) -> str:
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
