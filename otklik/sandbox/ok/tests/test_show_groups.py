"""Groups as residents see them, the state that is kept, and scripts; without a browser."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused
from otklik.sandbox.ok.control_client import GroupOfSandbox
from otklik.sandbox.ok.tests.ok_client import OkClient, texts_of
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until


@pytest.fixture
def browser(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, follow_redirects=True, trust_env=False) as client:
        yield client


def test_it_lists_groups_and_says_that_it_is_for_training(browser: httpx.Client, group: GroupOfSandbox) -> None:
    shown = browser.get("/ok/")
    assert "Учебная сеть: ничего не уходит в настоящий ОК" in shown.text
    assert group.name in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert browser.get("/ok/1/").status_code == 404
    assert browser.get("/ok/1/talk/").status_code == 404


def test_it_lets_a_resident_comment_answer_and_delete(
    browser: httpx.Client, sandbox: RunningSandbox, group: GroupOfSandbox, topic: int
) -> None:
    here = f"/ok/{group.group_id}"
    browser.post("/ok/resident", data={"name": "Мария  Петрова", "back": f"{here}/"})
    assert "Яма &amp; грязь" in browser.post(f"{here}/comment", data={"topic_id": topic, "text": "Яма & грязь"}).text
    (page,) = sandbox.control.ok.state(group.group_id)["pages"]
    first = page["topics"][0]["comments"][0]["comment_id"]
    browser.post(f"{here}/comment", data={"topic_id": topic, "text": "Ещё", "reply_to": first})
    sandbox.control.ok.write_comment(group.group_id, topic, text="До 1 июня.", is_official=True, reply_to=first)
    shown = browser.post(f"{here}/delete", data={"comment_id": first}).text
    assert "Яма &amp; грязь" not in shown
    assert "До 1 июня." in shown
    assert "Мария Петрова" in shown


def test_it_does_not_let_a_resident_delete_what_another_wrote(
    browser: httpx.Client, sandbox: RunningSandbox, group: GroupOfSandbox, topic: int
) -> None:
    written = sandbox.control.ok.write_comment(group.group_id, topic, text="Яма", author_name="Иван Сидоров")
    shown = browser.post(f"/ok/{group.group_id}/delete", data={"comment_id": written.id, "name": "Мария Петрова"})
    assert "Сеть этого не позволяет" in shown.text
    assert texts_of(sandbox.control, group.group_id) == ["Яма"]


def test_it_carries_a_private_talk(browser: httpx.Client, sandbox: RunningSandbox, group: GroupOfSandbox) -> None:
    here = f"/ok/{group.group_id}"
    assert "первое сообщение" in browser.get(f"{here}/talk/").text
    assert "Нет воды" in browser.post(f"{here}/message", data={"text": "Нет воды", "name": "Мария Петрова"}).text
    version = browser.get(f"{here}/changes").json()["version"]
    user = int(browser.cookies["ok_resident"])
    sandbox.control.ok.answer_message(group.group_id, user, text="Едем")
    assert browser.get(f"{here}/changes").json()["version"] > version
    assert "Едем" in browser.get(f"{here}/talk/").text


def test_it_refuses_what_the_network_would_not_allow(
    browser: httpx.Client, sandbox: RunningSandbox, group: GroupOfSandbox, topic: int
) -> None:
    written = sandbox.control.ok.write_comment(group.group_id, topic, text="Яма", author_name="Иван Сидоров")
    sandbox.control.ok.ban(group.group_id, written.author_id)
    with pytest.raises(ControlRefused, match="403"):
        sandbox.control.ok.write_comment(group.group_id, topic, text="Яма", author_id=written.author_id)
    sandbox.control.ok.unban(group.group_id, written.author_id)
    sandbox.control.ok.set_comments(group.group_id, topic, are_open=False)
    with pytest.raises(ControlRefused, match="403"):
        sandbox.control.ok.write_comment(group.group_id, topic, text="Яма")
    assert "Комментарии закрыты" in browser.get(f"/ok/{group.group_id}/").text
    sandbox.control.ok.delete_topic(group.group_id, topic)
    with pytest.raises(ControlRefused, match="404"):
        sandbox.control.ok.write_comment(group.group_id, topic, text="Яма")
    with pytest.raises(ControlRefused, match="no such field"):
        sandbox.control.ok.create_page("Школа", members=5)


def test_it_runs_batches(sandbox: RunningSandbox, group: GroupOfSandbox, topic: int) -> None:
    act = {"act": "comments/write", "group_id": group.group_id, "topic_id": topic, "text": "Яма"}
    batch = sandbox.control.ok.run_batch([act, act, {**act, "topic_id": 1}])
    until(lambda: sandbox.control.ok.batch(batch)["is_finished"])
    results = sandbox.control.ok.batch(batch)["results"]
    assert ["error" in one for one in results] == [False, False, True]
    with pytest.raises(ControlRefused, match="act one of"):
        sandbox.control.ok.run_batch([{"act": "pages/create"}])


def test_it_keeps_everything_over_a_kill(tmp_path: Path) -> None:
    with RunningSandbox(folder=tmp_path) as sandbox:
        group = sandbox.control.ok.create_page("Администрация", hook_url="http://127.0.0.1:9/")
        sandbox.control.ok.create_application(key="CANOTHER")
        topic = sandbox.control.ok.write_topic(group.group_id, text="Новость")
        written = sandbox.control.ok.write_comment(group.group_id, topic, text="Яма", author_name="Мария Петрова")
        sandbox.control.ok.edit_comment(group.group_id, written.id, text="Яма на Ленина")
        gone = sandbox.control.ok.write_comment(group.group_id, topic, text="Прочь", author_id=written.author_id)
        sandbox.control.ok.delete_comment(group.group_id, gone.id, by="admin")
        sandbox.control.ok.write_message(group.group_id, text="Нет воды", author_id=written.author_id)
        before, pages = sandbox.control.ok.state(), sandbox.control.ok.pages()
        until(lambda: len(sandbox.control.pushes()["items"]) == 1)

        sandbox.kill()
        sandbox.restart()

        assert sandbox.control.ok.state() == before
        assert [one.group_key for one in sandbox.control.ok.pages()] == [one.group_key for one in pages]
        assert len(sandbox.control.pushes()["items"]) == 1
        client = OkClient(sandbox.ok_api_url, group)
        assert client.rest("users.getInfo", uids=str(written.author_id))[0]["name"] == "Мария Петрова"
        client.http.close()
        again = sandbox.control.ok.write_comment(group.group_id, topic, text="Новый", author_name="Иван Сидоров")
        assert again.id not in (written.id, gone.id)
        sandbox.control.reset()
        assert sandbox.control.ok.state() == {"pages": [], "users": []}
