"""The whole connector over HTTP, against the sandbox and its faults."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.connector import Act, ActKind, Badge, PageAccess
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import Author, EventKind, MessageKind
from otklik.sandbox.testing import ControlClient, RunningSandbox

VK = VkConnector()
AN_HOUR_AGO = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Town:
    """A page of the sandbox with a post, and our access to it."""

    control: ControlClient
    access: PageAccess
    group_id: int
    post_id: int

    def comment(self, text: str, *, reply_to: int = 0, author_id: int = 500101) -> int:
        more = {"reply_to": reply_to} if reply_to else {}
        return self.control.write_comment(
            self.group_id, self.post_id, text=text, author_id=author_id, author_name="Мария Ковалёва", **more
        ).id

    def message(self, text: str) -> int:
        written = self.control.write_message(self.group_id, text=text, author_id=500101, author_name="Мария Ковалёва")
        return int(written.more["conversation_message_id"])

    def name(self, comment_id: int) -> str:
        return f"wall-{self.group_id}_{self.post_id}_{comment_id}"

    def reply(self, comment_id: int, *, text: str = "До 1 июня.", key: int = 1001) -> Act:
        return Act(
            ActKind.REPLY,
            MessageKind.COMMENT,
            self.name(comment_id),
            self.name(comment_id),
            container_id=f"wall-{self.group_id}_{self.post_id}",
            text=text,
            idempotency_key=key,
        )

    def answers_in_state(self) -> list[str]:
        (page,) = self.control.state(self.group_id)["pages"]
        roots = [root for post in page["posts"] for root in post["comments"]]
        return [reply["text"] for root in roots for reply in root["replies"]]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


@pytest.fixture
def town(sandbox: RunningSandbox) -> Town:
    """Tokens are new for each test, so that no test waits for another's budget."""
    sandbox.control.remove_faults()
    page = sandbox.control.create_page("Администрация", is_verified=True)
    access = PageAccess(
        "vk",
        str(page.group_id),
        api_url=sandbox.vk_api_url,
        community_token=page.community_token,
        admin_token=page.admin_token,
    )
    post_id = sandbox.control.write_post(page.group_id, text="Новость")
    return Town(sandbox.control, access, page.group_id, post_id)


def since() -> datetime:
    return datetime.now(UTC) - AN_HOUR_AGO


def test_a_page_writes_to_whoever_lets_it_and_has_never_written(town: Town) -> None:
    act = replace(private(town, 1), external_id="peer500102_a35623695721571124", thread_id="peer500102")
    town.control.post("/vk/users/create", id=500102, first_name="Пётр", last_name="Ильин")
    with pytest.raises(Refused):
        VK.act(town.access, act)
    town.control.post("/vk/messages/allow", group_id=town.group_id, author_id=500102, key="43097230-K7QW2MPA")
    receipt = VK.act(town.access, act)
    assert receipt.external_id == "peer500102_1"
    assert VK.find_own_reply(town.access, act) == receipt
    with pytest.raises(Refused):
        VK.fetch_message(town.access, kind=MessageKind.PRIVATE, external_id=act.external_id)


def private(town: Town, number: int) -> Act:
    return replace(
        town.reply(1), kind=ActKind.MESSAGE, message_kind=MessageKind.PRIVATE, external_id=f"peer500101_{number}",
        thread_id="peer500101",
    )  # fmt: skip


def test_its_answer_stands_in_the_thread_and_is_known_again(town: Town) -> None:
    asked = town.comment("Когда починят дорогу?")
    receipt = VK.act(town.access, town.reply(asked))
    assert town.answers_in_state() == ["До 1 июня."]
    echo = next(event for event in VK.fetch_missed(town.access, since=since()) if event.author and event.author.is_page
                and event.message_kind is MessageKind.COMMENT)  # fmt: skip
    assert (receipt.external_id, receipt.url) == (echo.external_id, echo.url)
    assert echo.thread_id == town.name(asked)
    assert VK.find_own_reply(town.access, town.reply(asked)) == receipt


def test_its_private_answer_stands_in_the_talk_and_is_known_again(town: Town) -> None:
    act = private(town, town.message("Нет воды"))
    receipt = VK.act(town.access, act)
    assert receipt.external_id == "peer500101_2"
    assert VK.find_own_reply(town.access, act) == receipt
    events = [event for event in VK.fetch_missed(town.access, since=since()) if event.thread_id == "peer500101"]
    assert {event.external_id for event in events} == {"peer500101_1", "peer500101_2"}


@pytest.mark.parametrize("kind", ["timeout_after", "cut_after"])
def test_a_repetition_after_an_unheard_answer_does_not_double_it(kind: str, town: Town) -> None:
    asked = town.comment("Когда?")
    act, message = town.reply(asked), private(town, town.message("Нет воды"))
    town.control.add_fault(kind, method="wall.createComment")
    town.control.add_fault(kind, method="messages.send")
    for one in (act, message):
        with pytest.raises(TryLater) as caught:
            VK.act(replace(town.access, timeout_seconds=1.0), one)
        assert caught.value.is_uncertain
        found = VK.find_own_reply(town.access, one)
        assert found is not None
        assert VK.act(town.access, one) == found
    assert town.answers_in_state() == ["До 1 июня."]


@pytest.mark.parametrize(
    ("fault", "is_uncertain"),
    [
        ({"kind": "cut_before"}, True),
        ({"kind": "nonsense"}, True),
        ({"kind": "http", "status": 502}, True),
        ({"kind": "http", "status": 429}, False),
        ({"kind": "error", "code": 6}, False),
        ({"kind": "error", "code": 10}, True),
    ],
)
def test_it_tries_later_after_a_passing_fault(fault: dict[str, int | str], town: Town, *, is_uncertain: bool) -> None:
    asked = town.comment("Когда?")
    town.control.add_fault(method="wall.createComment", **fault)  # type: ignore[arg-type]
    with pytest.raises(TryLater) as caught:
        VK.act(town.access, town.reply(asked))
    assert caught.value.is_uncertain is is_uncertain
    assert VK.find_own_reply(town.access, town.reply(asked)) is None
    VK.act(town.access, town.reply(asked))
    assert town.answers_in_state() == ["До 1 июня."]


def test_it_cannot_be_uncertain_when_nobody_listens(town: Town) -> None:
    away = replace(town.access, api_url="http://127.0.0.1:9")
    with pytest.raises(TryLater) as caught:
        VK.act(away, town.reply(town.comment("Когда?")))
    assert not caught.value.is_uncertain


def test_it_is_refused_with_a_next_step(town: Town) -> None:
    asked = town.comment("Когда?")
    town.control.set_comments(town.group_id, town.post_id, are_open=False)
    with pytest.raises(Refused) as closed:
        VK.act(town.access, town.reply(asked))
    with pytest.raises(Refused) as stranger:
        VK.act(town.access, private(town, 1))
    town.control.revoke_token(town.access.community_token)
    with pytest.raises(Refused) as revoked:
        VK.act(town.access, town.reply(asked))
    assert [why.value.code for why in (closed, stranger, revoked)] == ["213", "901", "5"]
    assert all(why.value.next_step for why in (closed, stranger, revoked))


def test_it_explains_that_a_deleted_comment_cannot_be_answered(town: Town) -> None:
    asked = town.comment("Когда?")
    town.control.delete_comment(town.group_id, asked)
    with pytest.raises(Refused, match="no longer there"):
        VK.act(town.access, town.reply(asked))


def test_it_hides_and_restores_a_comment_however_often(town: Town) -> None:
    asked = town.comment("Когда?")
    act = town.reply(asked)
    for _ in range(2):
        VK.act(town.access, replace(act, kind=ActKind.HIDE))
    hidden = VK.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=act.external_id)
    for _ in range(2):
        VK.act(town.access, replace(act, kind=ActKind.RESTORE))
    shown = VK.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=act.external_id)
    assert hidden.is_deleted
    assert shown.event is not None
    assert shown.event.text == "Когда?"


def test_it_bans_and_lifts_the_ban_however_often(town: Town) -> None:
    town.comment("Грубость")
    act = replace(town.reply(1), kind=ActKind.BAN, external_id="500101", because="Оскорбления")
    for _ in range(2):
        VK.act(town.access, act)
    (page,) = town.control.state(town.group_id)["pages"]
    assert [ban["user_id"] for ban in page["banned"]] == [500101]
    for _ in range(2):
        VK.act(town.access, replace(act, kind=ActKind.UNBAN))
    (page,) = town.control.state(town.group_id)["pages"]
    assert page["banned"] == []


def test_it_reads_an_edited_message_as_it_stands_now(town: Town) -> None:
    number = town.message("Нет воды")
    written = town.control.write_message(town.group_id, text="Нет тепла", author_id=500101)
    town.control.edit_message(town.group_id, written.id, text="Нет тепла второй день")
    fetched = VK.fetch_message(town.access, kind=MessageKind.PRIVATE, external_id=f"peer500101_{number + 1}")
    assert fetched.event is not None
    assert fetched.event.text == "Нет тепла второй день"


def test_it_reads_back_everything_that_was_written(town: Town) -> None:
    root = town.comment("Когда починят дорогу?")
    replies = [town.comment(f"И у нас {number}", reply_to=root) for number in range(12)]
    town.message("Нет воды")
    suggested = town.control.write_post(town.group_id, text="Соседи!", author_id=500101, is_suggested=True)
    events = list(VK.fetch_missed(town.access, since=since()))
    found = {event.external_id for event in events}
    assert found >= {town.name(number) for number in (root, *replies)}
    assert found >= {"peer500101_1", f"wall-{town.group_id}_{suggested}", f"wall-{town.group_id}_{town.post_id}"}
    assert {event.author for event in events if event.author and not event.author.is_page} == {
        Author("500101", "Мария Ковалёва")
    }
    assert all(event.kind is EventKind.NEW for event in events)


def test_it_reads_what_the_sandbox_pushes_and_polls_alike(town: Town, sandbox: RunningSandbox) -> None:
    asked = town.comment("Когда?")
    comment = {
        "id": asked,
        "from_id": 500101,
        "post_id": town.post_id,
        "post_owner_id": -town.group_id,
        "text": "Когда?",
    }
    told = {"type": "wall_reply_new", "group_id": town.group_id, "object": comment | {"parents_stack": []}}
    (pushed,) = VK.parse(json.dumps(told).encode(), page_id=str(town.group_id))
    read = next(event for event in VK.fetch_missed(town.access, since=since()) if event.text == "Когда?")
    assert (pushed.external_id, pushed.thread_id, pushed.url) == (read.external_id, read.thread_id, read.url)


def test_it_names_people(town: Town) -> None:
    town.comment("Когда?")
    assert VK.fetch_names(town.access, external_ids=["500101", "999999999"]) == {"500101": "Мария Ковалёва"}


def test_it_reads_the_page_and_the_rights_of_its_tokens(town: Town) -> None:
    facts = VK.read_page(town.access)
    assert (facts.name, facts.badge) == ("Администрация", Badge.CONFIRMED)
    assert facts.are_comments_open
    assert set(facts.rights) >= {"messages", "wall", "administrator"}


def test_it_keeps_ids_that_a_double_cannot_hold(town: Town) -> None:
    big = 2**53 + 1
    town.control.write_comment(town.group_id, town.post_id, text="Когда?", author_id=500101, id=big)
    receipt = VK.act(town.access, town.reply(big))
    assert receipt.external_id.startswith(f"wall-{town.group_id}_{town.post_id}_")
    assert VK.find_own_reply(town.access, town.reply(big)) == receipt
