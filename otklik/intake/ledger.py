"""Applies one batch of events to messages: loads what is known in a few queries, merges, saves in a few."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Self

from django.db import connection

from otklik.intake.deleters import note_deleter, recognise_deleters
from otklik.intake.merging import Told, Wording, contradicts, is_gone, is_reading_key, newest
from otklik.intake.models import Awaits, MessageVersion, ResidentMessage
from otklik.intake.placing import WITHOUT_TREES
from otklik.intake.wordings import wordings_of
from otklik.networks.events import EventKind, NetworkEvent
from otklik.pages.models import Page
from otklik.residents.models import NetworkAccount
from otklik.residents.services import SeenAuthor, know_accounts

type Key = tuple[int, str, str]
"""Page id, kind and external id: the identity of a message."""

CHANGEABLE = (
    "thread_id", "container_id", "reply_to", "author", "is_by_page", "text", "attachments", "url", "occurred_at",
    "edited_at", "has_arrived", "is_deleted", "deleted_at", "deleted_keys", "deleters", "restored_keys",
    "needs_reading", "awaits", "body", "municipality", "founder",
)  # fmt: skip
_ATTRIBUTES = {column.name: column.attname for column in ResidentMessage._meta.concrete_fields}


@dataclass
class Entry:
    """One message with its wordings, while a batch is being entered."""

    message: ResidentMessage
    wordings: dict[str, Wording] = field(default_factory=dict)
    fresh: list[Wording] = field(default_factory=list)
    is_new: bool = False
    is_changed: bool = False
    thread_before: str = ""
    """Where the message stood before this batch; empty for a new one."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What of `CHANGEABLE` stands in the database; nothing of a new one."""

    @property
    def says_something_new(self) -> bool:
        """Whether it is to be written: what is read back again and again seldom is other than it stands there."""
        return bool(self.fresh) or _changeable(self.message) != self.kept


@dataclass
class Ledger:
    """Entries by identity, for one batch under the locks of its threads."""

    pages: dict[int, Page]
    accounts: dict[tuple[str, str], NetworkAccount]
    entries: dict[Key, Entry]

    @classmethod
    def open(cls, told: Sequence[Told], *, pages: dict[int, Page]) -> Self:
        """Load the messages, wordings and accounts that these events touch."""
        accounts = know_accounts(
            SeenAuthor(
                network=pages[item.page_id].network,
                external_id=item.event.author.external_id,
                name=item.event.author.name,
                is_community=item.event.author.is_community,
                seen_at=item.received_at,
            )
            for item in told
            if item.event.author and not item.event.author.is_page
        )
        known = (
            ResidentMessage.objects.filter(
                page_id__in={item.page_id for item in told}, external_id__in={item.event.external_id for item in told}
            )
            .select_related("author")
            .prefetch_related("versions")
        )
        entries = {
            _key_of(message): Entry(
                message, wordings_of(message), thread_before=message.thread_id, kept=_changeable(message)
            )
            for message in known
        }
        return cls(pages=pages, accounts=accounts, entries=entries)

    def enter(self, item: Told) -> None:
        """Add one event to its message. The same event again changes nothing."""
        event = item.event
        key = (item.page_id, event.message_kind.value, event.external_id)
        entry = self.entries.get(key) or self._begin(key, item)
        if event.kind is EventKind.DELETED:
            self._enter_deletion(entry, item)
        elif event.kind is EventKind.RESTORED:
            self._enter_restoring(entry, item)
        else:
            self._enter_wording(entry, item)

    def save(self) -> None:
        """Write new and changed messages with their new wordings."""
        new = [entry for entry in self.entries.values() if entry.is_new]
        known = (entry for entry in self.entries.values() if entry.is_changed and not entry.is_new)
        changed = [entry.message for entry in known if entry.says_something_new]
        ResidentMessage.objects.bulk_create([entry.message for entry in new])
        if changed:
            ResidentMessage.objects.bulk_update(changed, CHANGEABLE)
        MessageVersion.objects.bulk_create(
            [
                MessageVersion(message=entry.message, **(asdict(wording) | {"attachments": list(wording.attachments)}))
                for entry in self.entries.values()
                for wording in entry.fresh
            ],
            ignore_conflicts=True,
        )

    def gather_threads(self) -> None:
        """What hung on a message that came later moves into the thread where that message stands now."""
        above = [
            (message.page_id, message.external_id, message.thread_id)
            for message in (entry.message for entry in self.entries.values() if entry.is_changed)
            if message.has_arrived and message.kind not in WITHOUT_TREES and message.thread_id != message.external_id
        ]
        if not above:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "update intake_residentmessage as below set thread_id = above.thread_id,"
                " awaits = case when below.has_arrived and below.awaits = 'nobody' then 'appeals' else below.awaits end"
                " from unnest(%s::bigint[], %s::text[], %s::text[]) as above (page_id, name, thread_id)"
                " where below.page_id = above.page_id and below.thread_id = above.name"
                " and below.external_id <> above.name",
                [list(column) for column in zip(*above, strict=True)],
            )

    def _begin(self, key: Key, item: Told) -> Entry:
        page, event = self.pages[item.page_id], item.event
        message = ResidentMessage(
            page=page,
            body_id=page.owner_id,
            municipality_id=page.municipality_id,
            founder_id=page.founder_id,
            kind=event.message_kind.value,
            external_id=event.external_id,
            thread_id=event.thread_id,
            container_id=event.container_id,
            detected_at=item.received_at,
            has_arrived=False,
            awaits=Awaits.NOBODY,
        )
        entry = Entry(message, is_new=True)
        self.entries[key] = entry
        return entry

    def _enter_deletion(self, entry: Entry, item: Told) -> None:
        message = entry.message
        if item.is_reading and not entry.is_new:
            self._doubt(entry, is_doubtful=not _is_gone(message))
        elif item.key not in message.deleted_keys:
            self._doubt(entry, is_doubtful=_was_settled_by_reading(message))
            message.deleted_keys = [*message.deleted_keys, item.key]
            note_deleter(message, key=item.key, by=item.event.deleted_by)
        self._settle(entry, at=item.received_at)

    def _enter_restoring(self, entry: Entry, item: Told) -> None:
        message = entry.message
        if item.key not in message.restored_keys:
            self._doubt(entry, is_doubtful=_was_settled_by_reading(message))
            message.restored_keys = [*message.restored_keys, item.key]
        if item.event.author:
            self._describe(message, item.event)
        if not entry.wordings and item.event.author:
            self._add_wording(entry, item, is_edit=False)
        self._settle(entry, at=item.received_at)

    def _enter_wording(self, entry: Entry, item: Told) -> None:
        message, wordings = entry.message, list(entry.wordings.values())
        if item.is_reading and _is_gone(message):
            # it was restored and the event missed, or deleted since it was read: only a new look can tell
            self._doubt(entry, is_doubtful=True)
            self._settle(entry, at=item.received_at)
            return
        self._describe(message, item.event)
        is_known = item.is_reading and bool(wordings) and not contradicts(wordings)
        if not (is_known and _says_the_same(newest(wordings), item.event)):
            is_edit = bool(wordings) if item.is_reading else item.event.kind is EventKind.EDITED
            self._add_wording(entry, item, is_edit=is_edit)
        self._settle(entry, at=item.received_at)

    def _doubt(self, entry: Entry, *, is_doubtful: bool) -> None:
        """Ask for a look into the network; only that look takes the doubt away."""
        entry.message.needs_reading = entry.message.needs_reading or is_doubtful

    def _add_wording(self, entry: Entry, item: Told, *, is_edit: bool) -> None:
        if item.key in entry.wordings:
            return
        wording = Wording(
            event_key=item.key,
            is_edit=is_edit,
            sequence=item.event.sequence if is_edit or item.is_reading else None,
            text=item.event.text,
            attachments=tuple(asdict(attachment) for attachment in item.event.attachments),
            received_at=item.received_at,
            is_reading=item.is_reading,
        )
        entry.wordings[item.key] = wording
        entry.fresh.append(wording)

    def _describe(self, message: ResidentMessage, event: NetworkEvent) -> None:
        """What every full copy of a message tells: who, when, where it hangs."""
        page = self.pages[message.network_page_id]
        if not _knows_better(message, event):
            message.thread_id = event.thread_id or message.thread_id
        message.container_id = event.container_id or message.container_id
        message.reply_to = event.reply_to or message.reply_to
        message.url = event.url or message.url
        message.occurred_at = message.occurred_at or event.occurred_at
        if event.author:
            message.is_by_page = event.author.is_page
            message.author = self.accounts.get((page.network, event.author.external_id))
        message.has_arrived = True
        recognise_deleters(message)

    def _settle(self, entry: Entry, *, at: datetime) -> None:
        """Recompute what follows from all that is known, and pass the message on when something changed."""
        message = entry.message
        before = (message.text, message.attachments, message.is_deleted, message.awaits, message.has_arrived)
        if message.is_deleted != _is_gone(message):
            message.is_deleted = not message.is_deleted
            message.deleted_at = at if message.is_deleted else None
        wordings = list(entry.wordings.values())
        if wordings:
            current = newest(wordings)
            message.text, message.attachments = current.text, list(current.attachments)
            message.edited_at = current.received_at if current.is_edit else None
            # what is gone cannot be read; it is asked about again when it stands again
            message.needs_reading |= contradicts(wordings) and not message.is_deleted
        entry.is_changed = True
        after = (message.text, message.attachments, message.is_deleted, message.awaits, message.has_arrived)
        if message.has_arrived and (entry.is_new or entry.fresh or before != after):
            message.awaits = _who_looks_next(message)
        elif message.awaits == Awaits.NOBODY and entry.thread_before not in ("", message.thread_id):
            message.awaits = Awaits.APPEALS


def _changeable(message: ResidentMessage) -> dict[str, Any]:
    """Its values by the names of `CHANGEABLE`; of a row that it names, the id."""
    return {name: getattr(message, _ATTRIBUTES[name]) for name in CHANGEABLE}


def _is_gone(message: ResidentMessage) -> bool:
    return is_gone(deleted=message.deleted_keys, restored=message.restored_keys)


def _was_settled_by_reading(message: ResidentMessage) -> bool:
    """Whether the events of its deletions do not add up by themselves: one was missed, or comes late after a look."""
    return any(is_reading_key(key) for key in (*message.deleted_keys, *message.restored_keys))


def _who_looks_next(message: ResidentMessage) -> Awaits:
    if message.is_by_page:
        return Awaits.APPEALS
    return Awaits.APPEALS if message.is_deleted else Awaits.TRIAGE


def _knows_better(message: ResidentMessage, event: NetworkEvent) -> bool:
    """Some events do not tell the root of the thread and name the message itself: a root that is known stays."""
    return event.thread_id == event.external_id and message.has_arrived and bool(message.thread_id)


def _key_of(message: ResidentMessage) -> Key:
    return (message.network_page_id, message.kind, message.external_id)


def _says_the_same(wording: Wording, event: NetworkEvent) -> bool:
    attachments = tuple(asdict(attachment) for attachment in event.attachments)
    return wording.text == event.text and wording.attachments == attachments
