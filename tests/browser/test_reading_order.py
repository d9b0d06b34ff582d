"""Names, texts and tags with characters that change the direction of writing leave their neighbours in order."""

import pytest
from playwright.sync_api import Page

from otklik.appeals.models import CaseTag, Tag
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.residents.models import NetworkAccount
from otklik.shared import clock
from tests.browser.conftest import Site, enter
from tests.browser.looks import check_looks
from tests.browser.test_desk_work import cast
from tests.people import Cast, open_case

__all__ = ["cast"]

pytestmark = pytest.mark.browser
TURNED = "\u2067\u202e"
NAME, TAG = f"Иван {TURNED}Петров", f"Снег {TURNED}во дворе"
TEXT = f"Снег {TURNED}у школы номер 8 не убирают с 20 ноября"
FROM_THE_RIGHT = "محمد علي"
_BACKWARDS = """() => {
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = new Range();
    for (let text; (text = texts.nextNode());) {
        if (!text.parentElement.checkVisibility() || /[\\u0590-\\u08ff]/.test(text.data)) continue;
        let last = null;
        for (let at = 0; at < text.length; at++) {
            if (!text.data[at].trim()) continue;
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            const place = range.getBoundingClientRect();
            if (!place.width) continue;
            if (last && Math.abs(place.top - last.top) < 2 && place.left < last.left - 1) {
                found.push(text.data.trim());
                break;
            }
            last = place;
        }
    }
    return found;
}"""
"""Texts, but for those written from right to left, whose letters do not stand one after the other."""
_NEIGHBOURS = """name => {
    const found = [];
    for (const one of document.querySelectorAll('b, bdi, span')) {
        if (one.children.length || one.textContent.trim() !== name || !one.checkVisibility()) continue;
        const next = one.nextSibling;
        if (next?.nodeType !== Node.TEXT_NODE || !next.data.trim()) continue;
        const range = new Range();
        range.selectNodeContents(next);
        const place = range.getClientRects()[0], own = one.getBoundingClientRect();
        found.push(place.left >= own.right - 1 || place.top > own.top + 2);
    }
    return found;
}"""
"""Of each place where the name stands before plain text, whether that text comes behind it."""


def look(page: Page) -> None:
    """Fail where letters stand backwards."""
    assert page.evaluate(_BACKWARDS) == []


def test_lists_cases_and_tags_read_from_left_to_right(site: Site, cast: Cast) -> None:
    case = open_case(cast, TEXT, author=NAME, state=State.IN_WORK, now=clock.now(), opened_at=clock.now())
    ResidentMessage.objects.update(attachments=[{"kind": "doc", "title": f"фото{TURNED}gpj.exe", "url": ""}])
    tag = Tag.objects.create(name=TAG, body=cast.administration, made_at=clock.now())
    CaseTag.objects.create(appeal=case, tag=tag, at=clock.now())
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    for path in (f"/desk/?open={case.number}", f"/desk/appeals/{case.number}/", f"/desk/?tag={tag.id}", "/desk/tags/"):
        page.goto(site.address + path)
        look(page)
        check_looks(page, path)
    page.goto(f"{site.address}/desk/appeals/{case.number}/")
    assert "фотоgpj.exe" in page.locator("#thread, main").first.inner_text()
    page.context.close()


def test_the_check_sees_a_name_that_turns_its_neighbours(site: Site, cast: Cast) -> None:
    page = enter(site, cast, Role.COORDINATOR, "/desk/")
    page.evaluate("text => document.querySelector('h1').append(text)", NAME)
    assert page.evaluate(_BACKWARDS)
    page.context.close()


def test_a_name_written_from_right_to_left_keeps_the_words_behind_it_where_they_are(site: Site, cast: Cast) -> None:
    case = open_case(cast, "Снег", author=FROM_THE_RIGHT, state=State.IN_WORK, now=clock.now(), opened_at=clock.now())
    assert NetworkAccount.objects.filter(name=FROM_THE_RIGHT).exists()
    page = enter(site, cast, Role.COORDINATOR, f"/desk/appeals/{case.number}/")
    look(page)
    isolated = "name => [...document.querySelectorAll('b, bdi')].filter(one => one.textContent.trim() === name)"
    styles = page.evaluate(f"name => ({isolated})(name).map(one => getComputedStyle(one).unicodeBidi)", FROM_THE_RIGHT)
    assert {*styles} == {"isolate"}
    page.evaluate(
        "name => document.querySelector('main').insertAdjacentHTML('afterbegin', `<p><b>${name}</b> 5 · 7</p>`)",
        FROM_THE_RIGHT,
    )
    assert page.evaluate(_NEIGHBOURS, FROM_THE_RIGHT) == [True]
    page.context.close()
