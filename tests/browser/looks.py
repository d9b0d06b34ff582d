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
COLOUR_RULES: Final = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
"""Those among all of them that look at a colour; the others read names, roles, places and sizes."""
_SHAPE: Final = """() => document.documentElement.outerHTML + JSON.stringify(
    [...document.querySelectorAll('*')].map(one => {
        const { x, y, width, height } = one.getBoundingClientRect();
        const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        return [shown, x, y, width, height];
    }))"""
"""All of a page but its colours."""


def check_looks(page: Page, what: str, *, rules: Mapping[str, Any] = RULES) -> None:
    """Fail where, in one of its looks, the page scrolls sideways or axe finds something; it is left as it was."""
    opened = page.viewport_size
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what} at {width}"
        judged = None
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shape = page.evaluate(_SHAPE)
            # where nothing but colours has changed, what does not look at them would find the same again
            _ask_axe(page, f"{what} at {width}, {scheme}", rules=COLOUR_RULES if shape == judged else rules)
            judged = shape
    page.emulate_media(color_scheme="light")
    if opened:
        page.set_viewport_size(opened)


def check_as_it_is(page: Page, *, rules: Mapping[str, Any] = RULES) -> None:
    """Fail where axe finds something in the page as it stands."""
    page.evaluate(AXE_SCRIPT)
    _ask_axe(page, page.url, rules=rules)


def _ask_axe(page: Page, what: str, *, rules: Mapping[str, Any]) -> None:
    """Only what is wrong comes over from the page: the rest is large and nobody reads it."""
    asked = "options => axe.run(options).then(({ violations }) => ({ violations }))"
    found = AxeResults(page.evaluate(asked, rules))
    assert not found.violations_count, f"{what}\n{found.generate_report()}"
