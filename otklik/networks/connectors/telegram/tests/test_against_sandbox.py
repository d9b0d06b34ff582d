"""The whole connector over HTTP, against the sandbox and its faults."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from otklik.networks.connector import Act, ActKind, PageAccess
from otklik.networks.connectors.telegram.tests.sandbox_town import TELEGRAM, Town, answer_to
from otklik.networks.errors import ConnectorError, Refused, TryLater
from otklik.networks.events import Author, EventKind, MessageKind
from otklik.sandbox.testing import RunningSandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        yield running


@pytest.fixture
def town(sandbox: RunningSandbox) -> Town:
    """Bots are new for each test, so that no test waits for another's budget."""
    sandbox.control.remove_faults()
    control = sandbox.control.telegram
    page = control.create_page("Администрация", username="zarechny_adm", description="Официально")
    access = PageAccess(
        "telegram",
        str(page.channel_id),
        api_url=sandbox.telegram_api_url,
        community_token=page.token,
        webhook_secret="secret-of_the-page",
    )
    post = control.write_post(page.channel_id, text="Новость")
    town = Town(sandbox, access, page.channel_id, post.post_id)
    town.hear()
    return town


def test_it_hears_a_comment_and_its_answer_stands_in_the_thread(town: Town) -> None:
    town.comment("Когда починят дорогу?")
    (heard,) = town.hear()
    receipt = TELEGRAM.act(town.access, answer_to(heard))
    answer = town.state()["posts"][0]["comments"][-1]
    assert (answer["text"], answer["reply_to"]) == ("До 1 июня.", int(heard.external_id.rpartition("_")[2]))
    assert receipt.external_id == f"{heard.container_id}_{answer['message_id']}"
    assert town.hear() == []  # a bot is not told of its own messages


def test_a_resident_s_answer_to_our_answer_joins_their_thread(town: Town) -> None:
    town.comment("Когда починят дорогу?")
    (asked,) = town.hear()
    receipt = TELEGRAM.act(town.access, answer_to(asked))
    town.comment("Спасибо", reply_to=int(receipt.external_id.rpartition("_")[2]))
    (again,) = town.hear()
    assert (again.thread_id, again.container_id, again.reply_to) == (
        asked.thread_id, asked.container_id, receipt.external_id,
    )  # fmt: skip


@pytest.mark.parametrize("speaks_as", ["page", "group"])
def test_an_answer_typed_in_telegram_is_one_of_the_page(speaks_as: str, town: Town) -> None:
    number = town.comment("Когда починят дорогу?")
    town.comment("Завтра", reply_to=number, speaks_as=speaks_as)
    asked, typed = town.hear()
    assert typed.author is not None
    assert typed.author.is_page
    assert typed.thread_id == asked.thread_id


def test_it_hears_a_private_message_and_answers_it(town: Town) -> None:
    town.message("Нет воды")
    (heard,) = town.hear()
    assert (heard.message_kind, heard.author) == (MessageKind.PRIVATE, Author("500101", "Мария Ковалёва"))
    receipt = TELEGRAM.act(town.access, answer_to(heard))
    (talk,) = town.state()["conversations"]
    assert receipt.external_id == f"chat500101_{talk['messages'][-1]['message_id']}"
    assert town.answers() == ["До 1 июня."]


def test_it_hears_edits_and_no_deletions(town: Town) -> None:
    number = town.comment("Яма")
    town.hear()
    town.sandbox.control.telegram.edit_comment(town.channel_id, number, text="Яма!")
    (edited,) = town.hear()
    assert (edited.kind, edited.text) == (EventKind.EDITED, "Яма!")
    assert edited.sequence
    town.sandbox.control.telegram.delete_comment(town.channel_id, number)
    assert town.hear() == []


@pytest.mark.parametrize("kind", ["timeout_after", "cut_after"])
def test_it_never_says_that_an_unheard_answer_is_not_there(kind: str, town: Town) -> None:
    town.comment("Когда?")
    act = answer_to(town.hear()[0])
    town.fault(kind, method="sendMessage")
    with pytest.raises(TryLater) as caught:
        TELEGRAM.act(replace(town.access, timeout_seconds=1.0), act)
    assert caught.value.is_uncertain
    with pytest.raises(Refused):
        TELEGRAM.find_own_reply(town.access, act)
    assert town.answers() == ["До 1 июня."]


@pytest.mark.parametrize(
    ("fault", "is_uncertain", "count"),
    [
        ({"kind": "cut_before"}, True, 0),
        ({"kind": "nonsense"}, True, 0),
        ({"kind": "nonsense", "is_performed": True}, True, 1),
        ({"kind": "http", "status": 502}, True, 0),
        ({"kind": "http", "status": 429}, False, 0),
        ({"kind": "error", "code": 429}, False, 0),
        ({"kind": "error", "code": 500}, True, 0),
    ],
)
def test_it_tries_later_after_a_passing_fault(
    fault: dict[str, Any], town: Town, *, is_uncertain: bool, count: int
) -> None:
    town.comment("Когда?")
    act = answer_to(town.hear()[0])
    town.fault(method="sendMessage", **fault)
    with pytest.raises(TryLater) as caught:
        TELEGRAM.act(town.access, act)
    assert caught.value.is_uncertain is is_uncertain
    assert len(town.answers()) == count


def test_it_waits_as_long_as_telegram_says(town: Town) -> None:
    town.message("Нет воды")
    act = answer_to(town.hear()[0])
    town.fault("error", code=429, method="sendMessage")
    before = datetime.now(UTC)
    with pytest.raises(TryLater) as caught:
        TELEGRAM.act(town.access, act)
    assert caught.value.until is not None
    assert caught.value.until >= before + timedelta(seconds=3)


def test_it_cannot_be_uncertain_when_nobody_listens(town: Town) -> None:
    town.comment("Когда?")
    act = answer_to(town.hear()[0])
    with pytest.raises(TryLater) as caught:
        TELEGRAM.act(replace(town.access, api_url="http://127.0.0.1:9"), act)
    assert not caught.value.is_uncertain


def refused(town: Town, act: Act) -> ConnectorError:
    with pytest.raises(Refused) as caught:
        TELEGRAM.act(town.access, act)
    assert caught.value.next_step
    return caught.value


def test_it_is_refused_with_a_reason_and_a_next_step(town: Town) -> None:
    control = town.sandbox.control.telegram
    number = town.comment("Когда?")
    town.message("Нет воды")
    comment, private = map(answer_to, town.hear())
    control.block(town.channel_id, 500101)
    assert "does not receive" in refused(town, private).reason
    control.delete_comment(town.channel_id, number)
    assert "no longer there" in refused(town, comment).reason
    control.create_page("Администрация", channel_id=town.channel_id, group_rights=[])
    assert "no longer in the channel" in refused(town, comment).reason
    control.revoke_token(town.access.community_token)
    assert "token" in refused(town, comment).reason
    assert town.answers() == []


def test_it_deletes_a_young_comment_however_often_and_never_an_old_one(town: Town) -> None:
    old = int((datetime.now(UTC) - timedelta(hours=49)).timestamp())
    town.comment("Старый", date=old)
    town.comment("Новый")
    heard = [replace(answer_to(event), kind=ActKind.DELETE) for event in town.hear()]
    assert "48 hours" in refused(town, heard[0]).reason
    for _ in range(2):
        TELEGRAM.act(town.access, heard[1])
    comments = town.state()["posts"][0]["comments"]
    assert [one["is_deleted"] for one in comments] == [False, True]


def test_it_bans_people_and_channels_and_lifts_the_bans_however_often(town: Town) -> None:
    town.comment("Грубость")
    town.sandbox.control.telegram.write_comment(
        town.channel_id, post_id=town.post_id, text="Реклама", author_id=-1002000000777
    )
    bans = [
        replace(answer_to(event), kind=ActKind.BAN, external_id=event.author.external_id)
        for event in town.hear()
        if event.author
    ]
    for act in bans * 2:
        TELEGRAM.act(town.access, act)
    assert [ban["who"] for ban in town.state()["banned"]] == [500101, -1002000000777]
    for act in bans * 2:
        TELEGRAM.act(town.access, replace(act, kind=ActKind.UNBAN))
    assert town.state()["banned"] == []


def test_it_bans_nobody_without_the_right(town: Town) -> None:
    town.comment("Грубость")
    town.sandbox.control.telegram.create_page(
        "Администрация", channel_id=town.channel_id, group_rights=["can_delete_messages"]
    )
    (heard,) = town.hear()
    assert "no right" in refused(town, replace(answer_to(heard), kind=ActKind.BAN, external_id="500101")).reason


def test_it_reads_the_channel_and_what_the_bot_may_do(town: Town) -> None:
    facts = TELEGRAM.read_page(town.access)
    assert (facts.name, facts.url, facts.description) == ("Администрация", "https://t.me/zarechny_adm", "Официально")
    assert facts.are_comments_open
    assert set(facts.rights) >= {"administrator", "group:can_delete_messages", "group:can_restrict_members"}


def test_it_names_whom_the_bot_has_met(town: Town) -> None:
    town.comment("Когда?")
    assert TELEGRAM.fetch_names(town.access, external_ids=["500101", "999999999"]) == {"500101": "Мария Ковалёва"}


def test_it_sets_its_webhook_once_and_sees_how_it_does(town: Town) -> None:
    hook_url = "http://127.0.0.1:9/hooks/telegram/key/"
    town.hear()  # confirms what was heard before
    assert TELEGRAM.keep_subscription(town.access, hook_url=hook_url).was_renewed
    assert not TELEGRAM.keep_subscription(town.access, hook_url=hook_url).was_renewed
    assert town.sandbox.control.calls("setWebhook", network="telegram") >= 1
    town.comment("Когда?")
    assert TELEGRAM.keep_subscription(town.access, hook_url=hook_url).waiting == 1
    with pytest.raises(Refused, match="one way only"):
        TELEGRAM.poll(town.access, marker="")


def test_it_proves_and_reads_what_the_sandbox_pushes(town: Town) -> None:
    town.comment("Когда?")
    (body,) = TELEGRAM.poll(town.access, marker=town.marker).bodies
    headers = {"X-Telegram-Bot-Api-Secret-Token": town.access.webhook_secret}
    assert TELEGRAM.receive(body, headers, access=town.access).reply == "ok"
    (event,) = TELEGRAM.parse(body, page_id=town.access.external_id)
    assert event.text == "Когда?"


def test_it_hears_nothing_twice_and_forgets_nothing_unconfirmed(town: Town) -> None:
    town.comment("Раз")
    before = town.marker
    first = [event.text for event in town.hear()]
    after, town.marker = town.marker, before
    assert [event.text for event in town.hear()] == first == ["Раз"]
    town.marker = after
    assert town.hear() == []
