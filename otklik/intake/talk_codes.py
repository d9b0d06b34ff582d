"""The code that joins an account of a network to an act, and forgetting that it did."""

import base64
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.crypto import constant_time_compare, salted_hmac

from otklik.delivery.models import SETTLED, OutboxAct
from otklik.intake.models import ActTalk, Awaits, MessageVersion, ResidentMessage
from otklik.networks.events import MessageKind
from otklik.residents.erasing import ERASED

_LETTERS: Final = 8
_CODE: Final = re.compile(r"№?\s*(\d{8})\s*[-–—]\s*([A-Za-z2-7]{8})[.!]?", re.ASCII)


def code_of(number: int) -> str:
    """What the author of this act sends to a page, for example «43097230-K7QW2MPA»."""
    digest = salted_hmac("otklik.intake.act_talks", str(number), algorithm="sha256").digest()
    return f"{number}-{base64.b32encode(digest).decode()[:_LETTERS]}"


def number_told(text: str) -> int | None:
    """The number of the act whose code a text is; None for every other text."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    number = int(found[1])
    return number if constant_time_compare(f"{number}-{found[2].upper()}", code_of(number)) else None


def forget_talks(talks: QuerySet[ActTalk]) -> int:
    """Nothing tells any more that these accounts and acts belong together, once the caller commits. Returns how many.

    Codes are emptied as what is erased is: no event brings them back. Out of what the page wrote there goes the number,
    which is digits alone; not out of what is not sent yet, or told again by an event that still waits.
    """
    found = list(talks.select_related("act"))
    for talk in found:
        _forget_codes(talk)
    ActTalk.objects.filter(id__in=[talk.id for talk in found]).delete()
    return len(found)


def _forget_codes(talk: ActTalk) -> None:
    number = talk.act.number
    said = ResidentMessage.objects.filter(
        author_id=talk.account_id, kind=MessageKind.PRIVATE, text__contains=str(number)
    )
    codes = [message for message in said if number_told(message.text) == number]
    _forget_raw(codes, since=talk.act.at)
    ids = [code.id for code in codes]
    MessageVersion.objects.filter(message__in=ids).delete()
    ResidentMessage.objects.filter(id__in=ids).update(
        text="", attachments=[], url="", is_erased=True, is_deleted=True, needs_reading=False, awaits=Awaits.NOBODY
    )
    for page_id, thread_id in {(code.network_page_id, code.thread_id) for code in codes}:
        hidden = Replace(F("text"), Value(str(number)), Value(ERASED))
        there = {"page_id": page_id, "thread_id": thread_id, "text__contains": str(number)}
        OutboxAct.objects.filter(**there, state__in=SETTLED).update(text=hidden)
        by_page = ResidentMessage.objects.filter(**there, is_by_page=True)
        MessageVersion.objects.filter(message__in=by_page).update(text=hidden)
        by_page.update(text=hidden)


def _forget_raw(codes: Sequence[ResidentMessage], *, since: datetime) -> None:
    """Nobody knew a code before its act was made: older months are not read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from intake_rawevent where page_id = any(%s) and received_at >= %s and state <> 'waiting'"
            " and exists (select from unnest(%s::text[]) as code where position(convert_to(code, 'UTF8') in body) > 0)",
            [[code.network_page_id for code in codes], since, [code.text for code in codes]],
        )
