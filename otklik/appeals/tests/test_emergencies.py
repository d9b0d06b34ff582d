"""Emergencies round the clock: the person on duty is called at once, the next one after 15 minutes."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.appeals.emergencies import NEXT_AFTER, call_for_emergencies, find_emergency, take_emergency
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.notices.duty import ShiftEntry, enter_shift
from otklik.notices.models import Notice, NoticeSending
from otklik.organizations.models import Appointment, Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 28, 22, 0, tzinfo=UTC)
"""3 in the night of a Sunday at the bodies."""


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def put_on_duty(cast: Cast, role: Role, since: datetime, body: Body | None = None) -> None:
    entry = ShiftEntry((body or cast.utilities).id, cast.staff[role].id, since, since + timedelta(hours=12))
    enter_shift(entry, by=viewer(cast, Role.CURATOR), now=NOW)


def emergency(cast: Cast) -> Appeal:
    return open_case(
        cast, "Прорвало трубу, кипяток!", body=cast.utilities, importance="emergency", opened_at=NIGHT,
    )  # fmt: skip


def raise_one(cast: Cast) -> Appeal:
    case = emergency(cast)
    Appeal.objects.filter(id=case.id).update(importance="emergency")
    return case


def called() -> list[str]:
    return [one.staff.name.split()[0] for one in Notice.objects.order_by("id").select_related("staff")]


def test_without_anybody_who_takes_it_the_whole_row_is_called(cast: Cast) -> None:
    Body.objects.filter(id=cast.utilities.id).update(founder=cast.ministry)
    put_on_duty(cast, Role.EXECUTOR, NIGHT - timedelta(hours=2))
    put_on_duty(cast, Role.APPROVER, NIGHT + timedelta(hours=10))
    case = raise_one(cast)
    Appeal.objects.filter(id=case.id).update(founder=cast.ministry)
    assert call_for_emergencies(now=NIGHT) == 1
    assert called() == ["Андрей"], "at night, on a Sunday"
    assert NoticeSending.objects.count() == 1
    assert call_for_emergencies(now=NIGHT + NEXT_AFTER - timedelta(seconds=1)) == 0
    for number in (1, 2, 3, 4):
        call_for_emergencies(now=NIGHT + number * NEXT_AFTER)
    assert called() == ["Андрей", "Елена", "Игорь", "Наталья"]
    shown = find_emergency(case.number)
    assert shown is not None
    assert shown.nobody_left
    assert shown.calls[0].name == "Андрей Лаптев"
    acts = AuditRecord.objects.filter(subject=f"appeal:{case.number}").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["call_for_emergency"] * 4 + ["nobody_left_to_call"]
    assert call_for_emergencies(now=NIGHT + timedelta(days=1)) == 0


def test_whoever_takes_it_ends_the_calling(cast: Cast) -> None:
    put_on_duty(cast, Role.EXECUTOR, NIGHT - timedelta(hours=2))
    case = raise_one(cast)
    call_for_emergencies(now=NIGHT)
    take_emergency(case.number, by=viewer(cast, Role.EXECUTOR), now=NIGHT + timedelta(minutes=3))
    assert call_for_emergencies(now=NIGHT + timedelta(hours=1)) == 0
    assert called() == ["Андрей"]
    shown = find_emergency(case.number)
    assert shown is not None
    assert (shown.taken_by, shown.can_take) == ("Андрей Лаптев", False)
    with pytest.raises(UnfitValue):
        take_emergency(case.number, by=viewer(cast, Role.COORDINATOR), now=NIGHT + timedelta(minutes=4))
    assert AuditRecord.objects.filter(act="take_emergency").count() == 1


def test_without_a_rota_the_coordinators_are_called(cast: Cast) -> None:
    raise_one(cast)
    call_for_emergencies(now=NIGHT)
    assert called() == ["Марина"]


def test_an_answered_or_closed_emergency_calls_nobody_further(cast: Cast) -> None:
    """Nor one that another system has."""
    case = raise_one(cast)
    for over in (State.CLOSED, State.EXTERNAL):
        Appeal.objects.filter(id=raise_one(cast).id).update(state=over)
    call_for_emergencies(now=NIGHT)
    assert called() == ["Марина"]
    Appeal.objects.filter(id=case.id).update(primary_answered_at=NIGHT)
    assert call_for_emergencies(now=NIGHT + NEXT_AFTER) == 0
    assert called() == ["Марина"]


def test_a_case_that_becomes_an_emergency_later_is_called_for_too(cast: Cast) -> None:
    case = open_case(cast, "Пахнет газом", body=cast.utilities, opened_at=NIGHT)
    assert call_for_emergencies(now=NIGHT) == 0
    Appeal.objects.filter(id=case.id).update(importance="emergency")
    assert call_for_emergencies(now=NIGHT) == 1


def test_who_does_not_see_the_case_cannot_take_it(cast: Cast) -> None:
    case = raise_one(cast)
    with pytest.raises(UnfitValue):
        take_emergency(case.number, by=viewer(cast, Role.EXECUTOR), now=NIGHT)
    call_for_emergencies(now=NIGHT)
    with pytest.raises(NoSuchCase):
        take_emergency(case.number, by=viewer(cast, "stranger"), now=NIGHT)
    with pytest.raises(NotYourAct):
        take_emergency(case.number, by=viewer(cast, Role.ANALYST), now=NIGHT)


def test_an_alarm_that_was_over_is_raised_anew(cast: Cast) -> None:
    case = raise_one(cast)
    call_for_emergencies(now=NIGHT)
    Appeal.objects.filter(id=case.id).update(importance="high")  # somebody thought it was none
    assert call_for_emergencies(now=NIGHT + NEXT_AFTER) == 0
    Appeal.objects.filter(id=case.id).update(importance="emergency")

    assert call_for_emergencies(now=NIGHT + 2 * NEXT_AFTER) == 1

    assert called() == ["Марина", "Марина"]
    shown = find_emergency(case.number)
    assert shown is not None
    assert not shown.nobody_left


def test_whose_post_ended_is_not_called_from_an_old_rota(cast: Cast) -> None:
    put_on_duty(cast, Role.EXECUTOR, NIGHT - timedelta(hours=2))
    ended = NIGHT.date() - timedelta(days=2)
    Appointment.objects.filter(staff=cast.staff[Role.EXECUTOR]).update(until_on=ended)
    raise_one(cast)
    call_for_emergencies(now=NIGHT)
    assert called() == ["Марина"]


@pytest.mark.parametrize("elsewhere", [State.EXTERNAL, State.DEFERRED])
def test_who_came_back_from_elsewhere_is_called_for_anew_though_everybody_was_called(
    cast: Cast, elsewhere: State
) -> None:
    case = raise_one(cast)
    for number in range(4):
        call_for_emergencies(now=NIGHT + number * NEXT_AFTER)
    shown, before = find_emergency(case.number), called()
    assert shown is not None
    assert shown.nobody_left
    Appeal.objects.filter(id=case.id).update(state=elsewhere)
    assert call_for_emergencies(now=NIGHT + 5 * NEXT_AFTER) == 0
    Appeal.objects.filter(id=case.id).update(state=State.IN_WORK)
    assert call_for_emergencies(now=NIGHT + 6 * NEXT_AFTER) == 1
    assert called() == [*before, "Марина"]
