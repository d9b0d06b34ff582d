"""Public pages are shown again for a moment instead of being drawn anew: hundreds of readers ask for the same ones."""

from collections.abc import Callable
from typing import Final

from django.http import HttpResponseBase
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.vary import vary_on_cookie

type View = Callable[..., HttpResponseBase]

KEPT_SECONDS: Final = 20
"""In each of our processes, and once more in a browser or a proxy: what is withdrawn must be gone within a minute."""


def kept_shortly(view: View) -> View:
    """For a page that is the same for everybody who has chosen the same look and language."""
    kept: View = cache_page(KEPT_SECONDS, cache="pages")(cache_control(public=True)(vary_on_cookie(view)))
    return kept
