"""Every page of the desk on paper: whole words, nothing cut off, no blank sheet."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from playwright.sync_api import Browser, Page, Route
from pypdf import PdfReader
from pytest_django import Settings

from tests.access.calls import prepare, undone
from tests.access.table import ROWS
from tests.browser.conftest import MANIFEST
from tests.people import NOW, enter_cast, open_case

pytestmark = pytest.mark.browser

DESK = "http://desk.test"
MARGIN = "1cm"
PAPER = 718
"""Pixels between the margins of an A4 sheet."""
CASES = 30
"""More than fit on one screen."""
FEWEST_LETTERS = 500
"""On a sheet, all of a page's taken together but the last: less is a column of single words."""
BROKEN_WORDS = r"""() => {
    const broken = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.checkVisibility({ visibilityProperty: true })
            || node.parentElement.closest('svg, .o-sr, textarea, select, code, pre')) continue;
        for (const word of node.data.matchAll(/[\p{L}\d]{2,20}/gu)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map(line => line.top)).size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')].filter(box => {
    if (!box.checkVisibility() || box.matches('.o-sr, textarea, input, select, svg, svg *, video')) return false;
    const { overflowX, overflowY, clipPath } = getComputedStyle(box);
    return clipPath === 'none' && (overflowY !== 'visible' && box.scrollHeight > box.clientHeight + 1
        || overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1);
}).map(box => box.outerHTML.slice(0, 160))"""


@pytest.mark.slow
@pytest.mark.django_db
def test_every_page_of_the_desk_prints_readably(browser: Browser, settings: Settings) -> None:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    cast = enter_cast()
    for place in range(CASES):
        open_case(cast, f"Двор {place}: лёд у подъезда, дворника нет с ноября", body=cast.utilities, now=NOW)
    client, page = Client(), browser.new_page(viewport={"width": PAPER, "height": 1000}, locale="ru-RU")
    page.route("**/*", _serve)
    page.emulate_media(media="print")
    wrong, printed = {}, set()
    for row in ROWS:
        who = next((role for role, status in row.gets.items() if status == 200), None)
        if row.post is not None or who is None:
            continue
        with undone():
            client.force_login(cast.staff[who])
            answer = client.get(address := prepare(row, cast).address)
            if not answer.streaming and b"<main" in answer.content:
                printed.add(row.name)
                page.goto(DESK)
                page.set_content(answer.content.decode())
                wrong[f"{row.name} {address}"] = _faults(page)
    page.close()
    assert {"inbox", "case", "overview", "tasks", "pages"} <= printed
    assert {name: faults for name, faults in wrong.items() if faults} == {}


def _faults(page: Page) -> list[str]:
    """What is wrong with the page on paper."""
    faults = [f"broken in two: {word}" for word in page.evaluate(BROKEN_WORDS)]
    faults += [f"cut off: {box}" for box in page.evaluate(CUT_OFF)]
    if (width := page.evaluate("document.documentElement.scrollWidth")) > PAPER:
        faults.append(f"{width} pixels wide")
    paper = page.pdf(format="A4", margin={"top": MARGIN, "bottom": MARGIN, "left": MARGIN, "right": MARGIN})
    sheets = [len(sheet.extract_text()) for sheet in PdfReader(BytesIO(paper)).pages]
    if not all(sheets) or sum(sheets) < FEWEST_LETTERS * (len(sheets) - 1):
        faults.append(f"letters on its sheets: {sheets}")
    return faults


def _serve(route: Route) -> None:
    """The built files, and a blank page to put in what the desk made inside the transaction of the test."""
    path = route.request.url.removeprefix(DESK)
    if path.startswith(django_settings.STATIC_URL):
        route.fulfill(path=Path(staticfiles_storage.path(path.removeprefix(django_settings.STATIC_URL))))
    elif route.request.is_navigation_request():
        route.fulfill(body="", content_type="text/html")
    else:
        route.abort()
