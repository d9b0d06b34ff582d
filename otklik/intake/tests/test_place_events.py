"""A network that tells only what a comment replies to, as MAX does: replies find their threads all the same."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.merging import Told
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.services import write_down
from otklik.networks.connector import ActKind
from otklik.networks.events import Author, EventKind, MessageKind, NetworkEvent
from otklik.pages.models import Page
from tests.town import build_town

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
MARIA = Author("501", "Мария")


@pytest.fixture
def page() -> Page:
    return build_town().page


def say(page: Page, name: str, *, replies_to: str = "", author: Author | None = MARIA) -> Told:
    event = NetworkEvent(
        EventKind.NEW,
        MessageKind.COMMENT,
        external_id=name,
        thread_id=replies_to or name,
        container_id="post",
        author=author,
        text=f"Слова {name}",
        reply_to=replies_to,
    )
    return Told(page_id=page.id, event=event, key=name, received_at=NOW)


def write(page: Page, *told: Told) -> None:
    write_down(told, pages={page.id: page})


def threads() -> dict[str, str]:
    return dict(ResidentMessage.objects.values_list("external_id", "thread_id"))


def answer(page: Page, name: str, *, thread: str, **more: Any) -> None:
    """Our own answer that the network took under this name, and does not tell us of."""
    known = {"state": OutboxState.SENT, "receipt_id": name} | more
    OutboxAct.objects.create(
        page=page, kind=ActKind.REPLY.value, message_kind="comment", target_id=thread, thread_id=thread,
        text=f"Слова {name}", next_try_at=NOW, queued_at=NOW, idempotency_key=1, **known,
    )  # fmt: skip


def test_a_reply_to_a_reply_stands_in_the_thread_of_the_first(page: Page) -> None:
    write(page, say(page, "a"), say(page, "b", replies_to="a"))
    write(page, say(page, "c", replies_to="b"))
    write(page, say(page, "d", replies_to="c"), say(page, "e", replies_to="d"))
    assert set(threads().values()) == {"a"}


def test_a_reply_to_our_own_answer_stands_in_the_thread_that_was_answered(page: Page) -> None:
    write(page, say(page, "a"))
    answer(page, "ours", thread="a")
    write(page, say(page, "b", replies_to="ours"))
    assert threads() == {"a": "a", "b": "a"}


def test_our_own_answer_is_ours_where_the_network_names_nobody(page: Page) -> None:
    write(page, say(page, "a"))
    answer(page, "ours", thread="a")
    write(page, say(page, "ours", replies_to="a", author=None), say(page, "stranger", author=None))
    by_page = dict(ResidentMessage.objects.values_list("external_id", "is_by_page"))
    assert by_page == {"a": False, "ours": True, "stranger": False}


def test_our_own_answer_is_ours_before_the_network_has_told_its_name(page: Page) -> None:
    write(page, say(page, "a"))
    answer(page, "ours", thread="a", state=OutboxState.CLAIMED, receipt_id="", attempts=1)
    write(page, say(page, "ours", replies_to="a", author=None), say(page, "stranger", replies_to="a", author=None))
    by_page = dict(ResidentMessage.objects.values_list("external_id", "is_by_page"))
    assert by_page == {"a": False, "ours": True, "stranger": False}


def test_a_reply_to_what_we_do_not_know_stands_with_it(page: Page) -> None:
    write(page, say(page, "b", replies_to="a"))
    assert threads() == {"b": "a"}


def test_replies_follow_what_they_hang_on_when_it_comes_later(page: Page) -> None:
    write(page, say(page, "d", replies_to="c"))
    write(page, say(page, "c", replies_to="b"))
    assert threads() == {"d": "b", "c": "b"}
    write(page, say(page, "b", replies_to="a"), say(page, "a"))
    assert set(threads().values()) == {"a"}


def test_what_was_moved_is_looked_at_again(page: Page) -> None:
    write(page, say(page, "c", replies_to="b"))
    ResidentMessage.objects.update(awaits=Awaits.NOBODY)
    write(page, say(page, "b", replies_to="a"))
    assert ResidentMessage.objects.get(external_id="c").awaits == Awaits.APPEALS


def test_a_repeated_reply_that_comes_with_its_parent_is_looked_at_again(page: Page) -> None:
    reply = say(page, "c", replies_to="b")
    write(page, reply)
    ResidentMessage.objects.update(awaits=Awaits.NOBODY)
    write(page, reply, say(page, "b", replies_to="a"))
    assert threads() == {"c": "a", "b": "a"}
    assert ResidentMessage.objects.get(external_id="c").awaits == Awaits.APPEALS


def test_a_deletion_beside_it_hides_no_parent(page: Page) -> None:
    parent = say(page, "b", replies_to="a")
    gone = replace(parent, event=replace(parent.event, kind=EventKind.DELETED, thread_id="b", reply_to=""), key="gone")
    write(page, say(page, "c", replies_to="b"), parent, gone)
    assert threads() == {"c": "a", "b": "a"}


def test_a_reply_to_our_answer_follows_the_thread_of_the_answer(page: Page) -> None:
    write(page, say(page, "b", replies_to="a"))
    answer(page, "ours", thread="a")
    write(page, say(page, "a", replies_to="root"))
    write(page, say(page, "d", replies_to="ours"))
    assert set(threads().values()) == {"root"}
