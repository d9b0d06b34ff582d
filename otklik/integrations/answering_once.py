"""Idempotency: a program that did not hear our answer asks again with the same key, and nothing is done twice.

What is done and the answer that is kept of it are one transaction: either both are there or neither. Slow work that
changes nothing of a case (pictures made anew, files written) is done before it, so that no lock waits for a picture;
a process that dies in between leaves files that nobody uses, which go by night. Two calls with one key at the same
time: the second is told to wait, it does not queue. After the IETF's draft of the header `Idempotency-Key`.
"""

import hashlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from otklik.ground.advisory_lock import try_advisory_lock
from otklik.integrations.models import KeptAnswer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

KEPT_FOR: Final = timedelta(hours=24)
_GOOD = range(200, 300)


class StillBeingDone(OtklikError):
    """The first call with this idempotency key is not over."""

    def __init__(self) -> None:
        super().__init__(_("The first call with this Idempotency-Key is still being done."), mend=_("Ask again soon."))


class MeantOtherwise(OtklikError):
    """The same idempotency key with another request."""

    field = "Idempotency-Key"

    def __init__(self) -> None:
        super().__init__(
            _("This Idempotency-Key was used for another request."), mend=_("Make a new one for each new act.")
        )


@dataclass(frozen=True, slots=True)
class Given:
    """What a call is answered. Only what went well is kept."""

    status: int
    answer: Any
    """What JSON holds."""
    is_repeated: bool = False


class SlowWorkFirst(BaseException):
    """An act has come to its slow work: it is undone and begins anew when that is done.

    No failure, so nothing that answers failures takes it.
    """

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work = work


@dataclass(slots=True)
class SlowWork:
    """The slow work of one act, done once, outside its transaction. There is one for an act, not more."""

    _done: Future[Any] | None = field(default=None, init=False)
    _is_taken: bool = field(default=False, init=False)

    def take[T](self, work: Callable[[], T]) -> T:
        """What came of it. Raises what it raised; SlowWorkFirst where it is not done yet.

        RuntimeError where the act has taken it already: a second work would get what came of the first.
        """
        if self._done is None:
            raise SlowWorkFirst(work)
        if self._is_taken:
            raise RuntimeError("an act has one slow work: do both in one")
        self._is_taken = True
        done: T = self._done.result()
        return done

    def do(self, work: Callable[[], Any]) -> None:
        """Do it. What it raises is raised where the act takes it."""
        self._done = Future()
        try:
            self._done.set_result(work())
        except OtklikError as why:
            self._done.set_exception(why)


def answer_once(key_id: int, word: str, request: bytes, *, act: Callable[[SlowWork], Given], now: datetime) -> Given:
    """Do the act, or tell what it was answered when it was done with this word within a day.

    An answer that is no success undoes all that the act wrote. Raises StillBeingDone, MeantOtherwise.
    """
    word_hash, request_hash = hashlib.sha256(word.encode()).hexdigest(), hashlib.sha256(request).hexdigest()
    kept, slow = _Kept(key_id, word_hash, request_hash), SlowWork()
    with try_advisory_lock(f"once {key_id} {word_hash}", 0) as is_locked:
        if not is_locked:
            raise StillBeingDone
        try:
            return _answer(kept, lambda: act(slow), now=now)
        except SlowWorkFirst as first:
            slow.do(first.work)
        return _answer(kept, lambda: act(slow), now=now)


@dataclass(frozen=True, slots=True)
class _Kept:
    """Under what an answer is kept, and of which request."""

    key_id: int
    word_hash: str
    request_hash: str


@transaction.atomic
def _answer(asked: _Kept, act: Callable[[], Given], *, now: datetime) -> Given:
    kept = KeptAnswer.objects.filter(key_id=asked.key_id, word=asked.word_hash).first()
    if kept is not None and kept.at > now - KEPT_FOR:
        if kept.request_hash != asked.request_hash:
            raise MeantOtherwise
        return Given(kept.status, kept.answer, is_repeated=True)
    given = act()
    if given.status not in _GOOD:
        transaction.set_rollback(True)
        return given
    values = {"request_hash": asked.request_hash, "status": given.status, "answer": given.answer, "at": now}
    KeptAnswer.objects.update_or_create(key_id=asked.key_id, word=asked.word_hash, defaults=values)
    return given


def forget_answers(*, now: datetime) -> int:
    """Drop what was kept longer than a day. Returns how many."""
    gone, _models = KeptAnswer.objects.filter(at__lt=now - KEPT_FOR).delete()
    return gone
