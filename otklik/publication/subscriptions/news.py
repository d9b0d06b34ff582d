"""What subscribers are told: what was newly published and fits, or that the one case changed. Gathered, never a flood.

What was published less than five minutes ago waits for what comes with it. Who wants it at once gets a letter every six
hours at most; who wants it weekly, on Monday morning. While a letter waits for the mail server nothing is added.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from otklik.notices.models import SendingState
from otklik.organizations.public_selectors import find_heir
from otklik.publication.models import (
    Decision,
    Pace,
    PublishedCase,
    Subscription,
    SubscriptionLetter,
    SubscriptionLetterKind,
)
from otklik.publication.published.filtering import CaseFilter, matching
from otklik.shared.wake import wake_workers

GATHERS: Final = timedelta(minutes=5)
BETWEEN: Final = timedelta(hours=6)
"""Between two letters of one subscription."""
MOST_NUMBERS: Final = 100
AT_ONCE: Final = 20
"""So few that letters of others do not wait for it."""
LOOKS_EVERY: Final = timedelta(minutes=1)
_SLACK: Final = timedelta(minutes=1)
"""The moments of publishing and of the change are read one after the other."""
WEEKLY_AT: Final = time(9)
UNDER_WAY: Final = (SendingState.WAITING, SendingState.SENDING)


def first_look(pace: Pace, *, now: datetime) -> datetime:
    """When a subscriber of this pace may get the next letter, where none has left before."""
    if pace is Pace.AT_ONCE:
        return now
    zone = ZoneInfo(settings.TIME_ZONE)
    local = now.astimezone(zone)
    monday = local.date() + timedelta(days=7 - local.weekday())
    return datetime.combine(monday, WEEKLY_AT, tzinfo=zone)


def mark_of(case: PublishedCase | None) -> str:
    """What a subscriber of one case is told of changes with this; empty where it is not published."""
    if case is None:
        return ""
    told = "\n".join([case.state, str(case.answered_on), str(case.waits_until), case.answer])
    return hashlib.sha256(told.encode()).hexdigest()


def waits_for_a_look(number: str) -> bool:
    """Whether a case that is not public now only waits until a person has looked: it is not gone."""
    return Decision.objects.filter(public_number=number, waits=True).exists()


def gather_news(*, now: datetime, at_most: int = AT_ONCE) -> int:
    """Leave letters for subscribers for whom there is something new. Returns how many were looked at."""
    due = _due(now=now)
    ids = list(due.order_by("look_at", "id").values_list("id", flat=True)[:at_most])
    letters = sum(_look_at(due, one, now=now) for one in ids)
    if letters:
        with connection.cursor() as cursor:
            wake_workers(cursor, "notices")
    return len(ids)


def _due(*, now: datetime) -> QuerySet[Subscription]:
    """Whose time has come, as far as anything happened since they were told."""
    newest = PublishedCase.objects.filter(changed_at__lte=now - GATHERS).aggregate(at=Max("changed_at"))["at"]
    the_case = PublishedCase.objects.filter(number=OuterRef("number"))
    waits = Decision.objects.filter(public_number=OuterRef("number"), waits=True)
    has_changed = Exists(the_case.filter(changed_at__gt=OuterRef("told_until"))) | ~(Exists(the_case) | Exists(waits))
    something_new = Q(pace=Pace.WEEKLY)
    if newest is not None:
        something_new |= Q(told_until__lt=newest + _SLACK)
    mine = Subscription.objects.filter(confirmed_at__isnull=False, look_at__lte=now)
    return mine.filter((Q(number="") & something_new) | (~Q(number="") & has_changed))


@transaction.atomic
def _look_at(due: QuerySet[Subscription], id_: int, *, now: datetime) -> bool:
    """One under its lock: of two workers only one writes. True where a letter leaves."""
    found = due.filter(id=id_).select_for_update(of=("self",), skip_locked=True).first()
    if found is None:
        return False
    if found.letters.filter(kind=SubscriptionLetterKind.NEWS, state__in=UNDER_WAY).exists():
        found.look_at = now + GATHERS
        found.save(update_fields=["look_at"])
        return False
    numbers = _news_of_case(found) if found.number else _news_of_filter(found, until=now - GATHERS)
    if numbers is not None:
        SubscriptionLetter.objects.create(
            subscription=found, kind=SubscriptionLetterKind.NEWS, numbers=numbers, due_at=now
        )
    if found.pace == Pace.WEEKLY:
        found.look_at = first_look(Pace.WEEKLY, now=now)
    else:
        # a moment later even where nothing was found: a round that goes on until all are looked at comes to an end
        found.look_at = now + (LOOKS_EVERY if numbers is None else BETWEEN)
    found.save(update_fields=["look_at", "told_until", "told_mark"])
    return numbers is not None


def _news_of_filter(found: Subscription, *, until: datetime) -> list[str] | None:
    """Numbers of what was published since, newest first; None: nothing.

    What was taken back soon and came back since is told to whoever was not told of it before.
    """
    since, found.told_until = found.told_until, max(found.told_until, until)
    # both moments: only the one of the change has an index
    seen = Q(published_at__gt=since, published_at__lte=until)
    seen |= Q(came_back_at__gt=since, came_back_at__lte=until) & ~Q(number__in=_told_to(found))
    new = matching(filter_of(found)).filter(seen, changed_at__gt=since - _SLACK)
    return list(new.order_by("-id").values_list("number", flat=True)[:MOST_NUMBERS]) or None


def _told_to(found: Subscription) -> set[str]:
    """Of what its letters have told, as far back as they are kept."""
    letters = found.letters.filter(kind=SubscriptionLetterKind.NEWS).exclude(state=SendingState.FAILED)
    return {number for numbers in letters.values_list("numbers", flat=True) for number in numbers}


def _news_of_case(found: Subscription) -> list[str] | None:
    """Its number where it changed; nobody's where it is no longer published; None: nothing that a reader sees."""
    case = PublishedCase.objects.filter(number=found.number).first()
    if case is None:
        return None if waits_for_a_look(found.number) else []
    mark, found.told_until = mark_of(case), case.changed_at
    if mark == found.told_mark:
        return None
    found.told_mark = mark
    return [found.number]


def filter_of(subscription: Subscription) -> CaseFilter:
    """What is asked for; a body that became part of another is followed to its heir."""
    asked = CaseFilter(**subscription.asked)
    heir = find_heir(asked.body) if asked.body else None
    return replace(asked, body=heir) if heir else asked
