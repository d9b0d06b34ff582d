import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from otklik.organizations.rights import Place, Scope
from otklik.organizations.tickets import Ticket, TicketRefused
from otklik.web.edge.counters import Counters
from otklik.web.edge.listeners import WAITING_AT_MOST, Changed, Listener, Listeners, read_notice

ALL = Scope(everything=True)
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def ticket(staff_id: int = 1, *, scope: Scope = ALL, made_at: datetime = NOW) -> Ticket:
    return Ticket(staff_id, made_at, scope)


def changed(*numbers: int) -> list[Changed]:
    return [Changed(number, Place(body_id=1)) for number in numbers]


def test_it_lets_a_listener_go_who_falls_too_far_behind() -> None:
    async def fall_behind() -> tuple[bool, list[int]]:
        listener = Listener(ticket())
        listener.tell(changed(*range(WAITING_AT_MOST)))
        assert not listener.is_over
        listener.tell(changed(WAITING_AT_MOST))
        return listener.is_over, await listener.wait(1)

    assert asyncio.run(fall_behind()) == (True, [])


def test_it_hears_nothing_outside_the_scope() -> None:
    async def hear() -> list[int]:
        listener = Listener(ticket(scope=Scope(body_ids=frozenset({2}))))
        listener.tell(changed(1, 2, 3))
        return await listener.wait(0)

    assert asyncio.run(hear()) == []


def test_it_reads_notices_and_leaves_out_nonsense() -> None:
    assert read_notice('{"appeals": [{"number": 1, "body": 2, "municipality": null, "founder": 4}]}') == [
        Changed(1, Place(body_id=2, municipality_id=None, founder_id=4))
    ]
    for nonsense in ("", "[]", "{}", '{"appeals": 5}', '{"appeals": [{}]}', '{"appeals": [7]}'):
        assert read_notice(nonsense) == []


@pytest.mark.parametrize(("payload", "refused"), [("1", [1]), ("", [1, 2])])
def test_a_ticket_opens_no_stream_after_the_rights_of_its_holder_changed(payload: str, refused: list[int]) -> None:
    listeners = Listeners(Counters())
    streams = {staff_id: listeners.join(listeners.accept(ticket(staff_id))) for staff_id in (1, 2)}
    listeners.note_rights(payload, now=NOW)
    assert [staff_id for staff_id, one in streams.items() if one and one.is_over] == refused
    for staff_id in refused:
        with pytest.raises(TicketRefused):
            listeners.accept(ticket(staff_id))
        younger = ticket(staff_id, made_at=NOW + timedelta(milliseconds=1))
        assert listeners.accept(younger) is younger
    for staff_id in {1, 2} - set(refused):
        listeners.accept(ticket(staff_id))
