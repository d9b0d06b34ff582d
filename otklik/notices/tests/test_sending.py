"""What waits to be sent: our own pace is no failure, who left gets nothing, and a letter replaces the last message."""

from datetime import datetime, timedelta

import pytest

from otklik.networks.bots import TalkClosed
from otklik.networks.errors import ConnectorError, OutOfTurn, Refused
from otklik.notices import messages
from otklik.notices.bots import Line
from otklik.notices.messages import MOST_ATTEMPTS, send_waiting_messages
from otklik.notices.models import (
    Notice,
    NoticeKind,
    NoticeMessage,
    NoticeSending,
    SendingState,
    StaffTalk,
)
from otklik.notices.steps import send_waiting_letters
from otklik.notices.talks import end_talk
from otklik.organizations.models import Staff
from otklik.shared import clock
from tests.town import Town, build_town

pytestmark = pytest.mark.django_db
NETWORKS = ("telegram", "max")


class Bot:
    """A network that says no to everything, in one way."""

    def __init__(self, why: ConnectorError) -> None:
        self.why = why

    def say(self, *_access: object, **_words: object) -> None:
        raise self.why


@pytest.fixture
def town() -> Town:
    return build_town()


def waiting(town: Town, *networks: str, **values: object) -> Notice:
    """A notice to the executor, whose messages wait."""
    notice = Notice.objects.create(
        staff_id=town.executor.staff_id, kind=NoticeKind.WARNING, subject="appeal:1", step="x", number=1,
        recorded_at=clock.now(),
    )  # fmt: skip
    for one in networks:
        StaffTalk.objects.create(staff_id=town.executor.staff_id, network=one, talk="1", opened_at=clock.now())
        given = {"due_at": clock.now()} | values
        NoticeMessage.objects.create(notice=notice, network=one, **given)
    return notice


def all_say(monkeypatch: pytest.MonkeyPatch, why: ConnectorError) -> None:
    monkeypatch.setattr(messages, "line_of", lambda _bot: Line(Bot(why), None))  # type: ignore[arg-type]


def row(network: str = "telegram") -> NoticeMessage:
    return NoticeMessage.objects.get(network=network)


def test_our_own_pace_is_no_failed_attempt(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    until = clock.now() + timedelta(minutes=5)
    waiting(town, "telegram", attempts=MOST_ATTEMPTS - 1)
    all_say(monkeypatch, OutOfTurn("later", until=until))
    for _round in range(3):
        assert send_waiting_messages() == 1
        assert (row().state, row().attempts, row().due_at) == (SendingState.WAITING, MOST_ATTEMPTS - 1, until)
        NoticeMessage.objects.update(due_at=clock.now())
    assert not NoticeSending.objects.exists()


@pytest.mark.parametrize(
    ("age", "state"), [(timedelta(hours=25), SendingState.FAILED), (timedelta(hours=23), SendingState.WAITING)]
)
def test_what_waits_for_somebody_who_left_is_over_after_a_day(town: Town, age: timedelta, state: str) -> None:
    due_at: datetime = clock.now() - age
    notice = waiting(town, "telegram", due_at=due_at)
    NoticeSending.objects.create(notice=notice, due_at=due_at)
    Staff.objects.update(is_active=False)
    assert (send_waiting_messages(), send_waiting_letters()) == (0, 0)
    assert (row().state, NoticeSending.objects.get().state) == (state, state)


def test_a_letter_goes_only_when_no_network_told_the_person(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(town, *NETWORKS)
    all_say(monkeypatch, Refused("no"))
    send_waiting_messages(at_most=1)
    assert not NoticeSending.objects.exists(), "the other network may yet tell them"
    send_waiting_messages(at_most=1)
    assert NoticeSending.objects.count() == 1


@pytest.mark.parametrize("state", [SendingState.SENT, SendingState.UNKNOWN])
def test_a_letter_does_not_repeat_what_another_network_told(
    town: Town, monkeypatch: pytest.MonkeyPatch, state: SendingState
) -> None:
    waiting(town, *NETWORKS)
    NoticeMessage.objects.filter(network="max").update(state=state)
    all_say(monkeypatch, Refused("no"))
    send_waiting_messages()
    assert (row().state, NoticeSending.objects.count()) == (SendingState.FAILED, 0)


def test_a_talk_is_closed_together_with_the_letter(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting(town, "telegram")
    all_say(monkeypatch, TalkClosed("stopped"))

    def break_off(*_message: object, **_why: object) -> None:
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setattr(messages, "_give_up", break_off)
        with pytest.raises(ValueError):  # noqa: PT011 - the one above
            send_waiting_messages()
    assert StaffTalk.objects.get().closed_at is None
    NoticeMessage.objects.update(state=SendingState.WAITING, due_at=clock.now())
    send_waiting_messages()
    assert (StaffTalk.objects.get().closed_at is not None, NoticeSending.objects.count()) == (True, 1)


def test_who_ends_the_talk_gets_no_letter_in_place_of_what_waits(town: Town) -> None:
    waiting(town, *NETWORKS)
    assert end_talk("telegram", staff_id=town.executor.staff_id, by=town.executor, now=clock.now())
    assert (row().state, row("max").state) == (SendingState.FAILED, SendingState.WAITING)
    NoticeMessage.objects.filter(network="max").update(state=SendingState.SENT)
    assert send_waiting_messages() == 0
    assert not NoticeSending.objects.exists()
