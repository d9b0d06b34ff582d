"""Messages whose edits contradict each other are looked at in the network."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.steps import apply_waiting_events, read_doubtful_messages
from otklik.pages.models import Connection
from otklik.pages.services import pause_connection, resume_connection
from tests.line import Line
from tests.town import GROUP, arrive, comment, push

LATER = timedelta(hours=1)


def now() -> datetime:
    return datetime.now(UTC)


def edit(line: Line, comment_id: int, text: str) -> bytes:
    """The push of an edit, as VK makes it: no time of the edit, and no root."""
    return push("wall_reply_edit", comment(comment_id, text, post=line.post_id))


def hear(line: Line, *bodies: bytes) -> ResidentMessage:
    arrive(line.town.page, *bodies, at=now())
    apply_waiting_events()
    return ResidentMessage.objects.order_by("id").first()  # type: ignore[return-value]


@pytest.fixture
def doubtful(line: Line) -> ResidentMessage:
    """A comment of which the network shows «третья», while the edits came in another order."""
    comment_id = line.write("первая", author_id=501)
    line.sandbox.control.edit_comment(GROUP, comment_id, text="вторая")
    line.sandbox.control.edit_comment(GROUP, comment_id, text="третья")
    bodies = [push("wall_reply_new", comment(comment_id, "первая", post=line.post_id))]
    bodies += [edit(line, comment_id, "третья"), edit(line, comment_id, "вторая")]
    return hear(line, *bodies)


def number(message: ResidentMessage) -> int:
    return int(message.external_id.rsplit("_", 1)[1])


def test_it_shows_the_wording_that_stands_in_the_network(line: Line, doubtful: ResidentMessage) -> None:
    assert doubtful.needs_reading
    assert read_doubtful_messages(now=now()) == 1
    doubtful.refresh_from_db()
    assert (doubtful.needs_reading, doubtful.is_uncertain, doubtful.text) == (False, False, "третья")
    assert doubtful.awaits == Awaits.TRIAGE


def test_it_looks_once_where_the_last_edit_to_come_was_the_last(line: Line) -> None:
    comment_id = line.write("первая", author_id=501)
    line.sandbox.control.edit_comment(GROUP, comment_id, text="третья")
    message = hear(line, edit(line, comment_id, "вторая"), edit(line, comment_id, "третья"))
    assert message.needs_reading
    assert read_doubtful_messages(now=now()) == 1
    assert read_doubtful_messages(now=now()) == 0
    message.refresh_from_db()
    assert (message.needs_reading, message.text) == (False, "третья")


def test_it_looks_again_when_a_late_edit_comes_after_the_look(line: Line, doubtful: ResidentMessage) -> None:
    read_doubtful_messages(now=now())
    hear(line, edit(line, number(doubtful), "ещё раньше"))
    doubtful.refresh_from_db()
    assert doubtful.needs_reading
    read_doubtful_messages(now=now())
    doubtful.refresh_from_db()
    assert (doubtful.needs_reading, doubtful.text) == (False, "третья")


def test_it_sees_that_it_is_gone_and_that_it_stands_again(line: Line, doubtful: ResidentMessage) -> None:
    comment_id = number(doubtful)
    line.sandbox.control.delete_comment(GROUP, comment_id, by=501)
    read_doubtful_messages(now=now())
    doubtful.refresh_from_db()
    assert (doubtful.is_deleted, doubtful.needs_reading) == (True, False)

    gone = {"owner_id": -GROUP, "id": comment_id, "deleter_id": 501, "post_id": line.post_id}
    line.sandbox.control.restore_comment(GROUP, comment_id)
    restored = push("wall_reply_restore", comment(comment_id, "третья", post=line.post_id))
    hear(line, push("wall_reply_delete", gone), restored)
    read_doubtful_messages(now=now())
    doubtful.refresh_from_db()
    assert (doubtful.is_deleted, doubtful.needs_reading, doubtful.text) == (False, False, "третья")


def test_it_waits_while_the_network_is_away_and_the_page_says_so(line: Line, doubtful: ResidentMessage) -> None:
    fault = line.sandbox.control.add_fault("http", status=503, method="wall.getComment", count=0)
    assert read_doubtful_messages(now=now()) == 0
    calls = line.sandbox.control.calls("wall.getComment")
    read_doubtful_messages(now=now() - LATER)
    connection = Connection.objects.get()
    assert (connection.last_error, connection.failures_in_a_row) == ("VK's server is unwell.", 1)
    assert line.sandbox.control.calls("wall.getComment") == calls

    line.sandbox.control.remove_faults(fault)
    assert read_doubtful_messages(now=now() + LATER) == 1
    doubtful.refresh_from_db()
    assert doubtful.text == "третья"


def test_it_says_that_a_text_is_uncertain_where_the_network_does_not_let_us_look(
    line: Line, doubtful: ResidentMessage
) -> None:
    line.sandbox.control.revoke_token("admin-token")
    assert read_doubtful_messages(now=now()) == 1
    doubtful.refresh_from_db()
    assert (doubtful.needs_reading, doubtful.is_uncertain) == (False, True)


def test_it_does_not_look_on_a_paused_page_until_it_goes_on(line: Line, doubtful: ResidentMessage) -> None:
    pause_connection(line.town.page, by=line.town.manager, now=now())
    assert read_doubtful_messages(now=now()) == 0
    resume_connection(line.town.page, by=line.town.manager, now=now())
    assert read_doubtful_messages(now=now()) == 1
