"""Every look of a page: each width in light and dark, without loading it again."""

from typing import Final, Literal

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

WIDTHS: Final = (1440, 768, 360)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
"""What the law asks for; the resident's side is held to all that axe knows."""
ALL_RULES: Final = {"resultTypes": ["violations"]}


def check_looks(page: Page, what: str, *, rules: dict[str, list[str]] = RULES) -> None:
    """Fail where, in one of its looks, the page scrolls sideways or axe finds something; it is left as it was."""
    opened = page.viewport_size
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{what} at {width}"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            _ask_axe(page, f"{what} at {width}, {scheme}", rules=rules)
    page.emulate_media(color_scheme="light")
    if opened:
        page.set_viewport_size(opened)


def check_as_it_is(page: Page, *, rules: dict[str, list[str]] = RULES) -> None:
    """Fail where axe finds something in the page as it stands."""
    page.evaluate(AXE_SCRIPT)
    _ask_axe(page, page.url, rules=rules)


def _ask_axe(page: Page, what: str, *, rules: dict[str, list[str]]) -> None:
    """Only what is wrong comes over from the page: the rest is large and nobody reads it."""
    asked = "options => axe.run(options).then(({ violations }) => ({ violations }))"
    found = AxeResults(page.evaluate(asked, rules))
    assert not found.violations_count, f"{what}\n{found.generate_report()}"
