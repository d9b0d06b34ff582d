"""What somebody else wrote turns no other words of a page around.

A character that nobody sees (U+202E and its kin) makes browsers draw what follows it from right to left: a name that
holds one turns the words behind it, and the name of a program looks like that of a picture. They are kept with the text
as it came, and drawn on no page. Names that are written from right to left stay so, each within its own element
(`unicode-bidi: isolate` in ground.css).
"""

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from otklik.shared.text import TURNING

type View = Callable[[HttpRequest], HttpResponse]

_SIGNS: Final = tuple(sign.encode() for sign in TURNING)
_ANY_SIGN: Final = re.compile(b"|".join(_SIGNS))


def keep_reading_order(view: View) -> View:
    """Middleware: leave characters that change the direction of writing out of every page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = view(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        # each sign by itself: a pattern of all of them would look at every letter
        if is_page and not response.streaming and any(sign in response.content for sign in _SIGNS):
            response.content = _ANY_SIGN.sub(b"", response.content)
        return response

    return answer
