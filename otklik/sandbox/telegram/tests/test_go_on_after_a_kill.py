"""The journal: Telegram in a sandbox that was killed goes on where it was."""

from pathlib import Path

import httpx

from otklik.sandbox.telegram.tests.conftest import Receiver
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until


def test_it_keeps_everything_over_a_kill_and_pushes_what_waited(tmp_path: Path, receiver: Receiver) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        control = sandbox.control.telegram
        page = control.create_page("Администрация", webhook_url=receiver.url, secret="s")
        silent = control.create_page("Школа")
        control.write_message(silent.channel_id, text="Ждёт")
        post = control.write_post(page.channel_id, text="Новость")
        for _ in range(2):
            receiver.take()
        until(lambda: sandbox.control.pushes()["items"] == [])
        receiver.statuses.put(503)
        written = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма", author_name="Мария Петрова")
        first = receiver.take()
        until(lambda: sandbox.control.counters()["pushes"]["failed"] == 1)
        control.ban(page.channel_id, written.author_id)
        before = control.state()

        sandbox.kill()
        sandbox.restart()

        assert control.state() == before
        sandbox.control.flush_pushes()
        assert receiver.take() == first
        told = httpx.get(f"{sandbox.telegram_api_url}/bot{silent.token}/getUpdates", trust_env=False).json()
        assert [update["message"]["text"] for update in told["result"]] == ["Ждёт"]
        again = control.write_comment(page.channel_id, post_id=post.post_id, text="Ещё")
        assert again.id > written.id


def test_it_forgets_everything_when_it_is_reset(tmp_path: Path) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        sandbox.control.telegram.create_page("Администрация")
        sandbox.control.reset()
        sandbox.kill()
        sandbox.restart()
        assert sandbox.control.telegram.state() == {"pages": [], "users": []}
