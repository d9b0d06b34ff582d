"""What is wrong in one look only is found there, though no look is judged twice."""

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import check_looks

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="ru"><head><title>Обращения</title><style>
body { color: #111; background: #fff } a { color: #111 }
@media (prefers-color-scheme: dark) { body, a { color: #eee; background: #111 } }
%s
</style></head><body><main><h1>Обращения</h1><p>Яма на дороге</p><p class="one">Нет света</p>
<input id="text"></main></body></html>"""
NAMED = '<input id="text" aria-label="Текст">'


@pytest.mark.parametrize(
    ("style", "where"),
    [
        ("@media (max-width: 400px) and (prefers-color-scheme: dark) { .one { color: #222 } }", "at 360, dark"),
        ("@media (max-width: 800px) and (min-width: 700px) { .one { background: #444 } }", "at 768, light"),
        ("@media (max-width: 400px) { p { width: 500px } }", "at 360"),
        (".one { color: #ddd }", "at 1440, light"),
    ],
)
def test_it_finds_what_is_wrong_in_one_look(browser: Browser, style: str, where: str) -> None:
    page = browser.new_page()
    page.set_content((PAGE % style).replace('<input id="text">', NAMED))
    with pytest.raises(AssertionError, match=where):
        check_looks(page, "Страница")
    page.close()


def test_it_finds_a_tab_outside_its_bar(browser: Browser) -> None:
    style = "display: flex; overflow: auto"
    bar = f'<nav class="o-tabs" style="{style}">' + "<a>Правила&nbsp;согласования</a>" * 3 + "</nav>"
    page = browser.new_page()
    page.set_content((PAGE % "").replace('<input id="text">', bar))
    with pytest.raises(AssertionError, match="at 360"):
        check_looks(page, "Страница")
    page.set_content((PAGE % "").replace('<input id="text">', bar.replace(style, "display: flex; flex-wrap: wrap")))
    check_looks(page, "Страница")
    page.close()


def test_it_finds_a_number_broken_in_two(browser: Browser) -> None:
    table = '<table><tr><td style="width: 2ch; max-width: 2ch; overflow-wrap: anywhere">1050</td></tr></table>'
    page = browser.new_page()
    page.set_content((PAGE % "").replace('<input id="text">', table))
    with pytest.raises(AssertionError, match="at 1440"):
        check_looks(page, "Страница")
    page.set_content((PAGE % "").replace('<input id="text">', table.replace("overflow-wrap: anywhere", "")))
    check_looks(page, "Страница")
    page.close()


def test_it_asks_for_names_in_the_first_look_and_passes_what_is_right(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE % "")
    with pytest.raises(AssertionError, match="at 1440, light"):
        check_looks(page, "Страница")
    page.set_content((PAGE % "").replace('<input id="text">', NAMED))
    check_looks(page, "Страница")
    page.close()
