"""A mini-app of VK: how VK opens one that is installed in a community, and what it lets it ask.

Written from VK's page on launch parameters and from its library vk-bridge (MIT), which tests use against it.
"""

import hashlib
import hmac
import time
from base64 import b64encode
from collections import OrderedDict
from urllib.parse import urlencode

from otklik.sandbox.vk.state import Page

APP_ID = 51_000_001
PROTECTED_KEY = "PROTECTEDKEYOFTHESANDBOX"
"""The application that is there from the beginning; a community shows it where its `app_url` says what it opens."""


def launch_address(page: Page, user_id: int, *, is_phone: bool = False) -> str:
    """What VK opens for this user in this community."""
    told = {
        "vk_access_token_settings": "",
        "vk_app_id": str(APP_ID),
        "vk_are_notifications_enabled": "0",
        "vk_group_id": str(page.group_id),
        "vk_is_app_user": "1",
        "vk_is_favorite": "0",
        "vk_language": "ru",
        "vk_platform": "mobile_web" if is_phone else "desktop_web",
        "vk_ref": "group",
        "vk_ts": str(int(time.time())),
        "vk_user_id": str(user_id),
        "vk_viewer_group_role": "member",
    }
    joint = "&" if "?" in page.app_url else "?"
    return f"{page.app_url}{joint}{urlencode(told)}&sign={sign_launch(told)}"


def sign_launch(told: dict[str, str]) -> str:
    """VK's signature: base64 of HMAC-SHA256 over the sorted parameters, with the signs of addresses and no padding."""
    subset = OrderedDict(sorted((name, value) for name, value in told.items() if name[:3] == "vk_"))
    digest = hmac.new(PROTECTED_KEY.encode(), urlencode(subset, doseq=True).encode(), hashlib.sha256).digest()
    return b64encode(digest).decode()[:-1].replace("+", "-").replace("/", "_")
