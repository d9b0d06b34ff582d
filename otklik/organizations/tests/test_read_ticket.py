from datetime import UTC, datetime, timedelta

import pytest

from otklik.organizations.rights import Scope
from otklik.organizations.tickets import VALID_FOR, Ticket, TicketRefused, make_ticket, read_ticket

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "scope",
    [
        Scope(),
        Scope(everything=True),
        Scope(body_ids=frozenset({1, 2}), municipality_ids=frozenset({3}), founder_ids=frozenset({4})),
    ],
)
def test_it_gives_back_the_scope_that_went_in(scope: Scope) -> None:
    assert read_ticket(make_ticket(7, scope, NOW), NOW + VALID_FOR) == Ticket(7, NOW, scope)


def test_it_refuses_an_old_ticket() -> None:
    with pytest.raises(TicketRefused):
        read_ticket(make_ticket(7, Scope(), NOW), NOW + VALID_FOR + timedelta(seconds=1))


@pytest.mark.parametrize("ticket", ["", "x", "a:b:c", "e30:1bS:AAAA", "\ud800", "é:ø"])
def test_it_refuses_what_we_did_not_make(ticket: str) -> None:
    with pytest.raises(TicketRefused):
        read_ticket(ticket, NOW)


def test_it_refuses_a_ticket_that_was_changed() -> None:
    ticket = make_ticket(7, Scope(body_ids=frozenset({1})), NOW)

    with pytest.raises(TicketRefused):
        read_ticket(ticket[:-1] + ("A" if ticket[-1] != "A" else "B"), NOW)


def test_it_stays_short_enough_for_an_address_with_two_thousand_bodies() -> None:
    scope = Scope(body_ids=frozenset(range(1, 2001)))

    assert len(make_ticket(7, scope, NOW)) < 8_000
