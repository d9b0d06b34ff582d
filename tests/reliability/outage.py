"""An outage in an hour that passes in seconds: our own steps, the sandbox over HTTP, and a clock that we set."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import time_machine

from otklik.bench.outage.illness import Fault, Phase
from otklik.bench.outage.played import PlayedPage, Words
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import Target, queue_answer
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.models import ResidentMessage
from otklik.intake.reading_back import RECONCILE_EVERY, reconcile_next_page, watch_next_subscription
from otklik.intake.steps import apply_waiting_events, name_authors, read_doubtful_messages
from otklik.pages.models import Connection, Page
from otklik.sandbox.testing import ControlClient
from otklik.shared.clock import now
from tests.reliability.letterbox import Letterbox
from tests.town import arrive

A_STEP = timedelta(minutes=2)
"""So often residents write, and a person answers one message of each page."""
PUSHED_WITHIN_SECONDS = 180.0
LOST = {"vk": {}, "ok": {}, "max": {"method": "comment_created"}}
"""Which pushes of an ill network are lost for good. Reading finds them; what it could not find is never lost here."""


@dataclass
class Place:
    """One page and its double in the sandbox."""

    page: Page
    played: PlayedPage


@dataclass
class Trial:
    """One network falls ill and gets well again, the others stay well."""

    sick: str
    places: dict[str, Place]
    box: Letterbox
    """Where all networks push to."""
    control: ControlClient
    clock: time_machine.Traveller
    told: list[str] = field(default_factory=list)
    """What the card of the sick page said, in turn."""
    late: list[int] = field(default_factory=list)
    """Acts in the other networks that did not go out at once."""
    _number: Iterator[int] = field(default_factory=lambda: count(1))
    _step_at: datetime | None = None

    @property
    def line(self) -> Connection:
        return Connection.objects.get(page=self.places[self.sick].page)

    def live(self, until: datetime) -> None:
        """Let time pass: residents write, a person answers, our steps do what is due."""
        while now() < until:
            if self._step_at is None or now() - self._step_at >= A_STEP:
                self._step_at = now()
                self.write()
                self._hear()
                self._answer(at_most=1)
            self._work()
            self.clock.move_to(min(self._next_moment(), until))

    def recover(self, *, within: timedelta) -> None:
        """Nobody writes any more; a person answers all there is, until nothing waits and the page was read back."""
        well_at = now()
        while now() < well_at + within:
            self._hear()
            self._work()
            self._answer(at_most=1_000)
            self._work()
            if now() > well_at + RECONCILE_EVERY and not self.waiting():
                return
            self.clock.move_to(self._next_moment())

    def suffer(self, phase: Phase, *, down: timedelta) -> None:
        """Each fault of the phase in turn."""
        for fault in phase.faults:
            number = self.strike(fault)
            self.live(now() + down * phase.share / len(phase.faults))
            self.control.remove_faults(number)

    def strike(self, fault: Fault) -> int:
        """The fault for all calls of the sick network."""
        return self.control.add_fault(fault.kind, network=self.sick, count=0, **fault.fields)

    def requests(self) -> int:
        """Calls of the sick network that the sandbox counted."""
        return sum(row["calls"] for row in self.control.counters()["calls"].get(self.sick, {}).values())

    def waiting(self) -> bool:
        """Whether anything is not settled."""
        return OutboxAct.objects.filter(state__in=[OutboxState.WAITING, OutboxState.CLAIMED]).exists()

    def write(self) -> None:
        """A comment and a private message in every network."""
        for place in self.places.values():
            for is_private in (False, True):
                number = next(self._number)
                text = f"Яма на Ленина, {number}"
                place.played.write(Words(text, number, at=int(now().timestamp()), is_private=is_private))

    def _work(self) -> None:
        self._hear()
        for network in self.places:
            self._read(network)
        for network in self.places:
            while send_waiting_acts(now=now(), network=network):
                pass
        self._look()

    def _read(self, network: str) -> None:
        read_doubtful_messages(now=now(), network=network)
        name_authors(now=now(), network=network)
        reconcile_next_page(now=now(), network=network)
        watch_next_subscription(now=now(), network=network)

    def _hear(self) -> None:
        """Take in what is pushed; what a closed letterbox did not take waits in the network."""
        deadline = time.monotonic() + PUSHED_WITHIN_SECONDS
        while coming := [one for one in self.control.pushes()["items"] if f"/{one['network']}/" not in self.box.closed]:
            assert time.monotonic() < deadline, coming
            time.sleep(0.01)
        letters = list(zip(self.box.paths, self.box.bodies, strict=True))
        self.box.empty()
        for network, place in self.places.items():
            arrive(place.page, *(body for path, body in letters if f"/{network}/" in path), at=now())
        while apply_waiting_events():
            pass

    def _answer(self, *, at_most: int) -> None:
        answered = OutboxAct.objects.values("target_id")
        unanswered = ResidentMessage.objects.filter(is_by_page=False).exclude(external_id__in=answered).order_by("id")
        for place in self.places.values():
            for one in unanswered.filter(page=place.page)[:at_most]:
                target = Target(one.network_page_id, one.kind, one.external_id, one.thread_id, one.container_id)
                queue_answer(target, text=f"Починим: {one.text}", now=now())

    def _look(self) -> None:
        words = self.line.last_error
        if not self.told or self.told[-1] != words:
            self.told.append(words)
        others = OutboxAct.objects.exclude(page__network=self.sick).exclude(state=OutboxState.SENT)
        self.late += others.values_list("id", flat=True)

    def _next_moment(self) -> datetime:
        """When something is due next; a step at most."""
        moments = [now() + A_STEP]
        waiting = OutboxAct.objects.filter(state=OutboxState.WAITING, next_try_at__gt=now()).order_by("next_try_at")
        moments += waiting.values_list("next_try_at", flat=True)[:1]
        if (self.line.open_until or now()) > now():
            moments.append(self.line.open_until or now())
        return min(moments) + timedelta(milliseconds=1)
