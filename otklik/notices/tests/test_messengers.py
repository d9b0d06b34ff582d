"""A person of staff connects a messenger by a code and is told there, each thing once: over HTTP, in the sandbox."""

from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

import pytest
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.intake.models import RawEvent, ResidentMessage
from otklik.networks.settings import NetworkSettings
from otklik.notices.listening import listen_to_bots
from otklik.notices.messages import NO_TALK, send_waiting_messages
from otklik.notices.models import (
    NoticeKind,
    NoticeMessage,
    NoticeSending,
    SendingState,
    StaffBot,
    StaffTalk,
    TalkCode,
)
from otklik.notices.services import FIRST_WAITS, Telling, Told, load_wishes, set_wishes, tell, tell_together
from otklik.notices.talks import (
    CODE_HOLDS,
    enter_bot,
    invite_to_talk,
    leave_talk,
    list_bots,
    list_talks,
    remove_bot,
    reseal_bots,
)
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.sandbox.testing import RunningSandbox
from otklik.sandbox.tests.conftest import until
from otklik.shared import clock
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
ME = 5_100_001


@dataclass
class Play:
    """A staff bot in the sandbox, and a person who writes to it."""

    network: str
    sandbox: RunningSandbox
    page: int
    cast: Cast

    def person(self, role: str) -> Viewer:
        return load_viewer(self.cast.staff[role].id, on=clock.now().date())

    def write(self, text: str, author: int = ME) -> None:
        control = self.sandbox.control
        if self.network == "telegram":
            control.telegram.write_message(self.page, author_id=author, text=text)
        else:
            control.max.write_message(self.page, author_id=author, text=text)
        self.hear()

    def start(self, code: str) -> None:
        """Behind the link."""
        if self.network == "telegram":
            self.write(f"/start {code}")
        else:
            self.sandbox.control.max.start_talk(self.page, author_id=ME, payload=code)
            self.hear()

    def stop(self) -> None:
        """The person stops the bot in the network."""
        control = self.sandbox.control
        if self.network == "telegram":
            control.telegram.block(self.page, ME)
        else:
            control.max.stop_talk(self.page, ME)

    def hear(self) -> None:
        StaffBot.objects.update(ask_at=clock.now())
        listen_to_bots()

    def said(self) -> list[str]:
        """What the bot has written to the person."""
        if self.network == "telegram":
            (page,) = self.sandbox.control.telegram.state(self.page)["pages"]
            talks, speaker, name = page["conversations"], page["bot_id"], "author_id"
        else:
            (page,) = self.sandbox.control.max.state(self.page)["pages"]
            talks, speaker, name = page["talks"], page["bot_id"], "sender_id"
        return [one["text"] for talk in talks for one in talk["messages"] if one[name] == speaker]

    def connect(self, role: str = Role.EXECUTOR) -> Viewer:
        me = self.person(role)
        self.start(invite_to_talk(self.network, by=me, now=clock.now()).code)
        return me

    def state(self) -> str:
        return NoticeMessage.objects.latest("id").state


@pytest.fixture(params=["telegram", "max"])
def play(request: pytest.FixtureRequest, running_sandbox: RunningSandbox, settings: Settings) -> Play:
    running_sandbox.control.reset()
    network: str = request.param
    if network == "telegram":
        channel = running_sandbox.control.telegram.create_page("Отклик", has_group=False)
        page, token, url = channel.channel_id, channel.token, running_sandbox.telegram_api_url
    else:
        made = running_sandbox.control.max.create_page("Отклик")
        page, token, url = made.chat_id, made.bot_token, running_sandbox.max_api_url
    way = NetworkSettings(url, "", 2.0, "")
    settings.OTKLIK_NETWORKS = MappingProxyType({network: way})
    settings.OTKLIK_SITE_URL = "https://otklik.example"
    play = Play(network, running_sandbox, page, enter_cast())
    enter_bot(network, token, by=play.person(Role.ADMINISTRATOR), now=clock.now())
    play.hear()
    return play


def warning(number: int = 4201, kind: NoticeKind = NoticeKind.WARNING) -> Told:
    due_at = clock.now() + timedelta(hours=2, seconds=30)
    return Told(
        kind, f"appeal:{number}", "primary:80", number=number, topic="Дороги", clock="primary", due_at=due_at
    )  # fmt: skip


def test_a_demo_shows_no_link_to_a_real_network(play: Play, settings: Settings) -> None:
    settings.OTKLIK_IS_DEMO = True
    invitation = invite_to_talk(play.network, by=play.person(Role.EXECUTOR), now=clock.now())
    assert (bool(invitation.bot), invitation.link) == (True, "")


def test_cases_that_come_together_stand_in_one_message(play: Play) -> None:
    me = play.person(Role.EXECUTOR)
    play.start(invite_to_talk(play.network, by=me, now=clock.now()).code)
    came = [replace(warning(number, NoticeKind.CASE), clock="came") for number in range(1, 20)]
    tell_together([Telling(me.staff_id, one) for one in came], now=clock.now() - FIRST_WAITS)
    send_waiting_messages()
    (message,) = play.said()[-1:]
    assert "Ответить на 19 обращений" in message
    assert "https://otklik.example/desk/appeals/1/" in message
    assert "и ещё 4" in message
    assert NoticeMessage.objects.count() == 1


def test_a_code_opens_a_talk_once_and_notices_come_there(play: Play) -> None:
    me = play.person(Role.EXECUTOR)
    invitation = invite_to_talk(play.network, by=me, now=clock.now())
    assert invitation.bot in invitation.link
    assert invitation.code in invitation.link
    assert TalkCode.objects.exclude(code_hash__contains=invitation.code).count() == 1
    play.start(invitation.code)
    (talk,) = list_talks(me.staff_id)
    assert talk.opened_at is not None
    assert not TalkCode.objects.exists()
    assert load_wishes([me.staff_id])[me.staff_id].to_messenger == frozenset(NoticeKind)

    assert tell([me.staff_id], warning(), now=clock.now()) == 1
    assert (send_waiting_messages(), send_waiting_messages()) == (1, 0)
    text = play.said()[-1]
    assert text.split("\n")[:2] == ["Ответить жителю: осталось 2 ч", "№ 4201 · Дороги"]
    assert text.endswith("https://otklik.example/desk/appeals/4201/#answer")
    assert play.state() == SendingState.SENT
    assert NoticeSending.objects.count() == 1, "the letter goes too: the person did not say no to it"
    assert tell([me.staff_id], warning(), now=clock.now()) == 0
    assert send_waiting_messages() == 0
    acts = AuditRecord.objects.filter(act__in=["enter_staff_bot", "open_staff_talk"]).order_by("id")
    assert [one.act for one in acts] == ["enter_staff_bot", "open_staff_talk"]


def test_what_is_written_to_the_bot_is_no_residents_message_and_opens_nothing(play: Play) -> None:
    play.write("Яма на Ленина, 5")
    old = invite_to_talk(play.network, by=play.person(Role.EXECUTOR), now=clock.now() - CODE_HOLDS)
    play.write(old.code)
    assert not StaffTalk.objects.exists()
    assert "код не подходит" in play.said()[-1].lower()
    assert not RawEvent.objects.exists()
    assert not ResidentMessage.objects.exists()


def test_a_code_may_be_typed_in_any_letters_and_is_anothers_talk_no_more(play: Play) -> None:
    first, second = play.person(Role.EXECUTOR), play.person(Role.COORDINATOR)
    code = invite_to_talk(play.network, by=first, now=clock.now()).code
    play.write(f"{code[:5].lower()}-{code[5:].lower()}")
    assert StaffTalk.objects.get().staff_id == first.staff_id
    play.write(invite_to_talk(play.network, by=second, now=clock.now()).code)
    assert StaffTalk.objects.get().staff_id == second.staff_id


def test_stop_ends_it_and_so_does_the_desk(play: Play) -> None:
    me = play.connect()
    play.write("Стоп")
    assert not StaffTalk.objects.exists()
    me = play.connect()
    leave_talk(play.network, by=me, now=clock.now())
    with pytest.raises(NotSeen):
        leave_talk(play.network, by=me, now=clock.now())
    tell([me.staff_id], warning(), now=clock.now())
    assert not NoticeMessage.objects.exists()
    assert NoticeSending.objects.count() == 1
    set_wishes(replace(load_wishes([me.staff_id])[me.staff_id], by_mail=False), by=me, now=clock.now())
    tell([me.staff_id], warning(4202), now=clock.now())
    assert NoticeSending.objects.count() == 1, "neither a messenger nor letters: the desk alone"


def test_who_stopped_the_bot_gets_letters_instead_and_reads_it_in_the_desk(play: Play) -> None:
    me = play.connect()
    set_wishes(replace(load_wishes([me.staff_id])[me.staff_id], by_mail=False), by=me, now=clock.now())
    play.stop()  # the bot has not heard of it yet
    tell([me.staff_id], warning(), now=clock.now())
    assert not NoticeSending.objects.exists()
    assert send_waiting_messages() == 1
    assert (play.state(), NoticeSending.objects.count()) == (SendingState.FAILED, 1)
    assert list_talks(me.staff_id)[0].closed_at is not None
    tell([me.staff_id], warning(4202), now=clock.now())
    assert (NoticeMessage.objects.count(), NoticeSending.objects.count()) == (1, 2)
    play.hear()
    play.write("я снова тут")
    assert list_talks(me.staff_id)[0].closed_at is None


def test_the_bot_hears_that_it_was_stopped(play: Play) -> None:
    me = play.connect()
    play.stop()
    play.hear()
    assert list_talks(me.staff_id)[0].closed_at is not None


def test_kinds_are_chosen_and_an_emergency_goes_both_ways(play: Play) -> None:
    me = play.connect()
    chosen = replace(load_wishes([me.staff_id])[me.staff_id], to_messenger=frozenset({NoticeKind.EMERGENCY}))
    set_wishes(chosen, by=me, now=clock.now())
    tell([me.staff_id], warning(), now=clock.now())
    assert not NoticeMessage.objects.exists()
    tell([me.staff_id], warning(4202, NoticeKind.EMERGENCY), now=clock.now())
    assert (NoticeMessage.objects.count(), NoticeSending.objects.count()) == (1, 2)


@pytest.mark.parametrize("fault", ["timeout_after", "cut_after"])
def test_in_doubt_it_is_not_sent_again(play: Play, settings: Settings, fault: str) -> None:
    me = play.connect()
    way = replace(settings.OTKLIK_NETWORKS[play.network], timeout_seconds=0.5)
    settings.OTKLIK_NETWORKS = MappingProxyType({play.network: way})
    said = len(play.said())
    play.sandbox.control.add_fault(fault, network=play.network, method="sendMessage", times=1, seconds=1.0)
    tell([me.staff_id], warning(), now=clock.now())
    send_waiting_messages()
    assert play.state() == SendingState.UNKNOWN
    NoticeMessage.objects.update(due_at=clock.now())
    assert send_waiting_messages() == 0
    until(lambda: len(play.said()) > said)  # it arrives, on a busy machine after we have given up
    assert len(play.said()) == said + 1
    assert NoticeSending.objects.count() == 1


def test_a_worker_that_stopped_in_between_leaves_doubt_or_nothing(play: Play) -> None:
    me = play.connect()
    tell([me.staff_id], warning(), now=clock.now())
    NoticeMessage.objects.update(state=SendingState.SENDING, due_at=clock.now() - timedelta(seconds=1))
    assert send_waiting_messages() == 0
    assert play.state() == SendingState.UNKNOWN
    tell([me.staff_id], warning(4202), now=clock.now())
    StaffTalk.objects.all().delete()
    send_waiting_messages()
    assert NoticeMessage.objects.latest("id").trouble == NO_TALK


def test_the_bot_is_kept_by_who_sees_the_whole_region_and_its_token_is_sealed(play: Play) -> None:
    keeper = play.person(Role.ADMINISTRATOR)
    sealed = bytes(StaffBot.objects.get().token)
    assert reseal_bots() == 1
    assert bytes(StaffBot.objects.get().token) != sealed
    play.hear()
    assert StaffBot.objects.get().trouble == ""
    for wrong in ("", "два слова", "x" * 301):
        with pytest.raises(UnfitEntry):
            enter_bot(play.network, wrong, by=keeper, now=clock.now())
    with pytest.raises(NotSeen):
        enter_bot("vk", "token", by=keeper, now=clock.now())
    with pytest.raises(NotSeen):
        remove_bot(play.network, by=play.person(Role.COORDINATOR), now=clock.now())
    me = play.connect()
    enter_bot(play.network, "700012345:AA-wrong-wrong-wrong-wrong-wrong-wron", by=keeper, now=clock.now())
    assert list_talks(me.staff_id)[0].opened_at is None
    play.hear()
    assert list_bots()[0].trouble
    remove_bot(play.network, by=keeper, now=clock.now())
    assert list_talks(me.staff_id) == []
    with pytest.raises(NotSeen):
        invite_to_talk(play.network, by=me, now=clock.now())
