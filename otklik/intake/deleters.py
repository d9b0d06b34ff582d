"""Who deleted a message: its author or somebody else. The number of whoever did is never kept.

A deletion may come before its message, and with it before its author is known: until then a keyed hash stands for
whoever did it, so that nobody finds the account by trying all numbers. Where the message never comes, the hash goes
when the event goes that told of it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from otklik.intake.merging import DeletedBy
from otklik.intake.models import ResidentMessage


def note_deleter(message: ResidentMessage, *, key: str, by: str) -> None:
    """Keep who did the deletion of this key. A message that has come without an author nobody can be compared with."""
    if not by or (message.has_arrived and message.author is None):
        return
    sign = _sign(by, message)
    message.deleters = message.deleters | {key: _recognise(sign, message) if message.has_arrived else sign}


def recognise_deleters(message: ResidentMessage) -> None:
    """The message has come: whoever deleted it before is its author or somebody else, and the hashes go."""
    if all(who in DeletedBy for who in message.deleters.values()):
        return
    told = {key: _recognise(who, message) for key, who in message.deleters.items()}
    message.deleters = {key: who for key, who in told.items() if who}


def forget_deleters(*, now: datetime) -> int:
    """Let the hashes of messages go that never came, as raw events go. Returns of how many."""
    kept_since = now - timedelta(days=settings.OTKLIK_RAW_EVENT_DAYS)
    return _waiting().filter(deleted_at__lt=kept_since).update(deleters={})


def forget_deleter(account: str, *, page_id: int) -> None:
    """Whoever has this number there is erased: their hashes go."""
    for message in _waiting().filter(page_id=page_id):
        kept = {key: who for key, who in message.deleters.items() if who != _sign(account, message)}
        if kept != message.deleters:
            ResidentMessage.objects.filter(id=message.id).update(deleters=kept)


def _waiting() -> QuerySet[ResidentMessage]:
    """Messages that have not come, with hashes: by the index of what is deleted."""
    return ResidentMessage.objects.filter(is_deleted=True, is_by_page=False, has_arrived=False).exclude(deleters={})


def _recognise(who: str, message: ResidentMessage) -> str:
    if who in DeletedBy:
        return who
    if message.author is None:
        return DeletedBy.UNKNOWN.value
    is_author = who == _sign(message.author.external_id, message)
    return (DeletedBy.AUTHOR if is_author else DeletedBy.ANOTHER).value


def _sign(account: str, message: ResidentMessage) -> str:
    said = f"{message.page_id} {message.external_id} {account}"
    return salted_hmac("otklik.intake.deleters", said, algorithm="sha256").hexdigest()[:32]
