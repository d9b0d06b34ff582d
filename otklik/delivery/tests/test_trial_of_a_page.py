"""After a failure one act tries whether the network is well again; no burst, however many workers claim."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import Target, claim_acts, queue_answer
from otklik.delivery.steps import lease, send_waiting_acts
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import OutOfTurn, Refused
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page, note_answer, register_page
from tests.line import Line
from tests.town import GROUP, NOW, build_town

WORKERS = 6


def queue(page: Page, count: int, *, at: datetime = NOW) -> list[OutboxAct]:
    """Private answers, each in a talk of its own."""
    targets = [Target(page.id, "private", f"peer{700 + number}_1", f"peer{700 + number}") for number in range(count)]
    return [queue_answer(target, text="Завтра.", now=at) for target in targets]


def fall_ill(page: Page, *, until: datetime) -> None:
    Connection.objects.filter(page=page).update(failures_in_a_row=3, open_until=until)


def claim(*, now: datetime, network: str | None = None) -> list[int]:
    return [act.id for act in claim_acts(now=now, lease=lease(), at_most=10, network=network)]


@pytest.mark.django_db
def test_one_act_tries_a_page_out_while_others_go_on() -> None:
    town = build_town()
    other = register_page(town.office, network="vk", external_id="7002", name="Вторая")
    connect_page(other, secrets_entered=ConnectionSecrets(community_token="c"), by=None, now=NOW)
    sick, well = queue(town.page, 3), queue(other, 2)
    fall_ill(town.page, until=NOW + timedelta(seconds=5))
    assert claim(now=NOW) == [act.id for act in well]
    later = NOW + timedelta(seconds=5)
    assert claim(now=later) == [sick[0].id]
    assert claim(now=later + timedelta(seconds=5)) == []
    note_answer(town.page, now=later)
    assert claim(now=later + timedelta(seconds=5)) == [act.id for act in sick[1:]]


@pytest.mark.django_db
def test_another_tries_when_the_one_who_tried_was_killed() -> None:
    town = build_town()
    first = queue(town.page, 2)[0]
    fall_ill(town.page, until=NOW)
    assert claim(now=NOW) == [first.id]
    assert claim(now=NOW + lease().long) != []
    assert Connection.objects.get(page=town.page).tried_until == NOW + 2 * lease().long


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_once_send_one_act_to_try() -> None:
    town = build_town()
    queue(town.page, WORKERS)
    fall_ill(town.page, until=NOW)
    gate, claimed = threading.Barrier(WORKERS), list[int]()

    def work() -> None:
        gate.wait()
        claimed.extend(act.id for act in claim_acts(now=NOW, lease=lease(), at_most=1))
        connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == 1


@pytest.mark.django_db
def test_it_takes_up_acts_of_one_network() -> None:
    town = build_town()
    queue(town.page, 1)
    assert claim(now=NOW, network="ok") == []
    assert len(claim(now=NOW, network="vk")) == 1


def order(line: Line) -> OutboxAct:
    line.sandbox.control.write_message(GROUP, text="Когда тепло?", author_id=700)
    return queue(line.town.page, 1, at=datetime.now(UTC))[0]


def test_waiting_for_our_own_pace_is_no_attempt_and_no_trouble(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    until = datetime.now(UTC) + timedelta(seconds=40)

    def no_room(*_: object) -> None:
        raise OutOfTurn("no room", until=until)

    act = order(line)
    monkeypatch.setattr(VkConnector, "act", no_room)
    send_waiting_acts(now=datetime.now(UTC))
    act.refresh_from_db()
    assert (act.state, act.attempts, act.is_doubtful, act.next_try_at) == (OutboxState.WAITING, 0, False, until)
    connection = Connection.objects.get(page=line.town.page)
    assert (connection.failures_in_a_row, connection.open_until, connection.last_error) == (0, None, "")


@pytest.mark.parametrize("answer", ["found", "refused"])
def test_the_circuit_closes_when_the_network_answers_anything(
    line: Line, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    def refuse(*_: object) -> None:
        raise Refused("closed")

    act = order(line)
    line.sandbox.control.add_fault("cut_after", method="messages.send")
    send_waiting_acts(now=datetime.now(UTC))
    assert Connection.objects.get(page=line.town.page).failures_in_a_row == 1
    if answer == "refused":
        OutboxAct.objects.update(is_doubtful=False)
        monkeypatch.setattr(VkConnector, "act", refuse)
    send_waiting_acts(now=datetime.now(UTC) + timedelta(hours=1))
    act.refresh_from_db()
    assert act.state == (OutboxState.SENT if answer == "found" else OutboxState.FAILED)
    connection = Connection.objects.get(page=line.town.page)
    assert (connection.failures_in_a_row, connection.open_until, connection.tried_until) == (0, None, None)
