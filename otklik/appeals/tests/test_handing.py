"""Whoever is to go on with a case is told that it came, once for each time it comes; letters wait for working time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from otklik.appeals.handing import tell_of_cases
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.services import TypedIn, assign, take_step, type_in_case
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.notices.models import DutyShift, Notice, NoticeKind, NoticeSending, NoticeWishes, SendingState
from otklik.notices.services import FIRST_WAITS, GATHER, mark_read, mark_tasks_read
from otklik.notices.steps import send_waiting_letters
from otklik.organizations.models import Absence, Appointment, Body, Staff
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.worker.flow import naming_loop
from tests.flow import run_flow
from tests.people import NOW, Cast, enter_cast, open_case
from tests.post_office import PostOffice, open_post_office
from tests.town import arrive, build_town, comment, push

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
"""1:00 at the bodies, which work from 8:00."""
MORNING = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        office.use(settings)
        yield office


def viewer(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def hand(
    cast: Cast, case: Appeal, *, by: Role = Role.COORDINATOR, body: Body | None = None, named: bool = True,
    now: datetime = NOW,
) -> None:  # fmt: skip
    person = cast.staff[Role.EXECUTOR].id if named else None
    assign(
        case.number, body_id=(body or cast.utilities).id, executor_id=person, by=viewer(cast, by),
        because="его участок", version=None, now=now,
    )  # fmt: skip
    tell_of_cases(now=now)


def step(cast: Cast, case: Appeal, act: Act, *, by: Role, now: datetime = NOW) -> None:
    take_step(case.number, act, by=viewer(cast, by), reason=Reason(text="потому что"), version=None, now=now)
    tell_of_cases(now=now)


def told() -> list[tuple[str, str, int]]:
    """Whom, how, of which case."""
    return [(one.staff.email.partition("@")[0], one.clock, one.number or 0) for one in Notice.objects.order_by("id")]


def of(cast: Cast, role: Role) -> str:
    return cast.staff[role].email.partition("@")[0]


def test_a_new_case_is_told_to_the_content_managers_of_its_body_once(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    hand(cast, case, body=cast.administration, named=False)
    assert tell_of_cases(now=NOW) == 0
    assert told() == [(of(cast, Role.CONTENT_MANAGER), "came", case.number)]
    notice = Notice.objects.get()
    assert notice.kind == NoticeKind.CASE
    assert "Лёд" not in str(vars(notice)), "no word of a resident"


def test_a_comment_under_a_page_is_told_of_once_it_is_a_case() -> None:
    town = build_town()
    arrive(town.page, push("wall_reply_new", comment(1, "Яма на Ленина, 5")), at=NOW)
    run_flow()
    tell_of_cases(now=NOW)
    number = Appeal.objects.get().number
    assert {who for who, _how, of in told() if of == number} == {"coordinator", "manager"}


def test_a_body_with_a_rota_hears_of_it_by_whoever_is_on_duty(cast: Cast) -> None:
    hours = {"from_at": NOW - timedelta(hours=1), "until_at": NOW + timedelta(hours=1), "entered_at": NOW}
    DutyShift.objects.create(body=cast.administration, staff=cast.staff[Role.APPROVER], **hours)
    hand(cast, open_case(cast, "Лёд"), body=cast.administration, named=False)
    after = NOW + timedelta(hours=2)
    hand(cast, open_case(cast, "Яма"), body=cast.administration, named=False, now=after)
    assert [who for who, *_rest in told()] == [of(cast, Role.APPROVER), of(cast, Role.CONTENT_MANAGER)]


def test_what_nobody_was_given_is_told_to_the_coordinators_too_and_nobody_hears_of_it_twice(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    Appeal.objects.filter(id=case.id).update(tell_at=NOW)
    tell_of_cases(now=NOW)
    both = [(of(cast, role), "came", case.number) for role in (Role.CONTENT_MANAGER, Role.COORDINATOR)]
    assert sorted(told()) == sorted(both)
    hand(cast, case, body=cast.administration, named=False)
    assert sorted(told()) == sorted(both)


def test_whoever_opened_a_case_is_not_told_of_it(cast: Cast) -> None:
    entry = TypedIn(body_id=cast.administration.id, channel="phone", text="Яма у дома 5")
    type_in_case(entry, by=viewer(cast, Role.CONTENT_MANAGER), now=NOW)
    tell_of_cases(now=NOW)
    assert told() == []
    number = type_in_case(entry, by=viewer(cast, Role.COORDINATOR), now=NOW)
    tell_of_cases(now=NOW)
    assert told() == [(of(cast, Role.CONTENT_MANAGER), "came", number)]


def test_a_case_that_comes_back_is_told_of_again(cast: Cast) -> None:
    executor, coordinator = of(cast, Role.EXECUTOR), of(cast, Role.COORDINATOR)
    case = open_case(cast, "Лёд у школы")
    hand(cast, case)
    step(cast, case, Act.RETURN_NOT_OURS, by=Role.EXECUTOR)
    hand(cast, case)
    step(cast, case, Act.TAKE, by=Role.EXECUTOR)
    Appeal.objects.filter(id=case.id).update(state=State.ANSWERED)
    step(cast, case, Act.REOPEN, by=Role.COORDINATOR)
    Appeal.objects.filter(id=case.id).update(state=State.AWAITING_APPROVAL)
    sent_back = Move(Act.SEND_BACK, viewer(cast, Role.APPROVER), Reason(text="нет даты"))
    make_move(Appeal.objects.get(id=case.id), sent_back, now=NOW)
    tell_of_cases(now=NOW)
    assert told() == [
        (executor, "came", case.number),
        (coordinator, "returned", case.number),
        (executor, "came", case.number),
        (executor, "again", case.number),
        (executor, "sent_back", case.number),
    ]


@pytest.mark.parametrize("state", [State.IN_MODERATION, State.AWAITING_APPROVAL, State.CLARIFYING, State.CLOSED])
def test_nobody_is_told_of_what_waits_for_others(cast: Cast, state: State) -> None:
    open_case(cast, "Лёд у школы", state=state)
    Appeal.objects.update(tell_at=NOW)
    assert tell_of_cases(now=NOW) == 1
    assert told() == []
    assert not Appeal.objects.filter(tell_at__isnull=False).exists()


def test_a_person_who_is_named_is_told_each_time_and_not_when_they_took_it(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    hand(cast, case)
    hand(cast, case)
    assert told() == [(of(cast, Role.EXECUTOR), "came", case.number)] * 2
    assert set(Notice.objects.values_list("kind", flat=True)) == {NoticeKind.TASK}
    Appeal.objects.update(executor=cast.staff[Role.COORDINATOR], tell_at=NOW, version=99)
    tell_of_cases(now=NOW)
    assert len(told()) == 2


def test_the_first_letter_leaves_within_seconds_and_further_ones_are_gathered(cast: Cast, office: PostOffice) -> None:
    cases = [open_case(cast, f"Лёд {place}") for place in range(4)]
    with time_machine.travel(NOW, tick=False) as moment:
        hand(cast, cases[0], body=cast.administration, named=False)
        assert send_waiting_letters() == 0
        moment.shift(FIRST_WAITS)
        assert send_waiting_letters() == 1
        for case in cases[1:]:
            hand(cast, case, body=cast.administration, named=False, now=NOW + FIRST_WAITS)
        mark_read(cast.staff[Role.CONTENT_MANAGER].id, now=NOW, number=cases[2].number)
        assert send_waiting_letters() == 0
        moment.shift(GATHER)
        assert send_waiting_letters() == 1
    first, second = office.letters
    assert first["Subject"].startswith(f"№ {cases[0].number}: Новое обращение")
    assert f"/desk/appeals/{cases[0].number}/" in first.get_content()
    assert second["Subject"] == "Ответить на 2 обращения"
    links = [f"/desk/appeals/{case.number}/" in second.get_content() for case in cases]
    assert links == [False, True, False, True], "what was seen since is not told"


def test_each_case_is_told_by_one_letter_whatever_comes_while_it_is_written(cast: Cast, office: PostOffice) -> None:
    """Those that came before it left stand in it; those after it in the next one."""
    hand(cast, open_case(cast, "Лёд"), body=cast.administration, named=False)
    with time_machine.travel(NOW + FIRST_WAITS, tick=False):
        send_waiting_letters()
    NoticeSending.objects.update(state=SendingState.UNKNOWN)
    hand(cast, open_case(cast, "Яма"), body=cast.administration, named=False, now=NOW + FIRST_WAITS)
    assert NoticeSending.objects.filter(state=SendingState.WAITING).count() == 1


def test_quiet_hours_and_nights_hold_letters_back_and_who_wants_none_gets_none(cast: Cast) -> None:
    hand(cast, open_case(cast, "Лёд"), body=cast.administration, named=False, now=NIGHT)
    assert [one.due_at for one in NoticeSending.objects.all()] == [MORNING]
    NoticeWishes.objects.create(staff=cast.staff[Role.CONTENT_MANAGER], by_mail=False)
    NoticeSending.objects.all().delete()
    hand(cast, open_case(cast, "Яма"), body=cast.administration, named=False)
    assert (Notice.objects.count(), NoticeSending.objects.count()) == (2, 0)


def test_of_many_tasks_one_letter_goes_and_a_later_task_is_not_silent(cast: Cast) -> None:
    for words in ("Лёд у школы", "Яма во дворе"):
        hand(cast, open_case(cast, words))
    assert list(NoticeSending.objects.values_list("due_at", flat=True)) == [NOW + FIRST_WAITS]
    NoticeSending.objects.update(state=SendingState.SENT)
    later = NOW + timedelta(minutes=3)
    hand(cast, open_case(cast, "Нет света"), now=later)
    assert NoticeSending.objects.get(state=SendingState.WAITING).due_at == NOW + GATHER


def test_who_stands_in_for_somebody_on_leave_is_told_too(cast: Cast) -> None:
    away, deputy = cast.staff[Role.EXECUTOR], cast.staff[Role.CONTENT_MANAGER]
    Absence.objects.create(staff=away, deputy=deputy, since_on=NOW.date(), until_on=NOW.date())
    hand(cast, open_case(cast, "Лёд у школы"))
    assert set(Notice.objects.values_list("staff_id", flat=True)) == {away.id, deputy.id}
    hand(cast, open_case(cast, "Яма"), now=NOW + timedelta(days=1))
    assert Notice.objects.filter(staff=deputy).count() == 1, "the person is back"


def test_a_named_person_who_left_is_passed_over(cast: Cast) -> None:
    case = open_case(cast, "Лёд", body=cast.administration, state=State.ASSIGNED)
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[Role.EXECUTOR], tell_at=NOW)
    Staff.objects.filter(id=cast.staff[Role.EXECUTOR].id).update(is_active=False)
    tell_of_cases(now=NOW)
    assert [who for who, *_rest in told()] == [of(cast, Role.CONTENT_MANAGER)]


def test_a_letter_leaves_in_the_hours_of_its_receiver(cast: Cast) -> None:
    """The case is of a body in another zone."""
    at_its_night = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
    Body.objects.filter(id=cast.utilities.id).update(zone="Europe/Kaliningrad")
    Appointment.objects.filter(staff=cast.staff[Role.EXECUTOR]).update(body=cast.administration)
    open_case(cast, "Лёд у школы", body=cast.utilities, state=State.ASSIGNED)
    Appeal.objects.update(executor=cast.staff[Role.EXECUTOR], tell_at=NOW)
    tell_of_cases(now=at_its_night)
    assert NoticeSending.objects.get().due_at == at_its_night + FIRST_WAITS


def test_many_cases_cost_no_more_questions_than_one(cast: Cast) -> None:
    def cost(many: int) -> int:
        for _number in range(many):
            open_case(cast, "Лёд", body=cast.administration, state=State.ASSIGNED)
        Appeal.objects.filter(id__gt=0).update(tell_at=NOW, version=many)
        NoticeSending.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            tell_of_cases(now=NOW)
        assert NoticeSending.objects.count() == 1
        return len(asked)

    assert cost(6) == cost(1)


def test_one_that_nobody_can_be_told_of_holds_back_no_other(cast: Cast) -> None:
    broken = open_case(cast, "Лёд", body=cast.administration, state=State.ASSIGNED)
    other = open_case(cast, "Яма", body=cast.administration, state=State.ASSIGNED)
    Appeal.objects.update(tell_at=NOW)
    Notice.objects.create(
        staff=cast.staff[Role.CONTENT_MANAGER], kind=NoticeKind.CASE, subject=f"appeal:{broken.number}", step="came:1",
        recorded_at=NOW,
    )  # fmt: skip
    tell_of_cases(now=NOW)
    assert Notice.objects.filter(number=other.number).exists()
    assert tell_of_cases(now=NOW) == 0


def test_a_worker_does_it_every_two_seconds(cast: Cast) -> None:
    open_case(cast, "Лёд", body=cast.administration, state=State.ASSIGNED)
    Appeal.objects.update(tell_at=NOW)
    loop = naming_loop()
    assert loop.pause_seconds <= 2
    for one in loop.steps:
        one()
    assert Notice.objects.exists()


def test_whoever_looks_at_their_tasks_has_seen_them(cast: Cast) -> None:
    hand(cast, open_case(cast, "Лёд у школы"))
    executor = cast.staff[Role.EXECUTOR].id
    Notice.objects.create(staff_id=executor, kind=NoticeKind.WARNING, subject="appeal:1", step="x", recorded_at=NOW)
    mark_tasks_read(executor, now=NOW)
    assert list(Notice.objects.filter(read_at=None).values_list("kind", flat=True)) == [NoticeKind.WARNING]
