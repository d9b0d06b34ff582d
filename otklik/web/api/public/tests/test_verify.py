"""`GET /api/v1/verify`: what it answers is what its document says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from otklik.organizations.services import BodyCard, enter_body, enter_territory
from otklik.pages.models import AskedAddress
from otklik.pages.services import register_page
from otklik.web.api.public.document import load_document
from otklik.web.portal.tests.conftest import refuse_other_tables

DOCUMENT = load_document()
PATH = "/api/v1/verify"


@pytest.fixture(autouse=True)
def register(db: None) -> Iterator[None]:
    """One official page; from then on the database refuses every table that is not public."""
    place = enter_territory("region", "Свердловская область")
    body = enter_body(BodyCard(slug="office", name="Администрация", short_name="Адм.", territory_id=place.id))
    register_page(body, network="vk", external_id="7", name="Полевской", url="https://vk.com/polevskoy")
    with connection.execute_wrapper(refuse_other_tables):
        yield


def ask(url: str | None, **headers: str) -> tuple[int, dict[str, Any]]:
    response = Client().get(PATH, {} if url is None else {"url": url}, headers=headers)
    told = response.json()
    name = "Verification" if response.status_code == 200 else "Error"
    Draft202012Validator(DOCUMENT | {"$ref": f"#/components/schemas/{name}"}).validate(told)
    assert str(response.status_code) in DOCUMENT["paths"][PATH]["get"]["responses"]
    return response.status_code, told


def test_it_stands_at_the_address_that_the_document_says() -> None:
    assert reverse("public_api:verify") == PATH


def test_it_says_whose_an_official_page_is() -> None:
    status, told = ask("http://m.vk.com/Polevskoy?from=qr", **{"accept-language": "en"})
    assert status == 200
    assert told["verdict"] == "official"
    assert told["body"] == {"name": "Администрация", "url": "http://127.0.0.1:8000/bodies/office/"}
    assert told["page"] == {"network": "vk", "name": "Полевской", "url": "https://vk.com/polevskoy"}
    assert "Администрация" in told["reason"]


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("vk.com/drugoy", "unknown"),
        ("vk.com/p0levskoy", "not_official"),
        ("vk.com.evil.example/polevskoy", "not_official"),
        ("vk.com/id5", "not_official"),
        ("привет", "unknown"),
        ("vk.com/\0", "unknown"),
        ("\ud83d".encode("utf-8", "surrogatepass").decode("latin-1"), "unknown"),
    ],
)
def test_it_answers_whatever_is_asked(url: str, verdict: str) -> None:
    assert ask(url)[1]["verdict"] == verdict


@pytest.mark.parametrize("url", [None, "", "   ", "vk.com/" + "a" * 2000])
def test_it_says_what_is_wrong_with_a_question(url: str | None) -> None:
    status, told = ask(url, **{"accept-language": "en"})
    assert status == 400
    assert "address" in told["error"]


def test_it_speaks_the_language_of_the_request() -> None:
    russian, english = (ask("vk.com/drugoy", **{"accept-language": one})[1]["reason"] for one in ("ru", "en"))
    assert russian != english
    assert "register" in english


def test_other_sites_may_read_it_and_nobody_gets_a_cookie() -> None:
    response = Client().get(PATH, {"url": "vk.com/polevskoy"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "max-age=60" in response["Cache-Control"]
    assert "Accept-Language" in response["Vary"]
    assert not response.cookies
    assert Client().post(PATH).status_code == 405


def test_of_a_question_it_keeps_the_address_and_how_often() -> None:
    ask("vk.com/drugoy")
    ask("https://m.vk.com/Drugoy?ref=ivan")
    (asked,) = AskedAddress.objects.all()
    assert (asked.key, asked.times) == ("drugoy", 2)
    assert {field.name for field in AskedAddress._meta.fields} == {"id", "network", "key", "times"}
