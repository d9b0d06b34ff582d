"""What remains of an erased resident: nothing in the outbox; what does stand is told with the reason."""

import pytest

from otklik.answers.models import Answer
from otklik.answers.outbox import put_under_way
from otklik.appeals.models import Appeal
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import hash_text
from otklik.intake.models import ResidentMessage
from otklik.moderation.objections.objecting import object_to
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import SWEARING
from otklik.residents.models import NetworkAccount
from otklik.worker.erasing import Erased, erase_person, find_person
from otklik.worker.traces import find_traces
from tests.flow import run_flow
from tests.town import GROUP, NOW, Town, arrive, build_town, comment, private_message, push

pytestmark = pytest.mark.django_db
NUMBER = 500_777_31
NAME = "Зинаида Ковригина-Пятницкая"


@pytest.fixture
def town() -> Town:
    """A resident wrote in private and in public, and another named them."""
    town = build_town()
    arrive(town.page, push("message_new", private_message(3, "Мой домофон не работает", author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(9, SWEARING, author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(10, f"{NAME} права!", author=502, root=9)))
    run_flow()
    NetworkAccount.objects.filter(external_id=str(NUMBER)).update(name=NAME)
    return town


def erase() -> Erased:
    return erase_person(find_person("vk", str(NUMBER)), by=None, because="письмо № 7", now=NOW)


def test_answers_in_public_name_nobody_in_the_outbox(town: Town) -> None:
    case = Appeal.objects.get(channel="comment")
    words = "Зинаида, добрый день! Снег уберём завтра."
    answer = Answer(appeal=case, kind="final", state="sending", text=words, text_hash=hash_text(words), written_at=NOW)
    put_under_way(answer, now=NOW)
    OutboxAct.objects.update(state=OutboxState.SENT, receipt_url="https://vk.example/wall-1_2?reply=11")
    act = OutboxAct.objects.get()
    assert act.text == words
    arrive(town.page, push("wall_reply_new", comment(11, words, author=-GROUP, root=9) | {"reply_to_user": 0}))
    run_flow()
    own = ResidentMessage.objects.get(text=SWEARING).external_id
    others, again = (
        OutboxAct.objects.create(
            page=town.page, kind="reply", message_kind="comment", target_id=target, thread_id=thread, text=text,
            idempotency_key=1, queued_at=NOW, next_try_at=NOW,
        )
        for target, thread, text in (
            (f"{own}0", "elsewhere", "Ковригиной-Пятницкой уже ответили"), (own, act.thread_id, "Готово"),
        )
    )  # fmt: skip

    erased = erase()

    assert find_traces(("зинаид", "ковригин", "пятницк")) == []
    assert erased.left == ()
    act.refresh_from_db()
    assert act.text == "•••, добрый день! Снег уберём завтра."
    assert act.receipt_url in erased.published
    states = {row.id: row.state for row in OutboxAct.objects.all()}
    assert states == {act.id: "sent", others.id: "waiting", again.id: "cancelled"}


def test_what_still_names_the_person_is_told_with_the_reason(town: Town) -> None:
    message = ResidentMessage.objects.get(text=SWEARING)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    object_to(decision.id, text=f"Я, {NAME}, не согласна", now=NOW)
    Answer.objects.create(
        appeal=Appeal.objects.get(channel="comment"), kind="final", state="external", text="Да", text_hash="",
        written_at=NOW, officials=["Зинаида Львовна Шувалова"],
    )  # fmt: skip
    Appeal.objects.create(
        number=78, kind="problem", channel="visit", state="new", title="О Ковригиной", body=town.school,
        opened_at=NOW, changed_at=NOW,
    )  # fmt: skip

    left = {one.where: one.why for one in erase().left}

    assert f"decisions {decision.id}" in left["moderation_objection.text"]
    assert "not erased" in left["answers_answer.officials"]
    assert "namesake" in left["appeals_appeal.title"]
