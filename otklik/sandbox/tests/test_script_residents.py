"""The control API as scripts use it."""

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused, PageOfSandbox
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import Call, until

BIG_ID = 2**60 + 1


def test_it_takes_numbers_that_javascript_would_round(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    written = sandbox.control.write_comment(page.group_id, post_id, text="Яма", id=BIG_ID, author_id=BIG_ID)

    (comment,) = sandbox.control.state(page.group_id)["pages"][0]["posts"][0]["comments"]
    assert (written.id, comment["comment_id"], comment["author_id"]) == (BIG_ID, BIG_ID, BIG_ID)


def test_it_runs_many_acts_in_the_background_in_their_order(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    place = {"group_id": page.group_id, "post_id": post_id}
    acts = [{"act": "comments/write", **place, "text": str(number)} for number in range(120)]
    acts.append({"act": "comments/edit", "group_id": page.group_id, "comment_id": 10**9, "text": "нет"})

    batch_id = sandbox.control.run_batch(acts)
    until(lambda: sandbox.control.batch(batch_id)["is_finished"])

    batch = sandbox.control.batch(batch_id, start=118)
    assert (batch["total"], batch["done"], len(batch["results"])) == (121, 121, 3)
    assert "no such comment" in batch["results"][-1]["error"]
    comments = sandbox.control.state(page.group_id)["pages"][0]["posts"][0]["comments"]
    assert [one["text"] for one in comments] == [str(number) for number in range(120)]


def test_it_gives_one_person_the_same_token_on_many_pages(sandbox: RunningSandbox, call: Call) -> None:
    pages = [sandbox.control.create_page(name, admin_token="общий") for name in ("Школа", "Сад")]

    assert pages[0].admin_ids == pages[1].admin_ids
    for page in pages:
        settings = call("общий", "groups.getSettings", group_id=page.group_id)["response"]
        assert settings["title"] == page.name


def test_it_changes_a_known_page_and_keeps_the_rest(sandbox: RunningSandbox, page: PageOfSandbox) -> None:
    changed = sandbox.control.create_page("Новое имя", group_id=page.group_id, is_verified=True)

    assert changed.community_token == page.community_token
    assert changed.more["servers"] == page.more["servers"]
    assert changed.more["is_verified"] is True


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("/vk/pages/create", {"name": 5}, "400: name: must be a text"),
        ("/vk/pages/create", {"name": "А", "rights": ["fly"]}, "400: rights: there is no right fly"),
        ("/vk/posts/write", {"group_id": "1"}, "400: group_id: must be a whole number"),
        ("/vk/posts/write", {}, "400: group_id: is missing"),
        ("/vk/posts/write", {"group_id": 1}, "404: group_id"),
        ("/vk/batches/run", {"acts": [{"act": "dance"}]}, "400: acts: number 0"),
        ("/settings", {"time_factor": -1}, "400: time_factor"),
    ],
)
def test_it_says_which_field_is_wrong(sandbox: RunningSandbox, path: str, body: dict[str, object], said: str) -> None:
    with pytest.raises(ControlRefused, match=said):
        sandbox.control.post(path, **body)


@pytest.mark.parametrize("raw", [b'{"name": "\\ud800"}', b"{", b"[]", b"\xff"])
def test_it_refuses_a_body_that_is_no_whole_object(sandbox: RunningSandbox, raw: bytes) -> None:
    answer = httpx.post(f"{sandbox.url}/control/vk/pages/create", content=raw, trust_env=False)

    assert answer.status_code == 400
    assert "the body" in answer.json()["error"]
    assert sandbox.control.pages() == []


def test_it_does_not_take_milliseconds_for_a_date(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int) -> None:
    with pytest.raises(ControlRefused, match="400: date"):
        sandbox.control.write_comment(page.group_id, post_id, text="Яма", date=1_795_573_259_000)
