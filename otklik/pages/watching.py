"""Alarms of pages: raised once, ended by themselves, taken note of by a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from otklik.audit.services import Actor, record
from otklik.organizations.errors import NotSeen
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer, within
from otklik.pages.alarms import AlarmKind, Sign
from otklik.pages.errors import AlarmOver
from otklik.pages.models import Page, PageAlarm
from otklik.shared.words import marked as _

RANKS = {kind: rank for rank, kind in enumerate(AlarmKind)}

type Ringing = Mapping[AlarmKind, PageAlarm]


def list_ringing(page_ids: Sequence[int]) -> dict[int, dict[AlarmKind, PageAlarm]]:
    """The alarms of these pages that last."""
    found: dict[int, dict[AlarmKind, PageAlarm]] = {}
    for alarm in PageAlarm.objects.filter(page_id__in=page_ids, ended_at=None):
        found.setdefault(alarm.page_id, {})[AlarmKind(alarm.kind)] = alarm
    return found


def ring(page: Page, signs: Mapping[AlarmKind, Sign], *, ringing: Ringing, now: datetime) -> None:
    """Raise and end alarms by these signs, in the transaction of the caller; each change is recorded."""
    for kind, sign in signs.items():
        alarm = ringing.get(kind)
        if alarm is None and sign.is_on:
            PageAlarm.objects.create(page=page, kind=kind.value, rank=RANKS[kind], raised_at=now, told=dict(sign.told))
            record("raise_alarm", subject=f"page:{page.id}", by=None, now=now, details={"kind": kind.value})
        elif alarm is not None and not sign.is_on:
            _end(alarm, by=None, now=now)
        elif alarm is not None and alarm.told != sign.told:
            alarm.told = dict(sign.told)
            alarm.save(update_fields=["told"])


def ring_danger(page: Page, *, is_on: bool, now: datetime) -> None:
    """Raise or end the alarm about dangerous words; new ones ring again, also where the old alarm was seen to."""
    ringing = list_ringing([page.id]).get(page.id, {})
    known = ringing.get(AlarmKind.DANGER)
    if is_on and known is not None and known.acknowledged_at is not None:
        _end(known, by=None, now=now)
        ringing = {}
    ring(page, {AlarmKind.DANGER: Sign(is_on=is_on)}, ringing=ringing, now=now)


def _end(alarm: PageAlarm, *, by: Actor | None, now: datetime) -> None:
    alarm.ended_at = now
    alarm.save(update_fields=["ended_at"])
    record("end_alarm", subject=f"page:{alarm.page_id}", by=by, now=now, details={"kind": alarm.kind})


def access_alarm(viewer: Viewer, alarm_id: int, *, right: Right) -> PageAlarm:
    """The alarm, if this person has the right over its page. Raises NotSeen, the same as for one that is not there."""
    alarms = PageAlarm.objects.filter(within_pages(viewer, right), id=alarm_id)
    alarm = alarms.select_related("page").first()
    if alarm is None:
        raise NotSeen(_("There is no such alarm."))
    return alarm


def within_pages(viewer: Viewer, right: Right) -> Q:
    """Rows that belong to pages within the viewer's scope."""
    scope = viewer.scope(right)
    return within(scope, body="page__owner", municipality="page__municipality", founder="page__founder")


def acknowledge_alarm(alarm: PageAlarm, *, by: Actor, note: str, now: datetime) -> None:
    """A person has seen to it. A page that was renamed on purpose rings no longer. Raises AlarmOver."""
    with transaction.atomic():
        taken = PageAlarm.objects.filter(id=alarm.id, ended_at=None)
        if not taken.update(acknowledged_at=now, acknowledged_by=by.name, note=note[:500]):
            raise AlarmOver
        record(
            "acknowledge_alarm", subject=f"page:{alarm.page_id}", by=by, now=now, because=note,
            details={"kind": alarm.kind},
        )  # fmt: skip
        if alarm.kind == AlarmKind.RENAMED:
            _end(alarm, by=by, now=now)
