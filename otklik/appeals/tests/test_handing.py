"""Whoever gets a case by name is told so, once for each time it is passed on; letters wait for their working time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.handing import tell_executor, tell_executors
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign
from otklik.notices.models import Notice, NoticeKind, NoticeSending, SendingState
from otklik.notices.services import TASKS_GATHER, mark_tasks_read
from otklik.organizations.models import Absence, Appointment, Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
"""1:00 at the bodies, which work from 8:00."""
MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def hand(cast: Cast, case: Appeal, *, by: Role = Role.COORDINATOR, named: bool = True, now: datetime = NOW) -> None:
    person = cast.staff[Role.EXECUTOR].id if named else None
    viewer = load_viewer(cast.staff[by].id, on=now.date())
    assign(
        case.number, body_id=cast.utilities.id, executor_id=person, by=viewer, because="его участок", version=None,
        now=now,
    )  # fmt: skip


def test_a_person_who_is_named_is_told_each_time(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    hand(cast, case)
    hand(cast, case)
    notices = list(Notice.objects.order_by("id"))
    assert [(one.staff_id, one.kind, one.number) for one in notices] == [
        (cast.staff[Role.EXECUTOR].id, NoticeKind.TASK, case.number)
    ] * 2
    assert "Лёд" not in str([vars(one) for one in notices]), "no word of a resident"


def test_nobody_is_told_where_the_body_decides_itself(cast: Cast) -> None:
    hand(cast, open_case(cast, "Лёд у школы"), named=False)
    assert not Notice.objects.exists()


def test_of_many_cases_one_letter_goes_and_it_waits_for_the_working_time(cast: Cast) -> None:
    for words in ("Лёд у школы", "Яма во дворе", "Нет света"):
        hand(cast, open_case(cast, words), now=NIGHT)
    assert Notice.objects.count() == 3
    assert list(NoticeSending.objects.values_list("due_at", flat=True)) == [MORNING]


def test_of_one_click_one_letter_goes_and_a_later_task_is_not_silent(cast: Cast) -> None:
    for words in ("Лёд у школы", "Яма во дворе"):
        hand(cast, open_case(cast, words))
    assert list(NoticeSending.objects.values_list("due_at", flat=True)) == [NOW + TASKS_GATHER]
    NoticeSending.objects.update(state=SendingState.SENT)
    later = NOW + timedelta(minutes=3)
    hand(cast, open_case(cast, "Нет света"), now=later)
    assert NoticeSending.objects.get(state=SendingState.WAITING).due_at == later + TASKS_GATHER


def test_who_stands_in_for_somebody_on_leave_is_told_too(cast: Cast) -> None:
    away, deputy = cast.staff[Role.EXECUTOR], cast.staff[Role.CONTENT_MANAGER]
    Absence.objects.create(staff=away, deputy=deputy, since_on=NOW.date(), until_on=NOW.date())
    hand(cast, open_case(cast, "Лёд у школы"))
    assert set(Notice.objects.values_list("staff_id", flat=True)) == {away.id, deputy.id}
    hand(cast, open_case(cast, "Яма"), now=NOW + timedelta(days=1))
    assert Notice.objects.filter(staff=deputy).count() == 1, "the person is back"


def test_a_letter_leaves_in_the_hours_of_its_receiver(cast: Cast) -> None:
    """The case is of a body in another zone."""
    at_its_night = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    Body.objects.filter(id=cast.utilities.id).update(zone="Europe/Kaliningrad")
    Appointment.objects.filter(staff=cast.staff[Role.EXECUTOR]).update(body=cast.administration)
    case = open_case(cast, "Лёд у школы", body=cast.utilities)
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[Role.EXECUTOR])
    tell_executor(Appeal.objects.get(id=case.id), by=None, now=at_its_night)
    assert NoticeSending.objects.get().due_at == at_its_night + TASKS_GATHER


def test_many_opened_cases_cost_little_more_than_one(cast: Cast) -> None:
    """Those who open them are the hot path: what is known of the people is read once."""

    def cost(many: int) -> int:
        ids = [open_case(cast, "Лёд", body=cast.utilities).id for _number in range(many)]
        Appeal.objects.filter(id__in=ids).update(executor=cast.staff[Role.EXECUTOR])
        cases = list(Appeal.objects.filter(id__in=ids))
        NoticeSending.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            tell_executors(cases, by=None, now=NOW)
        assert NoticeSending.objects.count() == 1
        return len(asked)

    assert cost(6) - cost(1) <= 5 * 4, "the notice itself: looked for, and inserted in a savepoint"


def test_whoever_looks_at_their_tasks_has_seen_them(cast: Cast) -> None:
    hand(cast, open_case(cast, "Лёд у школы"))
    executor = cast.staff[Role.EXECUTOR].id
    Notice.objects.create(staff_id=executor, kind=NoticeKind.WARNING, subject="appeal:1", step="x", recorded_at=NOW)
    mark_tasks_read(executor, now=NOW)
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == [NoticeKind.WARNING]
