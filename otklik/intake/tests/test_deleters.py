"""Who deleted a message, also where the network tells of that before it tells of the message."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from otklik.intake.deleters import forget_deleters
from otklik.intake.erasing import erase_messages
from otklik.intake.merging import DeletedBy
from otklik.intake.models import ResidentMessage
from otklik.intake.steps import apply_waiting_events
from otklik.networks.connectors import max as max_network
from otklik.pages.models import Page
from otklik.pages.services import register_page
from otklik.residents.erasing import Person
from otklik.residents.models import NetworkAccount
from otklik.sandbox.testing import RunningSandbox
from tests.line import Line
from tests.reliability.letterbox import Letterbox, open_letterbox
from tests.town import GROUP, NOW, POST, SECRET, Town, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db
AUTHOR, ADMINISTRATOR = 500101, 500202
MAX = Path(max_network.__file__).with_name("fixtures")


@pytest.fixture
def letterbox() -> Iterator[Letterbox]:
    with open_letterbox() as box:
        yield box


@dataclass
class Pushed:
    """A page of the sandbox, and what it pushes when a resident writes and somebody deletes that."""

    page: Page
    sandbox: RunningSandbox
    letterbox: Letterbox
    write_and_delete: Callable[[int], None]

    def events(self, *, deleted_by: int) -> tuple[bytes, bytes]:
        """What it pushes of the message, and of its deletion."""
        self.write_and_delete(deleted_by)
        while self.sandbox.control.pushes()["items"]:
            pass
        bodies = self.letterbox.empty()
        (written,) = (body for body in bodies if b"501: " in body)
        (deleted,) = (body for body in bodies if b"wall_reply_delete" in body or b"comment_removed" in body)
        return written, deleted


def _vk(line: Line, box: Letterbox) -> Pushed:
    line.sandbox.control.connect_page(GROUP, callback_url=box.url, secret=SECRET)

    def write_and_delete(by: int) -> None:
        number = line.write("501: яма на Ленина, 5", author_id=AUTHOR)
        line.sandbox.control.delete_comment(GROUP, number, by=by)

    return Pushed(line.town.page, line.sandbox, box, write_and_delete)


def _max(line: Line, box: Letterbox) -> Pushed:
    control = line.sandbox.control.max
    chat = control.create_page("Отрадное").chat_id
    control.connect_page(chat, callback_url=box.url, secret=SECRET)
    post = control.write_post(chat, text="Новость")
    page = register_page(line.town.office, network="max", external_id=str(chat), name="Отрадное")

    def write_and_delete(by: int) -> None:
        said = control.write_comment(chat, post, text="501: яма на Ленина, 5", author_id=AUTHOR)
        control.delete(said.mid, by=by)

    return Pushed(page, line.sandbox, box, write_and_delete)


@pytest.fixture(params=[_vk, _max], ids=["vk", "max"])
def pushed(request: pytest.FixtureRequest, line: Line, letterbox: Letterbox) -> Pushed:
    made: Pushed = request.param(line, letterbox)
    return made


def hear(page: Page, *bodies: bytes, at: Any = NOW) -> ResidentMessage:
    arrive(page, *bodies, at=at)
    while apply_waiting_events():
        pass
    return ResidentMessage.objects.get(page=page, kind="comment")


@pytest.mark.parametrize("by", [AUTHOR, ADMINISTRATOR])
def test_it_knows_who_deleted_what_came_after_its_deletion(pushed: Pushed, by: int) -> None:
    written, deleted = pushed.events(deleted_by=by)
    before = hear(pushed.page, deleted)
    assert (before.has_arrived, before.is_deleted, before.deleted_by) == (False, True, DeletedBy.UNKNOWN)
    message = hear(pushed.page, written, at=NOW.replace(hour=7))
    assert message.deleted_by == (DeletedBy.AUTHOR if by == AUTHOR else DeletedBy.ANOTHER)
    assert (message.is_deleted, message.deleted_at, message.text) == (True, NOW, "501: яма на Ленина, 5")


@pytest.mark.parametrize("by", [AUTHOR, ADMINISTRATOR])
def test_the_number_of_whoever_deleted_it_is_kept_neither_before_nor_after(pushed: Pushed, by: int) -> None:
    written, deleted = pushed.events(deleted_by=by)
    (kept,) = hear(pushed.page, deleted).deleters.values()
    assert len(kept) == 32
    assert str(by) not in kept
    assert set(hear(pushed.page, written).deleters.values()) <= {"author", "another"}


# --- without a sandbox: what it does not play ---------------------------------------------------------------------


@pytest.fixture
def town() -> Town:
    return build_town()


def gone(by: int) -> bytes:
    return push("wall_reply_delete", {"owner_id": -GROUP, "id": 501, "deleter_id": by, "post_id": POST})


def test_each_of_several_deletions_is_told_apart(town: Town) -> None:
    hear(town.page, gone(AUTHOR), gone(ADMINISTRATOR))
    back = push("wall_reply_restore", comment(501, "Яма", author=AUTHOR))
    message = hear(town.page, back)
    assert sorted(message.deleters.values()) == ["another", "author"]
    assert message.deleted_by == DeletedBy.ANOTHER


def test_what_came_again_was_deleted_at_no_time(town: Town) -> None:
    written = push("wall_reply_new", comment(501, "Яма", author=AUTHOR))
    assert hear(town.page, gone(AUTHOR), written).deleted_at == NOW
    back = push("wall_reply_restore", comment(501, "Яма", author=AUTHOR))
    assert hear(town.page, back).deleted_at is None
    assert hear(town.page, gone(ADMINISTRATOR), at=NOW.replace(hour=9)).deleted_at == NOW.replace(hour=9)


def test_a_look_at_what_is_gone_moves_no_moment(town: Town) -> None:
    written = push("wall_reply_new", comment(501, "Яма", author=AUTHOR))
    hear(town.page, gone(AUTHOR))
    hear(town.page, written, at=NOW.replace(hour=8))
    assert hear(town.page, written, gone(AUTHOR), at=NOW.replace(hour=9)).deleted_at == NOW


def test_nobody_is_compared_with_an_author_who_is_not_told(town: Town) -> None:
    page = register_page(town.office, network="max", external_id="-70123450000001", name="Отрадное")
    hidden, deleted = (
        json.loads((MAX / f"{name}.json").read_text()) for name in ("comment_created_no_sender", "comment_removed")
    )
    deleted["message_id"] = hidden["message"]["body"]["mid"]
    assert hear(page, json.dumps(deleted).encode()).deleters
    message = hear(page, json.dumps(hidden).encode())
    assert message.has_arrived
    assert (message.author, message.deleters, message.deleted_by) == (None, {}, DeletedBy.UNKNOWN)


def test_what_the_page_itself_wrote_keeps_no_deleter(town: Town) -> None:
    own = comment(501, "Починим", author=-GROUP)
    message = hear(town.page, gone(ADMINISTRATOR), push("wall_reply_new", own))
    assert (message.is_by_page, message.is_deleted, message.deleters) == (True, True, {})


def test_the_hash_of_what_never_comes_is_kept_no_longer_than_the_event(town: Town, settings: Settings) -> None:
    settings.OTKLIK_RAW_EVENT_DAYS = 90
    hear(town.page, gone(AUTHOR))
    assert forget_deleters(now=NOW + timedelta(days=89)) == 0
    assert forget_deleters(now=NOW + timedelta(days=91)) == 1
    message = hear(town.page, push("wall_reply_new", comment(501, "Яма", author=AUTHOR)))
    assert (message.is_deleted, message.deleters, message.deleted_by) == (True, {}, DeletedBy.UNKNOWN)


def test_what_is_known_of_a_message_that_came_is_kept(town: Town) -> None:
    message = hear(town.page, gone(AUTHOR), push("wall_reply_new", comment(501, "Яма", author=AUTHOR)))
    assert forget_deleters(now=NOW + timedelta(days=5_000)) == 0
    assert message.deleted_by == DeletedBy.AUTHOR


def test_erasing_a_person_takes_their_hashes_and_nobody_elses(town: Town) -> None:
    other = push("wall_reply_delete", {"owner_id": -GROUP, "id": 502, "deleter_id": ADMINISTRATOR, "post_id": POST})
    arrive(town.page, gone(AUTHOR), other, push("wall_reply_new", comment(503, "Яма", author=AUTHOR)))
    while apply_waiting_events():
        pass
    author = NetworkAccount.objects.get(external_id=str(AUTHOR))
    with transaction.atomic():
        erase_messages(Person(author.id, author.network, author.external_id, author.name))
    kept = ResidentMessage.objects.filter(has_arrived=False).order_by("external_id")
    assert [len(message.deleters) for message in kept] == [0, 1]


def test_a_deletion_that_names_nobody_stays_unknown(town: Town) -> None:
    nameless = json.loads(gone(AUTHOR))
    del nameless["object"]["deleter_id"]
    written = push("wall_reply_new", comment(501, "Яма", author=AUTHOR))
    message = hear(town.page, json.dumps(nameless).encode(), written)
    assert (message.deleters, message.deleted_by, message.deleted_at) == ({}, DeletedBy.UNKNOWN, NOW)
