"""What nobody knows the end of: the desk shows it with the talk, and a person says what stands there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from django.test import Client
from pytest_django import Settings

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import claim_acts, settle_failed, settle_unknown
from otklik.delivery.steps import lease
from otklik.intake.models import ResidentMessage
from otklik.networks.registry import names
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from tests.flow import run_flow
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]
ASKED = "Лёд у подъезда, бабушка упала"
ANSWER = "Сегодня в 13:40 посыпали песком, наледь уберём завтра до 12:00."
THREAD = "https://example.org/post/1?thread=7"


@dataclass(frozen=True)
class Doubt:
    """A case whose answer is on its way, and the person who sent it."""

    number: int
    desk: Client

    def page(self) -> str:
        return self.desk.get(f"/desk/appeals/{self.number}/").content.decode()

    def say(self, **told: str) -> int:
        return self.desk.post(f"/desk/appeals/{self.number}/answer/settle/", told).status_code

    def is_queued(self) -> bool:
        return f"open={self.number}" in self.desk.get("/desk/?queue=trouble").content.decode()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(params=["telegram", "max"])
def doubt(cast: Cast, sign_in: SignIn, settings: Settings, request: pytest.FixtureRequest) -> Doubt:
    """The answer was handed over, and the network did not say whether it took it."""
    vk = settings.OTKLIK_NETWORKS["vk"]
    settings.OTKLIK_NETWORKS = MappingProxyType({name: replace(vk) for name in names()})
    case = open_case(cast, ASKED, state=State.IN_WORK)
    ResidentMessage.objects.update(url=THREAD)
    Page.objects.update(network=request.param)
    Body.objects.update(requires_approval=False)
    client = sign_in(Role.CONTENT_MANAGER)
    client.post(f"/desk/appeals/{case.number}/answer/send/", {"kind": "final", "text": ANSWER, "version": "1"})
    (act,) = claim_acts(now=now(), lease=lease(), at_most=1)
    settle_unknown(
        act, reason="The network did not answer; it cannot tell whether the message stands there.", now=now()
    )
    run_flow()
    return Doubt(case.number, client)


def test_it_is_shown_with_the_talk_and_both_answers_to_choose_from(doubt: Doubt) -> None:
    page = doubt.page()
    assert "Неизвестно, стоит ли там ответ." in page
    assert "Сеть не ответила" in page
    assert f'href="{THREAD}"' in page
    assert ASKED in page
    assert ANSWER in page
    assert f'action="/desk/appeals/{doubt.number}/answer/settle/"' in page
    assert doubt.is_queued()


def test_what_stands_there_answers_the_case(doubt: Doubt) -> None:
    assert doubt.say(stands="yes", link="https://example.org/answer/9") == 302
    run_flow()
    case, answer = Appeal.objects.get(), Answer.objects.get()
    assert (case.state, case.delivery_trouble, case.is_sending) == (State.ANSWERED, "", False)
    assert (answer.state, answer.url) == (AnswerState.SENT, "https://example.org/answer/9")
    assert "Неизвестно, стоит ли там ответ." not in doubt.page()
    assert not doubt.is_queued()


def test_what_does_not_stand_there_is_sent_again_without_a_doubt(doubt: Doubt) -> None:
    assert doubt.say(stands="no") == 302
    act = OutboxAct.objects.get()
    assert (act.state, act.is_doubtful, act.attempts) == (OutboxState.WAITING, False, 0)
    assert Answer.objects.get().state == AnswerState.SENDING
    assert "Ответ отправляется." in doubt.page()
    assert not doubt.is_queued()
    (again,) = claim_acts(now=now(), lease=lease(), at_most=1)
    settle_failed(again, reason="Refused.", next_step="", now=now())
    run_flow()
    assert Appeal.objects.get().delivery_trouble == "failed"


def test_it_is_decided_once(doubt: Doubt) -> None:
    assert doubt.say(stands="no") == 302
    assert doubt.say(stands="yes") == 422
    assert OutboxAct.objects.get().state == OutboxState.WAITING


def test_nothing_else_is_sent_before_it_is_decided(doubt: Doubt) -> None:
    told = {"kind": "final", "text": "Другой ответ.", "version": str(Appeal.objects.get().version)}
    assert doubt.desk.post(f"/desk/appeals/{doubt.number}/answer/send/", told).status_code == 422
    assert OutboxAct.objects.count() == 1
