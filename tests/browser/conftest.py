"""A real browser on the real pages, with the built files of the interface."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests.people import Cast

MANIFEST = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"


@dataclass(frozen=True)
class Site:
    """The running pages, and how to look at them."""

    address: str
    browser: Browser

    def open(self, path: str, *, session: str = "") -> Page:
        """A page in a window of its own, for nobody or in somebody's session."""
        context = self.browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="ru-RU", reduced_motion="reduce"
        )
        if session:
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": session, "url": self.address}])
        page = context.new_page()
        page.goto(self.address + path)
        return page


class _UnderWay:
    """Requests that the pages still work on: a page that is closed leaves them behind."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = threading.Condition()
        request_started.connect(self._begin)
        request_finished.connect(self._end)

    def wait(self) -> None:
        """Return when there are none, so that none meets the emptying of the tables."""
        with self._changed:
            self._changed.wait_for(lambda: self._count <= 0, timeout=60)

    def _begin(self, **_: object) -> None:
        with self._changed:
            self._count += 1

    def _end(self, **_: object) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()


@pytest.fixture
def site(browser: Browser, settings: Settings, live_server: LiveServer) -> Iterator[Site]:
    """The pages as they are served, with hashed files."""
    assert (Path(django_settings.STATIC_ROOT) / "staticfiles.json").exists(), "build the interface first"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": MANIFEST}}
    under_way = _UnderWay()
    yield Site(address=live_server.url, browser=browser)
    for context in browser.contexts:
        context.close()
    under_way.wait()


def enter(site: Site, cast: Cast, role: str, path: str) -> Page:
    """A page of the desk for a person of this role."""
    client = Client()
    client.force_login(cast.staff[role])
    return site.open(path, session=client.cookies[django_settings.SESSION_COOKIE_NAME].value)
