"""Characters that change the direction of writing are drawn on no page."""

import unicodedata

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from otklik.shared.text import TURNING
from otklik.web.reading_order import keep_reading_order


def shown(response: HttpResponse) -> bytes:
    """What a browser gets."""
    return keep_reading_order(lambda _request: response)(RequestFactory().get("/")).content


def test_they_are_all_that_unicode_has_and_take_up_no_room() -> None:
    turning = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    known = {one for one in map(chr, range(0x110000)) if unicodedata.bidirectional(one) in turning}
    assert {*TURNING} == known | {"\u200e", "\u200f", "\u061c"}
    assert {unicodedata.category(one) for one in TURNING} == {"Cf"}


@pytest.mark.parametrize("sign", TURNING)
def test_a_page_is_drawn_without_them(sign: str) -> None:
    page = f"<b>Иван{sign}</b> написал «фото{sign}gpj.exe» — 5 минут назад…"
    assert shown(HttpResponse(page)) == page.replace(sign, "").encode()


def test_names_from_right_to_left_and_joined_pictures_stay() -> None:
    page = "<b>שלום</b> محمد 👩‍👩‍👧 می\u200cخواهم \u2064 \u2070"
    assert shown(HttpResponse(page)) == page.encode()


def test_files_and_programs_get_what_was_written() -> None:
    for kind in ("text/csv", "application/json", "application/octet-stream"):
        assert shown(HttpResponse("а\u202eб", content_type=kind)) == "а\u202eб".encode()
    parted = StreamingHttpResponse(["а\u202eб".encode()], content_type="text/html")
    passed = keep_reading_order(lambda _request: parted)(RequestFactory().get("/"))  # type: ignore[arg-type,return-value]
    assert b"".join(passed) == "а\u202eб".encode()
