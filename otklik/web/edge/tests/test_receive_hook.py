import http.client
import json
import socket
import threading
from collections.abc import Callable

import psycopg
import pytest

from otklik.pages.models import Connection, Page
from otklik.web.edge.tests.conftest import COMMUNITY, SECRET, HookedPage, event, test_database_url
from otklik.web.edge.tests.edge_process import RunningEdge

Kept = Callable[[], list[bytes]]


def test_it_says_ok_to_an_authentic_event_and_keeps_it_byte_by_byte(
    edge: RunningEdge, page: HookedPage, kept: Kept
) -> None:
    body = b" " + event(object={"text": "Ёлка \U0001f384 \\u0000"})

    reply = edge.hook(page.key, body)

    assert (reply.status_code, reply.text) == (200, "ok")
    assert kept() == [body]


def test_it_keeps_what_is_authentic_but_not_understood(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    bodies = [event(type="never_heard_of"), event(object=None), event(object={"text": 7})]

    assert [edge.hook(page.key, body).status_code for body in bodies] == [200, 200, 200]
    assert kept() == bodies


def test_it_answers_the_handshake_and_keeps_nothing(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    reply = edge.hook(page.key, json.dumps({"type": "confirmation", "group_id": COMMUNITY}).encode())

    assert (reply.status_code, reply.text) == (200, "c0nf1rm")
    assert kept() == []


@pytest.mark.parametrize(
    "body",
    [
        event(secret="another"),
        event(secret=None),
        event(secret=SECRET + "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
        event(group_id=COMMUNITY + 1),
        b"{}",
        b"[]",
        b"null",
        b'"' + SECRET.encode() + b'"',
    ],
)
def test_it_refuses_what_is_not_proved_and_keeps_nothing(
    edge: RunningEdge, page: HookedPage, kept: Kept, body: bytes
) -> None:
    assert edge.hook(page.key, body).status_code == 403
    assert kept() == []


@pytest.mark.parametrize("body", [b"", b"{", b"a=b&c=d", b"\xff\xfe", b"[" * 9_000, b"\x00"])
def test_it_refuses_what_is_not_json(edge: RunningEdge, page: HookedPage, kept: Kept, body: bytes) -> None:
    assert edge.hook(page.key, body).status_code == 400
    assert kept() == []


@pytest.mark.parametrize(
    "path",
    [
        "/hooks/vk/nobody/",
        "/hooks/nonet/{key}/",
        "/hooks/",
        "/hooks/vk/",
        "/hooks/vk/{key}/x/",
        "/hooks/vk/a%00b/",
        "/hooks/vk/%FF/",
    ],
)
def test_it_knows_only_addresses_of_pages(edge: RunningEdge, page: HookedPage, kept: Kept, path: str) -> None:
    assert edge.client.post(path.format(key=page.key), content=event()).status_code == 404
    assert kept() == []


def test_it_hears_of_each_change_of_a_page_and_asks_the_database_for_nothing_else(
    edge: RunningEdge, page: HookedPage
) -> None:
    assert edge.hook(page.key, event()).status_code == 200
    before = edge.counter("otklik_edge_page_lookups_total")
    assert {edge.hook(f"guess-{n}", event()).status_code for n in range(200)} == {404}
    assert edge.counter("otklik_edge_page_lookups_total") <= before + 1  # once a minute they are read anyhow
    Connection.objects.filter(page_id=page.page_id).update(key="another")
    edge.wait_for_status("another", event(), 200)
    assert edge.hook(page.key, event()).status_code == 404
    Page.objects.filter(id=page.page_id).update(is_active=False)
    edge.wait_for_status("another", event(), 404)


def test_it_takes_only_post(edge: RunningEdge, page: HookedPage) -> None:
    reply = edge.client.get(f"/hooks/vk/{page.key}/")

    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")


def test_it_takes_bodies_up_to_the_limit(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    fits = event()[:-1] + b" " * (20_000 - len(event())) + b"}"

    assert len(fits) == 20_000
    assert edge.hook(page.key, fits).status_code == 200
    assert edge.hook(page.key, fits + b" ").status_code == 413
    assert kept() == [fits]


def test_it_stops_reading_a_long_body_that_did_not_tell_its_length(
    edge: RunningEdge, page: HookedPage, kept: Kept
) -> None:
    with socket.create_connection(("127.0.0.1", edge.port), timeout=60) as caller:
        caller.sendall(f"POST /hooks/vk/{page.key}/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".encode())
        for _ in range(30):
            caller.sendall(b"400\r\n" + b"1" * 1024 + b"\r\n")
        answer = caller.recv(100)

    assert answer.startswith(b"HTTP/1.1 413")
    assert kept() == []


def test_it_survives_a_caller_who_hangs_up_in_the_middle(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    with socket.create_connection(("127.0.0.1", edge.port)) as caller:
        caller.sendall(f"POST /hooks/vk/{page.key}/ HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n{{".encode())

    assert edge.hook(page.key, event()).status_code == 200
    assert kept() == [event()]


def test_it_keeps_every_event_of_many_callers_with_few_commits(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    commits = edge.counter("otklik_edge_commits_total")

    def call(caller: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", edge.port, timeout=60)
        for number in range(20):
            line.request("POST", f"/hooks/vk/{page.key}/", event(event_id=f"{caller}-{number}"))
            assert line.getresponse().read() == b"ok"
        line.close()

    callers = [threading.Thread(target=call, args=[caller]) for caller in range(16)]
    for one in callers:
        one.start()
    for one in callers:
        one.join()

    told = sorted(json.loads(body)["event_id"] for body in kept())
    assert told == sorted(f"{caller}-{number}" for caller in range(16) for number in range(20))
    assert edge.counter("otklik_edge_commits_total") - commits < 320


def test_it_tries_a_failed_batch_row_by_row(edge: RunningEdge, page: HookedPage, kept: Kept) -> None:
    """A rule of the database that refuses one row stands for whatever may be wrong with one row."""
    refuse = (
        "alter table intake_rawevent add constraint no_poison check (position('poison' in encode(body, 'escape')) = 0)"
    )
    with psycopg.connect(test_database_url(), autocommit=True) as database:
        database.execute(refuse)
    answers: dict[str, int] = {}

    def call(name: str) -> None:
        answers[name] = edge.hook(page.key, event(event_id=name)).status_code

    callers = [threading.Thread(target=call, args=[name]) for name in ("a", "b", "poison", "c", "d")]
    try:
        for one in callers:
            one.start()
        for one in callers:
            one.join()
    finally:
        with psycopg.connect(test_database_url(), autocommit=True) as database:
            database.execute("alter table intake_rawevent drop constraint no_poison")

    assert answers == {"a": 200, "b": 200, "c": 200, "d": 200, "poison": 503}
    assert sorted(json.loads(body)["event_id"] for body in kept()) == ["a", "b", "c", "d"]


def test_it_wakes_the_workers(edge: RunningEdge, page: HookedPage) -> None:
    with psycopg.connect(test_database_url(), autocommit=True) as worker:
        worker.execute("listen otklik_work")
        edge.hook(page.key, event())
        heard = next(worker.notifies(timeout=60))

    assert heard.payload == "intake"


def test_it_writes_no_secret_into_the_log(edge: RunningEdge, page: HookedPage) -> None:
    edge.hook(page.key, event(secret="wrong-secret-123"))
    edge.hook(page.key, event())
    edge.client.get("/live/", params={"ticket": "a-ticket-456"})

    log = edge.log.read_text()
    assert "is refused" in log
    assert not [word for word in (page.key, SECRET, "wrong-secret-123", "a-ticket-456", "c0nf1rm") if word in log]
