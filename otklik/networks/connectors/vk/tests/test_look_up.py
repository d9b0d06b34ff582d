"""Communities of others, as VK shows them to everybody."""

import httpx
import pytest

from otklik.networks.abilities import LookedUp
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk
from otklik.networks.errors import Refused

GROUP = {"id": 5, "name": "Полевской", "has_photo": 1, "photo_200": "https://sun1-2.userapi.com/s/a.jpg"}


def look_up(key: str = "polevskoy") -> LookedUp | None:
    return VkConnector().look_up(ACCESS, key=key)


def test_it_tells_name_and_picture(vk: FakeVk) -> None:
    vk.teach("groups.getById", {"groups": [GROUP]})
    vk.teach("/s/a.jpg", httpx.Response(200, content=b"a picture"))
    assert look_up() == LookedUp("Полевской", b"a picture")
    assert vk.calls[0][1]["group_id"] == "polevskoy"
    assert "access_token" not in vk.calls[1][1]


@pytest.mark.parametrize(
    "changed",
    [
        {"has_photo": 0},
        {"photo_200": "https://example.com/a.jpg"},
        {"photo_200": "no address"},
        {"photo_200": None},
    ],
)
def test_it_fetches_only_pictures_of_its_own(vk: FakeVk, changed: dict[str, object]) -> None:
    vk.teach("groups.getById", {"groups": [GROUP | changed]})
    assert look_up() == LookedUp("Полевской")
    assert vk.methods == ["groups.getById"]


@pytest.mark.parametrize("lost", [httpx.Response(404), httpx.ConnectError("away")])
def test_a_picture_that_cannot_be_had_is_left_out(vk: FakeVk, lost: object) -> None:
    vk.teach("groups.getById", {"groups": [GROUP]})
    vk.teach("/s/a.jpg", lost)
    assert look_up() == LookedUp("Полевской")


def test_there_may_be_no_such_community(vk: FakeVk) -> None:
    vk.teach("groups.getById", {"groups": []})
    assert look_up() is None
    vk.answers.clear()
    vk.teach_error("groups.getById", 100)
    assert look_up() is None


def test_what_vk_refuses_otherwise_is_told(vk: FakeVk) -> None:
    vk.teach_error("groups.getById", 5)
    with pytest.raises(Refused):
        look_up()
