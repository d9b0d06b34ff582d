"""What a resident can do by the private link: write more, withdraw, ask to be erased.

Whoever has the link speaks as the resident. Each of these holds the row of the act while it writes.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import connection, transaction
from django.db.models import Case, QuerySet, Value, When

from otklik.intake.accept_act import attachments_of, hold_photos
from otklik.intake.act_checks import ActRefused, clean_words, wrong_with_text
from otklik.intake.acts import find_act_number
from otklik.intake.models import Awaits, ErasedLink, ResidentAct, ResidentMessage
from otklik.organizations.invitations import hash_token
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

MOST_FURTHER: Final = 50
_AGAIN: Final = timedelta(minutes=10)
MOST_PHOTOS_EACH: Final = 20
"""Of one talk, the first message's included: a case holds a hundred, and others may be joined to it."""


class End(StrEnum):
    """How an erased talk stands."""

    ASKED = "asked"
    """It is being erased."""
    ERASED = "erased"


def messages_of(number: int) -> QuerySet[ResidentMessage]:
    """What was written under this number, the first before the last."""
    return ResidentMessage.objects.filter(page=None, thread_id=str(number)).order_by("id")


def count_photos(messages: Sequence[ResidentMessage]) -> int:
    """How many photos and videos came with these messages."""
    return sum(one.get("kind") in ("photo", "video") for message in messages for one in message.attachments)


def accept_further(
    number: int,
    token: str,
    text: str,
    *,
    photos: Sequence[int] = (),
    seen: int | None = None,
    sender: str = "",
    now: datetime,
) -> bool:
    """The holder of a private link writes on, or adds photos, or both: an answer to our question, or more.

    `photos` are ids of kept files, `sender` the address that they come from. The same again within moments is one:
    a press too many, or an answer of ours that was lost on its way; not from a form that knew what was said before
    (`seen`: how many messages): «yes» to one question of ours, and «yes» to the next. False where the link leads
    nowhere. Raises ActRefused.
    """
    wrong = None if photos and not clean_words(text) else wrong_with_text(text)
    with transaction.atomic():
        act = _lock(number, token)
        if act is None:
            return False
        if wrong:
            raise wrong
        before = list(messages_of(number))
        knew_all = seen is not None and seen >= len(before)
        if before and not knew_all and _is_said_again(before[-1], text, photos, now=now):
            return True
        _check_room(before, photos)
        hold_photos(photos, sender=sender, now=now)
        first = act.message
        ResidentMessage.objects.create(
            body=first.body,
            municipality_id=first.municipality_id,
            founder_id=first.founder_id,
            kind=act.kind,
            external_id=f"{number}-{len(before) + 1}",
            thread_id=str(number),
            author_id=first.author_id,
            text=clean_words(text),
            attachments=attachments_of(photos),
            occurred_at=now,
            detected_at=now,
            awaits=Awaits.TRIAGE,
        )
        act.photos.add(*photos)
        _wake()
    return True


def take_back(number: int, token: str, *, now: datetime) -> bool:
    """The author takes the whole talk back: as in a network, what was said is deleted, and no case comes of it.

    In the caller's transaction, before it locks cases. False where the link leads nowhere.
    """
    if _lock(number, token) is None:
        return False
    look_again = Case(When(awaits=Awaits.TRIAGE, then=Value(Awaits.TRIAGE)), default=Value(Awaits.APPEALS))
    messages_of(number).filter(is_deleted=False).update(is_deleted=True, deleted_at=now, awaits=look_again)
    _wake()
    return True


def ask_to_be_erased(number: int, token: str, *, now: datetime) -> bool:
    """The author wants everything gone: no link opens the talk from now on. False where the link leads nowhere."""
    with transaction.atomic():
        act = _lock(number, token)
        if act is None:
            return False
        act.erase_due_at = now
        act.save(update_fields=["erase_due_at"])
    return True


def find_end(number: int, token: str) -> End | None:
    """What became of a talk whose author asked to be erased; None for every other link."""
    hashed = hash_token(token)
    if ResidentAct.objects.filter(number=number, links__token_hash=hashed, erase_due_at__isnull=False).exists():
        return End.ASKED
    return End.ERASED if ErasedLink.objects.filter(number=number, token_hash=hashed).exists() else None


def _lock(number: int, token: str) -> ResidentAct | None:
    """The act behind a link that still opens it: looked up under the lock, whoever erases takes the links away."""
    acts = ResidentAct.objects.select_related("message").select_for_update(of=("self",))
    act = acts.filter(number=number).first()
    return act if act is not None and find_act_number(number, token) is not None else None


def _is_said_again(last: ResidentMessage, text: str, photos: Sequence[int], *, now: datetime) -> bool:
    """Whether just this was taken a moment ago, whether its photos still wait for the case or have gone into it."""
    came = {one.get("external_id") for one in last.attachments}
    is_same = last.text == clean_words(text) and came.issuperset(map(str, photos)) and not last.is_deleted
    return is_same and now - last.detected_at < _AGAIN


def _check_room(before: Sequence[ResidentMessage], photos: Sequence[int]) -> None:
    if len(before) >= MOST_FURTHER:
        raise ActRefused(
            _("So much was written here already that more does not fit."),
            field="text",
            mend=_("Send a new message, and name the number of this one."),
        )
    if photos and count_photos(before) + len(photos) > MOST_PHOTOS_EACH:
        raise ActRefused(
            _("At most %(most)s photos fit here."),
            field="photos",
            mend=_("Send a new message, and name the number of this one."),
            values={"most": str(MOST_PHOTOS_EACH)},
        )


def _wake() -> None:
    with connection.cursor() as cursor:
        wake_workers(cursor, "intake")
