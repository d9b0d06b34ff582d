"""The journal: a sandbox that was killed goes on where it was."""

from pathlib import Path

from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Listener, until


def test_it_keeps_everything_over_a_kill_and_pushes_what_waited(tmp_path: Path, listener: Listener) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        page = sandbox.control.create_page("Администрация", callback_url=listener.url, secret="s")
        sandbox.control.settings(time_factor=5)
        sandbox.control.add_fault("latency", seconds=0.1, method="users.get", count=3)
        post_id = sandbox.control.write_post(page.group_id, text="Новость")
        listener.take("wall_post_new")
        for _ in range(2):
            listener.replies.put((503, ""))
        written = sandbox.control.write_comment(page.group_id, post_id, text="Яма", author_name="Мария Петрова")
        sandbox.control.edit_comment(page.group_id, written.id, text="Яма на Ленина")
        pushed = {listener.take()["event_id"] for _ in range(2)}
        until(lambda: sandbox.control.counters()["pushes"]["failed"] == 2)
        sandbox.control.ban(page.group_id, written.author_id)
        listener.take("user_block")
        until(lambda: len(sandbox.control.pushes()["items"]) == 2)
        before = sandbox.control.state()

        sandbox.kill()
        sandbox.restart()

        assert sandbox.control.state() == before
        assert sandbox.control.settings()["time_factor"] == 5
        assert sandbox.control.get("/faults")["faults"][0]["count"] == 3
        assert sandbox.control.flush_pushes() == 2
        assert {listener.take()["event_id"] for _ in range(2)} == pushed
        again = sandbox.control.write_comment(page.group_id, post_id, text="Новый", author_name="Иван Сидоров")
        assert again.id > written.id


def test_it_leaves_out_a_line_that_was_torn(tmp_path: Path) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        page = sandbox.control.create_page("Администрация")
        sandbox.control.write_post(page.group_id, text="Новость")
        sandbox.kill()
        with (tmp_path / "journal.jsonl").open("a", encoding="utf-8") as journal:
            journal.write('["post",{"group_id":1,"te')
        sandbox.restart()

        assert [post["text"] for post in sandbox.control.state()["pages"][0]["posts"]] == ["Новость"]


def test_it_forgets_everything_when_it_is_reset(tmp_path: Path) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        sandbox.control.create_page("Администрация")
        sandbox.control.reset()
        sandbox.kill()
        sandbox.restart()

        assert sandbox.control.state() == {"pages": [], "users": []}
