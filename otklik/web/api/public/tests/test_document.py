"""The public API tells what it is, as a document and as a page, and refuses in JSON what it has not."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from otklik.web.api.public.document import TEXTS, load_document

pytestmark = pytest.mark.usefixtures("town")
METHODS = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
ADDRESSES = (
    "/api/v1/bodies", "/api/v1/bodies/administration", "/api/v1/verify?url=vk.com/x", "/api/v1/public/openapi.json",
    "/api/v1/openapi.json",
    *(f"/open311/{one}.json" for one in ("discovery", "v2/services", "v2/services/x", "v2/requests/1", "v2/tokens/1")),
)  # fmt: skip


def test_the_document_stands_where_programs_look_for_it(client: Client) -> None:
    told = client.get("/api/v1/public/openapi.json")
    assert told["Access-Control-Allow-Origin"] == "*"
    assert told.json() == load_document()


def test_a_page_tells_all_of_it_and_asks_no_other_site_for_anything(client: Client) -> None:
    page = client.get("/api/v1/public/").content.decode()
    for address, path in load_document()["paths"].items():
        assert address in page
        assert gettext(path["get"]["summary"]) in page
    for name, shape in load_document()["components"]["schemas"].items():
        assert f'id="{name}"' in page
        assert all(field in page for field in shape.get("properties", {}))
    assert not re.findall(r'<(?:script|link|img|iframe)[^>]+(?:src|href)="(?:https?:)?//', page)


def test_the_page_tells_all_of_it_in_the_language_of_the_reader(client: Client) -> None:
    told = {words for words in _texts_of(load_document()) if words}
    assert told == set(TEXTS)
    for language in ("ru", "en"):
        page = unescape(client.get("/api/v1/public/", headers={"Accept-Language": language}).content.decode())
        assert f'<html lang="{language}"' in page
        with translation.override(language):
            assert all(gettext(words) in page for words in told)
            assert all((gettext(words) == words) is (language == "en") for words in told)


def _texts_of(part: Any) -> Iterator[str]:
    """Titles, summaries and descriptions, wherever they stand."""
    if isinstance(part, list):
        for one in part:
            yield from _texts_of(one)
    elif isinstance(part, dict):
        for name, one in part.items():
            if name in ("title", "summary", "description") and isinstance(one, str):
                yield one
            else:
                yield from _texts_of(one)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_method_that_an_address_has_not_is_told_in_json(address: str, method: str) -> None:
    told = Client(enforce_csrf_checks=True).generic(method, address)
    assert told.status_code == 405
    assert "GET" in told["Allow"]
    assert told["Content-Type"].partition(";")[0] in ("application/json", "application/problem+json")
    assert told.json()
