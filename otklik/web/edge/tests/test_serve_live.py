import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from otklik.organizations.models import Staff, StaffSession
from otklik.organizations.rights import Role, Scope
from otklik.organizations.sessions import end_all_sessions
from otklik.organizations.tickets import make_ticket
from otklik.shared.wake import tell_desk
from otklik.web.edge.tests.conftest import test_database_url
from otklik.web.edge.tests.edge_process import RunningEdge
from tests.people import NOW, enter_cast

SITE = "https://otklik.example"

pytestmark = pytest.mark.django_db(transaction=True)


def ticket(scope: Scope, at: datetime | None = None, *, staff_id: int = 1) -> str:
    return make_ticket(staff_id, scope, at or datetime.now(UTC))


@contextmanager
def stream(edge: RunningEdge, scope: Scope, shown: str = "") -> Iterator[Iterator[str]]:
    asked = {"ticket": shown or ticket(scope)}
    with edge.client.stream("GET", "/live/", params=asked, headers={"Origin": SITE}) as answer:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["access-control-allow-origin"] == SITE
        lines = answer.iter_lines()
        assert next(lines) == ": here"
        yield lines


def change_of(*cases: tuple[int, int, int | None, int | None]) -> None:
    with psycopg.connect(test_database_url()) as database, database.cursor() as cursor:
        tell_desk(cursor, cases)


def next_numbers(lines: Iterator[str]) -> list[int]:
    line = next(line for line in lines if line.startswith("data: "))
    told: list[int] = json.loads(line.removeprefix("data: "))["appeals"]
    return told


def test_it_tells_the_numbers_within_the_scope_of_the_ticket(edge: RunningEdge) -> None:
    own = Scope(body_ids=frozenset({2}), municipality_ids=frozenset({30}))
    with stream(edge, own) as lines, stream(edge, Scope(everything=True)) as all_lines:
        change_of((1, 2, None, None), (2, 9, 30, None), (3, 9, 31, None))

        assert next_numbers(lines) == [1, 2]
        assert next_numbers(all_lines) == [1, 2, 3]


def test_it_gathers_the_changes_of_a_second_into_one_event(edge: RunningEdge) -> None:
    with stream(edge, Scope(everything=True)) as lines:
        change_of((1, 2, None, None))
        assert next_numbers(lines) == [1]
        change_of((7, 2, None, None))
        change_of((5, 2, None, None))
        change_of((7, 2, None, None))
        assert next_numbers(lines) == [5, 7]


@pytest.mark.parametrize("wrong", ["", "nonsense", "e30:x:y"])
def test_it_refuses_without_a_valid_ticket(edge: RunningEdge, wrong: str) -> None:
    assert edge.client.get("/live/", params={"ticket": wrong}).status_code == 403


def test_it_refuses_an_old_ticket(edge: RunningEdge) -> None:
    old = ticket(Scope(everything=True), datetime(2020, 1, 1, tzinfo=UTC))

    assert edge.client.get("/live/", params={"ticket": old}).status_code == 403


def test_it_lets_no_other_site_read(edge: RunningEdge) -> None:
    reply = edge.client.get("/live/", params={"ticket": "x"}, headers={"Origin": "https://evil.example"})

    assert "access-control-allow-origin" not in reply.headers


def test_it_is_only_read(edge: RunningEdge) -> None:
    allowed = [edge.client.request(method, "/live/").headers.get("allow") for method in ("POST", "HEAD", "DELETE")]

    assert allowed == ["GET", "GET", "GET"]


def test_it_forgets_a_listener_who_left(edge: RunningEdge) -> None:
    edge.wait_for("otklik_edge_live_listeners ", 0)
    with stream(edge, Scope(everything=True)):
        assert edge.counter("otklik_edge_live_listeners ") == 1
    edge.wait_for("otklik_edge_live_listeners ", 0)


@pytest.mark.parametrize("change", ["leaves", "loses a role", "is signed out"])
def test_the_stream_of_who_may_no_more_ends_at_once_and_the_ticket_opens_no_other(
    edge: RunningEdge, change: str
) -> None:
    cast = enter_cast()
    leaving, staying = cast.staff[Role.EXECUTOR], cast.staff[Role.APPROVER]
    StaffSession.objects.create(staff=leaving, key="k" * 32, opened_at=NOW, seen_at=NOW)
    everything = Scope(everything=True)
    # what the making of these people has told is heard before the streams open, and the tickets are younger
    heard = edge.counter("otklik_edge_live_notices_total ")
    change_of((9, 2, None, None))
    edge.wait_for("otklik_edge_live_notices_total ", heard + 1)
    told = [ticket(everything, datetime.now(UTC) + timedelta(seconds=2), staff_id=one.id) for one in (leaving, staying)]
    with stream(edge, everything, told[0]) as ending, stream(edge, everything, told[1]) as going_on:
        if change == "leaves":
            Staff.objects.filter(id=leaving.id).update(is_active=False)
        elif change == "loses a role":
            leaving.appointments.all().delete()
        else:
            end_all_sessions(leaving.id)
        assert [line for line in ending if line.startswith("data: ")] == []
        change_of((1, 2, None, None))
        assert next_numbers(going_on) == [1]
