"""Reading back from VK: a message, our own reply, names, a page."""

from dataclasses import replace
from typing import Any

import pytest

from otklik.networks.connector import Act, ActKind, Badge, Fetched, PageFacts, Receipt
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.connectors.vk.tests.fake_vk import ACCESS, FakeVk
from otklik.networks.errors import Refused, TryLater
from otklik.networks.events import Author, MessageKind
from otklik.networks.moderated import OwnFilters

COMMENT = {
    "id": 501, "from_id": 500101, "post_id": 77, "owner_id": -700001, "date": 1764000000, "text": "Когда?",
    "parents_stack": [],
}  # fmt: skip
OWN = COMMENT | {"id": 503, "from_id": -700001, "text": "До 1 июня.", "parents_stack": [501], "reply_to_comment": 501}
MESSAGE = {
    "id": 31, "conversation_message_id": 7, "peer_id": 500101, "from_id": 500101, "date": 1764000100, "text": "Вода?",
}  # fmt: skip
PEOPLE = [{"id": 500101, "first_name": "Мария", "last_name": "Ковалёва"}]
REPLY = Act(
    ActKind.REPLY, MessageKind.COMMENT, "wall-700001_77_501", "wall-700001_77_501", text="До 1 июня.",
    idempotency_key=77,
)  # fmt: skip


def fetch(kind: MessageKind, external_id: str) -> Fetched:
    return VkConnector().fetch_message(ACCESS, kind=kind, external_id=external_id)


def test_it_reads_a_comment_as_it_stands_now(vk: FakeVk) -> None:
    vk.teach("wall.getComment", {"items": [COMMENT | {"text": "Когда же?"}], "profiles": PEOPLE})
    fetched = fetch(MessageKind.COMMENT, "wall-700001_77_501")
    assert fetched.event is not None
    assert (fetched.event.text, fetched.event.author) == ("Когда же?", Author("500101", "Мария Ковалёва"))
    assert vk.form.items() >= {"owner_id": "-700001", "comment_id": "501", "access_token": "admin-token"}.items()


@pytest.mark.parametrize("items", [[], [{"id": 501, "deleted": True, "date": 1764000000, "from_id": 0}]])
def test_it_sees_that_a_comment_is_gone(items: list[dict[str, Any]], vk: FakeVk) -> None:
    vk.teach("wall.getComment", {"items": items})
    assert fetch(MessageKind.COMMENT, "wall-700001_77_501") == Fetched(None, is_deleted=True)


def test_it_takes_what_vk_does_not_find_as_gone(vk: FakeVk) -> None:
    vk.teach_error("wall.getComment", 104)
    assert fetch(MessageKind.COMMENT, "wall-700001_77_501") == Fetched(None, is_deleted=True)


def test_it_does_not_take_a_missing_right_as_gone(vk: FakeVk) -> None:
    vk.teach_error("wall.getComment", 15)
    with pytest.raises(Refused):
        fetch(MessageKind.COMMENT, "wall-700001_77_501")


@pytest.mark.parametrize(
    ("external_id", "method"),
    [("peer500101_7", "messages.getByConversationMessageId"), ("peer500101_m31", "messages.getById")],
)
def test_it_reads_a_private_message_as_it_stands_now(external_id: str, method: str, vk: FakeVk) -> None:
    vk.teach(method, {"count": 1, "items": [MESSAGE], "profiles": PEOPLE})
    fetched = fetch(MessageKind.PRIVATE, external_id)
    assert fetched.event is not None
    assert (fetched.event.external_id, fetched.event.text) == ("peer500101_7", "Вода?")


def test_it_reads_a_post_as_it_stands_now(vk: FakeVk) -> None:
    post = {"id": 90, "owner_id": -700001, "from_id": 500101, "date": 1764000000, "post_type": "post", "text": "Свет?"}
    vk.teach("wall.getById", {"items": [post]}, [post])
    for _ in range(2):
        fetched = fetch(MessageKind.WALL_POST, "wall-700001_90")
        assert fetched.event is not None
        assert fetched.event.external_id == "wall-700001_90"


def test_it_reads_a_comment_of_a_discussion_from_its_list(vk: FakeVk) -> None:
    comment = {"id": 4, "from_id": 500101, "date": 1764000000, "text": "Бланк?"}
    vk.teach("board.getComments", {"items": [comment]})
    fetched = fetch(MessageKind.BOARD_COMMENT, "topic-700001_6_4")
    assert fetched.event is not None
    assert fetched.event.external_id == "topic-700001_6_4"
    assert vk.form.items() >= {"group_id": "700001", "topic_id": "6", "start_comment_id": "4", "count": "1"}.items()


def test_it_finds_its_own_reply_in_the_thread(vk: FakeVk) -> None:
    vk.teach("wall.getComments", {"items": [COMMENT | {"id": 504, "text": "До 1 июня."}, OWN]})
    found = VkConnector().find_own_reply(ACCESS, REPLY)
    assert found == Receipt("wall-700001_77_503", "https://vk.ru/wall-700001_77?reply=503&thread=501")
    assert vk.form.items() >= {"post_id": "77", "comment_id": "501", "sort": "desc"}.items()


@pytest.mark.parametrize(
    "items", [[], [OWN | {"text": "Другой ответ"}], [OWN | {"reply_to_comment": 502}], [OWN | {"from_id": 500101}]]
)
def test_it_does_not_take_another_comment_for_its_reply(items: list[dict[str, Any]], vk: FakeVk) -> None:
    vk.teach("wall.getComments", {"items": items})
    assert VkConnector().find_own_reply(ACCESS, REPLY) is None


@pytest.mark.parametrize("code", [15, 27])
def test_it_leaves_it_to_the_key_where_no_token_may_read_the_thread(code: int, vk: FakeVk) -> None:
    vk.teach_error("wall.getComments", code)
    assert VkConnector().find_own_reply(ACCESS, REPLY) is None
    assert VkConnector().find_own_reply(replace(ACCESS, admin_token=""), REPLY) is None


def test_it_says_so_when_the_token_for_reading_the_thread_is_dead(vk: FakeVk) -> None:
    vk.teach_error("wall.getComments", 5)
    with pytest.raises(Refused):
        VkConnector().find_own_reply(ACCESS, REPLY)


def test_it_finds_its_own_message_by_its_key(vk: FakeVk) -> None:
    own = MESSAGE | {"conversation_message_id": 8, "from_id": -700001, "out": 1, "text": "До 1 июня."}
    act = replace(
        REPLY,
        kind=ActKind.MESSAGE,
        message_kind=MessageKind.PRIVATE,
        external_id="peer500101_7",
        thread_id="peer500101",
    )
    vk.teach("messages.getHistory", {"items": [own | {"random_id": 77}, MESSAGE]}, {"items": [own | {"random_id": 78}]})
    assert VkConnector().find_own_reply(ACCESS, act) == Receipt("peer500101_8", "https://vk.ru/gim700001?sel=500101")
    assert VkConnector().find_own_reply(ACCESS, act) is None


def test_it_names_people_and_communities_and_leaves_out_the_unknown(vk: FakeVk) -> None:
    vk.teach("users.get", PEOPLE)
    vk.teach("groups.getById", {"groups": [{"id": 700002, "name": "Наш двор"}], "profiles": []})
    names = VkConnector().fetch_names(ACCESS, external_ids=["500101", "-700002", "500999", "x", "500101"])
    assert names == {"500101": "Мария Ковалёва", "-700002": "Наш двор"}
    assert vk.calls[0][1]["user_ids"] == "500101,500999"


def test_it_asks_for_many_names_in_parts(vk: FakeVk) -> None:
    vk.teach("users.get", [])
    VkConnector().fetch_names(ACCESS, external_ids=[str(number) for number in range(1, 1002)])
    assert vk.methods == ["users.get"] * 3


GROUP = {
    "id": 700001, "name": "Администрация", "screen_name": "adm", "description": "Официально", "members_count": 15,
    "has_photo": 1, "cover": {"enabled": 0}, "can_message": 1, "wall": 1, "verified": 1,
}  # fmt: skip


def test_it_reads_a_page_with_the_rights_of_its_tokens(vk: FakeVk) -> None:
    vk.teach("groups.getById", {"groups": [GROUP], "profiles": []})
    vk.teach("groups.getTokenPermissions", {"mask": 4096, "permissions": [{"name": "messages", "setting": 4096}]})
    told = {"wall": 3, "obscene_filter": 1, "toxic_filter": 0, "obscene_stopwords": 0, "obscene_words": []}
    vk.teach("groups.getSettings", told)
    assert VkConnector().read_page(ACCESS) == PageFacts(
        name="Администрация",
        url="https://vk.ru/adm",
        description="Официально",
        members_count=15,
        has_avatar=True,
        has_cover=False,
        are_messages_open=True,
        are_comments_open=False,
        badge=Badge.CONFIRMED,
        rights=("messages", "administrator"),
        filters=OwnFilters(hides_profanity=True, hides_hostility=False, stop_words=()),
    )


def test_what_a_page_does_not_show_is_unknown(vk: FakeVk) -> None:
    vk.teach("groups.getById", [{"id": 700001, "name": "Администрация"}])
    vk.teach("groups.getTokenPermissions", {"permissions": []})
    vk.teach_error("groups.getSettings", 15)
    assert VkConnector().read_page(ACCESS) == PageFacts(name="Администрация", url="https://vk.ru/club700001")


@pytest.mark.parametrize(
    ("marks", "badge"),
    [
        ({"verified": 0}, Badge.UNKNOWN),
        ({"verified": 0, "is_government_organization": False}, Badge.ABSENT),
        ({"verified": 0, "is_government_organization": True}, Badge.CONFIRMED),
        ({"verified": 1}, Badge.CONFIRMED),
    ],
)
def test_it_says_absent_only_when_both_marks_were_seen_to_be(
    marks: dict[str, object], badge: Badge, vk: FakeVk
) -> None:
    vk.teach("groups.getById", {"groups": [{"id": 700001, "name": "А"} | marks]})
    vk.teach("groups.getSettings", {"wall": 1})
    assert VkConnector().read_page(replace(ACCESS, community_token="", admin_token="t")).badge is badge


def test_reading_a_page_proves_its_tokens(vk: FakeVk) -> None:
    vk.teach("groups.getById", {"groups": [GROUP]})
    vk.teach("groups.getTokenPermissions", {"permissions": []})
    vk.teach_error("groups.getSettings", 5)
    with pytest.raises(Refused) as caught:
        VkConnector().read_page(ACCESS)
    assert caught.value.code == "5"


def test_a_page_that_vk_does_not_know_is_refused(vk: FakeVk) -> None:
    vk.teach("groups.getById", {"groups": [], "profiles": []})
    with pytest.raises(Refused):
        VkConnector().read_page(ACCESS)


def test_a_failed_reading_is_never_uncertain(vk: FakeVk) -> None:
    vk.teach_error("wall.getComments", 10)
    with pytest.raises(TryLater) as caught:
        VkConnector().find_own_reply(ACCESS, REPLY)
    assert not caught.value.is_uncertain
