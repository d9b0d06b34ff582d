"""The pages as residents see them, without a browser."""

from collections.abc import Iterator

import httpx
import pytest

from otklik.sandbox.control_client import PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, Listener


@pytest.fixture
def browser(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, follow_redirects=True, trust_env=False) as client:
        yield client


def test_it_lists_the_pages_and_says_that_it_is_for_training(browser: httpx.Client, page: PageOfSandbox) -> None:
    for address in ("/", "/vk/"):
        shown = browser.get(address)
        assert "Учебная сеть: ничего не уходит в настоящий ВК" in shown.text
        assert page.name in shown.text
        assert "default-src 'none'" in shown.headers["content-security-policy"]
    assert page.name not in browser.get("/vk/", params={"q": "школа"}).text
    assert browser.get("/vk/1/").status_code == 404


def test_it_leads_from_each_network_to_the_others(browser: httpx.Client) -> None:
    addresses = ("/vk/", "/ok/", "/max/", "/telegram/")
    for address in addresses:
        shown = browser.get(address).text
        assert all(f'<a href="{other}">' in shown for other in addresses)


def test_it_lets_a_resident_comment_reply_edit_and_delete(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, listener: Listener
) -> None:
    wall = f"/vk/{page.group_id}"
    browser.post("/resident", data={"name": "Мария  Петрова", "back": f"{wall}/"})
    assert "Яма &amp; грязь" in browser.post(f"{wall}/comment", data={"post_id": post_id, "text": "Яма & грязь"}).text
    first = listener.take("wall_reply_new")["object"]

    browser.post(f"{wall}/comment", data={"post_id": post_id, "text": "Ещё", "reply_to": first["id"]})
    browser.post(f"{wall}/edit", data={"comment_id": first["id"], "text": "Яма"})
    shown = browser.post(f"{wall}/delete", data={"comment_id": first["id"]}).text

    assert listener.take("wall_reply_new")["object"]["parents_stack"] == [first["id"]]
    assert listener.take("wall_reply_edit")["object"]["text"] == "Яма"
    assert listener.take("wall_reply_delete")["object"]["deleter_id"] == first["from_id"]
    assert "Комментарий удалён" in shown
    (user,) = [one for one in sandbox.control.state()["users"] if one["id"] == first["from_id"]]
    assert (user["first_name"], user["last_name"]) == ("Мария", "Петрова")


def test_it_does_not_let_a_resident_change_what_another_wrote(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    written = sandbox.control.write_comment(page.group_id, post_id, text="Яма", author_name="Иван Сидоров")
    browser.post("/resident", data={"name": "Мария Петрова"})

    for act in ("edit", "delete"):
        form = {"comment_id": written.id, "text": "не яма"}
        assert "Сеть этого не позволяет" in browser.post(f"/vk/{page.group_id}/{act}", data=form).text

    (comment,) = sandbox.control.state(page.group_id)["pages"][0]["posts"][0]["comments"]
    assert (comment["text"], comment["is_deleted"]) == ("Яма", False)


def test_it_shows_the_private_talk_to_its_resident_only(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, listener: Listener
) -> None:
    talk = f"/vk/{page.group_id}/talk/"
    browser.post(f"/vk/{page.group_id}/message", data={"name": "Мария Петрова", "text": "Где паспорт?"})
    author_id = listener.take("message_new")["object"]["message"]["from_id"]
    sandbox.control.answer_message(page.group_id, author_id, text="В МФЦ")

    assert "Где паспорт?" in browser.get(talk).text
    assert "В МФЦ" in browser.get(talk).text
    browser.post("/resident", data={"name": "Иван Сидоров"})
    assert "Где паспорт?" not in browser.get(talk).text


def test_it_suggests_a_post_that_only_its_author_sees(
    browser: httpx.Client, page: PageOfSandbox, post_id: int, listener: Listener
) -> None:
    browser.post(f"/vk/{page.group_id}/suggest", data={"name": "Мария Петрова", "text": "Праздник двора"})

    told = [listener.take("wall_post_new")["object"] for _ in range(2)]
    assert {one["post_type"] for one in told} == {"post", "suggest"}
    assert "Праздник двора" in browser.get(f"/vk/{page.group_id}/").text
    browser.post("/resident", data={"name": ""})
    assert "Праздник двора" not in browser.get(f"/vk/{page.group_id}/").text


def test_it_says_why_when_the_network_refuses(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    sandbox.control.set_comments(page.group_id, post_id, are_open=False)
    form = {"post_id": post_id, "name": "Мария Петрова", "text": "Яма"}

    assert "Сеть этого не позволяет" in browser.post(f"/vk/{page.group_id}/comment", data=form).text
    assert "напишите хотя бы слово" in browser.post(f"/vk/{page.group_id}/comment", data=form | {"text": " "}).text


def test_it_shows_a_banned_resident_the_words_that_are_for_them(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, call: Call
) -> None:
    browser.post("/resident", data={"name": "Мария Петрова"})
    author = next(one["id"] for one in sandbox.control.state()["users"] if one["last_name"] == "Петрова")
    whom = {"group_id": page.group_id, "owner_id": author, "comment": "Спам, пункт 2.7"}
    for is_visible in (0, 1):
        call(page.admin_token, "groups.ban", **whom, comment_visible=is_visible)
        assert ("Спам, пункт 2.7" in browser.get(f"/vk/{page.group_id}/").text) == bool(is_visible)


def test_it_tells_the_open_page_that_something_happened(
    browser: httpx.Client, sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    before = browser.get(f"/vk/{page.group_id}/changes").json()["version"]
    sandbox.control.write_comment(page.group_id, post_id, text="<script>alert(1)</script>")

    assert browser.get(f"/vk/{page.group_id}/changes").json()["version"] > before
    assert "<script>alert(1)" not in browser.get(f"/vk/{page.group_id}/").text
    assert browser.get("/static/sandbox.css").status_code == 200


def test_it_does_not_obey_a_web_page_of_another_site(browser: httpx.Client, page: PageOfSandbox) -> None:
    asked = browser.post("/control/reset", headers={"Sec-Fetch-Site": "cross-site"})

    assert asked.status_code == 403
    assert page.name in browser.get("/vk/").text


def test_it_never_leaves_for_another_site(browser: httpx.Client) -> None:
    answer = browser.post("/resident", data={"name": "А", "back": "//evil.example/"}, follow_redirects=False)

    assert answer.headers["location"] == "/vk/"
