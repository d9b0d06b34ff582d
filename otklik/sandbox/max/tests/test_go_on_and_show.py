"""A sandbox that was killed goes on where it was; residents see the channels in a browser."""

from pathlib import Path

import httpx

from otklik.sandbox.max.control_client import ChannelOfSandbox
from otklik.sandbox.max.tests.conftest import WAIT_SECONDS, Listener
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until


def test_it_keeps_everything_over_a_kill_and_pushes_what_waited(tmp_path: Path, listener: Listener) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        page = sandbox.control.max.create_page("Отрадное", callback_url=listener.url, secret="a-secret")
        post = sandbox.control.max.write_post(page.chat_id, text="Новость")
        listener.take("message_created")
        listener.replies.put(503)
        asked = sandbox.control.max.write_comment(page.chat_id, post, text="Яма", author_name="Мария Петрова")
        listener.take("comment_created")
        sandbox.control.max.edit(asked.mid, text="Яма на Ленина")
        listener.take("comment_edited")
        sandbox.control.max.write_message(page.chat_id, text="Нет света", author_id=asked.author_id)
        sandbox.control.max.ban(page.chat_id, asked.author_id)
        listener.take("message_created")
        until(lambda: len(sandbox.control.pushes()["items"]) == 1)
        before = sandbox.control.max.state()

        sandbox.kill()
        sandbox.restart()

        assert sandbox.control.max.state() == before
        assert sandbox.control.flush_pushes() == 1
        body, secret = listener.received.get(timeout=WAIT_SECONDS)
        if body["update_type"] == "bot_started":  # told beside the first message, perhaps only now
            body, secret = listener.received.get(timeout=WAIT_SECONDS)
        assert (body["update_type"], secret) == ("comment_created", "a-secret")
        again = sandbox.control.max.write_message(page.chat_id, text="И тепла", author_name="Иван Сидоров")
        assert again.author_id > asked.author_id


def test_a_batch_writes_in_the_background(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str) -> None:
    act = {"act": "comments/write", "chat_id": page.chat_id, "post": post}
    batch_id = sandbox.control.max.run_batch(
        [*({**act, "text": f"Яма {n}"} for n in range(20)), {**act, "post": "mid.x"}]
    )
    batch = until(lambda: found if (found := sandbox.control.max.batch(batch_id))["is_finished"] else None)
    assert batch is not None
    assert "error" in batch["results"][-1]
    assert len(sandbox.control.max.state(page.chat_id)["pages"][0]["posts"][0]["comments"]) == 20


def test_a_batch_goes_on_with_what_its_acts_answered(sandbox: RunningSandbox, page: ChannelOfSandbox) -> None:
    place = {"act": "comments/write", "chat_id": page.chat_id, "post": {"of": 0, "take": "mid"}}
    acts = [
        {"act": "posts/write", "chat_id": page.chat_id, "text": "Новость", "timestamp": 1_790_000_000_000},
        {**place, "text": "Яма"},
        {**place, "text": "Заделали", "is_by_bot": True, "reply_to": {"of": 1, "take": "mid"}},
        {**place, "text": "Спасибо", "reply_to": {"of": 9, "take": "mid"}},
        {"act": "messages/write", "chat_id": page.chat_id, "text": "Нет воды"},
        {
            "act": "messages/answer",
            "chat_id": page.chat_id,
            "author_id": {"of": 4, "take": "author_id"},
            "text": "Дали",
        },
    ]
    batch_id = sandbox.control.max.run_batch(acts)
    batch = until(lambda: found if (found := sandbox.control.max.batch(batch_id))["is_finished"] else None)
    assert batch is not None
    assert batch["results"][3] == {"error": "no earlier act number 9 of this batch answered mid"}
    state = sandbox.control.max.state(page.chat_id)["pages"][0]
    question, answer = state["posts"][0]["comments"]
    assert (answer["reply_to"], answer["sender_id"]) == (question["mid"], page.bot_id)
    private = state["talks"][0]["messages"]
    assert [(one["text"], one["sender_id"] == page.bot_id) for one in private] == [("Нет воды", False), ("Дали", True)]


def test_a_resident_reads_comments_and_writes(sandbox: RunningSandbox, page: ChannelOfSandbox, post: str) -> None:
    asked = sandbox.control.max.write_comment(page.chat_id, post, text="<b>Яма</b>", author_name="Мария Петрова")
    channel = f"/max/c/{page.chat_id}/"
    with httpx.Client(base_url=sandbox.url, follow_redirects=True, trust_env=False) as browser:
        assert "Отрадное" in browser.get("/max/").text
        assert "&lt;b&gt;Яма" in browser.get(channel).text
        form = {"name": "Иван Сидоров", "post": post, "reply_to": asked.mid, "text": "И у нас"}
        assert "ответ: Мария Петрова" in browser.post(f"{channel}comment", data=form).text
        assert "Нет света" in browser.post(f"{channel}message", data={"text": "Нет света"}).text
        (told,) = sandbox.control.max.state(page.chat_id)["pages"]
        own = told["posts"][0]["comments"][1]
        assert own["reply_to"] == asked.mid
        assert told["talks"][0]["user_id"] == own["sender_id"]
        assert "И у нас" not in browser.post(f"{channel}delete", data={"mid": own["mid"]}).text
        assert "не позволяет" in browser.post(f"{channel}delete", data={"mid": asked.mid}).text
        assert browser.get("/max/c/-5/").status_code == 404
        assert browser.get(f"{channel}changes").json()["version"] > 0
