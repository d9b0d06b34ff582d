"""The inbox stays quick when the table grows: indexes, not scans."""

from datetime import timedelta

import pytest
from django.db import connection

from otklik.appeals.models import Appeal
from otklik.appeals.selectors import Cursor, InboxQuery, Queue, count_queues, list_inbox
from otklik.appeals.selectors.inbox import inbox_appeals
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

FILLED = 6000
ROLES = (Role.CONTENT_MANAGER, Role.COORDINATOR, Role.FOUNDER, Role.CURATOR)


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def viewer_of(cast: Cast, role: str) -> Viewer:
    """The person of this role."""
    return load_viewer(cast.staff[role].id, on=NOW.date())


def fill(cast: Cast) -> None:
    """Thousands of cases of many bodies, most of them closed, as after a year of work."""
    case = open_case(cast, "лёд")
    names = [one.column for one in Appeal._meta.concrete_fields if one.column and not one.primary_key]
    changed = {
        "number": "1000000 + n",
        "thread_id": "'t' || n",
        "state": "case when mod(n, 20) = 0 then 'in_work' else 'closed' end",
        "due_at": "case when mod(n, 20) = 0 then due_at + n * interval '1 minute' end",
        "body_id": f"case when mod(n, 10) = 0 then {cast.administration.id} else {cast.centre.id} end",
        "municipality_id": "case when mod(n, 10) = 0 then municipality_id end",
        "founder_id": f"case when mod(n, 3) = 0 then {cast.ministry.id} end",
    }
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into appeals_appeal ({columns}) select {values}"
            " from appeals_appeal, generate_series(1, %s) n where id = %s",
            [FILLED, case.id],
        )
        cursor.execute("analyze appeals_appeal")


@pytest.mark.parametrize("role", ROLES)
def test_no_queue_of_the_list_reads_the_whole_table(cast: Cast, role: str) -> None:
    fill(cast)
    viewer = viewer_of(cast, role)
    scanned = [
        queue
        for queue in Queue
        if "Seq Scan on appeals_appeal " in _plan(inbox_appeals(viewer, InboxQuery(queue=queue), now=NOW)[:41].query)
    ]
    assert scanned == []


@pytest.mark.parametrize("role", ROLES)
def test_the_next_page_of_the_list_does_not_read_the_whole_table(cast: Cast, role: str) -> None:
    fill(cast)
    after = Cursor(id=Appeal.objects.order_by("id")[100].id, due_at=NOW + timedelta(days=2))
    query = InboxQuery(queue=Queue.OPEN, after=after)
    assert "Seq Scan on appeals_appeal " not in _plan(inbox_appeals(viewer_of(cast, role), query, now=NOW)[:41].query)


def test_a_search_does_not_read_the_whole_table(cast: Cast) -> None:
    fill(cast)
    query = InboxQuery(queue=Queue.CLOSED, text="сугробы")
    plan = _plan(inbox_appeals(viewer_of(cast, Role.CURATOR), query, now=NOW)[:41].query)
    assert "Seq Scan on appeals_appeal " not in plan


def test_a_number_is_found_as_it_is_written(cast: Cast) -> None:
    case = open_case(cast, "лёд")
    open_case(cast, "снег")
    query = InboxQuery(text=f"№ {case.number}")
    assert [row.number for row in list_inbox(viewer_of(cast, Role.COORDINATOR), query, now=NOW).rows] == [case.number]


def test_the_list_takes_one_query_and_the_counts_one(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    viewer = viewer_of(cast, Role.COORDINATOR)
    open_case(cast, "лёд")
    with django_assert_num_queries(1):
        assert len(list_inbox(viewer, InboxQuery(), now=NOW).rows) == 1
    with django_assert_num_queries(1):
        assert count_queues(viewer, now=NOW)[Queue.NEW] == 1


def test_counts_follow_the_queues(cast: Cast) -> None:
    open_case(cast, "новое", due_in=timedelta(hours=-1))
    open_case(cast, "на подписи", state=State.AWAITING_APPROVAL)
    open_case(cast, "закрыто", state=State.CLOSED)
    case = open_case(cast, "моё", state=State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(executor_id=cast.staff[Role.COORDINATOR].id)
    counts = count_queues(viewer_of(cast, Role.COORDINATOR), now=NOW)
    told = (Queue.OPEN, Queue.NEW, Queue.OVERDUE, Queue.APPROVAL, Queue.CLOSED, Queue.MINE)
    assert [counts[queue] for queue in told] == [3, 1, 1, 1, 1, 1]


def test_paging_crosses_from_deadlines_to_cases_without_one(cast: Cast) -> None:
    viewer = viewer_of(cast, Role.COORDINATOR)
    cases = [open_case(cast, f"{n}", due_in=timedelta(hours=n) if n < 4 else None) for n in range(1, 7)]
    found: list[int] = []
    after = None
    for _ in range(6):
        page = list_inbox(viewer, InboxQuery(after=after), now=NOW, at_most=1)
        found += [row.number for row in page.rows]
        after = page.next and Cursor.find_in(str(page.next))
    assert found == [case.number for case in cases]
    assert after is None


@pytest.mark.parametrize("text", ["", "_", "x_1", "1e400_5", "1", "5_x"])
def test_a_damaged_cursor_is_none(text: str) -> None:
    assert Cursor.find_in(text) is None


def test_without_posts_nothing_is_seen_or_counted(cast: Cast) -> None:
    open_case(cast, "лёд")
    nobody = Viewer(staff_id=cast.staff[Role.COORDINATOR].id, name="", email="", posts=())
    assert list_inbox(nobody, InboxQuery(), now=NOW).rows == ()
    assert set(count_queues(nobody, now=NOW).values()) == {0}


def _plan(query: object) -> str:
    sql, params = query.sql_with_params()  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(f"explain {sql}", params)
        return "\n".join(row[0] for row in cursor.fetchall())
