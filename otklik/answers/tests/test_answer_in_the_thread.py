"""From a draft to an answer that stands in the thread."""

from datetime import UTC, datetime, timedelta

import pytest

from otklik.answers.errors import AnswerRefused, ChangedSinceSeen, NoWayToAnswer
from otklik.answers.models import Answer, AnswerState, Draft
from otklik.answers.photo_links import files_behind
from otklik.answers.services import (
    answer_at_once,
    answer_by_hand,
    approve_answer,
    ask_author,
    save_draft,
    send_back,
    submit_answer,
    try_again,
)
from otklik.answers.showing import show_photos
from otklik.appeals.errors import NoSuchCase, StaleCase
from otklik.appeals.models import Appeal, PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.services import TypedIn, assign, take_step, type_in_case
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery.services import claim_acts, settle_unknown
from otklik.delivery.steps import lease, send_waiting_acts
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from tests.flow import run_flow
from tests.line import Line
from tests.town import GROUP, arrive, comment, push

LATER = timedelta(hours=2)
TEXT = "Здравствуйте! Яму на Ленина, 5 заделаем до 27 ноября, мастер уже осмотрел место."


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def number(line: Line) -> int:
    """A resident's comment that became a case, assigned to the office."""
    comment_id = line.write(
        "Яма на улице Ленина, 5, разбили колесо. Когда заделаете?", author_id=501, author_name="Мария П"
    )
    arrive(line.town.page, push("wall_reply_new", comment(comment_id, "Яма на улице Ленина, 5", post=line.post_id)))
    run_flow()
    appeal = Appeal.objects.get()
    if appeal.state == State.NEW:
        assign(
            appeal.number, body_id=line.town.office.id, executor_id=None, by=line.town.coordinator, because="",
            version=appeal.version, now=now(),
        )  # fmt: skip
    return appeal.number


def version(number: int) -> int:
    return Appeal.objects.get(number=number).version


def deliver(*, at: datetime | None = None) -> None:
    send_waiting_acts(now=at or now(), at_most=5)
    run_flow()


def answer(line: Line, number: int, text: str = TEXT) -> None:
    answer_at_once(
        number, kind="final", text=text, promised_on=None, by=line.town.manager, version=version(number), now=now()
    )


def test_it_is_answered_only_when_the_network_has_it(line: Line, number: int) -> None:
    answer(line, number)
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.is_sending) == (State.ASSIGNED, True)
    deliver()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.is_sending, appeal.due_at) == (State.ANSWERED, False, None)
    assert line.replies() == [TEXT]
    assert Answer.objects.get().external_id.startswith(f"wall-{GROUP}_")


def test_it_takes_its_own_echo_for_an_echo(line: Line, number: int) -> None:
    answer(line, number)
    send_waiting_acts(now=now())
    echo_id = int(Answer.objects.select_related("act").get().act.receipt_id.rsplit("_", 1)[1])  # type: ignore[union-attr]
    root = int(Appeal.objects.get().thread_id.rsplit("_", 1)[1])
    run_flow()
    version = Appeal.objects.get().version
    arrive(line.town.page, push("wall_reply_new", comment(echo_id, TEXT, author=-GROUP, root=root, post=line.post_id)))
    run_flow()
    assert Answer.objects.count() == 1
    assert Answer.objects.get().state == AnswerState.SENT
    assert Appeal.objects.get().version == version, "who closes it meanwhile is not told that it has changed"


def test_it_learns_from_the_echo_when_the_networks_answer_was_lost(line: Line, number: int) -> None:
    answer(line, number)
    line.sandbox.control.add_fault("cut_after", method="wall.createComment")
    send_waiting_acts(now=now())
    root = int(Appeal.objects.get().thread_id.rsplit("_", 1)[1])
    arrive(line.town.page, push("wall_reply_new", comment(999, TEXT, author=-GROUP, root=root, post=line.post_id)))
    run_flow()
    assert Appeal.objects.get().state == State.ANSWERED
    assert Answer.objects.get().state == AnswerState.SENT
    assert send_waiting_acts(now=now() + LATER) == 0


def test_it_learns_from_the_echo_what_nobody_could_tell(line: Line, number: int) -> None:
    answer(line, number)
    (act,) = claim_acts(now=now(), lease=lease(), at_most=1)
    settle_unknown(act, reason="The network did not answer.", now=now())
    run_flow()
    assert (Appeal.objects.get().delivery_trouble, Appeal.objects.get().is_sending) == ("unknown", True)
    root = int(Appeal.objects.get().thread_id.rsplit("_", 1)[1])
    arrive(line.town.page, push("wall_reply_new", comment(999, TEXT, author=-GROUP, root=root, post=line.post_id)))
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.delivery_trouble, appeal.is_sending) == (State.ANSWERED, "", False)


def test_it_tells_why_the_network_refused_and_sends_again_on_demand(line: Line, number: int) -> None:
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=False)
    answer(line, number)
    deliver()
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.delivery_trouble) == (State.ASSIGNED, "failed")
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=True)
    try_again(number, by=line.town.manager, now=now())
    deliver()
    appeal.refresh_from_db()
    assert (appeal.state, appeal.delivery_trouble) == (State.ANSWERED, "")
    assert line.replies() == [TEXT]


def test_it_asks_the_author_and_pauses_the_clocks_once_the_question_stands_there(line: Line, number: int) -> None:
    take_step(number, Act.TAKE, by=line.town.executor, reason=Reason(), version=version(number), now=now())
    ask_author(number, question="У какого подъезда?", by=line.town.executor, version=version(number), now=now())
    waits = Appeal.objects.get()
    assert (waits.state, waits.paused_at) == (State.CLARIFYING, None)
    assert waits.due_at is not None
    deliver()
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.due_at) == (State.CLARIFYING, None)
    assert appeal.paused_at is not None
    root = int(appeal.thread_id.rsplit("_", 1)[1])
    arrive(line.town.page, push("wall_reply_new", comment(888, "У второго подъезда", root=root, post=line.post_id)))
    run_flow()
    appeal.refresh_from_db()
    assert appeal.state == State.IN_WORK
    assert appeal.due_at is not None


def test_it_promises_a_date_in_an_interim_answer(line: Line, number: int) -> None:
    promised = now().date() + timedelta(days=5)
    answer_at_once(
        number, kind="interim", text="Выехали на место.", promised_on=promised, by=line.town.manager,
        version=version(number), now=now(),
    )  # fmt: skip
    deliver()
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.primary_is_interim) == (State.INTERIM_ANSWERED, True)
    assert appeal.due_at is not None


def test_it_notes_an_answer_given_by_hand(line: Line, number: int) -> None:
    answer_by_hand(
        number, text=TEXT, url="https://vk.ru/wall-7001_77", by=line.town.manager, version=version(number), now=now()
    )
    assert Appeal.objects.get().state == State.ANSWERED
    with pytest.raises(AnswerRefused):
        answer_by_hand(number, text=TEXT, url="нет", by=line.town.manager, version=version(number), now=now())


def test_it_lets_only_another_person_approve(line: Line, number: int) -> None:
    line.town.office.requires_approval = True
    line.town.office.save()
    submit_answer(
        number, kind="final", text=TEXT, promised_on=None, by=line.town.executor, version=version(number), now=now()
    )
    waiting = Answer.objects.get()
    with pytest.raises(NotYourAct):
        approve_answer(number, text_hash=waiting.text_hash, by=line.town.executor, version=version(number), now=now())
    with pytest.raises(ChangedSinceSeen):
        approve_answer(number, text_hash="другой", by=line.town.approver, version=version(number), now=now())
    send_back(number, because="Назовите дату", by=line.town.approver, version=version(number), now=now())
    assert Draft.objects.get().text == TEXT
    submit_answer(
        number, kind="final", text=TEXT, promised_on=None, by=line.town.executor, version=version(number), now=now()
    )
    fresh = Answer.objects.get(state=AnswerState.SUBMITTED)
    approve_answer(number, text_hash=fresh.text_hash, by=line.town.approver, version=version(number), now=now())
    deliver()
    assert Appeal.objects.get().state == State.ANSWERED
    assert line.replies() == [TEXT]


def test_it_refuses_a_save_made_from_an_older_page(line: Line, number: int) -> None:
    seen = version(number)
    take_step(number, Act.TAKE, by=line.town.executor, reason=Reason(), version=seen, now=now())
    with pytest.raises(StaleCase):
        answer_at_once(number, kind="final", text=TEXT, promised_on=None, by=line.town.manager, version=seen, now=now())


def test_it_shows_a_case_to_nobody_whose_it_is_not(line: Line, number: int) -> None:
    with pytest.raises(NoSuchCase):
        save_draft(number, kind="final", text="…", by=line.town.stranger, now=now())


def test_it_says_that_a_typed_in_case_cannot_be_answered_from_here(line: Line) -> None:
    entry = TypedIn(body_id=line.town.office.id, channel="phone", text="Звонили: на Ленина прорвало трубу")
    number = type_in_case(entry, by=line.town.manager, now=now())
    assert Appeal.objects.get(number=number).state == State.ASSIGNED
    with pytest.raises(NoWayToAnswer):
        answer(line, number)
    answer_by_hand(
        number, text=TEXT, url="https://example.org/", by=line.town.manager, version=version(number), now=now()
    )
    assert Appeal.objects.get(number=number).state == State.ANSWERED


def test_it_refuses_a_text_longer_than_the_network_takes(line: Line, number: int) -> None:
    with pytest.raises(AnswerRefused):
        answer(line, number, "а" * 100_000)


def test_it_lets_an_answer_that_waits_be_overtaken_by_one_sent_at_once(line: Line, number: int) -> None:
    submit_answer(
        number,
        kind="final",
        text="Первый.",
        promised_on=None,
        by=line.town.executor,
        version=version(number),
        now=now(),
    )
    answer(line, number)
    deliver()
    assert line.replies() == [TEXT]
    assert set(Answer.objects.values_list("text", "state")) == {("Первый.", "sent_back"), (TEXT, "sent")}


def test_it_forgets_a_failed_sending_when_the_answer_is_given_by_hand(line: Line, number: int) -> None:
    line.sandbox.control.set_comments(GROUP, line.post_id, are_open=False)
    answer(line, number)
    deliver()
    answer_by_hand(
        number, text=TEXT, url="https://vk.ru/wall-7001_77", by=line.town.manager, version=version(number), now=now()
    )
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.delivery_trouble) == (State.ANSWERED, "")


def test_it_counts_the_promised_day_where_the_body_is(line: Line, number: int) -> None:
    evening = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)  # the 25th has begun in Yekaterinburg
    with pytest.raises(AnswerRefused):
        answer_at_once(
            number, kind="interim", text="Выехали.", promised_on=evening.date(), by=line.town.manager,
            version=version(number), now=evening,
        )  # fmt: skip


def test_photos_behind_a_link_of_the_answer_stand_beside_it_where_the_network_carries_them(
    line: Line, number: int
) -> None:
    appeal = Appeal.objects.get()
    kept = keep_photos([jpeg(colour=colour) for colour in ("red", "green", "blue")], zone=UTC, now=now())
    photos = add_photos(appeal, kept, Shown(PhotoOf.STAFF), now=now())
    words = show_photos(appeal, [one.id for one in photos], by=line.town.manager, now=now())
    text = f"{TEXT}\n\n{words}"
    answer(line, number, text)
    deliver()
    (page,) = line.sandbox.control.state(GROUP)["pages"]
    (said,) = [one for post in page["posts"] for root in post["comments"] for one in root["replies"]]
    assert said["text"] == text
    assert [one["type"] for one in said["attachments"]] == ["photo", "photo"]
    assert Appeal.objects.get().state == State.ANSWERED


def test_a_link_of_another_case_brings_no_photos(line: Line, number: int) -> None:
    appeal = Appeal.objects.get()
    (kept,) = keep_photos([jpeg()], zone=UTC, now=now())
    (photo,) = add_photos(appeal, [kept], Shown(PhotoOf.STAFF), now=now())
    words = show_photos(appeal, [photo.id], by=line.town.manager, now=now())
    other = Appeal(id=appeal.id + 1)
    assert (files_behind(appeal, f"{words} {words}"), files_behind(other, words)) == ((kept.file_id,), ())
