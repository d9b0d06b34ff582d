"""The code that links a network account to a form of ours, and erasing that link."""

import base64
import re
from datetime import datetime
from typing import Final

from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Replace
from django.utils.crypto import constant_time_compare, salted_hmac

from otklik.delivery.erasing import forget_words
from otklik.intake.models import ActTalk, Awaits, MessageVersion, ResidentMessage
from otklik.intake.talk_words import all_said
from otklik.networks.events import MessageKind
from otklik.residents.erasing import ERASED

_LETTERS: Final = 8
_CODE: Final = re.compile(r"\A№?\s*(\d{8})\s*[-–—]\s*([A-Za-z2-7]{8})[.!]?", re.ASCII)


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

    Codes are emptied as what is erased is: no event brings them back. Out of what the page wrote there go the numbers,
    and what it has not sent yet of the act is not sent.
    """
    found = list(talks.select_related("act", "account"))
    for talk in found:
        _forget_codes(talk)
        _forget_told(talk)
    ActTalk.objects.filter(id__in=[talk.id for talk in found]).delete()
    return len(found)


def _forget_codes(talk: ActTalk) -> None:
    """Whatever the account sent that looks like a code of the act: it may be one of another key of the installation."""
    number = talk.act.number
    wordings = MessageVersion.objects.filter(message__in=_written_by(talk), text__contains=str(number))
    wordings.filter(id__in=[one.id for one in wordings if _is_code_of(number, one.text)]).update(text="")
    written = _written_by(talk).filter(text__contains=str(number))
    ids = [message.id for message in written if _is_code_of(number, message.text)]
    MessageVersion.objects.filter(message__in=ids).delete()
    ResidentMessage.objects.filter(id__in=ids).update(
        text="", attachments=[], url="", is_erased=True, is_deleted=True, needs_reading=False, awaits=Awaits.NOBODY
    )


def _forget_told(talk: ActTalk) -> None:
    """What the page wrote to the account of the act, on every page that the account wrote to, sent or not."""
    number = str(talk.act.number)
    for page_id, thread_id in set(_written_by(talk).values_list("page_id", "thread_id")):
        forget_words(page_id, thread_id, words=number, unsent=all_said(talk.act.number))
        by_page = ResidentMessage.objects.filter(page_id=page_id, thread_id=thread_id, is_by_page=True)
        for texts in (MessageVersion.objects.filter(message__in=by_page), by_page):
            texts.filter(text__contains=number).update(text=Replace(F("text"), Value(number), Value(ERASED)))
        _forget_raw(page_id, number, talk.account.external_id, since=talk.act.at)


def _written_by(talk: ActTalk) -> QuerySet[ResidentMessage]:
    return ResidentMessage.objects.filter(author_id=talk.account_id, kind=MessageKind.PRIVATE, page__isnull=False)


def _is_code_of(number: int, text: str) -> bool:
    found = _CODE.fullmatch(text.strip())
    return found is not None and int(found[1]) == number


def _forget_raw(page_id: int, *both: str, since: datetime) -> None:
    """Bodies that hold the number of the act and the account: digits and letters, which no network writes otherwise.

    Nobody knew the number before its act was made: older months are not read.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "delete from intake_rawevent where page_id = %s and received_at >= %s and state <> 'waiting'"
            " and position(convert_to(%s, 'UTF8') in body) > 0 and position(convert_to(%s, 'UTF8') in body) > 0",
            [page_id, since, *both],
        )
