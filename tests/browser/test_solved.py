"""«Is it solved?» on a phone: by a link, with a thumb, in a hurry."""

import pytest
from django.utils import timezone

from otklik.answers.results.verdicts import open_verdict
from otklik.appeals.states import State
from tests.browser.conftest import Site
from tests.browser.looks import ALL_RULES, check_looks
from tests.people import enter_cast, open_case

pytestmark = pytest.mark.browser
_SMALLEST = 24
"""Pixels that a thumb can meet (WCAG 2.2, 2.5.8)."""
_SIZES = "boxes => boxes.map(one => one.getBoundingClientRect()).map(one => Math.min(one.width, one.height))"


def test_boxes_are_large_enough_and_who_comes_back_stands_at_what_is_wrong(site: Site, transactional_db: None) -> None:
    case = open_case(enter_cast(), "Лёд у школы", state=State.ANSWERED)
    path = "/solved/" + open_verdict(case, now=timezone.now()).rstrip("/").rsplit("/", 1)[-1] + "/"
    page = site.browser.new_context(locale="ru-RU", viewport={"width": 360, "height": 740}).new_page()
    page.goto(site.address + path)
    check_looks(page, "/solved/", rules=ALL_RULES)
    sizes = page.locator("main input:is([type=radio], [type=checkbox])").evaluate_all(_SIZES)
    assert len(sizes) > 10
    assert min(sizes) >= _SMALLEST
    page.get_by_text("Нет, не решено").click()
    page.get_by_text("2", exact=True).click()
    page.fill("#words", "Скользко. " * 201)
    page.click("main form button")
    assert page.evaluate("document.activeElement.id") == "words"
    assert page.locator("[name=mark]:checked").input_value() == "2"
    check_looks(page, "/solved/ with an error", rules=ALL_RULES)
    page.context.close()
