"""Dates that come near are reminded of once; the letter of the morning comes once a day, in the person's hours."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals import reminding
from otklik.appeals.models import Appeal
from otklik.appeals.reminding import remind_of_dates, send_digests
from otklik.appeals.states import State
from otklik.notices.models import Notice, NoticeKind
from otklik.notices.services import Wishes, set_wishes
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""8:00 at the bodies: their day begins."""
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def given(cast: Cast, **values: object) -> Appeal:
    """A case of the utilities that the executor has."""
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[Role.EXECUTOR], **values)
    case.refresh_from_db()
    return case


def told(kind: NoticeKind) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(kind=kind).order_by("id").select_related("staff")
    return [(row.staff.name.split()[0], row.clock) for row in rows]


def test_executor_and_coordinator_are_reminded_once(cast: Cast) -> None:
    given(cast, state=State.DEFERRED, deferred_until=NOW + 5 * DAY, due_at=NOW + 5 * DAY)
    given(cast, state=State.INTERIM_ANSWERED, due_at=NOW + 2 * DAY)
    given(cast, state=State.IN_WORK, due_at=NOW + DAY)
    assert remind_of_dates(now=NOW) == 2
    assert told(NoticeKind.REMINDER) == [("Андрей", "promised"), ("Марина", "promised")]
    assert remind_of_dates(now=NOW) == 0
    assert remind_of_dates(now=NOW + 2.5 * DAY) == 0, "late in the evening"
    assert remind_of_dates(now=NOW + 3 * DAY) == 2
    assert told(NoticeKind.REMINDER)[2:] == [("Андрей", "deferred"), ("Марина", "deferred")]


def test_a_new_date_is_reminded_of_anew(cast: Cast) -> None:
    case = given(cast, state=State.DEFERRED, deferred_until=NOW + DAY)
    remind_of_dates(now=NOW)
    Appeal.objects.filter(id=case.id).update(deferred_until=NOW + 2 * DAY)
    assert remind_of_dates(now=NOW) == 2


def test_the_letter_of_the_morning_tells_what_is_overdue_and_due_today(cast: Cast) -> None:
    late = given(cast, due_at=MORNING - DAY)
    today = given(cast, due_at=MORNING + timedelta(hours=5))
    given(cast, due_at=MORNING + DAY)
    given(cast, due_at=MORNING, state=State.ANSWERED)
    given(cast, due_at=None)
    assert send_digests(now=MORNING - timedelta(minutes=1)) == 0, "the day has not begun"
    assert send_digests(now=MORNING) == 1
    assert send_digests(now=MORNING + timedelta(minutes=10)) == 0
    notice = Notice.objects.get(kind=NoticeKind.DIGEST)
    assert [line[0] for line in notice.lines] == [late.number, today.number]
    assert send_digests(now=MORNING + DAY) == 1
    assert send_digests(now=MORNING + 4 * DAY) == 0, "a Saturday"


def test_it_is_not_sent_late_nor_to_those_who_do_not_want_it(cast: Cast) -> None:
    given(cast, due_at=MORNING)
    assert send_digests(now=MORNING + timedelta(hours=2)) == 0
    me = load_viewer(cast.staff[Role.EXECUTOR].id, on=NOW.date())
    set_wishes(Wishes(digest=False), by=me, now=NOW)
    assert send_digests(now=MORNING) == 0


def test_however_many_dates_come_near_all_are_reminded_of(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "_BATCH", 2)
    for _ in range(5):
        given(cast, state=State.DEFERRED, deferred_until=NOW + DAY)
    assert remind_of_dates(now=NOW) == 10


def test_who_was_reminded_costs_the_next_rounds_nothing(cast: Cast) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert remind_of_dates(now=NOW) == 0
        return len(asked)

    given(cast, state=State.DEFERRED, deferred_until=NOW + DAY)
    remind_of_dates(now=NOW)
    of_one = cost()
    for _ in range(4):
        given(cast, state=State.DEFERRED, deferred_until=NOW + DAY)
    remind_of_dates(now=NOW)
    assert cost() == of_one


def test_one_case_that_fails_holds_back_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (given(cast, state=State.DEFERRED, deferred_until=NOW + DAY) for _ in range(2))
    remind = reminding._remind

    def break_one(case: Appeal, *others: Any) -> int:
        if case.id == bad.id:
            raise ValueError(case.id)
        return remind(case, *others)

    monkeypatch.setattr(reminding, "_remind", break_one)
    assert remind_of_dates(now=NOW) == 2
    assert set(Notice.objects.values_list("number", flat=True)) == {good.number}
