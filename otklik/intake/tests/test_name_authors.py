"""Names of residents, where the network tells ids only."""

from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.intake.steps import apply_waiting_events, name_authors
from otklik.residents.models import NetworkAccount
from tests.line import Line
from tests.town import arrive, comment, push


def now() -> datetime:
    return datetime.now(UTC)


def hear(line: Line, author: int) -> None:
    comment_id = line.write("Яма", author_id=author, author_name="Мария Петрова")
    arrive(line.town.page, push("wall_reply_new", comment(comment_id, "Яма", author=author, post=line.post_id)))
    apply_waiting_events()


def name_of(author: int) -> str:
    return NetworkAccount.objects.get(external_id=str(author)).name


def test_it_asks_the_network_for_a_name_once(line: Line) -> None:
    hear(line, 501)
    assert name_of(501) == ""
    assert name_authors(now=now()) == 1
    assert name_of(501) == "Мария Петрова"
    asked = line.sandbox.control.calls("users.get")
    assert name_authors(now=now()) == 0
    assert line.sandbox.control.calls("users.get") == asked


def test_it_leaves_a_sign_where_the_network_knows_no_name(line: Line) -> None:
    arrive(line.town.page, push("wall_reply_new", comment(9, "Яма", author=999_999, post=line.post_id)))
    apply_waiting_events()
    assert name_authors(now=now()) == 1
    assert name_of(999_999) == "id999999"


def test_it_asks_again_when_the_network_was_away(line: Line) -> None:
    hear(line, 501)
    fault = line.sandbox.control.add_fault("http", status=503, method="users.get", count=0)
    assert name_authors(now=now()) == 0
    assert name_of(501) == ""
    line.sandbox.control.remove_faults(fault)
    assert name_authors(now=now() + timedelta(hours=1)) == 1


def test_many_names_are_taken_over_in_one_statement(line: Line) -> None:
    for author in range(501, 506):
        hear(line, author)
    with CaptureQueriesContext(connection) as said:
        assert name_authors(now=now()) == 5
    assert sum("networkaccount" in query["sql"] and query["sql"].lower().startswith("update") for query in said) == 1
    assert {name_of(author) for author in range(501, 506)} == {"Мария Петрова"}
