"""What MAX takes for a webhook's address, its secret and its types of updates."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from otklik.sandbox.max.refusals import wrong
from otklik.sandbox.max.tables import UPDATE_TYPES

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"[A-Za-z0-9_-]{5,256}\Z")


def check_subscription(url: str, secret: str, update_types: Sequence[str]) -> None:
    """An https address on the usual port; this machine's own addresses may be plain, or nothing could be tried here."""
    parts = urlsplit(url)
    is_here = parts.hostname in LOOPBACK
    if not parts.hostname or parts.scheme not in ("http", "https") or (parts.scheme == "http" and not is_here):
        raise wrong("url: must be an https address")
    if parts.port not in (None, 443) and not is_here:
        raise wrong("url: only port 443 is supported")
    if secret and not _SECRET.match(secret):
        raise wrong("secret: must match ^[a-zA-Z0-9_-]{5,256}$")
    unknown = [name for name in update_types if name not in UPDATE_TYPES]
    if unknown:
        raise wrong(f"update_types: unknown type {unknown[0]}")
