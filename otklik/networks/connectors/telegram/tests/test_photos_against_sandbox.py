"""Photos below an answer, over HTTP against the sandbox: in a comment, in a talk, and where Telegram takes none."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from otklik.media.tests.pictures import jpeg
from otklik.networks.budgets import LONGEST_WAIT_SECONDS, Budget, OwnTurns, Pace
from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.telegram import api
from otklik.networks.connectors.telegram.connector import TelegramConnector
from otklik.networks.errors import OutOfTurn, Refused
from otklik.networks.events import MessageKind
from otklik.networks.limits import Token
from otklik.sandbox.testing import RunningSandbox

TELEGRAM = TelegramConnector()
PHOTOS = (jpeg(), jpeg(colour="red"), jpeg(colour="green"))
RESIDENT = 500101


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


class Chats:
    """A channel of the sandbox with a comment and a talk, and our access to it."""

    def __init__(self, sandbox: RunningSandbox) -> None:
        sandbox.control.reset()
        self.control = sandbox.control
        self.channel = self.control.telegram.create_page("Администрация")
        self.post = self.control.telegram.write_post(self.channel.channel_id, text="Новость")
        where = {"post_id": self.post.post_id, "author_id": RESIDENT}
        asked = self.control.telegram.write_comment(self.channel.channel_id, text="Когда?", **where).id
        wrote = self.control.telegram.write_message(self.channel.channel_id, text="Нет воды", author_id=RESIDENT).id
        self.access = PageAccess(
            "telegram", str(self.channel.channel_id), api_url=sandbox.telegram_api_url,
            community_token=self.channel.token,
        )  # fmt: skip
        name = f"group{self.channel.group_id}_{self._copy()}_{asked}"
        self.reply = Act(ActKind.REPLY, MessageKind.COMMENT, name, name, text="Готово.", photos=PHOTOS)
        self.message = Act(
            ActKind.MESSAGE, MessageKind.PRIVATE, f"chat{RESIDENT}_{wrote}", f"chat{RESIDENT}", text="Готово.",
            photos=PHOTOS,
        )  # fmt: skip

    def said(self) -> list[dict[str, Any]]:
        """What the bot has said, in the group and in the talk."""
        page = self._page()
        there = [one for post in page["posts"] for one in post["comments"]]
        there += [one for talk in page["conversations"] for one in talk["messages"]]
        return [one for one in there if one["author_id"] == self.channel.bot_id]

    def _page(self) -> dict[str, Any]:
        (page,) = self.control.telegram.state(self.channel.channel_id)["pages"]
        return dict(page)

    def _copy(self) -> int:
        return int(self.post.copy_id)


@pytest.fixture
def chats(sandbox: RunningSandbox) -> Chats:
    return Chats(sandbox)


@pytest.mark.parametrize("kind", ["reply", "message"])
def test_two_photos_stand_below_the_words_as_an_album(chats: Chats, kind: str) -> None:
    act: Act = getattr(chats, kind)
    receipt = TELEGRAM.act(chats.access, act)
    words, *photos = chats.said()
    assert receipt.external_id.endswith(f"_{words['message_id']}")
    assert (words["text"], words["attachments"]) == ("Готово.", [])
    assert [one["reply_to"] for one in photos] == [words["message_id"]] * 2
    (album,) = {one["attachments"][0]["media_group_id"] for one in photos}
    assert album


def test_one_photo_goes_without_an_album(chats: Chats) -> None:
    TELEGRAM.act(chats.access, replace(chats.reply, photos=PHOTOS[:1]))
    _words, photo = chats.said()
    assert set(photo["attachments"][0]) == {"photo"}


@pytest.mark.parametrize("fault", ["cut_before", "cut_after"])
def test_what_breaks_on_the_way_is_not_sent_again_and_leaves_the_words_alone(chats: Chats, fault: str) -> None:
    chats.control.add_fault(fault, network="telegram", method="sendMediaGroup")
    receipt = TELEGRAM.act(chats.access, chats.reply)
    assert receipt.external_id
    assert len(chats.said()) == (1 if fault == "cut_before" else 3)


def test_what_is_no_photo_for_telegram_does_not_keep_the_words_back(chats: Chats) -> None:
    TELEGRAM.act(chats.access, replace(chats.message, photos=(b"%PDF-1.7", b"%PDF-1.7")))
    (words,) = chats.said()
    assert words["text"] == "Готово."


def test_refused_words_send_no_photos(chats: Chats) -> None:
    chats.control.add_fault("error", network="telegram", code=403, method="sendMessage")
    with pytest.raises(Refused):
        TELEGRAM.act(chats.access, chats.reply)
    assert chats.said() == []


@pytest.mark.parametrize(("kind", "turns"), [("reply", 2), ("message", 1)])
def test_our_own_pace_parts_no_photos_from_the_words(
    chats: Chats, monkeypatch: pytest.MonkeyPatch, kind: str, turns: int
) -> None:
    """Without a turn for the photos nothing is said: the whole answer comes later."""
    keeper = OwnTurns(lambda: 0.0)
    pace = Pace(turns, LONGEST_WAIT_SECONDS + 1)
    monkeypatch.setattr(api, "budget_of_chat", lambda *_: Budget(pace, keeper=keeper))
    with pytest.raises(OutOfTurn):
        TELEGRAM.act(chats.access, getattr(chats, kind))
    assert chats.said() == []


def test_it_tells_where_photos_go() -> None:
    both = frozenset(Token)
    assert {kind for kind in MessageKind if TELEGRAM.most_photos(kind, both)} == {
        MessageKind.COMMENT, MessageKind.WALL_POST, MessageKind.PRIVATE,
    }  # fmt: skip
    assert TELEGRAM.most_photos(MessageKind.PRIVATE, frozenset({Token.ADMIN})) == 0
