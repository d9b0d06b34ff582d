"""Odd characters from a browser."""

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from otklik.web.storable import make_storable


def seen(request: HttpRequest) -> HttpRequest:
    """The request as a page sees it."""
    passed: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        passed.append(request)
        return HttpResponse()

    make_storable(view)(request)
    return passed[0]


def test_it_drops_what_no_text_can_hold() -> None:
    request = seen(RequestFactory().post("/?q=%00%D1%8F", {"text": "Яма\x00 на Ленина", "n": "1"}))
    assert (request.POST["text"], request.POST["n"], request.GET["q"]) == ("Яма на Ленина", "1", "я")


def test_it_leaves_other_texts_as_they_are() -> None:
    text = "«Ёлки» — 👩‍👩‍👧 \u200b\r\nдве строки"
    assert seen(RequestFactory().post("/", {"text": text})).POST["text"] == text
