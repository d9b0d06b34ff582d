"""Notifies staff: records a notice, with a letter where the person wants one; keeps their preferences."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max, Q

from otklik.audit.services import record
from otklik.notices.models import (
    Notice,
    NoticeKind,
    NoticeMessage,
    NoticeSending,
    NoticeWishes,
    SendingState,
    StaffBot,
    StaffTalk,
)
from otklik.notices.quiet import NOT_QUIET, QuietHours
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.selectors import Viewer
from otklik.shared.failpoints import failpoint
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

GATHERED = (NoticeKind.TASK, NoticeKind.CASE)
"""Many come at once: one letter tells of all that came since the one before it, the desk names each."""
FIRST_WAITS = timedelta(seconds=3)
"""So long the first one waits for others of the same click, or of the same moment."""
GATHER = timedelta(minutes=5)
"""So far apart are letters about further ones."""
MOST_TOGETHER = 200
BY_MAIL: Final = "mail"
LONGEST_QUIET = timedelta(hours=16)
KEPT = timedelta(days=180)
"""Longer than a case stays in work, so that nothing is told a second time because the first was forgotten."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: a case by number, topic and deadline. Never a resident's words, never anybody's name."""

    kind: NoticeKind
    subject: str
    step: str
    number: int | None = None
    topic: str = ""
    clock: str = ""
    due_at: datetime | None = None
    lines: tuple[tuple[int, str, str], ...] = ()
    """Of a digest: number, topic, deadline (ISO 8601)."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Who is told what."""

    staff_id: int
    told: Told
    letters_at: datetime | None = None
    """Letters and messages do not leave before; None: at once."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a person wants to be told."""

    by_mail: bool = True
    digest: bool = True
    quiet: QuietHours = NOT_QUIET
    to_messenger: frozenset[NoticeKind] = frozenset()
    """Of these kinds in the messenger too."""

    def has_letter(self, kind: NoticeKind, *, is_in_messenger: bool) -> bool:
        """Whether a notice goes out by e-mail: an emergency always, and what would have gone to a messenger that the
        person does not hear."""
        if kind is NoticeKind.EMERGENCY or (kind in self.to_messenger and not is_in_messenger):
            return True
        return self.digest if kind is NoticeKind.DIGEST else self.by_mail


def kinds_named(words: Iterable[str]) -> frozenset[NoticeKind]:
    """The kinds of notices with these names; what is none is left out."""
    return frozenset(NoticeKind(word) for word in words if word in NoticeKind)


def tell(staff_ids: Iterable[int], told: Told, *, now: datetime, letters_at: datetime | None = None) -> int:
    """Record a notice for each of these people, in the caller's transaction. Returns for how many it is new.

    Whoever was told the same already (kind, subject, step) is not told again, however many workers ask.
    `letters_at`: letters and messages do not leave before; None: at once.
    """
    people = sorted(set(staff_ids))
    wishes, talks = load_wishes(people), load_open_talks(people)
    count = 0
    for staff_id in people:
        notice, is_new = Notice.objects.get_or_create(
            staff_id=staff_id, kind=told.kind, subject=told.subject, step=told.step, defaults=_columns(told, now=now)
        )
        if is_new:
            count += 1
            _send_on(notice, _channels(notice, wishes[staff_id], talks.get(staff_id, ())), at=letters_at or now)
    if count:
        _wake()
    failpoint("notices.before_commit")
    return count


def tell_together(tellings: Sequence[Telling], *, now: datetime) -> None:
    """Record many notices of the kinds in `GATHERED` at once; letters and messages tell of several together.

    Whoever calls it has locked what they are about, so that nobody is told the same twice.
    """
    if not tellings:
        return
    people = {one.staff_id for one in tellings}
    wishes, talks = load_wishes(people), load_open_talks(people)
    told_soon, latest = _gathering(people), _latest_with_letter(people, now=now)
    notices = Notice.objects.bulk_create(
        Notice(
            staff_id=one.staff_id, kind=one.told.kind, subject=one.told.subject, step=one.told.step,
            **_columns(one.told, now=now),
        )
        for one in tellings
    )  # fmt: skip
    for notice, one in zip(notices, tellings, strict=True):
        of = (notice.staff_id, notice.kind)
        channels = _channels(notice, wishes[notice.staff_id], talks.get(notice.staff_id, ())) - told_soon[of]
        told_soon[of] |= channels
        soon = max(now + FIRST_WAITS, latest[of] + GATHER) if of in latest else now + FIRST_WAITS
        _send_on(notice, channels, at=max(one.letters_at or now, soon))
    _wake()
    failpoint("notices.together_before_commit")


def _columns(told: Told, *, now: datetime) -> dict[str, Any]:
    return {
        "number": told.number, "topic": told.topic[:200], "clock": told.clock, "due_at": told.due_at,
        "lines": [list(line) for line in told.lines], "recorded_at": now,
    }  # fmt: skip


def _channels(notice: Notice, wishes: Wishes, networks: Sequence[str]) -> set[str]:
    """Where the person wants to be told of it besides the desk: messengers by their names, `BY_MAIL`."""
    kind = NoticeKind(notice.kind)
    wanted = set(networks) if kind in wishes.to_messenger else set()
    return wanted | {BY_MAIL} if wishes.has_letter(kind, is_in_messenger=bool(wanted)) else wanted


def _send_on(notice: Notice, channels: Collection[str], *, at: datetime) -> None:
    """Leave the letter and the messages of a new notice."""
    messengers = sorted(set(channels) - {BY_MAIL})
    NoticeMessage.objects.bulk_create(NoticeMessage(notice=notice, network=one, due_at=at) for one in messengers)
    if BY_MAIL in channels:
        NoticeSending.objects.create(notice=notice, due_at=at)


def _wake() -> None:
    with connection.cursor() as cursor:
        wake_workers(cursor, "notices")


def _gathering(people: Collection[int]) -> defaultdict[tuple[int, str], set[str]]:
    """By person and kind the channels in which something waits that will tell of what comes now, too.

    Locked: it does not leave before what comes now is recorded.
    """
    found = defaultdict[tuple[int, str], set[str]](set)
    for model in (NoticeSending, NoticeMessage):
        rows = model.objects.filter(
            state=SendingState.WAITING, notice__staff_id__in=people, notice__kind__in=GATHERED
        ).select_related("notice")  # fmt: skip
        for row in rows.order_by("pk").select_for_update(of=("self",)):
            channel = row.network if isinstance(row, NoticeMessage) else BY_MAIL
            found[row.notice.staff_id, row.notice.kind].add(channel)
    return found


def _latest_with_letter(people: Collection[int], *, now: datetime) -> Mapping[tuple[int, str], datetime]:
    """By person and kind when the newest notice with a letter or message of its own was recorded, if that is lately."""
    lately = Notice.objects.filter(staff_id__in=people, kind__in=GATHERED, recorded_at__gt=now - GATHER)
    told = lately.filter(Q(letter__isnull=False) | Q(messages__isnull=False))
    rows = told.order_by().values_list("staff_id", "kind").annotate(Max("recorded_at"))
    return {(staff_id, kind): at for staff_id, kind, at in rows}


def told_by(sending: NoticeSending | NoticeMessage) -> list[Notice]:
    """The notices that a letter or message tells of: its own, and what came since and has none of its own."""
    own = sending.notice
    if own.kind not in GATHERED:
        return [own]
    theirs = Notice.objects.filter(staff_id=own.staff_id, kind=own.kind, id__gt=own.pk).order_by("id")
    if isinstance(sending, NoticeMessage):
        next_own = theirs.filter(messages__network=sending.network).first()
    else:
        next_own = theirs.filter(letter__isnull=False).first()
    if next_own is not None:
        theirs = theirs.filter(id__lt=next_own.pk)
    return [own, *theirs.filter(read_at=None)[:MOST_TOGETHER]]


def load_open_talks(staff_ids: Iterable[int]) -> Mapping[int, Sequence[str]]:
    """In which networks each of these people hears a staff bot."""
    bots = StaffBot.objects.values("network")
    rows = StaffTalk.objects.filter(staff_id__in=list(staff_ids), closed_at=None, network__in=bots)
    found: dict[int, list[str]] = {}
    for staff_id, network in rows.order_by("id").values_list("staff_id", "network"):
        found.setdefault(staff_id, []).append(network)
    return found


def load_wishes(staff_ids: Iterable[int]) -> Mapping[int, Wishes]:
    """How each of these people wants to be told."""
    ids = list(staff_ids)
    kept = {
        row.staff_id: Wishes(
            row.by_mail,
            row.digest,
            QuietHours(row.quiet_from, row.quiet_to),
            kinds_named(row.to_messenger),
        )
        for row in NoticeWishes.objects.filter(staff_id__in=ids)
    }
    return {staff_id: kept.get(staff_id, Wishes()) for staff_id in ids}


def set_wishes(wishes: Wishes, *, by: Viewer, now: datetime) -> None:
    """A person says how they want to be told. Raises UnfitEntry."""
    quiet = wishes.quiet
    if (quiet.from_time is None) != (quiet.to_time is None):
        raise UnfitEntry(
            _("Only one end of the quiet hours is entered."),
            field="quiet_to" if quiet.to_time is None else "quiet_from",
            mend=_("Enter both, or leave both empty."),
        )
    if quiet.from_time is not None and quiet.to_time is not None and _length(quiet) > LONGEST_QUIET:
        raise UnfitEntry(
            _("The quiet hours are longer than 16 hours."),
            field="quiet_to",
            mend=_("Leave at least 8 hours of the day in which you can be told."),
        )
    with transaction.atomic():
        values = {
            "by_mail": wishes.by_mail, "digest": wishes.digest, "quiet_from": quiet.from_time,
            "quiet_to": quiet.to_time, "to_messenger": sorted(wishes.to_messenger),
        }  # fmt: skip
        NoticeWishes.objects.update_or_create(staff_id=by.staff_id, defaults=values)
        record("set_notice_wishes", subject=f"staff:{by.staff_id}", by=by, now=now)


def _length(quiet: QuietHours) -> timedelta:
    from_minute, to_minute = _minutes(quiet.from_time), _minutes(quiet.to_time)
    return timedelta(minutes=(to_minute - from_minute) % (24 * 60) or 24 * 60)


def _minutes(clock: time | None) -> int:
    return clock.hour * 60 + clock.minute if clock else 0


def mark_read(staff_id: int, *, now: datetime, number: int | None = None) -> int:
    """The person has seen what they were told: of one case, or everything. Returns how many notices were new."""
    unread = Notice.objects.filter(staff_id=staff_id, read_at=None)
    if number is not None:
        unread = unread.filter(number=number)
    return unread.update(read_at=now)


def mark_read_about(subject: str, *, staff_id: int, now: datetime) -> None:
    """The person has looked at what the notice told of."""
    Notice.objects.filter(staff_id=staff_id, read_at=None, subject=subject).update(read_at=now)


def mark_tasks_read(staff_id: int, *, now: datetime) -> None:
    """The person has looked at the page where all their tasks stand."""
    Notice.objects.filter(staff_id=staff_id, read_at=None, kind=NoticeKind.TASK).update(read_at=now)


def forget_notices(*, now: datetime) -> int:
    """Throw away what was told long ago; calls of an alarm stay with their case. Returns how many went."""
    old = Notice.objects.filter(recorded_at__lt=now - KEPT).exclude(kind=NoticeKind.EMERGENCY)
    count, _models = old.delete()
    return count
