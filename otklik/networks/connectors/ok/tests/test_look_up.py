"""Groups of others, as OK shows them to everybody."""

import httpx
import pytest

from otklik.networks.abilities import LookedUp
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, FakeOk
from otklik.networks.errors import Refused

GROUP = {"uid": "57000000000009", "name": "Полевской", "main_photo": {"id": "1"}, "pic_avatar": "https://i.okcdn.ru/a"}


def look_up(key: str = "polevskoy") -> LookedUp | None:
    return OkConnector().look_up(ACCESS, key=key)


def test_it_tells_name_and_picture_of_a_name(ok: FakeOk) -> None:
    ok.teach("url.getInfo", {"type": "GROUP", "objectId": 57000000000009, "objectIdStr": "57000000000009"})
    ok.teach("group.getInfo", [GROUP])
    ok.teach("/a", httpx.Response(200, content=b"a picture"))
    assert look_up() == LookedUp("Полевской", b"a picture")
    assert ok.calls[0][1]["url"] == "https://ok.ru/polevskoy"
    assert ok.calls[1][1]["uids"] == "57000000000009"
    assert "access_token" not in ok.calls[2][1]


@pytest.mark.parametrize("changed", [{"main_photo": None}, {"pic_avatar": "https://example.com/a"}])
def test_of_a_number_it_asks_at_once_and_fetches_only_pictures_of_its_own(
    ok: FakeOk, changed: dict[str, object]
) -> None:
    ok.teach("group.getInfo", [GROUP | changed])
    assert look_up("57000000000009") == LookedUp("Полевской")
    assert ok.methods == ["group.getInfo"]


@pytest.mark.parametrize("told", [{"type": "PROFILE", "objectIdStr": "5"}, {"type": "UNKNOWN", "objectId": 0}])
def test_a_name_may_be_nobodys_or_a_persons(ok: FakeOk, told: dict[str, object]) -> None:
    ok.teach("url.getInfo", told)
    assert look_up() is None
    assert ok.methods == ["url.getInfo"]


def test_what_ok_refuses_otherwise_is_told(ok: FakeOk) -> None:
    ok.teach_error("url.getInfo", 102)
    with pytest.raises(Refused):
        look_up()
