"""How a bot hears of what happened: by webhook or on request, and what Telegram never tells."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from otklik.sandbox.telegram.control_client import ChannelOfSandbox, PostOfSandbox, TelegramControl
from otklik.sandbox.telegram.tests.conftest import WAIT_SECONDS, Call, Json, Receiver
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until

Updates = Callable[[], list[Json]]


def test_it_copies_each_post_into_the_group_where_comments_hang_on_it(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, updates: Updates
) -> None:
    written = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма", author_name="Мария Петрова")
    deeper = control.write_comment(page.channel_id, reply_to=written.id, text="И у нас")
    channel_post, copy, comment, reply = updates()

    assert channel_post["channel_post"]["chat"]["id"] == page.channel_id
    copy = copy["message"]
    assert (copy["message_id"], copy["is_automatic_forward"], copy["edit_date"]) == (post.copy_id, True, copy["date"])
    assert (copy["from"]["id"], copy["sender_chat"]["id"]) == (777000, page.channel_id)
    assert copy["forward_origin"]["message_id"] == post.post_id
    assert comment["message"]["message_thread_id"] == post.copy_id
    assert comment["message"]["reply_to_message"]["is_automatic_forward"]
    assert (deeper.more["thread_id"], reply["message"]["message_thread_id"]) == (post.copy_id, post.copy_id)
    assert reply["message"]["reply_to_message"]["message_id"] == written.id
    assert "reply_to_message" not in reply["message"]["reply_to_message"]


def test_it_tells_edits_and_never_deletions(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, updates: Updates
) -> None:
    written = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма")
    private = control.write_message(page.channel_id, text="Нет воды")
    updates()
    control.edit_comment(page.channel_id, written.id, text="Яма!")
    control.edit_message(page.channel_id, private.author_id, private.id, text="Нет тепла")
    control.edit_post(page.channel_id, post.post_id, text="Поправка")
    control.delete_comment(page.channel_id, written.id)
    control.delete_message(page.channel_id, private.author_id, private.id)

    kinds = [(kind, thing["text"]) for told in updates() for kind, thing in told.items() if kind != "update_id"]
    assert kinds == [
        ("edited_message", "Яма!"), ("edited_message", "Нет тепла"), ("edited_channel_post", "Поправка"),
        ("edited_message", "Поправка"),
    ]  # fmt: skip


def test_it_tells_nothing_of_the_bots_own_words_and_drops_what_waited_when_asked(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, call: Call
) -> None:
    asked = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма")
    control.write_comment(page.channel_id, reply_to=asked.id, text="Заделали", speaks_as="bot")
    private = control.write_message(page.channel_id, text="Нет воды")
    answer = {"act": "messages/answer", "channel_id": page.channel_id, "user_id": private.author_id, "text": "Дали"}
    batch_id = control.run_batch([answer])
    until(lambda: control.batch(batch_id)["is_finished"])
    state = control.state(page.channel_id)["pages"][0]
    assert [one["author_id"] for one in state["posts"][0]["comments"]] == [asked.author_id, page.bot_id]
    assert [one["author_id"] for one in state["conversations"][0]["messages"]] == [private.author_id, page.bot_id]
    assert call(page.token, "getWebhookInfo")["result"]["pending_update_count"] == 4

    control.connect_page(page.channel_id, webhook_url="http://127.0.0.1:9/", drop_pending_updates=True)
    assert call(page.token, "getWebhookInfo")["result"]["pending_update_count"] == 0


def test_it_shows_who_speaks_as_a_chat(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox, updates: Updates
) -> None:
    updates()
    for speaker in ({"author_id": -1002000000777}, {"speaks_as": "page"}, {"speaks_as": "group"}):
        control.write_comment(page.channel_id, post_id=post.post_id, text="…", **speaker)
    told = [update["message"] for update in updates()]
    assert [one["sender_chat"]["id"] for one in told] == [-1002000000777, page.channel_id, page.group_id]
    assert [one["from"]["username"] for one in told] == ["Channel_Bot", "Channel_Bot", "GroupAnonymousBot"]


def test_it_pushes_with_the_secret_in_its_header(control: TelegramControl, receiver: Receiver) -> None:
    page = control.create_page("Школа", webhook_url=receiver.url, secret="тайн-а".encode().hex())
    control.write_message(page.channel_id, text="Вопрос", author_name="Мария Петрова")
    body, secret = receiver.received.get(timeout=WAIT_SECONDS)
    assert body["message"]["from"]["first_name"] == "Мария"
    assert body["message"]["chat"]["type"] == "private"
    assert secret == "тайн-а".encode().hex()


def test_it_pushes_again_until_it_is_taken_and_tells_of_the_failure(
    sandbox: RunningSandbox, control: TelegramControl, receiver: Receiver, call: Call
) -> None:
    sandbox.control.settings(time_factor=0.0)
    page = control.create_page("Школа")
    call(page.token, "setWebhook", url=receiver.url, allowed_updates=["message"])
    for _ in range(2):
        receiver.statuses.put(502)
    control.write_message(page.channel_id, text="Вопрос")

    assert len({receiver.take()["update_id"] for _ in range(3)}) == 1
    until(lambda: call(page.token, "getWebhookInfo")["result"]["pending_update_count"] == 0)
    told = call(page.token, "getWebhookInfo")["result"]
    assert told["last_error_message"] == "Wrong response from the webhook: 502"
    assert told["allowed_updates"] == ["message"]
    assert told["last_error_date"] > 0


def test_it_counts_what_waits_while_nobody_listens(control: TelegramControl, call: Call) -> None:
    page = control.create_page("Школа")
    call(page.token, "setWebhook", url="http://127.0.0.1:9/hook/")
    for number in range(3):
        control.write_message(page.channel_id, text=str(number))
    until(lambda: "last_error_message" in call(page.token, "getWebhookInfo")["result"])
    told = call(page.token, "getWebhookInfo")["result"]
    assert (told["pending_update_count"], told["last_error_message"]) == (3, "Connection refused")


def test_it_hands_what_waited_to_a_webhook_or_back(control: TelegramControl, receiver: Receiver, call: Call) -> None:
    page = control.create_page("Школа")
    control.write_message(page.channel_id, text="До вебхука")
    call(page.token, "setWebhook", url=receiver.url)
    assert receiver.take("message")["text"] == "До вебхука"
    until(lambda: call(page.token, "getWebhookInfo")["result"]["pending_update_count"] == 0)
    call(page.token, "deleteWebhook")
    control.write_message(page.channel_id, text="После")
    assert [one["message"]["text"] for one in call(page.token, "getUpdates")["result"]] == ["После"]
    call(page.token, "setWebhook", url=receiver.url, drop_pending_updates=True)
    control.write_message(page.channel_id, text="Новое")
    assert receiver.take("message")["text"] == "Новое"


def test_it_gives_updates_in_one_way_only(control: TelegramControl, receiver: Receiver, call: Call) -> None:
    page = control.create_page("Школа", webhook_url=receiver.url)
    refused = call(page.token, "getUpdates")
    assert refused["error_code"] == 409
    assert "webhook is active" in refused["description"]


def test_it_forgets_only_what_was_confirmed(control: TelegramControl, page: ChannelOfSandbox, call: Call) -> None:
    for number in range(3):
        control.write_message(page.channel_id, text=str(number))
    first = call(page.token, "getUpdates", limit=2)["result"]
    assert [one["message"]["text"] for one in first] == ["0", "1"]
    assert len(call(page.token, "getUpdates")["result"]) == 3
    rest = call(page.token, "getUpdates", offset=first[-1]["update_id"] + 1)["result"]
    assert [one["message"]["text"] for one in rest] == ["2"]
    assert call(page.token, "getUpdates", offset=-1)["result"] == rest


def test_it_lets_a_bot_wait_and_ends_the_waiting_of_the_first_of_two(
    sandbox: RunningSandbox, control: TelegramControl, page: ChannelOfSandbox, call: Call
) -> None:
    with ThreadPoolExecutor() as pool:
        first = pool.submit(call, page.token, "getUpdates", timeout=WAIT_SECONDS)
        until(lambda: sandbox.control.calls("getUpdates", network="telegram") == 1)
        second = pool.submit(call, page.token, "getUpdates", timeout=WAIT_SECONDS)
        assert first.result(WAIT_SECONDS)["error_code"] == 409
        control.write_message(page.channel_id, text="Вопрос")
        told = second.result(WAIT_SECONDS)["result"]
    assert [one["message"]["text"] for one in told] == ["Вопрос"]


def test_it_tells_only_what_the_bot_asked_for(control: TelegramControl, page: ChannelOfSandbox, call: Call) -> None:
    call(page.token, "getUpdates", allowed_updates=["edited_message"])
    written = control.write_message(page.channel_id, text="Вопрос")
    control.edit_message(page.channel_id, written.author_id, written.id, text="Вопрос?")
    assert [list(one) for one in call(page.token, "getUpdates")["result"]] == [["update_id", "edited_message"]]


def test_it_tells_nothing_of_a_group_that_the_bot_is_not_in(control: TelegramControl, call: Call) -> None:
    page = control.create_page("Школа", group_rights=[], channel_rights=[])
    post = control.write_post(page.channel_id, text="Новость")
    control.write_comment(page.channel_id, post_id=post.post_id, text="Яма")
    assert call(page.token, "getUpdates")["result"] == []


def test_it_doubles_delays_loses_and_shuffles_on_demand(
    sandbox: RunningSandbox, control: TelegramControl, receiver: Receiver
) -> None:
    page = control.create_page("Школа", webhook_url=receiver.url)
    add = sandbox.control.add_fault
    add("duplicate", network="telegram", page=page.channel_id, times=2)
    control.write_message(page.channel_id, text="Трижды")
    assert len({receiver.take()["update_id"] for _ in range(3)}) == 1
    add("lost", network="telegram")
    control.write_message(page.channel_id, text="Пропала")
    add("late", network="telegram", seconds=3600)
    control.write_message(page.channel_id, text="Поздняя")
    control.write_message(page.channel_id, text="Обычная")
    assert receiver.take("message")["text"] == "Обычная"
    sandbox.control.flush_pushes()
    assert receiver.take("message")["text"] == "Поздняя"
    add("shuffle", network="telegram", count=5, window=5, seconds=60)
    for number in range(5):
        control.write_message(page.channel_id, text=str(number))
    assert {receiver.take("message")["text"] for _ in range(5)} == {"0", "1", "2", "3", "4"}


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"url": "http://otklik.example/"}, "HTTPS url must be provided"),
        ({"url": "https://otklik.example:9000/"}, "ports 80, 88, 443 or 8443"),
        ({"url": "https://otklik.example/", "secret_token": "тайна"}, "unallowed characters"),
    ],
)
def test_it_refuses_a_webhook_that_telegram_would_refuse(
    page: ChannelOfSandbox, call: Call, params: Json, word: str
) -> None:
    refused = call(page.token, "setWebhook", **params)
    assert refused["error_code"] == 400
    assert word in refused["description"]
