"""Photos beside an answer, over HTTP against the sandbox: in a talk, and where MAX takes none."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.media.tests.pictures import jpeg
from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.max import acts, photos
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.errors import OutOfTurn, TryLater
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token
from otklik.sandbox.testing import RunningSandbox

MAX = MaxConnector()
PHOTOS = (jpeg(), jpeg(colour="red"), jpeg(colour="green"))
RESIDENT = 500101


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


class Channel:
    """A channel of the sandbox with a comment and a talk, and our access to it."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        sandbox.control.reset()
        self.control = sandbox.control
        self.channel = self.control.max.create_page("Администрация")
        self.access = PageAccess(
            "max", str(self.channel.chat_id), api_url=sandbox.max_api_url, community_token=self.channel.bot_token,
        )  # fmt: skip
        wrote = self.control.max.write_message(self.channel.chat_id, text="Нет воды", author_id=RESIDENT)
        post = self.control.max.write_post(self.channel.chat_id, text="Новость")
        self.message = Act(
            ActKind.MESSAGE, MessageKind.PRIVATE, f"chat{wrote.chat_id}/{wrote.mid}", f"chat{wrote.chat_id}",
            text="Готово.", photos=PHOTOS,
        )  # fmt: skip
        self.reply = Act(
            ActKind.REPLY, MessageKind.COMMENT, post, post, text="Готово.", photos=PHOTOS,
        )  # fmt: skip

    def said(self) -> list[dict[str, Any]]:
        """What the bot has said."""
        (page,) = self.control.max.state(self.channel.chat_id)["pages"]
        there = [one for post in page["posts"] for one in post["comments"]]
        there += [one for talk in page["talks"] for one in talk["messages"]]
        return [one for one in there if one["sender_id"] == self.channel.bot_id]


@pytest.fixture
def channel(sandbox: RunningSandbox) -> Channel:
    return Channel(sandbox)


def test_two_photos_stand_beside_the_answer(channel: Channel) -> None:
    MAX.act(channel.access, channel.message)
    (said,) = channel.said()
    assert said["text"] == "Готово."
    assert [one["type"] for one in said["attachments"]] == ["image", "image"]
    assert len({one["payload"]["photo_id"] for one in said["attachments"]}) == 2


def test_a_comment_goes_out_without_them(channel: Channel) -> None:
    MAX.act(channel.access, channel.reply)
    (said,) = channel.said()
    assert (said["text"], said["attachments"]) == ("Готово.", [])
    assert channel.control.calls("getUploadUrl", network="max") == 0


@pytest.mark.parametrize("kind", ["cut_after", "cut_before"])
def test_what_breaks_on_the_way_is_tried_again_without_doubt(channel: Channel, kind: str) -> None:
    channel.control.max.add_fault(kind, method="getUploadUrl")
    with pytest.raises(TryLater) as caught:
        MAX.act(channel.access, channel.message)
    assert not caught.value.is_uncertain
    assert channel.said() == []


@pytest.mark.parametrize(("times", "most"), [(1, 2), (2, 2), (3, 0)])
def test_a_photo_that_max_still_works_on_is_waited_for_in_the_same_turn(
    channel: Channel, monkeypatch: pytest.MonkeyPatch, times: int, most: int
) -> None:
    """The photos that it has are named again, not sent anew; after three tries the words go alone."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    channel.control.max.add_fault(
        "error", method="sendMessage", error="attachment.not.ready", status=400, count=times
    )  # fmt: skip
    MAX.act(channel.access, channel.message)
    (said,) = channel.said()
    assert (said["text"], len(said["attachments"])) == ("Готово.", most)
    assert channel.control.calls("getUploadUrl", network="max") == 2
    assert [one for one in waited if one in acts.PAUSES_SECONDS] == [*acts.PAUSES_SECONDS][:times]


@pytest.mark.parametrize("method", ["getUploadUrl", "sendMessage"])
def test_what_max_refuses_does_not_keep_the_words_back(channel: Channel, method: str) -> None:
    channel.control.max.add_fault("error", method=method, error="proto.payload", status=400)
    MAX.act(channel.access, channel.message)
    (said,) = channel.said()
    assert (said["text"], said["attachments"]) == ("Готово.", [])


@pytest.mark.parametrize("how", ["host is away", "host is a stranger", "no turn"])
def test_what_fails_beside_max_does_not_keep_the_words_back(
    channel: Channel, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Nor does it count as a failure of MAX: nothing is raised that would stop the page's other sendings."""
    places = {"host is away": "http://127.0.0.1:9/", "host is a stranger": f"{channel.access.api_url}/nowhere"}

    def ask(access: PageAccess, method: str, path: str, params: object) -> dict[str, object]:
        if how == "no turn":
            raise OutOfTurn("turns", until=datetime.now(UTC))
        return {"url": places[how]}

    monkeypatch.setattr(photos, "ask", ask)
    MAX.act(channel.access, channel.message)
    (said,) = channel.said()
    assert (said["text"], said["attachments"]) == ("Готово.", [])


def test_what_is_no_picture_does_not_keep_the_words_back(channel: Channel) -> None:
    MAX.act(channel.access, replace(channel.message, photos=(b"%PDF-1.7",)))
    (said,) = channel.said()
    assert said["attachments"] == []


def test_it_tells_where_photos_go() -> None:
    both = frozenset(Token)
    assert {kind for kind in MessageKind if MAX.most_photos(kind, both)} == {MessageKind.PRIVATE}
    assert MAX.most_photos(MessageKind.PRIVATE, frozenset({Token.ADMIN})) == 0
