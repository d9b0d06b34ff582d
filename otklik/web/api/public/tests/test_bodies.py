"""`GET /api/v1/bodies`."""

from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from otklik.organizations.models import Body
from otklik.web.api.public.document import load_document

pytestmark = pytest.mark.usefixtures("town", "only_public_tables")
DOCUMENT = load_document()


def ask(client: Client, address: str, schema: str, status: int = 200) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == status
    told: dict[str, Any] = response.json()
    Draft202012Validator(DOCUMENT | {"$ref": f"#/components/schemas/{schema}"}).validate(told)
    return told


def test_it_goes_through_all_bodies_by_their_ids(client: Client) -> None:
    first = ask(client, "/api/v1/bodies?limit=2", "PublicBodies")
    second = ask(client, first["next"].removeprefix("http://127.0.0.1:8000"), "PublicBodies")
    assert [body["id"] for told in (first, second) for body in told["bodies"]] == [
        "administration", "school-2", "school-21",
    ]  # fmt: skip
    assert second["next"] is None


def test_it_finds_by_words(client: Client) -> None:
    told = ask(client, "/api/v1/bodies?q=irjkf 21", "PublicBodies")
    assert [body["id"] for body in told["bodies"]] == ["school-21"]


def test_it_tells_of_one_body(client: Client) -> None:
    told = ask(client, "/api/v1/bodies/administration", "PublicBody")
    assert told["name"] == "Администрация Полевского"
    assert told["pages"][0]["url"] == "https://vk.com/polevskoy"
    ask(client, "/api/v1/bodies/nobody", "Error", 404)


def test_a_closed_body_is_not_there(client: Client) -> None:
    Body.objects.filter(slug="school-2").update(is_active=False)
    ask(client, "/api/v1/bodies/school-2", "Error", 404)
    assert len(ask(client, "/api/v1/bodies", "PublicBodies")["bodies"]) == 2


@pytest.mark.parametrize("limit", ["0", "201", "-1", "x", "", "²", "99999"])
def test_it_says_what_is_wrong_with_a_limit(client: Client, limit: str) -> None:
    ask(client, f"/api/v1/bodies?limit={limit}", "Error", 400)
