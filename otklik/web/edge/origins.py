"""Which pages may hear live changes: our own and no other site's."""

from typing import Final
from urllib.parse import urlsplit

_THIS_MACHINE: Final = ("127.0.0.1", "localhost", "[::1]")
"""Its names to itself: a browser takes pages under two of them for two sites."""


def own_origins(site_url: str, *, is_demo: bool) -> frozenset[str]:
    """The origin of the site; of a demo on this machine by any of its names, the port being the demo's own."""
    site = urlsplit(site_url)
    names = _THIS_MACHINE if is_demo and site.hostname in ("127.0.0.1", "localhost", "::1") else ()
    port = f":{site.port}" if site.port else ""
    return frozenset({site_url.rstrip("/"), *(f"{site.scheme}://{name}{port}" for name in names)})
