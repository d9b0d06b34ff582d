"""Our forms as a mini-app of VK: whether VK opened them, and for whose page.

VK adds its parameters to the address of the application and signs those that begin with `vk_`, sorted by name, by the
application's protected key (dev.vk.ru, «Параметры запуска»). Who opened it is told there too: that is not read.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlencode

from otklik.networks.abilities import Launch
from otklik.networks.errors import NotProven
from otklik.networks.objects import find_number

SITES: Final = ("https://vk.com", "https://*.vk.com", "https://vk.ru", "https://*.vk.ru")
"""Where VK shows mini-apps in a browser; its programs for phones open them as pages of their own."""
_LONGEST: Final = timedelta(days=1)
"""An address that somebody noted down opens nothing later."""
_AHEAD: Final = timedelta(minutes=5)
"""Clocks differ."""


def read_launch(query: Sequence[tuple[str, str]], *, secret: str, now: datetime) -> Launch:
    """What a launch tells. Raises NotProven where VK did not sign it for this application, or not lately."""
    told = dict(query)
    signed = sorted((name, value) for name, value in told.items() if name.startswith("vk_"))
    digest = hmac.digest(secret.encode(), urlencode(signed).encode(), hashlib.sha256)
    expected = base64.urlsafe_b64encode(digest).rstrip(b"=")
    if len(told) != len(query) or not hmac.compare_digest(expected, told.get("sign", "").encode()):
        raise NotProven("not signed by VK with the key of our application")
    at = find_number(told.get("vk_ts", ""))
    if at is None or not now - _LONGEST <= _moment(at) <= now + _AHEAD:
        raise NotProven("signed for another moment: it is old, or a clock is wrong")
    group = find_number(told.get("vk_group_id", ""))
    return Launch(page_id=str(group) if group and group > 0 else "", language=told.get("vk_language", "")[:2])


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)
