"""Every look of a page: each width in light and dark, without loading it again."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

WIDTHS: Final = (1440, 768, 360)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
"""What the law asks for; the resident's side is held to all that axe knows."""
ALL_RULES: Final = {"resultTypes": ["violations"]}
_OF_COLOURS: Final = ("color-contrast", "link-in-text-block")
COLOUR_RULES: Final = {"runOnly": {"type": "rule", "values": [*_OF_COLOURS]}, "resultTypes": ["violations"]}
"""Those among all of them that look at a colour; the others read names, roles, places and sizes."""
BUT_COLOURS: Final = {name: {"enabled": False} for name in _OF_COLOURS}
_LARGE_PIXELS: Final = 18.66
"""From here on bold letters need less contrast; others do from 24 on."""
_SHAPE: Final = """() => document.documentElement.outerHTML + JSON.stringify(
    [...document.querySelectorAll('*')].map(one => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return [shown, x, y, width, height];
    }))"""
"""All of a page but its colours."""
_FRESH: Final = """([scheme, large]) => {
    const seen = window.seenLooks[scheme] ??= new Map();
    window.freshLooks = [...document.querySelectorAll('body, body *')].filter(one => {
        if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
        const told = getComputedStyle(one), { width, height } = one.getBoundingClientRect();
        const size = parseFloat(told.fontSize), bold = told.fontWeight >= 700;
        const look = [size >= 24 || (bold && size >= large), width > 1 && height > 1, told.color, told.backgroundColor,
            told.backgroundImage, told.opacity, told.filter, told.mixBlendMode, told.textShadow,
            told.textDecorationLine, told.borderBottomWidth, told.outlineWidth, told.position, told.fontWeight,
            told.fontStyle].join();
        const looks = seen.get(one) ?? seen.set(one, new Set()).get(one);
        return !looks.has(look) && looks.add(look);
    });
    return window.freshLooks.length;
}"""
"""The elements that at no width yet were shown like that: by their colours, those behind, and how large letters are."""


_OUT_OF_BAR: Final = """() => [...document.querySelectorAll('.o-tabs')].flatMap(bar => {
    const room = bar.getBoundingClientRect();
    return [...bar.children].filter(tab => tab.checkVisibility() && (tab.getBoundingClientRect().right > room.right + 1
        || tab.getBoundingClientRect().left < room.left - 1)).map(tab => tab.textContent.trim());
})"""
"""Tabs that nobody sees before they push their bar aside: nothing says that it can be pushed."""
_BROKEN_NUMBERS: Final = r"""() => [...document.querySelectorAll('td, td a, td b')].filter(cell => {
    if (cell.children.length || !/^\d{2,}$/.test(cell.textContent.trim())) return false;
    const words = document.createRange();
    words.selectNodeContents(cell);
    return new Set([...words.getClientRects()].map(line => line.top)).size > 1;
}).map(cell => cell.textContent.trim())"""
"""Numbers of a table that stand in two lines: «105» above, «0» below."""
_STILL_THERE: Final = "{ include: window.freshLooks.filter(one => one.isConnected).concat([document.head]) }"
"""A page may have put others in their place since; of the head axe has nothing to say, and it is always there."""


def check_looks(page: Page, what: str, *, rules: Mapping[str, Any] = RULES) -> None:
    """Fail where, in one of its looks, the page scrolls sideways, a tab stands outside its bar, a number is broken or
    axe finds something; it is left as it was.

    What would find the same again is not asked again: where nothing but colours has changed, rules that look at none;
    of an element that was shown like that at another width, and all that holds it, rules that look at nothing else.
    Those take two thirds of axe's time.
    """
    opened = page.viewport_size
    page.evaluate(AXE_SCRIPT)
    page.evaluate("window.seenLooks = {}")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what} at {width}"
        assert page.evaluate(_OUT_OF_BAR) == [], f"{what} at {width}"
        assert (broken := page.evaluate(_BROKEN_NUMBERS)) == [], f"{what} at {width}: {broken}"
        judged = None
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shape, look = page.evaluate(_SHAPE), f"{what} at {width}, {scheme}"
            if shape != judged:
                _ask_axe(page, look, rules={**rules, "rules": BUT_COLOURS})
            if page.evaluate(_FRESH, [scheme, _LARGE_PIXELS]):
                of = "document" if width == WIDTHS[0] else _STILL_THERE
                _ask_axe(page, look, rules=COLOUR_RULES, of=of)
            judged = shape
    page.emulate_media(color_scheme="light")
    if opened:
        page.set_viewport_size(opened)


def check_as_it_is(page: Page, *, rules: Mapping[str, Any] = RULES) -> None:
    """Fail where axe finds something in the page as it stands."""
    page.evaluate(AXE_SCRIPT)
    _ask_axe(page, page.url, rules=rules)


def _ask_axe(page: Page, what: str, *, rules: Mapping[str, Any], of: str = "document") -> None:
    """Only what is wrong comes over from the page: the rest is large and nobody reads it."""
    asked = f"rules => axe.run({of}, rules).then(({{ violations }}) => ({{ violations }}))"
    found = AxeResults(page.evaluate(asked, rules))
    assert not found.violations_count, f"{what}\n{found.generate_report()}"
