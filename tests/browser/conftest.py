"""A real browser on the real pages, with the built files of the interface."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Site:
    """The running pages, and how to look at them."""

    address: str
    browser: Browser

    def open(self, path: str, *, width: int = 1440, scheme: Scheme = "light") -> Page:
        """A page in a window of its own; complaints of the browser fail the test."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale="ru-RU", reduced_motion="reduce"
        )
        page = context.new_page()
        page.goto(self.address + path)
        page.wait_for_load_state("networkidle")
        return page


@pytest.fixture
def site(browser: Browser, settings: Settings, live_server: LiveServer) -> Site:
    """The pages as they are served, with hashed files."""
    assert (Path(django_settings.STATIC_ROOT) / "staticfiles.json").exists(), "build the interface first"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    return Site(address=live_server.url, browser=browser)
