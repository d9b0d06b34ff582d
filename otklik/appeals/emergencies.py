"""Escalation of emergencies, round the clock: the first person within a minute, the next after 15, until one accepts.

The order: who is on duty at the body (where nobody is: its coordinators), the next person of the rota, the founder's
duty or people, the curators. Every call is a notice that is kept; whoever takes the case ends the calling.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from otklik.appeals.calling_order import Order
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import IS_OPEN, Appeal, Emergency
from otklik.appeals.moves import demand_right, lock_case, place_of, tell_changed
from otklik.appeals.states import State
from otklik.appeals.warn_steps import guarded
from otklik.audit.services import record
from otklik.notices.models import Notice, NoticeKind
from otklik.notices.selectors import CallRow, list_calls
from otklik.notices.services import Told, tell
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.words import marked as _

NEXT_AFTER = timedelta(minutes=15)
"""So long whoever was called has, before the next one is."""
_IS_EMERGENCY = (
    IS_OPEN & Q(importance="emergency", primary_answered_at=None) & ~Q(state__in=[State.DEFERRED, State.EXTERNAL])
)
"""What is put off, or what another system has, is nobody's here to run to."""


@dataclass(frozen=True, slots=True)
class EmergencyView:
    """The alarm of a case as its page shows it."""

    calls: tuple[CallRow, ...]
    taken_at: datetime | None
    taken_by: str
    next_at: datetime | None
    can_take: bool
    """Nobody has it yet, and it is not over."""

    @property
    def nobody_left(self) -> bool:
        """Everybody was called and nobody took it."""
        return self.can_take and self.next_at is None


def call_for_emergencies(*, now: datetime, at_most: int = 50) -> int:
    """Raise the alarm for new emergencies, and call the next person for those that nobody took. Returns how many."""
    _forget_what_is_over()
    new = Appeal.objects.filter(_IS_EMERGENCY, emergency=None).order_by("id").values_list("id", flat=True)
    due = Emergency.objects.filter(next_at__lte=now).order_by("next_at").values_list("appeal_id", flat=True)
    # it was over, and is an emergency again
    again = Appeal.objects.filter(
        _IS_EMERGENCY, emergency__next_at=None, emergency__taken_at=None, emergency__calls=0
    ).values_list("id", flat=True)
    ids = [*new[:at_most], *again.order_by("id")[:at_most], *due[:at_most]]
    order = Order(now)
    return sum(
        guarded(partial(_call_one, case_id, order=order, now=now), of=f"emergency {case_id}")
        for case_id in dict.fromkeys(ids)
    )


def _forget_what_is_over() -> None:
    """Where everybody was called, the calling begins anew should the case be an emergency again."""
    still_on = Appeal.objects.filter(_IS_EMERGENCY, id=OuterRef("appeal_id"))
    silent = Emergency.objects.filter(next_at=None, taken_at=None, calls__gt=0)
    silent.filter(~Exists(still_on)).update(calls=0)


@transaction.atomic
def _call_one(case_id: int, *, order: Order, now: datetime) -> bool:
    """One call for one case, under its lock: of two workers only one makes it."""
    cases = Appeal.objects.select_related("body", "topic").select_for_update(of=("self",), skip_locked=True)
    appeal = cases.filter(id=case_id).first()
    if appeal is None:
        return False
    alarm, is_new = Emergency.objects.get_or_create(appeal=appeal, defaults={"raised_at": now, "next_at": now})
    is_on = is_new or Appeal.objects.filter(_IS_EMERGENCY, id=case_id).exists()
    if is_on and alarm.next_at is None and alarm.taken_at is None and not alarm.calls:
        alarm.raised_at = alarm.next_at = now
    if alarm.next_at is None or alarm.next_at > now:
        return False
    if not is_on:
        alarm.next_at, alarm.calls = None, 0  # answered, closed, or no emergency any more
        alarm.save(update_fields=["next_at", "calls"])
        return False
    people = _whom_to_call(appeal, since=alarm.raised_at, order=order)
    alarm.calls += 1
    told = Told(
        kind=NoticeKind.EMERGENCY,
        subject=f"appeal:{appeal.number}",
        step=f"call:{alarm.raised_at.isoformat(timespec='seconds')}",
        number=appeal.number,
        topic=appeal.topic.name if appeal.topic else "",
        due_at=appeal.due_at,
    )
    tell(people, told, now=now)
    alarm.next_at = now + NEXT_AFTER if people else None
    alarm.save(update_fields=["raised_at", "calls", "next_at"])
    act = "call_for_emergency" if people else "nobody_left_to_call"
    record(act, subject=f"appeal:{appeal.number}", by=None, now=now, details={"people": len(people)})
    tell_changed(appeal)
    return True


def _whom_to_call(appeal: Appeal, *, since: datetime, order: Order) -> list[int]:
    """The first of the order in which anybody is left who was not called since the alarm was raised."""
    calls = Notice.objects.filter(kind=NoticeKind.EMERGENCY, number=appeal.number, recorded_at__gte=since)
    called = set(calls.values_list("staff_id", flat=True))
    for group in order.of(place_of(appeal)):
        left = [one for one in group if one not in called]
        if left:
            return left
    return []


def take_emergency(number: int, *, by: Viewer, now: datetime) -> None:
    """A person has the case: nobody else is called. Raises NoSuchCase, NotYourAct, UnfitValue when another has it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_NOTE)
        alarm = Emergency.objects.select_for_update(of=("self",)).filter(appeal=appeal).first()
        if alarm is None:
            raise UnfitValue(_("There is no alarm for this case."), field="number")
        if alarm.taken_at is not None:
            raise UnfitValue(
                _("Somebody has this emergency already."), field="number", mend=_("Look at the case: it says who.")
            )
        alarm.taken_at, alarm.taken_by_id, alarm.next_at = now, by.staff_id, None
        alarm.save(update_fields=["taken_at", "taken_by", "next_at"])
        record("take_emergency", subject=f"appeal:{number}", by=by, now=now)
        tell_changed(appeal)


def find_emergency(number: int) -> EmergencyView | None:
    """The alarm of a case, for whoever may see the case; None where there was none."""
    alarm = Emergency.objects.select_related("taken_by", "appeal").filter(appeal__number=number).first()
    if alarm is None:
        return None
    is_on = Appeal.objects.filter(_IS_EMERGENCY, id=alarm.appeal_id).exists()
    return EmergencyView(
        calls=tuple(list_calls(number)),
        taken_at=alarm.taken_at,
        taken_by=alarm.taken_by.name if alarm.taken_by else "",
        next_at=alarm.next_at,
        can_take=is_on and alarm.taken_at is None,
    )
