"""Sending: never twice, never silently lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import (
    Target,
    claim_acts,
    hold_claim,
    put_back,
    queue_answer,
    settle_failed,
    settle_unknown,
    try_again,
)
from otklik.delivery.steps import lease, send_waiting_acts
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import Refused
from otklik.pages.services import pause_connection
from tests.line import Line
from tests.town import GROUP

LATER = timedelta(hours=2)


def order(line: Line, text: str = "Заделаем до пятницы.") -> OutboxAct:
    """An answer to a resident's new comment, put into the outbox."""
    comment_id = line.write("Яма на Ленина, 5")
    external_id = f"wall-{GROUP}_{line.post_id}_{comment_id}"
    target = Target(
        page_id=line.town.page.id,
        message_kind="comment",
        external_id=external_id,
        thread_id=external_id,
        container_id=f"wall-{GROUP}_{line.post_id}",
    )
    return queue_answer(target, text=text, now=now())


def now() -> datetime:
    return datetime.now(UTC)


def test_it_puts_the_answer_into_the_thread(line: Line) -> None:
    act = order(line)
    send_waiting_acts(now=now())
    act.refresh_from_db()
    assert act.state == OutboxState.SENT
    assert act.receipt_id.startswith(f"wall-{GROUP}_")
    assert line.replies() == ["Заделаем до пятницы."]


@pytest.mark.parametrize("fault", ["timeout_after", "cut_after"])
def test_it_says_it_once_when_the_network_took_it_and_did_not_answer(
    line: Line, settings: Settings, fault: str
) -> None:
    act, usual = order(line), settings.OTKLIK_NETWORKS
    line.sandbox.control.add_fault(fault, method="wall.createComment")
    settings.OTKLIK_NETWORKS = MappingProxyType({"vk": replace(usual["vk"], timeout_seconds=1.0)})
    send_waiting_acts(now=now())
    settings.OTKLIK_NETWORKS = usual
    act.refresh_from_db()
    assert (act.state, act.is_doubtful) == (OutboxState.WAITING, True)
    send_waiting_acts(now=now() + LATER)
    act.refresh_from_db()
    assert act.state == OutboxState.SENT
    assert line.replies() == ["Заделаем до пятницы."]


def test_it_tries_again_when_the_network_was_unwell(line: Line) -> None:
    act = order(line)
    line.sandbox.control.add_fault("http", status=503, method="wall.createComment")
    send_waiting_acts(now=now())
    assert line.replies() == []
    send_waiting_acts(now=now() + LATER)
    act.refresh_from_db()
    assert (act.state, act.attempts) == (OutboxState.SENT, 2)
    assert len(line.replies()) == 1


def test_it_tells_in_words_what_the_network_refused(line: Line) -> None:
    act = order(line)
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=False)
    send_waiting_acts(now=now())
    act.refresh_from_db()
    assert act.state == OutboxState.FAILED
    assert act.reason
    assert act.next_step


def test_it_sends_a_refused_answer_again_when_a_person_says_so(line: Line) -> None:
    act = order(line)
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=False)
    send_waiting_acts(now=now())
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=True)
    try_again(act.id, by=line.town.manager, now=now())
    send_waiting_acts(now=now())
    assert len(line.replies()) == 1


def test_it_sends_nothing_from_a_paused_page(line: Line) -> None:
    act = order(line)
    pause_connection(line.town.page, by=line.town.manager, now=now())
    assert send_waiting_acts(now=now()) == 0
    act.refresh_from_db()
    assert act.state == OutboxState.WAITING


def test_it_takes_up_what_a_killed_worker_left_and_looks_first(line: Line) -> None:
    act = order(line)
    (claimed,) = claim_acts(now=now(), lease=lease(), at_most=1)
    assert claimed.id == act.id
    assert send_waiting_acts(now=now()) == 0
    send_waiting_acts(now=now() + LATER)
    act.refresh_from_db()
    assert (act.state, act.is_doubtful) == (OutboxState.SENT, True)
    assert len(line.replies()) == 1


def test_it_keeps_the_order_of_answers_in_a_thread(line: Line) -> None:
    first = order(line, "Первый")
    target = Target(
        page_id=first.page_id,
        message_kind="comment",
        external_id=first.target_id,
        thread_id=first.thread_id,
        container_id=first.container_id,
    )
    queue_answer(target, text="Второй", now=now())
    claimed = claim_acts(now=now(), lease=lease(), at_most=10)
    assert [act.text for act in claimed] == ["Первый"]


def test_it_does_not_take_an_earlier_answer_with_the_same_words_for_this_one(line: Line) -> None:
    first = order(line, "Принято.")
    send_waiting_acts(now=now())
    target = Target(
        page_id=first.page_id,
        message_kind="comment",
        external_id=first.target_id,
        thread_id=first.thread_id,
        container_id=first.container_id,
    )
    second = queue_answer(target, text="Принято.", now=now())
    line.sandbox.control.add_fault("cut_before", method="wall.createComment")
    send_waiting_acts(now=now())
    send_waiting_acts(now=now() + LATER)
    second.refresh_from_db()
    assert second.state == OutboxState.SENT
    assert line.replies() == ["Принято.", "Принято."]


def test_it_asks_a_person_where_a_doubtful_act_cannot_be_looked_for(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused("the thread cannot be read")

    monkeypatch.setattr(VkConnector, "find_own_reply", refuse)
    act = order(line)
    line.sandbox.control.add_fault("cut_after", method="wall.createComment")
    send_waiting_acts(now=now())
    send_waiting_acts(now=now() + LATER)
    act.refresh_from_db()
    assert act.state == OutboxState.UNKNOWN
    assert len(line.replies()) == 1


def test_a_refusal_after_a_doubt_is_no_proof_where_the_thread_could_not_be_read(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(VkConnector, "find_own_reply", lambda *_: None)
    act = order(line)
    line.sandbox.control.add_fault("cut_after", method="wall.createComment")
    send_waiting_acts(now=now())
    line.sandbox.control.add_fault("error", code=15, method="wall.createComment")
    send_waiting_acts(now=now() + LATER)
    act.refresh_from_db()
    assert act.state == OutboxState.UNKNOWN
    assert len(line.replies()) == 1


def test_a_worker_whose_lease_ran_out_decides_nothing_any_more(line: Line) -> None:
    act = order(line)
    (slow,) = claim_acts(now=now(), lease=lease(), at_most=1)
    (quick,) = claim_acts(now=now() + LATER, lease=lease(), at_most=1)
    assert slow.id == quick.id == act.id
    assert not hold_claim(slow, now=now(), lease=lease())
    put_back(slow, until=now(), reason="slow", is_doubtful=False)
    assert not settle_failed(slow, reason="slow", next_step="", now=now())
    assert not settle_unknown(slow, reason="slow", now=now())
    act.refresh_from_db()
    assert (act.state, act.lease_until) == (OutboxState.CLAIMED, quick.lease_until)
    assert hold_claim(quick, now=now(), lease=lease())
    assert settle_failed(quick, reason="quick", next_step="", now=now())


def test_a_worker_that_comes_too_late_under_its_claim_sends_nothing(line: Line) -> None:
    act = order(line)
    OutboxAct.objects.update(next_try_at=now() - LATER)
    send_waiting_acts(now=now() - LATER)
    act.refresh_from_db()
    assert act.state == OutboxState.CLAIMED
    assert line.replies() == []
    send_waiting_acts(now=now())
    assert len(line.replies()) == 1


def test_a_doubtful_act_whose_lease_ran_out_while_it_was_looked_for_is_left_to_the_next(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_long(*_: object) -> None:
        claim_acts(now=now() + 2 * LATER, lease=lease(), at_most=1)

    monkeypatch.setattr(VkConnector, "find_own_reply", look_long)
    act = order(line)
    OutboxAct.objects.update(next_try_at=now() - LATER)
    claim_acts(now=now() - LATER, lease=lease(), at_most=1)
    send_waiting_acts(now=now())
    act.refresh_from_db()
    assert (act.state, act.attempts) == (OutboxState.CLAIMED, 3)
    assert line.replies() == []


def test_it_refuses_a_text_that_is_not_the_approved_one(line: Line) -> None:
    act = order(line)
    OutboxAct.objects.filter(id=act.id).update(text="Подменили")
    send_waiting_acts(now=now())
    act.refresh_from_db()
    assert act.state == OutboxState.FAILED
    assert line.replies() == []
