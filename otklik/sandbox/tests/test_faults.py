"""What goes wrong on demand when VK's API is called."""

import time

import httpx
import pytest

from otklik.sandbox.control_client import ControlRefused, PageOfSandbox
from otklik.sandbox.testing import RunningSandbox


def _comment(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, *, seconds: float = 60) -> httpx.Response:
    params = {"owner_id": -page.group_id, "post_id": post_id, "message": "Ответ", "guid": "1"}
    data = {"access_token": page.community_token, "v": "5.199", **params}
    url = f"{sandbox.vk_api_url}/method/wall.createComment"
    return httpx.post(url, data=data, timeout=seconds, trust_env=False, verify=False)


def _comments(sandbox: RunningSandbox, page: PageOfSandbox) -> int:
    return len(sandbox.control.state(page.group_id)["pages"][0]["posts"][0]["comments"])


@pytest.mark.parametrize(("kind", "done"), [("cut_before", 0), ("cut_after", 1)])
def test_it_cuts_the_connection_before_or_after_the_act(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, kind: str, done: int
) -> None:
    sandbox.control.add_fault(kind, method="wall.createComment")

    with pytest.raises(httpx.RemoteProtocolError):
        _comment(sandbox, page, post_id)

    assert _comments(sandbox, page) == done
    assert _comment(sandbox, page, post_id).json()["response"]["comment_id"]
    assert _comments(sandbox, page) == 1


def test_it_performs_and_then_says_nothing(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int) -> None:
    sandbox.control.add_fault("timeout_after")

    with pytest.raises(httpx.ReadTimeout):
        _comment(sandbox, page, post_id, seconds=1)

    assert _comments(sandbox, page) == 1


def test_it_answers_with_a_web_page_or_an_error_of_vk(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    sandbox.control.add_fault("http", status=502)
    sandbox.control.add_fault("error", code=29)
    sandbox.control.add_fault("nonsense")
    sandbox.control.add_fault("nonsense", is_performed=True)

    answers = [_comment(sandbox, page, post_id) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [502, 200, 200]
    assert answers[1].json()["error"]["error_code"] == 29
    assert answers[2].text.startswith("<!DOCTYPE")
    assert _comments(sandbox, page) == 0
    _comment(sandbox, page, post_id)
    assert _comments(sandbox, page) == 1
    calls = sandbox.control.counters()["calls"]["vk"]["wall.createComment"]
    assert calls == {"calls": 4, "errors": {"29": 1}, "faults": 4}


def test_it_takes_a_comment_and_answers_with_an_error_all_the_same(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    sandbox.control.add_fault("http", status=504, is_performed=True)
    assert _comment(sandbox, page, post_id).status_code == 504
    assert _comments(sandbox, page) == 1


def test_it_says_nothing_and_does_nothing(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int) -> None:
    sandbox.control.add_fault("silence")

    with pytest.raises(httpx.ReadTimeout):
        _comment(sandbox, page, post_id, seconds=0.2)

    assert _comments(sandbox, page) == 0


def test_it_says_when_to_come_again(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int) -> None:
    sandbox.control.add_fault("http", status=429, retry_after=30)
    sandbox.control.add_fault("http", status=429)

    answers = [_comment(sandbox, page, post_id) for _ in range(2)]

    assert [answer.headers.get("Retry-After") for answer in answers] == ["30", None]


@pytest.mark.parametrize(
    ("body", "start"), [("half", '{"response"'), ("list", "["), ("other", '{"status"'), ("empty", "")]
)
def test_it_answers_with_other_nonsense(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int, body: str, start: str
) -> None:
    sandbox.control.add_fault("nonsense", body=body)

    answer = _comment(sandbox, page, post_id)

    assert (answer.status_code, answer.text[: len(start) or 1]) == (200, start)


def test_it_waits_first_when_it_is_to_be_slow(sandbox: RunningSandbox, page: PageOfSandbox, post_id: int) -> None:
    sandbox.control.add_fault("latency", seconds=0.3)
    started = time.monotonic()

    _comment(sandbox, page, post_id)

    assert time.monotonic() - started >= 0.3
    assert _comments(sandbox, page) == 1


def test_it_strikes_only_the_page_and_only_after_those_that_may_pass(
    sandbox: RunningSandbox, page: PageOfSandbox, post_id: int
) -> None:
    sandbox.control.add_fault("http", page=page.group_id + 1, count=0)
    sandbox.control.add_fault("http", page=page.group_id, skip=1, count=2)

    statuses = [_comment(sandbox, page, post_id).status_code for _ in range(4)]

    assert statuses == [200, 503, 503, 200]
    assert sandbox.control.remove_faults() == 1


def test_it_names_the_wrong_field_of_a_fault(sandbox: RunningSandbox) -> None:
    with pytest.raises(ControlRefused, match="400: kind"):
        sandbox.control.add_fault("earthquake")
    with pytest.raises(ControlRefused, match="400: secnods: no such field"):
        sandbox.control.add_fault("latency", secnods=1)
    with pytest.raises(ControlRefused, match="400: body: must be one of page"):
        sandbox.control.add_fault("nonsense", body="poem")
    with pytest.raises(ControlRefused, match="400: count: must be a whole number"):
        sandbox.control.add_fault("latency", count="many")
