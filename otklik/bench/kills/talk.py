"""What goes on while parts die: residents write, edit and delete; a person answers every case."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import InterfaceError, OperationalError, connections

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.answers.services import answer_at_once
from otklik.appeals.errors import StaleCase
from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.bench.kills.town import GROUP, Town
from otklik.bench.texts import text_of
from otklik.sandbox.testing import ControlClient
from otklik.shared.clock import now as read_clock

PRIVATE_EVERY = 6
INTERIM_EVERY = 5
"""Every so many cases get an interim answer before the final one."""
RESTLESS_EVERY = 3
"""After every so many messages a resident writes one that is edited several times or deleted."""
TO_ANSWER = (State.ASSIGNED, State.IN_WORK, State.INTERIM_ANSWERED)
PAUSE_SECONDS = 0.1


@dataclass
class Talk:
    """The residents and the person who answers, each in a thread of its own."""

    town: Town
    sandbox: ControlClient
    cases: int
    """So many messages are to be answered."""
    progress: Callable[[], float]
    """How far the trial is, from 0 to 1: residents write no faster than parts are killed."""
    chance: random.Random
    outages: int = 0
    """How often the database was away when the person wanted to answer."""
    failures: list[BaseException] = field(default_factory=list)
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
            self._write(number)
            if number % RESTLESS_EVERY == 0:
                self._write_restless(number)

    def _write(self, number: int) -> None:
        words = {"text": text_of(number, tag="дело"), "author_id": 10_000 + number, "author_name": f"Житель Н{number}"}
        if number % PRIVATE_EVERY == 0:
            self.sandbox.write_message(GROUP, **words)
        else:
            self.sandbox.write_comment(GROUP, self.town.post_id, **words)

    def _write_restless(self, number: int) -> None:
        author = 50_000 + number
        words = {"text": text_of(number, tag="черновик"), "author_id": author, "author_name": f"Житель К{number}"}
        comment = self.sandbox.write_comment(GROUP, self.town.post_id, **words).id
        for turn in range(self.chance.randrange(4)):
            self.sandbox.edit_comment(GROUP, comment, text=text_of(number, tag=f"правка {turn}"))
        if self.chance.random() < 0.5:
            self.sandbox.delete_comment(GROUP, comment, by=author)
            if self.chance.random() < 0.5:
                self.sandbox.restore_comment(GROUP, comment)

    def _answer_all(self) -> None:
        answered: set[int] = set()
        while len(answered) < self.cases and not self._is_over.is_set():
            for case in self._patiently(self._open_cases):
                if self._patiently(lambda number=case: self._answer(number)):  # type: ignore[misc]
                    answered.add(case)
            time.sleep(PAUSE_SECONDS)

    def _open_cases(self) -> list[int]:
        """Cases of messages that wait for words of ours, the oldest first."""
        waiting = Appeal.objects.filter(title__contains="(дело ", is_sending=False)
        return list(waiting.filter(state__in=TO_ANSWER).order_by("id").values_list("number", flat=True)[:20])

    def _answer(self, number: int) -> bool:
        """Answer a case, or see that it was answered before the database went away. Returns whether it is final."""
        appeal = Appeal.objects.get(number=number)
        given = set(Answer.objects.filter(appeal=appeal).values_list("kind", flat=True))
        if AnswerKind.FINAL in given:
            return True
        is_interim = number % INTERIM_EVERY == 0 and AnswerKind.INTERIM not in given
        if Answer.objects.filter(appeal=appeal, state=AnswerState.SENDING).exists():
            return False
        now = read_clock()
        if appeal.state == State.INTERIM_ANSWERED:
            take_step(number, Act.TAKE, by=self.town.person, reason=Reason(), version=appeal.version, now=now)
            return False
        kind = AnswerKind.INTERIM if is_interim else AnswerKind.FINAL
        answer_at_once(
            number,
            kind=kind.value,
            text=f"Здравствуйте! Мастер придёт и всё исправит. Дело {number}, ответ {kind.value}.",
            promised_on=(now + timedelta(days=3)).date() if is_interim else None,
            by=self.town.person,
            version=appeal.version,
            now=now,
        )
        return not is_interim

    def _patiently[T](self, act: Callable[[], T]) -> T:
        """Do it, again and again while the database is away or the case has just changed."""
        while True:
            try:
                return act()
            except (OperationalError, InterfaceError):
                self.outages += 1
                connections.close_all()
                if self._is_over.is_set():
                    raise
            except StaleCase:
                pass
            time.sleep(PAUSE_SECONDS)
