"""The whole connector over HTTP, against the sandbox and its faults."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.max.connector import MaxConnector
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import Author, EventKind, MessageKind, NetworkEvent
from otklik.sandbox.max.control_client import MaxControl, WrittenInMax
from otklik.sandbox.testing import RunningSandbox

MAX = MaxConnector()
MARIA = 700501


@dataclass(frozen=True, slots=True)
class Town:
    """A channel of the sandbox with a post, and our access to it."""

    max: MaxControl
    access: PageAccess
    chat_id: int
    post: str

    def comment(self, text: str, *, reply_to: str = "") -> WrittenInMax:
        more = {"reply_to": reply_to} if reply_to else {}
        return self.max.write_comment(
            self.chat_id, self.post, text=text, author_id=MARIA, author_name="Мария Ковалёва", **more
        )

    def message(self, text: str) -> WrittenInMax:
        return self.max.write_message(self.chat_id, text=text, author_id=MARIA, author_name="Мария Ковалёва")

    def reply(self, asked: WrittenInMax, *, text: str = "До 1 июня.") -> Act:
        name = f"{self.post}/{asked.mid}"
        return Act(ActKind.REPLY, MessageKind.COMMENT, name, name, container_id=self.post, text=text)

    def private(self, asked: WrittenInMax, *, text: str = "До 1 июня.") -> Act:
        talk = f"chat{asked.chat_id}"
        return Act(ActKind.MESSAGE, MessageKind.PRIVATE, f"{talk}/{asked.mid}", talk, text=text)

    def texts_of_bot(self) -> list[str]:
        """All that the bot says, in comments and in private."""
        (page,) = self.max.state(self.chat_id)["pages"]
        said = [one for post in page["posts"] for one in post["comments"]]
        said += [one for talk in page["talks"] for one in talk["messages"]]
        return [one["text"] for one in said if one["sender_id"] == page["bot_id"] and not one["is_deleted"]]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


@pytest.fixture
def town(sandbox: RunningSandbox) -> Town:
    """The bot is new for each test, so that no test waits for another's budget."""
    sandbox.control.reset()
    page = sandbox.control.max.create_page("Отрадное", description="Официально", participants_count=5120)
    access = PageAccess(
        "max",
        str(page.chat_id),
        api_url=sandbox.max_api_url,
        community_token=page.bot_token,
        webhook_secret="a-secret",
    )
    return Town(sandbox.control.max, access, page.chat_id, sandbox.control.max.write_post(page.chat_id, text="Новость"))


def since() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def missed(town: Town) -> list[NetworkEvent]:
    return list(MAX.fetch_missed(town.access, since=since()))


def test_its_answer_stands_in_the_thread_and_is_known_again(town: Town) -> None:
    act = town.reply(town.comment("Когда починят дорогу?"))
    receipt = MAX.act(town.access, act)
    assert town.texts_of_bot() == ["До 1 июня."]
    echo = next(event for event in missed(town) if event.author and event.author.is_page and event.reply_to)
    assert (receipt.external_id, receipt.url) == (echo.external_id, echo.url)
    assert echo.thread_id == echo.reply_to == act.external_id
    assert MAX.find_own_reply(town.access, act) == receipt


def test_its_answer_is_found_also_where_max_does_not_name_the_bot(town: Town) -> None:
    town.max.create_page("Отрадное", chat_id=town.chat_id, is_bot_hidden=True)
    act = town.reply(town.comment("Когда?"))
    receipt = MAX.act(town.access, act)
    assert MAX.find_own_reply(town.access, act) == receipt


def test_it_comments_its_own_post(town: Town) -> None:
    act = replace(town.reply(town.comment("…")), message_kind=MessageKind.WALL_POST, external_id=town.post)
    receipt = MAX.act(town.access, act)
    assert MAX.find_own_reply(town.access, act) == receipt


def test_its_private_answer_stands_in_the_talk_and_is_known_again(town: Town) -> None:
    asked = town.message("Нет воды")
    act = town.private(asked)
    receipt = MAX.act(town.access, act)
    assert MAX.find_own_reply(town.access, act) == receipt
    events = list(MAX.fetch_talks(town.access, thread_ids=[f"chat{asked.chat_id}"], since=since()))
    assert [event.external_id for event in events] == [act.external_id, receipt.external_id]
    assert [bool(event.author and event.author.is_page) for event in events] == [False, True]


def test_an_unheard_word_to_whoever_opened_the_talk_is_found(town: Town) -> None:
    talk = town.max.start_talk(town.chat_id, author_id=MARIA, payload="43097230-K7QW2MPA")["talk_id"]
    act = Act(ActKind.MESSAGE, MessageKind.PRIVATE, f"chat{talk}/opened.1790000000123", f"chat{talk}", text="Напишем.")
    town.max.add_fault("cut_after", method="sendMessage")
    with pytest.raises(TryLater):
        MAX.act(town.access, act)
    receipt = MAX.find_own_reply(town.access, act)
    assert receipt is not None
    assert receipt.external_id.startswith(f"chat{talk}/mid.")
    assert town.texts_of_bot() == ["Напишем."]


@pytest.mark.parametrize("kind", ["timeout_after", "cut_after"])
@pytest.mark.parametrize("is_private", [False, True])
def test_an_unheard_answer_is_found_in_the_thread_and_not_sent_twice(
    kind: str, town: Town, *, is_private: bool
) -> None:
    act = town.private(town.message("Нет воды")) if is_private else town.reply(town.comment("Когда?"))
    method = "sendMessage" if is_private else "sendComment"
    assert MAX.find_own_reply(town.access, act) is None
    town.max.add_fault(kind, method=method)
    with pytest.raises(TryLater) as caught:
        MAX.act(replace(town.access, timeout_seconds=1.0), act)
    assert caught.value.is_uncertain
    assert MAX.find_own_reply(town.access, act) is not None
    assert town.texts_of_bot() == ["До 1 июня."]
    assert town.max.calls(method) == 1


@pytest.mark.parametrize(
    ("fault", "is_uncertain"),
    [
        ({"kind": "cut_before"}, True),
        ({"kind": "nonsense"}, True),
        ({"kind": "http", "status": 502}, True),
        ({"kind": "http", "status": 429}, False),
        ({"kind": "error", "status": 429}, False),
        ({"kind": "error", "status": 500}, True),
        ({"kind": "error", "status": 503}, True),
    ],
)
def test_it_tries_later_after_a_passing_fault(fault: dict[str, int | str], town: Town, *, is_uncertain: bool) -> None:
    act = town.reply(town.comment("Когда?"))
    town.max.add_fault(method="sendComment", **fault)  # type: ignore[arg-type]
    with pytest.raises(TryLater) as caught:
        MAX.act(town.access, act)
    assert caught.value.is_uncertain is is_uncertain
    assert MAX.find_own_reply(town.access, act) is None
    MAX.act(town.access, act)
    assert town.texts_of_bot() == ["До 1 июня."]


def test_it_cannot_be_uncertain_when_nobody_listens(town: Town) -> None:
    away = replace(town.access, api_url="http://127.0.0.1:9")
    with pytest.raises(TryLater) as caught:
        MAX.act(away, town.reply(town.comment("Когда?")))
    assert not caught.value.is_uncertain


def test_it_is_refused_with_a_next_step(town: Town) -> None:
    asked, talk = town.comment("Когда?"), town.message("Нет воды")
    town.max.stop_talk(town.chat_id, MARIA)
    with pytest.raises(Refused) as stopped:
        MAX.act(town.access, town.private(talk))
    town.max.set_permissions(town.chat_id, ["read_all_messages"])
    with pytest.raises(Refused) as powerless:
        MAX.act(town.access, town.reply(asked))
    town.max.set_permissions(town.chat_id, ["read_all_messages", "write"])
    town.max.create_page("Отрадное", chat_id=town.chat_id, are_comments_open=False)
    with pytest.raises(Refused) as closed:
        MAX.act(town.access, town.reply(asked))
    town.max.revoke_token(town.access.community_token)
    with pytest.raises(Refused) as revoked:
        MAX.act(town.access, town.reply(asked))
    caught = [why.value for why in (stopped, powerless, closed, revoked)]
    assert [why.code for why in caught] == ["chat.denied", "access.denied", "comments.disabled", "verify.token"]
    assert all(why.next_step for why in caught)


def test_it_explains_that_a_deleted_comment_cannot_be_answered(town: Town) -> None:
    asked = town.comment("Когда?")
    town.max.delete(asked.mid)
    with pytest.raises(Refused, match="no longer there"):
        MAX.act(town.access, town.reply(asked))


def test_it_deletes_a_comment_for_good_however_often(town: Town) -> None:
    act = replace(town.reply(town.comment("Грубость")), kind=ActKind.DELETE)
    for _ in range(2):
        MAX.act(town.access, act)
    assert MAX.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=act.external_id).is_deleted
    assert [event.message_kind for event in missed(town)] == [MessageKind.WALL_POST]


def test_it_does_not_take_for_deleted_what_it_may_no_longer_see(town: Town) -> None:
    act = town.reply(town.comment("Когда?"))
    town.max.move_bot(town.chat_id, is_inside=False)
    with pytest.raises(Refused):
        MAX.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=act.external_id)
    with pytest.raises(Refused):
        MAX.act(town.access, replace(act, kind=ActKind.DELETE))


def test_it_bans_however_often(town: Town) -> None:
    act = replace(town.reply(town.comment("Грубость")), kind=ActKind.BAN, external_id=str(MARIA))
    for _ in range(2):
        MAX.act(town.access, act)
    assert town.max.state(town.chat_id)["pages"][0]["banned"] == [MARIA]


def test_it_reads_messages_as_they_stand_now(town: Town) -> None:
    asked, talk = town.comment("Нет воды"), town.message("Нет тепла")
    town.max.edit(asked.mid, text="Нет воды второй день")
    town.max.edit(talk.mid, text="Нет тепла второй день")
    for kind, name in (
        (MessageKind.COMMENT, town.reply(asked).external_id),
        (MessageKind.PRIVATE, town.private(talk).external_id),
        (MessageKind.WALL_POST, town.post),
    ):
        fetched = MAX.fetch_message(town.access, kind=kind, external_id=name)
        assert fetched.event is not None
        assert fetched.event.external_id == name
        assert fetched.event.text.endswith("второй день") or kind is MessageKind.WALL_POST


def test_it_reads_back_everything_that_was_written(town: Town) -> None:
    root = town.comment("Когда починят дорогу?")
    replies = [town.comment(f"И у нас {number}", reply_to=root.mid) for number in range(120)]
    events = missed(town)
    found = {event.external_id for event in events}
    assert found == {town.post} | {f"{town.post}/{one.mid}" for one in (root, *replies)}
    assert {event.author for event in events if event.message_kind is MessageKind.COMMENT} == {
        Author(str(MARIA), "Мария Ковалёва")
    }
    assert all(event.kind is EventKind.NEW for event in events)


def test_it_reads_what_the_sandbox_pushes_polls_and_answers_alike(town: Town) -> None:
    town.max.drop_subscriptions(town.chat_id)
    town.comment("Когда?", reply_to=town.comment("Яма").mid)
    told = MAX.poll(town.access, marker="1")
    polled = [MAX.parse(body, page_id=town.access.external_id)[0] for body in told.bodies]
    assert len(polled) == 3
    assert MAX.poll(town.access, marker=told.marker).bodies == ()
    assert sorted(map(repr, polled)) == sorted(map(repr, missed(town)))


def test_it_watches_its_webhook_and_subscribes_again(town: Town) -> None:
    hook = "http://127.0.0.1:9/hooks/max/key/"
    assert MAX.keep_subscription(town.access, hook_url=hook).was_renewed
    kept = MAX.keep_subscription(town.access, hook_url=hook)
    assert (kept.was_renewed, kept.other_urls) == (False, ())
    assert kept.subscribed_at is not None
    with pytest.raises(Refused, match="webhook"):
        MAX.poll(town.access, marker="")
    town.max.drop_subscriptions(town.chat_id)
    assert MAX.keep_subscription(town.access, hook_url=hook).was_renewed
    (stands,) = town.max.state(town.chat_id)["pages"][0]["subscriptions"]
    assert (stands["url"], stands["secret"]) == (hook, "a-secret")


def test_it_names_people(town: Town) -> None:
    town.comment("Когда?")
    assert MAX.fetch_names(town.access, external_ids=[str(MARIA), "999999999"]) == {str(MARIA): "Мария Ковалёва"}


def test_it_reads_the_page_and_the_rights_of_its_bot(town: Town) -> None:
    facts = MAX.read_page(town.access)
    assert (facts.name, facts.description, facts.members_count) == ("Отрадное", "Официально", 5120)
    assert set(facts.rights) >= {"read_all_messages", "write", "delete", "add_remove_members"}
    town.max.move_bot(town.chat_id, is_inside=False)
    with pytest.raises(Refused) as caught:
        MAX.read_page(town.access)
    assert "administrator" in caught.value.next_step


def test_it_keeps_ids_that_a_double_cannot_hold(town: Town) -> None:
    big = 2**53 + 1
    asked = town.max.write_comment(town.chat_id, town.post, text="Когда?", author_id=big)
    event = next(event for event in missed(town) if event.text == "Когда?")
    assert (event.external_id, event.author) == (f"{town.post}/{asked.mid}", Author(str(big), f"Житель {big}"))
