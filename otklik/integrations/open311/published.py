"""Published cases as Open311 asks for them: by number, service, state, days; a portion at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from otklik.appeals.states import CLOSED_STATES
from otklik.integrations.open311.offered import OTHER
from otklik.publication.models import JOINED, PublishedCase
from otklik.publication.published.selectors import PublicCase, find_published

__all__ = ["Asked", "find_published", "is_closed", "list_requests", "written_at"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a program asks for; what is empty asks nothing."""

    numbers: Sequence[str] = ()
    """Overrides all others."""
    services: Sequence[str] = ()
    is_closed: bool | None = None
    since: datetime | None = None
    """Written at this moment or later."""
    until: datetime | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None
    page: int = 1
    page_size: int = 200


_COLUMNS = tuple(
    {column.name for column in fields(PublicCase)} & {column.name for column in PublishedCase._meta.get_fields()}
)


def list_requests(asked: Asked) -> tuple[list[PublicCase], bool]:
    """One portion, the newest first, and whether there are more."""
    start = (asked.page - 1) * asked.page_size
    rows = _matching(asked).order_by("-wrote_on", "-id").values(*_COLUMNS)
    found = [PublicCase(**row) for row in rows[start : start + asked.page_size + 1]]
    return found[: asked.page_size], len(found) > asked.page_size


def _matching(asked: Asked) -> QuerySet[PublishedCase]:
    rows = PublishedCase.objects.all()
    if asked.numbers:
        return rows.filter(number__in=asked.numbers)
    if asked.services:
        groups = [*asked.services, *([""] if OTHER in asked.services else [])]
        rows = rows.filter(Q(topic_code__in=asked.services) | Q(topic_code="", group_code__in=groups))
    if asked.is_closed is not None:
        state = Q(state__in=[*CLOSED_STATES, JOINED])
        rows = rows.filter(state if asked.is_closed else ~state)
    if asked.since:
        rows = rows.filter(wrote_on__gte=_first_day(asked.since))
    if asked.until:
        rows = rows.filter(wrote_on__lte=timezone.localdate(asked.until))
    if asked.changed_since:
        rows = rows.filter(changed_at__gte=asked.changed_since)
    if asked.changed_until:
        rows = rows.filter(changed_at__lte=asked.changed_until)
    return rows


def _first_day(since: datetime) -> date:
    """The first day whose beginning is not before this moment."""
    day = timezone.localdate(since)
    return day if _beginning(day) >= since else day + timedelta(days=1)


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_default_timezone())


def written_at(case: PublicCase) -> datetime:
    """When it was written: only the day is public, so the moment is the day's beginning."""
    return _beginning(case.wrote_on)


def is_closed(state: str) -> bool:
    """Whether a state is one of the two words of Open311: closed; else it is open."""
    return state in CLOSED_STATES or state == JOINED
