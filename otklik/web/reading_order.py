"""What somebody else wrote turns no other words around, wherever people read it.

A character that nobody sees (U+202E and its kin) makes browsers draw what follows it from right to left: a name that
holds one turns the words behind it, and the name of a program looks like that of a picture. They are kept with the text
as it came, and go out in no page, feed, calendar, table, letter or sheet. Programs that act for staff, and whoever
checks evidence, get every text as it was written. Names that are written from right to left stay so, each within its
own element (`unicode-bidi: isolate` in ground.css).
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Final

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse

from otklik.shared.text import TURNING, without_turning

type View = Callable[[HttpRequest], HttpResponse]

_READ_BY_PEOPLE: Final = (
    "text/html", "text/plain", "text/xml", "text/calendar", "application/atom+xml", "application/rss+xml",
)  # fmt: skip
"""What a browser, a reader of feeds or a calendar draws as it comes. JSON is made by `shown_json` where it is drawn."""
_SIGNS: Final = tuple(sign.encode() for sign in TURNING)
_ANY_SIGN: Final = re.compile(b"|".join(_SIGNS))


def keep_reading_order(view: View) -> View:
    """Middleware: leave characters that change the direction of writing out of every page, feed and calendar."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        is_read = response.headers.get("Content-Type", "").startswith(_READ_BY_PEOPLE)
        # each sign by itself: a pattern of all of them would look at every letter
        if is_read and not response.streaming and any(sign in response.content for sign in _SIGNS):
            response.content = _ANY_SIGN.sub(b"", response.content)
        return response

    return answer


def shown_json(
    told: Mapping[str, object], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """JSON that our own scripts and pages of other sites draw: without characters that change the direction."""
    text = without_turning(json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder))
    return HttpResponse(text, status=status, headers=dict(headers or {}), content_type="application/json")
