"""What webhooks missed is found by reading the page back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from otklik.intake.models import Awaits, ResidentMessage
from otklik.intake.reading_back import RECONCILE_EVERY, reconcile_next_page, reconcile_page
from otklik.intake.steps import apply_waiting_events
from otklik.organizations.rights import Right
from otklik.pages.listing import ConnectionRow, list_connections
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page, pause_connection, register_page
from tests.line import Line
from tests.town import GROUP, arrive, comment, push

LATER = RECONCILE_EVERY + timedelta(seconds=1)


def now() -> datetime:
    return datetime.now(UTC)


def card(line: Line) -> ConnectionRow:
    """The page's connection as the desk shows it."""
    rows = list_connections(line.town.coordinator.scope(Right.SEE_CASES)).rows
    return next(row for row in rows if row.page_id == line.town.page.id)


@pytest.fixture
def second(line: Line) -> Page:
    """Another connected page of the same office."""
    line.sandbox.control.create_page("Вторая", group_id=7002, community_token="c2", admin_token="a2")
    page = register_page(line.town.office, network="vk", external_id="7002", name="Вторая")
    connect_page(page, secrets_entered=ConnectionSecrets(community_token="c2", admin_token="a2"), by=None, now=now())
    return page


def test_it_finds_what_was_never_pushed_and_says_how_much(line: Line) -> None:
    root = line.write("Яма", author_id=501)
    reply = line.write("И у нас", author_id=502, reply_to=root)
    deeper = line.write("И у меня", author_id=503, reply_to=reply)
    line.sandbox.control.write_message(GROUP, text="Когда тепло?", author_id=504)
    assert reconcile_next_page(now=now()) == 1
    found = {m.external_id: m for m in ResidentMessage.objects.exclude(kind="wall_post")}
    names = [f"wall-{GROUP}_{line.post_id}_{one}" for one in (root, reply, deeper)]
    assert {found[name].thread_id for name in names} == {names[0]}
    assert found["peer504_1"].text == "Когда тепло?"
    assert all(message.awaits == Awaits.TRIAGE for message in found.values())
    assert card(line).reconciled_found >= 4


def test_it_finds_nothing_the_second_time(line: Line) -> None:
    line.write("Яма", author_id=501)
    reconcile_next_page(now=now())
    before = list(ResidentMessage.objects.order_by("id").values_list("id", "text", "awaits"))
    assert reconcile_next_page(now=now() + LATER) == 1
    assert card(line).reconciled_found == 0
    assert list(ResidentMessage.objects.order_by("id").values_list("id", "text", "awaits")) == before


def test_what_it_knows_already_is_not_written_again(line: Line) -> None:
    comment_id = line.write("Яма", author_id=501)
    line.write("И у нас", author_id=502)
    reconcile_page(line.town.page, now=now())
    before = rows()
    reconcile_page(line.town.page, now=now())
    assert rows() == before
    line.sandbox.control.edit_comment(GROUP, comment_id, text="Яма на Ленина")
    reconcile_page(line.town.page, now=now())
    written = {text for text, _place in rows() - before}
    assert written == {"Яма на Ленина"}


def rows() -> set[tuple[str, str]]:
    """The words of each message and the place of its row, which is another once it was written again."""
    with connection.cursor() as cursor:
        cursor.execute("select text, ctid::text from intake_residentmessage")
        return set(cursor.fetchall())


def test_it_reads_a_page_when_its_time_has_come(line: Line) -> None:
    assert reconcile_next_page(now=now()) == 1
    assert reconcile_next_page(now=now()) == 0
    assert reconcile_next_page(now=now() + LATER) == 1


def test_it_takes_over_an_edit_that_was_never_pushed(line: Line) -> None:
    comment_id = line.write("Яма", author_id=501)
    arrive(line.town.page, push("wall_reply_new", comment(comment_id, "Яма", post=line.post_id)), at=now())
    apply_waiting_events()
    line.sandbox.control.edit_comment(GROUP, comment_id, text="Яма и люк")
    reconcile_page(line.town.page, now=now())
    message = ResidentMessage.objects.get(kind="comment")
    assert (message.text, message.needs_reading) == ("Яма и люк", False)


def test_it_keeps_what_it_read_when_the_first_wording_comes_late(line: Line) -> None:
    comment_id = line.write("Яма", author_id=501)
    line.sandbox.control.edit_comment(GROUP, comment_id, text="Яма и люк")
    reconcile_page(line.town.page, now=now())
    arrive(line.town.page, push("wall_reply_new", comment(comment_id, "Яма", post=line.post_id)), at=now())
    apply_waiting_events()
    assert ResidentMessage.objects.get(kind="comment").text == "Яма и люк"


def test_it_tells_on_the_card_why_a_page_could_not_be_read_and_reads_the_others(line: Line, second: Page) -> None:
    line.sandbox.control.add_fault("http", status=503, page=GROUP, count=0)
    moment = now()
    assert [reconcile_next_page(now=moment) for _ in range(3)] == [1, 1, 0]
    sick = card(line)
    assert sick.last_error == "VK's server is unwell."
    assert sick.reconciled_at is None
    assert sick.open_until is not None
    second.connection.refresh_from_db()
    assert second.connection.reconciled_at is not None

    line.sandbox.control.remove_faults()
    assert reconcile_next_page(now=now() + LATER) == 1
    assert (card(line).last_error, card(line).open_until) == ("", None)


def test_it_reads_the_others_when_a_page_has_lost_its_tokens(line: Line, second: Page) -> None:
    for token in ("community-token", "admin-token"):
        line.sandbox.control.revoke_token(token)
    moment = now()
    assert [reconcile_next_page(now=moment) for _ in range(3)] == [1, 1, 0]
    assert card(line).next_step
    second.connection.refresh_from_db()
    assert second.connection.reconciled_at is not None
    for token in ("community-token", "admin-token"):
        line.sandbox.control.restore_token(token)
    assert reconcile_next_page(now=now() + LATER) == 1
    assert card(line).reconciled_at is not None


def test_it_reads_the_others_when_a_stored_token_cannot_be_decrypted(line: Line, second: Page) -> None:
    second.connection.reconciled_at = now() - 2 * LATER
    second.connection.save()
    Connection.objects.filter(page=line.town.page).update(community_token=b"nonsense")
    moment = now()
    assert [reconcile_next_page(now=moment) for _ in range(3)] == [1, 1, 0]
    assert "OTKLIK_KEYS" in card(line).last_error


def test_it_leaves_a_paused_page_alone(line: Line) -> None:
    pause_connection(line.town.page, by=line.town.manager, now=now())
    assert reconcile_next_page(now=now()) == 0
