"""Our own words, shown to us by the network at any moment, are never taken for words typed there."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.selectors import find_own_act
from otklik.delivery.services import Target, claim_acts, queue_answer, settle_by_echo, settle_sent
from otklik.delivery.steps import lease
from otklik.networks.connector import Receipt
from tests.town import GROUP, POST, Town, build_town

THREAD = f"wall-{GROUP}_{POST}_501"
NEIGHBOUR = f"wall-{GROUP}_{POST}_502"
NAME = f"wall-{GROUP}_{POST}_777"
TEXT = "Заделаем до пятницы."


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def answer(town: Town, *, target: str = THREAD, **values: Any) -> OutboxAct:
    """An answer in the thread, of which this is known."""
    act = queue_answer(
        Target(town.page.id, "comment", target, THREAD, container_id=f"wall-{GROUP}_{POST}", said_at=now()),
        text=TEXT,
        now=now(),
    )
    OutboxAct.objects.filter(id=act.id).update(**values)
    act.refresh_from_db()
    return act


def find(town: Town, *, text: str = TEXT, reply_to: str = THREAD) -> OutboxAct | None:
    """Whose echo this message is."""
    return find_own_act(page_id=town.page.id, external_id=NAME, thread_id=THREAD, text=text, reply_to=reply_to)


@pytest.mark.parametrize("is_after", [False, True])
@pytest.mark.parametrize("statement", range(4))
def test_it_knows_the_act_at_whatever_moment_the_sender_writes_the_receipt_down(
    town: Town, *, statement: int, is_after: bool
) -> None:
    answer(town)
    (act,) = claim_acts(now=now(), lease=lease(), at_most=1)
    asked = 0

    def send_meanwhile(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal asked
        is_now, asked = asked == statement, asked + 1
        if is_now and not is_after:
            settle_sent(act, Receipt(NAME), now=now())
        result = execute(sql, *rest)
        if is_now and is_after:
            settle_sent(act, Receipt(NAME), now=now())
        return result

    with connection.execute_wrapper(send_meanwhile):
        assert find(town) == act


@pytest.mark.parametrize(
    ("values", "is_own"),
    [
        ({"state": "claimed", "attempts": 1}, True),
        ({"state": "waiting", "attempts": 1, "is_doubtful": True}, True),
        ({"state": "unknown", "attempts": 1, "is_doubtful": True}, True),
        ({"state": "sent", "attempts": 1}, True),
        ({"state": "sent", "attempts": 1, "receipt_id": NAME}, True),
        ({"state": "sent", "attempts": 1, "receipt_id": NAME, "text": "Иначе"}, True),
        ({"state": "failed", "attempts": 2, "is_doubtful": True}, True),
        ({"state": "failed", "attempts": 1}, False),
        ({"state": "waiting"}, False),
        ({"state": "held"}, False),
        ({"state": "cancelled"}, False),
        ({"state": "claimed", "attempts": 1, "text": "Иначе"}, False),
        ({"state": "sent", "attempts": 1, "receipt_id": "another"}, False),
    ],
)
def test_a_message_is_the_echo_of_what_may_stand_there(town: Town, values: dict[str, Any], *, is_own: bool) -> None:
    act = answer(town, **values)
    assert find(town) == (act if is_own else None)


@pytest.mark.parametrize("older", ["unknown", "sent", "failed"])
def test_of_two_with_the_same_words_it_is_that_which_is_being_sent(town: Town, older: str) -> None:
    answer(town, state=older, attempts=1, is_doubtful=True)
    act = answer(town, state="claimed", attempts=1)
    assert find(town) == act


def test_of_two_with_the_same_words_it_is_that_which_answers_the_same_message(town: Town) -> None:
    answer(town, state="claimed", attempts=1)
    act = answer(town, target=NEIGHBOUR, state="unknown", attempts=1)
    assert find(town, reply_to=NEIGHBOUR) == act


def test_what_failed_after_an_attempt_without_an_answer_is_sent_when_the_network_shows_it(town: Town) -> None:
    act = answer(town, state="failed", attempts=2, is_doubtful=True, reason="The discussion is closed.")
    assert settle_by_echo(act, external_id=NAME, url="", now=now())
    act.refresh_from_db()
    assert (act.state, act.receipt_id, act.reason) == (OutboxState.SENT, NAME, "")
