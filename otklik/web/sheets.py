"""Printed sheets: PDF with the letters of our pages, Cyrillic and Latin, from files that we serve ourselves."""

import logging
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from otklik.shared.text import without_turning

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN = 22
"""Millimetres."""
LINE = 0.46
"""Height of a line in millimetres for each point of the letters."""
INK, ACCENT, GREY = (17, 24, 28), (11, 92, 107), (84, 92, 100)
_FONTS = {"": "regular", "B": "bold"}
logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells every letter that it keeps


def new_sheet(title: str, *, breaks_pages: bool = False, margin: float = MARGIN) -> "FPDF":
    """An empty sheet of A4."""
    from fpdf import FPDF  # takes most of a second to load: only who prints waits for it

    sheet = FPDF(format="A4")
    sheet.set_title(without_turning(title))
    sheet.set_auto_page_break(auto=breaks_pages, margin=margin)
    sheet.set_margins(margin, margin, margin)
    for style, name in _FONTS.items():
        for alphabet in ("cyrillic", "latin"):
            sheet.add_font(f"golos-{alphabet}", style, _font(alphabet, name))
    sheet.set_fallback_fonts(["golos-latin"])
    sheet.add_page()
    return sheet


def write(
    sheet: "FPDF",
    text: str,
    *,
    size: float,
    style: str = "",
    colour: tuple[int, int, int] = INK,
    align: str = "L",
    after: float = 5,
) -> None:
    """A paragraph over the whole width; `size` in points, `after` in millimetres."""
    sheet.set_font("golos-cyrillic", style, size)
    sheet.set_text_color(*colour)
    sheet.multi_cell(0, size * LINE, without_turning(text), align=align, new_x="LMARGIN", new_y="NEXT")
    sheet.ln(after)


@cache
def _font(alphabet: str, name: str) -> Path:
    return Path(settings.STATIC_ROOT) / "fonts" / f"golos-{alphabet}-{name}.ttf"
