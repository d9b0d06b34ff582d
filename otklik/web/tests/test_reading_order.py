"""Characters that change the direction of writing are drawn nowhere; programs of staff get what was written."""

import json
import unicodedata
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from pypdf import PdfReader

from otklik.shared.text import TURNING
from otklik.web.pictures import document
from otklik.web.reading_order import keep_reading_order, shown_json
from otklik.web.sheets import new_sheet, write


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


@pytest.mark.parametrize("kind", ["application/atom+xml; charset=utf-8", "application/rss+xml", "text/calendar"])
def test_readers_of_feeds_and_calendars_get_words_in_order(kind: str) -> None:
    assert shown(HttpResponse("а\u202eб", content_type=kind)) == "аб".encode()


def test_json_that_others_draw_is_in_order_and_stays_json() -> None:
    answer = shown_json({"name": 'а\u202eб "\u2066'}, status=404, headers={"Access-Control-Allow-Origin": "*"})
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (404, "*")
    assert json.loads(answer.content) == {"name": 'аб "'}


def test_the_name_of_a_file_says_what_it_is() -> None:
    named = document(b"%PDF-", name="фото\u202egpj.exe")["Content-Disposition"]
    assert unquote(named).endswith("фотоgpj.exe.pdf")


def test_a_printed_sheet_has_the_words_in_order() -> None:
    sheet = new_sheet("Яма \u202eтут")
    write(sheet, "написал \u202eИван\u202c вчера", size=12)
    paper = PdfReader(BytesIO(bytes(sheet.output())))
    assert paper.metadata is not None
    assert paper.metadata.title == "Яма тут"
    assert "написал Иван вчера" in paper.pages[0].extract_text()
