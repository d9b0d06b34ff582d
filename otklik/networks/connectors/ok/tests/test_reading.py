"""Single things read back: a message, our own reply, names, the page."""

from dataclasses import replace
from typing import Any

import pytest

from otklik.networks.connector import Badge
from otklik.networks.connectors.ok.connector import OkConnector
from otklik.networks.connectors.ok.tests.fake_ok import ACCESS, CHAT, TOPIC, FakeOk
from otklik.networks.connectors.ok.tests.test_acts import LATER, MESSAGE, MID, REPLY, SEND
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind

OK = OkConnector()
PAGE = "group:57000000000001"


def comment(number: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "author_id": "500000000101", "author_ref": "user:500000000101", "text": text,
            "date": "2026-03-02 12:00:00", "type": "ACTIVE_MESSAGE", **more}  # fmt: skip


def own(number: str, text: str, **more: Any) -> dict[str, Any]:
    return comment(number, text, author_id="57000000000001", author_ref=PAGE, **more)


def message(mid: str, text: str, *, sender: str, at: int, **more: Any) -> dict[str, Any]:
    said = {"text": text, "mid": mid, **more}
    return {"sender": {"user_id": sender}, "recipient": {"chat_id": CHAT}, "message": said, "timestamp": at}


ASKED = message(MID, "Нет воды", sender="user:500000000101", at=1772442000000)


def test_it_reads_a_comment_as_it_stands_now(ok: FakeOk) -> None:
    ok.teach("discussions.getComment", {"comment": comment("MQ", "Когда?")})
    fetched = OK.fetch_message(ACCESS, kind=MessageKind.COMMENT, external_id=f"{TOPIC}:MQ")
    assert fetched.event is not None
    assert (fetched.event.text, fetched.event.external_id) == ("Когда?", f"{TOPIC}:MQ")
    assert ok.asked == {"discussionId": "157000000000077", "discussionType": "GROUP_TOPIC", "comment_id": "MQ"}


@pytest.mark.parametrize(
    "answer",
    [None, {}, {"comment": comment("MQ", "", type="REMOVED_MESSAGE")}, {"error_code": 700}, {"error_code": 300}],
)
def test_it_takes_what_ok_no_longer_shows_for_deleted(answer: object, ok: FakeOk) -> None:
    ok.teach("discussions.getComment", answer)
    fetched = OK.fetch_message(ACCESS, kind=MessageKind.COMMENT, external_id=f"{TOPIC}:MQ")
    assert fetched.is_deleted


def test_it_looks_for_a_message_around_its_moment(ok: FakeOk) -> None:
    ok.teach(SEND, {"messages": [message(LATER, "Спасибо", sender="user:500000000101", at=1772442060000), ASKED]})
    fetched = OK.fetch_message(ACCESS, kind=MessageKind.PRIVATE, external_id=f"{CHAT}/{MID}")
    assert fetched.event is not None
    assert fetched.event.text == "Нет воды"
    assert (ok.asked["from"], ok.asked["to"]) == ("1772442002000", "1772441998000")
    gone = OK.fetch_message(ACCESS, kind=MessageKind.PRIVATE, external_id=f"{CHAT}/mid:C1.19cadc69a802059")
    assert gone.is_deleted


def test_it_finds_its_own_reply_by_words_and_place(ok: FakeOk) -> None:
    ok.teach("discussions.getComments", {"comments": [own("Mw", "До 1  июня. ", reply_to_comment_id="MQ")]})
    found = OK.find_own_reply(ACCESS, REPLY)
    assert found is not None
    assert found.external_id == f"{TOPIC}:Mw"
    assert (ok.asked["anchor"], ok.asked["direction"], ok.asked["mark_as_read"]) == ("LAST", "BACKWARD", "false")


@pytest.mark.parametrize(
    "other",
    [
        comment("Mw", "До 1 июня.", reply_to_comment_id="MQ"),
        own("Mw", "До 2 июня.", reply_to_comment_id="MQ"),
        own("Mw", "До 1 июня.", reply_to_comment_id="Mg"),
        own("Mw", "До 1 июня."),
        own("Mw", "До 1 июня.", reply_to_comment_id="MQ", type="REMOVED_MESSAGE"),
    ],
)
def test_it_does_not_take_another_s_words_for_its_own(other: dict[str, Any], ok: FakeOk) -> None:
    ok.teach("discussions.getComments", {"comments": [other]})
    assert OK.find_own_reply(ACCESS, REPLY) is None


def test_it_looks_back_to_the_comment_that_it_answered_and_no_further(ok: FakeOk) -> None:
    old = own("Mw", "До 1 июня.", reply_to_comment_id="MQ")
    ok.teach(
        "discussions.getComments",
        {"comments": [comment("Mh", "Ещё")], "has_more": True, "anchor": "two"},
        {"comments": [comment("MQ", "Когда?"), old], "has_more": True, "anchor": "three"},
    )
    found = OK.find_own_reply(ACCESS, REPLY)
    assert found is not None
    assert found.external_id == f"{TOPIC}:Mw"
    ok.answers["discussions.getComments"] = [{"comments": [comment("MQ", "Когда?")], "has_more": True, "anchor": "a"}]
    ok.calls.clear()
    assert OK.find_own_reply(ACCESS, REPLY) is None
    assert len(ok.calls) == 1


def test_it_does_not_say_no_about_a_discussion_without_end(ok: FakeOk) -> None:
    ok.teach("discussions.getComments", {"comments": [comment("Mh", "Ещё")], "has_more": True, "anchor": "more"})
    with pytest.raises(Refused) as caught:
        OK.find_own_reply(ACCESS, REPLY)
    assert caught.value.next_step


def test_it_takes_none_of_our_other_answers_for_this_one(ok: FakeOk) -> None:
    same = [own(name, "До 1 июня.", reply_to_comment_id="MQ") for name in ("Mx", "Mw")]
    ok.teach("discussions.getComments", {"comments": same})
    found = OK.find_own_reply(ACCESS, replace(REPLY, others=frozenset({f"{TOPIC}:Mx"})))
    assert found is not None
    assert found.external_id == f"{TOPIC}:Mw"
    assert OK.find_own_reply(ACCESS, replace(REPLY, others=frozenset({f"{TOPIC}:Mx", f"{TOPIC}:Mw"}))) is None


def test_it_does_not_say_no_about_a_talk_whose_newest_messages_are_all_newer(ok: FakeOk) -> None:
    newer = [message(LATER, "Ау", sender="user:500000000101", at=1772442060000 + n) for n in range(100)]
    ok.teach(SEND, {"messages": newer})
    with pytest.raises(Refused) as caught:
        OK.find_own_reply(ACCESS, MESSAGE)
    assert caught.value.next_step


def test_it_finds_its_own_message_after_the_one_that_it_answers(ok: FakeOk) -> None:
    ours = message(LATER, MESSAGE.text, sender=PAGE, at=1772442060000)
    ok.teach(SEND, {"messages": [ours, ASKED]})
    found = OK.find_own_reply(ACCESS, MESSAGE)
    assert found is not None
    assert found.external_id == f"{CHAT}/{LATER}"


@pytest.mark.parametrize(
    "other",
    [
        message("mid:C1a2b3c4d5e00.19cadc5af402059", MESSAGE.text, sender=PAGE, at=1772441940000),
        message(LATER, MESSAGE.text, sender="user:500000000101", at=1772442060000),
        message(LATER, MESSAGE.text, sender=PAGE, at=1772442060000, reply_to="mid:C1a2b3c4d5e00.19cadc5af402059"),
        message(LATER, "Другое", sender=PAGE, at=1772442060000),
    ],
)
def test_it_does_not_take_an_older_message_for_the_new_one(other: dict[str, Any], ok: FakeOk) -> None:
    ok.teach(SEND, {"messages": [other, ASKED]})
    assert OK.find_own_reply(ACCESS, MESSAGE) is None


def test_it_names_people_and_groups(ok: FakeOk) -> None:
    ok.teach("users.getInfo", [{"uid": "500000000101", "first_name": "Мария", "last_name": "Ковалёва"}, {"uid": "?"}])
    ok.teach("group.getInfo", [{"uid": "57000000000009", "name": "Соседи"}])
    names = OK.fetch_names(ACCESS, external_ids=["500000000101", "user:500000000102", "group:57000000000009", "x"])
    assert names == {"500000000101": "Мария Ковалёва", "group:57000000000009": "Соседи"}


GROUP = {
    "uid": "57000000000001", "name": "Администрация", "shortname": "adm", "description": "Город", "members_count": 1200,
    "main_photo": {"id": "1"}, "cover": None, "messages_allowed": True, "who_can_comment": "ALL", "gos_org": True,
    "role": "ADMIN",
}  # fmt: skip


def test_it_reads_the_facts_of_a_page(ok: FakeOk) -> None:
    ok.teach("me/info", {"name": "Администрация", "group_id": PAGE})
    ok.teach("group.getInfo", [GROUP])
    facts = OK.read_page(ACCESS)
    assert (facts.name, facts.url, facts.members_count) == ("Администрация", "https://ok.ru/adm", 1200)
    assert (facts.has_avatar, facts.has_cover) == (True, False)
    assert (facts.are_messages_open, facts.are_comments_open, facts.badge) == (True, True, Badge.CONFIRMED)
    assert facts.rights == ("messages", "comments", "ADMIN")


@pytest.mark.parametrize(
    ("told", "badge"), [({"gos_org": "true"}, Badge.CONFIRMED), ({"gos_org": False}, Badge.ABSENT), ({}, Badge.UNKNOWN)]
)
def test_it_does_not_prove_the_absence_of_a_badge_by_silence(told: dict[str, Any], badge: Badge, ok: FakeOk) -> None:
    ok.teach("me/info", {"group_id": PAGE})
    ok.teach("group.getInfo", [{"uid": "57000000000001", "name": "А"} | told])
    facts = OK.read_page(ACCESS)
    assert (facts.badge, facts.are_comments_open, facts.has_cover) == (badge, None, None)


def test_it_reads_little_with_a_key_only(ok: FakeOk) -> None:
    ok.teach("me/info", {"name": "Администрация", "group_id": PAGE})
    facts = OK.read_page(replace(ACCESS, admin_token=""))
    assert (facts.name, facts.rights) == ("Администрация", ("messages",))


def test_it_refuses_the_key_of_another_group_and_a_group_that_is_not_there(ok: FakeOk) -> None:
    ok.teach("me/info", {"group_id": "group:5"}, {"group_id": PAGE})
    ok.teach("group.getInfo", [])
    for _ in range(2):
        with pytest.raises(Refused) as caught:
            OK.read_page(ACCESS)
        assert caught.value.next_step
