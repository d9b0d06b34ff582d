"""Opens the cases of one batch of messages: loads what is known in a few queries, saves new rows in a few."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db import connection
from django.db.models import Q

from otklik.appeals.floods import fold_floods
from otklik.appeals.models import Appeal, AppealMessage, PhotoOf, Transition
from otklik.appeals.moves import tell_changed
from otklik.appeals.photos import Shown, add_photos, count_room
from otklik.appeals.router import Router
from otklik.appeals.searching import index_cases
from otklik.intake.acts import OWN_PAGE, Told, forget_act_photos, held_among, photos_of_talks, told_by_acts
from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.receiving import towns_of_reports
from otklik.intake.talk_codes import number_told
from otklik.media.services import KeptPhoto
from otklik.media.taken import Taken
from otklik.triage.models import Verdict

type Thread = tuple[int | None, str]
"""Page and name of a thread; None: it came by our own pages."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that is not saved yet, with the message that opened it and the first lines of its history."""

    appeal: Appeal
    message: ResidentMessage
    history: list[Transition]


@dataclass
class OpeningBook:
    """What is known for a batch, and what it has opened so far. The threads are locked by the caller."""

    router: Router
    verdicts: dict[int, Verdict]
    linked: set[int]
    """Ids of messages that have a case."""
    threads: set[Thread]
    """Threads that have or had a case."""
    free: dict[Thread, list[ResidentMessage]]
    """What stands in these threads and no case has: what the page said, which may come to us before what it answers,
    and what residents said without substance."""
    acts: dict[int, Told] = field(default_factory=dict)
    """By message, what came beside the words by our own pages."""
    photos: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By thread of our own pages, those that no case has yet."""
    held: frozenset[int] = frozenset()
    """Ids of messages that a person has to look at first, for they came the slower way."""
    opened: list[Opened] = field(default_factory=list)

    @classmethod
    def load(cls, messages: Sequence[ResidentMessage], *, now: datetime) -> Self:
        """Verdicts, links and threads of these messages, and the routes."""
        current = Verdict.objects.filter(message__in=messages, is_current=True).prefetch_related("findings")
        verdicts = {verdict.message_id: verdict for verdict in current}
        threads = Appeal.objects.filter(
            _of_pages(messages) | Q(page=None, channel=OWN_PAGE),
            thread_id__in={message.thread_id for message in messages},
        )
        return cls(
            free=_free_messages(messages),
            router=load_router(messages, verdicts.values(), now=now),
            verdicts=verdicts,
            linked=set(AppealMessage.objects.filter(message__in=messages).values_list("message_id", flat=True)),
            threads=set(threads.values_list("page_id", "thread_id")),
            acts=told_by_acts(messages),
            photos=photos_of_talks(messages),
            held=held_among(messages),
        )

    def has_case(self, message: ResidentMessage) -> bool:
        """Whether the message's thread has or had a case, saved or not."""
        return (message.page_id, message.thread_id) in self.threads

    def add(self, opened: Opened) -> None:
        """Remember a new case until `flush`."""
        self.opened.append(opened)
        self.threads.add((opened.message.page_id, opened.message.thread_id))
        self.linked.add(opened.message.id)

    def set_free(self, messages: Iterable[ResidentMessage]) -> None:
        """Remember what has no case now; the next case of its thread takes it in."""
        for message in messages:
            self.free[message.page_id, message.thread_id].append(message)
            self.linked.discard(message.id)

    def waits_for(self, appeal: Appeal) -> bool:
        """Whether something in the thread waits for a case."""
        return bool(self.free.get((appeal.page_id, appeal.thread_id)))

    def take_free(self, appeal: Appeal) -> list[ResidentMessage]:
        """What waits for a case in the thread, as it was said one after the other."""
        free = self.free.pop((appeal.page_id, appeal.thread_id), [])
        return sorted(free, key=lambda message: (message.said_at, message.external_id))

    def flush(self, *, now: datetime) -> None:
        """Save the new cases with their messages and history, and tell the desk."""
        if not self.opened:
            return
        appeals = [one.appeal for one in self.opened]
        for one, number in zip(self.opened, next_numbers(len(appeals)), strict=True):
            act = self.acts.get(one.message.id)
            one.appeal.number = act.number if act else number  # the resident knows it already
        Appeal.objects.bulk_create(appeals)
        AppealMessage.objects.bulk_create(
            [AppealMessage(appeal=one.appeal, message=one.message, joined_at=now) for one in self.opened]
        )
        Transition.objects.bulk_create([line for one in self.opened for line in one.history])
        floods = [
            (one.appeal, act.flood) for one in self.opened if (act := self.acts.get(one.message.id)) and act.flood
        ]
        if floods:
            fold_floods(floods)
        for one in self.opened:
            self.take_photos_over(one.appeal, one.message, now=now)
        index_cases(appeals)
        tell_changed(*appeals)
        self.opened = []

    def take_photos_over(self, appeal: Appeal, message: ResidentMessage, *, now: datetime) -> None:
        """What came with the words by our own pages belongs to the saved case from now on, as far as it fits in."""
        waiting = self.photos.pop(message.thread_id, ()) if message.page_id is None else ()
        if not waiting:
            return
        kept = [KeptPhoto(file_id, Taken()) for file_id in waiting[: count_room(appeal)]]
        add_photos(appeal, kept, Shown(PhotoOf.RESIDENT), now=now)
        forget_act_photos(message.thread_id, waiting)


def load_router(messages: Sequence[ResidentMessage], verdicts: Iterable[Verdict], *, now: datetime) -> Router:
    """The routes for these messages."""
    return Router.load(
        owners={message.body_id for message in messages},
        pages={message.page_id for message in messages if message.page_id},
        topic_codes={code for one in verdicts for code in (one.group_code, one.topic_code) if code},
        towns=towns_of_reports(messages),
        now=now,
    )


def _free_messages(messages: Sequence[ResidentMessage]) -> dict[Thread, list[ResidentMessage]]:
    found = ResidentMessage.objects.filter(
        _of_pages(messages),
        Q(is_by_page=True) | Q(awaits=Awaits.NOBODY),  # a resident's words that nobody has looked at come by themselves
        thread_id__in={message.thread_id for message in messages},
        has_arrived=True,
        is_deleted=False,
        case_link__isnull=True,
    )
    free: dict[Thread, list[ResidentMessage]] = defaultdict(list)
    for message in found.select_related("page"):
        if number_told(message.text) is not None:
            continue  # a code, meant for no case
        free[message.page_id, message.thread_id].append(message)
    return free


def _of_pages(messages: Sequence[ResidentMessage]) -> Q:
    return Q(page_id__in={message.page_id for message in messages if message.page_id})


def next_numbers(count: int) -> list[int]:
    """The next numbers of cases."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('appeal_number') from generate_series(1, %s)", [count])
        return [int(row[0]) for row in cursor.fetchall()]
