"""A notice is recorded once and its letter leaves once, through real SMTP; it says nothing that is personal."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from pytest_django import Settings

from otklik.notices.models import Notice, NoticeKind, NoticeSending, NoticeWishes, SendingState
from otklik.notices.quiet import QuietHours
from otklik.notices.selectors import count_unread, has_letter_trouble, list_notices
from otklik.notices.sending import CLAIM
from otklik.notices.services import KEPT, Told, Wishes, forget_notices, load_wishes, mark_read, set_wishes, tell
from otklik.notices.steps import MOST_ATTEMPTS, send_waiting_letters
from otklik.organizations.errors import UnfitEntry
from otklik.organizations.models import Body, Staff
from tests.post_office import Mood, PostOffice, open_post_office
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
WARNING = Told(
    NoticeKind.WARNING, "appeal:4201", "primary:80", number=4201, topic="Дороги", clock="primary",
    due_at=NOW + timedelta(hours=2),
)  # fmt: skip


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        office.use(settings)
        yield office


@pytest.fixture(autouse=True)
def at_work() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


def test_a_letter_says_number_topic_time_left_and_where(town: Town, office: PostOffice) -> None:
    assert tell([town.executor.staff_id], WARNING, now=NOW) == 1
    assert not office.letters, "recorded before it is sent"
    assert send_waiting_letters() == 1
    (letter,) = office.letters
    text = letter.get_content()
    assert letter["To"] == "executor@example.org"
    assert letter["Subject"] == "№ 4201: Ответить жителю: осталось 2 ч"
    assert "№ 4201 · Дороги" in text
    assert "/desk/appeals/4201/" in text
    assert "/desk/account/notices/" in text


def test_a_letter_tells_the_time_of_its_receivers_body(town: Town, office: PostOffice) -> None:
    Body.objects.update(zone="Asia/Kamchatka")
    tell([town.executor.staff_id], WARNING, now=NOW)
    send_waiting_letters()
    there = WARNING.due_at.astimezone(ZoneInfo("Asia/Kamchatka"))  # type: ignore[union-attr]
    assert f"Срок: {there:%d.%m.%Y, %H:%M}" in office.letters[0].get_content()


def test_nobody_is_told_the_same_twice(town: Town, office: PostOffice) -> None:
    people = [town.executor.staff_id, town.coordinator.staff_id]
    assert tell(people, WARNING, now=NOW) == 2
    assert tell([*people, town.manager.staff_id], WARNING, now=NOW) == 1
    send_waiting_letters()
    send_waiting_letters()
    assert sorted(letter["To"] for letter in office.letters) == [
        "coordinator@example.org", "executor@example.org", "manager@example.org",
    ]  # fmt: skip


def test_a_busy_server_is_asked_again_and_a_full_stop_is_shown(
    town: Town, office: PostOffice, at_work: time_machine.Traveller
) -> None:
    tell([town.executor.staff_id], WARNING, now=NOW)
    office.mood = Mood.BUSY
    send_waiting_letters()
    assert NoticeSending.objects.get().state == SendingState.WAITING
    office.mood = Mood.TAKES
    assert send_waiting_letters() == 0, "not before the pause is over"
    at_work.shift(timedelta(hours=2))
    assert send_waiting_letters() == 1
    assert (len(office.letters), NoticeSending.objects.get().state) == (1, SendingState.SENT)
    assert not has_letter_trouble(town.executor.staff_id)

    office.mood = Mood.REFUSES
    tell([town.executor.staff_id], Told(NoticeKind.WARNING, "appeal:4202", "x", number=4202), now=NOW)
    send_waiting_letters()
    assert NoticeSending.objects.get(notice__number=4202).trouble.startswith("550")
    assert has_letter_trouble(town.executor.staff_id)


def test_one_letter_finds_out_that_the_server_is_away_and_the_others_keep_their_tries(
    town: Town, office: PostOffice, settings: Settings, at_work: time_machine.Traveller
) -> None:
    tell([town.executor.staff_id, town.coordinator.staff_id, town.manager.staff_id], WARNING, now=NOW)
    replace(office, port=1).use(settings)  # nobody listens there
    assert send_waiting_letters() == 0
    assert sorted(NoticeSending.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert not NoticeSending.objects.exclude(state=SendingState.WAITING).exists()
    office.use(settings)
    at_work.shift(timedelta(seconds=2))
    assert send_waiting_letters() == 3
    assert len(office.letters) == 3


def test_it_gives_up_after_many_tries(town: Town, office: PostOffice) -> None:
    tell([town.executor.staff_id], WARNING, now=NOW)
    NoticeSending.objects.update(attempts=MOST_ATTEMPTS - 1)
    office.mood = Mood.BUSY
    send_waiting_letters()
    assert NoticeSending.objects.get().state == SendingState.FAILED


def test_a_letter_in_doubt_is_not_sent_again(town: Town, office: PostOffice, at_work: time_machine.Traveller) -> None:
    tell([town.executor.staff_id], WARNING, now=NOW)
    office.mood = Mood.HANGS_UP
    send_waiting_letters()
    office.mood = Mood.TAKES
    at_work.shift(timedelta(days=1))
    assert send_waiting_letters() == 0
    assert (len(office.letters), NoticeSending.objects.get().state) == (1, SendingState.UNKNOWN)


def test_a_claim_of_a_dead_worker_comes_back_only_while_nothing_was_handed_over(
    town: Town, office: PostOffice, at_work: time_machine.Traveller
) -> None:
    tell([town.executor.staff_id, town.manager.staff_id], WARNING, now=NOW)
    leased, handed = NoticeSending.objects.order_by("notice_id")
    NoticeSending.objects.filter(notice=leased.notice).update(due_at=NOW + CLAIM, attempts=1)
    NoticeSending.objects.filter(notice=handed.notice).update(
        due_at=NOW + CLAIM, attempts=1, state=SendingState.SENDING
    )
    assert send_waiting_letters() == 0
    at_work.shift(CLAIM)
    assert send_waiting_letters() == 1
    assert [letter["To"] for letter in office.letters] == [leased.notice.staff.email]
    handed.refresh_from_db()
    assert handed.state == SendingState.UNKNOWN


def test_a_person_says_how_they_want_to_be_told(town: Town, office: PostOffice) -> None:
    me = town.executor
    set_wishes(Wishes(by_mail=False, quiet=QuietHours(time(20), time(8))), by=me, now=NOW)
    assert load_wishes([me.staff_id])[me.staff_id].quiet == QuietHours(time(20), time(8))
    tell([me.staff_id], WARNING, now=NOW)
    assert send_waiting_letters() == 0
    assert count_unread(me.staff_id) == 1
    tell([me.staff_id], Told(NoticeKind.EMERGENCY, "appeal:1", "call", number=1), now=NOW)
    assert send_waiting_letters() == 1, "an emergency is sent in any case"
    for quiet, field in (
        (QuietHours(time(20), None), "quiet_to"),
        (QuietHours(None, time(8)), "quiet_from"),
        (QuietHours(time(8), time(1)), "quiet_to"),
        (QuietHours(time(8), time(8)), "quiet_to"),
    ):
        with pytest.raises(UnfitEntry) as refused:
            set_wishes(Wishes(quiet=quiet), by=me, now=NOW)
        assert refused.value.field == field
    assert NoticeWishes.objects.count() == 1


def test_an_alarm_does_not_stand_in_line(town: Town, office: PostOffice) -> None:
    tell([town.executor.staff_id, town.manager.staff_id], WARNING, now=NOW - timedelta(hours=1))
    tell([town.coordinator.staff_id], Told(NoticeKind.EMERGENCY, "appeal:1", "call", number=1), now=NOW)
    send_waiting_letters(at_most=1)
    assert [letter["To"] for letter in office.letters] == ["coordinator@example.org"]


def test_the_letter_of_the_morning_lists_cases_and_rings_no_bell(town: Town, office: PostOffice) -> None:
    lines = (
        (4201, "Дороги", (NOW - timedelta(hours=1)).isoformat()),
        (4202, "", (NOW + timedelta(hours=3)).isoformat()),
    )
    tell([town.executor.staff_id], Told(NoticeKind.DIGEST, "digest", "2026-11-24", lines=lines), now=NOW)
    send_waiting_letters()
    text = office.letters[0].get_content()
    assert "№ 4201 · Дороги · просрочено 1 ч" in text
    assert "№ 4202 · осталось 3 ч" in text
    assert (count_unread(town.executor.staff_id), list_notices(town.executor.staff_id, now=NOW)) == (0, [])


def test_letters_speak_the_language_of_the_person(town: Town, office: PostOffice) -> None:
    Staff.objects.filter(id=town.executor.staff_id).update(language="en")
    tell([town.executor.staff_id], WARNING, now=NOW)
    send_waiting_letters()
    assert office.letters[0]["Subject"] == "№ 4201: Answer the resident: 2 h left"


def test_what_was_seen_is_new_no_more(town: Town) -> None:
    me = town.executor.staff_id
    tell([me], WARNING, now=NOW)
    tell([me], Told(NoticeKind.WARNING, "appeal:4202", "x", number=4202), now=NOW)
    tell([town.manager.staff_id], WARNING, now=NOW)
    assert mark_read(me, now=NOW, number=4201) == 1
    assert [(row.number, row.is_new) for row in list_notices(me, now=NOW)] == [(4202, True), (4201, False)]
    assert mark_read(me, now=NOW) == 1
    assert Notice.objects.filter(read_at=None).count() == 1


def test_what_was_told_long_ago_is_forgotten_calls_are_not(town: Town) -> None:
    tell([town.executor.staff_id], WARNING, now=NOW)
    tell([town.executor.staff_id], Told(NoticeKind.EMERGENCY, "appeal:1", "call", number=1), now=NOW)
    forget_notices(now=NOW + KEPT)
    assert Notice.objects.count() == 2
    forget_notices(now=NOW + KEPT + timedelta(minutes=1))
    assert Notice.objects.get().kind == NoticeKind.EMERGENCY
