"""What goes on while parts die: residents of one network write, edit and delete; a person answers every case."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connections
from django.db.models import Q

from otklik.answers.models import Answer, AnswerKind
from otklik.answers.services import answer_at_once
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.bench.kills.played.page import PlayedPage, Resident
from otklik.bench.texts import text_of
from otklik.organizations.selectors import Viewer
from otklik.shared.clock import now as read_clock

PRIVATE_EVERY = 6
INTERIM_EVERY = 5
"""Every so many cases get an interim answer before the final one, with the same words."""
AGAIN_EVERY = 4
"""Every so many residents write again when they were answered, and get the same words once more."""
RESTLESS_EVERY = 3
"""After every so many messages a resident writes one and changes it."""
TO_ANSWER = (State.ASSIGNED, State.IN_WORK, State.INTERIM_ANSWERED)
PAUSE_SECONDS = 0.2
_NUMBER = re.compile(r"\(дело (\d+)\)")


def number_of(case: Appeal) -> int:
    """The number of the message that opened a case of the trial."""
    found = _NUMBER.search(case.title)
    return int(found[1]) if found else 0


@dataclass
class Talk:
    """The residents of one network and the person who answers them, each in a thread of its own."""

    person: Viewer
    pages: list[PlayedPage]
    """Residents write on them in turn."""
    cases: int
    """So many messages are to be answered."""
    progress: Callable[[], float]
    """How far the trial is, from 0 to 1: residents write no faster than parts are killed."""
    chance: random.Random
    outages: int = 0
    """How often the database was away when the person wanted to answer."""
    failures: list[BaseException] = field(default_factory=list)
    _written: dict[int, str] = field(default_factory=dict)
    """What residents wrote, as the network names it, by its number."""
    _written_again: set[int] = field(default_factory=set)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> list[threading.Thread]:
        """Begin."""
        threads = [threading.Thread(target=self._guarded, args=(job,)) for job in (self._write_all, self._answer_all)]
        for thread in threads:
            thread.start()
        return threads

    def give_up(self) -> None:
        """End early."""
        self._is_over.set()

    def _guarded(self, job: Callable[[], None]) -> None:
        try:
            job()
        except Exception as failure:  # noqa: BLE001 - told in the end
            self.failures.append(failure)
        finally:
            connections.close_all()

    def _write_all(self) -> None:
        for number in range(self.cases):
            while number > self.cases * (self.progress() + 0.1) and not self._is_over.is_set():
                time.sleep(PAUSE_SECONDS)
            if self._is_over.is_set():
                return
            self._write(number, text_of(number, tag="дело"))
            if number % RESTLESS_EVERY == 0:
                wordings = [text_of(number, tag=f"черновик {turn}") for turn in range(4)]
                resident = Resident(50_000 + number, f"Житель К{number}")
                self._page(number).change_mind(wordings, by=resident, chance=self.chance)

    def _page(self, number: int) -> PlayedPage:
        return self.pages[number % len(self.pages)]

    def _write(self, number: int, text: str) -> None:
        """Write what has this number, or write again to it."""
        resident = Resident(10_000 + number, f"Житель Н{number}")
        if number % PRIVATE_EVERY == 0:
            self._page(number).message(text, by=resident)
            return
        name = self._page(number).comment(text, by=resident, reply_to=self._written.get(number, ""))
        self._written.setdefault(number, name)

    def _answer_all(self) -> None:
        answered: set[int] = set()
        while len(answered) < self.cases and not self._is_over.is_set():
            for case in self._patiently(lambda: self._waiting_cases(besides=answered)):
                if self._patiently(lambda asked=case: self._answer(asked)):  # type: ignore[misc]
                    answered.add(case.id)
            time.sleep(PAUSE_SECONDS)

    def _waiting_cases(self, *, besides: set[int]) -> list[Appeal]:
        """Cases of messages with a number, with which nothing is under way; the oldest first."""
        cases = Appeal.objects.filter(page__network=self.pages[0].network, title__contains="(дело ")
        idle = cases.filter(Q(is_sending=False) | ~Q(delivery_trouble=""))
        return list(idle.exclude(id__in=besides).defer("search", "decided_by").order_by("id"))

    def _answer(self, case: Appeal) -> bool:
        """Do the next thing for a case, if it has not just changed. Returns whether all that was to be answered is.

        A case that nobody acted upon may be gone when PostgreSQL died a moment ago: the flow opens it anew from the
        event (decision 3), and the person finds it in the list.
        """
        try:
            return self._do_next(case, number_of(case))
        except (StaleCase, NoSuchCase):
            return False

    def _do_next(self, case: Appeal, number: int) -> bool:
        if case.delivery_trouble:
            return True
        kinds = list(Answer.objects.filter(appeal=case).values_list("kind", flat=True))
        finals = kinds.count(AnswerKind.FINAL)
        if case.state == State.ANSWERED:
            return self._go_on(case, number, finals=finals)
        if case.state == State.INTERIM_ANSWERED:
            self._step(case, Act.TAKE)
        elif case.state in TO_ANSWER:
            is_interim = number % INTERIM_EVERY == 0 and AnswerKind.INTERIM not in kinds
            self._say(case, number, AnswerKind.INTERIM if is_interim else AnswerKind.FINAL)
        return False

    def _go_on(self, case: Appeal, number: int, *, finals: int) -> bool:
        """Some residents are not content: they write again, and the case is opened again."""
        if number % AGAIN_EVERY or finals > 1:
            return True
        if number not in self._written_again:
            self._written_again.add(number)
            self._write(number, text_of(number, tag="ещё раз"))
        elif case.messages.filter(message__is_by_page=False).count() > 1:
            self._step(case, Act.REOPEN)
        return False

    def _step(self, case: Appeal, act: Act) -> None:
        reason = Reason(text="Житель написал ещё раз.") if act is Act.REOPEN else Reason()
        take_step(case.number, act, by=self.person, reason=reason, version=case.version, now=read_clock())

    def _say(self, case: Appeal, number: int, kind: AnswerKind) -> None:
        now = read_clock()
        # two neighbours under one post get the same words
        order = number // (2 * len(self.pages))
        answer_at_once(
            case.number,
            kind=kind.value,
            text=f"Здравствуйте! Мастер придёт и всё исправит. Наряд {order}.",
            promised_on=(now + timedelta(days=3)).date() if kind is AnswerKind.INTERIM else None,
            by=self.person,
            version=case.version,
            now=now,
        )

    def _patiently[T](self, act: Callable[[], T]) -> T:
        """Do it, again and again while the database is away."""
        while True:
            try:
                return act()
            except (OperationalError, InterfaceError):
                self.outages += 1
                connections.close_all()
                if self._is_over.is_set():
                    raise
            time.sleep(PAUSE_SECONDS)
