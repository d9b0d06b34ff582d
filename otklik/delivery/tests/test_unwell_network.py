"""A network that is unwell delays its own page only, and the page's card says so."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import Target, queue_answer
from otklik.delivery.steps import send_waiting_acts
from otklik.organizations.rights import Right
from otklik.pages.listing import ConnectionRow, list_connections
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page, pause_connection, register_page, resume_connection
from tests.line import Line
from tests.town import GROUP

OTHER = GROUP + 1
LATER = timedelta(hours=2)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def other(line: Line) -> Page:
    """Another connected page of the same office."""
    line.sandbox.control.create_page("Вторая", group_id=OTHER, community_token="c2", admin_token="a2")
    page = register_page(line.town.office, network="vk", external_id=str(OTHER), name="Вторая")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="c2", admin_token="a2"), by=None, now=now())
    return page


def order(line: Line, page: Page, group: int) -> OutboxAct:
    """An answer to a resident's private message, put into the outbox."""
    written = line.sandbox.control.write_message(group, text="Когда тепло?", author_id=700)
    name = f"peer700_{written.more['conversation_message_id']}"
    target = Target(page_id=page.id, message_kind="private", external_id=name, thread_id="peer700")
    return queue_answer(target, text="Завтра.", now=now())


def card(line: Line, page: Page) -> ConnectionRow:
    """The connection as the desk shows it."""
    rows = list_connections(line.town.coordinator.scope(Right.SEE_CASES)).rows
    return next(row for row in rows if row.page_id == page.id)


def state(act: OutboxAct) -> str:
    act.refresh_from_db()
    return act.state


def test_it_goes_on_with_other_pages(line: Line, other: Page) -> None:
    sick, well = order(line, line.town.page, GROUP), order(line, other, OTHER)
    line.sandbox.control.add_fault("http", status=502, page=GROUP, count=0)
    send_waiting_acts(now=now(), at_most=10)
    assert (state(sick), state(well)) == (OutboxState.WAITING, OutboxState.SENT)
    assert card(line, line.town.page).last_error == "VK's server is unwell."
    assert card(line, other).last_error == ""


def test_it_asks_nothing_of_an_unwell_page_before_its_time_and_then_sends(line: Line) -> None:
    act = order(line, line.town.page, GROUP)
    line.sandbox.control.add_fault("http", status=429, page=GROUP)
    send_waiting_acts(now=now())
    open_until = card(line, line.town.page).open_until
    assert open_until is not None
    assert send_waiting_acts(now=open_until - timedelta(milliseconds=1)) == 0
    send_waiting_acts(now=now() + LATER)
    assert state(act) == OutboxState.SENT
    assert (card(line, line.town.page).last_error, card(line, line.town.page).open_until) == ("", None)


@pytest.mark.parametrize("fault", ["cut_before", "nonsense"])
def test_it_says_it_once_after_an_answer_that_means_nothing(line: Line, fault: str) -> None:
    act = order(line, line.town.page, GROUP)
    line.sandbox.control.add_fault(fault, method="messages.send")
    send_waiting_acts(now=now())
    assert state(act) == OutboxState.WAITING
    send_waiting_acts(now=now() + LATER)
    assert state(act) == OutboxState.SENT
    (talk,) = line.sandbox.control.state(GROUP)["pages"][0]["conversations"]
    assert [message["text"] for message in talk["messages"] if message["is_out"]] == ["Завтра."]


def test_it_sends_at_once_when_a_person_lets_a_page_go_on(line: Line) -> None:
    act = order(line, line.town.page, GROUP)
    pause_connection(line.town.page, by=line.town.manager, now=now())
    assert card(line, line.town.page).is_paused
    assert send_waiting_acts(now=now() + LATER) == 0
    resume_connection(line.town.page, by=line.town.manager, now=now())
    assert send_waiting_acts(now=now()) == 1
    assert state(act) == OutboxState.SENT
