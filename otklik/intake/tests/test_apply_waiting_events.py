"""Writing raw events down as messages."""

import random

import pytest

from otklik.intake.merging import DeletedBy
from otklik.intake.models import MessageVersion, RawEvent, RawState, ResidentMessage
from otklik.intake.steps import apply_waiting_events
from tests.town import GROUP, POST, Town, arrive, build_town, comment, private_message, push

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def apply_all() -> None:
    while apply_waiting_events(at_most=500):
        pass


def snapshot() -> list[tuple[object, ...]]:
    """Everything that a person could see of the messages, without row ids and times of arrival."""
    fields = (
        "kind",
        "external_id",
        "thread_id",
        "reply_to",
        "author__external_id",
        "text",
        "is_deleted",
        "deleters",
        "has_arrived",
    )
    return sorted(ResidentMessage.objects.values_list(*fields), key=repr)


def test_it_writes_a_comment_down_once_however_often_it_comes(town: Town) -> None:
    body = push("wall_reply_new", comment(501, "Яма на Ленина, 5"))
    arrive(town.page, body, body)
    apply_all()
    arrive(town.page, body)
    apply_all()
    message = ResidentMessage.objects.get()
    assert (message.text, message.body_id, message.author and message.author.external_id) == (
        "Яма на Ленина, 5",
        town.office.id,
        "501",
    )
    assert MessageVersion.objects.count() == 1


def test_it_keeps_the_old_wording_of_an_edited_comment(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "Яма")), push("wall_reply_edit", comment(501, "Яма и люк")))
    apply_all()
    message = ResidentMessage.objects.get()
    assert message.text == "Яма и люк"
    assert sorted(message.versions.values_list("text", flat=True)) == ["Яма", "Яма и люк"]


def test_it_remembers_a_deletion_that_comes_before_the_comment(town: Town) -> None:
    gone = {"owner_id": -GROUP, "id": 501, "deleter_id": 501, "post_id": POST}
    arrive(town.page, push("wall_reply_delete", gone))
    apply_all()
    arrive(town.page, push("wall_reply_new", comment(501, "Яма")))
    apply_all()
    message = ResidentMessage.objects.get()
    assert message.is_deleted
    assert message.text == "Яма"
    assert message.deleted_by == DeletedBy.AUTHOR


def test_it_keeps_what_it_does_not_understand_and_goes_on(town: Town) -> None:
    arrive(town.page, b'{"group_id": 7001, "object": 5}', push("wall_reply_new", comment(501, "Яма")))
    apply_all()
    assert ResidentMessage.objects.count() == 1
    refused = RawEvent.objects.get(state=RawState.REFUSED)
    assert refused.reason


def test_it_writes_private_messages_into_the_talk(town: Town) -> None:
    arrive(town.page, push("message_new", private_message(9, "Когда включат отопление?")))
    apply_all()
    message = ResidentMessage.objects.get()
    assert message.channel == "private"


def test_it_ends_the_same_in_whatever_order_events_come(town: Town) -> None:
    bodies = _events(count=400, seed=11)
    arrive(town.page, *bodies)
    apply_all()
    in_order = snapshot()
    ResidentMessage.objects.all().delete()

    shuffled = bodies * 2
    random.Random(5).shuffle(shuffled)
    arrive(town.page, *shuffled)
    apply_all()
    assert snapshot() == in_order


def _events(*, count: int, seed: int) -> list[bytes]:
    """A play of new comments, edits, deletions and restorings, in the order in which VK would push them.

    A comment is edited once at most: VK gives edits of comments no time, so of several only the network knows the last.
    """
    chance = random.Random(seed)
    texts: dict[int, str] = {}
    fresh: list[int] = []
    standing: list[int] = []
    deleted: list[int] = []
    bodies: list[bytes] = []
    for step in range(count):
        kind = chance.choice(["new", "new", "new", "edit", "delete", "restore"])
        if kind == "restore" and deleted:
            chosen = deleted.pop(chance.randrange(len(deleted)))
            standing.append(chosen)
            bodies.append(push("wall_reply_restore", comment(chosen, texts[chosen])))
        elif kind == "delete" and standing:
            chosen = standing.pop(chance.randrange(len(standing)))
            deleted.append(chosen)
            deleter = 501 if step % 2 else step
            gone = {"owner_id": -GROUP, "id": chosen, "deleter_id": deleter, "post_id": POST}
            bodies.append(push("wall_reply_delete", gone))
        elif kind == "edit" and (candidates := [one for one in fresh if one in standing]):
            chosen = chance.choice(candidates)
            fresh.remove(chosen)
            texts[chosen] = f"исправлено {step}"
            bodies.append(push("wall_reply_edit", comment(chosen, texts[chosen])))
        else:
            texts[1000 + step] = f"текст {step}"
            fresh.append(1000 + step)
            standing.append(1000 + step)
            bodies.append(push("wall_reply_new", comment(1000 + step, texts[1000 + step])))
    return bodies
