"""Photos beside an answer, over HTTP against the sandbox: in a comment, in a talk, and where VK takes none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.media.tests.pictures import jpeg
from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.vk import photos
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import OutOfTurn, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token
from otklik.sandbox.testing import RunningSandbox

VK = VkConnector()
PHOTOS = (jpeg(), jpeg(colour="red"), jpeg(colour="green"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


class Wall:
    """A page of the sandbox with a comment and a talk, and our access to it."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        self.control = sandbox.control
        self.control.remove_faults()
        page = self.control.create_page("Администрация")
        self.group_id = page.group_id
        self.access = PageAccess(
            "vk", str(page.group_id), api_url=sandbox.vk_api_url, community_token=page.community_token,
            admin_token=page.admin_token,
        )  # fmt: skip
        post_id = self.control.write_post(page.group_id, text="Новость")
        asked = self.control.write_comment(page.group_id, post_id, text="Когда?", author_id=500101).id
        self.control.write_message(page.group_id, text="Нет воды", author_id=500101)
        name = f"wall-{page.group_id}_{post_id}_{asked}"
        self.reply = Act(
            ActKind.REPLY, MessageKind.COMMENT, name, name, text="Готово.", idempotency_key=7, photos=PHOTOS
        )
        self.message = replace(
            self.reply, kind=ActKind.MESSAGE, message_kind=MessageKind.PRIVATE, external_id="peer500101_1",
            thread_id="peer500101",
        )  # fmt: skip

    def said(self) -> list[dict[str, Any]]:
        """What the page has said, in the thread and in the talk."""
        (page,) = self.control.state(self.group_id)["pages"]
        replies = [one for post in page["posts"] for root in post["comments"] for one in root["replies"]]
        sent = [one for talk in page["conversations"] for one in talk["messages"] if one["is_out"]]
        return [*replies, *sent]


@pytest.fixture
def wall(sandbox: RunningSandbox) -> Wall:
    return Wall(sandbox)


@pytest.mark.parametrize("kind", ["reply", "message"])
def test_two_photos_stand_beside_the_answer_once(wall: Wall, kind: str) -> None:
    act: Act = getattr(wall, kind)
    receipt = VK.act(wall.access, act)
    assert VK.act(wall.access, act) == receipt  # the same key: VK knows it
    (said,) = wall.said()
    photos = [one["photo"] for one in said["attachments"]]
    assert [one["owner_id"] for one in photos] == [-wall.group_id] * 2
    assert len({one["id"] for one in photos}) == 2


def test_without_an_administrators_token_a_comment_goes_out_without_them(wall: Wall) -> None:
    VK.act(replace(wall.access, admin_token=""), wall.reply)
    (said,) = wall.said()
    assert (said["text"], said["attachments"]) == ("Готово.", [])


@pytest.mark.parametrize("method", ["photos.getWallUploadServer", "photos.saveWallPhoto"])
def test_what_breaks_on_the_way_is_tried_again_without_doubt(wall: Wall, method: str) -> None:
    wall.control.add_fault("cut_after", method=method)
    with pytest.raises(TryLater) as caught:
        VK.act(wall.access, wall.reply)
    assert not caught.value.is_uncertain
    assert wall.said() == []
    VK.act(wall.access, wall.reply)
    assert len(wall.said()[0]["attachments"]) == 2


@pytest.mark.parametrize(
    ("kind", "code", "method"),
    [("reply", 15, "photos.getWallUploadServer"), ("message", 121, "photos.saveMessagesPhoto")],
)
def test_what_vk_refuses_does_not_keep_the_answer_back(wall: Wall, kind: str, code: int, method: str) -> None:
    wall.control.add_fault("error", code=code, method=method)
    VK.act(wall.access, getattr(wall, kind))
    (said,) = wall.said()
    assert said["attachments"] == []


@pytest.mark.parametrize("how", ["host is away", "host is unwell", "no turn"])
def test_what_fails_beside_vk_does_not_keep_the_answer_back(
    wall: Wall, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Nor does it count as a failure of VK: nothing is raised that would stop the page's other sendings."""

    def read(access: PageAccess, token: object, method: str, params: object) -> object:
        if how == "no turn":
            raise OutOfTurn("turns", until=datetime.now(UTC))
        return {"upload_url": "http://127.0.0.1:9/" if how == "host is away" else f"{wall.access.api_url}/nowhere"}

    monkeypatch.setattr(photos, "read", read)
    VK.act(wall.access, wall.reply)
    (said,) = wall.said()
    assert said["attachments"] == []


def test_it_tells_where_photos_go() -> None:
    both = frozenset(Token)
    told = {kind: VK.most_photos(kind, both) for kind in MessageKind}
    assert {kind for kind, most in told.items() if most} == {MessageKind.COMMENT, MessageKind.PRIVATE}
    assert VK.most_photos(MessageKind.COMMENT, frozenset({Token.COMMUNITY})) == 0
    assert VK.most_photos(MessageKind.PRIVATE, frozenset({Token.COMMUNITY})) == 2
