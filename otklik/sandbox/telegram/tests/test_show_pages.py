"""The channels as residents see them, without a browser; and scripting many acts."""

from collections.abc import Iterator

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused
from otklik.sandbox.telegram.control_client import ChannelOfSandbox, PostOfSandbox, TelegramControl
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until


@pytest.fixture
def browser(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, follow_redirects=True, trust_env=False) as client:
        yield client


def test_it_lists_the_channels_and_says_that_it_is_for_training(browser: httpx.Client, page: ChannelOfSandbox) -> None:
    shown = browser.get("/telegram/")
    assert "Учебная сеть: ничего не уходит в настоящий Telegram" in shown.text
    assert page.name in shown.text
    assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert browser.get("/telegram/c/-1/").status_code == 404


def test_it_lets_a_resident_comment_reply_edit_and_delete(
    browser: httpx.Client, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox
) -> None:
    channel = f"/telegram/c/{page.channel_id}"
    browser.post("/telegram/resident", data={"name": "Мария  Петрова"})
    shown = browser.post(f"{channel}/comment", data={"post_id": post.post_id, "text": "Яма & грязь"}).text
    assert "Яма &amp; грязь" in shown
    (first,) = control.state(page.channel_id)["pages"][0]["posts"][0]["comments"]
    number = first["message_id"]
    shown = browser.post(f"{channel}/comment", data={"post_id": post.post_id, "reply_to": number, "text": "Ещё"}).text
    assert "ответ: Мария Петрова" in shown
    assert "изменено" in browser.post(f"{channel}/edit", data={"message_id": number, "text": "Яма"}).text
    browser.post(f"{channel}/delete", data={"message_id": number})
    comments = control.state(page.channel_id)["pages"][0]["posts"][0]["comments"]
    assert [(one["text"], one["is_deleted"]) for one in comments] == [("Яма", True), ("Ещё", False)]


def test_it_lets_nobody_change_what_another_wrote(
    browser: httpx.Client, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox
) -> None:
    written = control.write_comment(page.channel_id, post_id=post.post_id, text="Яма", author_name="Иван Сидоров")
    browser.post("/telegram/resident", data={"name": "Мария Петрова"})
    for act in ("edit", "delete"):
        form = {"message_id": written.id, "text": "не яма"}
        assert "не позволяет" in browser.post(f"/telegram/c/{page.channel_id}/{act}", data=form).text


def test_it_shows_the_private_talk_to_its_resident_only(
    browser: httpx.Client, control: TelegramControl, page: ChannelOfSandbox
) -> None:
    talk = f"/telegram/c/{page.channel_id}/talk/"
    before = browser.get(f"/telegram/c/{page.channel_id}/changes").json()["version"]
    browser.post(f"/telegram/c/{page.channel_id}/message", data={"name": "Мария Петрова", "text": "Где паспорт?"})
    assert "Где паспорт?" in browser.get(talk).text
    assert browser.get(f"/telegram/c/{page.channel_id}/changes").json()["version"] > before
    browser.post("/telegram/resident", data={"name": "Иван Сидоров"})
    assert "Где паспорт?" not in browser.get(talk).text
    assert [one["first_name"] for one in control.state()["users"]] == ["Мария", "Иван"]


def test_it_says_when_comments_are_closed(
    browser: httpx.Client, control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox
) -> None:
    control.create_page(page.name, channel_id=page.channel_id, are_comments_open=False)
    assert "Комментарии закрыты" in browser.get(f"/telegram/c/{page.channel_id}/").text
    form = {"post_id": post.post_id, "text": "Яма"}
    assert "не позволяет" in browser.post(f"/telegram/c/{page.channel_id}/comment", data=form).text


def test_it_runs_many_acts_in_the_background_in_their_order(
    control: TelegramControl, page: ChannelOfSandbox, post: PostOfSandbox
) -> None:
    place = {"channel_id": page.channel_id, "post_id": post.post_id}
    acts = [{"act": "comments/write", **place, "text": str(number)} for number in range(120)]
    batch_id = control.run_batch([*acts, {"act": "comments/edit", **place, "message_id": 10**9, "text": "нет"}])
    until(lambda: control.batch(batch_id)["is_finished"])
    assert "no such message" in control.batch(batch_id, start=120)["results"][0]["error"]
    comments = control.state(page.channel_id)["pages"][0]["posts"][0]["comments"]
    assert [one["text"] for one in comments] == [str(number) for number in range(120)]


def test_it_gives_one_bot_to_many_channels_and_keeps_what_is_not_changed(control: TelegramControl) -> None:
    first, second = (control.create_page(name, token="600777:shared_token") for name in ("Школа", "Сад"))
    assert first.bot_id == second.bot_id == 600777
    changed = control.create_page("Гимназия", channel_id=first.channel_id)
    assert (changed.token, changed.group_id) == (first.token, first.group_id)


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("pages/create", {"name": 5}, "400: name: must be a text"),
        ("pages/create", {"name": "А", "channel_id": 5}, "400: channel_id: must be below 0"),
        ("pages/create", {"name": "А", "group_rights": ["fly"]}, "400: group_rights: there is no right fly"),
        ("posts/write", {"channel_id": -1}, "404: channel_id"),
        ("comments/write", {"channel_id": 0}, "404: channel_id"),
        ("batches/run", {"acts": [{"act": "dance"}]}, "400: acts: number 0"),
    ],
)
def test_it_says_which_field_is_wrong(sandbox: RunningSandbox, path: str, body: dict[str, object], said: str) -> None:
    with pytest.raises(ControlRefused, match=said):
        sandbox.control.post(f"/telegram/{path}", **body)
