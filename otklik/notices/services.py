"""Telling staff: a notice is recorded, with its letter where the person wants one; how a person wants to be told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Q

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
from otklik.shared.killpoints import reach
from otklik.shared.wake import wake_workers
from otklik.shared.words import marked as _

TASKS_GATHER = timedelta(minutes=1)
"""Many cases are handed over by one click: one letter says that there are tasks, the desk names each. So long the first
one waits for the others; a task that comes after it left has a letter of its own."""
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
    return tell_each([Telling(one, told, letters_at) for one in sorted(set(staff_ids))], now=now)


def tell_each(tellings: Sequence[Telling], *, now: datetime) -> int:
    """As `tell`, several things at once: how people want to be told is read once for all of them."""
    people = {one.staff_id for one in tellings}
    wishes, talks = load_wishes(people), load_open_talks(people)
    hear_of_a_task: set[int] = set()
    count = 0
    for one in tellings:
        notice = _note(one.staff_id, one.told, now=now)
        if notice is None:
            continue
        count += 1
        if notice.kind == NoticeKind.TASK:
            if one.staff_id in hear_of_a_task or _will_hear_of_a_task(notice):
                continue  # of many tasks only the first
            hear_of_a_task.add(one.staff_id)
        at = _leaves_at(one, now=now)
        _send_on(notice, wishes=wishes[one.staff_id], networks=talks.get(one.staff_id, ()), at=at)
    if count:
        with connection.cursor() as cursor:
            wake_workers(cursor, "notices")
    reach("notices.before_commit")
    return count


def _leaves_at(telling: Telling, *, now: datetime) -> datetime:
    at = telling.letters_at or now
    return max(at, now + TASKS_GATHER) if telling.told.kind is NoticeKind.TASK else at


def _note(staff_id: int, told: Told, *, now: datetime) -> Notice | None:
    """The notice for the desk; None where the person was told the same already."""
    notice, is_new = Notice.objects.get_or_create(
        staff_id=staff_id, kind=told.kind, subject=told.subject, step=told.step,
        defaults={
            "number": told.number, "topic": told.topic[:200], "clock": told.clock, "due_at": told.due_at,
            "lines": [list(line) for line in told.lines], "recorded_at": now,
        },
    )  # fmt: skip
    return notice if is_new else None


def _send_on(notice: Notice, *, wishes: Wishes, networks: Sequence[str], at: datetime) -> None:
    """Leave the letter and the messages of a new notice, as the person wants them."""
    kind = NoticeKind(notice.kind)
    wanted = networks if kind in wishes.to_messenger else ()
    NoticeMessage.objects.bulk_create(NoticeMessage(notice=notice, network=one, due_at=at) for one in wanted)
    if wishes.has_letter(kind, is_in_messenger=bool(wanted)):
        NoticeSending.objects.create(notice=notice, due_at=at)


def _will_hear_of_a_task(notice: Notice) -> bool:
    """Whether word of another task has not left yet."""
    waits = Q(state=SendingState.WAITING, notice__staff_id=notice.staff_id, notice__kind=NoticeKind.TASK)
    return any(model.objects.filter(waits).exists() for model in (NoticeSending, NoticeMessage))


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
