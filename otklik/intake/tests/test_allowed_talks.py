"""Who lets the community write, asked by the forms within VK, hears of the answer there without having written."""

from datetime import timedelta

import pytest

from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.act_talks import leave_talk
from otklik.intake.models import ActTalk, ResidentMessage
from otklik.intake.talk_codes import code_of
from otklik.shared.clock import now
from tests.flow import run_flow
from tests.line import Line, line
from tests.town import GROUP, NOW, arrive, push

__all__ = ["line"]
pytestmark = pytest.mark.django_db
PETR = 500102


def report(line: Line) -> Receipt:
    receipt = accept_act(Sent(ActKind.REPORT, "Во дворе осталась яма", "1", widget_page=line.town.page.id), now=NOW)
    run_flow()
    return receipt


def allow(line: Line, key: str, **more: str) -> None:
    """The resident presses the button within VK, and VK tells of it; `more` makes it another event."""
    line.sandbox.control.post("/vk/messages/allow", group_id=GROUP, author_id=PETR, author_name="Пётр Ильин", key=key)
    arrive(line.town.page, push("message_allow", {"user_id": PETR, "key": key} | more))
    run_flow()


def heard(line: Line) -> list[str]:
    """What the community has written to the resident in VK."""
    send_waiting_acts(now=now())
    (page,) = line.sandbox.control.state(GROUP)["pages"]
    talks = [talk for talk in page["conversations"] if talk["peer_id"] == PETR]
    return [message["text"] for talk in talks for message in talk["messages"]]


def test_the_community_writes_first_and_tells_of_the_answer(line: Line) -> None:
    receipt = report(line)
    allow(line, code_of(receipt.number))
    (joined,) = heard(line)
    assert str(receipt.number) in joined
    Appeal.objects.filter(number=receipt.number).update(state=State.ASSIGNED, body=line.town.office)
    case = Appeal.objects.get(number=receipt.number)
    answer_at_once(
        case.number, kind="final", text="Яму засыпали вчера, 23 ноября.", promised_on=None, by=line.town.manager,
        version=case.version, now=NOW + timedelta(hours=2),
    )  # fmt: skip
    run_flow()
    _joined, told = heard(line)
    assert str(receipt.number) in told
    assert "Яму" not in told
    assert Appeal.objects.count() == 1, "a permission is no case"


@pytest.mark.parametrize("key", ["", "another application", "43097230"])
def test_another_permission_joins_nothing_and_opens_no_case(line: Line, key: str) -> None:
    report(line)
    allow(line, key)
    assert not ActTalk.objects.exists()
    assert heard(line) == []
    assert ResidentMessage.objects.filter(page=line.town.page).exclude(text="").count() == 0
    assert Appeal.objects.count() == 1


def test_what_was_ended_is_joined_again_by_pressing_again(line: Line) -> None:
    receipt = report(line)
    allow(line, code_of(receipt.number))
    assert leave_talk(receipt.number, receipt.token)
    assert not ResidentMessage.objects.filter(text__contains=str(receipt.number)).exists()
    allow(line, code_of(receipt.number), again="yes")
    assert ActTalk.objects.get().account.external_id == str(PETR)
