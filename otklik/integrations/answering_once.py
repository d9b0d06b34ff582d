"""Idempotency: a program that did not hear our answer asks again with the same key, and nothing is done twice.

What is done and the answer that is kept of it are one transaction: either both are there or neither. Two calls with
one key at the same time: the second is told to wait, it does not queue. After the IETF's draft of the header
`Idempotency-Key`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection, transaction

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


def answer_once(key_id: int, word: str, request: bytes, *, act: Callable[[], Given], now: datetime) -> Given:
    """Do the act, or tell what it was answered when it was done with this word within a day.

    An answer that is no success undoes all that the act wrote. Raises StillBeingDone, MeantOtherwise.
    """
    word_hash, request_hash = hashlib.sha256(word.encode()).hexdigest(), hashlib.sha256(request).hexdigest()
    with transaction.atomic():
        if not _is_alone(key_id, word_hash):
            raise StillBeingDone
        kept = KeptAnswer.objects.filter(key_id=key_id, word=word_hash).first()
        if kept is not None and kept.at > now - KEPT_FOR:
            if kept.request_hash != request_hash:
                raise MeantOtherwise
            return Given(kept.status, kept.answer, is_repeated=True)
        given = act()
        if given.status not in _GOOD:
            transaction.set_rollback(True)
            return given
        values = {"request_hash": request_hash, "status": given.status, "answer": given.answer, "at": now}
        KeptAnswer.objects.update_or_create(key_id=key_id, word=word_hash, defaults=values)
    return given


def _is_alone(key_id: int, word_hash: str) -> bool:
    """Whether no other call holds this word; it is held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"once {key_id} {word_hash}"])
        return bool(cursor.fetchone()[0])


def forget_answers(*, now: datetime) -> int:
    """Drop what was kept longer than a day. Returns how many."""
    gone, _models = KeptAnswer.objects.filter(at__lt=now - KEPT_FOR).delete()
    return gone
