"""Who listens to live changes: each hears the numbers of cases within its scope, at most once a second.

What waits for a slow listener is a set of numbers with a limit, never a queue of messages; whoever falls behind so far
is let go, comes again and fetches everything once.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from otklik.organizations.rights import Place
from otklik.organizations.tickets import VALID_FOR, Ticket, TicketRefused
from otklik.web.edge.counters import Counters

LISTENERS_AT_MOST = 5_000
WAITING_AT_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that changed, and where it stands."""

    number: int
    place: Place


class Listener:
    """One open stream."""

    def __init__(self, ticket: Ticket) -> None:
        self.scope, self.staff_id = ticket.scope, ticket.staff_id
        self.is_over = False
        self._numbers: set[int] = set()
        self._news = asyncio.Event()

    def tell(self, changed: Sequence[Changed]) -> None:
        """Remember what this listener may hear of."""
        heard = [one.number for one in changed if self.scope.covers(one.place)]
        if not heard:
            return
        self._numbers.update(heard)
        if len(self._numbers) > WAITING_AT_MOST:
            self.let_go()
        self._news.set()

    def let_go(self) -> None:
        """End the stream: the browser comes again with a new ticket and fetches everything once."""
        self.is_over = True
        self._numbers.clear()
        self._news.set()

    async def wait(self, seconds: float) -> list[int]:
        """The numbers that changed; empty when the time has passed without any, or the stream is over."""
        timer = asyncio.get_running_loop().call_later(seconds, self._news.set)
        try:
            await self._news.wait()
        finally:
            timer.cancel()
        self._news.clear()
        numbers, self._numbers = sorted(self._numbers), set()
        return numbers


class Listeners:
    """All open streams."""

    def __init__(self, counters: Counters) -> None:
        self._all: set[Listener] = set()
        self._counters = counters
        self._changed_at: dict[int, datetime] = {}
        self._all_changed_at = datetime.min.replace(tzinfo=UTC)

    def accept(self, ticket: Ticket) -> Ticket:
        """The same ticket. Raises TicketRefused where the rights of its holder changed after it was made."""
        if ticket.made_at <= max(self._all_changed_at, self._changed_at.get(ticket.staff_id, self._all_changed_at)):
            raise TicketRefused
        return ticket

    def note_rights(self, payload: str, *, now: datetime) -> None:
        """The rights of a person changed, or with an empty payload those of everybody: they come with a new ticket."""
        self._changed_at = {one: at for one, at in self._changed_at.items() if at > now - VALID_FOR}
        if payload:
            self._changed_at[int(payload)] = now
        else:
            self._all_changed_at = now
        for listener in tuple(self._all):
            if payload in ("", str(listener.staff_id)):
                listener.let_go()

    def join(self, ticket: Ticket) -> Listener | None:
        """A new listener; None when there are too many."""
        if len(self._all) >= LISTENERS_AT_MOST:
            return None
        listener = Listener(ticket)
        self._all.add(listener)
        self._counters.listeners = len(self._all)
        return listener

    def leave(self, listener: Listener) -> None:
        """The stream has ended."""
        self._all.discard(listener)
        self._counters.listeners = len(self._all)

    def tell(self, changed: Sequence[Changed]) -> None:
        """Tell everybody what they may hear of."""
        self._counters.notices += 1
        for listener in tuple(self._all):
            listener.tell(changed)

    def let_all_go(self) -> None:
        """Something may have been missed: everybody comes again."""
        for listener in tuple(self._all):
            listener.let_go()


def read_notice(payload: str) -> list[Changed]:
    """A notice of the database as cases; what cannot be read is left out."""
    try:
        told = json.loads(payload)["appeals"]
        return [
            Changed(
                number=int(one["number"]),
                place=Place(
                    body_id=int(one["body"]), municipality_id=one.get("municipality"), founder_id=one.get("founder")
                ),
            )
            for one in told
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
