"""Pushes that are shuffled, repeated, late or lost: in the end we know what the network shows."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from otklik.bench.kills.played.page import Said
from otklik.bench.kills.played.vk import read_said
from otklik.intake.models import ResidentMessage
from otklik.intake.reading_back import reconcile_page
from otklik.intake.steps import apply_waiting_events, read_doubtful_messages
from tests.line import Line
from tests.reliability.letterbox import Letterbox, open_letterbox
from tests.town import GROUP, SECRET, arrive

pytestmark = pytest.mark.slow

RESIDENTS = 40
ASTRAY = (
    ("duplicate", {"chance": 0.2, "times": 2}),
    ("late", {"chance": 0.2, "seconds": 0.3}),
    ("shuffle", {"chance": 0.5, "window": 6, "seconds": 0.3}),
)
LOST = ("wall_reply_new", "wall_reply_edit", "message_new", "message_edit")


@pytest.fixture
def letterbox(line: Line) -> Iterator[Letterbox]:
    with open_letterbox() as box:
        line.sandbox.control.connect_page(GROUP, callback_url=box.url, secret=SECRET)
        yield box


def now() -> datetime:
    return datetime.now(UTC)


def talk(line: Line, chance: random.Random) -> None:
    """Residents write and change their minds."""
    control = line.sandbox.control
    for number in range(RESIDENTS):
        author = 600 + number
        comment = line.write(f"Яма {number}", author_id=author)
        reply = line.write(f"И у нас {number}", author_id=author + 200, reply_to=comment)
        for turn in range(chance.randrange(4)):
            control.edit_comment(GROUP, chance.choice([comment, reply]), text=f"правка {number}.{turn}")
        if chance.random() < 0.3:
            control.delete_comment(GROUP, reply, by=author + 200)
            if chance.random() < 0.5:
                control.restore_comment(GROUP, reply)
        message = control.write_message(GROUP, text=f"Вопрос {number}", author_id=author).id
        for turn in range(chance.randrange(3)):
            control.edit_message(GROUP, message, text=f"Вопрос {number}.{turn}")


def hear(line: Line, letterbox: Letterbox) -> None:
    """Wait until all pushes have come, and write them down."""
    while line.sandbox.control.pushes()["items"]:
        time.sleep(0.01)
    arrive(line.town.page, *letterbox.empty(), at=now())
    while apply_waiting_events():
        pass


def settle(line: Line) -> None:
    """Look at everything that is doubtful."""
    moment = now()
    while read_doubtful_messages(now=moment):
        pass
    assert not ResidentMessage.objects.filter(needs_reading=True).exists()


def shown(line: Line) -> dict[str, str | None]:
    """What stands in the network; None for what is gone."""
    (page,) = line.sandbox.control.state(GROUP)["pages"]
    return {one.external_id: _text_of(one) for one in read_said(page)}


def _text_of(one: Said) -> str | None:
    return None if one.is_deleted else one.text


def known() -> dict[str, str | None]:
    """What we know of it."""
    rows = ResidentMessage.objects.exclude(kind="wall_post").values_list("external_id", "text", "is_deleted")
    return {name: None if is_deleted else text for name, text, is_deleted in rows}


@pytest.mark.parametrize("seed", [1, 2])
def test_it_knows_what_the_network_shows_however_pushes_come(line: Line, letterbox: Letterbox, seed: int) -> None:
    for kind, fields in ASTRAY:
        line.sandbox.control.add_fault(kind, count=0, **fields)
    talk(line, random.Random(seed))
    hear(line, letterbox)
    assert ResidentMessage.objects.filter(needs_reading=True).exists()
    settle(line)
    assert known() == shown(line)


def test_it_finds_by_reading_back_what_was_lost(line: Line, letterbox: Letterbox) -> None:
    for event in LOST:
        line.sandbox.control.add_fault("lost", method=event, chance=0.3, count=0)
    talk(line, random.Random(3))
    hear(line, letterbox)
    settle(line)
    missing = shown(line).items() - known().items()
    assert len(missing) > RESIDENTS / 4
    assert reconcile_page(line.town.page, now=now()) > 0
    settle(line)
    assert {name: text for name, text in known().items() if text} == {
        name: text for name, text in shown(line).items() if text
    }
    line.town.page.connection.refresh_from_db()
    assert line.town.page.connection.reconciled_found > 0
