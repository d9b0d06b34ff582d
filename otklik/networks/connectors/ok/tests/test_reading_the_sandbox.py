"""Reading over HTTP: pages, talks, facts of the sandbox."""

from datetime import UTC, datetime

import pytest

from otklik.networks.connector import Badge
from otklik.networks.connectors.ok import missed
from otklik.networks.connectors.ok.api import rest_read
from otklik.networks.connectors.ok.tests.sandbox_town import AN_HOUR_AGO, MARIA, OK, Town
from otklik.networks.events import Author, EventKind, MessageKind
from otklik.networks.objects import as_object, as_objects


def test_it_reads_messages_as_they_stand_now(town: Town) -> None:
    asked, act = town.comment("Когда?"), town.private()
    town.control.ok.edit_comment(town.group_id, asked, text="Когда же?")
    comment = OK.fetch_message(town.access, kind=MessageKind.COMMENT, external_id=town.name(asked))
    message = OK.fetch_message(town.access, kind=MessageKind.PRIVATE, external_id=act.external_id)
    assert comment.event is not None
    assert message.event is not None
    assert (comment.event.text, message.event.text) == ("Когда же?", "Нет воды")


def test_it_reads_back_everything_that_was_written(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(missed, "PAGE_SIZE", 5)
    root = town.comment("Когда починят дорогу?")
    replies = [town.comment(f"И у нас {number}", reply_to=root) for number in range(7)]
    town.comment("Старое", date=int((datetime.now(UTC) - 3 * AN_HOUR_AGO).timestamp()))
    messages = {"/".join(town.message(f"Нет воды {number}")) for number in range(6)}
    photo = town.control.ok.write_topic(town.group_id, text="Фото", type="GROUP_PHOTO")
    under = town.control.ok.write_comment(
        town.group_id, photo, text="Красиво", author_id=MARIA, author_name="Мария Ковалёва"
    ).id
    events = town.events()
    found = {event.external_id for event in events}
    assert found == {town.name(one) for one in (root, *replies)} | messages | {f"GROUP_PHOTO:{photo}:{under}"}
    assert {event.thread_id for event in events if event.reply_to} == {town.name(root)}
    assert {event.author for event in events} == {Author(str(MARIA), "Мария Ковалёва")}
    assert all(event.kind is EventKind.NEW for event in events)
    moments = [event.occurred_at for event in events if event.occurred_at]
    assert moments == sorted(moments)


def test_a_quiet_page_costs_two_calls(town: Town) -> None:
    assert town.events() == []
    calls = town.control.counters()["calls"]["ok"]
    assert {name: row["calls"] for name, row in calls.items()} == {
        "discussions.getList": 1, "graph.user.chats.get": 1,
    }  # fmt: skip


def test_it_reads_only_its_own_page_though_the_token_sees_more(town: Town) -> None:
    other = town.control.ok.create_page("Школа № 5", admin_token=town.access.admin_token)
    topic = town.control.ok.write_topic(other.group_id, text="Линейка")
    town.control.ok.write_comment(
        other.group_id, topic, text="Во сколько?", author_id=MARIA, author_name="Мария Ковалёва"
    )
    town.comment("Когда?")
    assert [event.text for event in town.events()] == ["Когда?"]


def test_it_does_not_mark_discussions_as_read(town: Town) -> None:
    town.comment("Когда?")
    town.events()
    town.events()
    told = as_objects(
        as_object(rest_read(town.access, "discussions.getList", {"category": "GROUP"})).get("discussions")
    )
    assert [one["new_comments_count"] for one in told] == [1]


def test_it_subscribes_and_renews_the_webhook(town: Town) -> None:
    assert OK.keep_subscription(town.access, hook_url="http://127.0.0.1:9/hooks/ok/key/").was_renewed
    assert not OK.keep_subscription(town.access, hook_url="http://127.0.0.1:9/hooks/ok/key/").was_renewed


def test_it_names_people_and_groups(town: Town) -> None:
    town.comment("Когда?")
    names = OK.fetch_names(town.access, external_ids=[str(MARIA), f"group:{town.group_id}", "999"])
    assert names == {str(MARIA): "Мария Ковалёва", f"group:{town.group_id}": "Администрация"}


def test_it_reads_the_page_and_the_rights_of_its_tokens(town: Town) -> None:
    facts = OK.read_page(town.access)
    assert (facts.name, facts.badge, facts.members_count) == ("Администрация", Badge.CONFIRMED, 1200)
    assert facts.are_comments_open
    assert facts.are_messages_open
    assert facts.rights == ("messages", "comments", "ADMIN")
