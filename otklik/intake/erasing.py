"""Anonymises what a person wrote. The rows stay, emptied, so that figures hold and no event restores the words."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from otklik.delivery.erasing import ErasedWords, Written
from otklik.intake.deleters import forget_deleter
from otklik.intake.merging import Told
from otklik.intake.models import (
    ActLetter,
    ActLink,
    ActTalk,
    Awaits,
    ErasedLink,
    MessageVersion,
    RawEvent,
    ResidentAct,
    ResidentMessage,
)
from otklik.intake.talk_codes import forget_talks
from otklik.networks.events import MessageKind
from otklik.residents.erasing import Person, erased_name
from otklik.residents.models import NetworkAccount

type Talk = tuple[int, str]
"""Page id and thread of a private talk."""


@dataclass(frozen=True, slots=True)
class ErasedMessages:
    """What was emptied: the person's messages, where they stood as it was called, what of others named the person."""

    ids: tuple[int, ...]
    written: Written
    around_ids: tuple[int, ...]
    around: ErasedWords


def texts_of(account_id: int) -> frozenset[str]:
    """Everything that the account wrote, in every wording."""
    wordings = MessageVersion.objects.filter(message__author_id=account_id).values_list("text", flat=True)
    last = ResidentMessage.objects.filter(author_id=account_id).values_list("text", flat=True)
    return frozenset(text for text in (*wordings, *last) if text)


def told_beside(account_id: int) -> frozenset[str]:
    """What the forms of our own pages asked for beside the words of this account: places and addresses of mail."""
    acts = ResidentAct.objects.filter(message__author_id=account_id).values_list("place", "email")
    return frozenset(told for act in acts for told in act if told)


def addresses_of(message_ids: Sequence[int], *, confirmed: bool) -> frozenset[str]:
    """The addresses left with these messages: their authors' where confirmed, since anybody can type somebody's."""
    acts = ResidentAct.objects.filter(message_id__in=message_ids, email_confirmed_at__isnull=not confirmed)
    acts = acts.exclude(email="")
    return frozenset(acts.values_list("email", flat=True))


def lock_messages(person: Person) -> None:
    """Lock all that `erase_messages` changes, for rooms that lock a message before what they keep of it."""
    own = ResidentMessage.objects.filter(author_id=person.account_id)
    rows = own.filter(kind=MessageKind.PRIVATE, page__isnull=False).values_list("page_id", "thread_id")
    _lock_messages(own, sorted(set(rows)))


def erase_messages(person: Person) -> ErasedMessages:
    """Empty the person's messages and private talks; then come the raw events (`erase_raw_events`)."""
    own = ResidentMessage.objects.filter(author_id=person.account_id)
    rows = list(own.values_list("id", "page_id", "thread_id", "kind", "external_id"))
    on_pages = [row for row in rows if row[1]]
    talks = sorted({(page, thread) for _, page, thread, kind, _ in on_pages if kind == MessageKind.PRIVATE})
    _lock_messages(own, talks)
    pages = tuple(sorted({row[1] for row in on_pages}))
    for page_id, thread_id in talks:
        _empty_talk(page_id, thread_id)
    ids = tuple(row[0] for row in rows)
    MessageVersion.objects.filter(message_id__in=ids).delete()
    ActTalk.objects.filter(account_id=person.account_id).delete()
    ResidentMessage.objects.filter(id__in=ids).update(
        text="", attachments=[], url="", author=None, is_erased=True, is_deleted=True, needs_reading=False,
        awaits=Awaits.NOBODY,
    )  # fmt: skip
    _erase_acts(ids)
    changed: list[tuple[int, str, str]] = []
    for page_id in pages:
        forget_deleter(person.external_id, page_id=page_id)
        changed += _scrub_page(page_id, person)
    around_ids = tuple(sorted({message_id for message_id, _, _ in changed}))
    around = ErasedWords.of([(text, url) for _, text, url in changed])
    threads = {(page, thread) for _, page, thread, _, _ in on_pages}
    messages = {(page, external_id) for _, page, _, _, external_id in on_pages}
    return ErasedMessages(ids, Written(pages, threads, talks, messages), around_ids, around)


def _erase_acts(message_ids: Sequence[int]) -> None:
    """What came beside the words by our own pages; a private link only tells that it was done."""
    # locked first: whoever writes on, or makes the link of a letter, is done or finds nothing more
    acts = ResidentAct.objects.filter(id__in=_lock_acts(message_ids))
    ActLetter.objects.filter(act__in=acts).delete()
    links = ActLink.objects.filter(act__in=acts)
    ErasedLink.objects.bulk_create(
        [
            ErasedLink(number=number, token_hash=hashed)
            for number, hashed in links.values_list("act__number", "token_hash")
        ]
    )
    links.delete()
    ResidentAct.photos.through.objects.filter(residentact__in=acts).delete()
    acts.update(
        place="", sender="", latitude=None, longitude=None, email="", email_confirmed_at=None, confirm_hash="",
        publish_consent="", erase_due_at=None,
    )  # fmt: skip


def _lock_messages(own: QuerySet[ResidentMessage], talks: Sequence[Talk]) -> None:
    """All messages that change, by id, before any act: so triage holds them when it comes to the act of a code."""
    joined = NetworkAccount.objects.filter(id__in=ActTalk.objects.filter(act__message__in=own).values("account_id"))
    codes = ResidentMessage.objects.filter(author__in=joined, kind=MessageKind.PRIVATE, page__isnull=False)
    changing = Q(id__in=own.values("id"))
    for page_id, thread_id in {*talks, *codes.values_list("page_id", "thread_id")}:
        changing |= Q(page_id=page_id, thread_id=thread_id)
    list(ResidentMessage.objects.filter(changing).order_by("id").select_for_update().values_list("id"))


def _lock_acts(message_ids: Sequence[int]) -> list[int]:
    """The acts, locked, with no talk left that joins one of them."""
    locked = ResidentAct.objects.filter(message_id__in=message_ids).order_by("id").select_for_update()
    while True:
        forget_talks(ActTalk.objects.filter(act__message_id__in=message_ids))
        with transaction.atomic():
            acts = list(locked.values_list("id", flat=True))
            if not ActTalk.objects.filter(act__in=acts).exists():
                return acts
            transaction.set_rollback(True)  # joined meanwhile: the acts are let go, and its messages come first


def without_erased(told: Sequence[Told]) -> list[Told]:
    """Events of messages that were erased change nothing: the network may tell them again for years."""
    names = {item.event.external_id: erased_name(item.event.external_id) for item in told}
    erased = set(
        ResidentMessage.objects.filter(
            page_id__in={item.page_id for item in told}, external_id__in=[*names, *names.values()], is_erased=True
        ).values_list("page_id", "external_id")
    )
    if not erased:
        return list(told)
    return [
        item
        for item in told
        if not {(item.page_id, item.event.external_id), (item.page_id, names[item.event.external_id])} & erased
    ]


def _empty_talk(page_id: int, thread_id: str) -> None:
    """Both sides of a private talk, whose names hold the number of the account."""
    talk = ResidentMessage.objects.filter(page_id=page_id, thread_id=thread_id)
    MessageVersion.objects.filter(message__in=talk).delete()
    for message in talk:
        message.external_id, message.thread_id = erased_name(message.external_id), erased_name(thread_id)
        message.text, message.attachments, message.url = "", [], ""
        message.reply_to = message.container_id = ""
        message.is_erased, message.is_deleted, message.needs_reading = True, True, False
        message.save()


def erase_raw_events(page_ids: Iterable[int], person: Person, *, said_of: Iterable[str]) -> None:
    """Bodies in which number, name or words stand, or one of the texts `said_of` the person, as others wrote it.

    One that waits is still needed: what it tells is then ignored.
    """
    for page_id in page_ids:
        _erase_raw_events(page_id, person, (*person.needles, *person.surnames, *filter(None, said_of)))


def _erase_raw_events(page_id: int, person: Person, named: Sequence[str]) -> None:
    spelled = [json.dumps(one, ensure_ascii=is_ascii)[1:-1] for one in named for is_ascii in (True, False)]
    with connection.cursor() as cursor:
        cursor.execute(
            "select received_at, id, body from intake_rawevent where page_id = %s and state <> 'waiting' and exists"
            " (select from unnest(%s::text[]) as needle where position(convert_to(needle, 'UTF8') in body) > 0)",
            [page_id, [person.external_id, *spelled]],
        )
        found = [(at, event_id) for at, event_id, body in cursor.fetchall() if _tells_of(bytes(body), person, spelled)]
    for received_at, event_id in found:
        RawEvent.objects.filter(received_at=received_at, id=event_id).delete()


def _tells_of(body: bytes, person: Person, spelled: Sequence[str]) -> bool:
    said = body.decode(errors="replace")
    return person.is_spelled_in(said) or any(words in said for words in spelled)


def _scrub_page(page_id: int, person: Person) -> list[tuple[int, str, str]]:
    """What others, and the page itself, wrote in threads where the person wrote.

    Returns each changed text as it was, between its message and the address at which the page itself wrote it, or none.
    """
    changed = []
    threads = ResidentMessage.objects.filter(page_id=page_id, is_erased=True).values("thread_id")
    around = ResidentMessage.objects.filter(page_id=page_id, thread_id__in=threads, is_erased=False)
    for message in around.iterator():
        if person.is_in(message.text):
            is_ours = message.is_by_page and not message.is_deleted
            changed.append((message.id, message.text, message.url if is_ours else ""))
            message.text = person.taken_out_of(message.text)
            message.save(update_fields=["text"])
    for version in MessageVersion.objects.filter(message__in=around).iterator():
        if person.is_in(version.text):
            changed.append((version.message_id, version.text, ""))
            version.text = person.taken_out_of(version.text)
            version.save(update_fields=["text"])
    return changed
